"""The trail as it is kept: each entry sealed together with the one before it.

The key that seals is made from the office's master key and is not the database's: who can write
the database with another program cannot write the trail. An entry that is changed, moved, added or
taken out breaks the chain there; that the tail was cut off shows against a head noted elsewhere
(``anchors``).
"""

import hmac
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import String, Table, func, insert, inspect, select, type_coerce
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from legalaid_desktop.domain.trail import BEGINNING, Deed, Entry, Fields, Flaw, Head
from legalaid_desktop.storage import failures, visibility
from legalaid_desktop.storage.tables import TrailRow

GUARDS = {
    "trail_keeps": "CREATE TRIGGER trail_keeps BEFORE UPDATE ON trail "
    "BEGIN SELECT RAISE(ABORT, 'the trail cannot be changed'); END",
    "trail_stays": "CREATE TRIGGER trail_stays BEFORE DELETE ON trail "
    "BEGIN SELECT RAISE(ABORT, 'the trail cannot be deleted'); END",
    "trail_grows": "CREATE TRIGGER trail_grows BEFORE INSERT ON trail "
    "WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM trail) "
    "BEGIN SELECT RAISE(ABORT, 'the trail only grows at its end'); END",
}
"""The triggers on the table, as the database must have them: these, and no others."""

NAME = TrailRow.__tablename__
_TABLE: Table = TrailRow.__table__  # type: ignore[assignment]  # a mapped class's table
_AT_ONCE = 10_000
_COLUMNS = (
    "seq", "at", "user", "deed", "kind", "record", "case_id", "fields", "reason", "hash",
)  # fmt: skip
# As they are stored: an entry that was tampered with may hold what no type can read.
_RAW = [type_coerce(_TABLE.c[name], String).label(name) for name in _COLUMNS]
# The same text in every version of Python: one seals what another one proves years later.
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a walk along the chain found.

    Attributes:
        head: the last entry that is sound.
        first_bad: the number of the first entry that is not, if any.
    """

    head: Head
    first_bad: int | None = None


def note(
    session: Session,
    deed: Deed,
    *,
    kind: str = "",
    record: int | None = None,
    case_id: int | None = None,
    fields: Fields | None = None,
    reason: str = "",
) -> None:
    """Has the entry written with the changes of this session, or not at all."""
    session.info.setdefault("trail", []).append(
        Entry(
            deed=deed, kind=kind, record=record, case_id=case_id, fields=fields or {}, reason=reason
        )
    )


def plain(value: object) -> object:
    """The value of a field as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def write(session: Session, key: bytearray) -> None:
    """Seals and writes what was noted, at the end of the transaction."""
    noted: list[Entry] = session.info.pop("trail", [])
    if not noted:
        return
    viewer = visibility.viewer(session)
    at = (viewer.now or datetime.now(UTC)).astimezone(UTC)
    last, rows = head(session), []
    for entry in noted:
        row = _row(entry, last.seq + 1, at, viewer.user)
        last = Head(seq=last.seq + 1, hash=_sealed(key, last.hash, row))
        rows.append(dict(zip(_COLUMNS, (*row, last.hash), strict=True)) | {"at": at})
    session.connection().execute(insert(_TABLE), rows)


def head(session: Session) -> Head:
    """The last entry."""
    query = select(_TABLE.c.seq, _TABLE.c.hash).order_by(_TABLE.c.seq.desc()).limit(1)
    found = session.connection().execute(query).first()
    return Head(seq=found.seq, hash=found.hash) if found else BEGINNING


def hash_of(session: Session, seq: int) -> str | None:
    """The hash of the entry of that number, if there is one."""
    query = select(_TABLE.c.hash).where(_TABLE.c.seq == seq)
    return session.connection().execute(query).scalar()


