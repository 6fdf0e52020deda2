"""The keys of an office, and who can open them.

A random master key opens everything and is never on disk unwrapped; each part of the office has
its own key made from it. Imports nothing slow: a passphrase can be stretched while the database's
libraries load.
"""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from uuid import uuid4

from legalaid_desktop.domain.errors import InvalidValue, NotFound, Refused, WrongPassphrase
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import (
    attempts,
    durable,
    key_file,
    os_keyring,
    passphrases,
    places,
    slots,
)
from legalaid_desktop.storage.attempts import Now
from legalaid_desktop.storage.key_file import subkey, wipe
from legalaid_desktop.storage.stretching import KEY_LENGTH, Cost, calibrated, outgrown

__all__ = [
    "EXISTS",
    "LOCKED",
    "Cost",
    "Keys",
    "add_user",
    "change_passphrase",
    "create_slots",
    "remove_user",
    "reset_passphrase",
    "unlock",
    "users",
]

clock = attempts.Clock()
SHORTEST = 8
"""Letters in a passphrase, at the least."""

EXISTS = N_("There is an office in this folder already. Open it, or choose an empty folder.")
TOO_SHORT = N_("A passphrase needs at least {letters} letters; several words are best.")
NO_NAME = N_("Write the name you will sign in with.")
TAKEN = N_("Somebody signs in with this name already. Take another one.")
NOBODY = N_("Nobody signs in with this name.")
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
        self.database = subkey(master, office, "database")
        self.attachments = subkey(master, office, "attachments")
        self.audit = subkey(master, office, "audit")
        self.backup = subkey(master, office, "backup")

    def __reduce__(self) -> str:
        raise TypeError("keys stay in this process")

    def __bool__(self) -> bool:
        """Whether the keys are still there."""
        return any(self.database)

    def wipe(self) -> None:
        """Overwrites the keys; what was opened with them cannot be opened again."""
        for key in (self.database, self.attachments, self.audit, self.backup):
            wipe(key)


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
        key_file.write(folder, slots.SlotFile(office=office, slots=(slot,)), master)
        return Keys(office, slot.user, master)
    finally:
        wipe(master)


def unlock(folder: Path, user: str, passphrase: str, now: Now = clock) -> Keys:
    """The keys of the office, for someone who knows a name and its passphrase.

    A slot that costs a guesser too little for the computers of the day is written anew.

    Raises:
        WrongPassphrase: for ``now`` the failure is counted.
        TooSoon: after several failures somebody has to wait.
    """
    file, start = key_file.read(folder), time.perf_counter()
    with opened(folder, file, user, passphrase, now) as master:
        slot = file.slot(user)
        better = outgrown(slot.cost, time.perf_counter() - start) if slot else None
        if slot and better:
            stronger = slots.wrap(file.office, user, passphrase, master, better)
            with suppress(Refused):  # a disk that cannot be written must keep nobody out
                key_file.rewrite(folder, master, partial(_strengthened, slot, stronger))
        return Keys(file.office, passphrases.normalise(user), master)


def _strengthened(before: slots.Slot, after: slots.Slot, now: slots.SlotFile) -> slots.SlotFile:
    """The file with the stronger slot, unless somebody changed the passphrase meanwhile."""
    return now.with_slot(after) if now.slot(before.user) == before else now


def change_passphrase(
    folder: Path, user: str, old: str, new: str, cost: Cost | None = None, now: Now = clock
) -> None:
    """Puts a new passphrase in the place of the old one; the cost stays unless another is given."""
    reset_passphrase(folder, user, old, user, new, cost, now)


def add_user(
    folder: Path,
    manager: str,
    manager_passphrase: str,
    user: str,
    passphrase: str,
    cost: Cost | None = None,
    now: Now = clock,
) -> None:
    """Makes a slot for somebody; the manager's passphrase unwraps the master key for it."""
    _require_name(user)
    _require_strength(passphrase)
    file = key_file.read(folder)
    if file.slot(user):
        raise InvalidValue("user", TAKEN)
    with opened(folder, file, manager, manager_passphrase, now) as master:
        put(folder, file, user, passphrase, master, cost or _like(file, manager))


def reset_passphrase(
    folder: Path,
    manager: str,
    manager_passphrase: str,
    user: str,
    passphrase: str,
    cost: Cost | None = None,
    now: Now = clock,
) -> None:
    """Gives somebody, or oneself, a new passphrase."""
    file = key_file.read(folder)
    present = file.slot(user)
    with opened(folder, file, manager, manager_passphrase, now) as master:
        if present is None:
            raise NotFound(NOBODY)
        put(folder, file, user, passphrase, master, cost or present.cost)


def remove_user(
    folder: Path, manager: str, manager_passphrase: str, user: str, now: Now = clock
) -> None:
    """Takes somebody's slot away; nothing happens if there is none."""
    file = key_file.read(folder)
    with opened(folder, file, manager, manager_passphrase, now) as master:
        key_file.rewrite(folder, master, lambda now: now.without(user))
    forget_keyring(file, user)


def users(folder: Path) -> list[str]:
    """The names that can sign in."""
    return [slot.user for slot in key_file.read(folder).slots]


@contextmanager
def opened(
    folder: Path, file: slots.SlotFile, user: str, passphrase: str, now: Now
) -> Iterator[bytearray]:
    """The master key, for the act inside only."""
    slot = file.slot(user)
    name = slot.user if slot else attempts.NOBODY
    attempts.require_patience(folder, name, now)
    try:
        master = _unwrapped(file.office, slot, passphrase)
    except WrongPassphrase:
        attempts.fail(folder, name, now)
        raise
    try:
        key_file.prove(file, master)
        yield master
    finally:
        wipe(master)


def _unwrapped(office: str, slot: slots.Slot | None, passphrase: str) -> bytearray:
    """The master key; a name that is not there is refused like a wrong passphrase."""
    if slot is None:
        raise WrongPassphrase(slots.WRONG)
    return slots.unwrap(office, slot, passphrase)


def put(
    folder: Path, file: slots.SlotFile, user: str, passphrase: str, master: bytearray, cost: Cost
) -> None:
    """Gives somebody a slot in the place of the present one, and of the one for a keyring."""
    _require_strength(passphrase)
    slot = slots.wrap(file.office, user, passphrase, master, cost)
    key_file.rewrite(folder, master, lambda now: now.without_keyring(user).with_slot(slot))
    forget_keyring(file, user)


def forget_keyring(file: slots.SlotFile, user: str) -> None:
    """Takes the secret of a slot that is gone out of the keyring, if it is this account's."""
    gone = file.keyring_slot(user)
    if gone is not None:
        os_keyring.forget(gone.id)


def _like(file: slots.SlotFile, user: str) -> Cost:
    """What the slot of that person costs: what this computer was found to carry."""
    slot = file.slot(user)
    return slot.cost if slot else calibrated()


def _require_name(user: str) -> None:
    if not passphrases.normalise(user).strip():
        raise InvalidValue("user", NO_NAME)


def _require_strength(passphrase: str) -> None:
    if len(passphrases.normalise(passphrase)) < SHORTEST:
        raise InvalidValue("passphrase", TOO_SHORT, letters=SHORTEST)
