"""Whole databases: copied while in use, checked page by page, counted, put in order, removed."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from legalaid_desktop.domain.errors import Damaged, Refused
from legalaid_desktop.domain.trail import Head
from legalaid_desktop.storage import durable, failures
from legalaid_desktop.storage.connections import connect
from legalaid_desktop.storage.keys import Keys

PAGE = 4096
_PAGES_AT_ONCE = 2000
_MARGIN = 128 * 1024
_COMPANIONS = ("", "-wal", "-shm", "-journal")

Tick = Callable[[int, int], object]
"""Called with the pages that are done and those there are; what it raises ends the copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What is in a database: revision, rows by table, end of the trail, names of attachments."""

    revision: str
    counts: dict[str, int]
    head: Head
    blobs: frozenset[str]


def copy(source: Path, target: Path, keys: Keys, tick: Tick = lambda _done, _pages: None) -> None:
    """A consistent copy under the same key; the target is whole or as it was before.

    Raises:
        Damaged: a page of the source is not what was written. The copy would hold it as an empty
            one under a new seal, and nothing would ever tell.
    """
    part = target.with_name(target.name + durable.PART)
    remove(part)
    _require_room(source, target.parent)
    try:
        with (
            closing(connect(source, keys)) as old,
            closing(connect(part, keys, create=True)) as new,
        ):
            # All goes into the one file that gets the name: what still lay in a journal when a
            # disk fills up would be missing from the copy without a word.
            new.execute("PRAGMA journal_mode = DELETE")
            # Without a state of its own to read, the copy would begin anew at every save of others.
            old.execute("BEGIN")
            old.execute("SELECT count(*) FROM sqlite_master").fetchone()
            old.backup(
                new,
                pages=_PAGES_AT_ONCE,
                progress=lambda _status, left, pages: tick(pages - left, pages),
            )
        require_sound(source, keys)
        durable.settle(part, target)
    except BaseException:
        remove(part)
        raise


def _require_room(source: Path, folder: Path) -> None:
    """Refuses before the copy begins: its own error on a full disk says nothing of the cause."""
    parts = [source.with_name(source.name + ending) for ending in _COMPANIONS]
    needed = sum(part.stat().st_size for part in parts if part.exists())
    if shutil.disk_usage(folder).free < needed + _MARGIN:
        raise Refused(durable.DISK_FULL)


def complaints(path: Path, keys: Keys) -> list[str]:
    """What a check of every page and every reference finds wrong."""
    with closing(connect(path, keys)) as connection:
        found = _bad_pages(connection)
        if not found:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            found += [
                f"{table}: {row}"
                for table, row, *_ in connection.execute("PRAGMA foreign_key_check")
            ]
    return [text for text in found if text != "ok"]


def require_sound(path: Path, keys: Keys) -> None:
    """Refuses a database of which a page is not what was written."""
    for _attempt in range(3):  # another process may be moving pages from the journal just now
        if not bad_pages(path, keys):
            return
    raise Damaged(failures.DAMAGED)


def bad_pages(path: Path, keys: Keys) -> list[str]:
    """What the check of the cipher finds wrong; a sixth of the time of all checks."""
    with closing(connect(path, keys)) as connection:
        return _bad_pages(connection)


def inventory(path: Path, keys: Keys) -> Inventory:
    """What is in a database, in or out of the bin, without changing it."""
    with closing(connect(path, keys)) as connection:
        connection.execute("PRAGMA query_only = ON")
        tables = _column(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")
        own = sorted(name for name in tables if not name.startswith("sqlite_"))
        return Inventory(
            revision=_revision(connection, own),
            counts={name: _count(connection, name) for name in own},
            head=_head(connection, own),
            blobs=_blobs(connection, own),
        )


def checkpoint(path: Path, keys: Keys) -> None:
    """Moves everything into the main file, if nobody else is using it."""
    try:
        with closing(connect(path, keys)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (dbapi2.Error, OSError):
        # Nothing is lost: what could not be moved stays, encrypted, in the journal beside it.
        return


def rewrite(path: Path, keys: Keys) -> bool:
    """Writes the database anew, without room for what was deleted; whether its journal is empty."""
    require_sound(path, keys)
    with closing(connect(path, keys)) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def remove(path: Path) -> None:
    """Deletes a database with its journals."""
    for ending in _COMPANIONS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _bad_pages(connection: Any) -> list[str]:
    # The check of the cipher reads the main file only, so everything must be in it.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return [str(text) for text in _column(connection, "PRAGMA cipher_integrity_check")]


def _blobs(connection: Any, tables: list[str]) -> frozenset[str]:
    """The attachments that any row names: every column that holds one is called so."""
    found: set[str] = set()
    for table in tables:
        if "blob" in _column(connection, "SELECT name FROM pragma_table_info(?)", table):
            query = f'SELECT DISTINCT blob FROM "{table}"'  # noqa: S608 - named by the database itself
            found.update(_column(connection, query))
    return frozenset(found - {""})


def _revision(connection: Any, tables: list[str]) -> str:
    if "alembic_version" not in tables:
        return ""
    return "".join(_column(connection, "SELECT version_num FROM alembic_version"))


def _head(connection: Any, tables: list[str]) -> Head:
    query = "SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1"
    found = connection.execute(query).fetchone() if "trail" in tables else None
    return Head(seq=found[0], hash=found[1]) if found else Head(seq=0, hash="")


def _count(connection: Any, table: str) -> int:
    query = f'SELECT count(*) FROM "{table}"'  # noqa: S608 - named by the database itself
    return int(connection.execute(query).fetchone()[0])


def _column(connection: Any, query: str, *values: object) -> list[str]:
    return [row[0] for row in connection.execute(query, values)]
