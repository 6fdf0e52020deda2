"""Lawyers, and the cases offered to them."""

from legalaid_desktop.domain import assignments, checks, lawyers
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.assignments import Assignment, AssignmentStatus
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.services import conflict_checking
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.storage import assignments as stored


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

    def accept(self, assignment_id: int) -> Assignment:
        """Records that the lawyer accepts."""
        with self._desk.writing(Act.ANSWER) as session:
            known = stored.get(session, assignment_id)
            conflict_checking.require(self._desk, session, known.case_id)
            return stored.save(session, assignments.accepted(known, self._desk.today()))

    def decline(self, assignment_id: int, reason: str) -> Assignment:
        """Records that the lawyer declines, and why."""
        with self._desk.writing(Act.ANSWER) as session:
            known = stored.get(session, assignment_id)
            return stored.save(session, assignments.declined(known, self._desk.today(), reason))

    def of_case(self, case_id: int) -> list[Assignment]:
        """The assignments of a case, newest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def waiting(self) -> list[Assignment]:
        """The offers that nobody has answered, oldest first."""
        with self._desk.reading() as session:
            return stored.waiting(session)
