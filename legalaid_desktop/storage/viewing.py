"""Files opened in another program: in plain, for a while, in a private folder that is wiped.

A player or an office program reads files, not memory. What it is to read lies in a folder that
only the user of the computer can enter, in memory where the system keeps one for that, and under
a code instead of a name. A lock in the folder tells a program at work from one that was killed:
whoever starts next wipes what a killed one left.
"""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import durable, occupancy

PREFIX = "legalaid-view-"
HELD = "held"
"""The file whose lock says that a program is at work with the folder."""
CHUNK = 1024 * 1024
MARGIN = 8 * CHUNK
"""Room that is left to others on the same disk."""
_YOUNG = 60
"""Within so many seconds a folder without a lock may be one that is just being made."""

NO_ROOM = N_(
    "There is not enough room on this computer to open the file in another program. Free some "
    "space, or close files that are open."
)
NOT_OPENED = N_("The file cannot be laid out for another program: the computer refuses the place.")


class Viewing:
    """What lies open for other programs while one office is unlocked."""

    def __init__(self) -> None:
        self._held: dict[Path, IO[bytes]] = {}
        self._open: dict[str, Path] = {}

    @property
    def is_open(self) -> bool:
        """Whether anything was laid out."""
        return bool(self._held)

    def put(self, key: str, name: str, size: int, pieces: Callable[[], Iterator[bytes]]) -> Path:
        """Lays a file out to be read, piece by piece; one that lies there already is given again.

        Args:
            key: tells one file from another; name: under which it lies there, a code.

        Raises:
            Refused: there is no room, or no place; nothing is left there.
        """
        known = self._open.get(key)
        if known is not None and known.name == name and known.exists():
            return known
        try:
            path = Path(tempfile.mkdtemp(dir=self._folder(_room(size)))) / name
            _write(path, pieces())
        except OSError as error:
            raise Refused(NO_ROOM if durable.is_full(error) else NOT_OPENED) from error
        self._open[key] = path
        return path

    def take_back(self, path: Path) -> None:
        """Wipes one file: no program came to read it."""
        self._open = {key: one for key, one in self._open.items() if one != path}
        wipe(path.parent)

    def close(self) -> int:
        """Wipes everything; the answer is how many files another program still holds."""
        self._open.clear()
        left = 0
        for folder, held in self._held.items():
            held.close()  # Windows removes no open file
            left += wipe(folder)
        self._held.clear()
        return left

    def _folder(self, room: Path) -> Path:
        known = next((one for one in self._held if one.parent == room and one.exists()), None)
        if known is not None:
            return known
        made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=room))
        held = (made / HELD).open("w+b")
        occupancy.hold(held)
        self._held[made] = held
        return made


def sweep() -> int:
    """Wipes what killed programs left; the answer is how many files could not be wiped."""
    return sum(wipe(folder) for room in _rooms() for folder in _abandoned(room))


def wipe(folder: Path) -> int:
    """Overwrites and removes a folder; the answer is how many files another program still holds."""
    files = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    left = sum(not _wiped(path) for path in files if path.name != HELD)
    if not left:
        shutil.rmtree(folder, ignore_errors=True)
    return left


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """Nothing is pressed on to the disk: what stays in memory need not be wiped there."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                stream.write(piece)
        path.chmod(stat.S_IRUSR)
    except BaseException:
        wipe(path.parent)
        raise


_BINARY = getattr(os, "O_BINARY", 0)


def _wiped(path: Path) -> bool:
    try:
        if not path.is_symlink():
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)
            _overwrite(path)
        path.unlink()
    except FileNotFoundError:
        return True  # the other program has removed its own by now
    except OSError:
        return False
    return True


def _overwrite(path: Path) -> None:
    left, nothing = path.stat().st_size, bytes(CHUNK)
    with path.open("r+b") as stream:
        while left > 0:
            left -= stream.write(nothing[: min(left, CHUNK)])
        stream.flush()
        os.fsync(stream.fileno())


def _rooms() -> list[Path]:
    """Memory that the system keeps for the user, then the place for temporary files."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    found = [Path(runtime)] if runtime else []
    return [
        one
        for one in (*found, Path(tempfile.gettempdir()))
        if one.is_dir() and os.access(one, os.W_OK)
    ]


def _room(size: int) -> Path:
    needed = size + MARGIN
    for room in _rooms():
        if shutil.disk_usage(room).free >= needed:
            return room
    raise Refused(NO_ROOM)


def _abandoned(room: Path) -> Iterator[Path]:
    """Our folders there in which no program is at work."""
    for folder in room.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if _is_ours(folder) and _is_free(folder):
                yield folder


def _is_ours(folder: Path) -> bool:
    found = folder.lstat()
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return mine and stat.S_ISDIR(found.st_mode)


def _is_free(folder: Path) -> bool:
    held = folder / HELD
    if not held.exists():
        return time.time() - folder.stat().st_mtime > _YOUNG
    with held.open("r+b") as stream:
        return occupancy.hold(stream)
