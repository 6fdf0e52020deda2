"""Lawyers, and the cases offered to them."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.access import Scope
from legalaid_desktop.domain.assignments import Assignment, AssignmentStatus
from legalaid_desktop.domain.cases import Stage
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import NotFound, Refused
from legalaid_desktop.domain.lawyers import Lawyer, name
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.people import sort_text
from legalaid_desktop.storage.tables import AssignmentRow, CaseRow, LawyerRow

HAS_CASES = N_("Open cases that this lawyer was asked for or has: {count}. Settle these first.")


def lawyer(session: Session, key: int) -> Lawyer:
    """The lawyer with that id; also one in the bin, who is still named in the files."""
    row = session.get(LawyerRow, key, execution_options=visibility.EVERYTHING)
    if row is None:
        raise NotFound(records.GONE)
    return records.read(row, Lawyer)


def remove_lawyer(session: Session, key: int, why: str) -> Lawyer:
    """Puts the lawyer into the bin; refuses one who was asked or has open cases."""
    gone = records.get(session, LawyerRow, Lawyer, key)
    count = _open_of(session, key)
    if count:
        raise Refused(HAS_CASES, count=count)
    records.remove(session, LawyerRow, key, Change.LAWYER, why)
    return gone


def _open_of(session: Session, lawyer_id: int) -> int:
    query = (
        select(func.count())
        .select_from(AssignmentRow)
        .join(CaseRow, CaseRow.id == AssignmentRow.case_id)
        .where(
            AssignmentRow.lawyer_id == lawyer_id,
            AssignmentRow.status.in_((AssignmentStatus.OFFERED, AssignmentStatus.ACCEPTED)),
            CaseRow.stage != Stage.CLOSED,
        )
    )
    return session.scalar(query.execution_options(**visibility.EVERYTHING)) or 0


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


def offered_to(session: Session, lawyer_id: int | None) -> list[Assignment]:
    """The open offers to that lawyer, oldest first, also of cases that she does not see yet."""
    case = CaseRow.__table__.alias().c
    query = select(AssignmentRow).where(
        AssignmentRow.lawyer_id == lawyer_id,
        AssignmentRow.status == AssignmentStatus.OFFERED,
        AssignmentRow.removed_at.is_(None),
        select(1).where(case.id == AssignmentRow.case_id, case.removed_at.is_(None)).exists(),
    )
    rows = session.scalars(
        query.order_by(AssignmentRow.offered_on, AssignmentRow.id),
        execution_options=visibility.EVERYTHING,
    )
    return [records.read(row, Assignment) for row in rows]


def save_own(session: Session, assignment: Assignment) -> Assignment:
    """Writes what the asked lawyer says herself; the case stays hidden from the session."""
    seat = visibility.viewer(session)
    visibility.restrict(session, replace(seat, scope=Scope.ALL))
    try:
        return save(session, assignment)
    finally:
        visibility.restrict(session, seat)


def of_case(session: Session, case_id: int) -> list[Assignment]:
    """The assignments of a case, newest first."""
    query = (
        select(AssignmentRow)
        .where(AssignmentRow.case_id == case_id)
        .order_by(AssignmentRow.id.desc())
    )
    return [records.read(row, Assignment) for row in session.scalars(query)]


def accepted(session: Session, case_ids: Collection[int]) -> dict[int, set[int]]:
    """The lawyers who accepted those cases."""
    row, found = AssignmentRow, dict[int, set[int]]()
    for part in records.portions(case_ids):
        query = select(row.case_id, row.lawyer_id).where(
            row.case_id.in_(part), row.status == AssignmentStatus.ACCEPTED
        )
        for case_id, lawyer_id in session.execute(query):
            found.setdefault(case_id, set()).add(lawyer_id)
    return found


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
