"""Attachments that lost their other half: files that no row names, and rows without a file."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.errors import Cancelled, Damaged, NotFound
from legalaid_desktop.domain.orphans import Loss, Orphan
from legalaid_desktop.storage import visibility
from legalaid_desktop.storage.base import Base
from legalaid_desktop.storage.blobs import BlobStore
from legalaid_desktop.storage.tables import AttachmentRow, CaseRow, PaperRow

YOUNG = timedelta(minutes=10)
"""Within this time a file may belong to a record that is being saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundness:
    """What a check of all attachments found, by the names of the files."""

    checked: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]


def losses(session: Session, blobs: BlobStore, damaged: Collection[str]) -> list[Loss]:
    """The records whose file is not there, or is one of those that were found damaged."""
    absent = named(session) - set(blobs.names())
    wanted = absent | set(damaged)
    found = [
        *(_lost_attachment(row, case) for row, case in _of(session, AttachmentRow, wanted)),
        *(_lost_paper(row, case) for row, case in _of(session, PaperRow, wanted)),
    ]
    made = [replace(one, missing=one.blob in absent) for one in found]
    return sorted(made, key=lambda one: (one.case_number, one.code))


def _of(session: Session, table: Any, wanted: Collection[str]) -> list[Any]:
    """The rows with their cases; who may not see a case is told its number all the same."""
    query = (
        select(table, CaseRow)
        .join(CaseRow, CaseRow.id == table.case_id)
        .where(table.blob.in_(wanted))
    )
    return list(session.execute(query, execution_options=visibility.EVERYTHING))


def _lost_attachment(row: AttachmentRow, case: CaseRow) -> Loss:
    hidden = case.confidentiality is not Confidentiality.ORDINARY
    return Loss(
        blob=row.blob,
        kind="attachment",
        case_number=case.number,
        code=f"A{row.exhibit}",
        title_lo="" if hidden else row.title_lo,
        title_en="" if hidden else row.title_en,
        missing=False,
    )


def _lost_paper(row: PaperRow, case: CaseRow) -> Loss:
    return Loss(
        blob=row.blob, kind="paper", case_number=case.number, code=row.number, missing=False
    )


def named(session: Session) -> set[str]:
    """The files that any record names, those in the bin too."""
    found: set[str] = set()
    for table in Base.metadata.sorted_tables:
        if "blob" in table.c:
            query = select(table.c.blob).distinct()
            found.update(session.scalars(query, execution_options=visibility.EVERYTHING))
    return found - {""}


def files(session: Session, blobs: BlobStore, now: datetime) -> list[Orphan]:
    """The files that no record names, oldest first."""
    lost = sorted(set(blobs.names()) - named(session))
    found = [(name, blobs.kept(name)) for name in lost]
    made = [
        Orphan(name=name, size=kept.size, since=kept.since)
        for name, kept in found
        if now - kept.since > YOUNG or kept.since > now
    ]
    return sorted(made, key=lambda one: one.since)


def check(
    names: set[str],
    blobs: BlobStore,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> Soundness:
    """Reads every attachment that a record names."""
    damaged, missing = [], []
    for done, name in enumerate(sorted(names)):
        if cancelled():
            raise Cancelled
        progress(done, len(names))
        try:
            blobs.verify(name)
        except Damaged:
            damaged.append(name)
        except NotFound:
            missing.append(name)
    return Soundness(checked=len(names), damaged=tuple(damaged), missing=tuple(missing))
