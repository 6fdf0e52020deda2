"""The events of cases that periods run from."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import TriggerRow


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


def of_steps(session: Session, case_id: int | None = None) -> list[Trigger]:
    """Those that are the day of an entry of the story, of that case or of all; the oldest first."""
    query = select(TriggerRow).where(TriggerRow.step_id.is_not(None)).order_by(TriggerRow.id)
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
