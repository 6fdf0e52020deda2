"""Questions, notices, file choosers; ``open()`` with a callback, no nested event loop."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.texts import Button, Text, filled, sentence
from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_

_FRAME = QSize(16, 40)
"""What the window manager draws around a dialog."""
_AROUND = _FRAME + QSize(48, 96)
"""What stands around the body of a dialog: its margins, its buttons and its frame."""


def _room(widget: QWidget, around: QSize) -> QSize:
    return widget.screen().availableGeometry().size() - around


class _Body(QScrollArea):
    """As tall as what is in it; where the screen has not that much room, it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """As large as the content wants to be."""
        return self._wanted(self.column.sizeHint())

    def minimumSizeHint(self) -> QSize:
        """The whole content, as far as the screen reaches."""
        return self._wanted(self.column.minimumSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts wrap otherwise at another width, and so need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is the width known."""
        super().showEvent(event)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grows with an error or another line that comes up."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _wanted(self, size: QSize) -> QSize:
        beside = _AROUND.width() - _FRAME.width()
        dialog_width = self.window().minimumWidth() - beside
        width = self.width() if self.isVisible() else max(dialog_width, size.width())
        if self.column.hasHeightForWidth():
            least = self.column.minimumSize().height()  # Qt stretches the content to that
            size.setHeight(max(least, self.column.totalHeightForWidth(width)))
        return size.boundedTo(_room(self, _AROUND))


class Dialog(QDialog):
    """A dialog in the look of the program; put widgets into ``body``.

    It deletes itself when closed. ``accept_button`` and ``cancel_button`` are wired; to check
    before closing, override ``accept``. On a screen too small for it, the body scrolls.

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
        scrolling = _Body()
        self.body = scrolling.column
        outer.addWidget(scrolling, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)
        self.accept_button = Button(accept, kind=kind)
        self.cancel_button = Button(cancel or N_("Cancel"))
        self._wire(cancel=bool(cancel), danger=kind == "danger")

    def open(self) -> None:
        """Shows the dialog and keeps it until it is closed, also without a parent."""
        self._fit()
        _SHOWN.add(self)
        self.finished.connect(self._let_go)
        super().open()

    def _let_go(self) -> None:
        _SHOWN.discard(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now have the texts their fonts, and so their widths."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Asks for no more than the screen has; a height that is set no longer grows."""
        room, needed = _room(self, _FRAME), self.minimumSize()
        if (layout := self.layout()) is not None:
            needed = needed.expandedTo(layout.totalMinimumSize())
        self.setMinimumWidth(min(needed.width(), room.width()))
        if self.minimumHeight() > room.height():
            self.setMinimumHeight(room.height())

    def changeEvent(self, event: QEvent) -> None:
        """Says the title in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(filled(self._title))

    def add_button(self, button: Button) -> None:
        """Puts another button at the left; Enter in a field never presses it."""
        button.setAutoDefault(False)
        self.buttons.insertWidget(0, button)

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


def _words(text: str) -> Text:
    label = Text(wrap=True)
    label.show_text(text)
    return label


class _Notice(Dialog):
    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__(parent, N_("Notice"), accept=N_("Close"), cancel="")
        self.body.addWidget(_words(text))


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
        self.body.addWidget(_words(question))
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
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("reason")
        self.reason.setAccessibleName(question)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.reason.fontMetrics().lineSpacing() * 3 + 24)
        self.error = Text(role="error", wrap=True)
        self.error.hide()
        for widget in (_words(question), self.reason, self.error):
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


def close_popups() -> None:
    """Closes menus and lists that hang open."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def close_all() -> None:
    """Closes every open dialog without an answer: when the office locks."""
    close_popups()
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
    dialog.resize(dialog.sizeHint().boundedTo(_room(dialog, _FRAME)))
    _SHOWN.add(dialog)
    dialog.finished.connect(lambda: _SHOWN.discard(dialog))
    dialog.destroyed.connect(forget_files)  # it writes its history while it is destroyed
    dialog.open()
