"""A tab of a case made of several parts, one below the other."""

from collections.abc import Callable, Sequence, Set
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop.desktop.cards import scrolled
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.domain.changes import Change


class Part(Protocol):
    """What stands in such a tab: a widget that shows its part of a case."""

    def show_case(self, case_id: int) -> None:
        """Shows that case."""

    def reload(self, changes: Set[Change]) -> None:
        """Reads again what these changes concern."""


class CaseCards(QWidget):
    """Shows its parts below each other; each is read when the tab comes up.

    Attributes:
        parts: by the names under which they were given.
    """

    def __init__(
        self, frame: Frame, makers: Sequence[tuple[str, Callable[[Frame], QWidget]]]
    ) -> None:
        super().__init__()
        self.parts = {name: make(frame) for name, make in makers}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in self.parts.values():
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))

    def show_case(self, case_id: int) -> None:
        """Shows that case."""
        for part in self._each():
            part.show_case(case_id)

    def reload(self, changes: Set[Change]) -> None:
        """Reads again what these changes concern."""
        for part in self._each():
            part.reload(changes)

    def _each(self) -> list[Part]:
        return list(self.parts.values())  # type: ignore[arg-type]  # each of them is a part
