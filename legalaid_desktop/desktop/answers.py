"""Fields for questions of a talk: one of a few answers, several marks, or a single one."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from legalaid_desktop.desktop.fields import Field
from legalaid_desktop.i18n import gettext
from legalaid_desktop.labels.safe_contacts import ANSWERS

Choices = Mapping[Any, str]
"""The values, the empty one for "not asked", and the message ids of their words."""


class _Marks(QWidget):
    """The buttons of such a field; their values are read and written as one text."""

    changed = Signal()

    def __init__(self, choices: Choices, *, exclusive: bool) -> None:
        super().__init__()
        kind = QRadioButton if exclusive else QCheckBox
        self.buttons = {str(value): kind() for value in choices}
        self._exclusive = exclusive
        lines = QHBoxLayout(self) if exclusive else QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8 if exclusive else 0)
        for button in self.buttons.values():
            lines.addWidget(button)
            button.toggled.connect(self.changed)
        self.setFocusProxy(next(iter(self.buttons.values())))
        if exclusive:
            lines.addStretch(1)
            self.changed.connect(self._follow)
            self.setText("")

    def _follow(self) -> None:
        """The keyboard comes to the answer given, so that an arrow changes it at once."""
        given = next((one for one in self.buttons.values() if one.isChecked()), None)
        if given is not None:
            self.setFocusProxy(given)

    def text(self) -> str:
        """The values that are marked, with commas between them."""
        return ",".join(value for value, one in self.buttons.items() if one.isChecked())

    def setText(self, text: str) -> None:  # noqa: N802 - like an editor of Qt's
        """Marks these values."""
        marked = [text] if self._exclusive else text.split(",")
        for value, button in self.buttons.items():
            if not self._exclusive or value in marked:
                button.setChecked(value in marked)


class AnswerField(Field):
    """One of a few answers, all on screen; the arrow keys go from one to the next.

    Args:
        choices: yes, no and not asked, unless others are given.
    """

    editor: _Marks
    _exclusive = True

    def __init__(self, *, label: str, choices: Choices = ANSWERS, help: str = "") -> None:  # noqa: A002 - as in every field
        self._choices = choices
        super().__init__(label=label, help=help)

    def _make_editor(self) -> _Marks:
        made = _Marks(self._choices, exclusive=self._exclusive)
        made.changed.connect(self._edited)
        return made

    def _lay_out(self) -> None:
        super()._lay_out()
        self.column.removeWidget(self.caption)
        self.row.insertWidget(0, self.caption, 1)
        self.row.setStretch(1, 0)
        self.caption.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.caption.setSizePolicy(policy)

    def value(self) -> str:
        """The answer; empty for "not asked"."""
        return self.editor.text()

    def set_value(self, value: str) -> None:
        """Marks an answer."""
        self.editor.setText(str(value))

    def _speak(self) -> None:
        super()._speak()
        for value, button in self.editor.buttons.items():
            button.setText(gettext(self._choices[value]))
            button.setAccessibleName(f"{self._texts['label']} {button.text()}")


class MarksField(AnswerField):
    """Several marks, or none."""

    _exclusive = False

    def _lay_out(self) -> None:
        super()._lay_out()
        self.row.removeWidget(self.caption)
        self.column.insertWidget(0, self.caption)

    def value(self) -> tuple[str, ...]:  # type: ignore[override]  # several
        """The values that are marked."""
        return tuple(filter(None, self.editor.text().split(",")))

    def set_value(self, value: tuple[str, ...]) -> None:  # type: ignore[override]  # several
        """Marks these values and no other."""
        for one, button in self.editor.buttons.items():
            button.setChecked(one in value)


class MarkField(Field):
    """A single mark, with its words beside it."""

    editor: QCheckBox

    def _make_editor(self) -> QCheckBox:
        made = _Mark()
        made.toggled.connect(self._edited)
        return made

    def _lay_out(self) -> None:
        super()._lay_out()
        self.caption.hide()

    def value(self) -> bool:
        """Whether it is set."""
        return self.editor.isChecked()

    def set_value(self, value: bool) -> None:
        """Sets it or not."""
        self.editor.setChecked(value)

    def _say(self, name: str, text: str) -> None:
        super()._say(name, text)
        if name == "label":
            QCheckBox.setText(self.editor, text)


class _Mark(QCheckBox):
    """Reads and writes as a draft keeps it: whether it is set, not its words."""

    def text(self) -> str:
        return "yes" if self.isChecked() else ""

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        self.setCheckState(Qt.CheckState.Checked if text else Qt.CheckState.Unchecked)
