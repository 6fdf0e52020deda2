"""Who of a table may be in the files already, or in the rows above."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from legalaid_desktop.domain import confidentiality, conflicts, people
from legalaid_desktop.domain.errors import Cancelled
from legalaid_desktop.domain.imports import (
    Match,
    SheetRow,
)
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.name_index import Known, NameIndex, OwnerKind
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services import reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import people as stored_people

AT_ONCE = 500

Cancelling = Callable[[], bool]


def matches(
    desk: Desk, session: Session, rows: Sequence[SheetRow], cancelled: Cancelling
) -> Iterator[tuple[int, tuple[Match, ...]]]:
    """For each row with anybody like it: those of the files and of the rows above, best first."""
    whole = [row for row in rows if row.person is not None]
    asked = [conflicts.known(row.person) for row in whole if row.person]
    near = desk.names.same(desk.database, asked)
    found = [[key for kind, key in one if kind is OwnerKind.PERSON] for one in near]
    known = _shown(session, {key for keys in found for key in keys})
    above = _Above()
    for row, sought, keys in zip(whole, asked, found, strict=True):
        if cancelled():
            raise Cancelled
        of_files = [Match(person=known[key]) for key in keys if key in known]
        matches = [_compared(row, one) for one in (*of_files, *above.like(row, sought))]
        above.add(row, sought)
        if matches:
            yield row.number, tuple(sorted(matches, key=_rank))


def _rank(match: Match) -> tuple[bool, int]:
    return not match.sure, -len(match.alike)


class _Above:
    """Who stands in the rows above."""

    def __init__(self) -> None:
        self._index = NameIndex()
        self._rows: dict[int, SheetRow] = {}
        self._by_reference: dict[str, int] = {}

    def like(self, row: SheetRow, sought: Known) -> Iterator[Match]:
        """Those who may be the person of this row."""
        said = self._by_reference.get(row.reference) if row.reference else None
        keys = {key for _kind, key in self._index.same(sought)} | ({said} if said else set())
        for key in sorted(keys):
            person = self._rows[key].person
            if person is not None:
                yield Match(person=person, row=key, alike=("reference",) if key == said else ())

    def add(self, row: SheetRow, sought: Known) -> None:
        """One more row."""
        self._index.put((OwnerKind.PERSON, row.number), sought)
        self._rows[row.number] = row
        if row.reference:
            self._by_reference.setdefault(row.reference, row.number)


def _compared(row: SheetRow, match: Match) -> Match:
    """The match with all in what the two are alike."""
    if row.person is None:
        return match
    alike = people.likeness(row.person, match.person) or ("spelling",)
    mine, theirs = (
        {search_key(name) for name in people.all_names(one)} for one in (row.person, match.person)
    )
    return replace(match, alike=(*match.alike, *alike), whole=bool(mine & theirs))


def _shown(session: Session, keys: Collection[int]) -> dict[int, Person]:
    """Those whom the session sees, but for those whose names lists do not show."""
    quiet = confidentiality.quiet(reference.levels())
    found: dict[int, Person] = {}
    for part in batched(sorted(keys)):
        known = {key: person for key, (person, _client) in stored_people.several(session, part)}
        hidden = stored_people.quiet_names(session, list(known), quiet)
        found |= {key: one for key, one in known.items() if key not in hidden}
    return found


def batched(keys: Sequence[int], size: int = AT_ONCE) -> Iterator[Sequence[int]]:
    """The ids in parts that are not too long for one query or one transaction."""
    return (keys[first : first + size] for first in range(0, len(keys), size))
