"""Whole databases: copied while in use, checked page by page, put in order, removed."""

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from legalaid_desktop.storage import durable
from legalaid_desktop.storage.connections import connect
from legalaid_desktop.storage.keys import Keys

_PAGES_AT_ONCE = 2000
_COMPANIONS = ("", "-wal", "-shm", "-journal")


def copy(source: Path, target: Path, keys: Keys) -> None:
    """A consistent copy under the same key; the target is whole or as it was before."""
    part = target.with_name(target.name + durable.PART)
    remove(part)
    try:
        with (
            closing(connect(source, keys)) as old,
            closing(connect(part, keys, create=True)) as new,
        ):
            old.backup(new, pages=_PAGES_AT_ONCE)
        durable.settle(part, target)
    except BaseException:
        remove(part)
        raise


def complaints(path: Path, keys: Keys) -> list[str]:
    """What a check of every page and every reference finds wrong."""
    with closing(connect(path, keys)) as connection:
        # The check of the cipher reads the main file only, so everything must be in it.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
        if not found:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            found += [
                f"{table}: {row}"
                for table, row, *_ in connection.execute("PRAGMA foreign_key_check")
            ]
    return [text for text in found if text != "ok"]


def checkpoint(path: Path, keys: Keys) -> None:
    """Moves everything into the main file, if nobody else is using it."""
    try:
        with closing(connect(path, keys)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (dbapi2.Error, OSError):
        # Nothing is lost: what could not be moved stays, encrypted, in the journal beside it.
        return


def remove(path: Path) -> None:
    """Deletes a database with its journals."""
    for ending in _COMPANIONS:
        path.with_name(path.name + ending).unlink(missing_ok=True)
