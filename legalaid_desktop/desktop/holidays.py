"""The office's table of holidays: by year, with source and certainty; days added and taken out."""

from collections.abc import Sequence, Set

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, forms, removing
from legalaid_desktop.desktop.cards import Card, Row, columns, scrolled
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.holiday_notice import NoticeDialog
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.shipped_days import ShippedBanner, ShippedDialog
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.court_calendar import Holiday, HolidayKind, HolidayScope
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.holiday_tables import HolidayVersion, YearlyNotice
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.labels import moves as move_labels
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.holidays import PastTable

CERTAINTY_KINDS = {
    Certainty.LAW_TEXT: "good",
    Certainty.SECONDARY: "info",
    Certainty.UNVERIFIED: "attention",
}
LACKING = N_("The holidays of {year} are projections. Enter the notice.")
NO_NOTICE = N_("No notice for {year} was entered yet.")
NOTE = N_("Deadlines are counted by this table. Days not yet announced are marked unverified.")


class HolidayParts(forms.Parts):
    """The parts of ``ui/holiday.ui``."""

    day: DateField
    name_lo: TextField
    name_en: TextField
    scope: ChoiceField
    kind: ChoiceField
    source: TextField
    certainty: ChoiceField


class Holidays(QWidget):
    """The table, one year at a time."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._gone: Holiday | None = None
        self._past: list[PastTable] = []
        self._brought: list[Holiday] = []
        self.year = ChoiceField()
        self.year.setObjectName("year")
        self.year.editor.setAccessibleName(filled(N_("Year")))
        self.year.changed.connect(self._refill)
        self.new = Button(N_("Add a day"), icon="plus")
        self.new.clicked.connect(self._begin)
        self.notice = Button(N_("Enter the yearly notice"), icon="file-plus")
        self.notice.clicked.connect(self._begin_notice)
        self.past = Button(N_("Versions"), icon="clock")
        self.past.clicked.connect(self._show_past)
        self.moved = Button(N_("What would move"), icon="move-horizontal")
        self.moved.clicked.connect(self._go_to_moves)
        self.lacking = InlineBanner()
        self.lacking.hide()
        self.shipped = ShippedBanner()
        self.shipped.wanted.connect(self._look_at_shipped)
        self.noticed = Text(role="dim", wrap=True)
        for button in (self.new, self.notice):
            button.setVisible(may(frame, Act.SET_UP))
        self.table = RecordTable(
            [
                Column(title=N_("Day"), cell=_day, width=30),
                Column(title=N_("Holiday"), cell=_what),
                Column(title=N_("Who is off"), cell=_scope, width=20),
                Column(title=N_("How sure"), cell=_certainty, width=20),
            ],
            empty=N_("No holiday of this year is known yet."),
            action=N_("Add a day"),
        )
        self.table.asked.connect(self._begin)
        self.table.opened.connect(self._ask)
        self._lay_out()

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.year)
        across.addStretch(1)
        for button in (self.new, self.notice):
            across.addWidget(button)
        told = QHBoxLayout()
        told.setSpacing(16)
        told.addWidget(Text(NOTE, role="dim", wrap=True), 1)
        for button in (self.moved, self.past):
            told.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lacking)
        column.addWidget(self.shipped)
        column.addLayout(across)
        column.addLayout(told)
        column.addWidget(self.noticed)
        column.addWidget(self.table, 1)
        self.year.caption.hide()
        self.year.setFixedWidth(180)

    def reload(self, changes: Set[Change]) -> None:
        """Reads the table again when it is concerned."""
        if changes and Change.HOLIDAY not in changes:
            return
        years = sorted({one.day.year for one in self._frame.office.holidays.table()})
        present = self._frame.office.today.day().year
        chosen = self._chosen() or present
        self.year.blockSignals(True)
        self.year.set_choices(
            [(one, str(one)) for one in sorted({*years, present})], translated=False
        )
        self.year.set_value(chosen)
        self.year.blockSignals(False)
        self._past = self._frame.office.holidays.history()
        self._say_lacking()
        self._refill()

    def _say_lacking(self) -> None:
        year = self._frame.office.holidays.lacking()
        self.lacking.setVisible(year is not None)
        if year is not None:
            self.lacking.say(LACKING, "attention", year=year)
        self._brought = self._frame.office.holidays.shipped()
        self.shipped.tell_days(self._brought)

    def _look_at_shipped(self) -> None:
        dialog = ShippedDialog(self, self._frame, self._brought)
        dialog.kept.connect(self._shipped_kept)
        dialog.open()

    def _shipped_kept(self, days: Sequence[Holiday]) -> None:
        self.reload(frozenset())
        if days:
            self.year.set_value(days[0].day.year)
        self._go_to_moves()

    def _chosen(self) -> int:
        try:
            value = self.year.value()
        except InvalidValue:
            return 0
        return value if isinstance(value, int) else 0

    def _refill(self) -> None:
        year = self._chosen()
        if not year:
            return
        self.table.show_records(self._slice)
        found = [one.version for one in self._past if one.version.notice]
        told = [notice_words(one) for one in found if one.year == year]
        self.noticed.show_text("\n".join(told) or filled(NO_NOTICE, year=year))

    def _slice(self, _after: object) -> Slice:
        year = self._chosen()
        known = self._frame.office.holidays.table()
        return Slice(records=[one for one in known if one.day.year == year])

    def _begin_notice(self) -> None:
        year = self._frame.office.holidays.lacking() or self._chosen()
        dialog = NoticeDialog(self, self._frame, year)
        dialog.kept.connect(self._noticed)
        dialog.open()

    def _noticed(self, notice: YearlyNotice) -> None:
        self.reload(frozenset())
        self.year.set_value(notice.year)
        self._go_to_moves()

    def _show_past(self) -> None:
        PastTables(self, self._past).open()

    def _go_to_moves(self) -> None:
        self._frame.go("moves")

    def _begin(self) -> None:
        dialog = HolidayDialog(self, self._frame)
        dialog.saved.connect(self._added)
        dialog.open()

    def _added(self, holiday: Holiday) -> None:
        self.reload(frozenset())
        self.year.set_value(holiday.day.year)

    def _ask(self, holiday: Holiday) -> None:
        self._gone = holiday
        language = i18n.current()
        day, name = i18n.date_full(holiday.day, language), holiday.name(language)
        if not may(self._frame, Act.SET_UP):
            return
        question = N_("Why is {day} ({name}) no holiday? Open deadlines stay until you accept it.")
        dialogs.ask_reason(
            self, question, N_("Take out"), self._remove, kind="danger", day=day, name=name
        )

    def _remove(self, why: str) -> None:
        if self._gone is None:
            return
        try:
            self._frame.office.holidays.remove(self._gone.id, why)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.reload(frozenset())
        message = N_("The day is out of the table.")
        removing.said(self._frame, message, BinKind.HOLIDAY, self._gone.id or 0)


def _day(holiday: Holiday) -> Cell:
    return Cell(text=i18n.date_full(holiday.day, i18n.current()))


def _what(holiday: Holiday) -> Cell:
    return Cell(text=holiday.name(i18n.current()), reason=holiday.source)


def _scope(holiday: Holiday) -> Cell:
    return Cell(
        text=filled(labels.SCOPES[holiday.scope]), reason=filled(labels.KINDS[holiday.kind])
    )


def _certainty(holiday: Holiday) -> Cell:
    said = filled(labels.CERTAINTIES[holiday.certainty])
    return Cell(chip=said, kind=CERTAINTY_KINDS[holiday.certainty])


def notice_words(one: HolidayVersion) -> str:
    """A notice with its number and date, and who entered it."""
    language = i18n.current()
    parts = [filled(N_("Notice {number}"), number=one.notice)]
    if one.notice_on:
        parts.append(i18n.date_full(one.notice_on, language))
    if one.by:
        parts.append(filled(N_("entered by {name}"), name=one.by))
    return " · ".join(parts)


class PastTables(Dialog):
    """Every version of the table: who changed what, when and why; each opens as it was."""

    def __init__(self, parent: QWidget, found: Sequence[PastTable]) -> None:
        super().__init__(parent, N_("Versions of the table"), accept=N_("Close"), cancel="")
        self.setMinimumSize(760, 520)
        self._found = list(found)
        self.lines = Card()
        self.lines.opened.connect(self._open)
        self.days = Card(N_("The table as it was"))
        self.days.hide()
        self.lines.set_rows([_past_row(place, one) for place, one in enumerate(self._found)])
        self.body.addWidget(scrolled(columns(([self.lines], 1), ([self.days], 1))), 1)

    def _open(self, place: int) -> None:
        language = i18n.current()
        days = self._found[place].version.days
        self.days.set_rows(
            [
                Row(i18n.date_full(one.day, language), one.name(language))
                for one in days
                if one.scope is HolidayScope.NATION
            ]
        )
        self.days.show()


def _past_row(place: int, past: PastTable) -> Row:
    language, one = i18n.current(), past.version
    at = i18n.moment(one.at.astimezone(VIENTIANE), language) if one.at else ""
    title = " · ".join(filter(None, (at, one.by))) or filled(N_("as the program found it"))
    changed = "\n".join(move_labels.day_change(each, language) for each in past.changes)
    code = filled(N_("Version {code}"), code=one.code)
    said = (notice_words(one) if one.notice else "", one.why, changed, code)
    return Row(title, "\n".join(filter(None, said)), key=place)


class HolidayDialog(Dialog):
    """The form of a day that is added.

    Signals:
        saved: (holiday) it is in the table.
    """

    saved = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame) -> None:
        super().__init__(parent, N_("Add a day"), accept=N_("Add"))
        self.setMinimumWidth(600)
        self._office = frame.office
        self.parts = forms.load("holiday", self, HolidayParts)
        self.body.addWidget(self.parts.body)
        parts = self.parts
        parts.scope.set_choices([(one, labels.SCOPES[one]) for one in HolidayScope])
        parts.kind.set_choices([(one, labels.KINDS[one]) for one in HolidayKind])
        parts.certainty.set_choices([(one, labels.CERTAINTIES[one]) for one in CERTAINTY_KINDS])
        parts.scope.set_value(HolidayScope.NATION)
        parts.kind.set_value(HolidayKind.OFFICIAL)
        parts.certainty.set_value(Certainty.SECONDARY)
        parts.day.setFocus()

    def accept(self) -> None:
        """Puts the day into the table."""
        saved = forms.kept(self.parts, lambda: self._office.holidays.add(self._filled()))
        if saved is not None:
            super().accept()
            self.saved.emit(saved)

    def _filled(self) -> Holiday:
        parts = self.parts
        day = parts.day.value()
        if day is None:
            raise InvalidValue("day", N_("This is needed."))
        return Holiday(
            day=day,
            name_lo=parts.name_lo.value(),
            name_en=parts.name_en.value() or parts.name_lo.value(),
            scope=HolidayScope(str(parts.scope.value() or HolidayScope.NATION)),
            kind=HolidayKind(str(parts.kind.value() or HolidayKind.OFFICIAL)),
            source=parts.source.value(),
            certainty=Certainty(str(parts.certainty.value() or Certainty.SECONDARY)),
        )
