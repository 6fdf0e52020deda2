"""The one file of a backup: a ZIP of what is encrypted already, with its list of contents twice.

The plain list says only the format, which office, when, and the checksums of the members: enough to
unpack without a passphrase. The sealed list says the same and more, under a key of the office, so
that nobody can exchange a member and its checksum. The last 64 bytes are the checksum of all before
them: a bit that changes anywhere is found. Any ZIP program can unpack the file.
"""

import hashlib
import hmac
import json
import os
import re
import secrets
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from legalaid_desktop.domain.errors import Damaged, NewerFile, NotFound, Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import durable, places
from legalaid_desktop.storage.keys import LOCKED, Keys

FORMAT = 1
PLAIN, SEALED = "contents.json", "contents.sealed"
CHUNK = 1024 * 1024
_DIGEST = 64
_NONCE = 12
_MEMBER = re.compile(
    f"{re.escape(places.DATABASE)}|{re.escape(places.KEYS)}"
    f"|{re.escape(places.ATTACHMENTS)}/([0-9a-f]{{2}})/\\1[0-9a-f]{{62}}"
)
_LONGEST_LIST = 1 << 28
_FIRST_YEAR = 1980
"""A ZIP knows none before; a computer with an empty battery does."""

DAMAGED_BACKUP = N_("This backup is damaged or cut short. Use another one; keep this file.")
NOT_A_BACKUP = N_("This file is not a backup of this program.")
EXCHANGED = N_(
    "This backup is not as this office made it: its contents were exchanged, or the office has had "
    "new keys since then. Do not use it unless you know why."
)
NEWER_BACKUP = N_(
    "This backup was made by a newer version of the program. Install the new version to use it."
)
GONE = N_("The backup is no longer where it was. Check that its disk or stick is connected.")

_BROKEN = (
    BadZipFile, LargeZipFile, zlib.error, struct.error, EOFError, ValueError, KeyError, TypeError,
    NotImplementedError, RuntimeError, OverflowError, RecursionError, MemoryError,
)  # fmt: skip
"""What reading a damaged ZIP can end in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in a backup: its size and SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What a backup says without a key."""

    office: str
    made_at: datetime
    members: Mapping[str, Member]


class Packer:
    """Writes a backup from its beginning to its end, once, and knows its checksum."""

    def __init__(self, stream: BinaryIO, office: str, made_at: datetime) -> None:
        self._file = _Summed(stream)
        # the part of a stream that cannot seek is all that the ZIP needs
        self._zip = ZipFile(cast("BinaryIO", self._file), "w", ZIP_STORED)
        self._office, self._made_at = office, made_at
        self.members: dict[str, Member] = {}

    def __enter__(self) -> "Packer":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._file.drop()  # or the ZIP would write its end into a file that is given up
            self._zip.close()

    def add(self, name: str, hand_on: Callable[[Callable[[bytes], object]], object]) -> None:
        """Adds a member out of whatever ``hand_on`` writes, piece by piece."""
        content, size = hashlib.sha256(), 0
        with self._zip.open(self._info(name), "w", force_zip64=True) as member:

            def write(piece: bytes) -> None:
                nonlocal size
                content.update(piece)
                size += len(piece)
                member.write(piece)

            hand_on(write)
        self.members[name] = Member(size=size, sha256=content.hexdigest())

    def finish(self, keys: Keys, facts: Mapping[str, object]) -> str:
        """Adds both lists and the checksum of the whole, and gives the checksum."""
        cover = {
            "format": FORMAT,
            "office": self._office,
            "made_at": self._made_at.isoformat(),
            "members": {name: [each.size, each.sha256] for name, each in self.members.items()},
        }
        self._zip.writestr(self._info(PLAIN), json.dumps(cover, indent=1))
        self._zip.writestr(self._info(SEALED), _sealed(keys, {**cover, **facts}))
        self._zip.comment = bytes(_DIGEST)
        self._zip.close()
        return self._file.finish()

    def _info(self, name: str) -> ZipInfo:
        year, *rest = self._made_at.timetuple()[:6]
        return ZipInfo(name, (max(year, _FIRST_YEAR), *rest))  # type: ignore[arg-type]  # six numbers


