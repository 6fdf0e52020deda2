"""What the search finds: the newest rows of each kind that the viewer may see."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Select, column, literal_column, select, table
from sqlalchemy.orm import Session

from legalaid_desktop.domain.access import Scope, Viewer
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.search import Phrase, Query, Term
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.storage import file_texts, records, visibility
from legalaid_desktop.storage.search_functions import PLACE, plain
from legalaid_desktop.storage.search_index import BITS, NAME
from legalaid_desktop.storage.search_texts import Indexed
from legalaid_desktop.storage.tables import CaseRow, ClientRow, PersonRow
from legalaid_desktop.storage.trail_tables import ENTRIES

_INDEX = table(NAME, column("rowid"))
_FEW = 200
"""Of so many cases a viewer's own words are looked for; of more, each hit is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Hit(Private):
    """A row that holds the words: its id and texts, the record it shows, and that one's case."""

    id: int
    key: int
    record: Any
    case_id: int | None
    texts: tuple[str, ...]
    file: str = ""


def find(session: Session, one: Indexed, query: Query, before: int | None, limit: int) -> list[Hit]:
    """The newest rows of that table that hold the words, below that id."""
    found = session.scalars(_rows(session, one, query, before).limit(limit)).all()
    shown = _shown(session, one, found)
    return [
        Hit(
            id=row.id,
            key=getattr(row, one.shows),
            record=shown[getattr(row, one.shows)],
            case_id=records.case_of(row),
            texts=tuple(_texts(one, row)),
            file=getattr(row, one.file) if one.file else "",
        )
        for row in found
        if getattr(row, one.shows) in shown
    ]


def _rows(session: Session, one: Indexed, query: Query, before: int | None) -> Select[Any]:
    """The rows, driven by the index: its numbers run with the ids, so the newest come first."""
    viewer, code = visibility.viewer(session), one.code << BITS
    last = code + (before or 1 << BITS) - 1
    asked = match(query, _places(session, one, viewer))
    rows: Select[Any] = (
        select(one.row)
        .select_from(_INDEX)
        .join(one.row, one.row.id == _INDEX.c.rowid - code)
        .where(
            literal_column(NAME).op("MATCH")(asked),
            _INDEX.c.rowid.between(code, last),
        )
        .order_by(_INDEX.c.rowid.desc())
    )
    return rows if one.only is None else rows.where(one.only(viewer))


def match(query: Query, places: Sequence[int] | None = None) -> str:
    """The question in the words of FTS5; tokens hold nothing but letters, marks and digits.

    Args:
        places: ids of the cases to look in; nothing for all.
    """
    parts = [_any(term) for term in query]
    if places is not None:
        parts.append(" OR ".join(f'"{PLACE}{place}"' for place in places) or f'"{PLACE}"')
    return " AND ".join(f"({part})" for part in parts)


def _any(term: Term) -> str:
    return " OR ".join(_said(phrase, starts=term.starts) for phrase in term.phrases)


def _said(phrase: Phrase, *, starts: bool) -> str:
    return f'"{" ".join(phrase)}"{"*" if starts else ""}'


def _places(session: Session, one: Indexed, viewer: Viewer) -> list[int] | None:
    """The cases of somebody who sees few: the index then skips all others by itself."""
    of_case = "case_id" in one.row.__table__.c or one.row is CaseRow
    if not of_case or viewer.scope not in (Scope.ASSIGNED, Scope.OWN):
        return None
    found = session.scalars(select(CaseRow.id).limit(_FEW + 1)).all()
    return list(found) if len(found) <= _FEW else None


def _shown(session: Session, one: Indexed, found: Sequence[Any]) -> Mapping[int, Any]:
    """The records that the hits show, by their ids."""
    if one.shows == "id":
        return {row.id: records.read(row, one.record) for row in found}
    target: Any = CaseRow if one.shows == "case_id" else PersonRow
    keys = {getattr(row, one.shows) for row in found}
    rows = session.scalars(select(target).where(target.id.in_(keys)))
    return {row.id: records.read(row, one.record) for row in rows}


def _texts(one: Indexed, row: Any) -> Iterator[str]:
    for name in one.columns:
        yield from _said_in(getattr(row, name))


def _said_in(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for part in value:
            yield from _said_in(part)
    elif hasattr(value, "__dataclass_fields__"):
        for field in fields(value):
            yield from _said_in(getattr(value, field.name))
    else:
        yield from plain(value)


def people(session: Session, keys: Collection[int]) -> dict[int, Person]:
    """The people with those ids that the session sees, by their ids."""
    rows = session.scalars(select(PersonRow).where(PersonRow.id.in_(keys)))
    return {row.id: records.read(row, Person) for row in rows}


def clients(session: Session, keys: Collection[int]) -> dict[int, Client]:
    """The clients among those people, by the ids of the people."""
    rows = session.scalars(select(ClientRow).where(ClientRow.person_id.in_(keys)))
    return {row.person_id: records.read(row, Client) for row in rows}


def cases_of(session: Session, keys: Collection[int], limit: int) -> list[Case]:
    """The cases whose clients those people are, the newest first."""
    query = (
        select(CaseRow)
        .join(ClientRow, ClientRow.id == CaseRow.client_id)
        .where(ClientRow.person_id.in_(keys))
        .order_by(CaseRow.opened_on.desc(), CaseRow.id.desc())
        .limit(limit)
    )
    return [records.read(row, Case) for row in session.scalars(query)]


def file_text(session: Session, hit: Hit) -> str:
    """The text of the file of a hit."""
    return file_texts.text(session, hit.file) if hit.file else ""


def looked_at(session: Session, user: str, limit: int) -> list[tuple[str, int]]:
    """The cases and people that the user looked at last, as kinds and ids, out of the trail."""
    c = ENTRIES.c
    looks = (
        select(c.kind, c.record)
        .where(c.user == user, c.deed == Deed.LOOK, c.record.is_not(None))
        .order_by(c.seq.desc())
        .limit(limit)
    )
    found = session.connection().execute(looks)
    return list(dict.fromkeys((kind, key) for kind, key in found))
