"""The search box of the top bar and the list of what it finds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.painting import row_height
from legalaid_desktop.desktop.pauses import TYPING, Pause
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_, gettext

_SHOWN_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: what it is, why it was found, and the page and key that show it."""

    title: str
    reason: str
    page: str
    key: object


class SearchBox(QLineEdit):
    """Finds while one types; Down goes into the list, Escape closes it.

    Signals:
        chosen: (hit) the user wants to see it.
    """

    chosen = Signal(object)

    def __init__(self, jobs: Jobs, find: Callable[[str], Sequence[Hit]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self._jobs, self._find = jobs, find
        self._glass = QAction(self)
        theme.give_icon(self._glass, "search")
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(440)
        self._pause = Pause(self, TYPING, self._ask)
        self.textEdited.connect(self._typed)
        self.hits = _Hits(parent.window())
        self.hits.table.opened.connect(self._choose)
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        """Says what can be searched in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter go into the list of what was found; Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hits.hide()
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return) and self.hits.isVisible():
            self.hits.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _speak(self) -> None:
        self.setPlaceholderText(gettext(N_("Search names, numbers, notes …  Ctrl+K")))
        self.setAccessibleName(gettext(N_("Search")))

    def _typed(self) -> None:
        self._pause.start()

    def _ask(self) -> None:
        typed = lao.normalise(self.text()).strip()
        if not typed:
            self.hits.hide()
            return
        find = self._find

        def look(progress: Any, cancelled: Any) -> Sequence[Hit]:
            del progress, cancelled
            return find(typed)

        self._jobs.run(look, self._show, self._failed)

    def _show(self, found: Sequence[Hit]) -> None:
        if not self.text().strip():
            return
        self.hits.show_hits(found)
        corner = self.mapTo(self.window(), self.rect().bottomLeft())
        shown = max(2, min(len(found), _SHOWN_AT_ONCE))
        self.hits.setGeometry(
            corner.x(), corner.y() + 4, self.width(), shown * row_height(self.font()) + 18
        )
        self.hits.show()
        self.hits.raise_()

    def _failed(self, error: LegalAidError) -> None:
        del error
        self.hits.hide()

    def _choose(self, hit: Hit) -> None:
        self.hits.hide()
        self.clear()
        self.chosen.emit(hit)


class _Hits(QFrame):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = RecordTable(
            [Column(title=N_("Found"), cell=_cell)], empty=N_("Nothing found. Try fewer letters.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.table.view.installEventFilter(self)
        self.hide()

    def show_hits(self, found: Sequence[Hit]) -> None:
        self.table.show_records(partial(_slice, found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape, or the keyboard going elsewhere, closes the list."""
        escaped = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escaped or event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)


def _slice(found: Sequence[Hit], after: object) -> Slice:
    del after
    return Slice(records=found)


def _cell(hit: Hit) -> Cell:
    return Cell(text=hit.title, reason=hit.reason)
