"""The office's table of holidays: by year, with source and certainty; days added and taken out."""

from collections.abc import Set

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, forms, removing
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.court_calendar import Holiday, HolidayKind, HolidayScope
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels

CERTAINTY_KINDS = {
    Certainty.LAW_TEXT: "good",
    Certainty.SECONDARY: "info",
    Certainty.UNVERIFIED: "attention",
}
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
        self.year = ChoiceField()
        self.year.setObjectName("year")
        self.year.editor.setAccessibleName(filled(N_("Year")))
        self.year.changed.connect(self._refill)
        self.new = Button(N_("Add a day"), icon="plus")
        self.new.clicked.connect(self._begin)
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
        across.addWidget(Text(NOTE, role="dim", wrap=True), 1)
        across.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(across)
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
        self._refill()

    def _chosen(self) -> int:
        try:
            value = self.year.value()
        except InvalidValue:
            return 0
        return value if isinstance(value, int) else 0

    def _refill(self) -> None:
        if self._chosen():
            self.table.show_records(self._slice)

    def _slice(self, _after: object) -> Slice:
        year = self._chosen()
        known = self._frame.office.holidays.table()
        return Slice(records=[one for one in known if one.day.year == year])

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
        question = N_("Take {day} ({name}) out of the table? Deadlines counted before stay.")
        dialogs.ask(self, question, N_("Take out"), self._remove, kind="danger", day=day, name=name)

    def _remove(self) -> None:
        if self._gone is None:
            return
        try:
            self._frame.office.holidays.remove(self._gone.id)
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
