"""A list to print or to save: asks in which language and for whom, and makes it in the worker."""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.copy_form import CopyDialog
from legalaid_desktop.desktop.errands import ErrandLine
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.printing import LANGUAGES, PDF, print_pdf
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import Cancelled, LegalAidError
from legalaid_desktop.i18n import N_

MAKING = N_("Making the list")
SAVED = N_("The list was saved.")
WORKBOOK = N_("Excel workbook (*.xlsx)")

Make = Callable[..., Any]
"""Makes the pages: ``make(language, errand, out)``, with ``out`` where they are to be a file."""


class SheetDialog(CopyDialog):
    """Asks in which language the list is wanted, and for whom.

    Signals:
        printing, saving, tabling: (language, errand) it is to be printed, saved as PDF, or saved as
            a spreadsheet.
    """

    printing = Signal(str, object)
    saving = Signal(str, object)
    tabling = Signal(str, object)

    def __init__(
        self,
        parent: QWidget,
        frame: Frame | None,
        title: str,
        what: str,
        case_id: int,
        shares: Collection[str],
        warning: str = "",
        line: ErrandLine | None = None,
    ) -> None:
        super().__init__(
            parent, title, N_("Print"), what, case_id, frame, shares, warning, line=line
        )
        self.asked_by: object = None
        self.language = ChoiceField(label=N_("Language of the paper"))
        self.language.setObjectName("language")
        self.language.set_choices(LANGUAGES)
        self.language.set_value(i18n.current())
        self.body.insertWidget(1, self.language)
        self.told.connect(self._print)
        self.save = Button(N_("Save as PDF"), icon="download")
        self.save.clicked.connect(self._save)
        self.add_button(self.save)
        QWidget.setTabOrder(self.accept_button, self.language.editor)

    def offer_table(self) -> None:
        """Offers a spreadsheet, too."""
        self.table = Button(N_("Save as spreadsheet"), icon="download")
        self.table.clicked.connect(self._save_table)
        self.add_button(self.table)

    def _print(self, errand: Errand) -> None:
        self.printing.emit(self._chosen(), errand)

    def _save(self) -> None:
        self.reject()
        self.saving.emit(self._chosen(), self.errand.errand())

    def _save_table(self) -> None:
        self.reject()
        self.tabling.emit(self._chosen(), self.errand.errand())

    def _chosen(self) -> str:
        return str(self.language.chosen(i18n.current()))


class Sheet:
    """One list on its way out of the window.

    Args:
        title: message id; what: the text that names it; code: of print job and file.
        shares: what of the client's data goes out with it.
        warning: message id to mind before; is_table: whether it can be a spreadsheet, too.
    """

    def __init__(
        self,
        parent: QWidget,
        frame: Frame,
        title: str,
        code: str,
        make: Make,
        shares: Collection[str] = (),
        *,
        warning: str = "",
        is_table: bool = False,
    ) -> None:
        self._parent, self._frame, self._title = parent, frame, title
        self._code, self._make, self._shares = code, make, shares
        self._warning, self._is_table = warning, is_table

    def ask(self, what: str, case_id: int = 0) -> None:
        """Asks for language and recipient, and goes on."""
        dialog = self.dialog(what, case_id)
        dialog.asked_by = self  # a signal keeps no plain object alive: nothing would be printed
        if self._is_table:
            dialog.offer_table()
            dialog.tabling.connect(self._choose_table)
        dialog.printing.connect(self._print)
        dialog.saving.connect(self._choose)
        dialog.open()

    def dialog(self, what: str, case_id: int) -> SheetDialog:
        """The window that asks."""
        frame = self._frame if case_id else None
        return SheetDialog(
            self._parent, frame, self._title, what, case_id, self._shares, self._warning
        )

    def _print(self, language: str, errand: Errand) -> None:
        work = partial(_made, self._make, language, errand, None)
        self._frame.jobs.run(work, self._print_pages, self._tell, filled(MAKING))

    def _print_pages(self, made: Any) -> None:
        if isinstance(made, bytes):
            print_pdf(self._parent, self._frame.jobs, made, self._code)
            return
        stopped = partial(self._frame.office.copies.cancel, made.copy.id)
        print_pdf(self._parent, self._frame.jobs, made.pages, self._code, stopped)

    def _choose(self, language: str, errand: Errand) -> None:
        save = partial(self._save, language, errand)
        title = N_("Save the list as PDF")
        dialogs.choose_save_file(self._parent, title, f"{self._code}.pdf", save, (PDF,))

    def _choose_table(self, language: str, errand: Errand) -> None:
        save, name = partial(self._save, language, errand), f"{self._code}.xlsx"
        dialogs.choose_save_file(self._parent, N_("Save as spreadsheet"), name, save, (WORKBOOK,))

    def _save(self, language: str, errand: Errand, path: Path) -> None:
        work = partial(_made, self._make, language, errand, path)
        self._frame.jobs.run(work, self._told_saved, self._tell, filled(MAKING))

    def _told_saved(self, _made: object) -> None:
        self._frame.toast(SAVED)

    def _tell(self, error: LegalAidError) -> None:
        if not isinstance(error, Cancelled):
            dialogs.tell(self._parent, error)


def _made(
    make: Make, language: str, errand: Errand, out: Path | None, *_polls: Callable[..., Any]
) -> Any:
    return make(language, errand, out)
