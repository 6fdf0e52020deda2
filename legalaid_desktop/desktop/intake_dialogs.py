"""Two short questions about an intake: what was decided, and whether the client was reached."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts
from legalaid_desktop.desktop.answers import AnswerField, MarksField
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, Field, LongTextField, TextField
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain import intakes
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.intakes import Attempt, Intake, IntakeDecision, IntakeStatus
from legalaid_desktop.domain.other_help import OtherHelp
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.safe_contacts import Answer
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import intakes as labels
from legalaid_desktop.services import reference

NEEDED = N_("This is needed.")


class _Asking(DraftedDialog):
    """A short form; its typing is kept like that of any other."""

    fields: dict[str, Field]

    def typed(self) -> Typed:
        """What stands in the fields."""
        return {name: drafts.read_one(field) for name, field in self.fields.items()}

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        for name, field in self.fields.items():
            if name in typed:
                drafts.put_back_one(field, typed[name])

    def _put(self) -> None:
        for name, field in self.fields.items():
            field.setObjectName(name)
            self.body.addWidget(field)
        next(iter(self.fields.values())).setFocus()


class IntakeDecisionDialog(_Asking):
    """Asks what became of an intake, why, and which other help was named.

    Signals:
        told: (decision) it was filled in.
    """

    told = Signal(object)

    def __init__(self, parent: QWidget, intake: Intake) -> None:
        super().__init__(parent, N_("What was decided"), accept=N_("Keep the decision"))
        self._intake = intake
        self.setMinimumWidth(620)
        self.status = ChoiceField(label=N_("Decision"))
        self.status.set_choices(
            [(one, said) for one, said in labels.STATUSES.items() if one not in intakes.BY_HEAD]
        )
        decided = intakes.is_open(intake) or intake.status in intakes.BY_HEAD
        self.status.set_value(None if decided else intake.status)
        self.reason = LongTextField(
            label=N_("Why it was decided so"), help=N_("In words that the client may read.")
        )
        self.reason.set_value(intake.decision_reason)
        language = i18n.current()
        choices = {one.id: _help(one, language) for one in reference.other_help()}
        self.help_named = MarksField(
            label=N_("Other help that was named to the client"), choices=choices
        )
        self.help_named.set_value(intake.other_help)
        self.fields = {
            "status": self.status, "decision_reason": self.reason, "other_help": self.help_named,
        }  # fmt: skip
        self._put()

    def accept(self) -> None:
        """Hands on the decision, once it can be one."""
        try:
            decision = self._decision()
            intakes.decided(self._intake, decision, date.max)
        except InvalidValue as problem:
            self.fields[problem.field].show_error(problem)
            return
        super().accept()
        self.told.emit(decision)

    def _decision(self) -> IntakeDecision:
        status = self.status.value()
        if status is None:
            raise InvalidValue("status", NEEDED)
        return IntakeDecision(
            status=IntakeStatus(str(status)),
            reason=self.reason.value(),
            other_help=self.help_named.value(),
        )


class TryDialog(_Asking):
    """Asks for one try to reach the client.

    Signals:
        told: (attempt, day of the next try or None) it was filled in.
    """

    told = Signal(object, object)

    def __init__(self, parent: QWidget, today: date) -> None:
        super().__init__(parent, N_("A try to reach the client"), accept=N_("Keep the try"))
        self._today = today
        self.on = DateField(label=N_("Day"))
        self.on.set_value(today)
        self.reached = AnswerField(label=N_("Was the client reached?"))
        self.again = DateField(label=N_("Next try"))
        self.note = TextField(label=N_("What was said, who answered"))
        self.fields = {
            "on": self.on, "reached": self.reached, "call_again_on": self.again, "note": self.note,
        }  # fmt: skip
        self._put()
        self.reached.setFocus()

    def accept(self) -> None:
        """Hands on the try, once it can be one."""
        try:
            attempt, again = self._attempt(), self.again.value()
            intakes.require_later(attempt, again)
        except InvalidValue as problem:
            self.fields[problem.field].show_error(problem)
            return
        super().accept()
        self.told.emit(attempt, again)

    def _attempt(self) -> Attempt:
        day, reached = self.on.value(), self.reached.value()
        if day is None:
            raise InvalidValue("on", NEEDED)
        if day > self._today:
            raise InvalidValue("on", N_("This day lies in the future."))
        if not reached:
            raise InvalidValue("reached", NEEDED)
        note = self.note.value()
        return Attempt(on=day.isoformat(), by="", reached=reached == Answer.YES, note=note)


def _help(one: OtherHelp, language: str) -> str:
    """Name and telephone; what is not certain says so."""
    unsure = filled(N_("not confirmed")) if one.certainty is Certainty.UNVERIFIED else ""
    return " · ".join(filter(None, (one.name(language), one.phone, unsure)))
