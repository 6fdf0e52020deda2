"""Imports out of spreadsheets, and their way back."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Any

from sqlalchemy import null, select, true
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.imports import ImportRun
from legalaid_desktop.domain.users import MemberKind
from legalaid_desktop.storage import merges, records, visibility
from legalaid_desktop.storage.tables import (
    CaseRow,
    ClientRow,
    ConflictCheckRow,
    ImportRow,
    MemberRow,
    MergeRow,
    PersonRow,
)


def save(session: Session, run: ImportRun) -> ImportRun:
    """Writes what an import did."""
    # the trail has each record by itself
    return records.save(session, ImportRow, run, Change.IMPORT, unsaid={"people", "cases"})


def get(session: Session, key: int) -> ImportRun:
    """The import with that id."""
    return records.get(session, ImportRow, ImportRun, key)


def every(session: Session, sha256: str = "") -> list[ImportRun]:
    """The imports, the latest first; those of one file if its hash is given."""
    query = select(ImportRow).order_by(ImportRow.id.desc())
    if sha256:
        query = query.where(ImportRow.sha256 == sha256)
    return [records.read(row, ImportRun) for row in session.scalars(query)]


def take_back(session: Session, run: ImportRun, why: str) -> ImportRun:
    """Puts into the bin what the import made; the import with what stayed.

    A case or a person that anybody has worked on since, seen here or not, or that is used
    elsewhere, stays.
    """
    cases, kept_cases = _parted(session, CaseRow, run.cases, _used_cases(session, run.cases))
    records.remove_all(session, CaseRow, cases, Change.CASE, why)
    gone = (set(run.cases) | _undone(session)) - set(kept_cases)
    people, kept_people = _parted(
        session, PersonRow, run.people, _used_people(session, run.people, gone)
    )
    records.remove_all(session, PersonRow, people, Change.PERSON, why)
    return replace(run, cases=tuple(kept_cases), people=tuple(kept_people))


def _undone(session: Session) -> Set[int]:
    """The cases of imports that were undone, unless somebody restored them."""
    made = [key for run in every(session) if run.undone_at for key in run.cases]
    return set(_found(session, made, CaseRow.id, CaseRow.removed_at.is_not(None)))


def _parted(
    session: Session, table: Any, keys: Sequence[int], used: Set[int]
) -> tuple[list[int], list[int]]:
    """Who goes and who stays; those that went before are neither."""
    present = set(_found(session, keys, table.id, table.removed_at.is_(None)))
    seen = {
        key
        for part in records.portions(keys)
        for key in session.scalars(select(table.id).where(table.id.in_(part), table.version == 1))
    }
    free = seen - used
    return [key for key in keys if key in free], [key for key in keys if key in present - free]


def _used_cases(session: Session, keys: Sequence[int]) -> Set[int]:
    """The cases into which anybody put anything; the program's own entries do not count."""
    own: dict[Any, Any] = {
        ConflictCheckRow: ConflictCheckRow.decided_by != "",
        MemberRow: MemberRow.kind != MemberKind.OPENED,
    }
    holding = (*visibility.OF_A_CASE, *visibility.OF_A_CASE_OR_THE_OFFICE)
    return {
        key
        for table in holding
        for key in _found(session, keys, table.case_id, own.get(table, true()))
    }


def _used_people(session: Session, keys: Sequence[int], gone: Set[int]) -> Set[int]:
    """The people of whom anything is kept but as clients of cases that were taken back."""
    used = set(_found(session, keys, MergeRow.kept_id, MergeRow.removed_at.is_(None)))
    for table, column in merges.pointing(PersonRow):
        if table.name == ClientRow.__tablename__:
            continue
        case_id = table.c.get("case_id", null())
        links = select(table.c[column], case_id)
        used |= _elsewhere(session, links, table.c[column], keys, gone)
    clients = select(ClientRow.person_id, CaseRow.id).join(CaseRow)
    return used | _elsewhere(session, clients, ClientRow.person_id, keys, gone)


def _elsewhere(
    session: Session, links: Any, person: Any, keys: Sequence[int], gone: Set[int]
) -> Set[int]:
    """Those of the people who are linked to a case that was not taken back, or to none."""
    rows = (
        row
        for part in records.portions(keys)
        for row in session.execute(
            links.where(person.in_(part)), execution_options=visibility.EVERYTHING
        )
    )
    return {key for key, case_id in rows if case_id not in gone}


def _found(session: Session, keys: Sequence[int], column: Any, test: Any) -> Iterator[int]:
    """Which of the keys stand in the column, whatever the session sees."""
    for part in records.portions(keys):
        query = select(column).where(column.in_(part), test).distinct()
        yield from session.scalars(query, execution_options=visibility.EVERYTHING)
