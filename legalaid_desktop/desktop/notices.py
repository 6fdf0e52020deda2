"""What a page says beside its content: nothing here yet, mind this, and it is done."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from legalaid_desktop.desktop import dialogs, icons, theme
from legalaid_desktop.desktop.pauses import Pause
from legalaid_desktop.desktop.texts import Button, Text, cause
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_

_ICONS = {
    "urgent": "circle-alert",
    "attention": "triangle-alert",
    "good": "circle-check",
    "info": "info",
    "neutral": "info",
}

_SHOWN_FOR = 8000
"""Milliseconds: time to read it and to reach for the button."""


class EmptyState(QWidget):
    """What stands where nothing is yet: a sentence, and a button that begins.

    Signals:
        asked: the button was pressed.
    """

    asked = Signal()

    def __init__(self, sentence: str, action: str = "", icon: str = "inbox") -> None:
        super().__init__()
        self._icon = icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = Text(sentence, role="dim", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._picture)
        column.addWidget(self.sentence)
        if action:
            self.button = Button(action)
            self.button.clicked.connect(self.asked)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draws the picture in the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, theme.tokens().dim, icons.SIZE * 1.6))


class InlineBanner(QFrame):
    """A sentence that must be read before going on, in the colour of its kind, with an icon."""

    def __init__(self, message: str = "", kind: str = "attention", **values: object) -> None:
        super().__init__()
        self._kind = kind
        self._picture = QLabel()
        self.text = Text(wrap=True)
        self.across = QHBoxLayout(self)
        self.across.setContentsMargins(12, 8, 12, 8)
        self.across.setSpacing(10)
        self.across.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self.across.addWidget(self.text, 1)
        if message:  # it comes on screen with what holds it, and never as a window of its own
            self.text.say(message, **values)
            self.colour(kind)
        else:
            self.hide()

    def say(self, message: str, kind: str = "attention", **values: object) -> None:
        """Shows a message."""
        self.text.say(message, **values)
        self.colour(kind)
        self.setVisible(True)

    def colour(self, kind: str) -> None:
        """Takes the colours and the icon of that kind."""
        self._kind = kind
        theme.restyle(self, kind=kind)
        self._draw()

    def tell(self, error: LegalAidError) -> None:
        """Shows what went wrong, now and after a change of language."""
        message, values = cause(error)
        self.say(message, "urgent", **values)

    def changeEvent(self, event: QEvent) -> None:
        """Draws the icon in the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        letters, _ = theme.tokens().of_kind(self._kind)
        self._picture.setPixmap(icons.pixmap(_ICONS[self._kind], letters))


class Toast(QFrame):
    """A word at the foot of the window that something is done, with a way to undo it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._undo: Callable[[], object] | None = None
        self.text = Text()
        self.undo_button = Button(N_("Undo"), icon="undo-2")
        theme.give_icon(self.undo_button, "undo-2", "rail_bright")
        self.undo_button.clicked.connect(self._do_undo)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 6, 8, 6)
        across.setSpacing(16)
        across.addWidget(self.text)
        across.addWidget(self.undo_button)
        self._timer = Pause(self, _SHOWN_FOR, self.hide)
        parent.installEventFilter(self)
        self.hide()

    def show_for(
        self, message: str, undo: Callable[[], object] | None = None, **values: object
    ) -> None:
        """Shows the message for eight seconds; ``undo`` is called if the user wants it back."""
        self._undo = undo
        self.text.say(message, **values)
        self.undo_button.setVisible(undo is not None)
        self.setAccessibleName(self.text.text())
        self.show()
        self.raise_()
        self._place()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _do_undo(self) -> None:
        self.hide()
        if self._undo is None:
            return
        try:
            self._undo()
        except LegalAidError as problem:
            dialogs.tell(self.window(), problem)

    def _place(self) -> None:
        self.adjustSize()
        room = self.window().rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - 64)
