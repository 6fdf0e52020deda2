"""Rows of what stands in the calendar, the days they stand on, and the way to another day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.day_grid import title
from legalaid_desktop.desktop.deadline_words import reason, state_chips, urgency_chip, whose
from legalaid_desktop.desktop.kind_marks import marked, stacked
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.piecework import Piece, Piecework, rows_of
from legalaid_desktop.desktop.tasks import office_task_row
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain.calendar import Movable, Planned, Span
from legalaid_desktop.domain.court_calendar import is_weekend
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels

REST_DAY = N_("weekly rest day")


def planned_row(
    one: Planned,
    names: Mapping[int, str],
    today: date,
    move: Callable[[], object] | None = None,
) -> Row:
    """One thing with its kind, its case, its days, and a button to move it where it may move."""
    language = i18n.current()
    row = Row(title(one, language), _said(one, names, language), _chip(one, today), one.case.id)
    if isinstance(one.record, Deadline) and not one.is_over:
        for chip in state_chips(one.record):
            row.across.insertWidget(1, chip)
    if move is not None and one.movable is not Movable.NEVER:
        row.add_button(_mover(one, move))
    return marked(row, one.kind)


def narrow_row(
    one: Planned,
    names: Mapping[int, str],
    today: date,
    move: Callable[[], object] | None = None,
) -> Row:
    """The same for a narrow column."""
    language = i18n.current()
    row = Row(title(one, language), _said(one, names, language), key=one.case.id)
    chips = [_chip(one, today)]
    if isinstance(one.record, Deadline) and not one.is_over:
        chips = [*state_chips(one.record), *chips]
    button = _mover(one, move) if move and one.movable is not Movable.NEVER else None
    return stacked(row, one.kind, chips, button)


def _mover(one: Planned, move: Callable[[], object]) -> Button:
    button = Button(N_("Move to …"), kind="plain")
    button.setProperty("thing", f"{one.kind}:{one.record.id}")
    button.clicked.connect(move)
    return button


def _said(one: Planned, names: Mapping[int, str], language: str) -> str:
    if isinstance(one.record, Deadline):
        return whose(one.record, names, reason(one.record, language))
    return i18n.date_full(one.on, language) + (f", {one.at:%H:%M}" if one.at else "")


def _chip(one: Planned, today: date) -> Chip:
    if not isinstance(one.record, Deadline):
        return Chip(days_off(one.on, today), "attention")
    if one.is_over:
        return Chip(labels.STATUSES[one.record.status], "good")
    return urgency_chip(one.record, today)


class DayCards(QWidget):
    """Days one below the other, each with its things.

    Signals:
        opened: (case) a row was opened.
        move_asked: (thing) it is to be put on another day.
    """

    opened = Signal(object)
    move_asked = Signal(object)

    def __init__(self, nothing: str, *, narrow: bool = False) -> None:
        super().__init__()
        self._row = narrow_row if narrow else planned_row
        self._known: dict[str, Planned] = {}
        self.cards: list[Card] = []
        self._shown: object = None
        self.pieces = Piecework(self, as_seen=True)
        self.nothing = EmptyState(nothing, icon="calendar-days")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(self.nothing)
        self.column.addStretch(1)

    def show_days(
        self, span: Span, days: Sequence[date], things: Sequence[Planned], today: date
    ) -> None:
        """Shows those days; one without anything on it only if it is the only one.

        Their rows are made as far as they are seen; what is on screen already stays.
        """
        shown = (
            span.names, span.court, span.tasks, tuple(days), tuple(things), today, i18n.current()
        )  # fmt: skip
        if shown == self._shown:
            return
        self._shown = shown
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        self._known = {f"{one.kind}:{one.record.id}": one for one in things}
        found: dict[date, list[Planned]] = {day: [] for day in days}
        for one in things:
            if one.on in found:
                found[one.on].append(one)
        due = {one.task.due_on for one in span.tasks}
        wanted = {
            day: there for day, there in found.items() if there or day in due or len(found) == 1
        }
        self.nothing.setVisible(not wanted)
        self.pieces.begin(self._cards(span, wanted, today))

    def _cards(
        self, span: Span, wanted: Mapping[date, Sequence[Planned]], today: date
    ) -> Iterator[Piece]:
        for day, things in wanted.items():
            tasks = [one for one in span.tasks if one.task.due_on == day]
            card = self._card(span, day, [*things, *tasks])  # made when it is its turn
            self.cards.append(card)
            yield partial(self.column.insertWidget, len(self.cards) - 1, card)
            makers: list[Callable[[], Row]] = [
                partial(self._row, one, span.names, today, self._ask) for one in things
            ]
            makers += [partial(office_task_row, one, today) for one in tasks]
            yield from rows_of(card, makers)

    def _card(self, span: Span, day: date, things: Sequence[object]) -> Card:
        card = Card("–")
        card.head.title.show_text(i18n.date_full(day, i18n.current()))
        off = [one.name(i18n.current()) for one in span.off(day)]
        off += [filled(REST_DAY)] if is_weekend(day) else []
        card.head.note.show_text(", ".join(off))
        card.opened.connect(self.opened)
        if not things:
            card.add(EmptyState(N_("Nothing stands on this day."), icon="calendar-days"))
        return card

    def _ask(self) -> None:
        thing = self._known.get(str(self.sender().property("thing")))
        if thing is not None:
            self.move_asked.emit(thing)