class _Summed:
    """A stream to write to that sums up all but its last 64 bytes, and puts the sum there."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._sum, self._tail = stream, hashlib.sha256(), b""
        self._dropped = False

    def drop(self) -> None:
        self._dropped = True

    def write(self, data: bytes) -> int:
        if self._dropped:
            return len(data)
        self._stream.write(data)
        if len(data) >= _DIGEST:
            self._sum.update(self._tail)
            self._sum.update(memoryview(data)[:-_DIGEST])
            self._tail = bytes(data[-_DIGEST:])
        else:
            held = self._tail + bytes(data)
            self._sum.update(held[:-_DIGEST])
            self._tail = held[-_DIGEST:]
        return len(data)

    def flush(self) -> None:
        if not self._dropped:
            self._stream.flush()

    def finish(self) -> str:
        digest = self._sum.hexdigest()
        self._stream.seek(-_DIGEST, os.SEEK_END)
        self._stream.write(digest.encode())
        self._stream.flush()
        return digest


def checksum(path: Path, read: Callable[[int], object]) -> str:
    """The checksum of a backup, if it is the one it bears; read from the disk, not from memory.

    Raises:
        Damaged: a bit is not as it was written.
    """
    with reading(path), path.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        left, content = path.stat().st_size - _DIGEST, hashlib.sha256()
        while left > 0 and (piece := stream.read(min(CHUNK, left))):
            content.update(piece)
            left -= len(piece)
            read(len(piece))
        found = content.hexdigest()
        if left or not hmac.compare_digest(stream.read(), found.encode()):
            raise Damaged(DAMAGED_BACKUP)
    return found


def cover(archive: ZipFile) -> Cover:
    """The plain list, if the backup holds what it says and nothing else."""
    content = _parsed(_small(archive, PLAIN))
    made = _as_cover(content)
    if sorted(archive.namelist()) != sorted([*made.members, PLAIN, SEALED]):
        raise Damaged(DAMAGED_BACKUP)
    if {places.DATABASE, places.KEYS} - set(made.members):
        raise Damaged(DAMAGED_BACKUP)
    return made


def sealed(archive: ZipFile) -> bytes:
    """The sealed list as it is."""
    return _small(archive, SEALED)


def unsealed(data: bytes, keys: Keys) -> tuple[Cover, Mapping[str, object]]:
    """What the sealed list says; raises ``Damaged`` unless this office sealed it."""
    if not keys:
        raise Refused(LOCKED)
    try:
        plain = AESGCM(bytes(keys.backup)).decrypt(data[:_NONCE], data[_NONCE:], _bound(keys))
    except (InvalidTag, ValueError) as error:
        raise Damaged(EXCHANGED) from error
    content = _parsed(plain)
    return _as_cover(content), content


def pieces(archive: ZipFile, name: str, expected: Member) -> Iterator[bytes]:
    """A member piece by piece; raises ``Damaged`` at its end unless it is what the list says."""
    content, size = hashlib.sha256(), 0
    with archive.open(name) as stream:
        while piece := stream.read(CHUNK):
            content.update(piece)
            size += len(piece)
            yield piece
    if (size, content.hexdigest()) != (expected.size, expected.sha256):
        raise Damaged(DAMAGED_BACKUP)


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    """The backup, to read from; whatever is wrong with it comes out as a sentence."""
    with reading(path):
        if not path.is_file():
            raise NotFound(GONE)
        with path.open("rb") as stream:
            if stream.read(4) != b"PK\x03\x04":
                raise Damaged(NOT_A_BACKUP)
            with ZipFile(stream) as archive:
                yield archive


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Inside, a damaged file and a stick that was pulled out come out as sentences."""
    try:
        yield
    except _BROKEN as error:
        raise Damaged(DAMAGED_BACKUP) from error
    except OSError as error:
        if not path.exists():
            raise NotFound(GONE) from error
        raise durable.refusal(error) from error


def newer() -> NewerFile:
    """The refusal of what an older program cannot understand."""
    return NewerFile(NEWER_BACKUP)


def _sealed(keys: Keys, content: Mapping[str, object]) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(bytes(keys.backup)).encrypt(
        nonce, json.dumps(content).encode(), _bound(keys)
    )


def _bound(keys: Keys) -> bytes:
    return f"legalaid-desktop backup {FORMAT} {keys.office}".encode()


def _small(archive: ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        raise Damaged(NOT_A_BACKUP)
    if archive.getinfo(name).file_size > _LONGEST_LIST:
        raise Damaged(DAMAGED_BACKUP)
    return archive.read(name)


def _parsed(data: bytes) -> Mapping[str, object]:
    try:
        content = json.loads(data)
        if content["format"] > FORMAT:
            raise newer()
    except _BROKEN as error:
        raise Damaged(DAMAGED_BACKUP) from error
    return cast("Mapping[str, object]", content)


def _as_cover(content: Mapping[str, object]) -> Cover:
    try:
        listed = cast("Mapping[str, tuple[int, str]]", content["members"])
        members = {
            name: Member(size=int(size), sha256=str(sha256))
            for name, (size, sha256) in listed.items()
        }
        made_at = datetime.fromisoformat(str(content["made_at"]))
    except (*_BROKEN, AttributeError) as error:
        raise Damaged(DAMAGED_BACKUP) from error
    # a name that leads out of the folder, or to another file than those of an office
    if not all(_MEMBER.fullmatch(name) for name in members) or made_at.tzinfo is None:
        raise Damaged(DAMAGED_BACKUP)
    return Cover(office=str(content["office"]), made_at=made_at, members=members)
