"""Hands on a case of trafficking in the codes of HTCDS: asks for whom, then for a place."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.copy_form import CopyDialog
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.services.htcds import TELLS

TITLE = N_("Hand on the codes (HTCDS)")
WHAT = N_("Sex, nationality, country and what was ticked, in the codes of IOM’s data standard")
NO_NAMES = N_("No name, day, place or text goes out, but few people share all of these codes.")
CSV = N_("Tables (*.csv)")


class CodesExport:
    """One such file on its way out of the window."""

    def __init__(self, parent: QWidget, frame: Frame, case_id: int) -> None:
        self._parent, self._frame, self._case_id = parent, frame, case_id

    def ask(self) -> None:
        """Asks for whom it is, and goes on."""
        dialog = CopyDialog(
            self._parent, TITLE, N_("Save as a table"), filled(WHAT), self._case_id, self._frame,
            TELLS, NO_NAMES,
        )  # fmt: skip
        dialog.told.connect(self._choose)
        dialog.open()

    def _choose(self, errand: Errand) -> None:
        save = partial(self._save, errand)
        dialogs.choose_save_file(self._parent, filled(TITLE), "HTCDS.csv", save, (CSV,))

    def _save(self, errand: Errand, path: Path) -> None:
        work = partial(self._saved, errand, path)
        self._frame.jobs.run(work, self._told, self._tell, filled(N_("Writing the codes")))

    def _saved(self, errand: Errand, path: Path, *_polls: object) -> object:
        return self._frame.office.htcds.save(self._case_id, path, errand)

    def _told(self, _copy: object) -> None:
        self._frame.toast(N_("The codes were saved."))

    def _tell(self, error: LegalAidError) -> None:
        dialogs.tell(self._parent, error)
