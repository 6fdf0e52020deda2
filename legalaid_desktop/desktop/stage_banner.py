"""Asks whether the stage of a case follows from what happened last: one click says yes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from legalaid_desktop import i18n
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain.happenings import Proposal
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import stories as labels
from legalaid_desktop.services import reference

ASKS = N_("{what} on {day}. Is the case now at the stage “{stage}”?")
ASKS_UNSURE = N_(
    "{what} on {day}. Is the case now at the stage “{stage}”? That it follows is our reading, and "
    "no rule of any law."
)


class StageBanner(InlineBanner):
    """One question with two answers.

    Signals:
        answered: (proposal, agreed) what the user says.
    """

    answered = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._proposal: Proposal | None = None
        self.yes = Button(N_("Yes, move the case"), kind="primary")
        self.no = Button(N_("Leave it as it is"))
        self.yes.clicked.connect(self._agree)
        self.no.clicked.connect(self._decline)
        buttons = QHBoxLayout()
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        self.across.addLayout(buttons)

    def show_proposal(self, proposal: Proposal | None) -> None:
        """Asks, or is out of sight."""
        self._proposal = proposal
        if proposal is None:
            self.hide()
            return
        language = i18n.current()
        sure = proposal.certainty is Certainty.LAW_TEXT
        self.say(
            ASKS if sure else ASKS_UNSURE,
            "info",
            what=labels.cause(proposal.cause, language, reference.happenings()),
            day=i18n.date_long(proposal.on, language),
            stage=filled(case_labels.STAGES[proposal.stage]),
        )

    def _agree(self) -> None:
        self.answered.emit(self._proposal, True)

    def _decline(self) -> None:
        self.answered.emit(self._proposal, False)
