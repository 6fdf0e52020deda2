"""The events of cases that periods run from."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import EventRow, TriggerRow


def get(session: Session, key: int) -> Trigger:
    """The event with that id."""
    return records.get(session, TriggerRow, Trigger, key)


def save(session: Session, trigger: Trigger, *, why: str = "") -> Trigger:
    """Writes the event."""
    return records.save(session, TriggerRow, trigger, Change.DEADLINE, why=why)


def of_case(session: Session, case_id: int) -> list[Trigger]:
    """The events of a case, the latest first."""
    query = (
        select(TriggerRow)
        .where(TriggerRow.case_id == case_id)
        .order_by(TriggerRow.on.desc(), TriggerRow.id.desc())
    )
    return [records.read(row, Trigger) for row in session.scalars(query)]


def of_step(session: Session, step_id: int) -> list[Trigger]:
    """Those that are the day of that entry of the story, the oldest first."""
    query = select(TriggerRow).where(TriggerRow.step_id == step_id).order_by(TriggerRow.id)
    return [records.read(row, Trigger) for row in session.scalars(query)]


def behind(session: Session, case_id: int | None = None) -> list[Trigger]:
    """Those whose entry of the story has another day or time by now, or lies in the bin.

    Of that case, or of all that the session sees; the oldest first.
    """
    entry: Any = EventRow.__table__.alias().c
    timed = and_(TriggerRow.at.is_not(None), entry.at.is_not(None), entry.at != TriggerRow.at)
    other = or_(entry.on != TriggerRow.on, timed, entry.removed_at.is_not(None))
    there = select(1).where(entry.id == TriggerRow.step_id, other).exists()
    query = select(TriggerRow).where(there).order_by(TriggerRow.id)
    if case_id is not None:
        query = query.where(TriggerRow.case_id == case_id)
    return [records.read(row, Trigger) for row in session.scalars(query)]


def several(session: Session, keys: Collection[int]) -> dict[int, Trigger]:
    """Those of the events that the session sees, by their ids."""
    found: dict[int, Trigger] = {}
    for part in records.portions(set(keys)):
        rows = session.scalars(select(TriggerRow).where(TriggerRow.id.in_(part)))
        found.update({row.id: records.read(row, Trigger) for row in rows})
    return found
