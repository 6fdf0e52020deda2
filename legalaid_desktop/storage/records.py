"""Row to record and back, by field name: the only mapping code, and where changes are noted."""

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import NotAllowed, NotFound, Stale
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.storage import trail, visibility
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.tables import CaseRow, CounterRow, PersonRow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")

CHANGED_MEANWHILE = "Somebody else has changed this meanwhile. Your text is kept; look at both."

Look = tuple[str, int, int | None]
"""What was looked at: the kind of record, its id, and its case."""

_AT_ONCE = 1_000

GONE = "This record is no longer there."
NOT_ON_TEAM = "You are not on the team of this case. Ask somebody who is, or the manager."


def read(row: VersionedMixin, kind: type[Record]) -> Record:
    """The record of a row."""
    return kind(**{field.name: getattr(row, field.name) for field in fields(kind)})


def get(session: Session, table: type[VersionedMixin], kind: type[Record], key: int) -> Record:
    """The record with that id; raises ``NotFound``, or ``NotAllowed`` for one that is hidden."""
    row = _row(session, table, key)
    _see(session, row)
    return read(row, kind)


def belongs(session: Session, kind: str, key: int) -> int | None:
    """The case of the record of that kind; ``NotFound`` or ``NotAllowed`` where it is hidden."""
    table = next((one for one in _kinds() if one.__tablename__ == kind), None)
    if table is None:
        raise NotFound(GONE)
    row = _row(session, table, key)
    _see(session, row)
    return case_of(row)


def looks(session: Session) -> Set[Look]:
    """The cases that were looked at one by one, or else the people."""
    seen: set[Look] = session.info.get("looks", set())
    return {look for look in seen if look[2] is not None} or seen


def save(
    session: Session,
    table: type[VersionedMixin],
    record: Record,
    change: Change,
    *,
    blind: bool = False,
    why: str = "",
    unsaid: Set[str] = frozenset(),
    **extra: object,
) -> Record:
    """Writes a new record or the next version of a known one, and returns it as stored.

    Args:
        why: the reason, for the trail.
        blind: whether a new record may belong to a case that this session cannot see.
        unsaid: fields whose values the trail does not tell.
        extra: columns that the record does not have, such as search keys.

    Raises:
        Stale: somebody else saved the record since it was read.
        NotAllowed: the record belongs to a case that this session cannot see.
    """
    known: Any = record
    row: Any = table() if known.id is None else _row(session, table, known.id)
    if known.id is not None and row.version != known.version:
        raise Stale(CHANGED_MEANWHILE)
    if known.id is None and getattr(known, "case_id", None) is not None and not blind:
        _row(session, CaseRow, known.case_id)
    changed = _differences(row, known)
    before = None if known.id is None else read(row, type(record))
    for field, (_old, new) in changed.items():
        setattr(row, field, new)
    for column, value in extra.items():
        setattr(row, column, value)
    if known.id is None:
        row.id = unused_id(session, table)
    session.add(row)
    session.flush()
    note(session, change)
    _enter(session, Deed.CREATE if known.id is None else Deed.CHANGE, row, changed, why, unsaid)
    kept: Record = replace(known, id=row.id, version=row.version)
    if before is not None and changed:
        edits(session).append((before, kept))
    return kept


def remove(
    session: Session,
    table: type[VersionedMixin],
    key: int,
    change: Change,
    why: str = "",
    *,
    is_told: bool = True,
) -> None:
    """Puts the row with that id into the bin, out of sight of all but those who restore.

    Args:
        is_told: whether the trail has the reason.
    """
    row, viewer = _row(session, table, key), visibility.viewer(session)
    row.removed_at = viewer.now or datetime.now(UTC)
    row.removed_by, row.removed_why = viewer.user, why
    session.flush()
    session.expunge(row)  # so that nobody finds it here any more
    note(session, change)
    _enter(session, Deed.REMOVE, row, {}, why if is_told else "")


def remove_all(
    session: Session, table: type[VersionedMixin], keys: Sequence[int], change: Change, why: str
) -> None:
    """Puts the rows with those ids into the bin; the caller knows that the session sees them."""
    viewer, rows, named = visibility.viewer(session), _table(table), _name(table)
    gone = {"removed_at": viewer.now or datetime.now(UTC), "removed_by": viewer.user}
    for part in portions(keys):
        removed = update(rows).where(rows.c.id.in_(part))
        session.connection().execute(
            removed.values(**gone, removed_why=why, version=rows.c.version + 1)
        )
    for key in keys:
        case_id = key if table is CaseRow else None
        trail.note(session, Deed.REMOVE, kind=named, record=key, case_id=case_id, reason=why)
    note(session, change)


def portions(keys: Collection[int]) -> Iterator[list[int]]:
    """The ids, as many at a time as one statement takes."""
    rest = sorted(keys)
    return (rest[place : place + _AT_ONCE] for place in range(0, len(rest), _AT_ONCE))


