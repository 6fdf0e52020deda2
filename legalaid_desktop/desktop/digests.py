"""The morning digest on its way to paper: asks whether it says names, and tells which it will."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.naming import ListErrandLine, NamingPart
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.sheets import Sheet, SheetDialog
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.naming import Naming
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import naming as labels

DIGEST = N_("Morning digest …")
OURS = "our own file"
NUMBERS = N_(
    "One page for you alone: what is due, heard and watched today. Without names it has the "
    "numbers of cases, and nothing that somebody typed."
)


class DigestDialog(SheetDialog):
    """Asks for language, names and recipient; it is for our own file unless somebody says else."""

    def __init__(self, parent: QWidget, frame: Frame, what: str) -> None:
        line = ListErrandLine(frame)
        super().__init__(parent, frame, DIGEST, what, 0, (), NUMBERS, line)
        self._digests = frame.office.digests
        self.naming = NamingPart(frame, line, self._look, labels.NAMES_ON_PAPER)
        self.body.insertWidget(self.body.indexOf(line) + 1, self.naming)
        self.naming.changed.connect(self._let)
        line.recipient.set_value(OURS)

    def _look(self, errand: Errand) -> Callable[[], tuple[Naming, ...]]:
        return partial(self._digests.naming, errand)

    def _let(self) -> None:
        for button in (self.accept_button, self.save):
            button.setEnabled(self.naming.is_known)


class DigestSheet(Sheet):
    """The digest of the user for the present day."""

    def __init__(self, parent: QWidget, frame: Frame) -> None:
        day = frame.office.today.day()
        code = f"M-{day:%Y-%m-%d}"
        super().__init__(parent, frame, DIGEST, code, frame.office.digests.sheet)
        self._day = day

    def offer(self) -> None:
        """Asks, and goes on."""
        self.ask(i18n.date_full(self._day, i18n.current()))

    def dialog(self, what: str, case_id: int) -> SheetDialog:
        """The window that asks."""
        del case_id
        made = DigestDialog(self._parent, self._frame, what)
        made.naming.named.toggled.connect(self._turn)
        return made

    def _turn(self, named: bool) -> None:
        self._make = partial(self._frame.office.digests.sheet, named=named)
