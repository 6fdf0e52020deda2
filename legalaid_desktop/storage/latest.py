"""What happened since the ends were last noted for good: the file ``office.latest``.

After a crash the last saves lie in the journal of the database. One bit that changes there, and
SQLite takes what follows for never written and says nothing. The end of the trail after each save,
noted here, tells of it; so does the checksum of each key file, when an older one is put back. Both
are written without waiting for the disk: what they speak of is on the disk before, so that a power
cut can take away what stands here but never makes it wrong.
"""

import hmac
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from legalaid_desktop.domain.trail import Head

FILE = "office.latest"
_KEYS = "keys"


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The last end of the trail, if any, and the checksums of key files, oldest first."""

    head: Head | None
    keys: tuple[str, ...]


def note(folder: Path, key: bytearray, head: Head) -> None:
    """Adds the end of the trail; a disk that refuses it must not undo what is saved already."""
    _add(folder, key, f"{head.seq} {head.hash}")


def note_keys(folder: Path, key: bytearray, content: bytes) -> None:
    """Adds the checksum of a new key file."""
    _add(folder, key, f"{_KEYS} {checksum(content)}")


def checksum(content: bytes) -> str:
    """What is noted of a key file."""
    return sha256(content).hexdigest()


def read(folder: Path, key: bytearray) -> Latest:
    """What was noted whole; a line that a power cut or somebody changed counts for nothing."""
    head, keys = None, []
    for first, second in _lines(folder, key):
        if first == _KEYS:
            keys.append(second)
        else:
            head = Head(seq=int(first), hash=second)
    return Latest(head=head, keys=tuple(keys))


def forget(folder: Path) -> None:
    """Once it is noted for good."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)


def _add(folder: Path, key: bytearray, line: str) -> None:
    with suppress(OSError), (folder / FILE).open("ab", buffering=0) as file:
        file.write(f"{line} {_seal(key, line)}\n".encode())


def _lines(folder: Path, key: bytearray) -> Iterator[tuple[str, str]]:
    try:
        content = (folder / FILE).read_bytes()
    except OSError:
        return
    for text in content.decode("ascii", "replace").splitlines():
        line, _, seal = text.rpartition(" ")
        if hmac.compare_digest(_seal(key, line).encode(), seal.encode()):
            first, _, second = line.partition(" ")
            yield first, second


def _seal(key: bytearray, line: str) -> str:
    own = hmac.digest(key, FILE.encode(), "sha256")
    return hmac.digest(own, line.encode(), "sha256").hex()
