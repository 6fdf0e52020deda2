"""Several of a list to tick, as a field of a form."""

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from legalaid_desktop.desktop.fields import Field
from legalaid_desktop.desktop.texts import shown


class Ticks(Field):
    """Boxes to tick; its value is a tuple of what is ticked, in the order of the list.

    Attributes:
        beside: how many stand beside each other.
    """

    beside: ClassVar[int] = 1

    def _make_editor(self) -> QWidget:
        self.boxes: dict[str, QCheckBox] = {}
        editor = QWidget()
        self._boxes = QGridLayout(editor)
        self._boxes.setContentsMargins(0, 0, 0, 0)
        self._boxes.setVerticalSpacing(4)
        self._boxes.setHorizontalSpacing(16)
        return editor

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Makes a box for each (value, text); the texts stand as they are."""
        ticked = self.value()
        for box in self.boxes.values():
            self._boxes.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {}
        for place, (value, text) in enumerate(choices):
            box = QCheckBox(shown(text))
            box.setChecked(value in ticked)
            box.toggled.connect(self._edited)
            self._boxes.addWidget(box, *divmod(place, self.beside))
            self.boxes[value] = box

    def value(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def set_value(self, ticked: Collection[str]) -> None:
        """Ticks those and no others."""
        for value, box in self.boxes.items():
            box.setChecked(value in ticked)

    def hint(self, tips: Sequence[tuple[str, str]]) -> None:
        """Says more of a choice to whoever points at it."""
        for value, text in tips:
            if value in self.boxes and text:
                self.boxes[value].setToolTip(shown(text))
