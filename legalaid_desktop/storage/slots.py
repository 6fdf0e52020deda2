"""The key file of an office as text: a slot per person, per set of recovery sheets, per keyring.

Each slot holds the master key, wrapped; nothing in it is secret without a passphrase, a sheet, or
the secret that the operating system keeps for somebody.
Every slot is bound to its own parameters, its user and the office; the whole file is under a MAC
that only the master key can make, so nobody can add, remove or exchange a slot unseen.
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from legalaid_desktop.domain.errors import Damaged, NewerFile, WrongPassphrase
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import passphrases
from legalaid_desktop.storage.stretching import KEY_LENGTH, SALT_LENGTH, Cost, stretched

VERSION = 3
"""The newest format; a file that needs no more is written as an older one, as it always was."""
_PEOPLE_ONLY = 1
_WITH_SHEETS = 2
NONCE_LENGTH = 12

DAMAGED_KEYS = N_(
    "The file office.keys was damaged or changed by someone. Take it from the newest backup; "
    "the cases are not lost."
)
NEWER = N_(
    "This office was made by a newer version of the program. Install the new version to open it."
)
WRONG = N_(
    "The name or the passphrase is not right. Check the keyboard's language and capital letters."
)

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The master key, wrapped for one person."""

    id: str
    user: str
    cost: Cost
    salt: bytes
    nonce: bytes
    normaliser: int = passphrases.VERSION
    wrapped: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySlot:
    """The master key, wrapped for one set of recovery sheets.

    Attributes:
        set: the number printed on the sheets; shared: whether they are shares.
    """

    id: str
    set: int
    shared: bool
    salt: bytes
    nonce: bytes
    wrapped: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyringSlot:
    """The master key, wrapped for a secret that the keyring of one person's account keeps."""

    id: str
    user: str
    salt: bytes
    nonce: bytes
    wrapped: bytes = field(default=b"", repr=False)


SecretSlot = RecoverySlot | KeyringSlot
"""A slot that no passphrase opens but random bits, which nobody can guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFile:
    """All that the key file says."""

    office: str
    slots: tuple[Slot, ...]
    recovery: tuple[RecoverySlot, ...] = ()
    keyrings: tuple[KeyringSlot, ...] = ()
    mac: bytes = b""

    def slot(self, user: str) -> Slot | None:
        """The slot of that person, if there is one."""
        wanted = passphrases.normalise(user)
        return next((slot for slot in self.slots if slot.user == wanted), None)

    def with_slot(self, new: Slot) -> "SlotFile":
        """The file with that person's slot put in the place of the old one, or added."""
        others = tuple(slot for slot in self.slots if slot.user != new.user)
        return replace(self, slots=(*others, new))

    def without(self, user: str) -> "SlotFile":
        """The file without that person's slots."""
        gone = passphrases.normalise(user)
        kept = tuple(slot for slot in self.slots if slot.user != gone)
        return replace(self.without_keyring(user), slots=kept)

    def keyring_slot(self, user: str) -> KeyringSlot | None:
        """The slot that the keyring of that person opens, if there is one."""
        wanted = passphrases.normalise(user)
        return next((slot for slot in self.keyrings if slot.user == wanted), None)

    def with_keyring(self, new: KeyringSlot) -> "SlotFile":
        """The file with that person's slot for the keyring, in the place of an older one."""
        return replace(self, keyrings=(*self.without_keyring(new.user).keyrings, new))

    def without_keyring(self, user: str) -> "SlotFile":
        """The file without that person's slot for the keyring; the passphrase stays."""
        gone = passphrases.normalise(user)
        return replace(self, keyrings=tuple(slot for slot in self.keyrings if slot.user != gone))

    def recovery_slot(self, number: int) -> RecoverySlot | None:
        """The slot of that set of sheets, if there is one."""
        return next((slot for slot in self.recovery if slot.set == number), None)


def wrap(office: str, user: str, passphrase: str, master: bytearray, cost: Cost) -> Slot:
    """A fresh slot that this passphrase opens."""
    slot = Slot(
        id=secrets.token_hex(8),
        user=passphrases.normalise(user),
        cost=cost,
        salt=secrets.token_bytes(SALT_LENGTH),
        nonce=secrets.token_bytes(NONCE_LENGTH),
    )
    wrapped = _cipher(slot, passphrase).encrypt(slot.nonce, bytes(master), _bound(office, slot))
    return replace(slot, wrapped=wrapped)


