"""Moves of deadlines: which may have to be counted again, and what was decided about it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain import moves
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.holiday_tables import DayChange
from legalaid_desktop.domain.moves import Move, MoveAnswer, MoveCause
from legalaid_desktop.domain.runs import LastDays
from legalaid_desktop.domain.trail import Deed, Fields, Head
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.storage import records, trail, visibility
from legalaid_desktop.storage.tables import (
    CaseRow,
    DeadlineRow,
    HolidayRow,
    HolidayVersionRow,
    MoveRow,
    OfficeRuleRow,
    TriggerRow,
)
from legalaid_desktop.storage.trail_tables import ENTRIES

Rows = TypeVarTuple("Rows")

_SINGLE = (DeadlineRow.__tablename__, MoveRow.__tablename__)
"""A change of these concerns one deadline and those that follow it."""
_ALL = tuple(
    row.__tablename__ for row in (TriggerRow, HolidayRow, HolidayVersionRow, OfficeRuleRow)
)
_MANY = 500
_WHOLE = (Deed.REMOVE, Deed.RESTORE, Deed.DESTROY)
"""With a case goes, or comes back, all that is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The end of the trail by now, and the deadlines that may move otherwise since."""

    end: Head
    deadlines: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """An open deadline that was counted by another rule or table than the present one."""

    id: int
    rule_id: str
    rule_version: str
    holidays_version: str
    first: date
    last: date
    served: bool
    follows: bool


def outdated(
    session: Session,
    table: str,
    versions: Mapping[str, str],
    *,
    everything: bool = False,
    case_id: int | None = None,
    among: Collection[int] | None = None,
) -> list[Outdated]:
    """The open deadlines that were counted otherwise than by that table and these rules.

    Args:
        versions: of the rules by their ids.
        everything: also those of cases that the session does not see.
        case_id: those of that case alone; among: of these, at most some hundreds.
    """
    row = DeadlineRow
    days = (row.trigger_id, row.after_id, row.trigger_on, row.statutory_on, row.safe_on)
    query = _visible(
        select(row.id, row.rule_id, row.rule_version, row.holidays_version, *days).where(
            row.status == DeadlineStatus.OPEN, row.rule_id != "", _otherwise(table, versions)
        ),
        row,
        everything=everything,
    )
    if case_id is not None:
        query = query.where(row.case_id == case_id)
    if among is not None:
        query = query.where(row.id.in_(among))
    return [
        Outdated(
            id=found[0],
            rule_id=found[1],
            rule_version=found[2],
            holidays_version=found[3],
            first=min(found[6:]),
            last=max(found[6:]),
            served=found[4] is not None,
            follows=found[5] is not None,
        )
        for found in session.execute(query)
    ]


def deadlines(
    session: Session, keys: Collection[int], *, everything: bool = False
) -> Iterator[tuple[Deadline, Trigger | None]]:
    """Those deadlines, each with the event it runs from, if it has one."""
    run_from = and_(TriggerRow.id == DeadlineRow.trigger_id, TriggerRow.removed_at.is_(None))
    for part in records.portions(keys):
        query = _visible(
            select(DeadlineRow, TriggerRow)
            .outerjoin(TriggerRow, run_from)
            .where(DeadlineRow.id.in_(part))
            .order_by(DeadlineRow.safe_on, DeadlineRow.id),
            DeadlineRow,
            everything=everything,
        )
        for row, trigger in session.execute(query):
            yield records.read(row, Deadline), records.read(trigger, Trigger) if trigger else None


def of_trigger(session: Session, trigger_id: int) -> list[Deadline]:
    """The open deadlines that run from that event, the nearest first."""
    query = (
        select(DeadlineRow)
        .where(DeadlineRow.trigger_id == trigger_id, DeadlineRow.status == DeadlineStatus.OPEN)
        .order_by(DeadlineRow.safe_on, DeadlineRow.id)
    )
    return [records.read(row, Deadline) for row in session.scalars(query)]


def of_step(session: Session, step_id: int) -> list[Deadline]:
    """The open deadlines that run from that entry of the story, the nearest first."""
    query = (
        select(DeadlineRow)
        .join(TriggerRow, TriggerRow.id == DeadlineRow.trigger_id)
        .where(TriggerRow.step_id == step_id, DeadlineRow.status == DeadlineStatus.OPEN)
        .order_by(DeadlineRow.safe_on, DeadlineRow.id)
    )
    return [records.read(row, Deadline) for row in session.scalars(query)]


def save(session: Session, move: Move) -> Move:
    """Writes what was decided; a refusal stands in the history of the deadline as well."""
    if move.answer is MoveAnswer.REFUSED:
        refused: Fields = {"refused_on": (None, move.safe_on)}
        trail.note(
            session,
            Deed.CHANGE,
            kind=DeadlineRow.__tablename__,
            record=move.deadline_id,
            case_id=move.case_id,
            fields=refused,
            reason=move.reason,
        )
    return records.save(session, MoveRow, move, Change.DEADLINE, why=move.reason)


def last(
    session: Session, deadline_ids: Collection[int], *, everything: bool = False
) -> dict[int, Move]:
    """What was decided last about each of those deadlines, if ever."""
    found: dict[int, Move] = {}
    for part in records.portions(set(deadline_ids)):
        query = _visible(
            select(MoveRow).where(MoveRow.deadline_id.in_(part)).order_by(MoveRow.id),
            MoveRow,
            everything=everything,
        )
        found.update({row.deadline_id: records.read(row, Move) for row in session.scalars(query)})
    return found


def refused(
    session: Session, deadline_ids: Collection[int], *, everything: bool = False
) -> dict[int, tuple[DayChange, ...]]:
    """The changes of the table of holidays that were refused for those deadlines, if any."""
    row, found = MoveRow, dict[int, list[Move]]()
    for part in records.portions(set(deadline_ids)):
        query = _visible(
            select(row)
            .where(row.deadline_id.in_(part), row.cause == MoveCause.HOLIDAY)
            .order_by(row.id),
            row,
            everything=everything,
        )
        for one in session.scalars(query):
            found.setdefault(one.deadline_id, []).append(records.read(one, Move))
    told = {key: moves.refused_days(decided) for key, decided in found.items()}
    return {key: days for key, days in told.items() if days}


def seen(session: Session, deadline_ids: Collection[int]) -> list[int]:
    """Those of the deadlines that the session sees and that are open."""
    row = DeadlineRow
    return [
        key
        for part in records.portions(deadline_ids)
        for key in session.scalars(
            select(row.id).where(row.id.in_(part), row.status == DeadlineStatus.OPEN)
        )
    ]


def news(session: Session, since: Head) -> News | None:
    """What may move a deadline otherwise since that entry of the trail; ``None`` for anything.

    What is no work on records (looks, copies, sheets) moves none, nor do settings. Where the trail
    was cut off before that entry, nothing is known.
    """
    end, told = trail.head(session), ENTRIES.c
    if end == since:
        return News(end=end)
    if end.seq < since.seq or trail.hash_of(session, since.seq) != since.hash:
        return None
    own = told.kind.in_((*_SINGLE, *_ALL)) & (told.deed != Deed.LOOK)
    query = select(told.kind, told.record, told.deed).where(
        told.seq > since.seq, or_(own, told.deed.in_(_WHOLE))
    )
    rows = session.connection().execute(query.limit(_MANY)).all()
    if len(rows) == _MANY or any(row.kind in _ALL or row.deed in _WHOLE for row in rows):
        return None
    return News(end=end, deadlines=_touched(session, rows))


def _touched(session: Session, entries: Sequence[Any]) -> frozenset[int]:
    """The deadlines of those entries, and those that follow them."""
    move, other = MoveRow.__table__.c, DeadlineRow.__table__.c
    ask = session.connection().execute
    keys = {row.record for row in entries if row.kind == _SINGLE[0]}
    made = [row.record for row in entries if row.kind == _SINGLE[1]]
    keys |= set(ask(select(move.deadline_id).where(move.id.in_(made))).scalars())
    followers = ask(select(other.id).where(other.after_id.in_(keys))).scalars()
    return frozenset(keys).union(followers)


def of_case(session: Session, case_id: int) -> list[Move]:
    """What was decided about the deadlines of a case, the latest first."""
    query = select(MoveRow).where(MoveRow.case_id == case_id).order_by(MoveRow.id.desc())
    return [records.read(row, Move) for row in session.scalars(query)]


def of_deadline(session: Session, deadline_id: int) -> list[Move]:
    """What was decided about a deadline, the oldest first."""
    query = select(MoveRow).where(MoveRow.deadline_id == deadline_id).order_by(MoveRow.id)
    return [records.read(row, Move) for row in session.scalars(query)]


def recent(session: Session, limit: int) -> list[Move]:
    """What was decided last in all cases that the session sees."""
    query = select(MoveRow).order_by(MoveRow.id.desc()).limit(limit)
    return [records.read(row, Move) for row in session.scalars(query)]


def last_days(session: Session, deadline_id: int) -> LastDays | None:
    """The last days of a deadline that others follow, seen or not."""
    other = DeadlineRow.__table__.c
    due = func.coalesce(other.hand_on, other.safe_on, type_=other.safe_on.type)
    query = select(other.statutory_on, other.safe_on, due).where(other.id == deadline_id)
    found = session.execute(query.execution_options(**visibility.EVERYTHING)).first()
    return LastDays(*found) if found else None


def _otherwise(table: str, versions: Mapping[str, str]) -> ColumnElement[bool]:
    by_these = DeadlineRow.rule_version.in_(list(versions.values()))
    other = DeadlineRow.__table__.alias().c
    back = DeadlineRow.statutory_on < DeadlineRow.trigger_on
    due = func.coalesce(other.hand_on, other.safe_on)
    last = case((back, due), else_=other.statutory_on)  # as ``starts.after_another``
    elsewhere = select(1).where(other.id == DeadlineRow.after_id, last != DeadlineRow.trigger_on)
    return or_(DeadlineRow.holidays_version != table, ~by_these, elsewhere.exists())


def _visible(query: Select[*Rows], table: Any, *, everything: bool) -> Select[*Rows]:
    """The query as the session sees it, or of all that is neither removed nor in a removed case."""
    if not everything:
        return query
    known = CaseRow.__table__.alias().c
    there = select(1).where(known.id == table.case_id, known.removed_at.is_(None)).exists()
    return query.where(table.removed_at.is_(None), there).execution_options(**visibility.EVERYTHING)
