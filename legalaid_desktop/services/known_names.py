"""The names of an open office in memory, brought up to date before each look; gone at the lock."""

import itertools
import threading
from collections.abc import Collection
from dataclasses import dataclass, field

from legalaid_desktop.domain.name_index import Known, Match, NameIndex, Owner, OwnerKind
from legalaid_desktop.storage import known_names as stored
from legalaid_desktop.storage.database import Database

_OWNERS = {
    "person": (OwnerKind.PERSON, OwnerKind.FAMILY),
    "party": (OwnerKind.ORGANISATION,),
    "lawyer": (OwnerKind.LAWYER,),
    "intake": (OwnerKind.SPEAKER,),
}


@dataclass(slots=True, repr=False)
class KnownNames:
    """Everybody whose name the office knows, for comparing alone.

    It is read with everything in it: who asks decides what of the answer anybody sees.
    """

    _index: NameIndex = field(default_factory=NameIndex)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def near(self, database: Database, asked: Collection[Known]) -> list[dict[Owner, Match]]:
        """For each of those asked for, everybody who may be the same.

        What other sessions have not committed yet is not among them.
        """
        with self._lock:
            self.refresh(database)
            return [self._index.near(one) for one in asked]

    def same(self, database: Database, asked: Collection[Known]) -> list[dict[Owner, Match]]:
        """For each of those asked for, who has the same sound or number; for long lists."""
        with self._lock:
            self.refresh(database)
            return [self._index.same(one) for one in asked]

    def near_now(self, database: Database, asked: Known) -> dict[Owner, Match]:
        """The same for one, without waiting: nobody while another thread reads the names in."""
        if not self._lock.acquire(blocking=False):
            return {}
        try:
            return self.near(database, [asked])[0]
        finally:
            self._lock.release()

    def refresh(self, database: Database) -> int:
        """Takes in what was saved since the last time; the answer is how many there are.

        The first time takes a few seconds where there are 100,000 people; then it is as quick as
        what was changed.
        """
        with self._lock, database.read() as session:
            news = stored.news(session, self._index.seq)
            if news.all:
                self._index.clear()
                for owner, known in stored.everybody(session):
                    self._index.put(owner, known)
            else:
                for kind, keys in news.records.items():
                    for owner in itertools.product(_OWNERS[kind], keys):
                        self._index.drop(owner)
                for owner, known in stored.some(session, news.records):
                    self._index.put(owner, known)
            self._index.seq = news.seq
            return len(self._index)

    def forget(self) -> None:
        """Drops all names."""
        with self._lock:
            self._index.clear()
