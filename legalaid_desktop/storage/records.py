"""Row to record and back, by field name: the only mapping code."""

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import NotFound, Stale
from legalaid_desktop.storage.base import VersionedMixin

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")


def read(row: VersionedMixin, kind: type[Record]) -> Record:
    """The record of a row."""
    return kind(**{field.name: getattr(row, field.name) for field in fields(kind)})


def get(session: Session, table: type[VersionedMixin], kind: type[Record], key: int) -> Record:
    """The record with that id; raises ``NotFound``."""
    return read(_row(session, table, key), kind)


def save(
    session: Session,
    table: type[VersionedMixin],
    record: Record,
    change: Change,
    **extra: object,
) -> Record:
    """Writes a new record or the next version of a known one, and returns it as stored.

    Args:
        extra: columns that the record does not have, such as search keys.

    Raises:
        Stale: somebody else saved the record since it was read.
    """
    known: Any = record
    row = table() if known.id is None else _row(session, table, known.id)
    if known.id is not None and row.version != known.version:
        raise Stale("Somebody else has changed this meanwhile. Your text is kept; look at both.")
    for field in fields(known):
        if field.name not in {"id", "version"}:
            setattr(row, field.name, getattr(known, field.name))
    for column, value in extra.items():
        setattr(row, column, value)
    session.add(row)
    session.flush()
    note(session, change)
    return replace(known, id=row.id, version=row.version)  # type: ignore[no-any-return]  # same kind


def remove(session: Session, table: type[VersionedMixin], key: int, change: Change) -> None:
    """Deletes the row with that id."""
    session.delete(_row(session, table, key))
    session.flush()
    note(session, change)


def note(session: Session, change: Change) -> None:
    """Tells subscribers, after the commit, that this kind of record has changed."""
    session.info.setdefault("changed", set()).add(change)


def _row(session: Session, table: type[VersionedMixin], key: int) -> VersionedMixin:
    row = session.get(table, key)
    if row is None:
        raise NotFound("This record is no longer there.")
    return row
