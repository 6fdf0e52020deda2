"""The search box of the top bar and the list of what it finds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.painting import row_height
from legalaid_desktop.desktop.pauses import TYPING, Pause
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_, gettext

RESULTS = "search"
"""The page that Enter leads to."""
_SHOWN_AT_ONCE = 8
_MARGIN = 16
_ON_PURPOSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ShortcutFocusReason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: what it is, why it was found, and the page and key that show it.

    Attributes:
        marks: where in the reason the words stand that were looked for.
    """

    title: str
    reason: str
    page: str
    key: object
    marks: tuple[tuple[int, int], ...] = ()


class Asked:
    """A question for the page of results; each is one of its own, even with the same words."""

    def __init__(self, text: str) -> None:
        self.text = text


class SearchBox(QLineEdit):
    """Finds while one types; Down goes into the list, Enter to all results, Escape closes it.

    An empty box shows what was looked at last, where the user goes into it.

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
        """Down goes into the list of what was found, Enter to all of it; Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hits.hide()
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self._into_list()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._typed_text():
            self._choose(Hit(title="", reason="", page=RESULTS, key=Asked(self._typed_text())))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows what was looked at last to who comes by mouse or by the key for it."""
        super().focusInEvent(event)
        if event.reason() in _ON_PURPOSE and not self._typed_text():
            self._ask()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Closes the list, unless the keyboard goes into it."""
        super().focusOutEvent(event)
        to = QApplication.focusWidget()
        if event.reason() is not Qt.FocusReason.PopupFocusReason and not (
            to is not None and self.hits.isAncestorOf(to)
        ):
            self._close()

    def _speak(self) -> None:
        self.setPlaceholderText(gettext(N_("Search names, numbers, notes …  Ctrl+K")))
        self.setAccessibleName(gettext(N_("Search")))

    def _typed(self) -> None:
        self._pause.start()
        if not self._typed_text():
            self._close()

    def _typed_text(self) -> str:
        return lao.normalise(self.text()).strip()

    def _into_list(self) -> None:
        if self.hits.isVisible():
            self.hits.table.setFocus()
        else:
            self._ask()

    def _ask(self) -> None:
        typed, find = self._typed_text(), self._find

        def look(progress: Any, cancelled: Any) -> tuple[str, Sequence[Hit]]:
            del progress, cancelled
            return typed, find(typed)

        self._jobs.run(look, self._show, self._failed)

    def _show(self, answer: tuple[str, Sequence[Hit]]) -> None:
        typed, found = answer
        if typed != self._typed_text() or not self.hasFocus() or not (typed or found):
            return
        self.hits.show_hits(found)
        corner = self.mapTo(self.window(), self.rect().bottomLeft())
        rows = max(2, min(len(found), _SHOWN_AT_ONCE))
        room = self.window().height() - corner.y() - _MARGIN
        height = min(rows * row_height(self.font()) + 18, room)
        self.hits.setGeometry(corner.x(), corner.y() + 4, self.width(), height)
        self.hits.show()
        self.hits.raise_()

    def _failed(self, error: LegalAidError) -> None:
        del error
        self._close()

    def _close(self) -> None:
        self.hits.hide()

    def _choose(self, hit: Hit) -> None:
        self._pause.stop()
        self._close()
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
    return Cell(text=hit.title, reason=hit.reason, marks=hit.marks)
