"""The entries of the story of a case."""

from collections.abc import Collection
from dataclasses import fields
from datetime import date, time
from typing import Any

from sqlalchemy import func, literal, select, tuple_
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.events import Event, EventKind, is_private
from legalaid_desktop.domain.stories import EVENT_RANK, Place, StoryFilter
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.tables import EventRow, UserRow

_AT = func.coalesce(EventRow.at, literal(time.min, EventRow.at.type))
_PRIVATE = frozenset({"text", "receipt", "result"})
"""What the trail does not tell of an entry that only its author reads."""


def save(session: Session, event: Event, why: str = "") -> Event:
    """Writes the event; the trail says of a private one that it is there, and not what it says."""
    known = [event] if event.id is None else [event, get(session, event.id)]
    unsaid = _empty(event) if event.id is None else frozenset()
    if any(map(is_private, known)):  # what a note said while it was private stays unsaid
        unsaid |= _PRIVATE
    return records.save(session, EventRow, event, Change.EVENT, unsaid=unsaid, why=why)


def get(session: Session, key: int) -> Event:
    """The event with that id."""
    return records.get(session, EventRow, Event, key)


def several(session: Session, keys: Collection[int]) -> dict[int, Event]:
    """Those of the events that the session sees, by their ids."""
    found: dict[int, Event] = {}
    for part in records.portions(set(keys)):
        rows = session.scalars(select(EventRow).where(EventRow.id.in_(part)))
        found.update({row.id: records.read(row, Event) for row in rows})
    return found


def in_bin(session: Session, keys: Collection[int]) -> set[int]:
    """Which of these ids are of events that lie in the bin."""
    found: set[int] = set()
    for part in records.portions(set(keys)):
        query = select(EventRow.id).where(EventRow.id.in_(part), EventRow.removed_at.is_not(None))
        found.update(session.scalars(query.execution_options(**visibility.EVERYTHING)))
    return found


def remove(session: Session, key: int, why: str) -> Event:
    """Puts the event into the bin and returns it."""
    event = get(session, key)
    is_told = not is_private(event)
    records.remove(session, EventRow, key, Change.EVENT, why, is_told=is_told)
    return event


def of_case(session: Session, case_id: int) -> list[Event]:
    """The events of a case, newest first."""
    query = select(EventRow).where(EventRow.case_id == case_id).order_by(*_order())
    return [records.read(row, Event) for row in session.scalars(query)]


def page(
    session: Session, case_id: int, wanted: StoryFilter, after: Place | None, limit: int
) -> list[Event]:
    """The next events of a case that the filter wants, but for its text, newest first."""
    query = _wanted(select(EventRow).where(EventRow.case_id == case_id), wanted)
    if after is not None:
        place = tuple_(EventRow.on, _AT, literal(EVENT_RANK), EventRow.id)
        day, at, rank, key = after
        query = query.where(place < tuple_(day, literal(at, EventRow.at.type), rank, key))
    query = query.order_by(*_order()).limit(limit)
    return [records.read(row, Event) for row in session.scalars(query)]


def steps(session: Session, case_id: int) -> list[Event]:
    """The steps of the proceedings in a case, newest first."""
    query = select(EventRow).where(EventRow.case_id == case_id, EventRow.happening != "")
    return [records.read(row, Event) for row in session.scalars(query.order_by(*_order()))]


def minutes(session: Session, case_id: int) -> list[tuple[int | None, int]]:
    """The time that was spent on a case, by the account of who entered it."""
    query = (
        select(EventRow.author, func.sum(EventRow.minutes))
        .where(EventRow.case_id == case_id, EventRow.minutes > 0)
        .group_by(EventRow.author)
        .order_by(func.sum(EventRow.minutes).desc())
    )
    return [(author, total) for author, total in session.execute(query)]


def who_wrote(session: Session, case_id: int) -> list[int]:
    """The accounts of those who wrote in the story of a case."""
    query = (
        select(EventRow.author)
        .where(EventRow.case_id == case_id, EventRow.author.is_not(None))
        .distinct()
        .order_by(EventRow.author)
    )
    return [key for key in session.scalars(query) if key is not None]


def authors(session: Session) -> dict[int, str]:
    """The names of accounts by their ids, those of closed ones too."""
    query = select(UserRow.id, UserRow.name).execution_options(**visibility.EVERYTHING)
    return {row.id: row.name for row in session.execute(query)}


def hearings(session: Session, first: date, last: date) -> list[Event]:
    """The hearings from one day to another, the nearest first."""
    query = (
        select(EventRow)
        .where(EventRow.kind == EventKind.HEARING, EventRow.on >= first, EventRow.on <= last)
        .order_by(EventRow.on, EventRow.at.nulls_first(), EventRow.id)
    )
    return [records.read(row, Event) for row in session.scalars(query)]


def next_hearings(session: Session, cases: list[int], today: date) -> dict[int, date]:
    """The day of the next hearing of each of these cases that has one."""
    query = (
        select(EventRow.case_id, func.min(EventRow.on))
        .where(
            EventRow.case_id.in_(cases), EventRow.kind == EventKind.HEARING, EventRow.on >= today
        )
        .group_by(EventRow.case_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _order() -> tuple[Any, ...]:
    return (EventRow.on.desc(), _AT.desc(), EventRow.id.desc())


def _wanted(query: Any, wanted: StoryFilter) -> Any:
    if wanted.kinds:
        query = query.where(EventRow.kind.in_([EventKind(k) for k in wanted.kinds if k in _KINDS]))
    if wanted.audiences:
        query = query.where(EventRow.audience.in_(wanted.audiences))
    if wanted.author is not None:
        query = query.where(EventRow.author == wanted.author)
    if wanted.first is not None:
        query = query.where(EventRow.on >= wanted.first)
    if wanted.last is not None:
        query = query.where(EventRow.on <= wanted.last)
    return query


_KINDS = frozenset(kind.value for kind in EventKind)


def _empty(event: Event) -> frozenset[str]:
    return frozenset(field.name for field in fields(event) if not getattr(event, field.name))
