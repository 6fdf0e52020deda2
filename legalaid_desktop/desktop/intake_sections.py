"""Parts of a long form that open with one key; each says how much of it was asked."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.cards import Beside, Chip
from legalaid_desktop.desktop.fields import Field
from legalaid_desktop.i18n import N_, gettext


class Section(QFrame):
    """A card with fields, folded to its title until somebody opens it.

    Args:
        number: its place in the talk; Alt with that digit opens and closes it.
        title: message id.
        make: makes its fields by name, a row each, side by side where there is room. They are made
            when they are first needed: most parts of most talks never are.
        names: of its fields.
        is_open: whether it begins open.

    Signals:
        made: (itself) its fields are there, and empty.
        changed: something was typed.
    """

    made = Signal(object)
    changed = Signal()

    def __init__(
        self,
        number: int,
        title: str,
        make: Callable[[], Sequence[dict[str, Field]]],
        *,
        names: Collection[str],
        is_open: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._number, self._title, self._make = number, title, make
        self.names = names
        self._fields: dict[str, Field] = {}
        self.head = QPushButton()
        self.head.setProperty("kind", "section")
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.clicked.connect(self.turn)
        self.state = Chip(N_("not asked"))
        self.inside = QWidget()
        self._lay_out()
        self.shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
        self.shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        self.shortcut.activated.connect(self.turn)
        self.open(wanted=is_open)
        self._tell()

    @property
    def is_made(self) -> bool:
        """Whether its fields are there."""
        return bool(self._fields)

    @property
    def fields(self) -> dict[str, Field]:
        """All of them, by the names of what they stand for."""
        if not self._fields:
            self._fill()
        return self._fields

    @property
    def is_open(self) -> bool:
        """Whether its fields show."""
        return not self.inside.isHidden()

    @property
    def asked(self) -> int:
        """How many of its fields hold an answer."""
        return sum(_is_filled(field) for field in self._fields.values())

    def open(self, *, wanted: bool = True) -> None:
        """Shows the fields, or hides them."""
        if wanted and not self._fields:
            self._fill()
        self.inside.setVisible(wanted)
        theme.give_icon(self.head, "chevron-down" if wanted else "chevron-right")
        self._speak()

    def turn(self) -> None:
        """Opens it and puts the cursor into its first field, or closes it."""
        self.open(wanted=not self.is_open)
        if self.is_open:
            next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Says the title in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "head"):
            self._speak()

    def _fill(self) -> None:
        rows = self._make()
        for row in rows:
            self._lines.addWidget(_across(list(row.values())))
        self._fields = {name: field for row in rows for name, field in row.items()}
        for name, field in self._fields.items():
            field.setObjectName(name)
            field.changed.connect(self._tell)
        self.made.emit(self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 18, 6)
        head.addWidget(self.head, 1)
        head.addWidget(self.state)
        self._lines = QVBoxLayout(self.inside)
        self._lines.setContentsMargins(18, 4, 18, 16)
        self._lines.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.inside)

    def _speak(self) -> None:
        title = gettext(self._title)
        self.head.setText(f"{self._number}  {title}")
        tip = gettext(N_("Alt+{number} opens and closes this part")).format(number=self._number)
        self.head.setToolTip(tip)
        self.head.setAccessibleName(title)
        self.head.setAccessibleDescription(tip)

    def _tell(self) -> None:
        asked, total = self.asked, len(self.names)
        if asked:
            self.state.say(N_("{asked} of {total}"), "good" if asked == total else "info",
                           asked=asked, total=total)  # fmt: skip
        else:
            self.state.say(N_("not asked"), "neutral")
        self.changed.emit()


def _across(fields: Sequence[Field]) -> QWidget:
    """The fields side by side, below each other where the window is narrow."""
    if len(fields) == 1:
        return fields[0]
    made = Beside(spacing=16)
    for field in fields:
        made.across.addWidget(field, 1)
    return made


def _is_filled(field: Field) -> bool:
    editor = field.editor
    if hasattr(editor, "currentText"):
        return bool(editor.currentText())
    if hasattr(editor, "toPlainText"):
        return bool(editor.toPlainText())
    return bool(editor.text())  # type: ignore[attr-defined]  # the others are read as one line
