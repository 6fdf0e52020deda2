"""A new deadline: what happened and when; the last days and the sum behind them while one types."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms
from legalaid_desktop.desktop.cards import Card, columns, scrolled
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import Text, filled, sentence
from legalaid_desktop.desktop.times import read_time
from legalaid_desktop.domain.deadlines import Computation
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import WEEKEND, Rule, Unit
from legalaid_desktop.domain.steps import Step
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import reference

if TYPE_CHECKING:
    from legalaid_desktop.services.deadlines import Deadlines


class DeadlineParts(forms.Parts):
    """The parts of ``ui/deadline.ui``."""

    rule: ChoiceField
    variant: ChoiceField
    trigger_on: DateField
    trigger_at: TextField
    trigger_note: TextField
    responsible_id: ChoiceField


class SumView(QWidget):
    """The last days in large letters, and every step, assumption and warning below them."""

    def __init__(self) -> None:
        super().__init__()
        self.safe = Text(role="title", wrap=True)
        self.last = Text(wrap=True)
        self.warnings = InlineBanner()
        self.steps = Text(wrap=True)
        self.assumptions = Text(role="dim", wrap=True)
        self.source = Text(role="dim", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (
            self.safe,
            self.last,
            self.warnings,
            self.steps,
            self.assumptions,
            self.source,
        ):
            column.addWidget(part)
        column.addStretch(1)

    def show_sum(self, counted: Computation) -> None:
        """Shows a computation."""
        language = i18n.current()
        self.safe.say(N_("Safe last day: {day}"), day=labels.when(counted.safe, language))
        self.last.say(N_("Statutory last day: {day}"), day=labels.when(counted.statutory, language))
        warnings = [labels.sentence(step, language) for step in counted.warnings]
        unverified = counted.rule.certainty is Certainty.UNVERIFIED
        self.warnings.setVisible(bool(warnings))
        if warnings:
            self.warnings.say("{text}", "urgent" if unverified else "attention",
                              text="\n".join(warnings))  # fmt: skip
        self.steps.show_text(numbered(counted.steps))
        self.assumptions.show_text(
            "\n".join(labels.sentence(step, language) for step in counted.assumptions)
        )
        self.source.show_text(_source(counted.rule, language))


def numbered(steps: tuple[Step, ...]) -> str:
    """The steps of a sum, a numbered line each, with the article they rest on."""
    language, laws = i18n.current(), reference.laws()
    lines = []
    for number, step in enumerate(steps, 1):
        place = labels.citation(step.article, laws, language)
        lines.append(
            f"{number}. {labels.sentence(step, language)}" + (f" ({place})" if place else "")
        )
    return "\n".join(lines)


class DeadlineDialog(DraftedDialog):
    """Asks for the rule and the day, counts at once, and adds the deadline.

    Signals:
        told: (rule id, trigger, variant, note, confirmed, account) what was asked for.
    """

    told = Signal(str, object, str, str, bool, object)

    def __init__(self, parent: QWidget, deadlines: "Deadlines") -> None:
        super().__init__(parent, N_("New deadline"), accept=N_("Watch this deadline"))
        self._deadlines = deadlines
        self._rules = {rule.id: rule for rule in deadlines.rules()}
        self.setMinimumSize(1000, 600)
        self.parts = forms.load("deadline", self, DeadlineParts)
        self.sum = SumView()
        self.hint = Text(
            N_("Choose what happened and type the day: the sum appears here."),
            role="dim", wrap=True,
        )  # fmt: skip
        self.confirmed = QCheckBox(
            filled(N_("A Lao lawyer has confirmed this rule for this case."))
        )
        self._lay_out()
        language = i18n.current()
        self.parts.rule.set_choices(
            [
                (rule.id, f"{rule.title(language)}: {rule.trigger(language)}")
                for rule in self._rules.values()
            ],
            translated=False,
        )
        for field in (self.parts.rule, self.parts.trigger_on, self.parts.trigger_at):
            field.changed.connect(self._count)
        self.parts.rule.changed.connect(self._offer_variants)
        self.parts.variant.changed.connect(self._count)
        self.confirmed.toggled.connect(self._count)
        self._offer_variants()
        self._count()
        self.parts.rule.setFocus()

    def typed(self) -> Typed:
        """What stands in the fields."""
        return {**drafts.typed(self.parts), "confirmed": self.confirmed.isChecked()}

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were; the variants come with the rule."""
        for _ in ("rule", "variant"):
            drafts.put_back(self.parts, typed)
        self.confirmed.setChecked(bool(typed.get("confirmed")))

    def accept(self) -> None:
        """Hands on what was asked for, once it can be counted."""
        try:
            rule, trigger = self._needed()
            who = self.parts.responsible_id.value()
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        if self._must_confirm(rule) and not self.confirmed.isChecked():
            self.confirmed.setFocus()
            return
        note, confirmed = self.parts.trigger_note.value(), self.confirmed.isChecked()
        variant = str(self.parts.variant.value() or "")
        super().accept()
        self.told.emit(rule.id, trigger, variant, note, confirmed, who)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts.body)
        column.addWidget(self.confirmed)
        column.addStretch(1)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.hint)
        lines.addWidget(self.sum)
        card = Card()
        card.add(inside)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addWidget(left, 1)
        across.addWidget(scrolled(columns(([card], 1))), 1)
        self.body.addLayout(across, 1)

    def _rule(self) -> Rule | None:
        try:
            return self._rules.get(str(self.parts.rule.value()))
        except InvalidValue:
            return None

    def _needed(self) -> tuple[Rule, date | datetime]:
        rule = self._rules.get(str(self.parts.rule.value()))
        if rule is None:
            raise InvalidValue("rule", N_("Please fill in this field."))
        day = self.parts.trigger_on.value()
        if day is None:
            raise InvalidValue("trigger_on", N_("Please fill in this field."))
        if rule.unit is not Unit.HOUR:
            return rule, day
        at = read_time("trigger_at", self.parts.trigger_at.value())
        if at is None:
            raise InvalidValue("trigger_at", N_("This rule runs in hours: the time is needed."))
        return rule, datetime.combine(day, at)

    def _offer_variants(self) -> None:
        rule, language = self._rule(), i18n.current()
        if rule and (line := self.parts.rule.editor.lineEdit()):
            line.setCursorPosition(0)  # its beginning says most
        in_hours = rule is not None and rule.unit is Unit.HOUR
        self.parts.trigger_at.setVisible(in_hours)
        choices: list[tuple[object, str]] = [("", filled(N_("as the rule stands")))]
        if rule:
            choices += [(one.id, one.title(language)) for one in rule.variants]
        if rule and not in_hours:
            choices.append((WEEKEND, filled(N_("Saturday and Sunday extend the period"))))
        self.parts.variant.blockSignals(True)
        self.parts.variant.set_value(None)
        self.parts.variant.set_choices(choices, translated=False)
        self.parts.variant.set_value("")
        self.parts.variant.blockSignals(False)
        self.parts.variant.setVisible(len(choices) > 1)

    def _count(self) -> None:
        rule = self._rule()
        self.confirmed.setVisible(rule is not None and self._must_confirm(rule))
        counted = self._counted()
        self.sum.setVisible(counted is not None)
        self.hint.setVisible(counted is None)
        if counted:
            self.sum.show_sum(counted)
        sure = rule is None or not self._must_confirm(rule) or self.confirmed.isChecked()
        self.accept_button.setEnabled(counted is not None and sure)

    def _counted(self) -> Computation | None:
        self.hint.say(N_("Choose what happened and type the day: the sum appears here."))
        try:
            rule, trigger = self._needed()
            variant = str(self.parts.variant.value() or "")
            return self._deadlines.count(rule.id, trigger, variant)
        except InvalidValue:
            return None
        except LegalAidError as problem:
            self.hint.show_text(sentence(problem))
            return None

    def _must_confirm(self, rule: Rule) -> bool:
        return rule.certainty is Certainty.UNVERIFIED


def _source(rule: Rule, language: str) -> str:
    place = labels.rule_citation(rule, reference.laws(), language)
    sure = filled(labels.CERTAINTIES[rule.certainty])
    return "\n".join(
        filter(None, (f"{place} · {sure}", rule.consequence(language), rule.note(language)))
    )
