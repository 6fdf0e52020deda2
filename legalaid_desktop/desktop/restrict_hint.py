"""Proposes to restrict a case in which a worksheet on trafficking was begun."""

from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import is_restricted
from legalaid_desktop.i18n import N_

OPEN = N_(
    "This case is not restricted: everybody in the office can read the worksheets, and lists and "
    "papers show the client’s name."
)


class RestrictHint(InlineBanner):
    """Stands there while the case is open to the whole office."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._case_id = frame, 0
        self.restrict = Button(N_("Restrict the case"), icon="lock")
        self.restrict.clicked.connect(self._open)
        self.restrict.setVisible(may(frame, Act.EDIT))
        self.across.addWidget(self.restrict)
        self.hide()

    def show_case(self, case_id: int) -> None:
        """Speaks if that case is open to the whole office."""
        self._case_id = case_id
        if is_restricted(self._frame.office.cases.get(case_id)):
            self.hide()
        else:
            self.say(OPEN, "attention")

    def _open(self) -> None:
        self._frame.go("case_form", self._case_id)
