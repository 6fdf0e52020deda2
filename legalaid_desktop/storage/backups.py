"""Backups: one encrypted file with all of an office, made while others work, and read back."""

import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast
from zipfile import ZipFile

from legalaid_desktop.domain import backups
from legalaid_desktop.domain.backups import Cancelled as Asked
from legalaid_desktop.domain.backups import Contents, Keep, Progress
from legalaid_desktop.domain.errors import Cancelled, Damaged, NotFound, Refused
from legalaid_desktop.domain.trail import Head
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels.attachments import size as in_words
from legalaid_desktop.storage import copies, durable, failures, packing, places, schema
from legalaid_desktop.storage.blobs import BlobStore
from legalaid_desktop.storage.keys import Keys
from legalaid_desktop.storage.packing import Cover

NO_FOLDER = N_(
    "There is no such folder. Check that the disk or stick is connected, or choose another folder."
)
INSIDE = N_("A backup inside the office's own folder protects nothing. Choose another folder.")
NO_ROOM = N_("There is not enough room: {needed} are needed, {free} are free. Choose another disk.")
TOO_LARGE = N_(
    "This disk or stick takes no files over 4 GB (FAT32). Format it as exFAT, or use another one."
)
NOT_WRITTEN = N_(
    "The backup cannot be written there. Check that the disk or stick is connected and not "
    "write-protected. Nothing was left behind."
)
DAMAGED_COPY = N_(
    "The database is damaged, so no backup was made of it. Keep the older backups, and check the "
    "office."
)

