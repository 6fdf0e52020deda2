"""The work behind the search: its index made anew where it is an older one, and files read."""

import time
from collections.abc import Callable, Set
from typing import Any

from PySide6.QtCore import QObject, Signal

from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import Cancelled, LegalAidError
from legalaid_desktop.domain.search import Progress
from legalaid_desktop.i18n import N_

_WITH_FILES = {Change.ATTACHMENT, Change.PAPER}
_FEW = 3
"""So many files are read without a word."""
_FIRST, _MOST = 100, 5_000
_STEP = 0.1
"""Seconds that others may wait to save."""
_BREATH = 0.02


class Indexing(QObject):
    """Works on a thread of its own, in small steps, until everything that is kept can be found.

    Signals:
        settled: there is nothing left to do, or it was stopped.
    """

    settled = Signal()
    _heard = Signal(object)

    def __init__(self, office: Any, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search, self._jobs = office.search, jobs
        self._again, self._rows = False, _FIRST
        self._heard.connect(self._hear)
        self._deaf: Callable[[], object] = office.subscribe(self._heard.emit)

    def start(self) -> None:
        """Looks whether there is anything to do, and does it."""
        self._again = self._jobs.busy
        if not self._again:
            self._jobs.run(self._look, self._begin, self._ended)

    def stop(self) -> None:
        """Hears no more of the office and begins nothing."""
        self._deaf()
        self._jobs.forget()

    def _hear(self, changes: Set[Change]) -> None:
        if changes & _WITH_FILES:
            self.start()

    def _look(self, _progress: object, _cancelled: object) -> Progress:
        found: Progress = self._search.progress()
        return found

    def _begin(self, found: Progress) -> None:
        if found.is_ready and not found.unread:
            self._ended(Cancelled())
            return
        self._jobs.run(self._work, self._done, self._ended, _title(found))

    def _work(
        self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Progress:
        while self._build(progress, cancelled):
            pass
        of = self._search.progress().unread
        done = 0
        while self._search.read_file(cancelled):
            done += 1
            progress(done, max(of, done))
            _rest(cancelled)
        return self._look(None, None)

    def _build(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> bool:
        """The next slice of the index, as large as fits into a step; whether there was one."""
        begun = time.perf_counter()
        if not self._search.build(self._rows):
            return False
        took = time.perf_counter() - begun
        self._rows = min(_MOST, max(1, int(self._rows * _STEP / max(took, _STEP / 4))))
        found = self._search.progress()
        progress(found.done, found.of)
        _rest(cancelled)
        return True

    def _done(self, _found: Progress) -> None:
        self._settle()

    def _ended(self, _error: LegalAidError) -> None:
        """Nothing to do, stopped, or a full disk: what is missing is told where one searches."""
        self._settle()

    def _settle(self) -> None:
        self.settled.emit()
        if self._again:
            self.start()


def _title(found: Progress) -> str:
    if not found.is_ready:
        return filled(N_("Preparing the search"))
    return filled(N_("Reading files for the search")) if found.unread > _FEW else ""


def _rest(cancelled: Callable[[], bool]) -> None:
    """Lets others save; raises ``Cancelled`` when it is stopped."""
    time.sleep(_BREATH)
    if cancelled():
        raise Cancelled
