"""How the open deadlines stand by the present holidays and rules, kept until something changes."""

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from legalaid_desktop.domain.trail import BEGINNING, Head
from legalaid_desktop.storage import moves as stored
from legalaid_desktop.storage import trail
from legalaid_desktop.storage.database import Session


@dataclass(frozen=True, slots=True)
class Standing:
    """Open deadlines by their ids: of all cases, whoever may see them.

    Attributes:
        moving: those that would move; lost: those that cannot be counted; restood: those whose
            rule is otherwise sure now, on the same days.
    """

    moving: frozenset[int] = frozenset()
    lost: frozenset[int] = frozenset()
    restood: frozenset[int] = frozenset()

    def but(self, keys: Collection[int], fresh: "Standing") -> "Standing":
        """The same with what these deadlines are by now."""
        return Standing(
            moving=self.moving.difference(keys) | fresh.moving,
            lost=self.lost.difference(keys) | fresh.lost,
            restood=self.restood.difference(keys) | fresh.restood,
        )


@dataclass(slots=True, repr=False)
class KnownStanding:
    """The last answer, in memory as long as nothing changes that it rests on.

    It holds for one table of holidays, one set of rules and one end of the trail: whatever any
    account or program changes in the office stands in the trail, so that it is not asked what
    happened in this window. It has ids alone: who may see them is asked anew each time.
    """

    _key: object = None
    _end: Head = BEGINNING
    _found: Standing = field(default_factory=Standing)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(
        self, session: Session, key: object, count: Callable[[Collection[int] | None], Standing]
    ) -> Standing:
        """How the deadlines stand; counts again only those that may stand otherwise by now.

        Args:
            session: one that only reads: what it has not committed would be taken for the state.
            key: the table and the rules.
            count: gives the standing of these deadlines, or of all.
        """
        with self._lock:
            news = stored.news(session, self._end) if key == self._key else None
            if news is None:
                self._found = count(None)
                self._key, self._end = key, trail.head(session)
                return self._found
            if news.deadlines:
                self._found = self._found.but(news.deadlines, count(news.deadlines))
            self._end = news.end
            return self._found