def relink(session: Session, table: type[VersionedMixin], key: int, column: str, new: int) -> None:
    """Points the row with that id, which may lie in the bin, at another record."""
    row: Any = session.get(table, key, execution_options=visibility.EVERYTHING)
    if row is None:
        raise NotFound(GONE)
    fields: dict[str, tuple[object, object]] = {column: (getattr(row, column), new)}
    setattr(row, column, new)
    session.flush()
    _enter(session, Deed.CHANGE, row, fields)


def restore(session: Session, table: type[VersionedMixin], key: int, change: Change) -> None:
    """Takes the row with that id out of the bin; nothing happens to one that is not in it."""
    row = session.get(table, key, execution_options=visibility.EVERYTHING)
    if row is None:
        raise NotFound(GONE)
    if row.removed_at is None:
        return
    row.removed_at = row.removed_by = row.removed_why = None
    session.flush()
    note(session, change)
    _enter(session, Deed.RESTORE, row, {})


def edits(session: Session) -> list[tuple[object, object]]:
    """The known records that this session saved, each as it was and as it is."""
    found: list[tuple[object, object]] = session.info.setdefault("edits", [])
    return found


def unused_id(session: Session, table: type[VersionedMixin]) -> int | None:
    """An id that no row ever had, where rows were destroyed; else the database gives the next one.

    The trail names records by their ids: a new one must not inherit the past of another.
    """
    series = _series(_name(table))
    without: set[str] = session.info.setdefault("no_retired", set())
    counter = None if series in without else session.get(CounterRow, series)
    if counter is None:
        without.add(series)  # asked once: an import saves thousands
        return None
    highest = select(func.max(table.id)).execution_options(**visibility.EVERYTHING)
    return max(counter.last, session.scalar(highest) or 0) + 1


def retire(session: Session, table: str, key: int) -> None:
    """Keeps the id of a destroyed row from being given again."""
    session.info.get("no_retired", set()).discard(_series(table))
    counter = session.get(CounterRow, _series(table)) or CounterRow(series=_series(table), last=0)
    counter.last = max(counter.last, key)
    session.add(counter)


def _series(table: str) -> str:
    return f"id/{table}"


def note(session: Session, change: Change) -> None:
    """Tells subscribers, after the commit, that this kind of record has changed."""
    session.info.setdefault("changed", set()).add(change)


def case_of(row: VersionedMixin) -> int | None:
    """The case that a row belongs to, or is."""
    found: int | None = row.id if isinstance(row, CaseRow) else getattr(row, "case_id", None)
    return found


def _table(table: type[VersionedMixin]) -> Any:
    return table.__table__  # type: ignore[attr-defined]  # every mapped class has one


def _name(table: type[VersionedMixin]) -> str:
    found: str = table.__tablename__  # type: ignore[attr-defined]  # every mapped class has one
    return found


def _kinds() -> list[Any]:
    return [
        mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, VersionedMixin)
    ]


def _see(session: Session, row: VersionedMixin) -> None:
    case_id = case_of(row)
    if case_id is not None:
        see(session, CaseRow.__tablename__, case_id, case_id)
    elif isinstance(row, PersonRow):
        see(session, PersonRow.__tablename__, row.id)


def see(session: Session, kind: str, key: int, case_id: int | None = None) -> None:
    """Counts as a look at that record."""
    seen: set[Look] = session.info.setdefault("looks", set())
    seen.add((kind, key, case_id))


def _differences(row: VersionedMixin, record: Any) -> dict[str, tuple[object, object]]:
    """Old and new value of each field that changes; of a new row all that is filled in."""
    return {
        field.name: (getattr(row, field.name), getattr(record, field.name))
        for field in fields(record)
        if field.name not in {"id", "version"}
        and (row.id is None or getattr(row, field.name) != getattr(record, field.name))
    }


def _enter(
    session: Session,
    deed: Deed,
    row: VersionedMixin,
    changed: dict[str, tuple[object, object]],
    reason: str = "",
    unsaid: Set[str] = frozenset(),
) -> None:
    if deed is Deed.CHANGE and not changed:
        return
    filled = {
        name: (old, new)
        for name, (old, new) in changed.items()
        if name not in unsaid and (old or new not in (None, "", ()))
    }
    trail.note(
        session,
        deed,
        kind=_name(type(row)),
        record=row.id,
        case_id=case_of(row),
        fields=filled,
        reason=reason,
    )


def _row(session: Session, table: type[VersionedMixin], key: int) -> VersionedMixin:
    row = session.get(table, key)
    if row is not None:
        return row
    hidden = session.get(table, key, execution_options=visibility.EVERYTHING)
    if hidden is None or hidden.removed_at is not None:
        raise NotFound(GONE)
    session.expunge(hidden)
    if not visibility.is_told(session, hidden):
        raise NotFound(GONE)
    raise NotAllowed(NOT_ON_TEAM)
