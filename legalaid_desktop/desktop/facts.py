"""What is known of a record, a fact a line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from legalaid_desktop.desktop.texts import Text


class Facts(QWidget):
    """Names of facts at the left, the facts at the right; both are texts already made.

    Args:
        facts: pairs of name and fact.
        margins: whether with the inner margin of a card.
    """

    def __init__(self, facts: Sequence[tuple[str, str]], *, margins: bool = True) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(*((18, 14, 18, 16) if margins else (0, 0, 0, 0)))
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(facts):
            named, told = Text(role="dim"), Text(wrap=True)
            named.show_text(name)
            told.show_text(value)
            grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(told, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(facts), 1)
