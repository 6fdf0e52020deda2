"""Moves of deadlines: which may have to be counted again, and what was decided about it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.moves import Move, MoveAnswer
from legalaid_desktop.domain.runs import LastDays
from legalaid_desktop.domain.trail import Deed, Fields
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.storage import records, trail, visibility
from legalaid_desktop.storage.tables import CaseRow, DeadlineRow, MoveRow, TriggerRow

Rows = TypeVarTuple("Rows")


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
) -> list[Outdated]:
    """The open deadlines that were counted otherwise than by that table and these rules.

    Args:
        versions: of the rules by their ids.
        everything: also those of cases that the session does not see.
        case_id: those of that case alone.
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


def is_outdated(session: Session, table: str, versions: Mapping[str, str]) -> bool:
    """Whether there is any open deadline that was counted otherwise."""
    row = DeadlineRow
    query = select(row.id).where(
        row.status == DeadlineStatus.OPEN, row.rule_id != "", _otherwise(table, versions)
    )
    return session.scalar(query.limit(1)) is not None


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


def of_case(session: Session, case_id: int) -> list[Move]:
    """What was decided about the deadlines of a case, the latest first."""
    query = select(MoveRow).where(MoveRow.case_id == case_id).order_by(MoveRow.id.desc())
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
