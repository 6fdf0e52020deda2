"""Shows both versions of a record that two people changed, and asks field by field."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, Field
from legalaid_desktop.desktop.forms import Parts
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import versions
from legalaid_desktop.domain.versions import Difference
from legalaid_desktop.i18n import N_

CHANGED = N_(
    "Somebody else changed this while you were typing. Nothing is lost: choose line by line "
    "what is to be kept."
)
EMPTY = N_("(empty)")

Said = Callable[[Any], str]


class FieldWords:
    """What the fields of a form are called, and how their values read.

    Args:
        parts: the form.
        labels: message ids for fields of the record that are no fields of the form.
        said: how the values of some fields read; otherwise as the form shows them.
    """

    def __init__(
        self,
        parts: Parts | None = None,
        labels: Mapping[str, str] | None = None,
        said: Mapping[str, Said] | None = None,
    ) -> None:
        self._parts, self._labels, self._said = parts, labels or {}, said or {}

    def label(self, name: str) -> str:
        """What the field is called; empty for one that nobody sees."""
        part = getattr(self._parts, name, None)
        if isinstance(part, Field):
            return str(part.label)
        if isinstance(part, QCheckBox):
            return part.text()
        return filled(self._labels[name]) if name in self._labels else ""

    def said(self, name: str, value: object) -> str:
        """How the value reads in the language of the window."""
        text = self._said[name](value) if name in self._said else self._text(name, value)
        return text or filled(EMPTY)

    def _text(self, name: str, value: object) -> str:
        part = getattr(self._parts, name, None)
        if isinstance(part, ChoiceField):
            return part.text_of(value)
        if isinstance(value, bool):
            return filled(N_("yes") if value else N_("no"))
        if isinstance(value, date):
            return i18n.date_full(value, i18n.current())
        if isinstance(value, tuple):
            return "\n".join(map(str, value))
        return "" if value is None else str(value)


class VersionsDialog(Dialog):
    """Both versions, field by field; what was typed stays in the form behind it.

    Signals:
        settled: (record) what is to be saved: their version with what was chosen of mine.
    """

    settled = Signal(object)

    def __init__(
        self, parent: QWidget, before: Any, mine: Any, theirs: Any, words: FieldWords
    ) -> None:
        super().__init__(
            parent,
            N_("Changed meanwhile"),
            accept=N_("Save what is chosen"),
            cancel=N_("Back to the form"),
        )
        self.setMinimumWidth(680)
        self._mine, self._theirs = mine, theirs
        self.body.addWidget(InlineBanner(CHANGED))
        self.choices: dict[str, VersionChoice] = {}
        for one in versions.differences(before, mine, theirs):
            if words.label(one.name):
                self.choices[one.name] = VersionChoice(one, words)
                self.body.addWidget(self.choices[one.name])
        self.all_mine = Button(N_("All mine"), kind="plain")
        self.all_theirs = Button(N_("All theirs"), kind="plain")
        self.all_mine.clicked.connect(self._choose_mine)
        self.all_theirs.clicked.connect(self._choose_theirs)
        self.add_button(self.all_mine)
        self.buttons.insertWidget(1, self.all_theirs)

    def accept(self) -> None:
        """Hands on the record of what was chosen."""
        chosen = {name for name, choice in self.choices.items() if choice.mine.isChecked()}
        super().accept()
        self.settled.emit(versions.merged(self._mine, self._theirs, chosen))

    def _choose_mine(self) -> None:
        for choice in self.choices.values():
            choice.mine.setChecked(True)

    def _choose_theirs(self) -> None:
        for choice in self.choices.values():
            choice.theirs.setChecked(True)


class VersionChoice(QWidget):
    """One field: mine or theirs, and what it was before."""

    def __init__(self, difference: Difference, words: FieldWords) -> None:
        super().__init__()
        name = difference.name
        caption = Text(role="strong", wrap=True)
        caption.show_text(words.label(name))
        self.mine = QRadioButton(filled(N_("Mine")))
        self.theirs = QRadioButton(filled(N_("Theirs")))
        (self.mine if difference.is_mine else self.theirs).setChecked(True)
        group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(caption, 0, 0, 1, 2)
        pairs = ((self.mine, difference.mine), (self.theirs, difference.theirs))
        for row, (button, value) in enumerate(pairs, 1):
            group.addButton(button)
            text = Text(wrap=True)
            text.show_text(words.said(name, value))
            button.setAccessibleName(f"{words.label(name)}: {button.text()}: {text.text()}")
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
        before = Text(role="dim", wrap=True)
        before.say(N_("Before: {value}"), value=words.said(name, difference.before))
        grid.addWidget(before, 3, 1)
