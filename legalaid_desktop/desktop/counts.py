"""Reports: a table of numbers of a period, as it is for the office or for somebody outside."""

from collections.abc import Callable, Set
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Beside, PageHeader
from legalaid_desktop.desktop.fields import ChoiceField, DateField, Field
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.pauses import TYPING, Pause
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import counts
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.counted import By, Span, Unit, month_of, quarter_of, year_of
from legalaid_desktop.domain.counts import CountChoice, CountTable
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError
from legalaid_desktop.domain.small_numbers import DEFAULT, LIMITS
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import counts as labels
from legalaid_desktop.services.counts import said

if TYPE_CHECKING:
    from legalaid_desktop.services.counts import Counts

TITLE = N_("Report in numbers")
NONE = N_("Nothing is to be counted in this period. Choose another one, or something else.")
GUARDED = N_(
    "For our own file all numbers are printed as they stand here. Whoever is named as the "
    "recipient gets the table with small numbers hidden."
)
FREE = "free"
_DAY = timedelta(1)
PERIODS: dict[str, tuple[str, Callable[[date], Span]]] = {
    "month": (N_("This month"), month_of),
    "last_month": (N_("Last month"), lambda day: month_of(month_of(day).first - _DAY)),
    "quarter": (N_("This quarter"), quarter_of),
    "last_quarter": (N_("Last quarter"), lambda day: quarter_of(quarter_of(day).first - _DAY)),
    "year": (N_("This year"), year_of),
    "last_year": (N_("Last year"), lambda day: year_of(year_of(day).first - _DAY)),
}
_CONCERNED = {Change.CASE, Change.PERSON, Change.CLOSING, Change.ELIGIBILITY}
_LEAST, _MOST = 6, 16
"""Letters that a column of numbers takes, as its head asks for."""
_NAMES = 20
"""Letters for what the rows are called, at the least."""
_EDGES = 24


class ReportsPage(Page):
    """What is counted, when, by what and for whom; the table below follows the choices."""

    name = "reports"
    title_message = N_("Reports")
    icon = "chart-column"
    act = Act.COUNT

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._table: CountTable | None = None
        self._wanted: CountChoice | None = None
        head = PageHeader(N_("Reports"), N_("Cases, people and services are counted apart"))
        self.print = head.add_button(Button(N_("Print or save …"), icon="printer", kind="primary"))
        self.print.clicked.connect(self._print)
        self._make_choices()
        self.summed = Text(role="title", wrap=True)
        self.shown: RecordTable | None = None
        self.notes = Text(role="dim", wrap=True)
        self._pause = Pause(self, TYPING, self._count)
        self.column.addWidget(head)
        for fields in self._lines():
            self.column.addWidget(fields)
        self.column.addWidget(self.summed)
        self.column.addWidget(self.notes)

    def _make_choices(self) -> None:
        self.unit = _choice("unit", N_("What is counted"), list(labels.UNITS.items()))
        self.unit.set_value(Unit.OPENED)
        self.below = _choice("below", N_("Small numbers"), _limits())
        self.below.set_value(FREE)
        self.rows = _choice("rows", N_("Rows"), [])
        self.columns = _choice("columns", N_("Columns"), [])
        self._offer()
        self.rows.set_value(By.TYPE)
        self.columns.set_value(By.SEX)
        spans = [(key, message) for key, (message, _) in PERIODS.items()]
        self.span = _choice("span", N_("Period"), [*spans, (FREE, N_("From one day to another"))])
        self.first, self.last = DateField(label=N_("First day")), DateField(label=N_("Last day"))
        self.first.setObjectName("first")
        self.last.setObjectName("last")
        self.span.set_value("quarter")
        self._is_putting = False
        self._put_period()
        self.span.changed.connect(self._put_period)
        self.unit.changed.connect(self._offer)
        self.below.changed.connect(self._offer)
        self.first.changed.connect(self._typed_day)
        self.last.changed.connect(self._typed_day)
        for field in self._fields():
            field.changed.connect(self._typed)

    def _fields(self) -> tuple[Field, ...]:
        chosen = (self.unit, self.rows, self.columns, self.below)
        return (*chosen, self.span, self.first, self.last)

    def _lines(self) -> tuple[QWidget, QWidget]:
        pairs = [_beside(self.unit, self.rows), _beside(self.columns, self.below)]
        return _beside(*pairs), _beside(self.span, _beside(self.first, self.last), share=3)

    def show_record(self, key: object | None) -> None:
        """Counts anew."""
        del key
        self._count()

    def reload(self, changes: Set[Change]) -> None:
        """Counts again when it is concerned; says it in another language otherwise."""
        if changes & _CONCERNED:
            self._count()
        elif not changes and self._table is not None:
            self._show(self._table)

    def _offer(self) -> None:
        """By what that can be counted; what was chosen stays if it can."""
        unit, guards = self._unit(), bool(self._below())
        offered = [(one, labels.BYS[one]) for one in counts.choices(unit, guards=guards)]
        for choice, usual in ((self.rows, By.TYPE), (self.columns, By.SEX)):
            chosen = choice.chosen(usual)
            choice.set_choices(offered)
            choice.set_value(chosen if chosen in dict(offered) else usual)

    def _put_period(self) -> None:
        """Says the days of the period that was chosen."""
        key = self.span.chosen(FREE)
        if key in PERIODS:
            period = PERIODS[str(key)][1](self.frame.office.today.day())
            self._is_putting = True
            self.first.set_value(period.first)
            self.last.set_value(period.last)
            self._is_putting = False

    def _typed(self) -> None:
        self._pause.start()

    def _typed_day(self) -> None:
        """Days that somebody types are no month or quarter any more."""
        if not self._is_putting:
            self.span.set_value(FREE)

    def _unit(self) -> Unit:
        return Unit(str(self.unit.chosen(Unit.OPENED)))

    def _below(self) -> int:
        chosen = self.below.chosen(FREE)
        return chosen if isinstance(chosen, int) else 0

    def _chosen(self) -> CountChoice | None:
        """The table that is wanted; what does not fit is said at its field."""
        try:
            return counts.checked(
                CountChoice(
                    unit=self._unit(),
                    period=Span(first=self.first.needed(), last=self.last.needed()),
                    rows=By(str(self.rows.value())),
                    columns=By(str(self.columns.value())),
                    below=self._below(),
                )
            )
        except InvalidValue as problem:
            self._point_at(problem)
        return None

    def _point_at(self, problem: InvalidValue) -> None:
        fields = {field.objectName(): field for field in self._fields()}
        fields.get(problem.field, self.last).show_error(problem)

    def _count(self) -> None:
        self._pause.stop()
        for field in self._fields():
            field.clear_error()
        self._wanted = self._chosen()
        self.print.setEnabled(False)
        if self._wanted is not None:
            work = partial(_counted, self.frame.office.counts, self._wanted)
            self.frame.jobs.run(work, self._done, self._failed)

    def _done(self, table: CountTable) -> None:
        if table.wanted == self._wanted:  # not that of an earlier choice
            self._show(table)

    def _failed(self, error: LegalAidError) -> None:
        if isinstance(error, InvalidValue):
            self._point_at(error)
        elif not isinstance(error, Cancelled):
            dialogs.tell(self, error)

    def _show(self, table: CountTable) -> None:
        self._table, language = table, i18n.current()
        self.print.setEnabled(not table.is_empty)
        period = labels.period(table.wanted.period, language)
        what = filled(labels.UNITS[table.wanted.unit])
        parts = [what, period, "" if table.is_empty else labels.summed(table, language)]
        self.summed.show_text(" · ".join(filter(None, parts)))
        advice = [filled(labels.ADVICE)] if table.wanted.below else []
        self.notes.show_text(" ".join([*labels.notes(table, language), *advice]))
        fresh = _table(table, language)
        if self.shown is None:
            self.column.insertWidget(self.column.count() - 1, fresh, 1)
        else:
            self.column.replaceWidget(self.shown, fresh)
            self.shown.hide()
            self.shown.deleteLater()
        self.shown = fresh

    def _print(self) -> None:
        if self._table is None or self._table.wanted != self._wanted:
            return
        wanted = self._table.wanted
        make = partial(self.frame.office.counts.sheet, wanted)
        period, days = wanted.period, labels.period(wanted.period, i18n.current())
        code = f"N-{period.first:%Y%m%d}-{period.last:%Y%m%d}"
        warning = "" if wanted.below else GUARDED
        sheet = Sheet(self, self.frame, TITLE, code, make, warning=warning, is_table=True)
        sheet.ask(f"{filled(labels.UNITS[wanted.unit])} · {days}")


