"""Files that are either whole or not there, and what the system says when it cannot write them."""

import errno
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from legalaid_desktop.domain.errors import NotFound, Refused
from legalaid_desktop.i18n import N_

PART = ".part"
"""The ending of a file that is still being written."""

DISK_FULL = N_("The disk is full; nothing was saved. Free some space and save again.")
READ_ONLY = N_(
    "The office's folder cannot be written; nothing was saved. Ask for the right to write there, "
    "or check whether the disk is write-protected or the file is open in another program."
)
MISSING = N_(
    "A file of the office is not where it should be. Check that the disk is still connected."
)
UNREADABLE = N_(
    "The disk refused the work ({error}); nothing was saved. Check the disk, then try again."
)

_ABANDONED_SECONDS = 600

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


def refusal(error: OSError) -> Refused:
    """The sentence for what the system refused, without the name of a file."""
    if is_full(error):
        return Refused(DISK_FULL)
    if error.errno in _DENIED:
        return Refused(READ_ONLY)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return NotFound(MISSING)
    return Refused(UNREADABLE, error=errno.errorcode.get(error.errno or 0, type(error).__name__))


def is_full(error: OSError) -> bool:
    """Whether the disk has no room left."""
    return error.errno in _FULL


@contextmanager
def translated() -> Iterator[None]:
    """Inside, whatever the disk refuses comes out as ``Refused``."""
    try:
        yield
    except OSError as error:
        raise refusal(error) from error


@contextmanager
def discarded_on_failure(path: Path) -> Iterator[None]:
    """Inside, any failure removes the file."""
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def sync_file(path: Path) -> None:
    """Returns when the file's content is on the disk."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Returns when the folder's names are on the disk; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def part_of(path: Path) -> Path:
    """A place beside a file to write it in; two processes that write one file have two of them."""
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")


def sweep(halves: Iterable[Path], seconds: float = _ABANDONED_SECONDS) -> None:
    """Removes what a crash left half written; what somebody is writing just now is younger."""
    oldest = time.time() - seconds
    with suppress(OSError):  # gone meanwhile, or write-protected
        for path in [one for one in halves if _touched(one) < oldest]:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _touched(path: Path) -> float:
    """When a file was last written, or anything in a folder."""
    return max(one.stat().st_mtime for one in (path, *path.rglob("*")))


def settle(part: Path, path: Path) -> None:
    """Gives a finished part its name, in one step that a power cut cannot halve."""
    sync_file(part)
    part.replace(path)
    sync_folder(path.parent)


def write(path: Path, data: bytes) -> None:
    """Replaces the content of the office's file; after a failure the old one is still there."""
    with translated():
        replace(path, data)


def replace(path: Path, data: bytes) -> None:
    """Replaces any file's content, or leaves it as it was and raises ``OSError``."""
    part = part_of(path)
    with discarded_on_failure(part):
        part.write_bytes(data)
        settle(part, path)
