"""An office out of a backup: in a new folder, proved when it is first unlocked; or just to try."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

from legalaid_desktop.domain.backups import Cancelled as Asked
from legalaid_desktop.domain.backups import Contents, Offered, Progress, Rehearsal
from legalaid_desktop.domain.errors import Cancelled, Damaged, Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import (
    anchors,
    backups,
    copies,
    durable,
    failures,
    keys,
    packing,
    places,
    slots,
)
from legalaid_desktop.storage.anchors import Anchors
from legalaid_desktop.storage.blobs import BlobStore
from legalaid_desktop.storage.database import Database
from legalaid_desktop.storage.keys import Keys
from legalaid_desktop.storage.packing import Cover, Member

MARK = "office.restored"
"""The sealed list of the backup, in a restored office until somebody unlocks it."""
PROVED = "office.proved"
"""The same after that, until the trail says where the office comes from."""

NOT_EMPTY = N_("This folder is not empty. Choose a new, empty folder; the old office stays.")
OVER_OFFICE = N_(
    "There is an office in this folder. A backup never takes its place: choose a new, empty folder."
)
UNPROVED = N_(
    "What was restored is not what was backed up, or was changed since. Do not use this folder; "
    "restore the backup again, or another one."
)


def restore(
    path: Path,
    folder: Path,
    progress: Progress = lambda _done, _total: None,
    cancelled: Asked = lambda: False,
) -> Cover:
    """Unpacks a backup into a new or empty folder, each file checked; a failure leaves nothing.

    No passphrase is needed: what is unpacked is encrypted, and is proved when it is unlocked.
    """
    places.require_local(folder)
    _require_empty(folder)
    with packing.opened(path) as archive:
        cover = packing.cover(archive)
        total = sum(each.size for each in cover.members.values())
        backups.require_room(_existing(folder), total)
        done = 0

        def step(count: int) -> None:
            nonlocal done
            if cancelled():
                raise Cancelled
            done += count
            progress(done, total)

        with places.making(folder) as part:
            part.mkdir(mode=0o700)
            # first, so that what a killed restore leaves can never pass for an office
            durable.write(part / MARK, packing.sealed(archive))
            for name, member in cover.members.items():
                pieces = _read(path, packing.pieces(archive, name, member))
                _unpack(pieces, part / name, step)
    return cover


def _require_empty(folder: Path) -> None:
    with durable.translated():
        if (folder / places.KEYS).exists():
            raise Refused(OVER_OFFICE)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused(NOT_EMPTY)


def fingerprint(folder: Path) -> str:
    """The checksum of a restored office's key file, before it is used; empty for any other."""
    with durable.translated():
        if not (folder / MARK).exists() or not (folder / places.KEYS).exists():
            return ""
        return hashlib.sha256((folder / places.KEYS).read_bytes()).hexdigest()


def prove(folder: Path, unlocked: Keys, keys_sha256: str) -> Contents | None:
    """What was restored, if it was and nobody has unlocked it yet; then it is an office as any.

    Attachments need no checksum here: each opens under its own name only.

    Raises:
        Damaged: it is not what the office once sealed.
    """
    if not keys_sha256:
        return _proved_before(folder, unlocked)
    with durable.translated():
        cover, facts = packing.unsealed((folder / MARK).read_bytes(), unlocked)
        found = {places.KEYS: keys_sha256, places.DATABASE: _sha256(folder / places.DATABASE)}
        for name, member in cover.members.items():
            if not _is_as_listed(folder / name, member, found.get(name, member.sha256)):
                raise Damaged(UNPROVED)
        contents = backups.contents_of(cover, facts)
        # the seal has proved where the trail ended: that it is noted nowhere else is no alarm
        anchors.write(folder, unlocked.audit, Anchors(heads=(contents.head,), told=True))
        (folder / MARK).replace(folder / PROVED)
        durable.sync_folder(folder)
    return contents


def _proved_before(folder: Path, unlocked: Keys) -> Contents | None:
    """What was proved when the program was killed before it could say so in the trail."""
    if not (folder / PROVED).exists():
        return None
    with durable.translated():
        return backups.contents_of(*packing.unsealed((folder / PROVED).read_bytes(), unlocked))


def entered(folder: Path) -> None:
    """The trail says now where the office comes from: it is an office as any."""
    with durable.translated():
        (folder / PROVED).unlink(missing_ok=True)
        durable.sync_folder(folder)


