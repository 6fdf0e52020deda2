"""Exporting the list of people or of cases: what for, in which format, and where to."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import PageHeader
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.sheets import WORKBOOK
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError
from legalaid_desktop.domain.office_lists import ListKind, file_name
from legalaid_desktop.i18n import N_

if TYPE_CHECKING:
    from legalaid_desktop.services.office_lists import OfficeLists

WHAT = N_(
    "The file is readable by everybody who gets hold of it. Keep it only as long as it is needed, "
    "and on no stick that leaves the office."
)
LEFT_OUT = N_(
    "Restricted cases, everybody who has to do with one, sensitive answers and numbers that are "
    "unsafe to call are not in it. Whatever the list tells can be imported again."
)
TITLES = {
    ListKind.PEOPLE: N_("Export the list of people"),
    ListKind.CASES: N_("Export the list of cases"),
}
FORMATS = {
    "xlsx": N_("Excel workbook (.xlsx): long numbers stay whole"),
    "csv": N_("Text table (.csv)"),
}
FILTERS = {"xlsx": WORKBOOK, "csv": N_("Text table (*.csv)")}
WRITING = N_("Writing the list")
WRITTEN = N_("The list is written. The trail has it as number {number}.")


def add_button(head: PageHeader, page: QWidget, frame: Frame, kind: ListKind) -> "ListButton":
    """A button in the head of a page, for those who may export lists."""
    button = ListButton(page, frame, kind)
    head.add_button(button)
    return button


class ListButton(Button):
    """Asks what the list is for and where it goes, and writes it in the worker."""

    def __init__(self, page: QWidget, frame: Frame, kind: ListKind) -> None:
        super().__init__(N_("Export …"), icon="download")
        self._page, self._frame, self._kind = page, frame, kind
        self.setVisible(may(frame, Act.EXPORT_LISTS))
        self.clicked.connect(self.ask)

    def ask(self) -> None:
        """Asks for format and reason."""
        dialog = ListDialog(self._page, self._kind)
        dialog.told.connect(self._choose)
        dialog.open()

    def _choose(self, ending: str, why: str) -> None:
        day = f"{self._frame.office.today.day():%Y-%m-%d}"
        name = f"{file_name(self._kind, day)}.{ending}"
        save = partial(self._write, why)
        dialogs.choose_save_file(self._page, TITLES[self._kind], name, save, (FILTERS[ending],))

    def _write(self, why: str, out: Path) -> None:
        work = partial(_written, self._frame.office.lists, self._kind, out, i18n.current(), why)
        self._frame.jobs.run(work, self._done, self._failed, filled(WRITING))

    def _done(self, number: int) -> None:
        self._frame.toast(WRITTEN, number=number)

    def _failed(self, error: LegalAidError) -> None:
        if not isinstance(error, Cancelled):
            dialogs.tell(self._page, error)


class ListDialog(Dialog):
    """Asks what the list is for, and as what it is written.

    Signals:
        told: (ending, reason)
    """

    told = Signal(str, str)

    def __init__(self, parent: QWidget, kind: ListKind) -> None:
        super().__init__(parent, TITLES[kind], accept=N_("Choose where …"))
        self.setMinimumWidth(560)
        self.body.addWidget(InlineBanner(WHAT, "attention"))
        self.body.addWidget(Text(LEFT_OUT, role="dim", wrap=True))
        self.format = ChoiceField(label=N_("Format"))
        self.format.set_choices(list(FORMATS.items()))
        self.format.set_value("xlsx")
        self.reason = TextField(label=N_("What the list is for"), help=N_("It stays in the trail."))
        self.reason.setObjectName("reason")
        for part in (self.format, self.reason):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.reason.setFocus()

    def accept(self) -> None:
        """Hands on both once there is a reason."""
        reason = self.reason.value().strip()
        if not reason:
            self.reason.show_error(InvalidValue("reason", N_("Please fill in this field.")))
            return
        ending = str(self.format.chosen("xlsx"))
        super().accept()
        self.told.emit(ending, reason)


def _written(
    service: "OfficeLists",
    kind: ListKind,
    out: Path,
    language: str,
    why: str,
    _progress: Callable[..., Any],
    cancelled: Callable[[], bool],
) -> int:
    return service.write(kind, out, language, why, cancelled)
