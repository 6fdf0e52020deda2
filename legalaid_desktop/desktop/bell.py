"""Rings, and says a word beside the clock of the desktop, with what every computer has."""

import shutil
import sys
from contextlib import suppress

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from legalaid_desktop import assets
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.i18n import N_

TITLE = N_("Legal Aid")
TIMES = 8
_EVERY = 2500
_SHOWN_FOR = 20_000
_PLAYERS = ("paplay", "pw-play", "aplay", "afplay")


class Bell(QObject):
    """Rings some times over, until it is hushed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._strike)

    def ring(self) -> None:
        """Begins to ring."""
        self._left = TIMES
        self._timer.start()
        self._strike()

    def hush(self) -> None:
        """Ends it."""
        self._timer.stop()

    def _strike(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
        QApplication.beep()
        _play()


def _play() -> None:
    """The beep of many computers is switched off: what plays a file here plays ours too."""
    path = str(assets.resource("sounds", "bell.wav"))
    if sys.platform == "win32":
        import winsound

        with suppress(RuntimeError):  # no sound card, or its service is off
            winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_ASYNC)
        return
    player = next((found for name in _PLAYERS if (found := shutil.which(name))), None)
    if player is not None and QApplication.platformName() != "offscreen":
        QProcess.startDetached(player, [path])


class Notifier(QObject):
    """Says a word in the corner of the desktop, where there is such a corner."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray: QSystemTrayIcon | None = None

    def say(self, text: str) -> bool:
        """Shows the text, which names nobody; whether it could."""
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return False
        if self._tray is None:
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
        self._tray.show()
        self._tray.showMessage(filled(TITLE), text, QApplication.windowIcon(), _SHOWN_FOR)
        return True

    def end(self) -> None:
        """Takes the icon away."""
        if self._tray is not None:
            self._tray.hide()
