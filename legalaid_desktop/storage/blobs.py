"""Attachments: encrypted files beside the database, named by their content.

The name is a keyed hash, so that the same file is kept once and nobody without the key can test
whether a known document is here. Each file has its own key, made from a random salt and the name: a
file put in another's place does not open. Chunks are numbered and the last one is marked (STREAM),
so none can be moved, left out or cut off.
"""

import hashlib
import hmac
import io
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from legalaid_desktop.domain.errors import Damaged, NotFound, Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import durable, places
from legalaid_desktop.storage.keys import LOCKED, Keys

CHUNK = 1024 * 1024
MAGIC = b"LADB\x01"
_SALT, _TAG, _COUNTER = 32, 16, 11
_NAME = re.compile("[0-9a-f]{64}")

DAMAGED_BLOB = N_("An attachment is damaged. Take it from the newest backup, or attach it again.")
NO_BLOB = N_("An attachment is missing from the office's folder. Take it from the newest backup.")
GONE = N_("The file to attach is no longer where it was; nothing was attached.")
UNREADABLE = N_(
    "This file cannot be read; nothing was attached. Check that you may open it and that its disk "
    "is still connected."
)
CHANGED = N_("The file changed while it was being read; nothing was attached. Try again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A kept file: its name here, its length, and the SHA-256 that anyone can compare."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file as it lies here: its length, the size of what is in it, and since when; aware."""

    length: int
    size: int
    since: datetime


class BlobStore:
    """The attachments of an unlocked office."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        """The attachments of the office in that folder."""
        self._folder, self._keys = folder / places.ATTACHMENTS, keys
        with durable.translated():
            self._folder.mkdir(exist_ok=True)
            durable.sweep(self._folder.glob(f"??/*{durable.PART}"))

    def put_file(self, path: Path) -> Blob:
        """Keeps a file, read piece by piece."""
        with _from_outside():
            stream = path.open("rb")
        with stream:
            return self.put(stream)

    def put(self, stream: BinaryIO) -> Blob:
        """Keeps what a stream holds from its beginning; what is here already is kept once."""
        with durable.translated():
            blob = self._identify(stream)
            if not self._is_sound(blob.name):
                self._write(stream, blob)
        return blob

    def put_bytes(self, data: bytes) -> Blob:
        """Keeps what is in memory."""
        return self.put(io.BytesIO(data))

    def read(self, name: str) -> bytes:
        """The whole content, for files that fit in memory."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content piece by piece, each proved before it is given out."""
        return self._chunks_of(self._path(name), name)

    def verify(self, name: str) -> None:
        """Raises ``Damaged`` or ``NotFound`` unless the content is what was put in."""
        self._prove(self._path(name), name)

    def heal(self, name: str, sealed: Iterable[bytes]) -> None:
        """Puts an encrypted file from a backup in its place, once it is proved there.

        Raises:
            Damaged: it is no better; what lay here stays as it is.
        """
        path = self._path(name)
        with durable.translated():
            path.parent.mkdir(exist_ok=True)
            part = durable.part_of(path)
            with durable.discarded_on_failure(part):
                with part.open("wb") as target:
                    for piece in sealed:
                        target.write(piece)
                self._prove(part, name)
                durable.settle(part, path)

    def identify(self, name: str) -> Blob:
        """Size and SHA-256 of a kept file, read piece by piece; raises ``Damaged``."""
        content, size = hashlib.sha256(), 0
        for chunk in self.chunks(name):
            content.update(chunk)
            size += len(chunk)
        return Blob(name=name, size=size, sha256=content.hexdigest())

    def names(self) -> Iterator[str]:
        """The names of all kept files."""
        return (path.name for path in self._folder.glob("??/*") if _NAME.fullmatch(path.name))

    def kept(self, name: str) -> Kept:
        """How large a kept file is here and since when; raises ``NotFound``."""
        try:
            found = self._path(name).stat()
        except OSError as error:
            raise NotFound(NO_BLOB) from error
        content = found.st_size - len(MAGIC) - _SALT
        return Kept(
            length=found.st_size,
            size=max(0, content - _TAG * max(1, -(-content // (CHUNK + _TAG)))),
            since=datetime.fromtimestamp(found.st_mtime, UTC),
        )

    def hand_on(self, name: str, write: Callable[[bytes], object]) -> bool:
        """Hands on a file, encrypted as it lies here; the answer is whether it is sound."""
        path = self._path(name)
        with path.open("rb") as stream:
            write(head := stream.read(len(MAGIC) + _SALT))
            pieces = _passed_on(stream, write)
            cipher = self._cipher(name, head[len(MAGIC) :])
            sound = head.startswith(MAGIC) and _is_whole(cipher, pieces)
            for _rest in pieces:
                pass  # handed on all the same: a part of it may be worth having
        return sound

    def remove(self, name: str) -> None:
        """Deletes a kept file; nothing happens where there is none."""
        with durable.translated():
            self._path(name).unlink(missing_ok=True)
            durable.sync_folder(self._folder)

    def destroy(self, name: str) -> None:
        """Deletes a kept file so that its remains on the disk do not open: the salt goes first."""
        path = self._path(name)
        with durable.translated():
            if path.exists():
                with path.open("r+b") as stream:
                    stream.write(bytes(min(path.stat().st_size, CHUNK)))
                    stream.flush()
                    os.fsync(stream.fileno())
        self.remove(name)

    def _chunks_of(self, path: Path, name: str) -> Iterator[bytes]:
        if not path.exists():
            raise NotFound(NO_BLOB)
        with durable.translated(), path.open("rb") as stream:
            if stream.read(len(MAGIC)) != MAGIC:
                raise Damaged(DAMAGED_BLOB)
            cipher = self._cipher(name, stream.read(_SALT))
            yield from _decrypted(cipher, stream)

    def _prove(self, path: Path, name: str) -> None:
        content = hashlib.sha256()
        for chunk in self._chunks_of(path, name):
            content.update(chunk)
        if not hmac.compare_digest(self._name(content.digest()), name):
            raise Damaged(DAMAGED_BLOB)

    def _identify(self, stream: BinaryIO) -> Blob:
        content, size = hashlib.sha256(), 0
        for piece in _pieces(stream):
            content.update(piece)
            size += len(piece)
        return Blob(name=self._name(content.digest()), size=size, sha256=content.hexdigest())

    def _is_sound(self, name: str) -> bool:
        """A damaged file counts as absent, so that attaching it again heals it."""
        try:
            self.verify(name)
        except (Damaged, NotFound):
            return False
        return True

    def _write(self, stream: BinaryIO, blob: Blob) -> None:
        path = self._path(blob.name)
        path.parent.mkdir(exist_ok=True)
        durable.sync_folder(self._folder)
        part = durable.part_of(path)
        with durable.discarded_on_failure(part):
            with part.open("wb") as target:
                self._encrypt(stream, target, blob)
            durable.settle(part, path)

    def _encrypt(self, stream: BinaryIO, target: BinaryIO, blob: Blob) -> None:
        salt, content = secrets.token_bytes(_SALT), hashlib.sha256()
        cipher = self._cipher(blob.name, salt)
        target.write(MAGIC + salt)
        for nonce, piece in _numbered(_pieces(stream)):
            content.update(piece)
            target.write(cipher.encrypt(nonce, piece, MAGIC))
        if content.hexdigest() != blob.sha256:
            raise Refused(CHANGED)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NotFound(NO_BLOB)
        return self._folder / name[:2] / name

    def _name(self, content: bytes) -> str:
        """The name for content with that SHA-256: both in one pass over the file."""
        return hmac.digest(self._key(b"", b"name"), content, hashlib.sha256).hex()

    def _cipher(self, name: str, salt: bytes) -> AESGCM:
        return AESGCM(self._key(salt, b"file " + name.encode()))

    def _key(self, salt: bytes, purpose: bytes) -> bytes:
        if not self._keys:
            raise Refused(LOCKED)
        return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(
            bytes(self._keys.attachments)
        )


def _numbered(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each piece with its nonce: its number, and whether it is the last; an empty file has one."""
    current, number = next(pieces, b""), 0
    for following in pieces:
        yield number.to_bytes(_COUNTER, "big") + b"\x00", current
        current, number = following, number + 1
    yield number.to_bytes(_COUNTER, "big") + b"\x01", current


def _decrypted(cipher: AESGCM, stream: BinaryIO) -> Iterator[bytes]:
    return _opened(cipher, iter(lambda: stream.read(CHUNK + _TAG), b""))


def _passed_on(stream: BinaryIO, write: Callable[[bytes], object]) -> Iterator[bytes]:
    while piece := stream.read(CHUNK + _TAG):
        write(piece)
        yield piece


def _is_whole(cipher: AESGCM, sealed: Iterator[bytes]) -> bool:
    try:
        for _piece in _opened(cipher, sealed):
            pass
    except Damaged:
        return False
    return True


def _opened(cipher: AESGCM, sealed: Iterator[bytes]) -> Iterator[bytes]:
    try:
        for nonce, piece in _numbered(sealed):
            yield cipher.decrypt(nonce, piece, MAGIC)
    except InvalidTag as error:
        raise Damaged(DAMAGED_BLOB) from error


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    with _from_outside():
        stream.seek(0)
        yield from iter(lambda: stream.read(CHUNK), b"")


@contextmanager
def _from_outside() -> Iterator[None]:
    """Inside, trouble is that of the file to attach, not of the office's own disk."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound(GONE) from error
    except OSError as error:
        raise Refused(UNREADABLE) from error
