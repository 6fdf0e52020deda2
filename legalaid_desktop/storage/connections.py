"""Keyed connections to an office's database, alone and in an engine's pool."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.storage import search_functions
from legalaid_desktop.storage.keys import LOCKED, Keys

WRITES = "legalaid_writes"
"""The execution option of connections that may write."""

BUSY_SECONDS = 10.0
_PREPARED = 1000
"""Statements kept ready by a connection: the program has several hundred, Python keeps 128."""
_PRAGMAS = (
    # SQLCipher prints authentication errors to standard error otherwise.
    "cipher_log_level = NONE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -16000",
    # what is deleted is overwritten, and cannot be read out of free pages
    "secure_delete = ON",
)


def connect(path: Path, keys: Keys, *, create: bool = False) -> Any:
    """A connection with the office's key; a missing file is an error unless it is to be made."""
    if not keys:
        raise Refused(LOCKED)
    uri = f"{path.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"
    connection = dbapi2.connect(
        uri,
        uri=True,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        cached_statements=_PREPARED,
    )
    try:
        # 64 hexadecimal digits in x'' are a key; anything else would be taken for a passphrase.
        connection.set_key(b"x'" + bytes(keys.database).hex().encode() + b"'")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        search_functions.register(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def engine(path: Path, keys: Keys, *, guarded: bool = True) -> Engine:
    """A pool of keyed connections; neither the key nor what is written appears in errors.

    Args:
        guarded: whether they refuse to change tables and what the trail holds; only migrations
            need others.
    """
    # Without ``module`` SQLAlchemy lets the driver's errors through bare.
    made = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: _guarded(connect(path, keys)) if guarded else connect(path, keys),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=4,
        pool_use_lifo=True,
        hide_parameters=True,
    )
    event.listen(made, "begin", _begin)
    return made


def _guarded(connection: Any) -> Any:
    """The connection, on which a fault of the program, or a plug-in, cannot undo the trail."""
    connection.set_authorizer(_permit)
    return connection


_SHAPES = frozenset(
    getattr(dbapi2, f"SQLITE_{act}_{kind}")
    for act in ("CREATE", "DROP")
    for kind in (
        "INDEX", "TABLE", "TRIGGER", "VIEW", "VTABLE",
        "TEMP_INDEX", "TEMP_TABLE", "TEMP_TRIGGER", "TEMP_VIEW",
    )
)  # fmt: skip
_NEVER = _SHAPES | {dbapi2.SQLITE_ALTER_TABLE, dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH}
_CATALOGS = frozenset({"sqlite_master", "sqlite_schema", "sqlite_temp_master"})
_WRITES = frozenset({dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE})
_REWRITES = frozenset(
    {
        (dbapi2.SQLITE_UPDATE, "trail"),
        (dbapi2.SQLITE_DELETE, "trail"),
        # values go when their case is destroyed, as far as the triggers let them
        (dbapi2.SQLITE_UPDATE, "trail_value"),
    }
)
_OK, _DENY = int(dbapi2.SQLITE_OK), int(dbapi2.SQLITE_DENY)
_UNDOING = frozenset({"writable_schema", "schema_version", "rekey", "hexrekey", "key", "hexkey"})
_OVERWRITES = frozenset({None, "on", "1", "true", "yes"})
_VACUUM = "vacuum_"


def _permit(
    act: int, first: str | None, second: str | None, database: str | None, _inner: str | None
) -> int:
    """SQLite asks this for each part of a statement when it prepares it."""
    # VACUUM copies through a nameless database of that name, which nothing else can see
    if (database or "").startswith(_VACUUM) or (act == dbapi2.SQLITE_ATTACH and first == ""):
        return _OK
    if act in _NEVER:
        return _DENY
    if act in _WRITES:
        rewrites = (act, first) in _REWRITES
        return _DENY if rewrites or first in _CATALOGS else _OK
    return _pragma(first, second) if act == dbapi2.SQLITE_PRAGMA else _OK


def _pragma(name: str | None, value: str | None) -> int:
    known = (name or "").lower()
    keeps = known == "secure_delete" and (value and value.lower()) not in _OVERWRITES
    return _DENY if keeps or known in _UNDOING else _OK


def _begin(connection: Connection) -> None:
    """Readers see one state throughout and cannot write; writers wait for their turn at once.

    A transaction that reads first and writes later fails at once when another one wrote in between.
    """
    writes = connection.get_execution_options().get(WRITES, False)
    if connection.info.get(WRITES) is not writes:  # setting it makes SQLite prepare all anew
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        connection.info[WRITES] = writes
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
