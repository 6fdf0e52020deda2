"""People and clients."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legalaid_desktop.domain import checks, clients, confidentiality, conflicts, languages, people
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.addresses import Address
from legalaid_desktop.domain.cases import PartyRole
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.name_index import OwnerKind
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services import recovery, reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import people as stored
from legalaid_desktop.storage.people import Place

PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """One page of the list of people, and where the next one begins (``None`` at the end)."""

    lines: tuple[tuple[Person, Client | None], ...]
    next: Place | None


class People:
    """The people in the files of the office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, person_id: int) -> Person:
        """The person with that id."""
        with self._desk.reading() as session:
            return stored.get(session, person_id)

    def save(self, person: Person) -> Person:
        """Keeps the person; raises ``InvalidValue`` or ``Stale``."""
        clean = checked(person, self._desk.today())
        with self._desk.writing() as session:
            return stored.save(session, clean)

    def remove(self, person_id: int, why: str) -> None:
        """Puts a person who is in no case into the bin, for a reason."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            stored.remove(session, person_id, reason)

    def take_in(self, person: Person) -> Client:
        """Keeps the person and makes it a client under a new code, unless it is one already."""
        today = self._desk.today()
        clean = checked(person, today)
        with self._desk.writing(Act.TAKE_IN) as session:
            return as_client(self._desk, session, clean, today)

    def client(self, client_id: int) -> Client:
        """The client with that id."""
        with self._desk.reading() as session:
            return stored.client(session, client_id)

    def client_of(self, person_id: int) -> Client | None:
        """The person as a client, if it is one."""
        with self._desk.reading() as session:
            return stored.client_of(session, person_id)

    def roles(self, person_id: int) -> dict[int, tuple[PartyRole, ...]]:
        """What the person is besides the client, by the id of the case."""
        with self._desk.reading() as session:
            return stored.roles(session, person_id)

    def page(self, text: str = "", after: Place | None = None, limit: int = PAGE) -> PeoplePage:
        """People by name, those whose names in either script or client code hold the text.

        Whoever is known from highly restricted cases alone stands there under a code name.
        """
        with self._desk.reading() as session:
            lines, end = stored.page(session, text, after, limit)
            shown = _masked(session, lines)
        return PeoplePage(lines=tuple(shown), next=end)

    def similar(self, person: Person, limit: int = 5) -> list[tuple[Person, Client | None]]:
        """People who may be this one, in either script and any spelling, the likest first.

        Only those whom the user sees; while the names are still being read into memory, those
        alone that are spelt alike.
        """
        near = self._desk.names.near_now(self._desk.database, conflicts.known(person))
        scores = {
            key: match.score for (kind, key), match in near.items() if kind is OwnerKind.PERSON
        }
        best = sorted(scores, key=lambda key: -scores[key])[: limit * 20]
        whole = (people.name(person, "lo"), people.name(person, "en"))
        with self._desk.reading() as session:
            found = dict(stored.several(session, best))
            for typed in filter(None, (*whole, person.given_lo, person.given_latin)):
                lines, _ = stored.page(session, typed, None, limit * 4)
                found |= {one.id: (one, client) for one, client in lines if one.id is not None}
            found.pop(person.id or 0, None)
            ranked = sorted(found.values(), key=lambda pair: _rank(person, pair[0], scores))
            return _masked(session, ranked[:limit])


def _rank(typed: Person, known: Person, scores: Mapping[int, float]) -> tuple[int, float]:
    """For sorting: by in how much they are alike, then by how near names and numbers are."""
    return -len(people.likeness(typed, known)), -scores.get(known.id or 0, 0.0)


def _masked(
    session: Session, lines: Sequence[tuple[Person, Client | None]]
) -> list[tuple[Person, Client | None]]:
    """The lines as a list may show them; who is masked there cannot be saved like that."""
    quiet = confidentiality.quiet(reference.levels())
    names = stored.quiet_names(session, [one.id or 0 for one, _ in lines], quiet)
    return [
        (people.masked(one, names[one.id]) if one.id in names else one, client)
        for one, client in lines
    ]


def checked(person: Person, today: date) -> Person:
    """The person as it can be kept; raises ``InvalidValue``, for codes that nobody has as well."""
    clean = people.checked(person, today)
    reference.require_place(clean.province, clean.district)
    reference.require_nation(clean.nationality)
    reference.require_ethnic_group(clean.ethnic_group)
    for place, one in enumerate(clean.addresses):
        _require_address(one, place)
    return replace(clean, languages=languages.coded(clean.languages, reference.languages()))


def _require_address(address: Address, place: int) -> None:
    try:
        reference.require_place(address.province, address.district)
        reference.require_nation(address.country)
    except InvalidValue as problem:
        part = "country" if problem.field == "nationality" else problem.field
        told = {**problem.values, "line": place, "part": part}
        raise InvalidValue("addresses", problem.reason, **told) from problem


def as_client(desk: Desk, session: Session, person: Person, today: date) -> Client:
    """The checked person, kept, as the client it is or becomes, in the caller's transaction.

    Raises:
        Refused: it would be the first one of an office that nobody could recover.
    """
    kept = stored.save(session, person)
    if kept.id is None:
        raise AssertionError("a stored person has an id")
    known = stored.client_of(session, kept.id)
    if known:
        return known
    recovery.require(desk, session)
    code = clients.code(stored_offices.next_number(session, "client"))
    return stored.save_client(session, Client(person_id=kept.id, code=code, since=today))
