"""Imports out of spreadsheets, and their way back."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.imports import ImportRun
from legalaid_desktop.storage import cases, people, records, visibility
from legalaid_desktop.storage.tables import (
    CaseRow,
    ConflictCheckRow,
    ImportRow,
    MemberRow,
    PersonRow,
)


def save(session: Session, run: ImportRun) -> ImportRun:
    """Writes what an import did."""
    return records.save(session, ImportRow, run, Change.IMPORT)


def get(session: Session, key: int) -> ImportRun:
    """The import with that id."""
    return records.get(session, ImportRow, ImportRun, key)


def every(session: Session, sha256: str = "") -> list[ImportRun]:
    """The imports, the latest first; those of one file if its hash is given."""
    query = select(ImportRow).order_by(ImportRow.id.desc())
    if sha256:
        query = query.where(ImportRow.sha256 == sha256)
    return [records.read(row, ImportRun) for row in session.scalars(query)]


def take_back(session: Session, run: ImportRun, why: str) -> tuple[int, int]:
    """Puts into the bin what the import made, and says how many cases and people stayed.

    A case or a person that somebody has worked on since, or that is used elsewhere, stays.
    """
    stayed = [key for key in run.cases if not _take_back_case(session, key, why)]
    kept = [key for key in run.people if not _take_back_person(session, key, run, why)]
    return len(stayed), len(kept)


def _take_back_case(session: Session, key: int, why: str) -> bool:
    row = session.get(CaseRow, key)
    if row is None:
        return _is_gone(session, CaseRow, key)
    if row.version > 1 or _is_used(session, key):
        return False
    cases.remove(session, key, why)
    return True


def _is_gone(session: Session, table: Any, key: int) -> bool:
    """Whether somebody removed it; else it is hidden from this session."""
    row = session.get(table, key, execution_options=visibility.EVERYTHING)
    return row is None or row.removed_at is not None


def _is_used(session: Session, case_id: int) -> bool:
    """Whether anybody put anything into the case; the program's own entries do not count."""
    holding = (*visibility.OF_A_CASE, *visibility.OF_A_CASE_OR_THE_OFFICE)
    tables: list[Any] = [one for one in holding if one not in (ConflictCheckRow, MemberRow)]
    return any(
        session.scalar(select(table.id).where(table.case_id == case_id).limit(1)) is not None
        for table in tables
    )


def _take_back_person(session: Session, key: int, run: ImportRun, why: str) -> bool:
    row = session.get(PersonRow, key)
    if row is None:
        return _is_gone(session, PersonRow, key)
    if row.version > 1 or not _is_free(session, key, run):
        return False
    records.remove(session, PersonRow, key, Change.PERSON, why)
    return True


def _is_free(session: Session, person_id: int, run: ImportRun) -> bool:
    """Whether the person is in no case but those that were just taken back."""
    for case_id in people.cases_of(session, person_id):
        row = session.get(CaseRow, case_id, execution_options=visibility.EVERYTHING)
        if case_id not in run.cases or row is None or row.removed_at is None:
            return False
    return True
