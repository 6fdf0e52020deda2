"""The desk somebody works at: an open office, who sits there, and what that person may do.

Each public method of a service opens exactly one ``reading`` or ``writing``: one transaction, one
permission check, one view of the cases, and its entries in the trail. Those that make pages for a
while read first and write afterwards.

Who sits here is looked up in each of them: a role that was changed, or an account that was closed,
in this window or by another program, counts from the next one on.
"""

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from legalaid_desktop.domain import confidentiality
from legalaid_desktop.domain.access import BY_GLASS, NOT_YOURS, Act, Rights, Scope, Viewer, scope
from legalaid_desktop.domain.errors import NotAllowed
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.undo import History, edit_of
from legalaid_desktop.domain.users import User
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import clock, reference
from legalaid_desktop.services.known_names import KnownNames
from legalaid_desktop.services.known_standing import KnownStanding
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import records, trail, visibility
from legalaid_desktop.storage import users as stored_users
from legalaid_desktop.storage.blobs import BlobStore
from legalaid_desktop.storage.database import Database, Session
from legalaid_desktop.storage.viewing import Viewing

__all__ = ["Desk", "Session"]

ONE_LOOK = timedelta(minutes=10)
"""Looks at one record within this time are one entry of the trail."""
_EDITING = frozenset({Act.EDIT, Act.SET_UP})

CLOSED = N_("This account is closed. Ask the manager of the office.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the services of one unlocked office share.

    Attributes:
        looked: when the user last looked at which record, for the trail.
        history: what the user has changed, for undo.
        viewing: what lies open for other programs.
        names: everybody's names in memory, to compare with.
        standing: how the open deadlines stand by the present holidays and rules.
        watchers: are told when the account is no longer what it was at sign-in.
    """

    database: Database
    blobs: BlobStore
    account: User
    rights: Rights
    clock: clock.Clock
    looked: dict[records.Look, datetime] = field(default_factory=dict, repr=False)
    history: History = field(default_factory=History, repr=False)
    viewing: Viewing = field(default_factory=Viewing, repr=False)
    names: KnownNames = field(default_factory=KnownNames, repr=False)
    standing: KnownStanding = field(default_factory=KnownStanding, repr=False)
    watchers: list[Callable[[], object]] = field(default_factory=list, repr=False)

    @property
    def user(self) -> str:
        """The name of the person who sits here."""
        return self.account.name

    def require(self, act: Act) -> Scope:
        """How far the act reaches here; raises ``NotAllowed``."""
        with self.database.read(self._nobody()) as session:
            return scope(self._present(session)[1], act)

    def require_on(self, session: Session, act: Act, case_id: int) -> None:
        """Refuses what this person may not do in that case, whatever the session is for."""
        viewer = replace(self._viewer(*self._present(session), act), by_glass=False)
        if not visibility.reaches(session, viewer, case_id):
            raise NotAllowed(NOT_YOURS)

    @contextmanager
    def reading(self, act: Act = Act.READ, *, case: int | None = None) -> Iterator[Session]:
        """A session that only reads; raises ``NotAllowed``.

        Cases and people that are looked at one by one are entered in the trail.

        Args:
            case: whose file is looked at, where only lists that belong to it are read.
        """
        with self.database.read(self._nobody()) as session:
            self._seat(session, act)
            if case is not None:
                stored_cases.get(session, case)
            yield session
            looks = records.looks(session)
        self._enter(looks)

    @contextmanager
    def writing(self, act: Act = Act.EDIT, *, by_glass: bool = False) -> Iterator[Session]:
        """A session whose work is kept whole or not at all; raises ``NotAllowed``.

        Args:
            by_glass: whether it reaches also cases whose glass the user broke.
        """
        with self.database.transaction(self._nobody()) as session:
            self._seat(session, act, by_glass=by_glass)
            yield session
            edits = tuple(records.edits(session))
        if act in _EDITING and (edit := edit_of(edits)) is not None:
            self.history.add(edit)

    def reader(self, session: Session, act: Act = Act.READ) -> Viewer | None:
        """In whose name cases are read, or acted on, here; nothing where the role may not."""
        account, rights = self._present(session)
        may = rights.get(act, Scope.NONE) is not Scope.NONE
        return self._viewer(account, rights, act) if may else None

    def may(self, session: Session, act: Act) -> bool:
        """Whether the user may do that at all."""
        return self._present(session)[1].get(act, Scope.NONE) is not Scope.NONE

    def reaches(self, session: Session, act: Act, case_id: int) -> bool:
        """Whether the user may do that to this case."""
        account, rights = self._present(session)
        if rights.get(act, Scope.NONE) is Scope.NONE:
            return False
        viewer = replace(self._viewer(account, rights, act), by_glass=act in BY_GLASS)
        return visibility.reaches(session, viewer, case_id)

    def able(self, session: Session, act: Act, case_id: int) -> list[User]:
        """The open accounts that may do that to this case."""
        roles = reference.roles()
        return [
            one
            for one in stored_users.every(session)
            if one.disabled_on is None
            and roles[one.role].get(act, Scope.NONE) is not Scope.NONE
            and visibility.reaches(
                session,
                replace(self._viewer(one, roles[one.role], act), by_glass=act in BY_GLASS),
                case_id,
            )
        ]

    def check(self) -> bool:
        """Whether the account is still what it was at sign-in; watchers hear if it is not."""
        with self.database.read(self._nobody()) as session:
            found = stored_users.present(session, self.account.id or 0)
        if found != self.account:
            self._tell()
        return found == self.account

    def today(self) -> date:
        """The present day in Vientiane."""
        return clock.today(self.clock)

    def _nobody(self) -> Viewer:
        """Who sits here, before it is known what that person may do."""
        return Viewer(user=self.account.name, now=self._now())

    def _seat(self, session: Session, act: Act, *, by_glass: bool = False) -> None:
        """From here on the session sees what the user may see for that act."""
        viewer = self._viewer(*self._present(session), act)
        visibility.restrict(session, replace(viewer, by_glass=by_glass or act in BY_GLASS))

    def _present(self, session: Session) -> tuple[User, Rights]:
        """The account as it is now, and its rights; raises ``NotAllowed`` once it is closed."""
        found = stored_users.present(session, self.account.id or 0)
        if found == self.account:
            return found, self.rights
        self._tell()
        if found is None or found.disabled_on is not None:
            raise NotAllowed(CLOSED)
        return found, reference.roles()[found.role]

    def _tell(self) -> None:
        for watcher in tuple(self.watchers):  # the worker may end one meanwhile
            watcher()

    def _viewer(self, account: User, rights: Rights, act: Act) -> Viewer:
        return Viewer(
            user=account.name,
            user_id=account.id,
            lawyer_id=account.lawyer_id,
            scope=scope(rights, act),
            now=self._now(),
            told=confidentiality.told(reference.levels(), rights),
        )

    def _now(self) -> datetime:
        return self.clock().replace(microsecond=0)

    def _enter(self, looks: Set[records.Look]) -> None:
        now = self.clock()
        fresh = [look for look in looks if not self._is_known(look, now)]
        if not fresh:
            return
        with self.database.transaction(self._nobody()) as session:
            for kind, key, case_id in sorted(fresh, key=str):
                trail.note(session, Deed.LOOK, kind=kind, record=key, case_id=case_id)
        self.looked.update(dict.fromkeys(fresh, now))

    def _is_known(self, look: records.Look, now: datetime) -> bool:
        last = self.looked.get(look)
        return last is not None and timedelta(0) <= now - last < ONE_LOOK
