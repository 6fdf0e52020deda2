"""Tries the sheets: whether they would open the office, without opening anything."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.recovery_codes import SheetsField
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import recovery as labels

TITLE = N_("Try the sheets")
ABOUT = N_(
    "Type the key, or any two of the five shares. The program says whether they open this office; "
    "nothing is opened, and nothing changes."
)


class RehearsalDialog(Dialog):
    """Stays open and says what came out, so that other shares can be tried after these."""

    def __init__(self, parent: QWidget, frame: Frame) -> None:
        super().__init__(parent, TITLE, accept=N_("Try"), cancel=N_("Close"))
        self._frame = frame
        self.setMinimumWidth(620)
        self.sheets = SheetsField()
        self.found = InlineBanner()
        self._field = QWidget()
        column = QVBoxLayout(self._field)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheets)
        self.body.addWidget(Text(ABOUT, role="dim", wrap=True))
        self.body.addWidget(self._field)
        self.body.addWidget(self.found)
        self.sheets.changed.connect(self.found.hide)
        self.sheets.setFocus()

    def accept(self) -> None:
        """Tries what is typed."""
        try:
            typed = self.sheets.typed()
        except LegalAidError:  # said at its place
            return
        rehearse = partial(self._frame.office.recovery.rehearse, typed)

        def work(_progress: object, _cancelled: object) -> str:
            name: str = rehearse()
            return name

        self._wait(waiting=True)
        self._frame.jobs.run(work, self._done, self._failed, filled(N_("Trying the sheets")))

    def _done(self, name: str) -> None:
        self._wait(waiting=False)
        self.sheets.clear()
        self.found.say(labels.GOOD, "good", name=name)
        self.sheets.setFocus()

    def _failed(self, error: LegalAidError) -> None:
        self._wait(waiting=False)
        if isinstance(error, InvalidValue):
            self.sheets.show_error(error)
        elif not isinstance(error, Cancelled):
            self.found.tell(error)

    def _wait(self, *, waiting: bool) -> None:
        self._field.setEnabled(not waiting)
        self.accept_button.setEnabled(not waiting)