def unwrap(office: str, slot: Slot, passphrase: str) -> bytearray:
    """The master key; a passphrase that is wrong and a slot that was changed look the same."""
    try:
        return bytearray(
            _cipher(slot, passphrase).decrypt(slot.nonce, slot.wrapped, _bound(office, slot))
        )
    except InvalidTag as error:
        raise WrongPassphrase(WRONG) from error


def wrap_recovery(
    office: str, number: int, secret: bytes, master: bytearray, *, shared: bool
) -> RecoverySlot:
    """A fresh slot that the secret of these sheets opens."""
    slot = RecoverySlot(
        id=secrets.token_hex(8),
        set=number,
        shared=shared,
        salt=secrets.token_bytes(SALT_LENGTH),
        nonce=secrets.token_bytes(NONCE_LENGTH),
    )
    return replace(slot, wrapped=_wrapped(office, slot, secret, master))


def wrap_keyring(office: str, user: str, secret: bytes, master: bytearray) -> KeyringSlot:
    """A fresh slot that the secret in that person's keyring opens."""
    slot = KeyringSlot(
        id=secrets.token_hex(8),
        user=passphrases.normalise(user),
        salt=secrets.token_bytes(SALT_LENGTH),
        nonce=secrets.token_bytes(NONCE_LENGTH),
    )
    return replace(slot, wrapped=_wrapped(office, slot, secret, master))


def unwrap_by_secret(office: str, slot: SecretSlot, secret: bytes) -> bytearray | None:
    """The master key, or nothing where the secret is not that of the slot."""
    cipher, bound = _by_secret(office, slot, secret)
    try:
        return bytearray(cipher.decrypt(slot.nonce, slot.wrapped, bound))
    except InvalidTag:
        return None


def _wrapped(office: str, slot: SecretSlot, secret: bytes, master: bytearray) -> bytes:
    cipher, bound = _by_secret(office, slot, secret)
    return cipher.encrypt(slot.nonce, bytes(master), bound)


def _by_secret(office: str, slot: SecretSlot, secret: bytes) -> tuple[ChaCha20Poly1305, bytes]:
    """The cipher, and what it binds; 128 random bits and more need no slow stretching."""
    if isinstance(slot, KeyringSlot):
        version, word, bare = VERSION, "keyring", _keyring_json(replace(slot, wrapped=b""))
    else:
        version, word, bare = _WITH_SHEETS, "recovery", _recovery_json(replace(slot, wrapped=b""))
    info = f"legalaid-desktop {version} {word} {office}".encode()
    key = HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=slot.salt, info=info).derive(secret)
    return ChaCha20Poly1305(key), _canonical({"office": office, "version": version, **bare})


def _cipher(slot: Slot, passphrase: str) -> ChaCha20Poly1305:
    spelling = passphrases.normalise(passphrase, slot.normaliser)
    return ChaCha20Poly1305(stretched(spelling, slot.salt, slot.cost))


def _bound(office: str, slot: Slot) -> bytes:
    """What a slot cannot be separated from: its parameters, its user, its office."""
    return _canonical(
        {"office": office, "version": _PEOPLE_ONLY, **_slot_json(replace(slot, wrapped=b""))}
    )


def sealed(file: SlotFile, key: bytearray) -> bytes:
    """The key file as it is written, under its MAC."""
    content = _file_json(file)
    mac = hmac.digest(key, _canonical(content), hashlib.sha256)
    return json.dumps({**content, "mac": _text(mac)}, indent=2).encode() + b"\n"


def verify(file: SlotFile, key: bytearray) -> None:
    """Refuses a file in which a slot was added, removed or exchanged."""
    mac = hmac.digest(key, _canonical(_file_json(file)), hashlib.sha256)
    if not hmac.compare_digest(mac, file.mac):
        raise Damaged(DAMAGED_KEYS)


