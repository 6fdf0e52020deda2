"""The calendar of the office: agenda, week, month, and the lists of the desk."""

from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, redating, theme, undoing
from legalaid_desktop.desktop.calendar_out import CalendarMenu
from legalaid_desktop.desktop.cards import Beside, PageHeader, scrolled
from legalaid_desktop.desktop.day_grid import DayGrid
from legalaid_desktop.desktop.desk_lists import DeskLists
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.kind_marks import COLOURS, ICONS
from legalaid_desktop.desktop.moving import MoveBar
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.planned_rows import DayCards
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.calendar import (
    MONTH,
    WEEK,
    Board,
    Planned,
    PlannedKind,
    Span,
    month_days,
    other_month,
    wanted,
    week_days,
)
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.events import Event
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import calendar as labels

CONCERNED = {Change.DEADLINE, Change.EVENT, Change.HOLIDAY, Change.CASE, Change.TASK}


class View(StrEnum):
    """What is on screen."""

    AGENDA = "agenda"
    WEEK = "week"
    MONTH = "month"
    LISTS = "lists"


VIEWS = {
    View.AGENDA: N_("Agenda"),
    View.WEEK: N_("Week"),
    View.MONTH: N_("Month"),
    View.LISTS: N_("Lists"),
}
KEYS = N_(
    "Arrows: other day · Page Up, Page Down: other month · T: today · 1 to 4: agenda, week, month, "
    "lists · Enter: the day"
)


