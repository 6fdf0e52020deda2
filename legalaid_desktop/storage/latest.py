"""Where the trail ended after the latest save: the file ``office.latest``, while an office is open.

After a crash the last saves lie in the journal of the database. One bit that changes there, and
SQLite takes what follows for never written and says nothing. The end noted here tells of it. It is
written without waiting for the disk: each save is on the disk before, so that a power cut can take
away what stands here but never makes it wrong.
"""

import hmac
from contextlib import suppress
from pathlib import Path

from legalaid_desktop.domain.trail import Head

FILE = "office.latest"


def note(folder: Path, key: bytearray, head: Head) -> None:
    """Adds the end of the trail; a disk that refuses it must not undo what is saved already."""
    line = f"{head.seq} {head.hash}"
    with suppress(OSError), (folder / FILE).open("ab", buffering=0) as file:
        file.write(f"{line} {_seal(key, line)}\n".encode())


def last(folder: Path, key: bytearray) -> Head | None:
    """The last end that was noted whole; a line that a power cut or somebody changed is none."""
    try:
        lines = (folder / FILE).read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    for text in reversed(lines):
        line, _, seal = text.rpartition(" ")
        if seal.isascii() and hmac.compare_digest(_seal(key, line), seal):
            seq, _, digest = line.partition(" ")
            return Head(seq=int(seq), hash=digest)
    return None


def forget(folder: Path) -> None:
    """Once it is noted for good."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)


def _seal(key: bytearray, line: str) -> str:
    own = hmac.digest(key, FILE.encode(), "sha256")
    return hmac.digest(own, line.encode(), "sha256").hex()
