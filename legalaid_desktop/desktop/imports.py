"""Bringing the office's own spreadsheets: choose, look at what would happen, take in, undo."""

from collections.abc import Sequence, Set
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, Row
from legalaid_desktop.desktop.conflict_hints import MORE
from legalaid_desktop.desktop.conflicts import conflict_row
from legalaid_desktop.desktop.import_form import ImportForm
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import Cancelled, LegalAidError
from legalaid_desktop.domain.imports import ImportRun
from legalaid_desktop.i18n import N_
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.conflicts import Conflicts
from legalaid_desktop.services.import_matches import batched
from legalaid_desktop.services.imports import Cancelling, File, Imports, Preview, Progress

TABLES = N_("Spreadsheets (*.xlsx *.csv *.txt)")
XLSX = N_("Excel workbook (*.xlsx)")
NOTE = N_(
    "Lists of people and cases that the office kept in Excel or as .csv. Nothing is kept before "
    "you have seen what becomes of each row, and all of it can be undone at once."
)
DONE = N_("People taken in: {taken}. Known: {same}. Left out: {left}. Rows not taken in: {faulty}.")
UNDO = N_(
    "Undo this import? Everything that it made goes into the bin. What was worked on since stays."
)
STOPPED = N_(
    "Stopped after {rows} rows. What was taken in stays: undo it, or choose the file again to go "
    "on."
)
STAYED = N_("Undone. What was worked on since stays: cases {cases}, people {people}.")
UNDONE = N_("Undone. Everything it made lies in the bin.")


CHECKING = N_("Checking the imported cases for conflicts")
NO_CONFLICTS = N_("The imported cases were checked for conflicts: nothing to answer.")
REST_LATER = N_("Stopped. Cases that were not reached are checked when somebody opens them.")
CASES_AT_ONCE = 20
SHOWN, TODAY = 5, "today"


