"""Weeks as rows of seven days, painted: what stands on each, days off tinted and named."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import icons, theme
from legalaid_desktop.desktop.kind_marks import COLOURS, ICONS
from legalaid_desktop.desktop.painting import smaller
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.calendar import WEEK, Movable, Planned, Span
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import calendar as labels
from legalaid_desktop.labels import cases as case_labels

_PAD = 6
_BELOW = 6
_NARROWEST = 86
_ICON = QSize(16, 16)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}


class DayGrid(QWidget):
    """A month or a week; the arrow keys walk over its days.

    Attributes:
        day: the chosen day.

    Signals:
        chosen: (day) another day is chosen; it may lie beyond what is shown.
        entered: (day) Enter, or a double click: its things are wanted.
        dragged: (thing, day) the user dropped it on that day.
        refused: (thing) the user tried to drag what stays where it is.
    """

    chosen = Signal(object)
    entered = Signal(object)
    dragged = Signal(object, object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.day = date.min
        self._span = Span(first=date.min, last=date.min)
        self._today, self._month = date.min, 0
        self._found: dict[date, tuple[Planned, ...]] = {}
        self._due: frozenset[date | None] = frozenset()
        self._places: list[tuple[QRect, Planned]] = []
        self._taken: Planned | None = None
        self._began = QPoint()
        self._over: date | None = None

    def show_span(self, span: Span, day: date, today: date, month: int = 0) -> None:
        """Shows these days; those of another month than ``month`` are dimmer."""
        self._span, self.day, self._today, self._month = span, day, today, month
        self._found = span.by_day()
        self._due = frozenset(one.task.due_on for one in span.tasks)
        self._speak()
        self.updateGeometry()
        self.update()

    def choose(self, day: date) -> None:
        """Marks that day."""
        self.day = day
        self._speak()
        self.update()

    def planned_at(self, place: QPoint) -> Planned | None:
        """What is painted there."""
        return next((one for area, one in self._places if area.contains(place)), None)

    def place_of(self, day: date) -> QRect:
        """Where that day is painted."""
        off = (day - self._span.first).days
        left, top = self.width() // WEEK, self._head()
        high = (self.height() - top) // self._weeks()
        row, column = divmod(off, WEEK)
        return QRect(column * left, top + row * high, left, high)

    def minimumSizeHint(self) -> QSize:
        """Room for the number of the day, a name and one thing a day, in Lao.

        So six weeks fit on a screen of 768 points, with two things a day then.
        """
        lines = 1 if self._weeks() > 1 else 11
        high = QFontMetrics(self.font()).height() + _BELOW + self._line() * lines
        return QSize(WEEK * _NARROWEST, self._head() + self._weeks() * high)

    def sizeHint(self) -> QSize:
        """The same."""
        return self.minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to other days; Enter opens."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers():
            self.chosen.emit(self.day + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit(self.day)
        elif event.key() == Qt.Key.Key_Escape and self._taken is not None:
            self._let_go()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses a day, and takes what is under the mouse."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        self._began, self._taken, self._over = place, self.planned_at(place), None
        day = self._day_at(place)
        if day is not None:
            self.chosen.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carries what was taken, if it may be moved."""
        place = event.position().toPoint()
        if self._taken is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (place - self._began).manhattanLength() >= QApplication.startDragDistance()
        if far and self._taken.movable is Movable.NEVER:
            self.setCursor(Qt.CursorShape.ForbiddenCursor)
        if far or self._over is not None:
            self._over = self._day_at(place)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drops what was carried on another day; nothing moves before it is confirmed."""
        del event
        taken, over = self._taken, self._over
        self._let_go()
        if taken is None or over is None or over == taken.on:
            return
        if taken.movable is Movable.NEVER:
            self.refused.emit(taken)
        else:
            self.dragged.emit(taken, over)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the day."""
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self.entered.emit(day)

    def changeEvent(self, event: QEvent) -> None:
        """Says the day in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the weekdays above, and each day."""
        del event
        if self._span.first == date.min:
            return
        painter = QPainter(self)
        self._places = []
        self._paint_head(painter)
        for off in range(self._weeks() * WEEK):
            self._paint_day(painter, self._span.first + timedelta(days=off))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            painter.drawRect(self.place_of(self.day).adjusted(1, 1, -2, -2))
        painter.end()

    def _let_go(self) -> None:
        self._taken, self._over = None, None
        self.unsetCursor()
        self.update()

    def _day_at(self, place: QPoint) -> date | None:
        days = (self._span.first + timedelta(days=off) for off in range(self._weeks() * WEEK))
        return next((day for day in days if self.place_of(day).contains(place)), None)

    def _weeks(self) -> int:
        return max(1, ((self._span.last - self._span.first).days + 1) // WEEK)

    def _small(self) -> QFont:
        return smaller(self.font(), 1.5)

    def _line(self) -> int:
        return QFontMetrics(self._small()).height() + 3

    def _head(self) -> int:
        return QFontMetrics(self.font()).height() + 2 * _PAD

    def _speak(self) -> None:
        language = i18n.current()
        if self.day == date.min:
            return
        there = self._found.get(self.day, ())
        count = ngettext("{count} entry", "{count} entries", len(there)).format(count=len(there))
        off = ", ".join(one.name(language) for one in self._span.off(self.day))
        said = [i18n.date_full(self.day, language), off, count]
        said += [f"{filled(labels.KINDS[one.kind])}: {title(one, language)}" for one in there]
        tasks = [one.task.what for one in self._span.tasks if one.task.due_on == self.day]
        said += [f"{filled(N_('Task'))}: {what}" for what in tasks]
        self.setAccessibleName(". ".join(filter(None, said)))

    def _paint_head(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme.tokens().dim))
        for off in range(WEEK):
            day = self._span.first + timedelta(days=off)
            area = self.place_of(day)
            line = QRect(area.left() + _PAD, 0, area.width() - _PAD, self._head())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, i18n.weekday(day, i18n.current()))

    def _paint_day(self, painter: QPainter, day: date) -> None:
        colours, area = theme.tokens(), self.place_of(day)
        painter.fillRect(area, QColor(self._ground(day)))
        painter.setPen(QColor(colours.line))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        if day == self.day:
            painter.fillRect(QRect(area.topLeft(), QSize(area.width(), 3)), QColor(colours.accent))
        below = self._paint_number(painter, day, area)
        things = self._found.get(day, ())
        line = self._line()
        fits = max(0, (area.bottom() - below) // line)
        shown = things if len(things) <= fits else things[: max(0, fits - 1)]
        lines = min(2, fits // len(things)) if things and len(things) <= fits else 1
        for one in shown:
            room = QRect(area.left() + 3, below, area.width() - 6, line * lines)
            self._paint_thing(painter, one, room, lines)
            below += line * lines
        if len(things) > len(shown):
            more = len(things) - len(shown)
            said = ngettext("{count} more", "{count} more", more).format(count=more)
            painter.setPen(QColor(colours.dim))
            painter.drawText(area.left() + _PAD, below + line - _PAD, said)

    def _ground(self, day: date) -> str:
        colours, court = theme.tokens(), self._span.court
        if day == self._over:
            return colours.accent_ground
        if any(True for one in court.on(day)) and court.is_rest_day(day):
            return colours.attention_ground
        if court.is_rest_day(day):
            return colours.neutral_ground
        return colours.card

    def _paint_number(self, painter: QPainter, day: date, area: QRect) -> int:
        """The number of the day and what it is called if it is one off; where the rest begins."""
        colours = theme.tokens()
        high = QFontMetrics(self.font()).height()
        painter.save()
        font = QFont(self.font())
        font.setBold(day == self._today)
        painter.setFont(font)
        strange = self._month and day.month != self._month
        painter.setPen(QColor(colours.dim if strange else colours.text))
        number = str(day.day)
        if day == self._today:
            wide = QFontMetrics(font).horizontalAdvance(number) + 12
            mark = QRect(area.left() + 3, area.top() + 4, wide, high)
            painter.setBrush(QColor(colours.accent))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(mark, 8, 8)
            painter.setPen(QColor(colours.on_accent))
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, number)
            used = wide + 6
        else:
            painter.drawText(area.left() + _PAD, area.top() + 4, 40, high, 0, number)
            used = QFontMetrics(font).horizontalAdvance(number) + 12
        painter.restore()
        right = -4
        if day in self._due:
            right -= _ICON.width() + 4
            place = QPoint(area.right() + right + 4, area.top() + 6)
            painter.drawPixmap(place, icons.pixmap("bookmark", colours.accent, _ICON))
        self._paint_names(painter, day, area.adjusted(used, 4, right, 0), high)
        return area.top() + high + 8

    def _paint_names(self, painter: QPainter, day: date, area: QRect, high: int) -> None:
        names = ", ".join(one.name(i18n.current()) for one in self._span.off(day))
        if not names:
            return
        painter.save()
        painter.setFont(self._small())
        painter.setPen(QColor(theme.tokens().attention))
        metrics = QFontMetrics(self._small())
        said = metrics.elidedText(names, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(
            QRect(area.left(), area.top(), area.width(), high), Qt.AlignmentFlag.AlignVCenter, said
        )
        painter.restore()

    def _paint_thing(self, painter: QPainter, one: Planned, area: QRect, lines: int) -> None:
        colours = theme.tokens()
        letters, ground = colours.of_kind("neutral" if one.is_over else COLOURS[one.kind])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(ground))
        painter.setPen(Qt.PenStyle.NoPen)
        inner = area.adjusted(0, 1, 0, -1)
        painter.drawRoundedRect(inner, 4, 4)
        name = "check" if one.is_over else ICONS[one.kind]
        picture = icons.pixmap(name, letters, _ICON)
        painter.drawPixmap(inner.left() + 3, inner.top() + (self._line() - 18) // 2, picture)
        painter.setFont(self._small())
        painter.setPen(QColor(colours.dim if one.is_over else colours.text))
        words = inner.adjusted(23, 0, -3, 0)
        words.setHeight(words.height() // lines)
        metrics = QFontMetrics(self._small())
        told = short(one, i18n.current())
        for said in told if lines > 1 else [" ".join(told)]:
            fitting = metrics.elidedText(said, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, fitting)
            words.translate(0, words.height())
        painter.restore()
        self._places.append((area, one))


def title(one: Planned, language: str) -> str:
    """What it is for, and whose case it belongs to: by number, or by code name where hidden."""
    what = one.title(language) or filled(labels.KINDS[one.kind])
    at = f"{one.at:%H:%M} " if one.at else ""
    return f"{at}{what} · {case_labels.title(one.case, language)}"


def short(one: Planned, language: str) -> tuple[str, str]:
    """The same for a narrow cell: hour and number of the case, and what it is for."""
    at = f"{one.at:%H:%M} " if one.at else ""
    mark = filled(N_("unverified")) + " " if one.is_unverified else ""
    what = one.title(language) or filled(labels.KINDS[one.kind])
    return f"{at}{one.case.number}", f"{mark}{what}"
