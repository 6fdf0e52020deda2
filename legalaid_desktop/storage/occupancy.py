"""Who has an office open in a window on this computer: one at a time.

A lock of the operating system on a file beside the database; the system lets go of it when the
program ends, however it ends, so that a crash leaves nobody locked out. The file says who it is
and since when, and nothing else.
"""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import durable

LOCK = "office.lock"

OPEN_BY = N_(
    "This office is open in another window on this computer, by {user} since {time} ({day}). "
    "Lock or close it there first; then open it here."
)
OPEN = N_(
    "This office is open in another window on this computer. Lock or close it there first; "
    "then open it here."
)

_BEYOND = 1 << 30
"""Windows lets nobody read what is locked, so the locked byte lies behind the text."""


class Occupied(Refused):
    """Somebody has the office open in another window."""


class Occupancy:
    """The office is ours until ``release`` or the end of the process."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def release(self) -> None:
        """Lets the next one in; may be called twice."""
        if self._stream.closed:
            return
        self._stream.truncate(0)
        self._stream.close()  # and with it goes the lock


def occupy(folder: Path, user: str, at: datetime) -> Occupancy:
    """Takes the office for one window; raises ``Occupied`` with who has it and since when."""
    with durable.translated():
        stream = _opened(folder / LOCK)
        if not hold(stream):
            told = stream.read()
            stream.close()
            raise _occupied(told)
        stream.truncate(0)
        stream.write(json.dumps({"user": user, "since": at.isoformat()}).encode())
        stream.flush()
        stream.seek(0)
    return Occupancy(stream)


def _opened(path: Path) -> IO[bytes]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    return os.fdopen(handle, "r+b")


def _occupied(told: bytes) -> Occupied:
    try:
        known = json.loads(told)
        since = datetime.fromisoformat(known["since"])
        return Occupied(
            OPEN_BY, user=str(known["user"]), time=f"{since:%H:%M}", day=f"{since:%d/%m/%Y}"
        )
    except (ValueError, KeyError, TypeError):  # not written yet, or by another program
        return Occupied(OPEN)


def _posix_lock() -> Callable[[IO[bytes]], None]:
    import fcntl

    return lambda stream: fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _windows_lock() -> Callable[[IO[bytes]], None]:
    import msvcrt

    def lock(stream: IO[bytes]) -> None:
        stream.seek(_BEYOND)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows only
        finally:
            stream.seek(0)

    return lock


def hold(stream: IO[bytes]) -> bool:
    """Whether the lock on an open file is ours now; the system lets go of it with the file."""
    take = _windows_lock() if os.name == "nt" else _posix_lock()
    try:
        take(stream)
    except (BlockingIOError, PermissionError):
        return False
    return True
