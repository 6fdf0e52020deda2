"""Deadlines."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.tables import CaseRow, DeadlineRow, TrailRow, TriggerRow

_DUE = func.coalesce(DeadlineRow.hand_on, DeadlineRow.safe_on)
"""The day the desk goes by, as ``Deadline.due_on``."""


def get(session: Session, key: int) -> Deadline:
    """The deadline with that id."""
    return records.get(session, DeadlineRow, Deadline, key)


def several(session: Session, keys: Collection[int]) -> list[Deadline]:
    """Those of the deadlines that the session sees, open or settled."""
    return [
        records.read(row, Deadline)
        for part in records.portions(set(keys))
        for row in session.scalars(select(DeadlineRow).where(DeadlineRow.id.in_(part)))
    ]


def save(session: Session, deadline: Deadline, why: str = "") -> Deadline:
    """Writes the deadline; the trail keeps why."""
    return records.save(session, DeadlineRow, deadline, Change.DEADLINE, why=why)


def of_case(session: Session, case_id: int) -> list[Deadline]:
    """The deadlines of a case, the nearest first."""
    query = select(DeadlineRow).where(DeadlineRow.case_id == case_id).order_by(_DUE, DeadlineRow.id)
    return [records.read(row, Deadline) for row in session.scalars(query)]


def run_from(session: Session, trigger: Trigger, rule_id: str) -> Deadline | None:
    """The open deadline of that rule that runs from this event on this day, the newest."""
    query = (
        select(DeadlineRow)
        .join(TriggerRow, TriggerRow.id == DeadlineRow.trigger_id)
        .where(
            DeadlineRow.case_id == trigger.case_id,
            DeadlineRow.rule_id == rule_id,
            DeadlineRow.status == DeadlineStatus.OPEN,
            TriggerRow.event == trigger.event,
            TriggerRow.on == trigger.on,
        )
        .order_by(DeadlineRow.id.desc())
    )
    row = session.scalars(query).first()
    return records.read(row, Deadline) if row else None


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
    return _due(session, (date.min, last), _open(whose, kind), limit)


def open_of_rules(session: Session, rule_ids: Collection[str]) -> list[Deadline]:
    """The open deadlines that were counted by these rules, the nearest first."""
    query = (
        select(DeadlineRow)
        .where(DeadlineRow.status == DeadlineStatus.OPEN, DeadlineRow.rule_id.in_(rule_ids))
        .order_by(DeadlineRow.safe_on, DeadlineRow.id)
    )
    return [records.read(row, Deadline) for row in session.scalars(query)]


def count_of_rules(session: Session, rule_ids: Collection[str]) -> dict[str, int]:
    """How many open deadlines each of these rules counted, in all cases, seen or not."""
    row, known = DeadlineRow, CaseRow.__table__.alias().c
    there = select(1).where(known.id == row.case_id, known.removed_at.is_(None)).exists()
    query = (
        select(row.rule_id, func.count())
        .where(row.status == DeadlineStatus.OPEN, row.rule_id.in_(rule_ids))
        .where(row.removed_at.is_(None), there)
        .group_by(row.rule_id)
        .execution_options(**visibility.EVERYTHING)
    )
    found: dict[str, int] = {one[0]: one[1] for one in session.execute(query)}
    return found


def count_until(
    session: Session, last: date, whose: int | None = None, kind: DeadlineKind | None = None
) -> int:
    """How many open deadlines are due not after ``last``; ``whose`` and ``kind`` as above."""
    wanted = _open(whose, kind)
    return sum(
        session.scalars(select(func.count()).where(*wanted, *days)).one()
        for days, _order in _ways((date.min, last))
    )


def between(session: Session, first: date, last: date) -> list[Deadline]:
    """The deadlines that are or were due from one day to another, but for the dropped ones."""
    kept = (DeadlineStatus.OPEN, DeadlineStatus.DONE)
    return _due(session, (first, last), [DeadlineRow.status.in_(kept)])


def _due(
    session: Session,
    days: tuple[date, date],
    wanted: Collection[ColumnElement[bool]],
    limit: int | None = None,
) -> list[Deadline]:
    """Those that are due on these days, the nearest first."""
    found = [
        records.read(row, Deadline)
        for way, order in _ways(days)
        for row in session.scalars(
            select(DeadlineRow).where(*wanted, *way).order_by(*order).limit(limit)
        )
    ]
    return sorted(found, key=lambda one: (one.due_on, one.id or 0))[:limit]


def _ways(days: tuple[date, date]) -> tuple[tuple[Any, Any], ...]:
    """The few that were put on a day by hand, and all others: each way has its index."""
    row = DeadlineRow
    by_hand = (row.hand_on.is_not(None), row.hand_on.between(*days))
    counted = (row.hand_on.is_(None), row.safe_on.between(*days))
    return (by_hand, (row.hand_on, row.id)), (counted, (row.safe_on, row.id))


def _open(whose: int | None, kind: DeadlineKind | None = None) -> list[ColumnElement[bool]]:
    row = DeadlineRow
    wanted = [row.status == DeadlineStatus.OPEN]
    if kind is not None:
        wanted.append(row.kind == kind)
    if whose is not None:
        wanted.append(or_(row.responsible_id == whose, row.stand_in_id == whose))
    return wanted


def waiting(session: Session) -> list[Deadline]:
    """The deadlines that wait for a second look, the nearest first."""
    query = (
        select(DeadlineRow)
        .where(DeadlineRow.status == DeadlineStatus.OPEN, DeadlineRow.asked.is_not(None))
        .order_by(_DUE, DeadlineRow.id)
    )
    return [records.read(row, Deadline) for row in session.scalars(query)]


def unseen(
    session: Session,
    last: date,
    limit: int,
    *,
    there: Collection[int],
    people: Collection[int] | None,
    mine: int | None,
    after: Deadline | None,
) -> list[Deadline]:
    """The open deadlines that are due not after ``last`` and nobody who answers for them has seen.

    Who stands in during an absence is not known here.

    Args:
        there: the open accounts: what others saw nobody has seen.
        people: the accounts that answer for them, or ``mine`` that stands in; all without them.
        after: the last one of the page before.
    """
    row = DeadlineRow
    by = row.seen_by
    strange = and_(by.is_distinct_from(row.responsible_id), by.is_distinct_from(row.stand_in_id))
    wanted = [*_open(None), or_(by.is_(None), strange, by.not_in(there))]
    if people is not None:
        wanted.append(or_(row.responsible_id.in_(people), row.stand_in_id == mine))
    first = after.due_on if after else date.min
    if after is not None:
        wanted.append(or_(first < _DUE, row.id > (after.id or 0)))
    return _due(session, (first, last), wanted, limit)


def of_people(
    session: Session, last: date, people: Collection[int], mine: int, *, nobody: bool = False
) -> list[Deadline]:
    """The open deadlines until then for which those people answer, or that account stands in.

    Args:
        nobody: those for which nobody answers, too.
    """
    row = DeadlineRow
    theirs = or_(row.responsible_id.in_(people), row.stand_in_id == mine)
    if nobody:
        theirs = or_(theirs, row.responsible_id.is_(None))
    return _due(session, (date.min, last), [*_open(None), theirs])


def by_person(
    session: Session, today: date, near: date, whose: int | None
) -> list[tuple[int | None, int, int, int]]:
    """Who answers for how many open deadlines, how many of them are late, and how many near."""
    row = DeadlineRow
    late = func.sum(case((today > _DUE, 1), else_=0))
    soon = func.sum(case((and_(today <= _DUE, near >= _DUE), 1), else_=0))
    query = (
        select(row.responsible_id, func.count(), late, soon)
        .where(*_open(whose))
        .group_by(row.responsible_id)
        .order_by(late.desc(), func.count().desc())
    )
    return [(who, total, late, near) for who, total, late, near in session.execute(query)]


def by_case(session: Session, whose: int | None, limit: int) -> list[tuple[int, int, date]]:
    """Cases with how many open deadlines they have and the nearest day, the nearest first."""
    row, first = DeadlineRow, func.min(_DUE, type_=DeadlineRow.safe_on.type)
    query = (
        select(row.case_id, func.count(), first)
        .where(*_open(whose))
        .group_by(row.case_id)
        .order_by(first, row.case_id)
        .limit(limit)
    )
    return [(key, count, day) for key, count, day in session.execute(query)]


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
