"""Attachments that lost their other half: files that no row names, and rows without a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.errors import Cancelled, Damaged, NotFound
from legalaid_desktop.storage import visibility
from legalaid_desktop.storage.base import Base
from legalaid_desktop.storage.blobs import BlobStore

YOUNG = timedelta(minutes=10)
"""Within this time a file may belong to a record that is being saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A file that no record names."""

    name: str
    size: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundness:
    """What a check of all attachments found, by the names of the files."""

    checked: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]


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
