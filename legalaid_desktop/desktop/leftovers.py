"""Says, before the office is open again, that another program still holds a file of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer

from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_

AGAIN = 3000
"""Milliseconds until it is tried again."""
HELD = N_(
    "Files of the office are still open in another program: {count}. Close it there; they are "
    "overwritten as soon as it lets go of them."
)


class Leftovers(InlineBanner):
    """Tries to wipe what is left until nothing is, and is seen for as long."""

    def __init__(self, wipe: Callable[[], int], jobs: Jobs) -> None:
        """Nothing is left yet.

        Args:
            wipe: tries it, in the worker, and says how many files are left.
        """
        super().__init__()
        self._wipe, self._jobs = wipe, jobs
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self.try_again)

    def watch(self, count: int) -> None:
        """Shows that so many files are left, and tries again after a while."""
        if not count:
            self.hide()
            return
        self.say(HELD, "attention", count=count)
        self._again.start()

    def try_again(self) -> None:
        """Tries to wipe them now."""
        self._jobs.run(partial(_wiped, self._wipe), self.watch, self._failed)

    def _failed(self, _error: LegalAidError) -> None:
        self._again.start()


def _wiped(wipe: Callable[[], int], _progress: object, _cancelled: object) -> int:
    return wipe()
