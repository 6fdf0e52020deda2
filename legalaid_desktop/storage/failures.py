"""What the database says when something is wrong, as sentences that say what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError
from sqlcipher3 import dbapi2

from legalaid_desktop.domain.errors import Damaged, LegalAidError, Refused, Stale
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import durable

BUSY = N_(
    "The office is being saved in another window. Nothing was changed; try again in a moment."
)
DAMAGED = N_(
    "The file office.db is damaged. Close the office, keep the file, and restore the newest backup."
)
CANNOT_OPEN = N_(
    "The office's database cannot be opened. Check that the disk is connected and that you may "
    "write to the folder."
)
STALE = N_("Somebody else has saved this record meanwhile. Nothing was written; read it again.")
DISK_ERROR = N_(
    "The disk reports an error; nothing was saved. Make a backup on another disk as soon as "
    "possible."
)

_BUSY, _LOCKED, _READ_ONLY, _DISK, _CORRUPT, _FULL, _CANNOT_OPEN, _NOT_A_DATABASE = (
    5, 6, 8, 10, 11, 13, 14, 26,
)  # fmt: skip
_SENTENCES: dict[int, tuple[type[Refused], str]] = {
    _BUSY: (Refused, BUSY),
    _LOCKED: (Refused, BUSY),
    _READ_ONLY: (Refused, durable.READ_ONLY),
    _DISK: (Refused, DISK_ERROR),
    _CORRUPT: (Damaged, DAMAGED),
    _FULL: (Refused, durable.DISK_FULL),
    _CANNOT_OPEN: (Refused, CANNOT_OPEN),
    # The key file's MAC has proved the key, so the file itself must be wrong.
    _NOT_A_DATABASE: (Damaged, DAMAGED),
}


def sentence(error: BaseException) -> LegalAidError | None:
    """What to tell the user, or nothing where the error is a bug."""
    if isinstance(error, StaleDataError):
        return Stale(STALE)
    cause = error.orig if isinstance(error, DBAPIError) else error
    # The low byte is the primary code; the rest tells variants of the same trouble apart.
    found = _SENTENCES.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    return found[0](found[1]) if found else None


@contextmanager
def translated() -> Iterator[None]:
    """Inside, what the database refuses comes out as a sentence; bugs stay what they are."""
    try:
        yield
    except (DBAPIError, StaleDataError, dbapi2.Error) as error:
        told = sentence(error)
        if told is None:
            raise
        raise told from error
