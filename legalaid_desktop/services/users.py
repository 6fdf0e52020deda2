"""Accounts: who may sign in, with which role. Each has a slot of its own in the key file.

The key file is written before the database, so that what is left when the program is killed
between the two opens nothing: a slot without an account is refused at sign-in and written anew when
the account is made again; an account without a slot cannot sign in.
"""

from dataclasses import replace
from pathlib import Path

from legalaid_desktop.domain import checks, offices, users
from legalaid_desktop.domain.access import Act, Role
from legalaid_desktop.domain.errors import InvalidValue, NotFound, Refused
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.users import User
from legalaid_desktop.i18n import N_
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.strength import own_names
from legalaid_desktop.storage import keys, passphrases, trail
from legalaid_desktop.storage import users as stored

KIND = "user_account"
"""What the trail calls an account."""

CLOSED = N_("This account is closed. Add the person again to open it.")
LAST_MANAGER = N_("An office needs a manager. Make somebody else a manager first.")


class Users:
    """The people who can sign in."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk, self._folder = desk, folder

    def every(self) -> list[User]:
        """All accounts, closed ones too, in the order in which they were made."""
        with self._desk.reading(Act.MANAGE_USERS) as session:
            return stored.every(session)

    def called(self, name: str) -> User:
        """The account of that name; raises ``NotFound``."""
        with self._desk.reading(Act.MANAGE_USERS) as session:
            found = stored.called(session, passphrases.normalise(name).strip())
        if found is None:
            raise NotFound(keys.NOBODY)
        return found

    def add(self, user: User, passphrase: str, own_passphrase: str) -> User:
        """Makes an account, or opens a closed one of that name again.

        Args:
            passphrase: the new user's first one, to be changed by that person.
            own_passphrase: of the user at this desk; it opens the office's key for the new slot.

        Raises:
            InvalidValue: the name is taken, or the passphrase is too easy to guess.
            WrongPassphrase, TooSoon: it is not one's own.
        """
        checked = users.checked(user)
        clean = replace(checked, name=passphrases.normalise(checked.name).strip())
        with self._desk.reading(Act.MANAGE_USERS) as session:
            offices.checked_passphrase(passphrase, (*own_names(session), clean.name))
            known = stored.called(session, clean.name)
        if known is not None and known.disabled_on is None:
            raise InvalidValue("name", keys.TAKEN)
        self._give_slot(clean.name, passphrase, own_passphrase)
        with self._desk.writing(Act.MANAGE_USERS) as session:
            if known is None:
                return stored.save(session, replace(clean, since=self._desk.today()))
            again = replace(known, role=clean.role, lawyer_id=clean.lawyer_id, disabled_on=None)
            return stored.save(session, again)

    def change(self, user: User) -> User:
        """Keeps another role, or another entry among the lawyers; the name stays.

        Raises:
            Refused: no manager would be left.
            Stale: somebody else changed it.
        """
        with self._desk.writing(Act.MANAGE_USERS) as session:
            known = stored.get(session, user.id or 0)
            if known.disabled_on is not None:
                raise Refused(CLOSED)
            if user.role is not Role.MANAGER:
                _require_manager(session, known)
            changed = replace(user, name=known.name, since=known.since, disabled_on=None)
            return stored.save(session, changed)

    def reset(self, user_id: int, passphrase: str, own_passphrase: str) -> None:
        """Gives somebody a new passphrase; the old one opens nothing from then on.

        Raises:
            Refused: the account is closed.
            InvalidValue, WrongPassphrase, TooSoon: as for ``add``.
        """
        with self._desk.reading(Act.MANAGE_USERS) as session:
            offices.checked_passphrase(passphrase, own_names(session))
            known = stored.get(session, user_id)
        if known.disabled_on is not None:
            raise Refused(CLOSED)
        self._give_slot(known.name, passphrase, own_passphrase)
        with self._desk.writing(Act.MANAGE_USERS) as session:
            trail.note(session, Deed.PASSPHRASE, kind=KIND, record=user_id)

    def disable(self, user_id: int, reason: str, own_passphrase: str) -> User:
        """Closes an account and takes its slot away; what the person did stays in the files.

        Raises:
            Refused: no manager would be left.
            InvalidValue: no reason is given.
            WrongPassphrase, TooSoon: it is not one's own.
        """
        why = checks.line("reason", reason, required=True)
        with self._desk.reading(Act.MANAGE_USERS) as session:
            known = stored.get(session, user_id)
            _require_manager(session, known)
        keys.remove_user(self._folder, self._desk.user, own_passphrase, known.name)
        with self._desk.writing(Act.MANAGE_USERS) as session:
            closed = replace(stored.get(session, user_id), disabled_on=self._desk.today())
            kept = stored.save(session, closed)
            trail.note(session, Deed.REMOVE, kind=KIND, record=user_id, reason=why)
            return kept

    def _give_slot(self, name: str, passphrase: str, own: str) -> None:
        give = keys.reset_passphrase if name in keys.users(self._folder) else keys.add_user
        give(self._folder, self._desk.user, own, name, passphrase)


def _require_manager(session: Session, without: User) -> None:
    others = [
        one
        for one in stored.every(session)
        if one.role is Role.MANAGER and one.disabled_on is None and one.id != without.id
    ]
    if not others:
        raise Refused(LAST_MANAGER)
