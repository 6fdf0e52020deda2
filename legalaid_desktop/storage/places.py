"""Where the files of an office lie, and which folders an office may lie in."""

import ctypes
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from legalaid_desktop.domain.errors import NotFound, Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import durable

DATABASE = "office.db"
KEYS = "office.keys"
ANCHOR = "office.anchor"
ATTACHMENTS = "attachments"

NO_OFFICE = N_(
    "There is no office in this folder. Choose the folder that holds the file office.keys."
)
NO_KEYS = N_(
    "The file office.keys is missing from the office's folder. Take it from the newest backup; the "
    "cases are not lost."
)
NOT_EMPTY = N_("This folder is not empty. Choose an empty folder for the new office.")
NO_SCRATCH = N_("There is not enough room on this computer to try the backup. Free some space.")
NETWORK = N_(
    "An office cannot be kept on a network drive: two computers writing to it would destroy it. "
    "Choose a folder on this computer."
)

_SHARED = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "davfs",
    "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse",
}  # fmt: skip
_REMOTE_DRIVE = 4
_SCRATCH = "legalaid-try-"
_DAY = 86_400.0
_MOUNTS = Path("/proc/self/mounts")


def require_local(folder: Path) -> None:
    """Refuses a folder on another computer: the database's shared memory ends at this one."""
    if is_shared(folder, _MOUNTS.read_text(encoding="utf-8") if _MOUNTS.exists() else ""):
        raise Refused(NETWORK)


def require_office(folder: Path) -> None:
    """Refuses a folder without an office, and one on another computer."""
    require_local(folder)
    if not (folder / KEYS).is_file():
        raise NotFound(NO_KEYS if (folder / DATABASE).is_file() else NO_OFFICE)


@contextmanager
def making(folder: Path) -> Iterator[Path]:
    """A folder to make an office in; it takes the wanted place when all is done, or vanishes.

    Close the office before the end: an open database cannot be moved.
    """
    folder = folder.resolve()
    # A name that nobody else can have: what goes wrong removes it with all it holds.
    part = durable.part_of(folder)
    with durable.translated():
        if folder.exists() and any(folder.iterdir()):
            raise Refused(NOT_EMPTY)
        folder.parent.mkdir(parents=True, exist_ok=True)
        durable.sweep(_abandoned(folder))
        try:
            yield part
            if folder.exists():
                folder.rmdir()  # refuses one that was filled meanwhile
            part.rename(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        durable.sync_folder(folder.parent)


def _abandoned(folder: Path) -> list[Path]:
    """Halves of that folder that a crash left."""
    half = re.compile(re.escape(folder.name) + r"\.[0-9a-f]{8}" + re.escape(durable.PART))
    return [path for path in folder.parent.iterdir() if half.fullmatch(path.name)]


@contextmanager
def scratch(needed: int) -> Iterator[Path]:
    """A private folder with that many bytes of room, for what is encrypted; gone at the end."""
    rooms = [Path(tempfile.gettempdir()), Path.home()]
    roomy = [place for place in rooms if place.is_dir() and shutil.disk_usage(place).free > needed]
    if not roomy:
        raise Refused(NO_SCRATCH)
    durable.sweep(roomy[0].glob(f"{_SCRATCH}*"), _DAY)
    folder = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=roomy[0]))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_shared(folder: Path, mounts: str = "") -> bool:
    """Whether the folder lies on another computer; ``mounts`` is the system's table of mounts."""
    if str(folder).startswith(("//", "\\\\")):
        return True
    if os.name == "nt":
        return _drive_type(folder) == _REMOTE_DRIVE
    return file_system(folder, mounts) in _SHARED


def file_system(folder: Path, mounts: str) -> str:
    """The kind of file system that holds the folder, or an empty text."""
    kinds = {
        Path(_unescaped(place)): kind
        for place, kind in re.findall(r"^\S+ (\S+) (\S+)", mounts, re.MULTILINE)
    }
    resolved = folder.resolve()
    return next((kinds[place] for place in (resolved, *resolved.parents) if place in kinds), "")


def _unescaped(place: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), place)


def _drive_type(folder: Path) -> int:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name exists on Windows only
    return int(kernel.GetDriveTypeW(folder.resolve().anchor))
