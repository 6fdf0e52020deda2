"""People and the clients among them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select, tuple_, union
from sqlalchemy.orm import Session

from legalaid_desktop.domain.cases import Confidentiality, PartyRole
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.lao import search_key, sort_key
from legalaid_desktop.domain.people import Person, all_names, name
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import records, searching, visibility
from legalaid_desktop.storage.tables import CaseRow, ClientRow, PartyRow, PersonRow

IN_CASE = N_("This person is in case {number} and cannot be removed.")
IN_HIDDEN_CASE = N_("This person is in a case that you cannot see, and cannot be removed.")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Place(Private):
    """Where a page of a list ended: the sort key and id of its last row."""

    sort: str
    id: int


def get(session: Session, key: int) -> Person:
    """The person with that id."""
    return records.get(session, PersonRow, Person, key)


@contextmanager
def at_hand(session: Session, keys: Collection[int]) -> Iterator[None]:
    """Reads these people at once; until the end each of them is got without a question."""
    held = session.scalars(select(PersonRow).where(PersonRow.id.in_(keys))).all()
    yield
    del held


def save(session: Session, person: Person) -> Person:
    """Writes the person with its search and sort keys."""
    return records.save(
        session, PersonRow, person, Change.PERSON, search=_search(person), sort=_sort(person)
    )


def remove(session: Session, key: int, why: str) -> None:
    """Puts the person into the bin; refuses somebody who is in a case, also in a removed one."""
    get(session, key)
    cases = cases_of(session, key)
    if cases:
        seen = session.scalar(select(CaseRow.number).where(CaseRow.id.in_(cases)).limit(1))
        raise Refused(IN_CASE, number=seen) if seen else Refused(IN_HIDDEN_CASE)
    records.remove(session, PersonRow, key, Change.PERSON, why)


def put_away(session: Session, key: int, why: str) -> None:
    """Puts a person whose cases went elsewhere into the bin."""
    records.remove(session, PersonRow, key, Change.PERSON, why)


def bring_back(session: Session, key: int) -> None:
    """Takes the person out of the bin."""
    records.restore(session, PersonRow, key, Change.PERSON)


def cases_of(session: Session, person_id: int) -> list[int]:
    """The ids of all cases of a person, whether or not this session sees them."""
    as_client = select(CaseRow.id).join(ClientRow, ClientRow.id == CaseRow.client_id)
    as_client = as_client.where(ClientRow.person_id == person_id)
    as_party = select(PartyRow.case_id).where(
        PartyRow.person_id == person_id, PartyRow.removed_at.is_(None)
    )
    query = union(as_client, as_party)
    return list(session.scalars(query.execution_options(**visibility.EVERYTHING)))


def page(
    session: Session, text: str, after: Place | None, limit: int
) -> tuple[list[tuple[Person, Client | None]], Place | None]:
    """The next people by name whose names or client code hold the text, and where they end."""
    query = (
        select(PersonRow, ClientRow)
        .outerjoin(ClientRow, ClientRow.person_id == PersonRow.id)
        .order_by(PersonRow.sort, PersonRow.id)
        .limit(limit)
    )
    if after:
        query = query.where(tuple_(PersonRow.sort, PersonRow.id) > (after.sort, after.id))
    matching = searching.holds(text, PersonRow.search)
    if matching is not None:
        query = query.where(matching)
    rows = session.execute(query).all()
    found = [
        (records.read(person, Person), records.read(client, Client) if client else None)
        for person, client in rows
    ]
    end = Place(sort=rows[-1][0].sort, id=rows[-1][0].id) if len(rows) == limit else None
    return found, end


def several(
    session: Session, keys: Collection[int]
) -> list[tuple[int, tuple[Person, Client | None]]]:
    """The people with those ids whom the session sees, each with its id and as a client."""
    query = (
        select(PersonRow, ClientRow)
        .outerjoin(ClientRow, ClientRow.person_id == PersonRow.id)
        .where(PersonRow.id.in_(keys))
    )
    return [
        (
            person.id,
            (records.read(person, Person), records.read(client, Client) if client else None),
        )
        for person, client in session.execute(query)
    ]


def of_clients(session: Session, keys: Collection[int]) -> dict[int, Person]:
    """The people behind those clients whom the session sees, by the ids of the clients."""
    query = (
        select(ClientRow.id, PersonRow)
        .join(PersonRow, ClientRow.person_id == PersonRow.id)
        .where(ClientRow.id.in_(keys))
    )
    return {key: records.read(row, Person) for key, row in session.execute(query)}


def quiet_names(
    session: Session, keys: Collection[int], levels: Collection[Confidentiality]
) -> dict[int, str]:
    """Code names of those people whom the session knows from cases of these levels alone.

    A place or a case of these levels counts in the bin too; one of another level does not.
    """
    reach = visibility.visible_case(visibility.viewer(session), CaseRow)
    case = (CaseRow.code_name, CaseRow.confidentiality, CaseRow.removed_at)
    as_client = (
        select(ClientRow.person_id, *case, ClientRow.removed_at)
        .join(CaseRow, CaseRow.client_id == ClientRow.id)
        .where(ClientRow.person_id.in_(keys), reach)
    )
    as_party = (
        select(PartyRow.person_id, *case, PartyRow.removed_at)
        .join(CaseRow, CaseRow.id == PartyRow.case_id)
        .where(PartyRow.person_id.in_(keys), reach)
    )
    ask = partial(session.execute, execution_options=visibility.EVERYTHING)
    rows = [*ask(as_client), *ask(as_party)]
    known = {key for key, _name, level, *gone in rows if level not in levels and not any(gone)}
    return {key: name for key, name, level, *_ in rows if level in levels and key not in known}


def roles(session: Session, person_id: int) -> dict[int, tuple[PartyRole, ...]]:
    """What the person is in the cases that the session sees, by their ids."""
    query = select(PartyRow.case_id, PartyRow.role).where(PartyRow.person_id == person_id)
    found: dict[int, tuple[PartyRole, ...]] = {}
    for case_id, role in session.execute(query.order_by(PartyRow.id)):
        found[case_id] = (*found.get(case_id, ()), role)
    return found


def client_of(session: Session, person_id: int) -> Client | None:
    """The person as a client, if it is one."""
    row = session.scalars(select(ClientRow).where(ClientRow.person_id == person_id)).first()
    return records.read(row, Client) if row else None


def client(session: Session, key: int) -> Client:
    """The client with that id."""
    return records.get(session, ClientRow, Client, key)


def save_client(session: Session, record: Client) -> Client:
    """Writes the client."""
    return records.save(session, ClientRow, record, Change.PERSON)


def _search(person: Person) -> str:
    return search_key(" ".join(all_names(person)))


def _sort(person: Person) -> str:
    return sort_text(name(person, "lo"))


def sort_text(text: str) -> str:
    """The collation key of a name, as text that any database orders rightly by code points."""
    letters, marks, case, rest = sort_key(text)
    first = "".join(f"{group}{place:05x}" for group, place in letters)
    second = "".join(f"{mark:05x}" for mark in marks)
    return "!".join((first, second, "".join(map(str, case)), rest))
