"""Deadlines."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import DeadlineRow, TriggerRow


def get(session: Session, key: int) -> Deadline:
    """The deadline with that id."""
    return records.get(session, DeadlineRow, Deadline, key)


def trigger(session: Session, key: int) -> Trigger:
    """The event with that id that periods run from."""
    return records.get(session, TriggerRow, Trigger, key)


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


def open_until(
    session: Session, last: date, limit: int | None = None, whose: int | None = None
) -> list[Deadline]:
    """The open deadlines whose safe day is not after ``last``, the nearest first.

    Args:
        whose: the account that answers for them; all without one.
    """
    query = (
        select(DeadlineRow)
        .where(*_open_until(last, whose))
        .order_by(DeadlineRow.safe_on, DeadlineRow.id)
        .limit(limit)
    )
    return [records.read(row, Deadline) for row in session.scalars(query)]


def open_of_rules(session: Session, rule_ids: Collection[str]) -> list[Deadline]:
    """The open deadlines that were counted by these rules, the nearest first."""
    query = (
        select(DeadlineRow)
        .where(DeadlineRow.status == DeadlineStatus.OPEN, DeadlineRow.rule_id.in_(rule_ids))
        .order_by(DeadlineRow.safe_on, DeadlineRow.id)
    )
    return [records.read(row, Deadline) for row in session.scalars(query)]


def count_until(session: Session, last: date, whose: int | None = None) -> int:
    """How many open deadlines have a safe day not after ``last``; ``whose`` as above."""
    return session.scalars(select(func.count()).where(*_open_until(last, whose))).one()


def _open_until(last: date, whose: int | None) -> list[ColumnElement[bool]]:
    wanted = [DeadlineRow.status == DeadlineStatus.OPEN, DeadlineRow.safe_on <= last]
    return wanted if whose is None else [*wanted, DeadlineRow.responsible_id == whose]


def open_of(session: Session, user_id: int) -> list[Deadline]:
    """The open deadlines for which that account answers, the nearest first."""
    return open_until(session, date.max, whose=user_id)


def next_of(session: Session, case_ids: Collection[int]) -> dict[int, Deadline]:
    """The nearest open deadline of each of those cases that has one."""
    query = (
        select(DeadlineRow)
        .where(DeadlineRow.status == DeadlineStatus.OPEN, DeadlineRow.case_id.in_(case_ids))
        .order_by(DeadlineRow.safe_on.desc(), DeadlineRow.id.desc())
    )
    return {row.case_id: records.read(row, Deadline) for row in session.scalars(query)}