def rehearse(
    path: Path,
    unlocked: Keys,
    progress: Progress = lambda _done, _total: None,
    cancelled: Asked = lambda: False,
) -> tuple[Rehearsal, str]:
    """Restores a backup to a private place, opens it, reads all of it, and wipes it.

    The answer is what was found, and the checksum of the backup.

    Raises:
        Damaged: it could not be restored, or is not what it says.
    """
    digest = packing.checksum(path, lambda _count: None)
    with places.scratch(2 * path.stat().st_size if path.exists() else 0) as scratch:
        folder = scratch / "office"
        restore(path, folder, lambda done, total: progress(done, 2 * total), cancelled)
        seal = (folder / MARK).read_bytes()
        cover, facts = packing.unsealed(seal, unlocked)
        contents = backups.contents_of(cover, facts)
        prove(folder, unlocked, fingerprint(folder))
        found = _counted(folder, unlocked)
        sound = _attachments(folder, unlocked, cover, progress, cancelled)
        if (found.counts, found.head) != (dict(contents.counts), contents.head):
            raise Damaged(packing.EXCHANGED)
        if sound < contents.attachments - contents.unsound:
            raise Damaged(packing.DAMAGED_BACKUP)
        Database.open(folder, unlocked).close()  # with the tables brought to this program's
    rehearsal = Rehearsal(
        contents=contents,
        cases=found.counts.get("case_file", 0),
        attachments=sound,
        entries=found.head.seq,
    )
    return rehearsal, digest


def offered(path: Path) -> Offered:
    """What the cover of a backup says; raises ``Damaged`` or ``NotFound``."""
    with packing.opened(path) as archive:
        cover = packing.cover(archive)
        users = tuple(slot.user for slot in slots.parse(_key_file(archive, cover)).slots)
        return Offered(
            path=path,
            office=cover.office,
            made_at=cover.made_at,
            size=path.stat().st_size,
            attachments=len(cover.members) - len((places.DATABASE, places.KEYS)),
            users=users,
        )


def lying_in(folder: Path) -> list[Offered]:
    """The backups of this program in a folder, newest first; what is none is left out."""
    found = []
    with suppress(OSError):  # the stick is being pulled out
        for path in folder.glob("backup-*.zip"):
            with suppress(Refused):
                found.append(offered(path))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def verify_alone(
    path: Path,
    user: str,
    passphrase: str,
    progress: Progress = lambda _done, _total: None,
    cancelled: Asked = lambda: False,
) -> Contents:
    """What is in a backup, read with the key file that is in it."""
    with packing.opened(path) as archive:
        key_file = _key_file(archive, packing.cover(archive))
    with places.scratch(len(key_file)) as folder:
        (folder / places.KEYS).write_bytes(key_file)
        unlocked = keys.unlock(folder, user, passphrase)
    try:
        return backups.verify(path, unlocked, progress, cancelled)[0]
    finally:
        unlocked.wipe()


def _key_file(archive: ZipFile, cover: Cover) -> bytes:
    return b"".join(packing.pieces(archive, places.KEYS, cover.members[places.KEYS]))


def _counted(folder: Path, unlocked: Keys) -> copies.Inventory:
    with failures.translated():
        if copies.complaints(folder / places.DATABASE, unlocked):
            raise Damaged(packing.DAMAGED_BACKUP)
        return copies.inventory(folder / places.DATABASE, unlocked)


def _attachments(
    folder: Path, unlocked: Keys, cover: Cover, progress: Progress, cancelled: Asked
) -> int:
    """How many attachments open and are whole."""
    blobs, sound = BlobStore(folder, unlocked), 0
    total = sum(each.size for each in cover.members.values())
    done = total
    for name in blobs.names():
        if cancelled():
            raise Cancelled
        with suppress(Damaged):
            blobs.verify(name)
            sound += 1
        done += blobs.kept(name).length
        progress(done, 2 * total)
    return sound


def _read(path: Path, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces; trouble with reading is the stick's, not that of the disk that is written."""
    with packing.reading(path):
        yield from pieces


def _unpack(pieces: Iterator[bytes], target: Path, step: Callable[[int], None]) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("xb") as stream:
        for piece in pieces:
            step(len(piece))
            stream.write(piece)
    durable.sync_file(target)


def _is_as_listed(path: Path, member: Member, sha256: str) -> bool:
    if not path.is_file() or path.stat().st_size != member.size:
        return False
    return hmac.compare_digest(sha256, member.sha256)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _existing(folder: Path) -> Path:
    return next(one for one in (folder, *folder.resolve().parents) if one.exists())
