"""Lawyers, and the cases offered to them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.assignments import Assignment, AssignmentStatus
from legalaid_desktop.domain.cases import Stage
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.lawyers import Lawyer, name
from legalaid_desktop.storage import records
from legalaid_desktop.storage.people import sort_text
from legalaid_desktop.storage.tables import AssignmentRow, CaseRow, LawyerRow


def lawyer(session: Session, key: int) -> Lawyer:
    """The lawyer with that id."""
    return records.get(session, LawyerRow, Lawyer, key)


def lawyers(session: Session) -> list[Lawyer]:
    """All lawyers by name."""
    query = select(LawyerRow).order_by(LawyerRow.sort, LawyerRow.id)
    return [records.read(row, Lawyer) for row in session.scalars(query)]


def save_lawyer(session: Session, record: Lawyer) -> Lawyer:
    """Writes the lawyer with its sort key."""
    key = sort_text(name(record, "lo"))
    return records.save(session, LawyerRow, record, Change.LAWYER, sort=key)


def get(session: Session, key: int) -> Assignment:
    """The assignment with that id."""
    return records.get(session, AssignmentRow, Assignment, key)


def save(session: Session, assignment: Assignment) -> Assignment:
    """Writes the assignment."""
    return records.save(session, AssignmentRow, assignment, Change.ASSIGNMENT)


def of_case(session: Session, case_id: int) -> list[Assignment]:
    """The assignments of a case, newest first."""
    query = (
        select(AssignmentRow)
        .where(AssignmentRow.case_id == case_id)
        .order_by(AssignmentRow.id.desc())
    )
    return [records.read(row, Assignment) for row in session.scalars(query)]


def waiting(session: Session) -> list[Assignment]:
    """The offers that nobody has answered, oldest first."""
    query = (
        select(AssignmentRow)
        .where(AssignmentRow.status == AssignmentStatus.OFFERED)
        .order_by(AssignmentRow.offered_on, AssignmentRow.id)
    )
    return [records.read(row, Assignment) for row in session.scalars(query)]


def loads(session: Session) -> dict[int, int]:
    """How many open cases each lawyer has accepted, by the lawyer's id."""
    query = (
        select(AssignmentRow.lawyer_id, func.count())
        .join(CaseRow, CaseRow.id == AssignmentRow.case_id)
        .where(AssignmentRow.status == AssignmentStatus.ACCEPTED, CaseRow.stage != Stage.CLOSED)
        .group_by(AssignmentRow.lawyer_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}
