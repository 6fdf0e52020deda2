"""Clocks of people who are held: rings at the hour, also hidden, locked, or after a sleep.

Nothing is asked of the office when it rings: only moments and hours are kept in memory, no name,
no number and no place, so that they may stay there while the office is locked. The clock on the
wall decides and not the time that has passed: a computer that slept rings as soon as it wakes. A
clock on the wall that is set back delays nothing: the time that has passed since counts then.

It rings again until somebody who is signed in says to have heard it. While the office is locked,
or the case is for others, the notice can only be put aside for a while.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop.desktop.bell import TITLE, Bell, Notifier
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.desktop.told_marks import ToldMarks
from legalaid_desktop.domain import alerts
from legalaid_desktop.domain.alerts import Alarm
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_

EVERY = 15_000
"""Milliseconds between two looks at the clock."""
AGAIN = timedelta(minutes=5)
"""Nobody said to have heard it: so long after, it rings again."""
LATER = timedelta(minutes=30)
"""The same after it was put aside by somebody who cannot say so."""
HOUR = N_(
    "Somebody is held: hour {hours} is over, and at hour {limit} the time ends. Open the office "
    "and look at Today."
)
OVER = N_(
    "Somebody is held: hour {hours} is over, and the time ended at hour {limit}. Open the office "
    "and look at Today."
)
NO_LIMIT = N_(
    "Somebody is held: hour {hours} is over. No limit is known for this custody: it is not said "
    "that there is none. Open the office and look at Today."
)
ELSEWHERE = N_("The file is not open to you: tell the lawyer in charge or the head of the office.")
ASIDE = N_("It rings again until somebody who is signed in says to have seen it.")
SEEN, LATER_LABEL = N_("I have seen it"), N_("Ring again later")


def steady() -> float:
    """Seconds on a clock that nobody sets; where there is such a one, it counts sleep too."""
    with suppress(AttributeError, OSError):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


def words(alarm: Alarm) -> str:
    """What the notice says of that hour; it names nobody."""
    if alarm.limit is None:
        return NO_LIMIT
    return HOUR if alarm.hours < alarm.limit else OVER


class AlarmNotice(QWidget):
    """Stays in front of all windows until somebody has seen it; it names nobody.

    Signals:
        seen: the button was pressed, or the notice was closed.
    """

    seen = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setMinimumWidth(460)
        self.banner = InlineBanner()
        self.hint = InlineBanner()
        self.button = Button(SEEN, icon="check", kind="primary")
        self.button.clicked.connect(self.seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(self.banner)
        column.addWidget(self.hint)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.button)
        column.addLayout(across)

    def say(self, alarm: Alarm, hint: str) -> None:
        """Says which hour it is, and what else is to be known; without a hint it can be seen."""
        self.setWindowTitle(filled(TITLE))
        self.banner.say(words(alarm), "urgent", hours=alarm.hours, limit=alarm.limit or 0)
        self.hint.hide()
        if hint:
            self.hint.say(hint, "attention")
        self.button.say(LATER_LABEL if hint else SEEN)
        self.show()
        self.raise_()

    def closeEvent(self, event: QCloseEvent) -> None:
        """To close it is to have seen it."""
        event.accept()
        self.seen.emit()


class Alarms(QObject):
    """Looks at the clock and rings.

    Args:
        now: the clock on the wall; passing: seconds on a clock that nobody sets.
        bell: what rings; notify: says a word beside the clock of the desktop.
        is_covered: whether the program is hidden from somebody who stands behind: then it only
            rings, and says nothing until it is uncovered.
    """

    def __init__(
        self,
        parent: QObject | None,
        now: Callable[[], datetime],
        marks: ToldMarks,
        *,
        bell: Bell | None = None,
        notify: Callable[[str], object] | None = None,
        is_covered: Callable[[], bool] = lambda: False,
        passing: Callable[[], float] = steady,
    ) -> None:
        super().__init__(parent)
        self._now, self._marks, self._is_covered = now, marks, is_covered
        self._passing = passing
        self._open: tuple[str, Any] = ("", None)
        self._began, self._passed = now(), passing()
        self._known: dict[str, tuple[Alarm, ...]] = {}
        self._waiting: dict[str, list[Alarm]] = {}
        self._rings_at, self._is_aside = self._began, False
        self.bell = bell or Bell(self)
        self._corner = Notifier(self)
        self._notify = notify or self._corner.say
        self.notice = AlarmNotice()
        self.notice.seen.connect(self._see)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.check)

    def sign_in(self, folder: str, office: Any) -> None:
        """Somebody is signed in there, who can say to have heard; none with ``None``."""
        self._open = (folder, office)

    def learn(self, found: Sequence[Alarm], known: datetime | None) -> None:
        """The same as ``know``, of the office that is open."""
        if self._open[1] is not None:
            self.know(self._open[0], found, known)

    def know(self, office: str, found: Sequence[Alarm], known: datetime | None = None) -> None:
        """These are the moments of that office from now on; looks at the clock at once.

        Args:
            known: the latest moment that the office knows of: it is later by now.
        """
        self._known[office] = tuple(found)
        if known is not None and known > self.present():
            self._began, self._passed = known, self._passing()
        marks = {one.mark for one in found}
        left = [one for one in self._waiting.get(office, ()) if one.mark in marks]
        self._waiting[office] = left
        if not any(self._waiting.values()):
            self._hush()
        elif self.notice.isVisible():  # who is signed in now may say to have heard it
            self._show()
        self._timer.start()
        self._show_again(office)
        self.check()

    def present(self) -> datetime:
        """The moment now: what the clock says, or what has passed where that was set back."""
        passed = timedelta(seconds=max(self._passing() - self._passed, 0))
        return max(self._now(), self._began + passed)

    def check(self) -> None:
        """Rings what has come and was not rung yet, once for each clock, and what nobody heard."""
        for office, known in self._known.items():
            self._check(office, known)
        if not any(self._waiting.values()):
            return
        if self.present() >= self._rings_at:
            self._ring()
        elif not self._is_aside and not self.notice.isVisible():
            self._show()  # it was covered until now

    def stop(self) -> None:
        """Ends it, with the program."""
        self._timer.stop()
        self.bell.hush()
        self._corner.end()
        self._known.clear()
        self._waiting.clear()
        self.notice.hide()
        self.notice.deleteLater()

    def _check(self, office: str, known: Sequence[Alarm]) -> None:
        present = self.present()
        for one in known:  # rung by a clock that stood in the future: it has its own hour still
            if one.at > present:
                self._marks.forget(office, one.mark)
        rung = [one.mark for one in known if self._marks.has(office, one.mark)]
        fresh, come = alerts.ringing(known, present, rung)
        for mark in come - frozenset(rung):
            self._marks.add(office, mark, present.date())
        if fresh:
            self._waiting.setdefault(office, []).extend(fresh)
            self._rings_at = present

    def _ring(self) -> None:
        self._rings_at, self._is_aside = self.present() + AGAIN, False
        alarm = self._latest()
        self._show()
        if not self._is_covered():
            self._notify(filled(words(alarm), hours=alarm.hours, limit=alarm.limit or 0))
        for window in QApplication.topLevelWidgets():
            QApplication.alert(window)
        with suppress(OSError, RuntimeError):  # a computer without sound still shows it
            self.bell.ring()

    def _all(self) -> list[Alarm]:
        return [one for found in self._waiting.values() for one in found]

    def _latest(self) -> Alarm:
        return max(self._all(), key=lambda one: one.at)

    def _show(self) -> None:
        """In front of all windows; whoever stands behind the user sees nothing."""
        if not self._is_covered():
            self.notice.say(self._latest(), self._hint())

    def _hint(self) -> str:
        """Why nobody who sits here can say to have heard it, if so."""
        folder, signed_in = self._open
        if signed_in is None or not self._waiting.get(folder):
            return ASIDE
        return ELSEWHERE if all(one.elsewhere for one in self._all()) else ""

    def _show_again(self, office: str) -> None:
        """What rang before the program was started anew, and nobody has heard, is said again."""
        latest: dict[str, Alarm] = {}
        for one in self._known[office]:
            if self._marks.has(office, one.mark):
                latest[one.mark.rpartition(":")[0]] = one
        for one in latest.values():
            if one not in self._waiting[office] and one.at <= self.present():
                self._waiting[office].append(one)
                self._rings_at, self._is_aside = self.present() + AGAIN, False
                self._show()

    def _see(self) -> None:
        for office, waiting in self._waiting.items():
            left = self._not_kept(office, waiting) if waiting else []
            heard = {one.mark for one in waiting if one not in left}
            known = self._known.get(office, ())
            self._waiting[office] = left
            self._known[office] = tuple(one for one in known if one.mark not in heard)
        self._hush()

    def _not_kept(self, folder: str, waiting: Sequence[Alarm]) -> list[Alarm]:
        """Keeps who heard them; gives those that nobody here could say to have heard."""
        if self._open[0] != folder or self._open[1] is None:
            return list(waiting)
        try:
            return list(self._open[1].alerts.hear(waiting))
        except LegalAidError:  # changed meanwhile, or a full disk: it rings again
            return list(waiting)

    def _hush(self) -> None:
        """Quiet, for a while at least: what nobody could say to have heard rings again."""
        self.bell.hush()
        self.notice.hide()
        self._rings_at, self._is_aside = self.present() + LATER, True
