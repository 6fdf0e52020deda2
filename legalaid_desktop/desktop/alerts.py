"""Tells the user what is near, once for each lead time, and hands on when custody clocks ring."""

from collections.abc import Callable, Set
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from legalaid_desktop.desktop.bell import Notifier
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.desktop.told_marks import ToldMarks
from legalaid_desktop.domain.alerts import Alarm, Alert
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import alerts as labels

EVERY = 10 * 60_000
CONCERNED = {
    Change.DEADLINE, Change.EVENT, Change.PROTECTION, Change.OFFICE, Change.RULE, Change.USER,
}  # fmt: skip
Found = tuple[list[Alert], list[Alarm], datetime | None]


class AlertBanner(InlineBanner):
    """Warnings above the page, until they are put away.

    Signals:
        wanted: the user wants to see the lists.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.show_lists = Button(N_("Show"), kind="plain")
        self.show_lists.clicked.connect(self._go)
        self.close_up = Button("", icon="x", kind="plain", tip=N_("Put away"))
        self.close_up.clicked.connect(self.hide)
        self.across.addWidget(self.show_lists)
        self.across.addWidget(self.close_up)

    def tell_lines(self, text: str) -> None:
        """Shows the lines."""
        self.text.show_text(text)
        self.colour("attention")
        self.show()

    def _go(self) -> None:
        self.hide()
        self.wanted.emit()


class Alerts(QObject):
    """Looks now and then what is due for a word, in the worker.

    Args:
        is_covered: whether the program is hidden from somebody who stands behind: then what is due
            waits until ``look_again``.

    Signals:
        alarms_found: (alarms, known) when the clocks of those who are held ring, and the latest
            moment that the office knows of.
    """

    alarms_found = Signal(object, object)

    def __init__(
        self,
        parent: QObject,
        office: Any,
        jobs: Jobs,
        marks: ToldMarks,
        notify: Callable[[str], bool] | None = None,
        *,
        is_covered: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._office, self._jobs, self._marks = office, jobs, marks
        self._is_covered = is_covered
        self._corner = Notifier(self)
        self._notify = notify or self._corner.say
        self.banner = AlertBanner()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begins to look."""
        if hasattr(self._office, "alerts"):
            self._timer.start()
            self.look()

    def stop(self) -> None:
        """Ends it: the office is about to be locked."""
        self._timer.stop()
        self._corner.end()

    def concern(self, changes: Set[Any]) -> None:
        """Looks again after these kinds of change."""
        if changes & CONCERNED:
            self.look_again()

    def look_again(self) -> None:
        """Looks before it is time, if it has begun; such as when the program is hidden no more."""
        if self._timer.isActive():
            self.look()

    def look(self) -> None:
        """Looks what is due."""
        self._jobs.run(partial(_found, self._office), self._tell, self._failed)

    def _tell(self, found: Found) -> None:
        due, alarms, known = found
        self.alarms_found.emit(alarms, known)
        if self._is_covered():
            return
        key, today = self._key(), self._office.today.day()
        fresh = [one for one in due if not self._marks.has(key, one.mark)]
        for one in fresh:
            self._marks.add(key, one.mark, today)
        if fresh:
            text = labels.lines(fresh)
            self._notify(text)
            self.banner.tell_lines(text)

    def _key(self) -> str:
        """Each user is told for herself."""
        return f"{self._office.folder}\n{self._office.user}"

    def _failed(self, _problem: LegalAidError) -> None:
        """Whoever may not read is not warned; a full disk shows elsewhere."""


def _found(office: Any, _progress: object, _cancelled: object) -> Found:
    found = office.alerts.due(), office.alerts.alarms(), office.alerts.known()
    with suppress(LegalAidError):  # nobody waits for it: the next look tries again
        office.moves.refresh()
    return found
