"""Consents: taken, taken back, and asked for before anything of a client leaves the office."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.domain import age_evidence, checks, consents, papers
from legalaid_desktop.domain import sharing as sharings
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.consents import Consent, Giver
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.paper_kinds import PaperKind, Words
from legalaid_desktop.domain.papers import Blocker, Paper, PaperStatus
from legalaid_desktop.domain.sharing import Finding, NoConsent, OverrideGround, Sharing
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import consents as labels
from legalaid_desktop.services import cases, paper_kinds, reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import consents as stored
from legalaid_desktop.storage import made_copies as stored_copies
from legalaid_desktop.storage import papers as stored_papers

FORM = "consent_form"
USED = N_(
    "Something was issued or went out under this consent, so that it stays in the file. Take it "
    "back, or record another one."
)
BLOCKER = "consent"
"""Id of what keeps a letter to another body from going out."""


class Consents:
    """What the clients of the office agreed to."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> list[Consent]:
        """The consents in a case, newest first, also those that are over."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def give(self, consent: Consent) -> Consent:
        """Keeps what a client agreed to; it is never changed afterwards.

        Raises:
            InvalidValue: something is missing, such as the guardian of a child.
        """
        with self._desk.writing() as session:
            file = cases.case_file(session, consent.case_id)
            clean = consents.checked(
                consent, reference.consents(), file.person, self._desk.today(), file.ages
            )
            return stored.save(session, replace(clean, taken_by=self._desk.user))

    def withdraw(self, consent_id: int, on: date, *, why: str = "", told: str = "") -> Consent:
        """Keeps that the client took a consent back, and who was told; nobody has to say why."""
        with self._desk.writing() as session:
            known = stored.get(session, consent_id)
            taken_back = consents.withdrawn(
                known, on=on, why=why, told=told, by=self._desk.user, today=self._desk.today()
            )
            return stored.save(session, taken_back)

    def remove(self, consent_id: int, why: str) -> Consent:
        """Puts a consent that was entered by mistake into the bin, for a reason.

        Raises:
            Refused: something went out under it, or its paper was issued: it is taken back instead.
        """
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            known = stored.get(session, consent_id)
            if _was_used(session, known):
                raise Refused(USED)
            return stored.remove(session, consent_id, reason)

    def of_age(self, case_id: int) -> dict[int, date]:
        """The last days of guardians' consents that end because the client turns 18, by id."""
        with self._desk.reading(case=case_id) as session:
            file = cases.case_file(session, case_id)
        client = age_evidence.as_known(file.person, file.ages, self._desk.today())
        found = {one.id or 0: consents.counts_until(one, client) for one in file.consents}
        return {key: last for key, last in found.items() if last is not None}

    def finding(self, case_id: int, errand: Errand, shares: Collection[str]) -> Finding:
        """Whether something of the case may go out on that errand, by which consent."""
        with self._desk.reading(case=case_id) as session:
            file = cases.case_file(session, case_id)
        return found(file, sharing(errand, shares), self._desk.today())

    def form(self, consent: Consent, language: str) -> Paper:
        """Starts the paper on which the client consents, filled in as planned or as given."""
        kind = paper_kinds.kind(FORM)
        with self._desk.writing() as session:
            file = cases.case_file(session, consent.case_id)
            draft = papers.new(kind, file, language, self._desk.today())
            return stored_papers.save(session, papers.with_values(kind, draft, _values(consent)))


def sharing(errand: Errand, shares: Collection[str]) -> Sharing:
    """What is about to leave on that errand."""
    purpose = reference.consents().purpose_of(errand.purpose)
    return Sharing(
        names=(errand.recipient,) if errand.recipient else (),
        body=errand.body,
        purposes=(purpose,) if purpose else (),
        data=frozenset(shares) | frozenset(errand.data),
        abroad=errand.abroad,
    )


def found(file: CaseFile, asked: Sharing, today: date) -> Finding:
    """Whether that may leave the case today."""
    rules = reference.consents()
    return sharings.find(asked, file.consents, rules, file.person, today, file.ages)


def require(
    desk: Desk, session: Session, case_id: int, errand: Errand, shares: Collection[str]
) -> Finding:
    """Refuses what no consent covers, unless it goes out on a ground by somebody who may.

    Raises:
        NoConsent: what is missing; NotAllowed: this person may not override it.
    """
    file = cases.case_file(session, case_id)
    finding = found(file, sharing(errand, shares), desk.today())
    if not finding.may_go:
        override(desk, session, case_id, finding, errand.ground, errand.override)
    return finding


