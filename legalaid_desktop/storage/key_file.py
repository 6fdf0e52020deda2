"""The key file on the disk: read, proved and rewritten under the master key."""

from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from legalaid_desktop.storage import durable, latest, places, slots
from legalaid_desktop.storage.slots import SlotFile
from legalaid_desktop.storage.stretching import KEY_LENGTH


def read(folder: Path) -> SlotFile:
    """What the file says; nothing of it is proved yet."""
    places.require_office(folder)
    with durable.translated():
        return slots.parse((folder / places.KEYS).read_bytes())


def write(folder: Path, file: SlotFile, master: bytearray) -> None:
    """Writes the file under its MAC."""
    key = subkey(master, file.office, "slots")
    durable.write(folder / places.KEYS, slots.sealed(file, key))
    wipe(key)


def prove(file: SlotFile, master: bytearray) -> None:
    """Refuses a file in which a slot was added, removed or exchanged."""
    key = subkey(master, file.office, "slots")
    slots.verify(file, key)
    wipe(key)


def rewrite(folder: Path, master: bytearray, change: Callable[[SlotFile], SlotFile]) -> None:
    """Changes the file as it stands now: stretching a passphrase took a second meanwhile."""
    file = read(folder)
    prove(file, master)
    write(folder, change(file), master)
    audit = subkey(master, file.office, "audit")
    latest.note_keys(folder, audit, (folder / places.KEYS).read_bytes())
    wipe(audit)


def subkey(master: bytearray, office: str, purpose: str) -> bytearray:
    """The key for one purpose, made from the master key."""
    derivation = HKDF(
        algorithm=SHA256(),
        length=KEY_LENGTH,
        salt=office.encode(),
        info=f"legalaid-desktop 1 {purpose}".encode(),
    )
    key = bytearray(KEY_LENGTH)
    derivation.derive_into(master, key)
    return key


def wipe(key: bytearray) -> None:
    """Overwrites a key."""
    key[:] = bytes(len(key))
