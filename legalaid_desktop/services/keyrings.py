"""Opening the office without a passphrase: allowed by a manager, switched on by each user.

The key file is written before the trail, as for accounts: a slot that no manager allows is refused
at sign-in, and an entry that is missing shows by the setting and the slots.
"""

from dataclasses import dataclass
from pathlib import Path

from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import NotAllowed
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import keyrings as stored
from legalaid_desktop.storage import os_keyring, settings, trail

FORBIDDEN = N_("The manager does not allow opening this office without a passphrase.")

_SETTING = "keyring_allowed"
_YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyringState:
    """Whether somebody may open the office without a passphrase.

    Attributes:
        allowed: by the manager of the office.
        mine: switched on for the user at this desk; users: for whom it is.
    """

    allowed: bool
    mine: bool
    users: tuple[str, ...]


class Keyrings:
    """What the keyrings of the operating system may open."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk, self._folder = desk, folder

    def is_available(self) -> bool:
        """Whether this computer has a keyring that can be used; may take a while."""
        return os_keyring.is_available()

    def state(self) -> KeyringState:
        """Whether it is allowed, and for whom it is switched on."""
        with self._desk.reading(Act.CONSULT) as session:
            allowed = is_allowed(session)
        users = tuple(stored.users(self._folder))
        return KeyringState(allowed=allowed, mine=self._desk.user in users, users=users)

    def allow(self) -> None:
        """Lets each user decide whether to switch it on."""
        with self._desk.writing(Act.MANAGE_USERS) as session:
            settings.put(session, _SETTING, _YES, Change.USER)

    def forbid(self, own_passphrase: str) -> None:
        """Switches it off for everybody.

        Raises:
            WrongPassphrase, TooSoon: it is not one's own.
        """
        self._desk.require(Act.MANAGE_USERS)
        stored.forbid(self._folder, self._desk.user, own_passphrase)
        with self._desk.writing(Act.MANAGE_USERS) as session:
            settings.put(session, _SETTING, "", Change.USER)

    def switch_on(self, own_passphrase: str) -> None:
        """Lets whoever uses this account of the computer open the office in the user's name.

        Raises:
            NotAllowed: no manager has allowed it.
            Refused: the keyring does not take the key; nothing was changed.
            WrongPassphrase, TooSoon: it is not one's own.
        """
        with self._desk.reading(Act.CONSULT) as session:
            require_allowed(session)
        stored.switch_on(self._folder, self._desk.user, own_passphrase)
        self._enter(before=False)

    def switch_off(self, own_passphrase: str) -> None:
        """Asks for the passphrase from now on; raises ``WrongPassphrase`` or ``TooSoon``."""
        self._desk.require(Act.CONSULT)
        stored.switch_off(self._folder, self._desk.user, own_passphrase)
        self._enter(before=True)

    def _enter(self, *, before: bool) -> None:
        with self._desk.writing(Act.CONSULT) as session:
            trail.note(
                session,
                Deed.KEYRING,
                kind="user_account",
                record=self._desk.account.id,
                fields={"switched_on": (before, not before)},
            )


def is_allowed(session: Session) -> bool:
    """Whether a manager has allowed it."""
    return settings.get(session, _SETTING) == _YES


def require_allowed(session: Session) -> None:
    """Raises ``NotAllowed`` unless a manager has allowed it."""
    if not is_allowed(session):
        raise NotAllowed(FORBIDDEN)
