"""Entries of one person that were merged: what moves, and how it moves back."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from legalaid_desktop.domain.access import Viewer
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import NotAllowed, Refused
from legalaid_desktop.domain.merges import Merge
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.tables import (
    CaseRow,
    ClientRow,
    MergeRow,
    PartyRow,
    PersonRow,
    SafeContactRow,
)

Moved = list[tuple[str, str]]

NEUTRAL = N_(
    "These entries cannot be merged from here: that needs somebody who works on every case of both."
)
TAKEN = N_(
    "Both entries hold something that one person can have only once. Remove one of them first."
)


def require_all(session: Session, people: Collection[int]) -> None:
    """Refuses, saying nothing of why, unless the session reaches every case of these people."""
    wanted = {key for person in people for key in cases_of(session, person)}
    visible = visibility.visible_case(visibility.viewer(session), CaseRow)
    query = select(CaseRow.id).where(CaseRow.id.in_(wanted), visible)
    if wanted - set(session.scalars(query.execution_options(**visibility.EVERYTHING))):
        raise NotAllowed(NEUTRAL)


def cases_of(session: Session, person: int) -> set[int]:
    """The ids of all cases with which the person has to do, seen or not, in the bin too."""
    found = {
        key
        for client in _linked(session, _table(ClientRow), "person_id", person)
        for key in _linked(session, _table(CaseRow), "client_id", client)
    }
    for table, column in pointing(PersonRow):
        if "case_id" in table.c:
            query = select(table.c.case_id).where(table.c[column] == person)
            found.update(session.connection().execute(query).scalars())
    return found - {None}


def levels_of(session: Session, cases: Collection[int]) -> set[Confidentiality]:
    """The levels of confidentiality of these cases."""
    query = select(CaseRow.confidentiality).where(CaseRow.id.in_(cases))
    return set(session.scalars(query.execution_options(**visibility.EVERYTHING)))


def on_team_of(session: Session, cases: Collection[int], seats: Sequence[Viewer]) -> frozenset[int]:
    """The accounts of those of the seats who are on the team of one of these cases."""
    found = set()
    for seat in seats:
        on = CaseRow.id.in_(visibility.team_cases(seat))
        query = select(CaseRow.id).where(CaseRow.id.in_(cases), on).limit(1)
        if session.scalars(query.execution_options(**visibility.EVERYTHING)).first():
            found.add(seat.user_id or 0)
    return frozenset(found)


def numbers_of(session: Session, cases: Collection[int]) -> tuple[str, ...]:
    """The numbers of these cases, as far as the session sees them."""
    query = select(CaseRow.number).where(CaseRow.id.in_(cases)).order_by(CaseRow.number)
    return tuple(session.scalars(query))


def move(session: Session, gone: int, kept: int, contact: int | None = None) -> tuple[Moved, Moved]:
    """Points everything that named one person at another; what moved, and what both had.

    Args:
        contact: the safe contact, of either, that does not stay.

    Raises:
        Refused: something of the two cannot stand beside each other.
    """
    moved, dropped = _move_client(session, gone, kept)
    for key in _twice(session, gone, kept):
        records.remove(session, PartyRow, key, Change.CASE)
        dropped.append((PartyRow.__tablename__, str(key)))
    left = {PartyRow.__tablename__: {int(key) for _, key in dropped}}
    if contact is not None:
        records.remove(session, SafeContactRow, contact, Change.PERSON)
        dropped.append((SafeContactRow.__tablename__, str(contact)))
        left[SafeContactRow.__tablename__] = {contact}
    try:
        for table, column in pointing(PersonRow):
            if table.name != ClientRow.__tablename__:
                but = left.get(table.name, set())
                moved += _relinked(session, table, column, gone, kept, but)
    except IntegrityError as error:
        raise Refused(TAKEN) from error
    moved += _relinked(session, _table(MergeRow), "kept_id", gone, kept)
    return moved, dropped


def move_back(session: Session, merge: Merge) -> None:
    """Points what moved at the former entry again, as far as it still names the kept one."""
    for name, key in merge.moved:
        for column, (now, former) in _ways(session, merge, name).items():
            table = _rows()[name]
            row: Any = session.get(table, int(key), execution_options=visibility.EVERYTHING)
            if row is not None and getattr(row, column) == now:
                records.relink(session, table, int(key), column, former)
    for name, key in merge.dropped:
        table = _rows()[name]
        # the case to which it belongs may be destroyed by now
        if session.get(table, int(key), execution_options=visibility.EVERYTHING) is not None:
            records.restore(session, table, int(key), Change.CASE)


def save(session: Session, merge: Merge) -> Merge:
    """Writes the merge."""
    return records.save(session, MergeRow, merge, Change.PERSON)


def get(session: Session, key: int) -> Merge:
    """The merge with that id, unless it was taken back."""
    return records.get(session, MergeRow, Merge, key)


def take_back(session: Session, key: int, why: str) -> None:
    """The merge counts no longer."""
    records.remove(session, MergeRow, key, Change.PERSON, why)


def into(session: Session, person: int) -> list[Merge]:
    """The merges by which other entries became that person, the latest first."""
    query = select(MergeRow).where(MergeRow.kept_id == person).order_by(MergeRow.id.desc())
    return [records.read(row, Merge) for row in session.scalars(query)]


def _move_client(session: Session, gone: int, kept: int) -> tuple[Moved, Moved]:
    """The one client moves; of two, the cases of the one go to the other."""
    clients = _table(ClientRow)
    theirs = _linked(session, clients, "person_id", gone)
    mine = _linked(session, clients, "person_id", kept)
    if not theirs:
        return [], []
    if not mine:
        return _relinked(session, clients, "person_id", gone, kept), []
    moved: Moved = []
    for table, column in pointing(ClientRow):
        moved += _relinked(session, table, column, theirs[0], mine[0])
    records.remove(session, ClientRow, theirs[0], Change.PERSON)
    return moved, [(ClientRow.__tablename__, str(theirs[0]))]


def _twice(session: Session, gone: int, kept: int) -> list[int]:
    """The places of the one in cases where the other has the very same place."""
    query = select(PartyRow).where(PartyRow.person_id.in_((gone, kept)))
    rows = session.scalars(query).all()
    mine = {(row.case_id, row.role) for row in rows if row.person_id == kept}
    return [row.id for row in rows if row.person_id == gone and (row.case_id, row.role) in mine]


def _relinked(
    session: Session, table: Table, column: str, old: int, new: int, but: Collection[int] = ()
) -> Moved:
    keys = [key for key in _linked(session, table, column, old) if key not in but]
    for key in keys:
        records.relink(session, _rows()[table.name], key, column, new)
    return [(table.name, str(key)) for key in keys]


def _ways(session: Session, merge: Merge, name: str) -> dict[str, tuple[int, int]]:
    """The columns of a table that a merge changed: what stands there now, what stood there."""
    if name == MergeRow.__tablename__:
        return {"kept_id": (merge.kept_id, merge.gone_id)}
    table, people = Base.metadata.tables[name], (merge.kept_id, merge.gone_id)
    found = dict.fromkeys(_columns(table, PersonRow), people)
    was = [int(key) for kind, key in merge.dropped if kind == ClientRow.__tablename__]
    now = _linked(session, _table(ClientRow), "person_id", merge.kept_id)
    if was and now:
        found |= dict.fromkeys(_columns(table, ClientRow), (now[0], was[0]))
    return found


def pointing(target: Any) -> Iterable[tuple[Table, str]]:
    """Tables and columns that name records of another table."""
    return [
        (table, column)
        for table in Base.metadata.sorted_tables
        for column in _columns(table, target)
    ]


def _columns(table: Table, target: Any) -> list[str]:
    named = target.__tablename__
    return sorted({one.parent.name for one in table.foreign_keys if one.column.table.name == named})


def _linked(session: Session, table: Table, column: str, key: int) -> list[int]:
    query = select(table.c.id).where(table.c[column] == key).order_by(table.c.id)
    return list(session.connection().execute(query).scalars())


def _rows() -> dict[str, type[VersionedMixin]]:
    mapped = (mapper.class_ for mapper in Base.registry.mappers)
    return {
        row.__tablename__: row  # type: ignore[attr-defined]  # every mapped class has one
        for row in mapped
        if issubclass(row, VersionedMixin)
    }


def _table(row: Any) -> Table:
    found: Table = row.__table__
    return found
