"""Watches what comes in while an office is open: signs of life, and the key that hides all."""

from collections.abc import Callable

from PySide6.QtCore import (
    QChildEvent,
    QDynamicPropertyChangeEvent,
    QEvent,
    QObject,
    Qt,
    QTimer,
    QTimerEvent,
    Signal,
)
from PySide6.QtGui import QHideEvent, QKeyEvent, QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication

HIDING_KEY = Qt.Key.Key_F9

_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.InputMethod,
}
_BEFORE_PAINTING = {
    QEvent.Type.UpdateRequest,
    QEvent.Type.Paint,
    QEvent.Type.Expose,
    QEvent.Type.WindowActivate,
    QEvent.Type.ApplicationStateChange,
}
_ASKED = _SIGNS_OF_LIFE | _BEFORE_PAINTING
_NEVER_ASKED = frozenset(
    {
        QChildEvent,
        QDynamicPropertyChangeEvent,
        QHideEvent,
        QMoveEvent,
        QResizeEvent,
        QShowEvent,
        QTimerEvent,
    }
)
"""Most of what comes in while a page is built: its class says so, and its type need not be asked,
which costs three times as much."""


class IdleWatch(QObject):
    """Counts the time since the last key or click, in whichever window of the program.

    Args:
        parent: its window.
        slept: asked before anything is painted; true when the computer slept, and nothing may be.

    Signals:
        idle: the time is over.
        hiding_asked: the key that hides the program was pressed.
    """

    idle = Signal()
    hiding_asked = Signal()

    def __init__(self, parent: QObject, slept: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        self._slept = slept
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.idle)
        self._counts = False

    def start(self, minutes: int) -> None:
        """Starts to count; 0 minutes never ends."""
        self.stop()
        self._counts = bool(minutes)
        if minutes:
            self.timer.start(minutes * 60_000)
        _app().installEventFilter(self)

    def stop(self) -> None:
        """Stops counting and watching."""
        self.timer.stop()
        _app().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begins again with each sign of life; keeps back what may not be seen."""
        del watched
        if type(event) in _NEVER_ASKED:
            return False
        kind = event.type()
        if kind not in _ASKED:
            return False
        if kind in _BEFORE_PAINTING:
            return self._slept()
        if self._counts:
            self.timer.start()
        if isinstance(event, QKeyEvent) and event.key() == HIDING_KEY:
            self.hiding_asked.emit()
            return True
        return False


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 - a window exists, so the application does
    return app
