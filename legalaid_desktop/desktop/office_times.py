"""Time that is for no case: typed in four fields, summed by months, printed as a record."""

from collections.abc import Set
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms, removing
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.office_times import NO_TIME, MonthOfTime, OfficeTime, TimeKind, summed
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import office_times as labels
from legalaid_desktop.labels import quick
from legalaid_desktop.labels.stories import duration

YEARS = 10
SHOWN = 12
"""At most so many of the own entries."""
TITLE = N_("Record of free legal aid")


class OfficeTimeParts(forms.Parts):
    """The parts of ``ui/office_time.ui``."""

    what: TextField
    kind: ChoiceField
    minutes: TextField
    on: DateField


class OfficeTimes(QWidget):
    """The own time for no case at the left, everybody's months at the right."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._known: dict[int | None, OfficeTime] = {}
        self.mine = Card(N_("Your time for no case"))
        self.parts = forms.load("office_time", self, OfficeTimeParts)
        self.parts.kind.set_choices(list(labels.KINDS.items()))
        self.add = Button(N_("Enter the time"), icon="plus", kind="primary")
        self.add.clicked.connect(self._add)
        self.year = ChoiceField(label=N_("Year"))
        this = frame.office.today.day().year
        years = [(one, str(one)) for one in range(this, this - YEARS, -1)]
        self.year.set_choices(years, translated=False)
        self.year.set_value(this)
        self.year.changed.connect(self._show)
        self.print = Button(N_("Print …"), icon="printer")
        self.print.clicked.connect(self._print)
        self.print.setVisible(may(frame, Act.EXPORT))
        self.months = Card(N_("By month"), N_("what was free of charge stands at the right"))
        self.none = EmptyState(N_("No time was entered in this year."), icon="clock")
        self.months.add(self.none, margins=False)
        self._lay_out()
        self._clear()
        frame.drafts.watch(self, "office_time", lambda: 0, self._unsaved)
        begun = frame.drafts.take("office_time", 0)
        if begun:
            drafts.put_back(self.parts, begun)

    def _lay_out(self) -> None:
        entry = QWidget()
        lines = QVBoxLayout(entry)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(16)
        lines.addWidget(self.parts.body)
        lines.addWidget(self.add)
        entry.setVisible(may(self._frame, Act.EDIT))
        self.mine.add(entry)
        order = QWidget()
        across = QHBoxLayout(order)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.year)
        across.addStretch(1)
        across.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(order)
        column.addWidget(scrolled(columns(([self.mine], 5), ([self.months], 6))), 1)

    def reload(self, changes: Set[Change]) -> None:
        """Reads it again when it is concerned; no kinds at all means all."""
        if not changes or changes & {Change.TIME, Change.EVENT, Change.CASE, Change.USER}:
            self._show()

    def _year(self) -> int:
        this = self._frame.office.today.day().year
        year = self.year.chosen(this)
        return year if isinstance(year, int) else this

    def _show(self) -> None:
        office, year = self._frame.office, self._year()
        entered: list[OfficeTime] = office.office_times.of_year(year)
        self._known = {one.id: one for one in entered}
        kept = [one for one in entered if one.minutes]
        self.mine.set_rows([self._row(one) for one in kept[:SHOWN]])
        found: list[MonthOfTime] = office.office_times.months(year)
        names = office.deadlines.names()
        people = list(dict.fromkeys(one.user_id for one in found))
        rows: list[Row] = []
        for user_id in people:
            own = [one for one in found if one.user_id == user_id]
            rows.append(_month(summed(own), names.get(user_id, ""), str(year)))
            rows += [_month(one, "", i18n.month(one.month, i18n.current())) for one in own]
        self.months.set_rows(rows)
        self.none.setVisible(not rows)
        self.print.setEnabled(bool(rows))

    def _row(self, one: OfficeTime) -> Row:
        language = i18n.current()
        said = f"{i18n.date_long(one.on, language)} · {filled(labels.KINDS[one.kind])}"
        row = Row(one.what, said, Chip("{time}", "info", time=duration(one.minutes, language)))
        off = removing.small_button(one.id)
        off.clicked.connect(self._strike)
        row.add_button(off)
        return row

    def _strike(self) -> None:
        """What was a mistake counts nothing from now on; the trail has what it was."""
        one = self._known.get(removing.key_of(self.sender()))
        if one is not None:
            forms.kept(self.parts, partial(self._kept, one, 0))

    def _kept(self, one: OfficeTime, minutes: int) -> OfficeTime:
        kept: OfficeTime = self._frame.office.office_times.save(replace(one, minutes=minutes))
        return kept

    def _add(self) -> None:
        if forms.kept(self.parts, self._entered) is not None:
            self._frame.drafts.done("office_time", 0)
            self._clear()
            self._frame.toast(N_("The time is entered."))

    def _entered(self) -> OfficeTime:
        office, parts = self._frame.office, self.parts
        kind, minutes = parts.kind.value(), quick.minutes(parts.minutes.value())
        if not minutes:
            raise InvalidValue("minutes", NO_TIME)
        time = OfficeTime(
            user_id=office.account.id or 0,
            on=parts.on.value() or office.today.day(),
            minutes=minutes,
            kind=kind if isinstance(kind, TimeKind) else TimeKind.PRO_BONO,
            what=parts.what.value(),
        )
        kept: OfficeTime = office.office_times.save(time)
        return kept

    def _clear(self) -> None:
        for name, value in (("what", ""), ("kind", TimeKind.PRO_BONO), ("minutes", "")):
            getattr(self.parts, name).set_value(value)
        self.parts.on.set_value(self._frame.office.today.day())

    def _unsaved(self) -> drafts.Typed | None:
        typed = drafts.typed(self.parts)
        return typed if typed["what"] or typed["minutes"] else None

    def _print(self) -> None:
        year = self._year()
        make = partial(self._frame.office.office_times.statement, year)
        what = f"{filled(TITLE)} {year}"
        Sheet(self, self._frame, TITLE, f"T-{year}", make).ask(what)


def _month(one: MonthOfTime, name: str, when: str) -> Row:
    language = i18n.current()
    free = Chip("{time}", "good", time=duration(one.free, language)) if one.free else None
    return Row(" · ".join(filter(None, (name, when))), labels.said(one, language), free)
