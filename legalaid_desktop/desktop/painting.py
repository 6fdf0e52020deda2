"""How a cell of a table is painted: title and reason, or a chip, with a hairline below."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from legalaid_desktop.desktop import icons, theme

Marks = Sequence[tuple[int, int]]

PADDING = 16
_CHIP_HEIGHT = 26
_GAP = 10


def row_height(font: QFont) -> int:
    """Room for a line, a smaller line and their Lao marks."""
    return QFontMetrics(font).height() + QFontMetrics(smaller(font, 1)).height() + 16


def smaller(font: QFont, points: float) -> QFont:
    """The font some points smaller."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() - points)
    return made


class CellPainter(QStyledItemDelegate):
    """Paints cells of ``tables.Cell``; asks the theme for its colours each time."""

    def __init__(self, role: int, view: QTableView) -> None:
        super().__init__(view)
        self._role = role
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One height for all rows: long lists need not measure."""
        del index
        return QSize(80, row_height(option.font))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paints ground, texts or chip, hairline and the mark of the keyboard."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        cell = index.data(self._role)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, area, state, index.row())
        inner = area.adjusted(PADDING, 0, -PADDING, -1)
        if cell.chip:
            _chip(painter, inner, cell.chip, cell.kind, self._view.font())
        else:
            if cell.icon:
                inner.setLeft(inner.left() + _picture(painter, inner, cell.icon))
            _lines(painter, inner, cell.text, cell.reason, self._view.font(), cell.marks)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag, row: int) -> None:
        colours = theme.tokens()
        single = self._view.selectionMode() is QTableView.SelectionMode.SingleSelection
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        chosen = chosen and (self._view.hasFocus() or not single)  # buttons answer the others
        hovered = self._view.indexAt(self._view.viewport().mapFromGlobal(self._view.cursor().pos()))
        if chosen:
            painter.fillRect(area, QColor(colours.accent_ground))
            if area.left() <= 0:
                painter.fillRect(
                    QRect(area.left(), area.top(), 4, area.height()), QColor(colours.accent)
                )
        elif state & QStyle.StateFlag.State_MouseOver or hovered.row() == row:
            painter.fillRect(area, QColor(colours.hover))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(colours.line))


def _lines(
    painter: QPainter, area: QRect, title: str, reason: str, font: QFont, marks: Marks
) -> None:
    colours = theme.tokens()
    small = smaller(font, 1)
    top = QFontMetrics(font).height() if title else 0
    below = QFontMetrics(small).height() if reason else 0
    y = area.top() + (area.height() - top - below) // 2
    for text, face, colour, height, marked in (
        (title, font, colours.text, top, ()),
        (reason, small, colours.dim, below, marks),
    ):
        if text:
            painter.setFont(face)
            painter.setPen(QColor(colour))
            line = QRect(area.left(), y, area.width(), height)
            short = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            _line(painter, line, short, marked)
        y += height


def _line(painter: QPainter, line: QRect, text: str, marks: Marks) -> None:
    if not marks:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(line, flags, text)
        return
    layout = QTextLayout(text, painter.font())
    layout.setFormats([_marked(start, end) for start, end in marks if end <= len(text)])
    layout.beginLayout()
    layout.createLine().setNumColumns(len(text))
    layout.endLayout()
    layout.draw(painter, QPointF(line.left(), line.top()))


def _marked(start: int, end: int) -> QTextLayout.FormatRange:
    """Strong letters on a tinted ground: not by colour alone."""
    colours = theme.tokens()
    made = QTextLayout.FormatRange()
    made.start, made.length = start, end - start
    made.format.setFontWeight(QFont.Weight.Bold)
    made.format.setForeground(QColor(colours.text))
    made.format.setBackground(QColor(colours.accent_ground))
    return made


def _picture(painter: QPainter, area: QRect, name: str) -> int:
    """Draws the icon at the left of the cell; the room it takes."""
    drawn = icons.pixmap(name, theme.tokens().dim)
    painter.drawPixmap(area.left(), area.center().y() - icons.SIZE.height() // 2, drawn)
    return icons.SIZE.width() + _GAP


def _chip(painter: QPainter, area: QRect, text: str, kind: str, font: QFont) -> None:
    letters, ground = theme.tokens().of_kind(kind)
    face = smaller(font, 2)
    face.setBold(True)
    metrics = QFontMetrics(face)
    width = min(area.width(), metrics.horizontalAdvance(text) + 26)
    box = QRect(
        area.right() - width + 1, area.center().y() - _CHIP_HEIGHT // 2, width, _CHIP_HEIGHT
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 8, 8)
    painter.setFont(face)
    painter.setPen(QPen(QColor(letters)))
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 16)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, short)
