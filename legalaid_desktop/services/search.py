"""Find anything: one question over people, cases, notes, papers and the text of files."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from legalaid_desktop.bundles import file_texts as reading
from legalaid_desktop.domain import confidentiality, names, people, referrals, search
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.correspondence import Direction, Letter
from legalaid_desktop.domain.errors import Damaged, NotFound
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.search import Found, Kind, Order, Progress, Query, Snippet
from legalaid_desktop.services import reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import correspondence as stored_letters
from legalaid_desktop.storage import file_texts, search_index
from legalaid_desktop.storage import people as stored_people
from legalaid_desktop.storage import search as stored
from legalaid_desktop.storage.search import Hit
from legalaid_desktop.storage.search_texts import INDEXED, Indexed

EACH = 6
PAGE = 20
BEST = 100
"""Nobody reads on where those that fit best are over."""
ROWS = 1_000
"""Rows taken into the index in one transaction: others wait no longer than for a few saves."""
_NAMED = {one.kind for one in INDEXED if one.named}
_LOOKED_AT = 300
_LIKELY = 40

Key = tuple[type, int]
"""The kind of a record and its id."""

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

        People whose names are only like what was typed come where no name holds it. Where nothing
        at all does, other names like that, what belongs to a case of somebody who was named with
        it, or what is spelt with other tone marks.
        """
        wanted = [kind for kind in Kind if kind in kinds]
        with self._desk.reading() as session:
            asked = _Asked(session, text)
            found = {kind: _page(asked, kind, {}, each) for kind in wanted}
            if any(page.lines for page in found.values()):
                if Kind.PERSON in wanted and not found[Kind.PERSON].lines:
                    found[Kind.PERSON] = _likely(asked, Kind.PERSON, each)
            else:
                found = _nearly(asked, wanted, each)
        return {kind: page for kind, page in found.items() if page.lines}

    def page(
        self,
        text: str,
        kind: Kind,
        after: Place | None = None,
        limit: int = PAGE,
        order: Order = Order.NEWEST,
    ) -> FoundPage:
        """The next ones of that kind; of those that fit best there is one page."""
        with self._desk.reading() as session:
            asked = _Asked(session, text)
            page = _best(asked, kind) if order is Order.BEST else _page(asked, kind, after, limit)
            return page if page.lines or after else _nearly(asked, [kind], limit)[kind]

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


class _Asked:
    """A question, asked within one session."""

    def __init__(self, session: Session, text: str, query: Query | None = None) -> None:
        self.session, self.text = session, text
        self.query = search.parse(text) if query is None else query

    def loosened(self) -> "_Asked":
        """The same, whatever the tone marks are."""
        return _Asked(self.session, self.text, search.loosened(self.query))

    def tables(self, kind: Kind) -> list[Indexed]:
        """Those of the kind that may hold it."""
        return [one for one in self._places if one.kind is kind]

    @cached_property
    def _places(self) -> Sequence[Indexed]:
        return stored.places(self.session, self.query) if self.query else ()

    @cached_property
    def of_somebody(self) -> list[tuple["_Asked", list[int]]]:
        """Each way to take the first or the last words for somebody's name: the rest, and cases."""
        found = []
        for at in range(1, len(self.query)):
            for who, what in (
                (self.query[:at], self.query[at:]),
                (self.query[at:], self.query[:at]),
            ):
                hits, _end = _hits(_Asked(self.session, "", who), Kind.PERSON, {}, _LIKELY)
                cases = stored.cases_of(self.session, [hit.key for hit in hits], _LIKELY)
                if cases:
                    rest = _Asked(self.session, "", what)
                    found.append((rest, [one.id or 0 for one in cases]))
        return found

    @cached_property
    def by_sound(self) -> "_Asked":
        """The same by the sound of names."""
        return _Asked(self.session, self.text, self.sounding)

    @cached_property
    def sounding(self) -> Query:
        """The same by the sound of names."""
        return search.sounding(self.text, search_index.sounds(self.session))


def _page(asked: _Asked, kind: Kind, after: Place | None, limit: int) -> FoundPage:
    if not asked.query:
        return FoundPage()
    hits, end = _hits(asked, kind, after or {}, limit)
    coded = _by_code(asked) if kind is Kind.LETTER and not after else {}
    found = coded | _shown(asked, kind, hits)
    if kind is Kind.CASE and not after:
        found |= _of_people(asked, limit - len(found), found)
    return FoundPage(lines=tuple(found.values())[:limit], next=end)


def _by_code(asked: _Asked) -> dict[Key, Found]:
    """The referral whose return slip has the code that was typed."""
    code = referrals.read_code(asked.text)
    letter = stored_letters.numbered(asked.session, Direction.OUT, *code) if code else None
    if letter is None or not letter.referral:
        return {}
    key, case_id = letter.id or 0, letter.case_id or 0
    case = stored_cases.several(asked.session, {case_id}).get(case_id)
    return {(Letter, key): Found(kind=Kind.LETTER, key=key, record=letter, case=case)}


