"""The keyring of the operating system: a place for one secret per office and user.

Each kind of keyring raises errors of its own, and some take a secret without keeping it. Whatever
goes wrong comes out as a sentence, and the passphrase opens the office as always. The library loads
with the first call.
"""

import base64
import binascii
from contextlib import suppress
from typing import Any

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_

SERVICE = "legalaid-desktop"
"""Under this name and the id of a slot the secret is kept: no name of an office or a person."""

NO_KEYRING = N_(
    "This computer has no keyring that the program can use. Open the office with the passphrase."
)
LOCKED = N_(
    "The keyring of this computer did not answer: it is locked, or it is the keyring of somebody "
    "else. Open the office with the passphrase."
)
MISSING = N_(
    "The keyring of this computer has nothing for this office: it was emptied, or this is another "
    "account or computer. Open the office with the passphrase, then switch this on again."
)
NOT_KEPT = N_("The keyring of this computer did not take the key. Nothing was changed.")

_UNSAFE = ("keyring.backends.fail", "keyring.backends.null", "keyrings.")
"""None at all, and a collection of files that anybody can read."""
_CHAIN = "keyring.backends.chainer"


def is_available() -> bool:
    """Whether there is a keyring that the system itself protects."""
    try:
        return _is_safe(_backend())
    except Exception:  # whatever it is: there is none then
        return False


def put(name: str, secret: bytes) -> None:
    """Keeps a secret; raises ``Refused``, and nothing is kept then."""
    if not is_available():
        raise Refused(NO_KEYRING)
    kept = base64.b64encode(secret).decode()
    try:
        _backend().set_password(SERVICE, name, kept)
        same = _backend().get_password(SERVICE, name) == kept
    except Exception as error:
        forget(name)
        raise Refused(NOT_KEPT) from error
    if not same:
        forget(name)
        raise Refused(NOT_KEPT)


def get(name: str) -> bytes:
    """The secret; raises ``Refused`` where the keyring does not give it."""
    if not is_available():
        raise Refused(NO_KEYRING)
    try:
        found = _backend().get_password(SERVICE, name)
    except Exception as error:
        raise Refused(LOCKED) from error
    if not found:
        raise Refused(MISSING)
    try:
        return base64.b64decode(found, validate=True)
    except (binascii.Error, ValueError):
        return b""  # what somebody else put there opens nothing


def forget(name: str) -> None:
    """Takes the secret out; one that is on another account, or gone, opens nothing any more."""
    with suppress(Exception):
        if is_available():
            _backend().delete_password(SERVICE, name)


def _backend() -> Any:
    import keyring

    return keyring.get_keyring()


def _is_safe(backend: Any) -> bool:
    """Whether the system protects it; a file that another package writes protects nothing."""
    kind = type(backend).__module__
    if kind == _CHAIN:
        parts = list(backend.backends)
        return bool(parts) and all(map(_is_safe, parts))
    return not kind.startswith(_UNSAFE)
