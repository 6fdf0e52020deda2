"""A line to try a rule: a day goes in, the last days come out with every step of the sum."""

from datetime import date, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.deadline_form import SumView
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text, filled, sentence
from legalaid_desktop.desktop.times import read_time
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.office_rules import Standing
from legalaid_desktop.domain.rules import WEEKEND, Rule, Unit
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import rules as labels


class Trial(QWidget):
    """Counts the rule from a day by the office's table of holidays; nothing is kept."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._rule: Rule | None = None
        self._is_off = False
        self.on = DateField(label=N_("Day it runs from"))
        self.on.setObjectName("trial_on")
        self.at = TextField(label=N_("Time"))
        self.at.setObjectName("trial_at")
        self.variant = ChoiceField(label=N_("Variant"))
        self.variant.setObjectName("trial_variant")
        self.hint = Text(role="dim", wrap=True)
        self.sum = SumView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.on, self.at, self.variant, self.hint, self.sum):
            column.addWidget(part)
        for field in (self.on, self.at, self.variant):
            field.changed.connect(self._count)

    def show_rule(self, found: Standing) -> None:
        """Begins with today."""
        self._rule, self._is_off, rule = found.rule, found.is_off, found.rule
        countable = rule.is_countable and not found.is_off
        self.on.setVisible(countable)
        self.at.setVisible(countable and rule.unit is Unit.HOUR)
        self._offer_variants(rule)
        self.at.set_value("09:00" if rule.unit is Unit.HOUR else "")
        self.on.set_value(self._frame.office.today.day())
        self._count()

    def _offer_variants(self, rule: Rule) -> None:
        choices = [("", filled(N_("as the rule stands")))]
        choices += [(one.id, one.title(i18n.current())) for one in rule.variants]
        if rule.unit is not Unit.HOUR:
            choices.append((WEEKEND, filled(N_("Saturday and Sunday extend the period"))))
        self.variant.set_choices(choices, translated=False)
        self.variant.set_value("")
        self.variant.setVisible(self.on.isVisibleTo(self) and len(choices) > 1)

    def _count(self) -> None:
        if self._rule is None:
            return
        if self._is_off or not self._rule.is_countable:
            message = labels.IS_OFF if self._is_off else labels.NO_LENGTH
            self.hint.say(message, rule=self._rule.id)
            self._show(counted=False)
            return
        try:
            trigger = self._trigger()
            variant = str(self.variant.value() or "")
            found = self._frame.office.deadlines.count(self._rule.id, trigger, variant)
        except InvalidValue:
            self.hint.say(N_("Type a day: the sum appears here."))
            self._show(counted=False)
        except LegalAidError as problem:
            self.hint.show_text(sentence(problem))
            self._show(counted=False)
        else:
            self.sum.show_sum(found)
            self.sum.source.hide()  # the page says it
            self._show(counted=True)

    def _show(self, *, counted: bool) -> None:
        self.sum.setVisible(counted)
        self.hint.setVisible(not counted)

    def _trigger(self) -> date | datetime:
        day = self.on.value()
        if day is None:
            raise InvalidValue("trial_on", N_("This is needed."))
        at = read_time("trial_at", self.at.value()) if self.at.isVisibleTo(self) else None
        return datetime.combine(day, at) if at else day
