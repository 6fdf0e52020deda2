"""A whole office on disk: keys, database and attachments, made in one step and opened together."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.storage import durable, keys, places
from legalaid_desktop.storage.blobs import Blobs
from legalaid_desktop.storage.database import Database
from legalaid_desktop.storage.keys import EXISTS, Keys
from legalaid_desktop.storage.stretching import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """An unlocked office."""

    folder: Path
    keys: Keys
    database: Database
    blobs: Blobs

    def close(self) -> None:
        """Locks the office: closes the database and overwrites the keys."""
        self.database.close()
        self.keys.wipe()


def create(folder: Path, user: str, passphrase: str, cost: Cost | None = None) -> Vault:
    """A new office, opened; after a failure or a crash the folder is as it was before.

    Args:
        folder: a folder that is not there yet, or is empty.
        user: the name to sign in with.
        passphrase: in any script.
        cost: what a guess at the passphrase costs; by default what this computer can carry.
    """
    part = folder.with_name(folder.name + durable.PART)
    with durable.translated():
        places.require_local(folder)
        if folder.exists() and any(folder.iterdir()):
            raise Refused(EXISTS)
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        made = _filled(part, user, passphrase, cost)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
        durable.sync_folder(folder.parent)
    return open_with(folder, made)


def unlock(folder: Path, user: str, passphrase: str) -> Vault:
    """The office, for someone who knows a name and its passphrase."""
    return open_with(folder, keys.unlock(folder, user, passphrase))


def open_with(folder: Path, unlocked: Keys) -> Vault:
    """The office, for keys that were unlocked before; wipes them if it does not open."""
    try:
        database = Database.open(folder, unlocked)
        return Vault(
            folder=folder,
            keys=unlocked,
            database=database,
            blobs=Blobs(folder / places.ATTACHMENTS, unlocked),
        )
    except BaseException:
        unlocked.wipe()
        raise


def _filled(part: Path, user: str, passphrase: str, cost: Cost | None) -> Keys:
    try:
        made = keys.create_slots(part, user, passphrase, cost)
        Database.create(part, made).close()
        Blobs(part / places.ATTACHMENTS, made)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return made
