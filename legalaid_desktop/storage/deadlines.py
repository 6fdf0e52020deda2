"""Deadlines."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.tables import DeadlineRow, TrailRow

_DUE = func.coalesce(DeadlineRow.hand_on, DeadlineRow.safe_on)
"""The day the desk goes by, as ``Deadline.due_on``."""


def get(session: Session, key: int) -> Deadline:
    """The deadline with that id."""
    return records.get(session, DeadlineRow, Deadline, key)


def save(session: Session, deadline: Deadline, why: str = "") -> Deadline:
    """Writes the deadline; the trail keeps why."""
    return records.save(session, DeadlineRow, deadline, Change.DEADLINE, why=why)


def of_case(session: Session, case_id: int) -> list[Deadline]:
    """The deadlines of a case, the nearest first."""
    query = select(DeadlineRow).where(DeadlineRow.case_id == case_id).order_by(_DUE, DeadlineRow.id)
    return [records.read(row, Deadline) for row in session.scalars(query)]


def open_until(
    session: Session,
    last: date,
    limit: int | None = None,
    whose: int | None = None,
    kind: DeadlineKind | None = None,
) -> list[Deadline]:
    """The open deadlines that are due not after ``last``, the nearest first.

    Args:
        whose: the account that answers for them, or stands in; all without one.
        kind: of that kind; all without one.
    """
    query = (
        select(DeadlineRow)
        .where(*_open_until(last, whose, kind))
        .order_by(_DUE, DeadlineRow.id)
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


def count_until(
    session: Session, last: date, whose: int | None = None, kind: DeadlineKind | None = None
) -> int:
    """How many open deadlines are due not after ``last``; ``whose`` and ``kind`` as above."""
    return session.scalars(select(func.count()).where(*_open_until(last, whose, kind))).one()


def _open_until(
    last: date, whose: int | None, kind: DeadlineKind | None
) -> list[ColumnElement[bool]]:
    """Nothing is due later than its safe day but a target: so the index finds most of them."""
    row = DeadlineRow
    near = or_(row.safe_on <= last, row.hand_on <= last)
    wanted = [row.status == DeadlineStatus.OPEN, near, last >= _DUE]
    if kind is not None:
        wanted.append(row.kind == kind)
    if whose is not None:
        wanted.append(or_(row.responsible_id == whose, row.stand_in_id == whose))
    return wanted


def between(session: Session, first: date, last: date) -> list[Deadline]:
    """The deadlines that are or were due from one day to another, but for the dropped ones."""
    row = DeadlineRow
    counted = and_(row.hand_on.is_(None), row.safe_on.between(first, last))
    query = (
        select(row)
        .where(
            row.status.in_((DeadlineStatus.OPEN, DeadlineStatus.DONE)),
            or_(counted, row.hand_on.between(first, last)),
        )
        .order_by(_DUE, row.id)
    )
    return [records.read(one, Deadline) for one in session.scalars(query)]


def waiting(session: Session) -> list[Deadline]:
    """The deadlines that wait for a second look, the nearest first."""
    query = (
        select(DeadlineRow)
        .where(DeadlineRow.status == DeadlineStatus.OPEN, DeadlineRow.asked.is_not(None))
        .order_by(_DUE, DeadlineRow.id)
    )
    return [records.read(row, Deadline) for row in session.scalars(query)]


def entered(session: Session, found: Collection[Deadline]) -> dict[int, datetime]:
    """When each of those deadlines came in, as the trail has it."""
    table: Any = TrailRow.__table__.c
    query = (
        select(table.record, func.min(table.at))
        .where(
            table.case_id.in_({one.case_id for one in found}),
            table.kind == DeadlineRow.__tablename__,
            table.deed == Deed.CREATE,
            table.record.in_([one.id for one in found]),
        )
        .group_by(table.record)
    )
    rows = session.execute(query.execution_options(**visibility.EVERYTHING))
    return {row[0]: row[1] for row in rows}


def open_of(session: Session, user_id: int) -> list[Deadline]:
    """The open deadlines for which that account answers, the nearest first."""
    return open_until(session, date.max, whose=user_id)


def next_of(session: Session, case_ids: Collection[int]) -> dict[int, Deadline]:
    """The nearest open deadline of each of those cases that has one."""
    query = (
        select(DeadlineRow)
        .where(DeadlineRow.status == DeadlineStatus.OPEN, DeadlineRow.case_id.in_(case_ids))
        .order_by(_DUE.desc(), DeadlineRow.id.desc())
    )
    return {row.case_id: records.read(row, Deadline) for row in session.scalars(query)}
