"""Lawyers, and the cases offered to them."""

from dataclasses import replace

from legalaid_desktop.domain import assignments, checks, lawyers
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.assignments import (
    Assignment,
    AssignmentStatus,
    Declaration,
    OfferSheet,
)
from legalaid_desktop.domain.cases import is_restricted
from legalaid_desktop.domain.conflicts import ConflictAnswer
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.services import conflict_checking
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import assignments as stored
from legalaid_desktop.storage import conflicts as stored_conflicts
from legalaid_desktop.storage import records


class Assignments:
    """Who takes which case."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def lawyers(self) -> list[Lawyer]:
        """All lawyers by name."""
        with self._desk.reading(Act.CONSULT) as session:
            return stored.lawyers(session)

    def lawyer(self, lawyer_id: int) -> Lawyer:
        """The lawyer with that id."""
        with self._desk.reading(Act.CONSULT) as session:
            return stored.lawyer(session, lawyer_id)

    def save_lawyer(self, lawyer: Lawyer) -> Lawyer:
        """Keeps the lawyer; raises ``InvalidValue`` or ``Stale``."""
        clean = lawyers.checked(lawyer)
        with self._desk.writing(Act.SET_UP) as session:
            return stored.save_lawyer(session, clean)

    def remove_lawyer(self, lawyer_id: int, why: str) -> Lawyer:
        """Puts a lawyer without open cases into the bin; old files still name that person."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing(Act.SET_UP) as session:
            return stored.remove_lawyer(session, lawyer_id, reason)

    def loads(self) -> dict[int, int]:
        """How many open cases each lawyer has accepted, by the lawyer's id."""
        with self._desk.reading() as session:
            return stored.loads(session)

    def offer(self, case_id: int, lawyer_id: int) -> Assignment:
        """Offers a case; refuses while another offer is open or accepted."""
        offered = Assignment(case_id=case_id, lawyer_id=lawyer_id, offered_on=self._desk.today())
        with self._desk.writing(Act.ASSIGN) as session:
            for known in stored.of_case(session, case_id):
                if known.status is AssignmentStatus.OFFERED:
                    raise Refused("Another lawyer was asked and has not answered yet.")
                if known.status is AssignmentStatus.ACCEPTED:
                    raise Refused("Another lawyer has accepted this case.")
            return stored.save(session, offered)

    def asked(self) -> list[Assignment]:
        """The offers to the user, as a lawyer, that wait for her declaration or her answer."""
        with self._desk.reading(Act.ANSWER) as session:
            return stored.offered_to(session, self._lawyer_id(session))

    def sheet(self, assignment_id: int) -> OfferSheet:
        """What the asked lawyer needs for looking into her own files, and nothing else."""
        with self._desk.reading(Act.ANSWER) as session:
            offer, _own = self._offer(session, assignment_id)
            return _sheet(session, offer)

    def declare(self, assignment_id: int, declaration: Declaration, reason: str = "") -> Assignment:
        """Keeps what the lawyer declares about conflicts of interest; one that is named declines.

        Raises:
            InvalidValue: nothing was declared, or a conflict without saying which.
        """
        with self._desk.writing(Act.ANSWER) as session:
            offer, own = self._offer(session, assignment_id)
            made = assignments.declared(
                offer, declaration, reason, self._desk.user, self._desk.today()
            )
            return stored.save_own(session, made) if own else stored.save(session, made)

    def accept(self, assignment_id: int) -> Assignment:
        """Records that the lawyer accepts; she has declared before that there is no conflict."""
        with self._desk.writing(Act.ANSWER) as session:
            known = stored.get(session, assignment_id)
            conflict_checking.require(self._desk, session, known.case_id)
            return stored.save(session, assignments.accepted(known, self._desk.today()))

    def decline(self, assignment_id: int, reason: str) -> Assignment:
        """Records that the lawyer declines, and why."""
        with self._desk.writing(Act.ANSWER) as session:
            known, own = self._offer(session, assignment_id)
            made = assignments.declined(known, self._desk.today(), reason)
            return stored.save_own(session, made) if own else stored.save(session, made)

    def of_case(self, case_id: int) -> list[Assignment]:
        """The assignments of a case, newest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def waiting(self) -> list[Assignment]:
        """The offers that nobody has answered, oldest first."""
        with self._desk.reading() as session:
            return stored.waiting(session)

    def _lawyer_id(self, session: Session) -> int | None:
        seat = self._desk.reader(session, Act.ANSWER)
        return seat.lawyer_id if seat else None

    def _offer(self, session: Session, key: int) -> tuple[Assignment, bool]:
        """The assignment, and whether it is an open one to the user herself."""
        own = stored.offered_to(session, self._lawyer_id(session))
        found = next((one for one in own if one.id == key), None)
        return (found, True) if found else (stored.get(session, key), False)


def _sheet(session: Session, offer: Assignment) -> OfferSheet:
    case = stored_conflicts.cases(session, [offer.case_id], None)[offer.case_id].case
    checks = stored_conflicts.of_case(session, offer.case_id)
    sheet = OfferSheet(
        offer=offer,
        type=case.type,
        code_name=case.code_name if is_restricted(case) else "",
        check=checks[0].decision if checks else ConflictAnswer.OPEN,
        checked_at=checks[0].decided_at or checks[0].at if checks else None,
    )
    records.see(session, "case_file", offer.case_id, offer.case_id)
    return sheet if is_restricted(case) else replace(sheet, names=_names(session, offer.case_id))


def _names(session: Session, case_id: int) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    asked = {
        (one.kind, one.record): tuple(place for place in one.places if place in assignments.SIDES)
        for one in stored_conflicts.asked_in(session, case_id)
    }
    named = stored_conflicts.names(session, asked)
    return tuple((*named[owner], places) for owner, places in asked.items() if places)
