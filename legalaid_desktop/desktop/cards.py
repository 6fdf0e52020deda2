"""Cards, rows, chips and page heads: what pages are built from."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.texts import Button, Text, filled


class Chip(QLabel):
    """A state in one word, with the colour of its kind.

    Args:
        message: message id.
        kind: one of ``theme.KINDS``.
        values: fill the placeholders.
    """

    def __init__(self, message: str, kind: str = "neutral", **values: object) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(message, kind, **values)

    def say(self, message: str, kind: str, **values: object) -> None:
        """Shows another state."""
        self._message, self._values = message, values
        self.setText(filled(message, **values))
        theme.restyle(self, kind=kind)

    def changeEvent(self, event: QEvent) -> None:
        """Says the word in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setText(filled(self._message, **self._values))


class Row(QFrame):
    """Two lines and a chip: what it is, and why or since when.

    Args:
        title: the text of the first line, already made (records, ``filled(...)``).
        reason: the second line, dimmer; may wrap.
        chip: stands at the right.
        key: given back by ``opened`` on a click or Enter; None: not clickable.

    Signals:
        opened: (key) the user wants to see it.
    """

    opened = Signal(object)

    def __init__(
        self, title: str, reason: str = "", chip: Chip | None = None, key: object | None = None
    ) -> None:
        super().__init__()
        self._key = key
        self._below: QHBoxLayout | None = None
        self.title = Text(wrap=True)
        self.title.show_text(title)
        self.reason = Text(role="dim", wrap=True)
        self.reason.show_text(reason)
        if not reason:  # to show a label that has no parent yet would make it a window
            self.reason.hide()
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.lines.addWidget(self.title)
        self.lines.addWidget(self.reason)
        self.across = QHBoxLayout(self)
        self.across.setContentsMargins(16, 8, 16, 8)
        self.across.setSpacing(16)
        self.across.addLayout(self.lines, 1)
        if chip:
            self.across.addWidget(chip)
        self._make_clickable(f"{title}. {reason}")

    def add_button(self, button: Button) -> None:
        """Puts a button at the right of the row."""
        self.across.addWidget(button)

    def add_below(self, part: QWidget) -> None:
        """Puts a button or a chip below the words, beside those there: it takes no room of them."""
        if self._below is None:
            self._below = QHBoxLayout()
            self._below.setContentsMargins(0, 6, 0, 0)
            self._below.setSpacing(8)
            self._below.addStretch(1)
            self.lines.addLayout(self._below)
        self._below.insertWidget(self._below.count() - 1, part)

    def _make_clickable(self, name: str) -> None:
        self.setAccessibleName(name)
        if self._key is None:
            return
        self.setProperty("clickable", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if self._key is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open, Up and Down go to the neighbours."""
        if self._key is not None and event.key() in _OPEN_KEYS:
            self.opened.emit(self._key)
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


_TITLE = 100
"""How much more of the free width a title takes than the space beside it."""


class CardHead(QFrame):
    """The head of a card: its title, a note at the right, and buttons."""

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__()
        self.title = Text(title, role="title")
        self.note = Text(note, role="dim")
        self.across = QHBoxLayout(self)
        self.across.setContentsMargins(18, 12, 18, 10)
        self.across.addWidget(self.title)
        self.across.addStretch(1)
        self.across.addWidget(self.note)

    def wrap(self) -> None:
        """Lets a long title break beside several buttons, so that none of them is cut off."""
        self.title.setWordWrap(True)
        self.across.setStretchFactor(self.title, _TITLE)

    def add_button(self, button: QAbstractButton) -> None:
        """Puts a button at the right of the head."""
        self.across.addWidget(button)


class Card(QFrame):
    """A white card with a hairline; rows or widgets in it.

    Args:
        title: message id of the head; without it the card has none.
        note: message id of the dim words at the right of the head.

    Signals:
        opened: (key) a row of the card was opened.
    """

    opened = Signal(object)

    def __init__(self, title: str = "", note: str = "") -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        self.head = CardHead(title, note)
        self.head.setVisible(bool(title))
        self.column.addWidget(self.head)
        self._rows: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, *, margins: bool = True) -> None:
        """Puts a widget below the others, with the card's inner margin."""
        if margins:
            holder = QVBoxLayout()
            holder.setContentsMargins(18, 14, 18, 16)
            holder.addWidget(widget)
            self.column.addLayout(holder)
        else:
            self.column.addWidget(widget)

    def add_rows(self, rows: Sequence[QWidget]) -> None:
        """Shows further rows below those that are there."""
        if self._rows and rows:
            theme.restyle(self._rows[-1], last="false")
        self._rows += rows
        for row in rows:
            self._add_row(row)

    def set_rows(self, rows: Sequence[QWidget]) -> None:
        """Shows these rows in place of the former ones; the keyboard stays where it was."""
        focused = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        for old in self._rows:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = list(rows)
        for row in self._rows:
            self._add_row(row)
        if focused is not None and focused < len(self._rows):
            self._rows[focused].setFocus()

    def _add_row(self, row: QWidget) -> None:
        if isinstance(row, Row):
            row.opened.connect(self.opened)
            row.setProperty("last", "true" if row is self._rows[-1] else "false")
        self.column.addWidget(row)


class Beside(QWidget):
    """Parts side by side; below each other where the window is narrow.

    Attributes:
        across: holds the parts.
    """

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.across.setContentsMargins(0, 0, 0, 0)
        self.across.setSpacing(spacing)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part: they need not stand side by side."""
        return QSize(max(self._widths(), default=0), self.across.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the parts side by side if they fit."""
        self._turn()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """The same when a part grows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        between = self.across.spacing() * (self.across.count() - 1)
        fits = sum(self._widths()) + between <= self.width()
        sides = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if sides != self.across.direction():
            self.across.setDirection(sides)

    def _widths(self) -> list[int]:
        items = (self.across.itemAt(place) for place in range(self.across.count()))
        return [item.minimumSize().width() for item in items if item is not None]


class PageHeader(Beside):
    """Title of a page, a dim line below it, and the buttons of the page at the right."""

    def __init__(self, title: str = "", subtitle: str = "", **values: object) -> None:
        super().__init__(spacing=8)
        self.title = Text(role="page", wrap=True)
        if title:
            self.title.say(title, **values)
        self.subtitle = Text(role="dim", wrap=True)
        if subtitle:
            self.subtitle.say(subtitle, **values)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self.title)
        lines.addWidget(self.subtitle)
        self.chips = QHBoxLayout()
        self.chips.setSpacing(8)
        self.chips.addStretch(1)  # an empty layout would hold the whole head to no width
        lines.addLayout(self.chips)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self.across.addLayout(lines, 1)
        self.across.addLayout(self.buttons)

    def add_button(self, button: Button) -> Button:
        """Puts a button at the right; the primary one comes last."""
        self.buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Shows these chips below the title."""
        while (place := self.chips.takeAt(0)) is not None:
            if (old := place.widget()) is not None:
                old.hide()  # until it is gone it would lie over the title
                old.deleteLater()
        for chip in chips:
            self.chips.addWidget(chip)
        self.chips.addStretch(1)


def scrolled(content: QWidget) -> QScrollArea:
    """The content in a scroll area without a frame, as wide as the page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


class Columns(Beside):
    """Cards in columns, 16 px apart.

    Args:
        weighted: the cards of a column and its share of the width, from left to right.
    """

    def __init__(self, weighted: Sequence[tuple[Sequence[QWidget], int]]) -> None:
        super().__init__(spacing=16)
        for cards, weight in weighted:
            column = QVBoxLayout()
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self.across.addLayout(column, weight)


def columns(*weighted: tuple[Sequence[QWidget], int]) -> Columns:
    """Cards in columns side by side; each column is (cards, weight)."""
    return Columns(weighted)
