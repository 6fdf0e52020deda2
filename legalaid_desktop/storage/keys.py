"""The keys of an office, and who can open them.

A random master key opens everything and is never on disk unwrapped; each part of the office has
its own key made from it. Imports nothing slow: a passphrase can be stretched while the database's
libraries load.
"""

import secrets
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from legalaid_desktop.domain.errors import InvalidValue, Refused, WrongPassphrase
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import durable, passphrases, places, slots
from legalaid_desktop.storage.stretching import KEY_LENGTH, Cost, calibrated

__all__ = [
    "EXISTS",
    "LOCKED",
    "Cost",
    "Keys",
    "change_passphrase",
    "create_slots",
    "unlock",
    "users",
]

SHORTEST = 8
"""Letters in a passphrase, at the least."""

EXISTS = N_("There is an office in this folder already. Open it, or choose an empty folder.")
TOO_SHORT = N_("A passphrase needs at least {letters} letters; several words are best.")
NO_NAME = N_("Write the name you will sign in with.")
LOCKED = N_("The office is locked. Unlock it and try again.")


class Keys:
    """The keys of an unlocked office; they show themselves nowhere and can be wiped.

    Attributes:
        office: the office's id.
        user: who unlocked it.
        database: the key of the database.
        attachments: the key that the keys and names of attachments are made from.
        audit: the key that chains the trail.
        backup: the key that seals the lists of contents of backups.
    """

    __slots__ = ("attachments", "audit", "backup", "database", "office", "user")

    def __init__(self, office: str, user: str, master: bytearray) -> None:
        self.office, self.user = office, user
        self.database = _subkey(master, office, "database")
        self.attachments = _subkey(master, office, "attachments")
        self.audit = _subkey(master, office, "audit")
        self.backup = _subkey(master, office, "backup")

    def __reduce__(self) -> str:
        raise TypeError("keys stay in this process")

    def __bool__(self) -> bool:
        """Whether the keys are still there."""
        return any(self.database)

    def wipe(self) -> None:
        """Overwrites the keys; what was opened with them cannot be opened again."""
        for key in (self.database, self.attachments, self.audit, self.backup):
            _zero(key)


def create_slots(folder: Path, user: str, passphrase: str, cost: Cost | None = None) -> Keys:
    """A new office's keys, with one slot for the person who makes it.

    Args:
        folder: a folder on this computer; it is made if it is not there.
        user: the name to sign in with; it stands in the file in clear.
        passphrase: in any script.
        cost: what a guess costs; by default what this computer can carry.
    """
    places.require_local(folder)
    if (folder / places.KEYS).exists():
        raise Refused(EXISTS)
    _require_name(user)
    _require_strength(passphrase)
    with durable.translated():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    master = bytearray(secrets.token_bytes(KEY_LENGTH))
    try:
        office = uuid4().hex
        slot = slots.wrap(office, user, passphrase, master, cost or calibrated())
        _write(folder, slots.SlotFile(office=office, slots=(slot,)), master)
        return Keys(office, slot.user, master)
    finally:
        _zero(master)


def unlock(folder: Path, user: str, passphrase: str) -> Keys:
    """The keys of the office, for someone who knows a name and its passphrase."""
    file = _read(folder)
    master = _master(file, user, passphrase)
    try:
        return Keys(file.office, passphrases.normalise(user), master)
    finally:
        _zero(master)


def change_passphrase(
    folder: Path, user: str, old: str, new: str, cost: Cost | None = None
) -> None:
    """Puts a new passphrase in the place of the old one; the cost stays unless another is given."""
    file = _read(folder)
    master = _master(file, user, old)
    try:
        _require_strength(new)
        present = file.slot(user)
        chosen = cost or (present.cost if present else calibrated())
        _write(folder, file.with_slot(slots.wrap(file.office, user, new, master, chosen)), master)
    finally:
        _zero(master)


def users(folder: Path) -> list[str]:
    """The names that can sign in."""
    return [slot.user for slot in _read(folder).slots]


def _read(folder: Path) -> slots.SlotFile:
    places.require_office(folder)
    with durable.translated():
        return slots.parse((folder / places.KEYS).read_bytes())


def _write(folder: Path, file: slots.SlotFile, master: bytearray) -> None:
    key = _subkey(master, file.office, "slots")
    durable.write(folder / places.KEYS, slots.sealed(file, key))
    _zero(key)


def _master(file: slots.SlotFile, user: str, passphrase: str) -> bytearray:
    slot = file.slot(user)
    if slot is None:
        raise WrongPassphrase(slots.WRONG)
    master = slots.unwrap(file.office, slot, passphrase)
    key = _subkey(master, file.office, "slots")
    slots.verify(file, key)
    _zero(key)
    return master


def _subkey(master: bytearray, office: str, purpose: str) -> bytearray:
    derivation = HKDF(
        algorithm=SHA256(),
        length=KEY_LENGTH,
        salt=office.encode(),
        info=f"legalaid-desktop 1 {purpose}".encode(),
    )
    key = bytearray(KEY_LENGTH)
    derivation.derive_into(master, key)
    return key


def _zero(key: bytearray) -> None:
    key[:] = bytes(len(key))


def _require_name(user: str) -> None:
    if not passphrases.normalise(user).strip():
        raise InvalidValue("user", NO_NAME)


def _require_strength(passphrase: str) -> None:
    if len(passphrases.normalise(passphrase)) < SHORTEST:
        raise InvalidValue("passphrase", TOO_SHORT, letters=SHORTEST)
