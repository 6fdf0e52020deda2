"""What left a case: each copy with its number, how, when, by whom, for whom and why."""

from collections.abc import Callable, Set
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.printing import PDF, print_pdf
from legalaid_desktop.desktop.sheets import SheetDialog
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import copies
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.copies import Copy, CopyLine, CopyWay, Errand, Printout
from legalaid_desktop.domain.errors import Cancelled, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import copies as labels
from legalaid_desktop.services.clock import VIENTIANE

if TYPE_CHECKING:
    from legalaid_desktop.services.copies import Copies

NOTE = N_("Everything that was printed, saved as a file or opened in another program.")
MAKING = N_("Making the list")
SAVED = N_("The list was saved. It is {code} in the register.")
_COLUMNS: tuple[tuple[str, int], ...] = (
    (N_("Copy"), 16),
    (N_("What"), 0),
    (N_("How and when"), 34),
    (N_("For whom, and why"), 28),
)


class CaseCopies(QWidget):
    """The register of copies of one case, newest first."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._case_id = 0
        self._code = ""
        self.print = Button(N_("Print the list …"), icon="printer")
        self.print.clicked.connect(self._ask)
        self.print.setVisible(may(frame, Act.EXPORT))
        self.table = RecordTable(
            [
                Column(title=title, cell=partial(_cell, place), width=width)
                for place, (title, width) in enumerate(_COLUMNS)
            ],
            empty=N_("Nothing has left this case yet."),
        )
        across = QHBoxLayout()
        across.addWidget(Text(NOTE, role="dim", wrap=True), 1)
        across.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(across)
        column.addWidget(self.table, 1)

    def show_case(self, case_id: int) -> None:
        """Shows the copies of that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads the list again when it is concerned; no kinds at all means all."""
        if self._case_id and (not changes or Change.COPY in changes):
            self.table.show_records(self._slice)

    def _slice(self, _after: object) -> Slice:
        return Slice(records=self._frame.office.copies.lines(self._case_id))

    def _ask(self) -> None:
        number = self._frame.office.cases.get(self._case_id).number
        what = filled(N_("Case {number}"), number=number)
        dialog = SheetDialog(
            self, self._frame, N_("List of copies"), what, self._case_id, ("file",)
        )
        dialog.printing.connect(self._print)
        dialog.saving.connect(self._choose)
        dialog.open()

    def _print(self, language: str, errand: Errand) -> None:
        self._code = self._name()
        work = partial(_printed, self._frame.office.copies, self._case_id, language, errand)
        self._frame.jobs.run(work, self._print_pages, self._tell, filled(MAKING))

    def _print_pages(self, made: Printout) -> None:
        stopped = partial(self._frame.office.copies.cancel, made.copy.id)
        print_pdf(self, self._frame.jobs, made.pages, self._code, stopped)

    def _choose(self, language: str, errand: Errand) -> None:
        save = partial(self._save, self._case_id, language, errand)
        title = N_("Save the list as PDF")
        dialogs.choose_save_file(self, title, f"{self._name()}.pdf", save, (PDF,))

    def _save(self, case_id: int, language: str, errand: Errand, path: Path) -> None:
        work = partial(_saved, self._frame.office.copies, case_id, language, path, errand)
        self._frame.jobs.run(work, self._told_saved, self._tell, filled(MAKING))

    def _told_saved(self, copy: Copy) -> None:
        self._frame.toast(SAVED, code=copies.code(copy))

    def _name(self) -> str:
        number: str = self._frame.office.cases.get(self._case_id).number
        return copies.file_code(number, "copies")

    def _tell(self, error: LegalAidError) -> None:
        if not isinstance(error, Cancelled):
            dialogs.tell(self, error)


def _cell(place: int, line: CopyLine) -> Cell:
    at = line.copy.at.astimezone(VIENTIANE)
    text, reason = labels.cells(line, i18n.current(), at)[place]
    stopped = place == 0 and line.copy.way is CopyWay.CANCELLED
    says = filled(labels.WAYS[CopyWay.CANCELLED]) if stopped else ""
    return Cell(text=text, reason=reason, icon="x" if stopped else "", icon_says=says)


def _printed(
    register: "Copies", case_id: int, language: str, errand: Errand, *_polls: Callable[..., Any]
) -> Printout:
    return register.print_list(case_id, language, errand)


def _saved(
    register: "Copies",
    case_id: int,
    language: str,
    path: Path,
    errand: Errand,
    *_polls: Callable[..., Any],
) -> Copy:
    return register.save_list(case_id, language, path, errand)
