"""The line for quick entries, with what the program understood below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.i18n import N_, gettext

HINT = N_("What happened? Type / for words, then yesterday, 12/3, 20m …")


class QuickLine(QWidget):
    """The line, a button for an entry with all its fields, and what is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setObjectName("quick")
        self.more = Button(N_("With day and time …"), kind="plain")
        self.understood = Text(role="dim", wrap=True)
        self.error = Text(role="error", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()
        across.addWidget(self.line, 1)
        across.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(across)
        for text in (self.understood, self.error):
            column.addWidget(text)
            text.hide()

    def speak(self) -> None:
        """Says in the language of the window what can be typed."""
        self.line.setPlaceholderText(gettext(HINT))
        self.line.setToolTip(gettext(HINT))
        self.line.setAccessibleName(gettext(N_("What happened")))