def last_of(session: Session, before: datetime) -> Head:
    """The last entry from before that moment."""
    latest = select(func.max(_TABLE.c.seq)).where(_TABLE.c.at < before)
    query = select(_TABLE.c.seq, _TABLE.c.hash).where(_TABLE.c.seq == latest.scalar_subquery())
    found = session.connection().execute(query).first()
    return Head(seq=found.seq, hash=found.hash) if found else BEGINNING


def verify(
    session: Session,
    key: bytearray,
    since: Head = BEGINNING,
    progress: Callable[[int], object] = lambda _done: None,
) -> Finding:
    """Reads the trail after ``since`` and proves every entry."""
    last = since
    for row in _stored(session, since.seq):
        if row is None or row[0] != last.seq + 1 or not _is_sealed(key, last.hash, row):
            return Finding(head=last, first_bad=_number(row, last))
        last = Head(seq=row[0], hash=row[-1])
        if not last.seq % _AT_ONCE:
            progress(last.seq)
    return Finding(head=last)


def flaws_of_table(session: Session) -> list[Flaw]:
    """Whether the table is there, and its triggers are those that it was made with."""
    connection = session.connection()
    tables = inspect(connection)
    if not tables.has_table(_TABLE.name) or _TABLE.name not in tables.get_table_names():
        return [Flaw.TABLE]
    columns = [str(column["name"]) for column in tables.get_columns(_TABLE.name)]
    if columns != [column.name for column in _TABLE.columns]:
        return [Flaw.TABLE]
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail'"
    )
    return [] if {row.name: row.sql for row in found} == GUARDS else [Flaw.GUARDS]


def _stored(session: Session, after: int) -> Iterator[Sequence[Any] | None]:
    """The rows as stored, in slices; None for one that cannot even be read, and then no more."""
    # from the very beginning also what lies before the first number
    last: int | None = after or None
    while True:
        query = select(*_RAW).order_by(_TABLE.c.seq).limit(_AT_ONCE)
        if last is not None:
            query = query.where(_TABLE.c.seq > last)
        try:
            rows = session.connection().execute(query).all()
        except DBAPIError as error:
            if failures.sentence(error):
                raise
            yield from _one_by_one(session, last)
            return
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        last = int(rows[-1][0])


def _one_by_one(session: Session, after: int | None) -> Iterator[Sequence[Any] | None]:
    """A text that is none stops a whole slice; up to it the rows can be read."""
    found = select(_TABLE.c.seq).order_by(_TABLE.c.seq).limit(_AT_ONCE)
    numbers = found if after is None else found.where(_TABLE.c.seq > after)
    for number in session.connection().execute(numbers).scalars().all():
        try:
            row = session.connection().execute(select(*_RAW).where(_TABLE.c.seq == number)).one()
        except DBAPIError:
            yield None
            return
        yield row


def _number(row: Sequence[Any] | None, last: Head) -> int:
    """Where the chain breaks: the entry found there, or the first one that is missing before it."""
    if row is None or not isinstance(row[0], int):
        return last.seq + 1
    return min(row[0], last.seq + 1)


def _is_sealed(key: bytearray, before: str, row: Sequence[Any]) -> bool:
    if not isinstance(row[-1], str) or not row[-1].isascii():
        return False
    try:
        return hmac.compare_digest(_sealed(key, before, row[:-1]), row[-1])
    except TypeError:  # bytes where a text or a number belongs
        return False


def _sealed(key: bytearray, before: str, row: Sequence[Any]) -> str:
    """The parts as JSON, so that no two rows are the same text."""
    return hmac.digest(key, _encoded([before, *row]).encode(), "sha256").hex()


def _row(entry: Entry, seq: int, at: datetime, user: str) -> tuple[Any, ...]:
    changes = {name: [plain(old), plain(new)] for name, (old, new) in entry.fields.items()}
    return (
        seq, f"{at:%Y-%m-%d %H:%M:%S.%f}", user, entry.deed.value, entry.kind, entry.record,
        entry.case_id, _encoded(changes), entry.reason,
    )  # fmt: skip
