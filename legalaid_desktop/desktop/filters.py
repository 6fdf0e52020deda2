"""The search line above a list: filters it a moment after the last letter."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.pauses import TYPING, Pause
from legalaid_desktop.domain import lao
from legalaid_desktop.i18n import gettext


class FilterLine(QLineEdit):
    """One line to type a part of a name or number into.

    Args:
        message: message id that says what can be typed.

    Signals:
        asked: the list is to be shown by ``wanted()``.
    """

    asked = Signal()

    def __init__(self, message: str) -> None:
        super().__init__()
        self._message = message
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(440)
        glass = QAction(self)
        theme.give_icon(glass, "search")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._pause = Pause(self, TYPING, self.asked.emit)
        self.textChanged.connect(self._typed)
        self._speak()

    def wanted(self) -> str:
        """What was typed, normalised."""
        return lao.normalise(self.text()).strip()

    def changeEvent(self, event: QEvent) -> None:
        """Says what can be typed in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _typed(self) -> None:
        self._pause.start()

    def _speak(self) -> None:
        self.setPlaceholderText(gettext(self._message))
        self.setAccessibleName(gettext(self._message))
