"""The trail as it is kept: each entry sealed together with the one before it.

The key that seals is made from the office's master key and is not the database's: who can write
the database with another program cannot write the trail. An entry that is changed, moved, added or
taken out breaks the chain there; that the tail was cut off shows against a head noted elsewhere.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import Row, Select, insert, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.trail import Deed, Entry, Fields, Head
from legalaid_desktop.storage import visibility
from legalaid_desktop.storage.tables import TrailRow

BEGINNING = Head(seq=0, hash="")
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check of the trail found.

    Attributes:
        head: the last entry that is sound.
        first_bad: the number of the first entry that is not, or 0.
    """

    head: Head
    first_bad: int = 0


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
    at = viewer.now or datetime.now(UTC)
    last, rows = head(session), []
    for entry in noted:
        row = _row(entry, last.seq + 1, at, viewer.user)
        last = Head(seq=last.seq + 1, hash=_sealed(key, last.hash, row))
        rows.append({**row, "hash": last.hash})
    session.execute(insert(TrailRow), rows)


def head(session: Session) -> Head:
    """The last entry."""
    query = select(TrailRow.seq, TrailRow.hash).order_by(TrailRow.seq.desc()).limit(1)
    found = session.execute(query).first()
    return Head(seq=found.seq, hash=found.hash) if found else BEGINNING


def hash_of(session: Session, seq: int) -> str | None:
    """The hash of the entry of that number, if there is one."""
    return session.scalar(select(TrailRow.hash).where(TrailRow.seq == seq))


def verify(
    session: Session,
    key: bytearray,
    since: Head = BEGINNING,
    progress: Callable[[int], object] = lambda _done: None,
) -> Finding:
    """Reads the trail after ``since`` and proves every entry."""
    last = since
    for found in _rows(session, since.seq):
        row = {name: getattr(found, name) for name in _SEALED}
        hashed = _sealed(key, last.hash, row)
        if found.seq != last.seq + 1 or not hmac.compare_digest(hashed, found.hash):
            return Finding(head=last, first_bad=last.seq + 1)
        last = Head(seq=found.seq, hash=hashed)
        if not last.seq % _AT_ONCE:
            progress(last.seq)
    return Finding(head=last)


def entries(
    session: Session, before: int | None = None, limit: int = 100, **where: object
) -> list[Entry]:
    """The entries, newest first; ``where`` names columns and the values they must have."""
    query = select(TrailRow).filter_by(**where).order_by(TrailRow.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(TrailRow.seq < before)
    return [_entry(row) for row in session.scalars(query)]


_SEALED = ("seq", "at", "user", "deed", "kind", "record", "case_id", "fields", "reason")


def _row(entry: Entry, seq: int, at: datetime, user: str) -> dict[str, Any]:
    fields = json.dumps(
        {name: [plain(old), plain(new)] for name, (old, new) in entry.fields.items()},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return {
        "seq": seq, "at": at.astimezone(UTC), "user": user, "deed": entry.deed, "kind": entry.kind,
        "record": entry.record, "case_id": entry.case_id, "fields": fields, "reason": entry.reason,
    }  # fmt: skip


def _sealed(key: bytearray, before: str, row: dict[str, Any]) -> str:
    """Each part with its length, so that no two rows are the same text."""
    parts = [before, *(_text(row[name]) for name in _SEALED)]
    content = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.digest(key, content.encode(), hashlib.sha256).hex()


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _rows(session: Session, after: int) -> Iterator[Row[Any]]:
    columns = [getattr(TrailRow, name) for name in (*_SEALED, "hash")]
    query: Select[Any] = select(*columns).where(TrailRow.seq > after).order_by(TrailRow.seq)
    found: Iterable[Row[Any]] = session.execute(query.execution_options(yield_per=_AT_ONCE))
    return iter(found)


def _entry(row: TrailRow) -> Entry:
    changed: dict[str, list[object]] = json.loads(row.fields)
    return Entry(
        seq=row.seq,
        at=row.at,
        user=row.user,
        deed=row.deed,
        kind=row.kind,
        record=row.record,
        case_id=row.case_id,
        fields={name: (old, new) for name, (old, new) in changed.items()},
        reason=row.reason,
    )