def _nearly(asked: _Asked, kinds: Sequence[Kind], limit: int) -> dict[Kind, FoundPage]:
    """What comes where nothing holds all words: by the first way that finds anything."""
    found: dict[Kind, FoundPage] = {}
    for way in (_likely, _of_somebody, _loosely):
        found = {kind: way(asked, kind, limit) for kind in kinds}
        if any(page.lines for page in found.values()):
            break
    return found


def _of_somebody(asked: _Asked, kind: Kind, limit: int) -> FoundPage:
    """Those in cases of somebody who was named; one page."""
    found: dict[Key, Found] = {}
    for rest, cases in asked.of_somebody:
        for one in rest.tables(kind):
            hits = stored.find(asked.session, one, rest.query, None, limit, cases)
            found |= _shown(rest, kind, hits)
    return FoundPage(lines=tuple(found.values())[:limit])


def _loosely(asked: _Asked, kind: Kind, limit: int) -> FoundPage:
    """Those with other tone marks; one page."""
    loose = asked.loosened()
    hits, _end = _hits(loose, kind, {}, limit) if loose.query != asked.query else ([], None)
    found = list(_shown(loose, kind, hits).values())[:limit]
    return FoundPage(lines=tuple(replace(one, likely=True) for one in found))


def _best(asked: _Asked, kind: Kind) -> FoundPage:
    if not asked.query:
        return FoundPage()
    hits: list[Hit] = []
    for one in asked.tables(kind):
        hits += stored.best(asked.session, one, asked.query, BEST)
    found = _shown(asked, kind, sorted(hits, key=lambda hit: hit.rank))
    return FoundPage(lines=tuple(found.values())[:BEST])


def _hits(asked: _Asked, kind: Kind, after: Place, limit: int) -> tuple[list[Hit], Place | None]:
    """The hits in all tables of the kind, and where they end."""
    hits: list[Hit] = []
    ends: dict[str, int] = {}
    for one in asked.tables(kind):
        if after.get(one.name) != 0:
            found = stored.find(asked.session, one, asked.query, after.get(one.name), limit)
            hits += found
            ends[one.name] = found[-1].id if len(found) == limit else 0
    return hits, ends if any(ends.values()) else None


def _shown(asked: _Asked, kind: Kind, hits: Sequence[Hit]) -> dict[Key, Found]:
    """The hits as lists may show them, each record once."""
    if not hits:
        return {}
    first: dict[Key, Hit] = {}
    for hit in hits:
        first.setdefault((type(hit.record), hit.key), hit)
    if kind is Kind.PERSON:
        persons = _persons(asked.session, {hit.key: hit.record for hit in first.values()})
        found = {key: persons[hit.key] for key, hit in first.items()}
    else:
        cases = stored_cases.several(asked.session, {hit.case_id or 0 for hit in first.values()})
        found = {
            key: Found(kind=kind, key=hit.key, record=hit.record, case=cases.get(hit.case_id or 0))
            for key, hit in first.items()
        }
    return {key: _with_snippet(asked, one, first[key]) for key, one in found.items()}


def _with_snippet(asked: _Asked, found: Found, hit: Hit) -> Found:
    """With what matched; nothing of it where lists show no more than a code name."""
    quiet = confidentiality.quiet(reference.levels())
    if found.record is None or (found.case is not None and found.case.confidentiality in quiet):
        return found
    if found.record != hit.record:  # masked
        return found
    texts: Iterator[Snippet | None] = (
        search.snippet(text, asked.query)
        for text in (*hit.texts, "\n".join(hit.texts), stored.file_text(asked.session, hit))
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


def _likely(asked: _Asked, kind: Kind, limit: int) -> FoundPage:
    """Those with names that sound like what was typed, or are a letter off, the likest first."""
    hits: list[Hit] = []
    for one in asked.by_sound.tables(kind) if kind in _NAMED else ():
        hits += stored.find(asked.session, one, asked.sounding, None, _LIKELY)
    wanted = names.parsed(asked.text)
    found = _shown(asked, kind, sorted(hits, key=lambda hit: -_likeness(wanted, _names(hit))))
    near = list(found.values())[:limit]
    return FoundPage(lines=tuple(replace(one, likely=True) for one in near))


def _names(hit: Hit) -> Sequence[str]:
    return people.all_names(hit.record) if isinstance(hit.record, Person) else hit.texts


def _likeness(wanted: names.Name, known: Sequence[str]) -> float:
    return names.best([wanted], [names.parsed(one) for one in known]).score


def _of_people(asked: _Asked, limit: int, but: Collection[Key]) -> dict[Key, Found]:
    """Cases of the people that were found by name: one looks for a case by its client."""
    if limit <= 0:
        return {}
    hits, _end = _hits(asked, Kind.PERSON, {}, limit)
    if not hits:
        return {}
    cases = stored.cases_of(asked.session, [hit.key for hit in hits], limit + len(but))
    found = {(Case, one.id or 0): _case(one) for one in cases}
    return {key: one for key, one in found.items() if key not in but}


def _case(case: Case) -> Found:
    return Found(kind=Kind.CASE, key=case.id or 0, record=case, case=case)
