"""The story of a case."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import EventRow


def save(session: Session, event: Event) -> Event:
    """Writes the event."""
    return records.save(session, EventRow, event, Change.EVENT)


def get(session: Session, key: int) -> Event:
    """The event with that id."""
    return records.get(session, EventRow, Event, key)


def remove(session: Session, key: int, why: str) -> Event:
    """Puts the event into the bin and returns it."""
    event = get(session, key)
    records.remove(session, EventRow, key, Change.EVENT, why)
    return event


def of_case(session: Session, case_id: int) -> list[Event]:
    """The events of a case, newest first."""
    query = (
        select(EventRow)
        .where(EventRow.case_id == case_id)
        .order_by(EventRow.on.desc(), EventRow.at.desc().nulls_last(), EventRow.id.desc())
    )
    return [records.read(row, Event) for row in session.scalars(query)]


def hearings(session: Session, first: date, last: date) -> list[Event]:
    """The hearings from one day to another, the nearest first."""
    query = (
        select(EventRow)
        .where(EventRow.kind == EventKind.HEARING, EventRow.on >= first, EventRow.on <= last)
        .order_by(EventRow.on, EventRow.at.nulls_first(), EventRow.id)
    )
    return [records.read(row, Event) for row in session.scalars(query)]
