"""Notices when nobody has used the keyboard or the mouse for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.InputMethod,
}


class IdleWatch(QObject):
    """Counts the time since the last key or click.

    Signals:
        idle: the time is over.
    """

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.idle)

    def start(self, minutes: int) -> None:
        """Starts to count; 0 minutes never ends."""
        self.stop()
        if minutes:
            self.timer.start(minutes * 60_000)
            _app().installEventFilter(self)

    def stop(self) -> None:
        """Stops counting."""
        self.timer.stop()
        _app().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begins again with each sign of life."""
        if event.type() in _SIGNS_OF_LIFE:
            self.timer.start()
        return super().eventFilter(watched, event)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 - a window exists, so the application does
    return app
