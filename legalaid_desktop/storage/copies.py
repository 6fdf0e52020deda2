"""Whole databases: copied while in use, checked page by page, put in order, removed."""

import shutil
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.storage import durable
from legalaid_desktop.storage.connections import connect
from legalaid_desktop.storage.keys import Keys

_PAGES_AT_ONCE = 2000
_MARGIN = 128 * 1024
_COMPANIONS = ("", "-wal", "-shm", "-journal")


def copy(source: Path, target: Path, keys: Keys) -> None:
    """A consistent copy under the same key; the target is whole or as it was before."""
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
            old.backup(new, pages=_PAGES_AT_ONCE)
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
