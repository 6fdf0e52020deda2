"""An empty sheet in front of the program: one key hides everything, the same key brings it back."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from legalaid_desktop.desktop import dialogs, icons
from legalaid_desktop.desktop.idle import HIDING_KEY
from legalaid_desktop.desktop.pauses import Pause
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.i18n import N_

TITLE = N_("Notes")
OPEN_FOR = 60_000
"""Milliseconds for which the office stays open behind it."""
_GREY = "#808080"


class Cover(QWidget):
    """Looks like a sheet for notes with nothing on it; what is typed there is not kept.

    Signals:
        over: the office was hidden for so long that it is to be locked.
        taken_down: the user wants the program back.
    """

    over = Signal()
    taken_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._behind: list[QWidget] = []
        self.sheet = QPlainTextEdit()
        self.sheet.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self.setWindowIcon(icons.icon("file-text", _GREY))
        self.resize(760, 520)
        self._timer = Pause(self, OPEN_FOR, self.over.emit)
        self._key = QShortcut(QKeySequence(HIDING_KEY), self)
        self._key.activated.connect(self.taken_down)

    def put_up(self) -> None:
        """Hides all windows of the program and stands there instead."""
        dialogs.close_popups()
        seen = [one for one in QApplication.topLevelWidgets() if _is_window(one)]
        self._behind = [one for one in seen if one is not self]
        self.setWindowTitle(filled(TITLE))
        self.sheet.setAccessibleName(filled(TITLE))
        self.show()  # before the others go: the last window that closes ends the program
        for one in self._behind:
            one.hide()
        self.activateWindow()
        self.sheet.setFocus()
        _app().installEventFilter(self)
        self._timer.start()

    def take_down(self) -> None:
        """Brings back what was hidden."""
        _app().removeEventFilter(self)
        self._timer.stop()
        behind = [one for one in self._behind if isValid(one)]
        self._behind = []
        for one in behind:
            one.show()
            one.activateWindow()

    def put_away(self) -> None:
        """Hides the sheet and forgets what was typed on it."""
        self.sheet.clear()
        self.hide()

    def hold(self, window: QWidget) -> None:
        """Keeps a window behind the sheet until it is taken down."""
        if window not in self._behind:
            self._behind.append(window)
        window.hide()
        self.activateWindow()

    def let_go(self) -> None:
        """Forgets the windows behind: they are closed, and the office is locked."""
        self._behind = []
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What comes up meanwhile, such as a notice of work that failed, waits behind the sheet."""
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched is not self
            and _is_window(watched)
        ):
            QTimer.singleShot(0, watched, lambda: self.hold(watched))
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Its close button brings the program back too."""
        event.ignore()
        self.taken_down.emit()


def _is_window(widget: QWidget) -> bool:
    popup = widget.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
    return widget.isWindow() and widget.isVisible() and not popup


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 - a window exists, so the application does
    return app
