"""What the office lacks to be recovered, said where work begins, with the way to mend it."""

from typing import Any

from legalaid_desktop import i18n
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.recovery import Need
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import recovery as labels

PAGE = "recovery"
_KINDS = {Need.FIRST: "info", Need.SHEETS: "urgent", Need.NEW_SHEETS: "urgent"}
_ACTS = {
    Need.FIRST: N_("Make the recovery sheets"),
    Need.SHEETS: N_("Make the recovery sheets"),
    Need.NEW_SHEETS: N_("Make new sheets"),
}


class RecoveryBanner(InlineBanner):
    """Shows itself while something is lacking."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.begin = Button(N_("Make the recovery sheets"), icon="printer")
        self.begin.clicked.connect(self._begin)
        self.across.addWidget(self.begin)

    def look(self) -> None:
        """Asks the office again."""
        need = self._frame.office.recovery.need()
        manages = may(self._frame, Act.MANAGE_USERS)
        self.begin.setVisible(manages)
        if need is Need.NOTHING or (need is Need.NEW_SHEETS and not manages):
            self.hide()
        elif manages:
            self.begin.say(_ACTS[need])
            self.say("{sentence}", _KINDS[need], sentence=self._sentence(need))
        else:
            self.say(labels.ASK, "attention")

    def _sentence(self, need: Need) -> str:
        language = i18n.current()
        parts = [labels.need(need, language)]
        if need is Need.NEW_SHEETS and (used := self._frame.office.recovery.state().used):
            parts.append(labels.used(used, language))
        return " ".join(parts)

    def _begin(self) -> None:
        self._frame.go(PAGE)


def lead(window: Any) -> None:
    """Shows the manager of a new office first how it is made recoverable."""
    recovery = getattr(window.office, "recovery", None)
    if PAGE in window.pages and recovery is not None and recovery.need() is Need.FIRST:
        window.go(PAGE)
