"""Consents: taken, taken back, and asked for before anything of a client leaves the office."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.domain import consents, papers
from legalaid_desktop.domain import sharing as sharings
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.consents import Consent, Giver
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.paper_kinds import PaperKind, Words
from legalaid_desktop.domain.papers import Blocker, Paper
from legalaid_desktop.domain.sharing import Finding, NoConsent, OverrideGround, Sharing
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import consents as labels
from legalaid_desktop.services import cases, paper_kinds, reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import consents as stored
from legalaid_desktop.storage import papers as stored_papers

FORM = "consent_form"
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


def blocker(finding: Finding | None, kind: PaperKind) -> tuple[Blocker, ...]:
    """Why the letter may not go out, as the list beside a paper says it."""
    if finding is None or finding.may_go or kind.address is None:
        return ()
    sentences = {one: labels.found(finding, one) for one in i18n.LANGUAGES}
    return (Blocker(id=BLOCKER, sentence=Words(**sentences), field=kind.address.receiver),)


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
