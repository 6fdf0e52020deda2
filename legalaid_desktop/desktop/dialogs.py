"""Questions, notices, file choosers; ``open()`` with a callback, no nested event loop."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.texts import Button, Text, filled, sentence
from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_


class Dialog(QDialog):
    """A dialog in the look of the program; put widgets into ``body``.

    It deletes itself when closed. ``accept_button`` and ``cancel_button`` are wired; to check
    before closing,
    override ``accept``.

    Args:
        title: message id for the window's title. Never a name: titles show in task bars.
        accept: message id of the button that does it; say the act ("Delete"), not "OK".
        cancel: message id of the other button; empty for none.
        kind: ``primary`` or ``danger``.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        *,
        accept: str = N_("Save"),
        cancel: str = N_("Cancel"),
        kind: str = "primary",
    ) -> None:
        super().__init__(parent.window() if parent else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._title = title
        self.setWindowTitle(filled(title))
        self.setMinimumWidth(440)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(16)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        outer.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)
        self.accept_button = Button(accept, kind=kind)
        self.cancel_button = Button(cancel or N_("Cancel"))
        self._wire(cancel=bool(cancel), danger=kind == "danger")

    def open(self) -> None:
        """Shows the dialog and keeps it until it is closed, also without a parent."""
        _SHOWN.add(self)
        self.finished.connect(self._let_go)
        super().open()

    def _let_go(self) -> None:
        _SHOWN.discard(self)

    def changeEvent(self, event: QEvent) -> None:
        """Says the title in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(filled(self._title))

    def _wire(self, *, cancel: bool, danger: bool) -> None:
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.accept_button)
        self.cancel_button.setVisible(cancel)
        self.accept_button.setAutoDefault(not danger)  # Enter never destroys
        self.cancel_button.setAutoDefault(False)


_SHOWN: set[QDialog] = set()
"""Dialogs on screen: without a reference, one without a parent would vanish at once."""


class _Notice(Dialog):
    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__(parent, N_("Notice"), accept=N_("Close"), cancel="")
        label = Text(wrap=True)
        label.show_text(text)
        self.body.addWidget(label)


class _Question(Dialog):
    def __init__(
        self,
        parent: QWidget | None,
        question: str,
        accept: str,
        kind: str,
        yes: Callable[[], object],
    ) -> None:
        super().__init__(parent, N_("Question"), accept=accept, kind=kind)
        self._yes = yes
        label = Text(wrap=True)
        label.show_text(question)
        self.body.addWidget(label)
        self.accepted.connect(self._answer)

    def _answer(self) -> None:
        self._yes()


class _Reason(Dialog):
    def __init__(
        self,
        parent: QWidget | None,
        question: str,
        accept: str,
        kind: str,
        then: Callable[[str], object],
    ) -> None:
        super().__init__(parent, N_("Reason"), accept=accept, kind=kind)
        self._then = then
        label = Text(wrap=True)
        label.show_text(question)
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("reason")
        self.reason.setAccessibleName(question)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.reason.fontMetrics().lineSpacing() * 3 + 24)
        self.error = Text(role="error", wrap=True)
        self.error.hide()
        for widget in (label, self.reason, self.error):
            self.body.addWidget(widget)
        self.reason.setFocus()

    def accept(self) -> None:
        """Goes on only with a reason."""
        reason = lao.normalise(self.reason.toPlainText()).strip()
        if not reason:
            self.error.say(N_("Write why: it is kept with the record."))
            self.error.show()
            theme.restyle(self.reason, wrong=True)
            self.reason.setFocus()
            return
        super().accept()
        self._then(reason)


def tell(parent: QWidget | None, what: LegalAidError | str, **values: object) -> None:
    """Shows what happened: an error of the program, or a message id with its values."""
    text = sentence(what) if isinstance(what, LegalAidError) else filled(what, **values)
    _Notice(parent, text).open()


def ask(
    parent: QWidget | None,
    question: str,
    accept: str,
    yes: Callable[[], object],
    *,
    kind: str = "primary",
    **values: object,
) -> None:
    """Asks; ``yes`` is called if the user agrees. ``accept`` names the act, such as "Delete"."""
    _Question(parent, filled(question, **values), accept, kind, yes).open()


def ask_reason(
    parent: QWidget | None,
    question: str,
    accept: str,
    then: Callable[[str], object],
    *,
    kind: str = "primary",
    **values: object,
) -> None:
    """Asks for a reason; ``then(reason)`` is called with what was written, never with nothing."""
    _Reason(parent, filled(question, **values), accept, kind, then).open()


def choose_open_files(
    parent: QWidget | None,
    title: str,
    then: Callable[[list[Path]], object],
    filters: Sequence[str] = (),
) -> None:
    """Lets the user choose files to read; ``then`` gets them."""
    dialog = _chooser(parent, title, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    _open(dialog, then)


def choose_save_file(
    parent: QWidget | None,
    title: str,
    suggested: str,
    then: Callable[[Path], object],
    filters: Sequence[str] = (),
) -> None:
    """Lets the user choose where to write; asks before an existing file is replaced."""
    dialog = _chooser(parent, title, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(suggested).suffix.lstrip("."))
    dialog.selectFile(suggested)
    _open(dialog, lambda paths: then(paths[0]))


def choose_folder(parent: QWidget | None, title: str, then: Callable[[Path], object]) -> None:
    """Lets the user choose a folder; ``then`` gets it."""
    dialog = _chooser(parent, title, ())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, lambda paths: then(paths[0]))


def close_all() -> None:
    """Closes every open dialog without an answer: when the office locks."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.reject()
            widget.deleteLater()


def forget_files() -> None:
    """Removes what Qt's file dialog remembers: the folders and files of clients."""
    remembered = QSettings(QSettings.Scope.UserScope, "QtProject")
    remembered.remove("FileDialog")
    remembered.sync()


def _chooser(parent: QWidget | None, title: str, filters: Sequence[str]) -> QFileDialog:
    """Qt's own dialog: those of the system enter each file into their list of recent files."""
    dialog = QFileDialog(parent.window() if parent else None, filled(title))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setDirectory(str(Path.home()))
    dialog.setHistory([])
    dialog.setSidebarUrls([])
    _dress(dialog)
    dialog.setNameFilters([filled(one) for one in filters] or [filled(N_("All Files (*)"))])
    return dialog


_ICONS = {
    "backButton": "chevron-left",
    "forwardButton": "chevron-right",
    "toParentButton": "folder-open",
    "newFolderButton": "folder-plus",
}
_WIDTH = 120


def _dress(dialog: QFileDialog) -> None:
    """Qt's icons are black in the dark theme, and its buttons too narrow for bold letters."""
    if (sidebar := dialog.findChild(QWidget, "sidebar")) is not None:
        sidebar.hide()  # it would be an empty box
    for name, icon in _ICONS.items():
        if (button := dialog.findChild(QToolButton, name)) is not None:
            theme.give_icon(button, icon)
    for wide in dialog.findChildren(QPushButton):
        wide.setMinimumWidth(_WIDTH)


def _open(dialog: QFileDialog, then: Callable[[list[Path]], object]) -> None:
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    _SHOWN.add(dialog)
    dialog.finished.connect(lambda: _SHOWN.discard(dialog))
    dialog.destroyed.connect(forget_files)  # it writes its history while it is destroyed
    dialog.open()
