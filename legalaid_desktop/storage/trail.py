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
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Dialect,
    String,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from legalaid_desktop.domain.trail import BEGINNING, Deed, Entry, Fields, Head
from legalaid_desktop.storage import failures, visibility
from legalaid_desktop.storage.trail_tables import (
    ENTRIES,
    GUARDS,
    NAME,
    VALUES,
    flaws_of_table,
    is_there,
)

__all__ = ["GUARDS", "NAME", "flaws_of_table", "is_there"]  # from here too

CASE = "case_file"
"""The kind of record whose destruction takes with it what was told of everything in the case."""

_WORK = (Deed.CREATE, Deed.CHANGE, Deed.REMOVE, Deed.RESTORE, Deed.DESTROY)
_NO_WORK = ("setting", "backup")
_AT_ONCE = 10_000
_COLUMNS = ("seq", "at", "user", "deed", "kind", "record", "case_id", "content")
_VALUE_COLUMNS = ("salt", "fields", "reason")
# As they are stored: an entry that was tampered with may hold what no type can read.
_RAW = [
    *(type_coerce(ENTRIES.c[name], String).label(name) for name in (*_COLUMNS, "hash")),
    *(type_coerce(VALUES.c[name], String).label(name) for name in _VALUE_COLUMNS),
]
_STORED = select(*_RAW).select_from(ENTRIES.outerjoin(VALUES, VALUES.c.seq == ENTRIES.c.seq))
_LAST = select(ENTRIES.c.seq, ENTRIES.c.hash).order_by(ENTRIES.c.seq.desc()).limit(1)
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
    return str(value) if isinstance(value, Decimal) else value


def write(session: Session, key: bytearray) -> Head | None:
    """Seals and writes what was noted, at the end of the transaction; where the trail ends then."""
    noted: list[Entry] = session.info.pop("trail", [])
    if not noted:
        return None
    viewer = visibility.viewer(session)
    at = (viewer.now or datetime.now(UTC)).astimezone(UTC)
    # every save passes here: the driver alone takes the rows in a third of the time
    connection = session.connection()
    said, cursor = _statements(connection.dialect), connection.connection.cursor()
    cursor.execute(said.last)
    last = next((Head(seq=seq, hash=digest) for seq, digest in cursor.fetchall()), BEGINNING)
    rows, values = _chained(noted, key, last, (f"{at:%Y-%m-%d %H:%M:%S.%f}", viewer.user))
    try:
        cursor.executemany(said.add_values, values)
    except connection.dialect.loaded_dbapi.IntegrityError:
        # left by somebody who cut the tail off; the ends noted elsewhere still tell of that
        connection.execute(delete(VALUES).where(VALUES.c.seq >= rows[0][0]))
        cursor.executemany(said.add_values, values)
    cursor.executemany(said.add, rows)
    cursor.close()
    _let_go(session, [row for row in rows if row[_DEED] == Deed.DESTROY])
    return Head(seq=rows[-1][0], hash=rows[-1][_HASH])


Rows = list[tuple[Any, ...]]


def _chained(
    noted: Iterable[Entry], key: bytearray, last: Head, stamp: tuple[str, str]
) -> tuple[Rows, Rows]:
    """The rows of the entries, each sealed onto the one before, and what they tell."""
    rows: Rows = []
    values: Rows = []
    seq, digest = last.seq, last.hash
    for entry in noted:
        seq, value, content = seq + 1, _value(entry), ""
        if value:
            content = _content(key, value)
            values.append((seq, *value))
        about = (entry.deed.value, entry.kind, entry.record, entry.case_id, content)
        row = (seq, *stamp, *about)
        digest = _sealed(key, digest, row)
        rows.append((*row, digest))
    return rows, values


@dataclass(frozen=True, slots=True)
class _Said:
    """What the driver is told."""

    last: str
    add: str
    add_values: str


@lru_cache(maxsize=16)
def _statements(dialect: Dialect) -> _Said:
    parts = (_LAST, insert(ENTRIES), insert(VALUES))
    literal = {"literal_binds": True}
    return _Said(*(str(each.compile(dialect=dialect, compile_kwargs=literal)) for each in parts))


def _let_go(session: Session, destroyed: Iterable[Sequence[Any]]) -> None:
    """Deletes what was told of what has been destroyed now."""
    for row in destroyed:
        if row[_RECORD] is None:  # a file without a record: nothing else was told of it
            continue
        told = ENTRIES.alias().c
        covered = and_(told.kind == row[_KIND], told.record == row[_RECORD])
        if row[_KIND] == CASE:
            covered = or_(covered, told.case_id == row[_CASE])
        numbers = select(told.seq).where(told.seq < row[0], covered)
        session.connection().execute(delete(VALUES).where(VALUES.c.seq.in_(numbers)))


def head(session: Session) -> Head:
    """The last entry."""
    found = session.connection().execute(_LAST).first()
    return Head(seq=found.seq, hash=found.hash) if found else BEGINNING


def work_since(session: Session, seq: int) -> bool:
    """Whether a record was made, changed, removed, restored or destroyed after that entry."""
    done = ENTRIES.c.deed.in_(_WORK) & ENTRIES.c.kind.not_in(_NO_WORK)
    return (
        session.scalar(select(ENTRIES.c.seq).where(ENTRIES.c.seq > seq, done).limit(1)) is not None
    )


def hash_of(session: Session, seq: int) -> str | None:
    """The hash of the entry of that number, if there is one."""
    query = select(ENTRIES.c.hash).where(ENTRIES.c.seq == seq)
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
    wanted = select(ENTRIES.c.seq).where(ENTRIES.c.deed == Deed.DESTROY, ENTRIES.c.seq > after)
    for number in session.connection().execute(wanted.order_by(ENTRIES.c.seq)).scalars().all():
        try:
            row = session.connection().execute(_STORED.where(ENTRIES.c.seq == number)).one()
            earlier = hash_of(session, number - 1)
        except DBAPIError:  # a text that is none
            continue
        if isinstance(earlier, str) and _is_sealed(key, earlier, row):
            yield row


def _loose(session: Session, last: Head) -> int | None:
    """Where something is told under a number that no entry has."""
    numbers = select(func.min(VALUES.c.seq), func.max(VALUES.c.seq))
    first, final = session.connection().execute(numbers).one()
    if first is not None and first < 1:
        return int(first)
    return last.seq + 1 if final is not None and final > last.seq else None


def _stored(session: Session, after: int) -> Iterator[Sequence[Any] | None]:
    """The rows as stored, in slices; None for one that cannot even be read, and then no more."""
    # from the very beginning also what lies before the first number
    last: int | None = after or None
    while True:
        query = _STORED.order_by(ENTRIES.c.seq).limit(_AT_ONCE)
        if last is not None:
            query = query.where(ENTRIES.c.seq > last)
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
    found = select(ENTRIES.c.seq).order_by(ENTRIES.c.seq).limit(_AT_ONCE)
    numbers = found if after is None else found.where(ENTRIES.c.seq > after)
    for number in session.connection().execute(numbers).scalars().all():
        try:
            row = session.connection().execute(_STORED.where(ENTRIES.c.seq == number)).one()
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


def _value(entry: Entry) -> tuple[str, str, str] | None:
    """What the entry tells, under a salt; most only say who looked at what."""
    if not entry.fields and not entry.reason:
        return None
    changes = {name: [plain(old), plain(new)] for name, (old, new) in entry.fields.items()}
    return secrets.token_hex(16), _encoded(changes), entry.reason
