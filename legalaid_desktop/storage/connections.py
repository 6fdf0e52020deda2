"""Keyed connections to an office's database, alone and in an engine's pool."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.storage.keys import LOCKED, Keys

WRITES = "legalaid_writes"
"""The execution option of connections that may write."""

BUSY_SECONDS = 10.0
_PRAGMAS = (
    # SQLCipher prints authentication errors to standard error otherwise.
    "cipher_log_level = NONE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -16000",
)


def connect(path: Path, keys: Keys, *, create: bool = False) -> Any:
    """A connection with the office's key; a missing file is an error unless it is to be made."""
    if not keys:
        raise Refused(LOCKED)
    uri = f"{path.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"
    connection = dbapi2.connect(
        uri, uri=True, check_same_thread=False, timeout=BUSY_SECONDS, isolation_level=None
    )
    try:
        # 64 hexadecimal digits in x'' are a key; anything else would be taken for a passphrase.
        connection.set_key(b"x'" + bytes(keys.database).hex().encode() + b"'")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def engine(path: Path, keys: Keys) -> Engine:
    """A pool of keyed connections; neither the key nor what is written appears in errors."""
    # Without ``module`` SQLAlchemy lets the driver's errors through bare.
    made = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, keys),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=4,
        pool_use_lifo=True,
        hide_parameters=True,
    )
    event.listen(made, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    """Readers see one state throughout and cannot write; writers wait for their turn at once.

    A transaction that reads first and writes later fails at once when another one wrote in between.
    """
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
