"""A sentence to confirm: a box to tick, and words beside it that wrap where room is short."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from legalaid_desktop.desktop.texts import Text, filled


class Question(QWidget):
    """Asks for a word on something; a check box alone does not wrap its words.

    Signals:
        toggled: it was ticked or not any more.
    """

    toggled = Signal(bool)

    def __init__(self, message: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(filled(message))
        self.box.toggled.connect(self.toggled)
        self.words = Text(message, wrap=True)
        self.setFocusProxy(self.box)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 2, 0, 2)
        across.setSpacing(8)
        across.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.words, 1)

    def isChecked(self) -> bool:  # noqa: N802 - as a check box says it
        """Whether it is ticked."""
        return self.box.isChecked()

    def setChecked(self, ticked: bool) -> None:  # noqa: N802 - as a check box has it
        """Ticks it or not."""
        self.box.setChecked(ticked)

    def click(self) -> None:
        """As if somebody clicked it."""
        self.box.click()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words ticks as well."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.click()
