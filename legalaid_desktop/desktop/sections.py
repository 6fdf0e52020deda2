"""Groups of a form that are seldom needed: folded in, with how much stands in them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.i18n import N_


class Section(QFrame):
    """A card whose body is shown on a press of its head.

    Args:
        title: message id.
        body: what is folded in.

    Attributes:
        filled: whether anything stands in it.
    """

    def __init__(self, title: str, body: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = body
        self.head = Button(title, icon="chevron-right", kind="fold")
        self.count = Text(role="dim")
        across = QHBoxLayout()
        across.addWidget(self.head)
        across.addStretch(1)
        across.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 18, 8)
        column.setSpacing(8)
        column.addLayout(across)
        column.addWidget(body)
        self.head.clicked.connect(self._turn)
        self.unfold(open=False)
        self.tell(0)

    @property
    def is_open(self) -> bool:
        """Whether the body shows."""
        return not self.body.isHidden()

    def unfold(self, *, open: bool = True) -> None:  # noqa: A002 - what is said of a section
        """Shows the body, or hides it."""
        self.body.setVisible(open)
        theme.give_icon(self.head, "chevron-down" if open else "chevron-right", "accent")

    def tell(self, count: int) -> None:
        """Says how much stands in it."""
        self.filled = bool(count)
        if count:
            self.count.say(N_("{count} entered"), count=count)
        else:
            self.count.say(N_("nothing entered"))

    def _turn(self) -> None:
        self.unfold(open=not self.is_open)
        if self.is_open:
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)
