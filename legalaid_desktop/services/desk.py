"""The desk somebody works at: an open office, who sits there, and what that person may do.

Each public method of a service opens exactly one ``reading`` or ``writing``: one transaction and
one permission check. Those that make pages for a while read first and write afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from legalaid_desktop.domain.access import Act, Role, require
from legalaid_desktop.services import clock
from legalaid_desktop.storage.blobs import BlobStore
from legalaid_desktop.storage.database import Database, Session

__all__ = ["Desk", "Session"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the services of one unlocked office share."""

    database: Database
    blobs: BlobStore
    user: str
    role: Role
    clock: clock.Clock

    @contextmanager
    def reading(self, act: Act = Act.READ) -> Iterator[Session]:
        """A session that only reads; raises ``NotAllowed``."""
        require(self.role, act)
        with self.database.read() as session:
            yield session

    @contextmanager
    def writing(self, act: Act = Act.EDIT) -> Iterator[Session]:
        """A session whose work is kept whole or not at all; raises ``NotAllowed``."""
        require(self.role, act)
        with self.database.transaction() as session:
            yield session

    def today(self) -> date:
        """The present day in Vientiane."""
        return clock.today(self.clock)
