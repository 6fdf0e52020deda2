"""After a bug: a report of versions and places in the code, without values or names."""

import sys
import threading
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import bugs


def report(error: BaseException) -> str:
    """Versions, kinds of error and places in the code; never a message, which may hold a name."""
    return bugs.report(error, f"PySide6 {PySide6.__version__}")


class CrashDialog(Dialog):
    """Says that something went wrong and shows the report, to copy and to send."""

    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__(parent, N_("Something went wrong"), accept=N_("Go on"), cancel="")
        self.setObjectName("crash")
        self.setMinimumSize(640, 420)
        self.body.addWidget(Text(N_("Something went wrong in the program"), role="title"))
        self.body.addWidget(
            Text(
                N_(
                    "What you saved is safe. The report below holds no names and nothing of your"
                    " clients; please copy it and send it to whoever looks after this program."
                ),
                wrap=True,
            )
        )
        self.report = QPlainTextEdit(text)
        self.report.setObjectName("report")
        self.report.setReadOnly(True)
        self.report.setAccessibleName(text)
        self.body.addWidget(self.report, 1)
        copy = Button(N_("Copy the report"), icon="copy")
        copy.setObjectName("copy")
        copy.clicked.connect(self.copy)
        self.add_button(copy)

    def copy(self) -> None:
        """Puts the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())

    def add(self, text: str) -> None:
        """Adds another report to the one on screen, instead of a pile of windows."""
        if self.report.blockCount() < 400:
            self.report.appendPlainText("\n" + text)


class Watch(QObject):
    """Takes every exception that nobody caught, in any thread, and shows its report.

    Signals:
        caught: (report) a bug was reported.
    """

    caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.caught.connect(self._show)
        self._dialog: CrashDialog | None = None

    def start(self) -> None:
        """From now on, uncaught exceptions come here."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def take(self, error: BaseException) -> None:
        """Reports a bug; may be called in any thread."""
        self.caught.emit(report(error))

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = report(error.with_traceback(trace))
        sys.stderr.write(text + "\n")
        self.caught.emit(text)

    def _thread_hook(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._hook(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _show(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.add(text)
            return
        self._dialog = CrashDialog(QApplication.activeWindow(), text)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        self._dialog = None
