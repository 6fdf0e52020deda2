"""The yearly notice on holidays: typed, pasted or read, looked at, then kept as one version."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, forms
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import DateField, LongTextField, TextField
from legalaid_desktop.desktop.move_rows import hidden_rows, moving_rows
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import notice_lines
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.holiday_tables import YearlyNotice
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services.holidays import NoticeEffect

LOOK = N_("Look at what it does")
KEEP = N_("Keep the notice")
UNNAMED = N_(
    "These days of the table are not in the notice. Tick those that are no holidays after all; a "
    "day that is wrongly in the table makes a last day look later than it is."
)
MOVED = N_("Nothing moves by itself: each of these is accepted or refused afterwards.")


class NoticeParts(forms.Parts):
    """The parts of ``ui/notice.ui``."""

    number: TextField
    notice_on: DateField
    year: TextField
    days: LongTextField


class NoticeDialog(Dialog):
    """Asks for the notice, shows what it does to the table and to deadlines, and keeps it.

    Signals:
        kept: (notice) it is in the table.
    """

    kept = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, year: int) -> None:
        super().__init__(parent, N_("The yearly notice on holidays"), accept=LOOK)
        self.setMinimumSize(1000, 600)
        self._frame = frame
        self._effect: NoticeEffect | None = None
        self.parts = forms.load("notice", self, NoticeParts)
        self.parts.year.set_value(str(year))
        self.file = Button(N_("Read from a file …"), icon="upload")
        self.file.clicked.connect(self._choose)
        self.new = Card(N_("New in the table"))
        self.known = Card(N_("Confirmed by the notice"))
        self.unnamed = Card(N_("Not in the notice"))
        self.unnamed.add(Text(UNNAMED, role="dim", wrap=True))
        self.moved = Card(N_("Deadlines that would move"))
        self.moved.add(Text(MOVED, role="dim", wrap=True))
        self.hint = InlineBanner(
            N_("Type or paste the days, a line each. Nothing is kept before you have seen it."),
            "info",
        )
        self.ticks: dict[date, QCheckBox] = {}
        self._lay_out()
        for field in (self.parts.number, self.parts.notice_on, self.parts.year, self.parts.days):
            field.changed.connect(self._begin_again)
        self._begin_again()
        self.parts.number.setFocus()

    def accept(self) -> None:
        """Looks at the notice; once it was looked at, keeps it."""
        try:
            notice = self._notice()
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        self.accept_button.setEnabled(False)
        holidays, gone = self._frame.office.holidays, self._taken_out()
        is_kept = self._effect is not None

        def work(_progress: object, _cancelled: object) -> object:
            if is_kept:
                return holidays.keep_notice(notice, gone)
            return holidays.try_notice(notice, gone)

        done = self._kept if is_kept else self._show
        self._frame.jobs.run(work, done, self._failed, filled(LOOK))

    def _notice(self) -> YearlyNotice:
        parts = self.parts
        year = parts.year.value()
        if not (year.isdigit() and len(year) == _YEAR):
            raise InvalidValue("year", N_("Write the year with four digits."))
        return YearlyNotice(
            number=parts.number.value(),
            on=parts.notice_on.value(),
            year=int(year),
            days=notice_lines.read(parts.days.value(), int(year)),
        )

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts.body)
        column.addWidget(self.file)
        column.addStretch(1)
        self.parts.days.editor.setFixedHeight(200)
        across = QHBoxLayout()
        across.setSpacing(24)
        area = scrolled(left)
        area.setMinimumWidth(_WIDTH)
        across.addWidget(area, 5)
        cards = [self.hint, self.unnamed, self.new, self.known, self.moved]
        across.addWidget(scrolled(columns((cards, 1))), 6)
        self.body.addLayout(across, 1)

    def _begin_again(self) -> None:
        """What was looked at is no longer what stands there."""
        self._effect = None
        self.ticks = {}
        for card in (self.new, self.known, self.unnamed, self.moved):
            card.hide()
        self.hint.show()
        self.accept_button.say(LOOK)
        self.accept_button.setEnabled(True)

    def _show(self, effect: NoticeEffect) -> None:
        self._effect = effect
        self.accept_button.say(KEEP)
        self.accept_button.setEnabled(True)
        self.hint.hide()
        found = effect.preview
        self._fill(self.new, [_row(one) for one in found.added])
        self._fill(self.known, [_row(one) for one in found.confirmed])
        if not self.ticks:
            self.ticks = {one.day: QCheckBox() for one in found.unnamed}
            rows = [self._unnamed_row(one) for one in found.unnamed]
            self._fill(self.unnamed, rows)
        self._fill(self.moved, [*moving_rows(effect.moves), *hidden_rows(effect.hidden)])

    def _fill(self, card: Card, rows: Sequence[Row]) -> None:
        card.set_rows(list(rows))
        card.setVisible(bool(rows))

    def _unnamed_row(self, day: Holiday) -> Row:
        row = _row(day, sure=False)
        tick = self.ticks[day.day]
        tick.setText(filled(N_("no holiday")))
        tick.toggled.connect(self._look_again)
        row.across.addWidget(tick)
        return row

    def _look_again(self) -> None:
        """A day that is taken out may move deadlines too."""
        self._effect = None
        self.accept_button.say(LOOK)

    def _taken_out(self) -> list[date]:
        return [day for day, tick in self.ticks.items() if tick.isChecked()]

    def _kept(self, notice: YearlyNotice) -> None:
        super().accept()
        told = ngettext(
            "The notice is in the table: {count} day.",
            "The notice is in the table: {count} days.",
            len(notice.days),
        )
        self._frame.toast(told, count=len(notice.days))
        self.kept.emit(notice)

    def _failed(self, problem: LegalAidError) -> None:
        self.accept_button.setEnabled(True)
        if isinstance(problem, InvalidValue):
            forms.show_error(self.parts, problem)
        else:
            dialogs.tell(self, problem)

    def _choose(self) -> None:
        title = filled(N_("Read the days from a file"))
        kinds = ("*.xlsx *.csv *.txt *.ics",)
        dialogs.choose_open_files(self, title, self._read, kinds)

    def _read(self, files: list[Path]) -> None:
        if not files:
            return
        holidays = self._frame.office.holidays

        def work(_progress: object, _cancelled: object) -> str:
            return "\n".join(holidays.read_file(one) for one in files)

        self._frame.jobs.run(work, self._put, self._failed, filled(N_("Reading the file")))

    def _put(self, lines: str) -> None:
        self.parts.days.set_value(lines)


_YEAR, _WIDTH = 4, 340


def _row(day: Holiday, *, sure: bool = True) -> Row:
    language = i18n.current()
    parts = [filled(labels.SCOPES[day.scope]), filled(labels.KINDS[day.kind])]
    title = f"{i18n.date_full(day.day, language)} · {day.name(language)}"
    chip = Chip(labels.CERTAINTIES[day.certainty], "neutral") if sure else None
    return Row(title, " · ".join(parts), chip)
