"""Asks what became of a referral, and when to ask again."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.record_dialog import Ask, Kind, RecordDialog
from legalaid_desktop.domain import referrals
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.referrals import ReferralState, ReferralStep
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import correspondence as labels


class ReferralDialog(RecordDialog):
    """Asks for the next step of a referral."""

    def __init__(self, parent: QWidget, frame: Frame, letter: Letter) -> None:
        today: date = frame.office.today.day()
        self._frame, self._letter = frame, letter
        answers = [(one, said) for one, said in labels.STATES.items() if one != ReferralState.SENT]
        asks = (
            Ask(
                name="state", label=N_("What became of it"), kind=Kind.CHOICE, choices=answers,
                needed=True,
            ),
            Ask(name="on", label=N_("Day"), kind=Kind.DAY, needed=True),
            Ask(
                name="answer_by", label=N_("Ask again on"), kind=Kind.DAY, beside=True,
                help=N_("Where the service is still to come: our own target is a week."),
            ),
            Ask(
                name="note", label=N_("Why, or what was given"), kind=Kind.TEXT,
                help=N_("In words that the client may read."),
            ),
        )  # fmt: skip
        values = {"on": today, "answer_by": today + timedelta(days=referrals.FOLLOW_UP)}
        super().__init__(parent, N_("Answer to a referral"), asks, values, self._enter)

    def _enter(self, typed: dict[str, Any]) -> Letter:
        if typed["state"] is None:
            raise InvalidValue("state", N_("This is needed."))
        state = ReferralState(str(typed["state"]))
        step = ReferralStep(state=state, on=typed["on"].isoformat(), note=typed["note"])
        again = typed["answer_by"] if state is ReferralState.ACCEPTED else None
        kept: Letter = self._frame.office.correspondence.answer_referral(
            self._letter.id, step, again
        )
        return kept