_MARGIN = 4 << 20
_FAT_LIMIT = (4 << 30) - 1
_FAT = {"vfat", "msdos", "fat", "fat32"}
_MOUNTS = Path("/proc/self/mounts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup on the disk."""

    path: Path
    size: int
    sha256: str
    contents: Contents


class _Steps:
    """Counts bytes for the progress, and stops the work when the user asks for it."""

    def __init__(self, total: int, progress: Progress, cancelled: Asked) -> None:
        self._done, self._total = 0, total
        self._progress, self._cancelled = progress, cancelled

    def __call__(self, count: int) -> None:
        if self._cancelled():
            raise Cancelled
        self._done += count
        self._progress(min(self._done, self._total), self._total)


def make(
    office: Path,
    keys: Keys,
    target: Path,
    at: datetime,
    progress: Progress = lambda _done, _total: None,
    cancelled: Asked = lambda: False,
) -> Made:
    """A backup of the office in that folder, read back before it gets its name.

    Raises:
        Refused: as the sentence says; nothing was left behind.
        Cancelled: the user stopped it; nothing was left behind.
    """
    _require_target(office, target)
    path = _free_name(target, keys.office, at)
    part = path.with_name(path.name + durable.PART)
    bulk = _size_of(office)
    needed = bulk + _MARGIN
    _require_room(target, needed, largest=needed)
    _sweep(office, target)
    steps = _Steps(3 * bulk, progress, cancelled)
    with _copied(office, target, keys, steps) as database, _outside(part):
        contents, digest = _pack(office, keys, database, part, at, steps)
        durable.sync_file(part)
        if packing.checksum(part, steps) != digest:
            raise Damaged(packing.DAMAGED_BACKUP)
        part.replace(path)
        with suppress(OSError):  # some sticks know no such thing as syncing a folder
            durable.sync_folder(target)
        return Made(path=path, size=path.stat().st_size, sha256=digest, contents=contents)


def look(path: Path) -> Cover:
    """What a backup says of itself without a key; raises ``Damaged`` or ``NotFound``."""
    with packing.opened(path) as archive:
        return packing.cover(archive)


def verify(
    path: Path,
    keys: Keys,
    progress: Progress = lambda _done, _total: None,
    cancelled: Asked = lambda: False,
) -> tuple[Contents, str]:
    """Reads a whole backup and opens the database in it; its contents and its checksum.

    Raises:
        Damaged: it is not what was written.
        NotFound, Refused, NewerFile: as the sentence says.
    """
    with packing.opened(path) as archive:
        length = path.stat().st_size
        steps = _Steps(2 * length, progress, cancelled)
        digest = packing.checksum(path, steps)
        cover, contents = proved(archive, packing.sealed(archive), keys)
        with _scratch(cover.members[places.DATABASE].size) as scratch:
            for name, member in cover.members.items():
                out = scratch if name == places.DATABASE else None
                _read_through(packing.pieces(archive, name, member), out, steps)
            _compare(copies.inventory(scratch, keys), contents, cover)
            if copies.bad_pages(scratch, keys):
                raise Damaged(packing.DAMAGED_BACKUP)
    return contents, digest


def proved(archive: ZipFile, seal: bytes, keys: Keys) -> tuple[Cover, Contents]:
    """Both lists, if they say the same; raises ``Damaged``."""
    cover = packing.cover(archive)
    sealed, facts = packing.unsealed(seal, keys)
    if sealed != cover:
        raise Damaged(packing.EXCHANGED)
    return cover, contents_of(sealed, facts)


def contents_of(cover: Cover, facts: Mapping[str, object]) -> Contents:
    """What the sealed list says, as a record."""
    seq, hashed = cast("tuple[int, str]", facts["head"])
    return Contents(
        office=cover.office,
        made_at=cover.made_at,
        revision=str(facts["revision"]),
        counts=cast("Mapping[str, int]", facts["counts"]),
        head=Head(seq=seq, hash=hashed),
        attachments=len(cover.members) - 2,
        unsound=len(cast("list[str]", facts["unsound"])),
    )


def known(folder: Path, office: str) -> dict[datetime, Path]:
    """The backups of that office in a folder, by the moment in their names."""
    try:
        found = {backups.moment_of(path.name, office): path for path in folder.iterdir()}
    except OSError:
        return {}
    return {moment: found[moment] for moment in sorted(one for one in found if one is not None)}


def rotate(folder: Path, office: str, rules: Sequence[Keep], made: Path) -> list[str]:
    """Deletes the backups that no rule keeps, never the one just made; the names that went."""
    present = known(folder, office)
    gone = [present[moment] for moment in backups.surplus(list(present), rules)]
    names = []
    for path in gone:
        if path == made or not _is_of(path, office):
            continue
        with suppress(OSError):  # write-protected meanwhile: it stays, and nothing is lost
            path.unlink()
            names.append(path.name)
    return names


def require_room(folder: Path, needed: int) -> None:
    """Refuses to begin what the disk cannot take."""
    _require_room(folder, needed, largest=0)


def _pack(
    office: Path, keys: Keys, database: Path, part: Path, at: datetime, steps: _Steps
) -> tuple[Contents, str]:
    """Writes the file: the copy of the database, the key file, and every attachment."""
    with _damage_told(), failures.translated():
        found, blobs = copies.inventory(database, keys), BlobStore(office, keys)
    unsound = set(found.blobs)
    with part.open("xb") as stream, packing.Packer(stream, keys.office, at) as packer:
        packer.add(places.DATABASE, lambda write: _hand_on(database, write, steps))
        packer.add(places.KEYS, lambda write: _hand_on(office / places.KEYS, write, steps))
        for name in sorted(blobs.names()):
            with suppress(FileNotFoundError):  # destroyed meanwhile
                if _add_blob(packer, blobs, name, steps):
                    unsound.discard(name)
        facts = {
            "revision": found.revision,
            "counts": found.counts,
            "head": [found.head.seq, found.head.hash],
            "unsound": sorted(unsound),
        }
        digest = packer.finish(keys, facts)
        cover = Cover(office=keys.office, made_at=at, members=packer.members)
    return contents_of(cover, facts), digest


def _add_blob(packer: packing.Packer, blobs: BlobStore, name: str, steps: _Steps) -> bool:
    blobs.kept(name)
    sound = False

    def hand_on(write: Callable[[bytes], object]) -> None:
        nonlocal sound

        def counted(piece: bytes) -> None:
            steps(len(piece))
            write(piece)

        sound = blobs.hand_on(name, counted)

    packer.add(_member(name), hand_on)
    return sound


def _member(blob: str) -> str:
    return f"{places.ATTACHMENTS}/{blob[:2]}/{blob}"


def holds(path: Path, blob: str) -> bool:
    """Whether a backup holds that attachment, as its list says; raises ``Damaged``, ``Refused``."""
    with packing.opened(path) as archive:
        return _member(blob) in packing.cover(archive).members


def heal(path: Path, blob: str, blobs: BlobStore) -> None:
    """Puts an attachment back from a backup; raises ``Damaged`` if it is not sound there either."""
    name = _member(blob)
    with packing.opened(path) as archive:
        blobs.heal(blob, packing.pieces(archive, name, packing.cover(archive).members[name]))


def _hand_on(path: Path, write: Callable[[bytes], object], steps: _Steps) -> None:
    with path.open("rb") as stream:
        while piece := stream.read(packing.CHUNK):
            steps(len(piece))
            write(piece)


@contextmanager
def _copied(office: Path, target: Path, keys: Keys, steps: _Steps) -> Iterator[Path]:
    """A consistent copy of the database, checked, beside the office or else beside the backup."""
    source = office / places.DATABASE
    length = source.stat().st_size if source.exists() else 0
    roomy = _free(office) > 2 * length + _MARGIN
    # the office's disk is the faster one, but a full disk must not stand in the way of a backup
    folder = office if roomy else target
    copy = folder / f"{places.DATABASE}.copy-{secrets.token_hex(4)}{durable.PART}"
    done = 0

    def tick(pages: int, _of: int) -> None:
        nonlocal done
        steps((pages - done) * copies.PAGE)
        done = pages

    try:
        with _damage_told(), durable.translated(), failures.translated():
            copies.copy(source, copy, keys, tick)
        yield copy
    finally:
        with suppress(OSError):
            copies.remove(copy)


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except Damaged as error:
        raise Damaged(DAMAGED_COPY) from error


@contextmanager
def _outside(part: Path) -> Iterator[None]:
    """Inside, trouble is that of the disk or stick the backup goes to; no half file stays."""
    try:
        yield
    except BaseException as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _blame(error, part.parent) from error
        raise


def _blame(error: OSError, target: Path) -> Refused:
    if not target.is_dir():
        return NotFound(NO_FOLDER)
    if durable.is_full(error):
        return Refused(durable.DISK_FULL)
    return Refused(NOT_WRITTEN)


def _read_through(pieces: Iterator[bytes], out: Path | None, steps: _Steps) -> None:
    if out is None:
        for piece in pieces:
            steps(len(piece))
        return
    with out.open("wb") as stream:
        for piece in pieces:
            steps(len(piece))
            stream.write(piece)


def _compare(found: copies.Inventory, contents: Contents, cover: Cover) -> None:
    same = (found.revision, found.counts, found.head) == (
        contents.revision, dict(contents.counts), contents.head,
    )  # fmt: skip
    present = {Path(name).name for name in cover.members}
    if not same or len(found.blobs - present) > contents.unsound:
        raise Damaged(packing.EXCHANGED)
    if contents.revision and not schema.known(contents.revision):
        raise packing.newer()


@contextmanager
def _scratch(needed: int) -> Iterator[Path]:
    """A place for an encrypted database that nobody keeps."""
    with places.scratch(needed + _MARGIN) as folder, failures.translated():
        yield folder / places.DATABASE


def _free_name(target: Path, office: str, at: datetime) -> Path:
    """The name by the clock; a clock that was set back must not write over an older backup."""
    path = target / backups.file_name(office, at)
    while path.exists() or path.with_name(path.name + durable.PART).exists():
        at += timedelta(seconds=1)
        path = target / backups.file_name(office, at)
    return path


def _require_target(office: Path, target: Path) -> None:
    if not target.is_dir():
        raise NotFound(NO_FOLDER)
    if target.resolve().is_relative_to(office.resolve()):
        raise Refused(INSIDE)


def _require_room(target: Path, needed: int, *, largest: int) -> None:
    free = _free(target)
    if free < needed:
        raise Refused(NO_ROOM, needed=in_words(needed), free=in_words(free))
    mounts = _MOUNTS.read_text(encoding="utf-8") if _MOUNTS.exists() else ""
    if largest > _FAT_LIMIT and places.file_system(target, mounts) in _FAT:
        raise Refused(TOO_LARGE)


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError as error:
        raise NotFound(NO_FOLDER) from error


def _size_of(office: Path) -> int:
    """About how many bytes there are to back up."""
    attachments = (office / places.ATTACHMENTS).glob("??/*")
    files = [office / places.DATABASE, office / places.KEYS, *attachments]
    journal = office / f"{places.DATABASE}-wal"
    total = 0
    for path in [*files, journal]:
        with suppress(FileNotFoundError):
            total += path.stat().st_size
    return total


def _is_of(path: Path, office: str) -> bool:
    """Whether the file says that it is of that office; a name alone deletes nothing."""
    try:
        return look(path).office == office
    except Refused:
        return False


def _sweep(office: Path, target: Path) -> None:
    """Removes what a crash left behind."""
    halves = [
        *office.glob(f"{places.DATABASE}.copy-*"),
        *target.glob(f"{places.DATABASE}.copy-*"),
        *target.glob(f"backup-*.zip{durable.PART}"),
    ]
    durable.sweep(halves)
