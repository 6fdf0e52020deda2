"""Clocks of people who are held: rings at the hour, also hidden, locked, or after a sleep.

Nothing is asked of the office when it rings: only moments and hours are kept in memory, no name,
no number and no place, so that they may stay there while the office is locked. The clock on the
wall decides and not the time that has passed: a computer that slept rings as soon as it wakes.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop.desktop.bell import TITLE, Bell, Notifier
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.desktop.told_marks import ToldMarks
from legalaid_desktop.domain import alerts
from legalaid_desktop.domain.alerts import Alarm
from legalaid_desktop.i18n import N_

EVERY = 15_000
"""Milliseconds between two looks at the clock."""
_SEEN = "seen/"
HOUR = N_("Somebody is held: the clock stands at hour {hours}. Open the office and look at Today.")


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
        self.button = Button(N_("I have seen it"), icon="check", kind="primary")
        self.button.clicked.connect(self.seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(self.banner)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.button)
        column.addLayout(across)

    def say(self, alarm: Alarm) -> None:
        """Says which hour it is."""
        self.setWindowTitle(filled(TITLE))
        self.banner.say(HOUR, "urgent", hours=alarm.hours)
        self.show()
        self.raise_()

    def closeEvent(self, event: QCloseEvent) -> None:
        """To close it is to have seen it."""
        event.accept()
        self.seen.emit()


class Alarms(QObject):
    """Looks at the clock and rings.

    Args:
        now: the clock on the wall.
        bell: what rings; notify: says a word beside the clock of the desktop.
        is_covered: whether the program is hidden from somebody who stands behind: then it only
            rings, and says nothing.
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
    ) -> None:
        super().__init__(parent)
        self._now, self._marks, self._is_covered = now, marks, is_covered
        self._known: tuple[Alarm, ...] = ()
        self._office = ""
        self._waiting: list[Alarm] = []
        self.bell = bell or Bell(self)
        self._corner = Notifier(self)
        self._notify = notify or self._corner.say
        self.notice = AlarmNotice()
        self.notice.seen.connect(self._see)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.check)

    def know(self, office: str, found: Sequence[Alarm]) -> None:
        """These are the moments of that office from now on; looks at the clock at once."""
        self._office, self._known = office, tuple(found)
        self._timer.start()
        self._show_again()
        self.check()

    def check(self) -> None:
        """Rings what has come and was not rung yet: once for each clock."""
        rung = [one.mark for one in self._known if self._marks.has(self._office, one.mark)]
        fresh, come = alerts.ringing(self._known, self._now(), rung)
        for alarm in fresh:
            self._ring(alarm)
        for mark in come - frozenset(rung):
            self._marks.add(self._office, mark, self._now().date())

    def stop(self) -> None:
        """Ends it, with the program."""
        self._timer.stop()
        self.bell.hush()
        self._corner.end()
        self._known = ()
        self.notice.hide()
        self.notice.deleteLater()

    def _ring(self, alarm: Alarm) -> None:
        self._waiting.append(alarm)
        self.notice.say(alarm)
        if not self._is_covered():
            self._notify(filled(HOUR, hours=alarm.hours))
            for window in QApplication.topLevelWidgets():
                QApplication.alert(window)
        with suppress(OSError, RuntimeError):  # a computer without sound still shows it
            self.bell.ring()

    def _show_again(self) -> None:
        """What rang before the program was started anew, and nobody has seen, is said again."""
        latest: dict[str, Alarm] = {}
        for one in self._known:
            if self._marks.has(self._office, one.mark):
                latest[one.mark.rpartition(":")[0]] = one
        for one in latest.values():
            unseen = not self._marks.has(self._office, _SEEN + one.mark)
            if unseen and one not in self._waiting:
                self._waiting.append(one)
                self.notice.say(one)

    def _see(self) -> None:
        self.bell.hush()
        for one in self._waiting:
            self._marks.add(self._office, _SEEN + one.mark, self._now().date())
        self._waiting.clear()
        self.notice.hide()
