"""Protection: worksheets and the views on them, status, age, papers, custody, losses, rates."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from legalaid_desktop.domain import (
    age_evidence,
    checks,
    custody,
    losses,
    victim_status,
    withheld_papers,
    worksheets,
)
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.cases import PartyRole
from legalaid_desktop.domain.custody import Clock, Custody
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.exploitation import CodeList
from legalaid_desktop.domain.losses import ExchangeRate, Loss
from legalaid_desktop.domain.office_rules import on_day
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.protection import Kept, Protection
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.domain.worksheets import View, Worksheet
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import cases, reference, rules
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import assignments as stored_assignments
from legalaid_desktop.storage import histories
from legalaid_desktop.storage import protection as stored

AnyKept = TypeVar("AnyKept", bound=Kept)

NOT_OF_THE_CASE = N_("Choose somebody who is in this case.")
NO_GROUND = N_("Choose one from the list.")
NOT_YOUR_VIEW = N_("Only the lawyer whose view it is can sign it.")
SIGNED = N_("This view is signed already.")
KINDS: Mapping[BinKind, Any] = {
    BinKind.WORKSHEET: Worksheet,
    BinKind.VICTIM_STATUS: VictimStatus,
    BinKind.AGE_EVIDENCE: AgeEvidence,
    BinKind.WITHHELD_PAPER: WithheldPaper,
    BinKind.CUSTODY: Custody,
    BinKind.LOSS: Loss,
}
"""What can be put into the bin, by its kind there."""
_ACCUSED = frozenset({PartyRole.ACCUSED, PartyRole.DEFENDANT})


class Protections:
    """What a case holds about trafficking, smuggling and custody."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> Protection:
        """All of it, with the people it can concern and the rates of the office."""
        with self._desk.reading(case=case_id) as session:
            found = read(session, cases.case_file(session, case_id))
            known = histories.latest(session) if found.custodies else None
        return replace(found, known=known)

    def ages(self, person_id: int) -> tuple[AgeEvidence, ...]:
        """What speaks for somebody's age in the cases that the user sees."""
        with self._desk.reading() as session:
            return stored.ages(session, person_id)

    def worksheet(self, key: int) -> Worksheet:
        """The worksheet with that id."""
        with self._desk.reading() as session:
            return stored.get(session, Worksheet, key)

    def save(self, record: AnyKept) -> AnyKept:
        """Keeps a worksheet, a step, evidence of age, a withheld paper, a custody or a loss.

        Raises:
            InvalidValue, Stale: nothing was written.
        """
        clean = self._checked(record)
        with self._desk.writing() as session:
            if clean.id is not None:  # it stays in its case and with its person
                known = stored.get(session, type(clean), clean.id)
                clean = replace(clean, case_id=known.case_id, person_id=known.person_id)
            else:
                _require_person(session, clean)
            return stored.save(session, self._stamped(session, clean))

    def remove(self, kind: BinKind, key: int, why: str) -> Kept:
        """Puts a record of that kind into the bin, for a reason, and returns it."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            removed: Kept = stored.remove(session, KINDS[kind], key, reason)
            return removed

    def sign(self, view: View) -> View:
        """Keeps the view of a lawyer; earlier ones on the worksheet stay as they are.

        It is signed only where the lawyer enters it; in the name of another it waits for that one.
        """
        clean = worksheets.checked_view(view, self._desk.today())
        with self._desk.writing() as session:
            sheet = stored.get(session, Worksheet, clean.worksheet_id)
            stored_assignments.lawyer(session, clean.lawyer_id)
            entered = replace(
                clean, id=None, case_id=sheet.case_id, entered_by=self._desk.user,
                signed_by=self._signer(session, clean),
            )  # fmt: skip
            return stored.sign(session, entered)

    def confirm(self, view_id: int) -> View:
        """Signs, as the lawyer whose view it is, what another entered; of today.

        Raises:
            Refused: it is another lawyer's, or signed already.
        """
        with self._desk.writing() as session:
            known = stored.view(session, view_id)
            signer = self._signer(session, known)
            if not signer or known.is_signed:
                raise Refused(SIGNED if known.is_signed else NOT_YOUR_VIEW)
            return stored.sign(
                session, replace(known, signed_by=signer, signed_on=self._desk.today())
            )

    def is_own(self, view: View) -> bool:
        """Whether the user is the lawyer whose view it is."""
        return view.lawyer_id == self._desk.account.lawyer_id

    def _signer(self, session: Session, view: View) -> str:
        seat = self._desk.reader(session)
        return self._desk.user if seat and seat.lawyer_id == view.lawyer_id else ""

    def save_rate(self, rate: ExchangeRate) -> ExchangeRate:
        """Keeps a rate of exchange with its day and source."""
        clean = losses.checked_rate(rate, self._desk.today())
        with self._desk.writing() as session:
            return stored.save_rate(session, clean)

    def clock(self, held: Custody, kept: Protection) -> Clock:
        """How long that custody, of what was read of its case, has lasted now."""
        return counted(held, self._desk.clock(), kept.rules_of(held), kept.known)

    def _checked(self, record: AnyKept) -> AnyKept:
        today = self._desk.today()
        if isinstance(record, Custody):
            if record.ground not in reference.custody_grounds():
                raise InvalidValue("ground", NO_GROUND)
            reference.require_nation(record.country)
            held: Any = custody.checked(record, self._desk.clock())
            return held  # type: ignore[no-any-return]  # a custody is what came in
        if isinstance(record, Worksheet):
            reference.require_nation(record.country)
            _require_codes(record)
        checked: AnyKept = _CHECKS[type(record)](record, today)
        return checked

    def _stamped(self, session: Session, record: AnyKept) -> AnyKept:
        if not isinstance(record, Worksheet):
            return record
        before = stored.get(session, Worksheet, record.id) if record.id else None
        stamped = worksheets.stamped(record, before, self._desk.user, self._desk.today())
        return replace(record, findings=stamped)


def _require_codes(sheet: Worksheet) -> None:
    """Only choices of the lists: what goes out as a code is none of our words."""
    for name, list_, given in (
        ("part", CodeList.PART, (sheet.part,)),
        ("relation", CodeList.RELATION, (sheet.relation,)),
        ("recruitments", CodeList.RECRUITMENT, sheet.recruitments),
        ("controls", CodeList.CONTROL, sheet.controls),
        ("vulnerabilities", CodeList.VULNERABILITY, sheet.vulnerabilities),
    ):
        if set(filter(None, given)) - {one.id for one in reference.code_list(list_)}:
            raise InvalidValue(name, NO_GROUND)


_CHECKS: Mapping[type, Any] = {
    Worksheet: worksheets.checked,
    VictimStatus: victim_status.checked,
    AgeEvidence: age_evidence.checked,
    WithheldPaper: withheld_papers.checked,
    Loss: losses.checked,
}


def counted(
    held: Custody, now: datetime, in_force: Mapping[str, Rule], known: datetime | None
) -> Clock:
    """How long a custody has lasted at that moment, by the rules that were in force."""
    ground = reference.custody_grounds().get(held.ground)
    return custody.clock(held, now, in_force.get(ground.rule) if ground else None, known)


def rules_of(session: Session, held: Iterable[Custody]) -> dict[int, Mapping[str, Rule]]:
    """The rules on custody as the office had them on the day each began, by its id."""
    began = {one.id or 0: custody.began_on(one) for one in held}
    if not began:
        return {}
    named = reference.custody_rules()
    found = [one for one in rules.standings(session) if one.rule.id in named]
    return {
        key: {rule.id: rule for one in found if (rule := on_day(one, day))}
        for key, day in began.items()
    }


def with_protection(session: Session, file: CaseFile) -> CaseFile:
    """The file with its protection side, for papers, read in the caller's transaction."""
    return replace(file, protection=read(session, file))


