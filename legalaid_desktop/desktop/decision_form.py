"""The dialog for a decision of a court or a prosecutor."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, LongTextField, TextField
from legalaid_desktop.domain import decisions
from legalaid_desktop.domain.cases import Chamber, Stage
from legalaid_desktop.domain.decisions import Decision, DecisionKind, Presence
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import decisions as labels
from legalaid_desktop.services import reference

NEEDED = N_("This is needed.")
_STAGES = [stage for stage in Stage if stage is not Stage.CLOSED]


class DecisionParts(forms.Parts):
    """The parts of ``ui/decision.ui``."""

    stage: ChoiceField
    kind: ChoiceField
    on: DateField
    number: TextField
    court: ChoiceField
    chamber: ChoiceField
    presence: ChoiceField
    received_on: DateField
    outcome_lo: LongTextField
    outcome_en: LongTextField


class DecisionDialog(DraftedDialog):
    """Asks for a decision, new or known.

    Signals:
        told: (decision) it was filled in.
    """

    told = Signal(object)

    def __init__(self, parent: QWidget, decision: Decision, today: date) -> None:
        super().__init__(parent, N_("Decision"), accept=N_("Save the decision"))
        self.setMinimumWidth(640)
        self._base, self._today = decision, today
        self.parts = forms.load("decision", self, DecisionParts)
        self.body.addWidget(self.parts.body)
        self._fill()
        self._show(decision)
        self.parts.stage.changed.connect(self._follow_stage)
        self.parts.outcome_lo.setFocus()

    def typed(self) -> Typed:
        """What stands in the fields."""
        return drafts.typed(self.parts)

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        drafts.put_back(self.parts, typed)

    def accept(self) -> None:
        """Hands on what was typed, once it can be read."""
        try:
            decision = decisions.checked(self._decision(), self._today)
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        super().accept()
        self.told.emit(decision)

    def _fill(self) -> None:
        parts, language = self.parts, i18n.current()
        parts.stage.set_choices([(one, case_labels.STAGES[one]) for one in _STAGES])
        parts.kind.set_choices(list(labels.KINDS.items()))
        courts = [(one.id, one.name(language)) for one in reference.courts()]
        parts.court.set_choices(courts, translated=False)
        chambers = [(one, said) for one, said in case_labels.CHAMBERS.items() if one]
        parts.chamber.set_choices(chambers)
        parts.presence.set_choices([(one, said) for one, said in labels.PRESENCES.items() if one])
        for field in (parts.outcome_lo, parts.outcome_en):
            field.editor.setMaximumHeight(84)

    def _show(self, decision: Decision) -> None:
        parts = self.parts
        for name in ("stage", "kind", "on", "number", "received_on", "outcome_lo", "outcome_en"):
            getattr(parts, name).set_value(getattr(decision, name))
        parts.chamber.set_value(decision.chamber or None)
        parts.presence.set_value(decision.presence or None)
        parts.court.set_value(decision.court or None)
        if decision.court not in {court.id for court in reference.courts()}:
            parts.court.editor.setEditText(decision.court)

    def _follow_stage(self) -> None:
        """A judgment has another word on appeal and in cassation."""
        try:
            stage, kind = self.parts.stage.value(), self.parts.kind.value()
        except InvalidValue:
            return
        judgments = (DecisionKind.JUDGMENT, DecisionKind.JUDGMENT_ABOVE)
        if stage is not None and kind in judgments:
            self.parts.kind.set_value(decisions.judgment_at(Stage(str(stage))))

    def _decision(self) -> Decision:
        parts = self.parts
        on = parts.on.value()
        if on is None:
            raise InvalidValue("on", NEEDED)
        return replace(
            self._base,
            stage=Stage(str(_needed(parts.stage))),
            kind=DecisionKind(str(_needed(parts.kind))),
            on=on,
            number=parts.number.value(),
            court=self._court(),
            chamber=Chamber(str(parts.chamber.value() or "")),
            presence=Presence(str(parts.presence.value() or "")),
            received_on=parts.received_on.value(),
            outcome_lo=parts.outcome_lo.value(),
            outcome_en=parts.outcome_en.value(),
        )

    def _court(self) -> str:
        """The court chosen, or the name typed: nobody has a list of the zone courts."""
        try:
            return str(self.parts.court.value() or "")
        except InvalidValue:
            return self.parts.court.editor.currentText()


def _needed(field: ChoiceField) -> object:
    value = field.value()
    if value is None:
        raise InvalidValue(field.objectName(), NEEDED)
    return value