class NumberTable(RecordTable):
    """A table whose numbers are never cut: it is moved sideways where the window is narrow."""

    def _share(self) -> None:
        letter = self.view.fontMetrics().averageCharWidth()
        widths = [one.width * letter + _EDGES for one in self._columns]
        widths[0] += max(0, self.width() - sum(widths) - _EDGES // 2)
        for place, width in enumerate(widths):
            self.view.horizontalHeader().resizeSection(place, width)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)


def _beside(*parts: QWidget, share: int = 1) -> Beside:
    """The parts beside each other, the last with its share of the width."""
    made = Beside(spacing=16)
    for part in parts:
        made.across.addWidget(part, share if part is parts[-1] else 1)
    return made


def _choice(name: str, label: str, choices: list[Any]) -> ChoiceField:
    field = ChoiceField(label=label)
    field.setObjectName(name)
    field.set_choices(choices)
    return field


def _limits() -> list[tuple[object, str]]:
    words = {
        5: N_("for others: below 5 hidden"),
        DEFAULT: N_("for others: below 11 hidden"),
        20: N_("for others: below 20 hidden"),
    }
    others = [(one, words[one]) for one in sorted(LIMITS, key=lambda one: one != DEFAULT)]
    return [(FREE, N_("for the office: all shown")), *others]


def _table(table: CountTable, language: str) -> RecordTable:
    """The numbers, the totals last."""
    heads = labels.heads(table, said, language)
    widths = [_NAMES, *(min(max(len(title), _LEAST), _MOST) for title in heads[1:])]
    columns = [
        Column(title=title, cell=partial(_cell, place), width=widths[place])
        for place, title in enumerate(heads)
    ]
    made = NumberTable(columns, empty=NONE)
    low = made.view.verticalHeader()
    low.setDefaultSectionSize(low.defaultSectionSize() * 2 // 3)  # numbers have one line
    rows = [] if table.is_empty else labels.lines(table, said, language)
    made.show_records(lambda _after: Slice(records=rows))
    return made


def _cell(place: int, line: list[str]) -> Cell:
    return Cell(text=line[place])


def _counted(service: "Counts", wanted: CountChoice, *_polls: Callable[..., Any]) -> CountTable:
    return service.table(wanted)