def override(
    desk: Desk,
    session: Session,
    case_id: int,
    finding: Finding,
    ground: OverrideGround,
    why: str,
) -> None:
    """Lets something go without a consent, for a reason, if the user has the right to that."""
    if ground is OverrideGround.NONE and not why.strip():
        raise NoConsent(labels.lacking(finding), finding)
    desk.require_on(session, Act.OVERRIDE_CONSENT, case_id)
    if ground is OverrideGround.NONE:
        raise InvalidValue("ground", N_("On what ground?"))
    if not why.strip():
        raise InvalidValue("override", N_("Write why: it is kept with the record."))
    if not finding.body:
        raise NoConsent(labels.lacking(finding), finding)


def said(ground: OverrideGround) -> str:
    """The ground in Lao, as the trail keeps it."""
    return i18n.catalog("lo").gettext(labels.GROUNDS[ground])


def of_letter(kind: PaperKind, paper: Paper, file: CaseFile, today: date) -> Finding | None:
    """Whether a letter to another body may go out; nothing for any other paper."""
    address = kind.address
    if address is None:
        return None
    field = next(one for one in kind.fields if one.name == address.receiver)
    names = tuple(filter(None, (papers.value(paper, key) for key in field.keys)))
    if not names:
        return None  # the form asks for the receiver first
    asked = Sharing(
        names=names,
        body=address.body,
        purposes=(*address.purposes, *papers.value(paper, address.purpose_field).splitlines()),
        data=papers.shares(kind, paper),
        abroad=papers.value(paper, address.abroad_field) == "yes",
    )
    return found(file, asked, today)


def in_letter(finding: Finding | None, kind: PaperKind) -> dict[str, str]:
    """What the own fields of a letter say of the consent that covers it: nothing without one."""
    if finding is None or not finding.may_go or finding.consent is None or kind.address is None:
        return {}
    consent, address, rules = finding.consent, kind.address, reference.consents()
    by_person = consent.giver is Giver.PERSON
    told = {
        address.by_field: ("person",) if by_person else ("guardian",),
        address.on_field: (consent.given_on.isoformat(),),
        address.data_field: tuple(
            ", ".join(rules.titles(consent.data, language)) for language in i18n.LANGUAGES
        ),
        address.limits_field: (consent.limits,) * len(i18n.LANGUAGES) if consent.limits else (),
    }
    fields = {one.name: one.keys for one in kind.fields}
    return {
        key: text
        for name, texts in told.items()
        for key, text in zip(fields.get(name, ()), texts, strict=False)
    }


def blocker(finding: Finding | None, kind: PaperKind) -> tuple[Blocker, ...]:
    """Why the letter may not go out, as the list beside a paper says it."""
    if finding is None or finding.may_go or kind.address is None:
        return ()
    sentences = {one: labels.found(finding, one) for one in i18n.LANGUAGES}
    return (Blocker(id=BLOCKER, sentence=Words(**sentences), field=kind.address.receiver),)


def _was_used(session: Session, consent: Consent) -> bool:
    """Whether a copy went out under it, or a paper of it, or a letter to its recipient, issued."""
    copies = stored_copies.of_case(session, consent.case_id)
    if any(one.consent_id == consent.id for one in copies):
        return True
    issued = [
        one
        for one in stored_papers.of_case(session, consent.case_id)
        if one.status is PaperStatus.ISSUED and one.dated_on >= consent.given_on
    ]
    return any(_is_of(one, consent) for one in issued)


def _is_of(paper: Paper, consent: Consent) -> bool:
    kind = paper_kinds.kind(paper.kind)
    if paper.kind != FORM and kind.address is None:
        return False
    receiver = kind.address.receiver if kind.address else "receiver"
    field = next((one for one in kind.fields if one.name == receiver), None)
    values = tuple(papers.value(paper, key) for key in field.keys) if field else ()
    rules = reference.consents()
    own = {labels.recipient(consent, rules, one) for one in i18n.LANGUAGES}
    return bool(own & set(values))


def _values(consent: Consent) -> dict[str, str]:
    """The own fields of the form, as the consent has them."""
    rules = reference.consents()
    text = next((one for one in rules.texts if one.id == consent.text), None)
    shown = text or rules.text_on(consent.given_on)
    values = {
        "limits": consent.limits,
        "until": consent.until.isoformat(),
        "abroad": "yes" if consent.abroad else "no",
        "country": consent.country,
        "giver": consent.giver.value,
        "guardian": consent.guardian if consent.giver is not Giver.PERSON else "",
        "language": consent.language,
        "interpreter": consent.interpreter,
        "witness": consent.witness,
        "version": shown.id,
    }
    for language in i18n.LANGUAGES:
        values[f"receiver_{language}"] = labels.recipient(consent, rules, language)
        values[f"purposes_{language}"] = "\n".join(rules.titles(consent.purposes, language))
        values[f"data_{language}"] = "\n".join(rules.titles(consent.data, language))
        values[f"text_{language}"] = shown.texts[language]
    return values
