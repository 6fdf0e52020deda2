"""What the search finds: the newest rows of each kind that the viewer may see."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, column, literal_column, select, table
from sqlalchemy.orm import Session

from legalaid_desktop.domain.access import Scope, Viewer
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.search import Phrase, Query, Term
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.storage import file_texts, records, visibility
from legalaid_desktop.storage.search_functions import PLACE, parts, plain
from legalaid_desktop.storage.search_index import BITS, NAME
from legalaid_desktop.storage.search_texts import INDEXED, Indexed
from legalaid_desktop.storage.tables import CaseRow, ClientRow, PersonRow
from legalaid_desktop.storage.trail_tables import ENTRIES

_INDEX = table(NAME, column("rowid"), column("rank"))
_WEIGHED = 1_000
_NO_CASE = 0
"""In the place of a case, of what belongs to the office."""
_FEW = 200
"""Of so many cases a viewer's own words are looked for; of more, each hit is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Hit(Private):
    """A row that holds the words: its id and texts, the record it shows, and that one's case.

    Attributes:
        rank: the less, the better it fits.
    """

    id: int
    key: int
    record: Any
    case_id: int | None
    texts: tuple[str, ...]
    file: str = ""
    rank: float = 0


def places(session: Session, query: Query) -> Sequence[Indexed]:
    """The tables in which the words stand at all, whoever may see it: most need not be asked."""
    connection, asked, end = session.connection(), match(query), 1 << 62
    codes: set[int] = set()
    while (row := connection.exec_driver_sql(_LAST, (asked, end)).scalar()) is not None:
        codes.add(row >> BITS)
        end = row >> BITS << BITS
    return [one for one in INDEXED if one.code in codes]


_LAST = (
    f"SELECT rowid FROM {NAME} WHERE {NAME} MATCH ? AND rowid < ? "  # noqa: S608 - our own name
    "ORDER BY rowid DESC LIMIT 1"
)


def find(
    session: Session,
    one: Indexed,
    query: Query,
    before: int | None,
    limit: int,
    cases: Sequence[int] | None = None,
) -> list[Hit]:
    """The newest rows of that table that hold the words, below that id; of those cases, if any."""
    holding = _holding(session, one, query, before, cases)
    found = session.scalars(_rows(session, one, holding).limit(limit)).all()
    return _hits(session, one, found)


def best(session: Session, one: Indexed, query: Query, limit: int) -> list[Hit]:
    """The rows of that table that fit the words best, of the newest that hold them.

    All of them are not weighed: a word that stands in half of a million notes would take seconds.
    """
    weighed = (
        select(_INDEX.c.rowid, _INDEX.c.rank)
        .where(*_holding(session, one, query))
        .order_by(_INDEX.c.rowid.desc())
        .limit(_WEIGHED)
        .subquery()
    )
    rows: Select[Any] = (
        select(one.row, weighed.c.rank)
        .select_from(weighed)
        .join(one.row, one.row.id == weighed.c.rowid - (one.code << BITS))
        .order_by(weighed.c.rank, weighed.c.rowid.desc())
    )
    found = session.execute(_readable(session, one, rows).limit(limit)).all()
    ranks = {row.id: rank for row, rank in found}
    hits = _hits(session, one, [row for row, _rank in found])
    return [replace(hit, rank=ranks[hit.id]) for hit in hits]


def _hits(session: Session, one: Indexed, found: Sequence[Any]) -> list[Hit]:
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


def _rows(session: Session, one: Indexed, holding: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The rows, driven by the index: its numbers run with the ids, so the newest come first."""
    rows: Select[Any] = (
        select(one.row)
        .select_from(_INDEX)
        .join(one.row, one.row.id == _INDEX.c.rowid - (one.code << BITS))
        .where(*holding)
        .order_by(_INDEX.c.rowid.desc())
    )
    return _readable(session, one, rows)


def _holding(
    session: Session,
    one: Indexed,
    query: Query,
    before: int | None = None,
    cases: Sequence[int] | None = None,
) -> tuple[ColumnElement[bool], ...]:
    """That a row of the index is of that table, and holds the words."""
    code = one.code << BITS
    seen = _places(session, one, visibility.viewer(session)) if cases is None else cases
    asked = match(query, seen)
    last = code + (before or 1 << BITS) - 1
    return literal_column(NAME).op("MATCH")(asked), _INDEX.c.rowid.between(code, last)


def _readable(session: Session, one: Indexed, rows: Select[Any]) -> Select[Any]:
    return rows if one.only is None else rows.where(one.only(visibility.viewer(session)))


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
    return [*found, _NO_CASE] if len(found) <= _FEW else None


def _shown(session: Session, one: Indexed, found: Sequence[Any]) -> Mapping[int, Any]:
    """The records that the hits show, by their ids."""
    if one.shows == "id":
        return {row.id: records.read(row, one.record) for row in found}
    target: Any = CaseRow if one.shows == "case_id" else PersonRow
    keys = {getattr(row, one.shows) for row in found}
    rows = session.scalars(select(target).where(target.id.in_(keys)))
    return {row.id: records.read(row, one.record) for row in rows}


def _texts(one: Indexed, row: Any) -> Iterator[str]:
    for said in one.columns:
        value = getattr(row, said.name)
        yield from plain(list(parts(value, said.parts)) if said.parts else value)


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
