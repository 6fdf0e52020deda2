"""What leaves the calendar: printed sheets, a file for other programs, and what came back of it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Beside, Card, Chip, Row, scrolled
from legalaid_desktop.desktop.copy_form import CopyDialog
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.digests import DIGEST, DigestSheet
from legalaid_desktop.desktop.fields import ChoiceField, DateField
from legalaid_desktop.desktop.kept_calendar import KEEP, KeptFile
from legalaid_desktop.desktop.menus import MenuButton
from legalaid_desktop.desktop.naming import ListErrandLine, NamingPart
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.calendar_files import Fate, Returned
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.naming import Naming
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import calendar_files as labels
from legalaid_desktop.services.calendar_files import Span

AHEAD, BEHIND = timedelta(days=180), timedelta(days=30)
TIP = N_("Print lists, or hand the calendar to another program")
CONTROL = N_("Control sheet of the day …")
COURTS = N_("Court list of the week …")
LOG = N_("Deadline log of the day …")
EXPORT = N_("Calendar for other programs …")
COMPARE = N_("Compare a calendar that came back …")
EXPORTED = N_("The calendar is written. The trail has it as number {number}.")
ONE_WAY = N_(
    "One way only: nothing that is changed in the other program changes anything here. Restricted "
    "cases are in it by their number alone."
)
MINE = N_("Only what I answer for")
FILES = N_("Calendar (*.ics)")
COLOURS = {
    Fate.SAME: "good",
    Fate.ACCEPTED: "good",
    Fate.TENTATIVE: "info",
    Fate.UNKNOWN: "neutral",
}


class CalendarMenu(MenuButton):
    """The menu in the head of the calendar; it goes by the day that is chosen there."""

    def __init__(self, page: QWidget, frame: Frame, day: Callable[[], date]) -> None:
        super().__init__(TIP)
        self._page, self._frame, self._day = page, frame, day
        for message, icon, act in (
            (DIGEST, "printer", self.print_digest),
            (CONTROL, "printer", self.print_control),
            (COURTS, "printer", self.print_courts),
            (LOG, "printer", self.print_log),
            (EXPORT, "download", self.ask_export),
            (KEEP, "download", self.ask_keep),
            (COMPARE, "upload", self.ask_compare),
        ):
            self.add(message, icon).triggered.connect(act)
        self.setVisible(may(frame, Act.EXPORT))

    def print_digest(self) -> None:
        """Asks for the digest of this morning."""
        DigestSheet(self._page, self._frame).offer()

    def print_control(self) -> None:
        """Asks for the control sheet of the chosen day."""
        self._print(CONTROL, "K", self._frame.office.deadline_sheets.control)

    def print_courts(self) -> None:
        """Asks for the court list of the week of the chosen day."""
        self._print(COURTS, "C", self._frame.office.deadline_sheets.courts)

    def print_log(self) -> None:
        """Asks for the log of the chosen day."""
        self._print(LOG, "G", self._frame.office.deadline_sheets.log)

    def ask_export(self) -> None:
        """Asks which part of the calendar goes out."""
        dialog = ExportDialog(self._page, self._frame, self._frame.office.today.day())
        dialog.chosen.connect(self._choose)
        dialog.open()

    def ask_keep(self) -> None:
        """Asks for a file that is kept current."""
        KeptFile(self._page, self._frame).offer()

    def ask_compare(self) -> None:
        """Asks for the file that another program saved."""
        dialogs.choose_open_files(self._page, COMPARE, self._compare, (FILES,))

    def _print(self, title: str, sign: str, make: Callable[..., Any]) -> None:
        day = self._day()
        code = f"{sign}-{day:%Y-%m-%d}"
        what = i18n.date_full(day, i18n.current())
        Sheet(self._page, self._frame, title, code, partial(make, day)).ask(what)

    def _choose(self, span: Span, language: str, errand: Errand) -> None:
        save = partial(self._export, span, language, errand)
        name = f"calendar-{span.first:%Y-%m-%d}.ics"
        dialogs.choose_save_file(self._page, EXPORT, name, save, (FILES,))

    def _export(self, span: Span, language: str, errand: Errand, out: Path) -> None:
        work = partial(_exported, self._frame.office.calendar_files, span, language, errand, out)
        self._frame.jobs.run(work, self._said, self._tell, filled(N_("Writing the calendar")))

    def _said(self, number: int) -> None:
        self._frame.toast(EXPORTED, number=number)

    def _compare(self, paths: Sequence[Path]) -> None:
        if not paths:
            return
        office = self._frame.office.calendar_files
        work = partial(_compared, office, paths[0], i18n.current())
        self._frame.jobs.run(work, self._show, self._tell, filled(N_("Reading the calendar")))

    def _show(self, found: tuple[Returned, ...]) -> None:
        ReturnedDialog(self._page, found).open()

    def _tell(self, error: LegalAidError) -> None:
        dialogs.tell(self._page, error)


class ExportDialog(CopyDialog):
    """Asks from when to when, whose, with names or without, and for whom the calendar is.

    Signals:
        chosen: (span, language, errand)
    """

    chosen = Signal(object, str, object)

    def __init__(self, parent: QWidget, frame: Frame, today: date) -> None:
        what = filled(N_("Deadlines and hearings"))
        line = ListErrandLine(frame)
        super().__init__(
            parent, EXPORT, N_("Choose where …"), what, 0, frame, (), ONE_WAY, line=line
        )
        self._files = frame.office.calendar_files
        self._make_days(today)
        self.language = ChoiceField(label=N_("Language of the entries"))
        self.language.set_choices(list(labels.LANGUAGES.items()))
        self.language.set_value(i18n.current())
        self.mine = QCheckBox(filled(MINE))
        self.naming = NamingPart(frame, line, self._look)
        self.named = self.naming.named
        days = Beside(16)
        days.across.addWidget(self.first, 1)
        days.across.addWidget(self.last, 1)
        self.body.insertWidget(2, days)
        for place, part in enumerate((self.language, self.mine), 3):
            self.body.insertWidget(place, part)
        self.body.insertWidget(self.body.indexOf(line) + 1, self.naming)
        for changed in (self.first.changed, self.last.changed, self.mine.toggled):
            changed.connect(self.naming.look)
        self.naming.changed.connect(self._let)
        self.told.connect(self._tell)

    def accept(self) -> None:
        """Goes on once both days can be read and stand in order."""
        if self._span() is not None:
            super().accept()

    def _make_days(self, today: date) -> None:
        self.first = DateField(label=N_("From"))
        self.last = DateField(label=N_("Until"))
        self.first.setObjectName("first")
        self.last.setObjectName("last")
        self.first.set_value(today - BEHIND)
        self.last.set_value(today + AHEAD)

    def _look(self, errand: Errand) -> Callable[[], tuple[Naming, ...]]:
        span = self._span()
        return partial(self._files.naming, span, errand) if span else tuple

    def _let(self) -> None:
        self.accept_button.setEnabled(self.naming.is_known)

    def _tell(self, errand: Errand) -> None:
        span = self._span()
        if span is not None:
            self.chosen.emit(span, str(self.language.chosen(i18n.current())), errand)

    def _span(self) -> Span | None:
        days = [_read(field) for field in (self.first, self.last)]
        if days[0] is None or days[1] is None:
            return None
        if days[1] < days[0]:
            self.last.show_error(InvalidValue("last", N_("This day lies before the first one.")))
            return None
        mine, named = self.mine.isChecked(), self.named.isChecked()
        return Span(first=days[0], last=days[1], mine=mine, named=named)


class ReturnedDialog(Dialog):
    """What became of our entries in another program; nothing of it changes anything here."""

    def __init__(self, parent: QWidget, found: Sequence[Returned]) -> None:
        super().__init__(parent, N_("What came back"), accept=N_("Close"), cancel="")
        self.setMinimumSize(720, 460)
        self.body.addWidget(Text(labels.NOTHING_CHANGED, role="dim", wrap=True))
        self.list = Card()
        ours = [one for one in found if one.fate is not Fate.UNKNOWN]
        self.list.set_rows([_row(one) for one in ours])
        if not ours:
            sentence = N_("No entry of this office is in that calendar.")
            self.list.add(EmptyState(sentence, icon="calendar-days"), margins=False)
        self.body.addWidget(scrolled(self.list), 1)
        others = len(found) - len(ours)
        if others:
            note = Text(role="dim", wrap=True)
            note.show_text(filled(labels.OTHERS, count=i18n.number(others, i18n.current())))
            self.body.addWidget(note)


def _row(one: Returned) -> Row:
    language = i18n.current()
    chip = Chip(labels.FATES[one.fate], COLOURS.get(one.fate, "attention"))
    return Row(labels.title(one, language), labels.told(one, language), chip)


def _read(field: DateField) -> date | None:
    try:
        return field.needed()
    except InvalidValue as problem:
        field.show_error(problem)
        return None


def _exported(
    service: Any, span: Span, language: str, errand: Errand, out: Path, *_polls: object
) -> int:
    return int(service.export(span, language, errand, out))


def _compared(service: Any, path: Path, language: str, *_polls: object) -> tuple[Returned, ...]:
    found: tuple[Returned, ...] = service.compare(path, language)
    return found
