"""The names of everybody in the office, in the bin or not, for the index in memory.

What comes from here is for comparing alone: who may see whom is decided where it is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain import conflicts
from legalaid_desktop.domain.intakes import Intake
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.name_index import Known, Owner, OwnerKind
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.storage import records, trail, visibility
from legalaid_desktop.storage.tables import IntakeRow, LawyerRow, PartyRow, PersonRow
from legalaid_desktop.storage.trail_tables import ENTRIES

_TABLES: tuple[Any, ...] = (PersonRow, PartyRow, LawyerRow, IntakeRow)
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Which records were saved since; ``all`` after a destruction."""

    seq: int
    all: bool = False
    records: dict[str, set[int]] = field(default_factory=dict)


def news(session: Session, since: int) -> News:
    """What has changed after that entry of the trail."""
    if since < 0:
        return News(seq=trail.head(session).seq, all=True)
    kinds = [table.__tablename__ for table in _TABLES]
    telling = ENTRIES.c.kind.in_(kinds) & (ENTRIES.c.deed != Deed.LOOK)
    wanted = select(ENTRIES.c.seq, ENTRIES.c.deed, ENTRIES.c.kind, ENTRIES.c.record).where(
        ENTRIES.c.seq > since, telling | (ENTRIES.c.deed == Deed.DESTROY)
    )
    rows = session.connection().execute(wanted.order_by(ENTRIES.c.seq)).all()
    if any(row.deed == Deed.DESTROY for row in rows):
        return News(seq=trail.head(session).seq, all=True)
    found: dict[str, set[int]] = {}
    for row in rows:
        found.setdefault(row.kind, set()).add(row.record)
    return News(seq=rows[-1].seq if rows else since, records=found)


def everybody(session: Session) -> Iterator[tuple[Owner, Known]]:
    """All people, organisations that are parties, lawyers, and who speaks for clients."""
    for table in _TABLES:
        query = select(table).execution_options(yield_per=_AT_ONCE, **visibility.EVERYTHING)
        yield from chain.from_iterable(map(_read, session.scalars(query)))


def some(session: Session, changed: dict[str, set[int]]) -> Iterator[tuple[Owner, Known]]:
    """Those of the records that are still there."""
    for table in _TABLES:
        keys = changed.get(table.__tablename__)
        if keys:
            query = select(table).where(table.id.in_(keys))
            rows = session.scalars(query.execution_options(**visibility.EVERYTHING))
            yield from chain.from_iterable(map(_read, rows))


def _read(row: Any) -> Iterator[tuple[Owner, Known]]:
    if isinstance(row, PersonRow):
        person = records.read(row, Person)
        yield (OwnerKind.PERSON, row.id), conflicts.known(person)
        if household := conflicts.family(person):
            yield (OwnerKind.FAMILY, row.id), household
    elif isinstance(row, LawyerRow):
        lawyer = records.read(row, Lawyer)
        names = tuple(filter(None, (lawyer.name_lo, lawyer.name_latin)))
        known = Known(names=names, phones=tuple(filter(None, (lawyer.phone,))))
        yield (OwnerKind.LAWYER, row.id), known
    elif isinstance(row, IntakeRow):
        if speaker := conflicts.speaker(records.read(row, Intake)):
            yield (OwnerKind.SPEAKER, row.id), speaker
    elif names := tuple(filter(None, (row.organisation_lo, row.organisation_en))):
        yield (OwnerKind.ORGANISATION, row.id), Known(names=names)