def read(session: Session, file: CaseFile) -> Protection:
    """The protection side of a case, read in the caller's transaction."""
    case_id = cases.key(file.case)
    held = stored.of_case(session, Custody, case_id)
    return Protection(
        people=tuple(_people(file)),
        client_id=file.client.person_id,
        accused=tuple(
            one.party.person_id
            for one in file.parties
            if one.party.role in _ACCUSED and one.party.person_id
        ),
        worksheets=stored.of_case(session, Worksheet, case_id),
        views=stored.views(session, case_id),
        steps=stored.of_case(session, VictimStatus, case_id),
        ages=file.ages,
        papers=stored.of_case(session, WithheldPaper, case_id),
        custodies=held,
        rules=rules_of(session, held),
        losses=stored.of_case(session, Loss, case_id),
        rates=stored.rates(session),
        lawyers=tuple(stored_assignments.lawyers(session)),
    )


def _people(file: CaseFile) -> Iterable[Person]:
    people = (file.person, *(one.person for one in file.parties if one.person))
    return {one.id: one for one in people}.values()


def _require_person(session: Session, record: Kept) -> None:
    """Only of people of the case is anything noted: its destruction takes them along."""
    file = cases.case_file(session, record.case_id)
    if record.person_id not in {one.id for one in _people(file)}:
        raise InvalidValue("person_id", NOT_OF_THE_CASE)
