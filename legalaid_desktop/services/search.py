"""Find anything: one question over people, cases, notes, papers and the text of files."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from legalaid_desktop.bundles import file_texts as reading
from legalaid_desktop.domain import confidentiality, names, people, search
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.errors import Damaged, NotFound
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.search import Found, Kind, Progress, Query, Snippet
from legalaid_desktop.services import reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import file_texts, search_index
from legalaid_desktop.storage import people as stored_people
from legalaid_desktop.storage import search as stored
from legalaid_desktop.storage.search import Hit
from legalaid_desktop.storage.search_texts import INDEXED

EACH = 6
PAGE = 50
ROWS = 1_000
"""Rows taken into the index in one transaction: others wait no longer than for a few saves."""
_LOOKED_AT = 300
_LIKELY = 40

Place = Mapping[str, int]
"""Where a page ended: the last id of each table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """Some things of one kind, and where the next ones begin (``None`` at the end)."""

    lines: tuple[Found, ...] = ()
    next: Place | None = None


class Search:
    """The search over all records."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._unreadable: set[str] = set()

    def find(
        self, text: str, kinds: Collection[Kind] = tuple(Kind), each: int = EACH
    ) -> dict[Kind, FoundPage]:
        """The first of each kind that hold all words, the newest first; kinds without one lack.

        People whose names are only like what was typed come where no name holds it.
        """
        query = search.parse(text)
        with self._desk.reading() as session:
            found = {kind: _page(session, query, text, kind, {}, each) for kind in Kind}
        return {kind: page for kind, page in found.items() if page.lines and kind in kinds}

    def page(
        self, text: str, kind: Kind, after: Place | None = None, limit: int = PAGE
    ) -> FoundPage:
        """The next ones of that kind."""
        with self._desk.reading() as session:
            return _page(session, search.parse(text), text, kind, after or {}, limit)

    def recent(self, limit: int = 8) -> list[Found]:
        """The cases and people that the user looked at last, as far as they can still be seen."""
        with self._desk.reading() as session:
            looks = stored.looked_at(session, self._desk.user, _LOOKED_AT)[: 2 * limit]
            keys = [key for kind, key in looks if kind == Kind.PERSON]
            persons = _persons(session, stored.people(session, keys))
            cases = stored_cases.several(session, [key for kind, key in looks if kind != "person"])
        shown = {("person", key): one for key, one in persons.items()}
        shown |= {("case_file", key): _case(one) for key, one in cases.items()}
        return [shown[look] for look in looks if look in shown][:limit]

    def progress(self) -> Progress:
        """How far the index is."""
        with self._desk.reading(Act.CONSULT) as session:
            unread = file_texts.count_unread(session, reading.reader())
            return replace(search_index.progress(session), unread=unread)

    def build(self, rows: int = ROWS) -> bool:
        """Takes the next rows into the index; whether any is left to do."""
        with self._desk.writing(Act.CONSULT) as session:
            return search_index.build(session, rows)

    def read_file(self, cancelled: Callable[[], bool]) -> bool:
        """Reads the words of the next file that was not read; whether there was one.

        Raises:
            Cancelled: the file is read another time.
        """
        version = reading.reader()
        with self._desk.reading(Act.CONSULT) as session:
            waiting = file_texts.unread(session, version, 1, self._unreadable)
        for one in waiting:
            text = self._text(one.name, cancelled)
            if text is None:
                self._unreadable.add(one.name)
                return True
            with self._desk.writing(Act.CONSULT) as session:
                file_texts.save(session, one.name, version, text)
        return bool(waiting)

    def _text(self, name: str, cancelled: Callable[[], bool]) -> str | None:
        """The words of a kept file; nothing at all where the file is damaged or missing."""
        with suppress(Damaged, NotFound):
            head = next(self._desk.blobs.chunks(name), b"")
            too_large = self._desk.blobs.kept(name).size > reading.LARGEST
            if too_large or not reading.is_worth_reading(head):
                return ""
            return reading.read(self._desk.blobs.read(name), cancelled)
        return None


def _page(
    session: Session, query: Query, text: str, kind: Kind, after: Place, limit: int
) -> FoundPage:
    if not query:
        return FoundPage()
    hits, end = _hits(session, query, kind, after, limit)
    found = _shown(session, kind, query, hits)
    if kind is Kind.PERSON and not found and not after:
        found = _likely(session, text, limit)
    if kind is Kind.CASE and not after:
        found |= _of_people(session, query, limit - len(found), found)
    return FoundPage(lines=tuple(found.values())[:limit], next=end)


def _hits(
    session: Session, query: Query, kind: Kind, after: Place, limit: int
) -> tuple[list[Hit], Place | None]:
    """The hits in all tables of the kind, and where they end."""
    hits: list[Hit] = []
    ends: dict[str, int] = {}
    for one in INDEXED:
        if one.kind is kind and after.get(one.name) != 0:
            found = stored.find(session, one, query, after.get(one.name), limit)
            hits += found
            ends[one.name] = found[-1].id if len(found) == limit else 0
    return hits, ends if any(ends.values()) else None


def _shown(session: Session, kind: Kind, query: Query, hits: Sequence[Hit]) -> dict[int, Found]:
    """The hits as lists may show them, each record once."""
    first: dict[int, Hit] = {}
    for hit in hits:
        first.setdefault(hit.key, hit)
    if kind is Kind.PERSON:
        persons = _persons(session, {hit.key: hit.record for hit in first.values()})
        return {key: _with_snippet(session, persons[key], first[key], query) for key in first}
    keys = {hit.case_id or 0 for hit in first.values()}
    cases = stored_cases.several(session, keys)
    found = {
        key: Found(kind=kind, key=key, record=hit.record, case=cases[hit.case_id or 0])
        for key, hit in first.items()
    }
    return {key: _with_snippet(session, found[key], first[key], query) for key in first}


def _with_snippet(session: Session, found: Found, hit: Hit, query: Query) -> Found:
    """With what matched; nothing of it where lists show no more than a code name."""
    quiet = confidentiality.quiet(reference.levels())
    if found.record is None or (found.case is not None and found.case.confidentiality in quiet):
        return found
    if found.record != hit.record:  # masked
        return found
    texts: Iterator[Snippet | None] = (
        search.snippet(text, query)
        for text in (*hit.texts, "\n".join(hit.texts), stored.file_text(session, hit))
    )
    return replace(found, snippet=next(filter(None, texts), Snippet()))


def _persons(session: Session, known: Mapping[int, Person]) -> dict[int, Found]:
    """The people as lists may show them, under a code name where they must not be named."""
    quiet = confidentiality.quiet(reference.levels())
    hidden = stored_people.quiet_names(session, list(known), quiet)
    clients = stored.clients(session, list(known))
    return {
        key: Found(
            kind=Kind.PERSON,
            key=key,
            record=people.masked(one, hidden[key]) if key in hidden else one,
            client=clients.get(key),
        )
        for key, one in known.items()
    }


def _likely(session: Session, text: str, limit: int) -> dict[int, Found]:
    """People whose names sound like what was typed, or are a letter off, the likest first."""
    query = search.sounding(text, search_index.sounds(session))
    if not query:
        return {}
    asked = names.parsed(text)
    hits = {hit.key: hit.record for hit in stored.find(session, INDEXED[0], query, None, _LIKELY)}
    ranked = sorted(hits, key=lambda key: -_likeness(asked, hits[key]))
    persons = _persons(session, {key: hits[key] for key in ranked[:limit]})
    return {key: replace(one, likely=True) for key, one in persons.items()}


def _likeness(asked: names.Name, person: Person) -> float:
    return names.best([asked], [names.parsed(one) for one in people.all_names(person)]).score


def _of_people(
    session: Session, query: Query, limit: int, but: Collection[int]
) -> dict[int, Found]:
    """Cases of the people that were found by name: one looks for a case by its client."""
    if limit <= 0:
        return {}
    hits, _end = _hits(session, query, Kind.PERSON, {}, limit)
    cases = stored.cases_of(session, [hit.key for hit in hits], limit + len(but))
    return {one.id or 0: _case(one) for one in cases if one.id not in but}


def _case(case: Case) -> Found:
    return Found(kind=Kind.CASE, key=case.id or 0, record=case, case=case)