class ImportTab(QWidget):
    """The imports made so far, and a way to make another.

    Attributes:
        form: the spreadsheet on its way in, if there is one.
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._run: ImportRun | None = None
        self.form: ImportForm | None = None
        self._file: File | None = None
        self.problem = InlineBanner()
        self.conflicts = Card(N_("Possible conflicts in the imported cases"))
        self.conflicts.opened.connect(self._open_case)
        self.conflicts.hide()
        self.choose = Button(N_("Choose a file …"), kind="primary", icon="upload")
        self.choose.clicked.connect(self._ask_file)
        self.table = RecordTable(
            [
                Column(title=N_("When"), cell=_when, width=34),
                Column(title=N_("What it did"), cell=_what),
                Column(title=N_("State"), cell=_state, width=20),
            ],
            empty=N_("Nothing was imported yet."),
        )
        self.table.opened.connect(self._ask_undo)
        self.stack = QStackedLayout(self)
        self.stack.addWidget(self._start())

    def _start(self) -> QWidget:
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(Text(NOTE, role="dim", wrap=True), 1)
        across.addWidget(self.choose)
        start = QWidget()
        column = QVBoxLayout(start)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(across)
        column.addWidget(self.problem)
        column.addWidget(self.conflicts)
        column.addWidget(self.table, 1)
        return start

    def reload(self, changes: Set[Change]) -> None:
        """Reads the list again."""
        del changes
        self.table.show_records(lambda _after: Slice(records=self._frame.office.imports.every()))

    def _ask_file(self) -> None:
        self.problem.hide()
        dialogs.choose_open_files(self, N_("The spreadsheet"), self._read, (TABLES,))

    def _read(self, paths: list[Path]) -> None:
        if not paths:
            return
        path = paths[0]
        imports: Imports = self._frame.office.imports

        def work(_progress: object, cancelled: Cancelling) -> File:
            return imports.read(path, cancelled)

        self._frame.jobs.run(work, self._show, self._failed, filled(N_("Reading the spreadsheet")))

    def _show(self, file: File) -> None:
        self._end()
        self._file = file
        self.form = ImportForm(file)
        self.form.asked.connect(self._look)
        self.form.accepted.connect(self._take_in)
        self.form.cancelled.connect(self._end)
        self.form.faulty_wanted.connect(self._ask_where)
        self.stack.addWidget(self.form)
        self.stack.setCurrentWidget(self.form)
        self._look()

    def _look(self) -> None:
        """Looks through the rows in the worker: there may be thousands."""
        if self.form is None or self._file is None:
            return
        imports: Imports = self._frame.office.imports
        if self.form.is_new:
            self.form.ask_columns(imports.guess(self.form.sheet))
        sheet, columns = self.form.sheet, self.form.columns()
        before = self._file.earlier(sheet)

        def work(_progress: object, cancelled: Cancelling) -> Preview:
            return imports.preview(sheet, columns, cancelled, before=before)

        self._frame.jobs.run(work, self._looked, self._failed, filled(N_("Reading the rows")))

    def _looked(self, preview: Preview) -> None:
        if self.form is not None:
            self.form.show_preview(preview)

    def _take_in(self) -> None:
        if self.form is None or self._file is None or self.form.preview.sheet is None:
            return
        imports: Imports = self._frame.office.imports
        preview = self.form.preview
        key, choices = self._file.key(self.form.preview.sheet), dict(self.form.choices)

        def work(progress: Progress, cancelled: Cancelling) -> ImportRun:
            return imports.take_in(preview, key, choices, progress, cancelled)

        self.form.setEnabled(False)
        self._frame.jobs.run(work, self._taken, self._failed, filled(N_("Taking in the rows")))

    def _taken(self, run: ImportRun) -> None:
        self._end()
        self.reload(frozenset())
        self._check(run)
        self._frame.toast(
            DONE if run.is_whole else STOPPED, rows=run.done,
            taken=run.taken, same=run.same, left=run.left, faulty=run.faulty,
            undo=partial(self._undo, run),
        )  # fmt: skip

    def _check(self, run: ImportRun) -> None:
        """Checks the new cases for conflicts; what is not reached is checked at its first look."""
        self.conflicts.hide()
        if run.cases:
            work = partial(_checked, self._frame.office.conflicts, run.cases)
            self._frame.jobs.run(work, self._show_conflicts, self._stopped, filled(CHECKING))

    def _show_conflicts(self, found: list[Case]) -> None:
        rows = [conflict_row(case, case.opened_on) for case in found[:SHOWN]]
        if len(found) > SHOWN:
            rest = filled(MORE, count=len(found) - SHOWN)
            rows.append(Row(rest, filled(N_("They stand on Today as well.")), key=TODAY))
        self.conflicts.set_rows(rows)
        self.conflicts.setVisible(bool(found))
        if not found:
            self._frame.toast(NO_CONFLICTS)

    def _stopped(self, error: LegalAidError) -> None:
        if isinstance(error, Cancelled):
            self._frame.toast(REST_LATER)
        else:
            self._failed(error)

    def _open_case(self, key: object) -> None:
        self._frame.go(*((TODAY,) if key == TODAY else ("case", key)))

    def _ask_where(self) -> None:
        dialogs.choose_save_file(
            self, N_("Where to put these rows"), "rows.xlsx", self._save_faulty, (XLSX,)
        )

    def _save_faulty(self, out: Path | None) -> None:
        preview = self.form.preview if self.form else None
        if out is None or preview is None or preview.sheet is None:
            return
        try:
            self._frame.office.imports.write_faulty(out, preview.sheet, preview, i18n.current())
        except LegalAidError as error:
            dialogs.tell(self, error)

    def _failed(self, error: LegalAidError) -> None:
        self.reload(frozenset())  # some rows may be in already
        if self.form is not None:
            self.form.setEnabled(True)
        if isinstance(error, Cancelled):
            return
        if self.form is None:
            self.problem.tell(error)
        else:
            dialogs.tell(self, error)

    def _end(self) -> None:
        form, self.form, self._file = self.form, None, None
        if form is not None:
            self.stack.removeWidget(form)
            form.deleteLater()
        self.stack.setCurrentIndex(0)

    def _ask_undo(self, run: ImportRun) -> None:
        if run.undone_at is None:
            self._run = run
            dialogs.ask(self, UNDO, N_("Undo the import"), self._undo_asked)

    def _undo_asked(self) -> None:
        if self._run is not None:
            self._undo(self._run)

    def _undo(self, run: ImportRun) -> None:
        imports: Imports = self._frame.office.imports
        key = run.id or 0

        def work(_progress: object, _cancelled: object) -> tuple[int, int]:
            return imports.undo(key)

        self._frame.jobs.run(work, self._undone, self._failed, filled(N_("Undoing the import")))

    def _undone(self, stayed: tuple[int, int]) -> None:
        cases, people = stayed
        self.reload(frozenset())
        if cases or people:
            self._frame.toast(STAYED, cases=cases, people=people)
        else:
            self._frame.toast(UNDONE)


def _checked(
    conflicts: Conflicts, cases: Sequence[int], progress: Progress, cancelled: Cancelling
) -> list[Case]:
    """The cases that wait for an answer; what was checked stays checked when somebody stops it."""
    found: list[Case] = []
    done = 0
    for part in batched(cases, CASES_AT_ONCE):
        if cancelled():
            raise Cancelled
        found += conflicts.run_several(part)
        done += len(part)
        progress(done, len(cases))
    return found


def _when(run: ImportRun) -> Cell:
    return Cell(text=i18n.moment(run.at.astimezone(VIENTIANE), i18n.current()), reason=run.by)


def _what(run: ImportRun) -> Cell:
    said = filled(DONE, taken=run.taken, same=run.same, left=run.left, faulty=run.faulty)
    return Cell(text=said)


def _state(run: ImportRun) -> Cell:
    if run.undone_at:
        return Cell(chip=filled(N_("undone")), kind="neutral")
    if len(run.people) < run.taken:
        return Cell(chip=filled(N_("undone in part")), kind="attention")
    if not run.is_whole:
        reason = filled(N_("{done} of {rows} rows"), done=run.done, rows=run.rows)
        return Cell(chip=filled(N_("not to the end")), kind="attention", reason=reason)
    return Cell(chip=filled(N_("taken in")), kind="good")
