"""Opening an office with a secret that the keyring of somebody's account keeps."""

import secrets
from dataclasses import replace
from pathlib import Path

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import key_file, keys, os_keyring, slots
from legalaid_desktop.storage.attempts import Now
from legalaid_desktop.storage.key_file import wipe
from legalaid_desktop.storage.keys import Keys
from legalaid_desktop.storage.stretching import KEY_LENGTH

OFF = N_("Opening without a passphrase is switched off for this user. Type the passphrase.")
CHANGED = N_(
    "What the keyring of this computer keeps does not open this office: it was changed. Open the "
    "office with the passphrase, then switch this on again."
)


def users(folder: Path) -> list[str]:
    """Who may be able to open the office without a passphrase; the keyring is not asked."""
    file = key_file.read(folder)
    return [slot.user for slot in file.keyrings if file.slot(slot.user)]


def switch_on(folder: Path, user: str, passphrase: str, now: Now = keys.clock) -> None:
    """Puts a fresh secret into the keyring, and a slot that it opens into the key file.

    Raises:
        Refused: the keyring does not take it; nothing was changed.
        WrongPassphrase, TooSoon: it is not that user's passphrase.
    """
    file, secret = key_file.read(folder), secrets.token_bytes(KEY_LENGTH)
    with keys.opened(folder, file, user, passphrase, now) as master:
        slot = slots.wrap_keyring(file.office, user, secret, master)
        os_keyring.put(slot.id, secret)
        try:
            key_file.rewrite(folder, master, lambda now: now.with_keyring(slot))
        except BaseException:
            os_keyring.forget(slot.id)
            raise
    keys.forget_keyring(file, user)


def switch_off(folder: Path, user: str, passphrase: str, now: Now = keys.clock) -> None:
    """Takes slot and secret away; nothing happens if there are none."""
    file = key_file.read(folder)
    with keys.opened(folder, file, user, passphrase, now) as master:
        key_file.rewrite(folder, master, lambda now: now.without_keyring(user))
    keys.forget_keyring(file, user)


def forbid(folder: Path, user: str, passphrase: str, now: Now = keys.clock) -> None:
    """Takes the slots of all users away; ``user`` and ``passphrase`` open the key file for it."""
    file = key_file.read(folder)
    with keys.opened(folder, file, user, passphrase, now) as master:
        key_file.rewrite(folder, master, lambda now: replace(now, keyrings=()))
    for slot in file.keyrings:
        os_keyring.forget(slot.id)


def unlock(folder: Path, user: str) -> Keys:
    """The keys of the office, for whoever uses the account whose keyring has the secret.

    Raises:
        Refused: it is switched off, or the keyring is missing, locked or changed.
    """
    file = key_file.read(folder)
    slot, own = file.keyring_slot(user), file.slot(user)
    if slot is None or own is None:
        raise Refused(OFF)
    master = slots.unwrap_by_secret(file.office, slot, os_keyring.get(slot.id))
    if master is None:
        raise Refused(CHANGED)
    try:
        key_file.prove(file, master)
        return Keys(file.office, own.user, master)
    finally:
        wipe(master)
