"""Deadlines."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import DeadlineRow


def get(session: Session, key: int) -> Deadline:
    """The deadline with that id."""
    return records.get(session, DeadlineRow, Deadline, key)


def save(session: Session, deadline: Deadline) -> Deadline:
    """Writes the deadline."""
    return records.save(session, DeadlineRow, deadline, Change.DEADLINE)


def of_case(session: Session, case_id: int) -> list[Deadline]:
    """The deadlines of a case, the nearest first."""
    query = (
        select(DeadlineRow)
        .where(DeadlineRow.case_id == case_id)
        .order_by(DeadlineRow.safe_on, DeadlineRow.id)
    )
    return [records.read(row, Deadline) for row in session.scalars(query)]


def open_until(session: Session, last: date, limit: int | None = None) -> list[Deadline]:
    """The open deadlines whose safe day is not after ``last``, the nearest first."""
    query = (
        select(DeadlineRow)
        .where(DeadlineRow.status == DeadlineStatus.OPEN, DeadlineRow.safe_on <= last)
        .order_by(DeadlineRow.safe_on, DeadlineRow.id)
        .limit(limit)
    )
    return [records.read(row, Deadline) for row in session.scalars(query)]


def count_until(session: Session, last: date) -> int:
    """How many open deadlines have a safe day not after ``last``."""
    query = select(func.count()).where(
        DeadlineRow.status == DeadlineStatus.OPEN, DeadlineRow.safe_on <= last
    )
    return session.scalars(query).one()


def next_of(session: Session, case_ids: Collection[int]) -> dict[int, Deadline]:
    """The nearest open deadline of each of those cases that has one."""
    query = (
        select(DeadlineRow)
        .where(DeadlineRow.status == DeadlineStatus.OPEN, DeadlineRow.case_id.in_(case_ids))
        .order_by(DeadlineRow.safe_on.desc(), DeadlineRow.id.desc())
    )
    return {row.case_id: records.read(row, Deadline) for row in session.scalars(query)}
