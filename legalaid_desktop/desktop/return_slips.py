"""The return slip of a referral, on its way to the printer or into a file."""

from functools import partial

from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import referrals
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.papers import Paper, PaperStatus
from legalaid_desktop.i18n import N_

SLIP = N_("Return slip {code}")


class SlipButton(Button):
    """Prints the slip of a referral letter; hidden for any other paper."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("Return slip …"))
        self._frame = frame
        self._letter: Letter | None = None
        self.clicked.connect(self._ask)

    def show_paper(self, paper: Paper) -> None:
        """Is for that paper from now on."""
        self._letter = self._referral(paper) if paper.status is PaperStatus.ISSUED else None
        self.setVisible(self._letter is not None and may(self._frame, Act.EXPORT))

    def _referral(self, paper: Paper) -> Letter | None:
        """The line of the register that waits for what becomes of the paper."""
        lines = self._frame.office.correspondence.of_case(paper.case_id)
        letters = (one.letter for one in lines if one.letter and not one.letter.void_why)
        return next((one for one in letters if one.paper_id == paper.id and one.referral), None)

    def _ask(self) -> None:
        if self._letter is not None:
            ask(self, self._frame, self._letter)


def ask(parent: QWidget, frame: Frame, letter: Letter) -> None:
    """Asks in which language the slip of that referral is wanted, and prints or saves it."""
    code = referrals.slip_code(letter.year, letter.number)
    make = partial(frame.office.sheets.return_slip, letter.id)
    sheet = Sheet(parent, frame, N_("Return slip of a referral"), code, make)
    sheet.ask(filled(SLIP, code=code), letter.case_id or 0)
