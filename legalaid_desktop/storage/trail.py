"""The trail as it is kept: each entry sealed together with the one before it.

The key that seals is made from the office's master key and is not the database's: who can write
the database with another program cannot write the trail. An entry that is changed, moved, added or
taken out breaks the chain there; that the tail was cut off shows against a head noted elsewhere
(``anchors``).

What an entry tells, its values and its reason, lies apart from it under a salt; the chain holds
only the seal of that. So the words of a case can go when it is destroyed, and the chain stays
whole: the entry of the destruction is what allows them to be missing.
"""

import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import (
    Connection,
    String,
    Table,
    and_,
    delete,
    func,
    insert,
    inspect,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from legalaid_desktop.domain.trail import BEGINNING, Deed, Entry, Fields, Flaw, Head
from legalaid_desktop.storage import failures, visibility
from legalaid_desktop.storage.tables import TrailRow, TrailValueRow

GUARDS = {
    "trail_keeps": "CREATE TRIGGER trail_keeps BEFORE UPDATE ON trail "
    "BEGIN SELECT RAISE(ABORT, 'the trail cannot be changed'); END",
    "trail_stays": "CREATE TRIGGER trail_stays BEFORE DELETE ON trail "
    "BEGIN SELECT RAISE(ABORT, 'the trail cannot be deleted'); END",
    "trail_grows": "CREATE TRIGGER trail_grows BEFORE INSERT ON trail "
    "WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM trail) "
    "BEGIN SELECT RAISE(ABORT, 'the trail only grows at its end'); END",
    "trail_value_keeps": "CREATE TRIGGER trail_value_keeps BEFORE UPDATE ON trail_value "
    "BEGIN SELECT RAISE(ABORT, 'the trail cannot be changed'); END",
    "trail_value_stays": "CREATE TRIGGER trail_value_stays BEFORE DELETE ON trail_value "
    "WHEN EXISTS (SELECT 1 FROM trail WHERE seq = OLD.seq) "
    "AND NOT EXISTS (SELECT 1 FROM trail AS told, trail AS later WHERE told.seq = OLD.seq "
    "AND later.deed = 'destroy' AND later.seq > told.seq "
    "AND ((later.kind = 'case_file' AND later.case_id = told.case_id) "
    "OR (later.kind = told.kind AND later.record = told.record))) "
    "BEGIN SELECT RAISE(ABORT, 'only what is destroyed leaves the trail'); END",
    "trail_value_grows": "CREATE TRIGGER trail_value_grows BEFORE INSERT ON trail_value "
    "WHEN NEW.seq <= (SELECT coalesce(max(seq), 0) FROM trail) "
    "OR EXISTS (SELECT 1 FROM trail_value WHERE seq = NEW.seq) "
    "BEGIN SELECT RAISE(ABORT, 'the trail only grows at its end'); END",
}
"""The triggers on the tables, as the database must have them: these, and no others."""

NAME = TrailRow.__tablename__
CASE = "case_file"
"""The kind of record whose destruction takes with it what was told of everything in the case."""

_TABLE: Table = TrailRow.__table__  # type: ignore[assignment]  # a mapped class's table
_VALUES: Table = TrailValueRow.__table__  # type: ignore[assignment]  # a mapped class's table
_AT_ONCE = 10_000
_COLUMNS = ("seq", "at", "user", "deed", "kind", "record", "case_id", "content")
_VALUE_COLUMNS = ("salt", "fields", "reason")
# As they are stored: an entry that was tampered with may hold what no type can read.
_RAW = [
    *(type_coerce(_TABLE.c[name], String).label(name) for name in (*_COLUMNS, "hash")),
    *(type_coerce(_VALUES.c[name], String).label(name) for name in _VALUE_COLUMNS),
]
_STORED = select(*_RAW).select_from(_TABLE.outerjoin(_VALUES, _VALUES.c.seq == _TABLE.c.seq))
_DEED, _KIND, _RECORD, _CASE, _CONTENT, _HASH = 3, 4, 5, 6, 7, 8
# The same text in every version of Python: one seals what another one proves years later.
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a walk along the chain found.

    Attributes:
        head: the last entry that is sound.
        first_bad: the number of the first entry that is not, if any.
        destroyed: how many entries lost what they tell to a destruction.
    """

    head: Head
    first_bad: int | None = None
    destroyed: int = 0


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
    last, rows, values = head(session), [], []
    for entry in noted:
        value = _value(entry, last.seq + 1)
        row = _row(entry, last.seq + 1, at, viewer.user, _sealed_value(key, value))
        last = Head(seq=last.seq + 1, hash=_sealed(key, last.hash, row))
        rows.append(dict(zip(_COLUMNS, row, strict=True)) | {"hash": last.hash, "at": at})
        values += [value] if value else []
    if values:
        # left by somebody who cut the tail off; the ends noted elsewhere still tell of that
        session.connection().execute(delete(_VALUES).where(_VALUES.c.seq >= rows[0]["seq"]))
        session.connection().execute(insert(_VALUES), values)
    session.connection().execute(insert(_TABLE), rows)
    _let_go(session, [row for row in rows if row["deed"] == Deed.DESTROY])


def _let_go(session: Session, destroyed: Iterable[dict[str, Any]]) -> None:
    """Deletes what was told of what has been destroyed now."""
    told = _TABLE.alias().c
    for row in destroyed:
        covered = and_(told.kind == row["kind"], told.record == row["record"])
        if row["kind"] == CASE:
            covered = or_(covered, told.case_id == row["case_id"])
        numbers = select(told.seq).where(told.seq < row["seq"], covered)
        session.connection().execute(delete(_VALUES).where(_VALUES.c.seq.in_(numbers)))


def head(session: Session) -> Head:
    """The last entry."""
    query = select(_TABLE.c.seq, _TABLE.c.hash).order_by(_TABLE.c.seq.desc()).limit(1)
    found = session.connection().execute(query).first()
    return Head(seq=found.seq, hash=found.hash) if found else BEGINNING


def hash_of(session: Session, seq: int) -> str | None:
    """The hash of the entry of that number, if there is one."""
    query = select(_TABLE.c.hash).where(_TABLE.c.seq == seq)
    return session.connection().execute(query).scalar()


def before(session: Session, seq: int) -> Head:
    """The entry before that of that number."""
    digest = hash_of(session, seq - 1) if seq > 1 else None
    return Head(seq=seq - 1, hash=digest) if digest else BEGINNING


def verify(
    session: Session,
    key: bytearray,
    since: Head = BEGINNING,
    progress: Callable[[int], object] = lambda _done: None,
) -> Finding:
    """Reads the trail after ``since`` and proves every entry, and what it tells."""
    last, gone, bad = since, _Gone(), None
    for row in _stored(session, since.seq):
        if row is None or row[0] != last.seq + 1 or not _is_sealed(key, last.hash, row):
            bad = _number(row, last)
            break
        last = Head(seq=row[0], hash=row[_HASH])
        gone.pass_by(row)
        if not last.seq % _AT_ONCE:
            progress(last.seq)
    if bad is None:
        bad = _loose(session, last)
    if bad is not None and gone.uncovered:
        gone.pass_by_all(_destructions(session, key, last.seq))
    bad = min(gone.uncovered | ({bad} if bad is not None else set()), default=None)
    sound = last if bad is None or bad > last.seq else before(session, bad)
    return Finding(head=sound, first_bad=bad, destroyed=gone.covered)


@dataclass(slots=True)
class _Gone:
    """Entries that no longer tell anything, until a destruction that comes later explains it."""

    uncovered: set[int] = field(default_factory=set)
    covered: int = 0
    _under: dict[tuple[object, object], list[int]] = field(default_factory=dict)

    def pass_by(self, row: Sequence[Any]) -> None:
        """Takes an entry that is sealed, in the order of the trail."""
        if row[_DEED] == Deed.DESTROY:
            found = {seq for name in _destroys(row) for seq in self._under.pop(name, ())}
            self.covered += len(found & self.uncovered)
            self.uncovered -= found
        if row[_CONTENT] and row[-1] is None:
            self.uncovered.add(row[0])
            for name in ((row[_KIND], row[_RECORD]), (CASE, row[_CASE])):
                self._under.setdefault(name, []).append(row[0])

    def pass_by_all(self, rows: Iterable[Sequence[Any]]) -> None:
        """Takes destructions that lie behind the place where the chain is broken."""
        for row in rows:
            self.pass_by(row)


def _destroys(row: Sequence[Any]) -> list[tuple[object, object]]:
    named = [(row[_KIND], row[_RECORD]), *([(CASE, row[_CASE])] if row[_KIND] == CASE else [])]
    return [name for name in named if name[1] is not None]


def _destructions(session: Session, key: bytearray, after: int) -> Iterator[Sequence[Any]]:
    """Entries of destructions that are sealed onto the one before them, whatever else is broken."""
    wanted = select(_TABLE.c.seq).where(_TABLE.c.deed == Deed.DESTROY, _TABLE.c.seq > after)
    for number in session.connection().execute(wanted.order_by(_TABLE.c.seq)).scalars().all():
        try:
            row = session.connection().execute(_STORED.where(_TABLE.c.seq == number)).one()
            earlier = hash_of(session, number - 1)
        except DBAPIError:  # a text that is none
            continue
        if isinstance(earlier, str) and _is_sealed(key, earlier, row):
            yield row


def _loose(session: Session, last: Head) -> int | None:
    """Where something is told under a number that no entry has."""
    numbers = select(func.min(_VALUES.c.seq), func.max(_VALUES.c.seq))
    first, final = session.connection().execute(numbers).one()
    if first is not None and first < 1:
        return int(first)
    return last.seq + 1 if final is not None and final > last.seq else None


def is_there(connection: Connection) -> bool:
    """Whether there are tables that can be written on."""
    return {_TABLE.name, _VALUES.name} <= set(inspect(connection).get_table_names())


def flaws_of_table(session: Session) -> list[Flaw]:
    """Whether the tables are there, and their triggers are those that they were made with."""
    connection = session.connection()
    tables = inspect(connection)
    for table in (_TABLE, _VALUES):
        if table.name not in tables.get_table_names():
            return [Flaw.TABLE]
        columns = [str(column["name"]) for column in tables.get_columns(table.name)]
        if columns != [column.name for column in table.columns]:
            return [Flaw.TABLE]
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master "
        "WHERE type = 'trigger' AND tbl_name IN ('trail', 'trail_value')"
    )
    return [] if {row.name: row.sql for row in found} == GUARDS else [Flaw.GUARDS]


def _stored(session: Session, after: int) -> Iterator[Sequence[Any] | None]:
    """The rows as stored, in slices; None for one that cannot even be read, and then no more."""
    # from the very beginning also what lies before the first number
    last: int | None = after or None
    while True:
        query = _STORED.order_by(_TABLE.c.seq).limit(_AT_ONCE)
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
            row = session.connection().execute(_STORED.where(_TABLE.c.seq == number)).one()
        except DBAPIError:
            yield None
            return
        yield row


def _number(row: Sequence[Any] | None, last: Head) -> int:
    """Where the chain breaks: the entry found there, or the first one that is missing before it."""
    if row is None or not isinstance(row[0], int):
        return last.seq + 1
    return min(row[0], last.seq + 1)


def _is_sealed(key: bytearray, earlier: str, row: Sequence[Any]) -> bool:
    content, digest = row[_CONTENT], row[_HASH]
    if not isinstance(content, str) or not isinstance(digest, str):
        return False
    try:
        return hmac.compare_digest(_sealed(key, earlier, row[:_HASH]), digest) and (
            row[-1] is None or hmac.compare_digest(_content(key, row[_HASH + 1 :]), content)
        )
    except TypeError:  # bytes or letters where a number belongs
        return False


def _sealed(key: bytearray, earlier: str, row: Sequence[Any]) -> str:
    """The parts as JSON, so that no two rows are the same text."""
    return hmac.digest(key, _encoded([earlier, *row]).encode(), "sha256").hex()


def _content(key: bytearray, value: Sequence[Any]) -> str:
    """The salt hides what was told: nobody can try out words against the seal that stays."""
    return hmac.digest(key, _encoded([*value]).encode(), "sha256").hex()


def _sealed_value(key: bytearray, value: dict[str, Any] | None) -> str:
    return _content(key, [value[name] for name in _VALUE_COLUMNS]) if value else ""


def _value(entry: Entry, seq: int) -> dict[str, Any] | None:
    """What the entry tells; most only say who looked at what."""
    if not entry.fields and not entry.reason:
        return None
    changes = {name: [plain(old), plain(new)] for name, (old, new) in entry.fields.items()}
    return {
        "seq": seq,
        "salt": secrets.token_hex(16),
        "fields": _encoded(changes),
        "reason": entry.reason,
    }


def _row(entry: Entry, seq: int, at: datetime, user: str, content: str) -> tuple[Any, ...]:
    return (
        seq, f"{at:%Y-%m-%d %H:%M:%S.%f}", user, entry.deed.value, entry.kind, entry.record,
        entry.case_id, content,
    )  # fmt: skip
