"""The desk somebody works at: an open office, who sits there, and what that person may do.

Each public method of a service opens exactly one ``reading`` or ``writing``: one transaction, one
permission check, one view of the cases, and its entries in the trail. Those that make pages for a
while read first and write afterwards.
"""

from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from legalaid_desktop.domain.access import Act, Rights, Scope, Viewer, scope
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.undo import Edit, History, Undoable
from legalaid_desktop.domain.users import User
from legalaid_desktop.services import clock
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import records, trail
from legalaid_desktop.storage.blobs import BlobStore
from legalaid_desktop.storage.database import Database, Session
from legalaid_desktop.storage.viewing import Viewing

__all__ = ["Desk", "Session"]

ONE_LOOK = timedelta(minutes=10)
"""Looks at one record within this time are one entry of the trail."""
_EDITING = frozenset({Act.EDIT, Act.SET_UP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the services of one unlocked office share.

    Attributes:
        looked: when the user last looked at which record, for the trail.
        history: what the user has changed, for undo.
        viewing: what lies open for other programs.
    """

    database: Database
    blobs: BlobStore
    account: User
    rights: Rights
    clock: clock.Clock
    looked: dict[records.Look, datetime] = field(default_factory=dict, repr=False)
    history: History = field(default_factory=History, repr=False)
    viewing: Viewing = field(default_factory=Viewing, repr=False)

    @property
    def user(self) -> str:
        """The name of the person who sits here."""
        return self.account.name

    def require(self, act: Act) -> Scope:
        """How far the act reaches here; raises ``NotAllowed``."""
        return scope(self.rights, act)

    @contextmanager
    def reading(self, act: Act = Act.READ, *, case: int | None = None) -> Iterator[Session]:
        """A session that only reads; raises ``NotAllowed``.

        Cases and people that are looked at one by one are entered in the trail.

        Args:
            case: whose file is looked at, where only lists that belong to it are read.
        """
        with self.database.read(self._viewer(act)) as session:
            if case is not None:
                stored_cases.get(session, case)
            yield session
            looks = records.looks(session)
        self._enter(looks)

    @contextmanager
    def writing(self, act: Act = Act.EDIT) -> Iterator[Session]:
        """A session whose work is kept whole or not at all; raises ``NotAllowed``."""
        with self.database.transaction(self._viewer(act)) as session:
            yield session
            edits = tuple(records.edits(session))
        if act in _EDITING and len(edits) == 1:
            before, after = edits[0]
            if isinstance(before, Undoable) and isinstance(after, Undoable):
                self.history.add(Edit(before=before, after=after))

    def reader(self) -> Viewer | None:
        """In whose name cases are read here; nothing where the role reads none."""
        reads = self.rights.get(Act.READ, Scope.NONE) is not Scope.NONE
        return self._viewer(Act.READ) if reads else None

    def today(self) -> date:
        """The present day in Vientiane."""
        return clock.today(self.clock)

    def _viewer(self, act: Act) -> Viewer:
        return Viewer(
            user=self.account.name,
            user_id=self.account.id,
            lawyer_id=self.account.lawyer_id,
            scope=self.require(act),
            now=self.clock().replace(microsecond=0),
        )

    def _enter(self, looks: Set[records.Look]) -> None:
        now = self.clock()
        fresh = [look for look in looks if not self._is_known(look, now)]
        if not fresh:
            return
        with self.database.transaction(self._viewer(Act.CONSULT)) as session:
            for kind, key, case_id in sorted(fresh, key=str):
                trail.note(session, Deed.LOOK, kind=kind, record=key, case_id=case_id)
        self.looked.update(dict.fromkeys(fresh, now))

    def _is_known(self, look: records.Look, now: datetime) -> bool:
        last = self.looked.get(look)
        return last is not None and timedelta(0) <= now - last < ONE_LOOK
