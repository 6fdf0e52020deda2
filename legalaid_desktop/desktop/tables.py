"""Tables of thousands of records in the calm style of the cards, fetched on demand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.painting import CellPainter, row_height
from legalaid_desktop.desktop.texts import filled

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one cell shows: a line, a dimmer line below it, or a chip of a kind.

    Attributes:
        icon: name of a Lucide icon before the line.
        icon_says: the icon in words, for a screen reader and below the mouse.
        marks: where in the dimmer line what was looked for stands.
    """

    text: str = ""
    reason: str = ""
    chip: str = ""
    kind: str = "neutral"
    icon: str = ""
    icon_says: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its title (message id), what it shows of a record, and its width.

    Attributes:
        width: in letters; 0 takes the room that is left.
    """

    title: str
    cell: Callable[[Any], Cell]
    width: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Some records of a long list, and where the next ones begin; ``after`` None: no more."""

    records: Sequence[Any]
    after: Any = None


Source = Callable[[Any], Slice]
"""Gives the records after a place (None: from the start); one short query of a service."""

CELL = Qt.ItemDataRole.UserRole
RECORD = Qt.ItemDataRole.UserRole + 1
_READABLE = 0.27
"""The share of the width that columns without a width of their own have at the least."""


class RecordModel(QAbstractTableModel):
    """Records as a Qt model, fetched slice by slice while the user scrolls."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._records: list[Any] = []
        self._source: Source | None = None
        self._after: Any = None

    def show(self, source: Source) -> None:
        """Shows the list from its start."""
        self.beginResetModel()
        first = source(None)
        self._source, self._records, self._after = source, list(first.records), first.after
        self.endResetModel()

    def record(self, row: int) -> Any:
        """The record of that row."""
        return self._records[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many records are fetched so far."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell; for a screen reader all its words in one line."""
        if not index.isValid():
            return None
        record = self._records[index.row()]
        if role == RECORD:
            return record
        if role == CELL:
            return self.columns[index.column()].cell(record)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            cell = self.columns[index.column()].cell(record)
            said = [cell.text, cell.reason, cell.chip]
            if role == Qt.ItemDataRole.AccessibleTextRole:
                said.insert(0, cell.icon_says)
            return ". ".join(filter(None, said))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[index.column()].cell(record).icon_says or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The title of a column in the language of the window."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return filled(self.columns[section].title) if section < len(self.columns) else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the list goes on."""
        return not parent.isValid() and self._after is not None

    def fetchMore(self, parent: Index) -> None:
        """Fetches the next slice."""
        if parent.isValid() or self._source is None or self._after is None:
            return
        self.add(self._source(self._after))

    def add(self, more: Slice) -> None:
        """Puts more records at the end; the next ones begin where these end."""
        self._after = None  # whoever listens to the insertion must not fetch within it
        if more.records:
            start = len(self._records)
            self.beginInsertRows(QModelIndex(), start, start + len(more.records) - 1)
            self._records.extend(more.records)
            self.endInsertRows()
        self._after = more.after


class RecordTable(QFrame):
    """A card with a table of records in it; when there is none, a sentence and a button.

    Args:
        columns: what to show of each record.
        empty: message id of the sentence when there is nothing.
        action: message id of the button below it; empty for none.

    Signals:
        opened: (record) clicked, or Enter pressed on it.
        asked: the button of the empty state was pressed.
    """

    opened = Signal(object)
    asked = Signal()

    def __init__(self, columns: Sequence[Column], *, empty: str, action: str = "") -> None:
        super().__init__()
        self.model = RecordModel(columns, self)
        self.view = _View(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CellPainter(CELL, self.view))
        self.view.opened.connect(self._open)
        self._columns = list(columns)
        self.empty = EmptyState(empty, action)
        self.empty.asked.connect(self.asked)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 6, 1, 6)
        outer.addLayout(self._stack)
        self.setFocusProxy(self.view)
        self._size()

    def show_records(self, source: Source) -> None:
        """Shows a list from its start; the source is asked for more while the user scrolls."""
        row, first = self.view.currentIndex().row(), self.view.verticalScrollBar().value()
        self.model.show(source)
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        while row >= self.model.rowCount() and self.model.canFetchMore(QModelIndex()):
            self.model.fetchMore(QModelIndex())
        if self.model.rowCount():
            self.view.setCurrentIndex(
                self.model.index(max(0, min(row, self.model.rowCount() - 1)), 0)
            )
            self.view.verticalScrollBar().setValue(first)

    def changeEvent(self, event: QEvent) -> None:
        """Says titles and cells again in the new language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
            self._size()
            self.view.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width among the columns."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Gives columns the width they ask for, but leaves the others enough to be read."""
        letter = self.view.fontMetrics().averageCharWidth()
        wanted = {n: one.width * letter + 32 for n, one in enumerate(self._columns) if one.width}
        most = self.width() * (1 - _READABLE)
        shrunk = min(1.0, most / sum(wanted.values())) if wanted else 1.0
        for place, width in wanted.items():
            self.view.horizontalHeader().resizeSection(place, int(width * shrunk))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.record(index.row()))

    def _size(self) -> None:
        self.view.setAccessibleName(filled(self._columns[0].title))
        header = self.view.horizontalHeader()
        header.setVisible(len(self._columns) > 1)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(self._columns):
            fixed = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, fixed)
        self._share()
        self.view.verticalHeader().setDefaultSectionSize(row_height(self.view.font()))


class _View(QTableView):
    opened = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.clicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
