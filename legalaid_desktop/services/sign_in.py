"""Signing in: whose account it is, and what the trail says of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from legalaid_desktop.domain import offices
from legalaid_desktop.domain.access import Role, Viewer
from legalaid_desktop.domain.errors import NotAllowed
from legalaid_desktop.domain.trail import Deed, Fields
from legalaid_desktop.domain.users import User
from legalaid_desktop.services import clock
from legalaid_desktop.services.desk import CLOSED, Session
from legalaid_desktop.services.keyrings import require_allowed
from legalaid_desktop.services.recovery import KIND as RECOVERY
from legalaid_desktop.services.strength import own_names
from legalaid_desktop.storage import attempts, trail
from legalaid_desktop.storage import teams as stored_teams
from legalaid_desktop.storage import users as stored_users
from legalaid_desktop.storage.database import Database

Enter = Callable[[Session], None]
"""What a way in checks, and notes in the trail, in the transaction of the sign-in."""


def enter(session: Session) -> None:
    """By the passphrase."""
    trail.note(session, Deed.SIGN_IN)


def by_keyring(session: Session) -> None:
    """By the keyring of the computer; raises ``NotAllowed``."""
    require_allowed(session)
    trail.note(session, Deed.SIGN_IN, fields={"without_passphrase": (None, True)})


def by_sheets(number: int, passphrase: str, session: Session) -> None:
    """By the recovery sheets of that set; raises ``InvalidValue`` for a weak new passphrase."""
    offices.checked_passphrase(passphrase, own_names(session))
    trail.note(session, Deed.RECOVERY, kind=RECOVERY, record=number)
    trail.note(session, Deed.SIGN_IN)


def account(database: Database, name: str, at: clock.Clock, way: Enter) -> User:
    """The account of that name, with the sign-in entered in the trail; raises ``NotAllowed``."""
    with database.transaction(Viewer(user=name, now=at())) as session:
        if not stored_users.every(session):
            return _adopted(session, name, clock.today(at))
        found = stored_users.called(session, name)
        if found is None or found.disabled_on is not None:
            raise NotAllowed(CLOSED)
        _enter_failures(session, database.folder)
        way(session)
    attempts.forgive(database.folder, name)
    return found


def _enter_failures(session: Session, folder: Path) -> None:
    """What was tried since the last sign-in of anybody, in the trail, with whose name and when."""
    for name, failures in attempts.read(folder).items():
        if not failures.untold:
            continue
        times = [at.isoformat() for at in failures.times]
        fields: Fields = {"count": (None, failures.untold), "at": (None, times)}
        if (number := attempts.trial(name)) is not None:
            deed = Deed.RECOVERY_REHEARSED
            trail.note(session, deed, kind=RECOVERY, record=number, fields=fields)
        elif name == attempts.SHEETS:
            trail.note(session, Deed.FAILED_RECOVERY, kind=RECOVERY, fields=fields)
        else:
            fields = {"name": (None, name), **fields}
            trail.note(session, Deed.FAILED_SIGN_IN, kind="user_account", fields=fields)


def _adopted(session: Session, name: str, today: date) -> User:
    """The one user of an office from before there were accounts, with all its cases."""
    founder = stored_users.save(session, manager(name, today))
    stored_teams.adopt(session, founder)
    return founder


def manager(name: str, today: date) -> User:
    """The account of whoever makes an office."""
    return User(name=name, role=Role.MANAGER, since=today)