_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_VIEW_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class CalendarPage(Page):
    """Deadlines, hearings, targets and clocks by days; only what is seen is read.

    Attributes:
        view: what is on screen; day: the chosen day.
    """

    name = "calendar"
    title_message = N_("Calendar")
    icon = "calendar-days"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.view: View = View.MONTH
        self.day: date = frame.office.today.day()
        self._span = Span(first=self.day, last=self.day)
        self._board: Board | None = None
        self.head = PageHeader()
        self.head.subtitle.hide()
        self._make_steps()
        self.out = CalendarMenu(self, frame, self._chosen_day)
        self.head.add_button(self.out)
        self._make_filters()
        self.bar = MoveBar(frame.office)
        self.bar.moved.connect(self._said)
        self._make_views()
        self._lay_out()

    def show_record(self, key: object | None) -> None:
        """Shows the calendar; a day as key is chosen, the name of a view comes up."""
        if isinstance(key, date):
            self.day = key
        elif isinstance(key, str) and key in list(View):
            self.view = View(key)
        self._offer_people()
        self.bar.close_up()
        self._read()
        self.setFocusProxy(self._grid() or self.lists)

    def reload(self, changes: Set[Any]) -> None:
        """Reads again what is on screen when it is concerned."""
        if not changes or changes & CONCERNED:
            self._read()

    def choose(self, day: date) -> None:
        """Goes to that day; beyond what is shown, the calendar turns its page."""
        self.day = day
        if self._span.first <= day <= self._span.last and self._fits():
            self._show()
        else:
            self._read()

    def show_view(self, view: View) -> None:
        """Shows agenda, week, month or lists."""
        self.view = view
        self._read()
        grid = self._grid()
        if grid is not None:
            grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, by: int) -> None:
        """Goes to the next month or week, or back."""
        week = timedelta(days=WEEK * by)
        self.choose(other_month(self.day, by) if self.view is View.MONTH else self.day + week)

    def _chosen_day(self) -> date:
        return self.day

    def to_today(self) -> None:
        """Goes to the present day."""
        self.choose(self.frame.office.today.day())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field and no row takes: pages of the calendar, today, and the views."""
        key = Qt.Key(event.key())
        views = dict(zip(_VIEW_KEYS, View, strict=True))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.turn(_STEPS[key])
        elif key == Qt.Key.Key_T:
            self.to_today()
        elif key in views:
            self.show_view(views[key])
        else:
            super().keyPressEvent(event)

    # parts

    def _make_steps(self) -> None:
        for message, icon, step in (
            (N_("Back a page"), "chevron-left", -1),
            (N_("Today"), "sun", 0),
            (N_("On a page"), "chevron-right", 1),
        ):
            button = Button("" if step else message, icon=icon, tip=message)
            button.setProperty("step", step)
            button.clicked.connect(self._step)
            self.head.add_button(button)
        self.switches: dict[View, Button] = {}
        for view, message in VIEWS.items():
            button = Button(message)
            button.setCheckable(True)
            button.setProperty("view", view)
            button.clicked.connect(self._view)
            self.switches[view] = button

    def _make_filters(self) -> None:
        self.kinds: dict[PlannedKind, Button] = {}
        for kind, message in labels.KINDS.items():
            button = Button(message, kind="plain", icon=ICONS[kind], tip=labels.TOLD[kind])
            roles = {"info": "accent"}
            theme.give_icon(button, ICONS[kind], roles.get(COLOURS[kind], COLOURS[kind]))
            button.setCheckable(True)
            button.setChecked(True)
            button.toggled.connect(self._filtered)
            self.kinds[kind] = button
        self.whose = ChoiceField()
        self.whose.setObjectName("whose")
        self.whose.editor.setAccessibleName(filled(N_("Whose")))
        self.whose.caption.hide()
        self.whose.setFixedWidth(220)
        self.whose.changed.connect(self._whose_changed)

    def _make_views(self) -> None:
        self.month, self.week = DayGrid(), DayGrid()
        self.panels = {
            View.MONTH: DayCards(N_("Nothing stands on this day."), narrow=True),
            View.WEEK: DayCards(N_("Nothing stands on this day."), narrow=True),
            View.AGENDA: DayCards(N_("Nothing stands on these days.")),
        }
        self.lists = DeskLists()
        self.lists.opened.connect(self._open)
        self.lists.whose_asked.connect(self.whose.set_value)
        for grid in (self.month, self.week):
            grid.chosen.connect(self.choose)
            grid.entered.connect(self._enter)
            grid.dragged.connect(self.bar.ask)
            grid.refused.connect(self.bar.refuse)
        for panel in self.panels.values():
            panel.opened.connect(self._open)
            panel.move_asked.connect(self._ask_move)

    def _lay_out(self) -> None:
        self.column.addWidget(self.head)
        line = Beside(spacing=12)
        for part in (_in_a_row(self.switches.values()), _in_a_row(self.kinds.values())):
            line.across.addWidget(part)
        line.across.addWidget(self.whose)
        self.column.addWidget(line)
        self.column.addWidget(self.bar)
        self.stack = QStackedWidget()
        self.places = {
            View.AGENDA: scrolled(self.panels[View.AGENDA]),
            View.WEEK: _beside(self.week, self.panels[View.WEEK]),
            View.MONTH: _beside(self.month, self.panels[View.MONTH]),
            View.LISTS: self.lists,
        }
        for place in self.places.values():
            self.stack.addWidget(place)
        self.column.addWidget(self.stack, 1)
        self.column.addWidget(Text(KEYS, role="dim", wrap=True))

    def _step(self) -> None:
        by = int(self.sender().property("step"))
        if by:
            self.turn(by)
        else:
            self.to_today()

    def _view(self) -> None:
        self.show_view(View(str(self.sender().property("view"))))

    def _offer_people(self) -> None:
        mine = self.frame.office.account.id
        others = [
            (one.id, one.name) for one in self.frame.office.teams.colleagues() if one.id != mine
        ]
        everybody = [(0, filled(N_("everybody"))), (mine, filled(N_("only mine")))]
        chosen = self._whose() or 0
        self.whose.blockSignals(True)
        self.whose.set_choices([*everybody, *others], translated=False)
        self.whose.set_value(chosen)
        self.whose.blockSignals(False)

    # reading and showing

    def _days(self) -> tuple[date, date]:
        if self.view is View.AGENDA:
            return self.day, self.day + timedelta(days=MONTH)
        return week_days(self.day) if self.view is View.WEEK else month_days(self.day)

    def _fits(self) -> bool:
        """Whether what was read is what this day and view need."""
        return (self._span.first, self._span.last) == self._days()

    def _read(self) -> None:
        for view, button in self.switches.items():
            button.setChecked(view is self.view)
        self.stack.setCurrentWidget(self.places[self.view])
        self._say_title()
        office = self.frame.office
        if self.view is View.LISTS:
            work = partial(_board, office, self._whose())
            self.frame.jobs.run(work, self._got_board, self._failed)
        else:
            self.frame.jobs.run(partial(_days, office, *self._days()), self._got, self._failed)

    def _got(self, span: Span) -> None:
        if (span.first, span.last) == self._days() and self.view is not View.LISTS:
            self._span = span
            self._show()

    def _got_board(self, board: Board) -> None:
        self._board = board
        self.lists.show_board(board)

    def _failed(self, problem: LegalAidError) -> None:
        dialogs.tell(self, problem)

    def _show(self) -> None:
        kinds = [kind for kind, button in self.kinds.items() if button.isChecked()]
        things = wanted(self._span.planned, kinds, self._whose(), self._span.leads)
        today = self.frame.office.today.day()
        self._say_title()
        grid = self._grid()
        mine = self._whose() in (None, self.frame.office.account.id)
        shown = replace(self._span, planned=things, tasks=self._span.tasks if mine else ())
        if grid is None:
            days = [self._span.first + timedelta(days=off) for off in range(MONTH + 1)]
            self.panels[View.AGENDA].show_days(shown, days, things, today)
            return
        month = self.day.month if self.view is View.MONTH else 0
        grid.show_span(shown, self.day, today, month)
        there = shown.on(self.day)
        self.panels[self.view].show_days(shown, [self.day], there, today)

    def _say_title(self) -> None:
        language = i18n.current()
        if self.view is View.LISTS:
            self.head.title.say(N_("Lists of the desk"))
        elif self.view is View.MONTH:
            self.head.title.show_text(i18n.month(self.day, language))
        else:
            first, last = (i18n.date_long(day, language) for day in self._days())
            self.head.title.show_text(f"{first} – {last}")

    def _grid(self) -> DayGrid | None:
        return {View.MONTH: self.month, View.WEEK: self.week}.get(self.view)

    def _whose(self) -> int | None:
        chosen = self.whose.chosen(0)
        return chosen if isinstance(chosen, int) and chosen else None

    # acts

    def _filtered(self) -> None:
        if self.view is not View.LISTS:
            self._show()

    def _whose_changed(self) -> None:
        if self.view is View.LISTS:
            self._read()
        else:
            self._show()

    def _enter(self, day: date) -> None:
        """The keyboard goes to the things of that day."""
        self.choose(day)
        self.panels[self.view].focusNextChild()

    def _ask_move(self, thing: Planned) -> None:
        self.bar.ask(thing, thing.on)
        self.bar.day.setFocus()

    def _said(self, before: object, kept: object) -> None:
        undoing.said(self.frame, N_("It stands on another day now."), kept)
        if isinstance(before, Event) and isinstance(kept, Event):
            redating.after(self, self.frame, before, kept)

    def _open(self, key: object) -> None:
        """A case opens on its deadlines; a task says itself where it belongs."""
        self.frame.go("case", key if isinstance(key, tuple) else (key, "deadlines"))


def _in_a_row(buttons: Iterable[QWidget]) -> QWidget:
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(6)
    for button in buttons:
        across.addWidget(button)
    across.addStretch(1)
    return made


def _beside(grid: QWidget, panel: QWidget) -> QWidget:
    made = Beside(spacing=16)
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(scrolled(panel))
    side.setMinimumWidth(300)
    made.across.addWidget(grid, 5)
    made.across.addWidget(side, 2)
    return made


def _days(office: Any, first: date, last: date, _progress: object, _cancelled: object) -> Span:
    found: Span = office.calendar.span(first, last)
    return found


def _board(office: Any, whose: int | None, _progress: object, _cancelled: object) -> Board:
    found: Board = office.calendar.board(whose=whose)
    return found