def parse(data: bytes) -> SlotFile:
    """The key file read back; ``verify`` is due once the master key is known."""
    try:
        content = json.loads(data)
        if content["version"] > VERSION:
            raise NewerFile(NEWER)
        file = SlotFile(
            office=str(content["office"]),
            slots=tuple(_slot(item) for item in content["slots"]),
            recovery=tuple(_recovery_slot(item) for item in content.get("recovery", ())),
            keyrings=tuple(_keyring_slot(item) for item in content.get("keyrings", ())),
            mac=_bytes(content["mac"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise Damaged(DAMAGED_KEYS) from error
    if {**_file_json(file), "mac": _text(file.mac)} != content:
        raise Damaged(DAMAGED_KEYS)
    if not all(slot.cost.is_sane() for slot in file.slots):
        raise Damaged(DAMAGED_KEYS)
    if not all(passphrases.known(slot.normaliser) for slot in file.slots):
        raise NewerFile(NEWER)
    return file


def _slot(item: Json) -> Slot:
    cost = item["cost"]
    if not isinstance(cost, dict) or not all(type(value) is int for value in cost.values()):
        raise TypeError("cost")
    if type(item["normaliser"]) is not int:
        raise TypeError("normaliser")
    return Slot(
        id=str(item["id"]),
        user=str(item["user"]),
        cost=Cost(**cost),
        salt=_bytes(item["salt"]),
        nonce=_bytes(item["nonce"], NONCE_LENGTH),
        normaliser=item["normaliser"],
        wrapped=_bytes(item["wrapped"]),
    )


def _recovery_slot(item: Json) -> RecoverySlot:
    if type(item["set"]) is not int or type(item["shared"]) is not bool:
        raise TypeError("recovery")
    return RecoverySlot(
        id=str(item["id"]),
        set=item["set"],
        shared=item["shared"],
        salt=_bytes(item["salt"]),
        nonce=_bytes(item["nonce"], NONCE_LENGTH),
        wrapped=_bytes(item["wrapped"]),
    )


def _keyring_slot(item: Json) -> KeyringSlot:
    return KeyringSlot(
        id=str(item["id"]),
        user=str(item["user"]),
        salt=_bytes(item["salt"]),
        nonce=_bytes(item["nonce"], NONCE_LENGTH),
        wrapped=_bytes(item["wrapped"]),
    )


def _keyring_json(slot: KeyringSlot) -> Json:
    return {
        "id": slot.id,
        "user": slot.user,
        "kdf": "hkdf-sha256",
        "salt": _text(slot.salt),
        "cipher": "chacha20-poly1305",
        "nonce": _text(slot.nonce),
        "wrapped": _text(slot.wrapped),
    }


def _recovery_json(slot: RecoverySlot) -> Json:
    return {
        "id": slot.id,
        "set": slot.set,
        "shared": slot.shared,
        "kdf": "hkdf-sha256",
        "salt": _text(slot.salt),
        "cipher": "chacha20-poly1305",
        "nonce": _text(slot.nonce),
        "wrapped": _text(slot.wrapped),
    }


def _slot_json(slot: Slot) -> Json:
    return {
        "id": slot.id,
        "user": slot.user,
        "kdf": "argon2id",
        "cost": asdict(slot.cost),
        "salt": _text(slot.salt),
        "normaliser": slot.normaliser,
        "cipher": "chacha20-poly1305",
        "nonce": _text(slot.nonce),
        "wrapped": _text(slot.wrapped),
    }


def _file_json(file: SlotFile) -> Json:
    content: dict[str, object] = {
        "version": _version(file),
        "office": file.office,
        "slots": [_slot_json(slot) for slot in file.slots],
    }
    if file.recovery:
        content["recovery"] = [_recovery_json(slot) for slot in file.recovery]
    if file.keyrings:
        content["keyrings"] = [_keyring_json(slot) for slot in file.keyrings]
    return content


def _version(file: SlotFile) -> int:
    if file.keyrings:
        return VERSION
    return _WITH_SHEETS if file.recovery else _PEOPLE_ONLY


def _canonical(content: Json) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: object, length: int | None = None) -> bytes:
    data = base64.b64decode(str(text), validate=True)
    if length is not None and len(data) != length:
        raise ValueError("length")
    return data
