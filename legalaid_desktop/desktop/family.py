"""What follows from an event: a row for each rule, with its last days counted while one types."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.questions import Question
from legalaid_desktop.desktop.texts import filled, sentence
from legalaid_desktop.domain.deadlines import Computation
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.families import Offer, TriggerEvent, WhyNot
from legalaid_desktop.domain.rules import WEEKEND, Unit
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.labels.families import LATER, WHY_NOT
from legalaid_desktop.services import reference
from legalaid_desktop.services.deadlines import Chosen

CHOOSE = N_("Choose which length applies: the days depend on it.")
CONFIRM = N_("A Lao lawyer has confirmed this rule for this case.")
DESPITE = N_(
    "This rule is not in force on that day. A Lao lawyer has confirmed that it applies in this "
    "case all the same."
)
_DESPITE_AT = 3
"""Where a draft keeps it; those of earlier programs are shorter."""
Counts = Mapping[str, Computation | Refused]


class FamilyRow(Row):
    """One rule: ticked or not, its days, its condition, and whether anybody has read it.

    Signals:
        changed: it was ticked, confirmed, or another length was chosen.
    """

    changed = Signal()

    def __init__(self, offer: Offer, events: Mapping[str, TriggerEvent]) -> None:
        self.offer, self._events = offer, events
        self._outdated = self._unticked = False
        language = i18n.current()
        unread = offer.is_unread
        chip = Chip(labels.CERTAINTIES[offer.rule.certainty], "urgent") if unread else None
        super().__init__(offer.rule.title(language), _told(offer, events), chip, key=offer.rule.id)
        self.tick = QCheckBox()
        self.tick.setAccessibleName(offer.rule.title(language))
        self.tick.setChecked(offer.ticked)
        self.tick.setEnabled(offer.can_tick)
        self.across.insertWidget(0, self.tick)
        self.confirmed = Question(CONFIRM)
        self.confirmed.setVisible(False)
        self.despite = Question(DESPITE)
        self.despite.setVisible(False)
        self.outdated = Chip(N_("not in force"), "urgent")
        self.outdated.setVisible(False)
        self.lines.addWidget(self.outdated, 0, Qt.AlignmentFlag.AlignLeft)
        self.confirmed_by = TextField(label=N_("Which lawyer confirmed it"))
        self.confirmed_on = DateField(label=N_("On which day (today, if left empty)"))
        self.variant = ChoiceField(label=N_("Which length applies"))
        self._offer_variants()
        self._lay_out()
        self._ticked()

    def _lay_out(self) -> None:
        for part in (self.variant, self.confirmed, self.despite):
            self.lines.addWidget(part)
        for field in (self.confirmed_by, self.confirmed_on):
            field.setVisible(False)
            self.lines.addWidget(field)
            field.changed.connect(self.changed)
        self.confirmed.toggled.connect(self.confirmed_by.setVisible)
        self.confirmed.toggled.connect(self.confirmed_on.setVisible)
        self.tick.toggled.connect(self._ticked)
        self.confirmed.toggled.connect(self.changed)
        self.despite.toggled.connect(self.changed)
        self.variant.changed.connect(self.changed)

    @property
    def chosen(self) -> Chosen:
        """The rule as it would be watched."""
        return Chosen(
            rule_id=self.offer.rule.id,
            variant=str(self.variant.chosen("") or ""),
            confirmed=self.confirmed.isChecked(),
            despite=self.despite.isChecked(),
            confirmed_by=self.confirmed_by.value(),
            confirmed_on=self._confirmed_on(),
            after=self.offer.after,
        )

    @property
    def is_confirmed(self) -> bool:
        """Whether nothing more is asked before it may be watched."""
        named = self.confirmed.isChecked() and bool(self.confirmed_by.value().strip())
        asked = (self.offer.is_unread, named), (self._outdated, self.despite.isChecked())
        open_still = any(question and not answered for question, answered in asked)
        return not (self.tick.isChecked() and open_still)

    def _confirmed_on(self) -> date | None:
        try:
            return self.confirmed_on.value()
        except InvalidValue:
            return None  # half typed: the field says so

    @property
    def is_decided(self) -> bool:
        """Whether it is known which length applies, where one of several must."""
        return not self.offer.rule.must_choose or bool(self.chosen.variant)

    def show_count(self, counted: Computation | Refused | None) -> None:
        """Shows the days, or what is missing for them, above the condition."""
        said = ""
        if isinstance(counted, Computation):
            beware = [labels.sentence(one, i18n.current()) for one in counted.not_in_force]
            said = "\n".join((_days(counted), *beware))
            self._suit_force(counted)
        elif isinstance(counted, Refused):
            said = sentence(counted)
        elif not self.is_decided and self.tick.isChecked():
            said = filled(CHOOSE)
        text = "\n".join(filter(None, (said, _told(self.offer, self._events))))
        self.reason.show_text(text)
        self.reason.setVisible(bool(text))

    def _offer_variants(self) -> None:
        rule = self.offer.rule
        choices: list[tuple[object, str]] = []
        if not rule.must_choose:
            choices.append(("", filled(N_("as the rule stands"))))
        choices += [(one.id, one.title(i18n.current())) for one in rule.variants]
        if rule.unit is not Unit.HOUR and not rule.must_choose:
            choices.append((WEEKEND, filled(N_("Saturday and Sunday extend the period"))))
        self.variant.set_choices(choices, translated=False)
        self.variant.set_value(None if rule.must_choose else "")

    def look(self, *, here: bool) -> None:
        """Whether its sum is shown: then its lengths can be chosen as well."""
        more = len(self.offer.rule.variants) > 0
        self.variant.setVisible(self.tick.isChecked() and (here or more))

    def follow(self, other: "FamilyRow | None") -> None:
        """Can be ticked while the rule that it follows is; without a row that one is watched."""
        free = other is None or other.tick.isChecked()
        self.tick.setEnabled(self.offer.can_tick and free)
        if not free:
            self.tick.setChecked(False)

    def _suit_force(self, counted: Computation) -> None:
        """A rule that is not in force on the day it runs from is unticked once, and asks."""
        outdated = bool(counted.not_in_force)
        if outdated is self._outdated:
            return
        self._outdated = outdated
        self.outdated.setVisible(outdated)
        ticked, was_unticked = self.tick.isChecked(), self._unticked
        blocked = self.tick.blockSignals(True), self.blockSignals(True)
        if outdated or was_unticked:
            self.tick.setChecked(not outdated)
        self._ask()
        self._unticked = outdated and ticked
        self.tick.blockSignals(blocked[0])
        self.blockSignals(blocked[1])

    def _ask(self) -> None:
        """Shows the questions that are open as long as it is ticked."""
        ticked, unread = self.tick.isChecked(), self.offer.is_unread
        for box, asked in ((self.confirmed, unread), (self.despite, self._outdated)):
            box.setVisible(asked and ticked)
            if not (asked and ticked):
                box.setChecked(False)

    def _ticked(self) -> None:
        self._unticked = False  # whoever ticks has decided
        self._ask()
        self.look(here=False)
        self.changed.emit()


class Family(Card):
    """The rows of all rules that an event offers.

    Attributes:
        looked_at: the id of the rule whose sum is shown.

    Signals:
        changed: something was ticked, or another sum is looked at.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(N_("What follows from it"))
        self.rows: dict[str, FamilyRow] = {}
        self.looked_at = ""
        self.opened.connect(self._look)
        self.hide()

    def show_offers(self, offered: Sequence[Offer], events: Mapping[str, TriggerEvent]) -> None:
        """Shows these rules in place of the former ones, unless they are the same."""
        if [one.rule.id for one in offered] == list(self.rows) and offered:
            return
        self.rows = {one.rule.id: FamilyRow(one, events) for one in offered}
        self.looked_at = next((key for key, row in self.rows.items() if row.tick.isChecked()), "")
        if not self.looked_at:
            can = (one.rule.id for one in offered if one.can_tick)
            self.looked_at = next(can, next(iter(self.rows), ""))
        self._keep_after()
        for row in self.rows.values():
            row.changed.connect(self._changed)
        self.set_rows(list(self.rows.values()))
        self.setVisible(bool(self.rows))

    def show_counts(self, counted: Counts) -> None:
        """Shows the days in each row."""
        for key, row in self.rows.items():
            row.show_count(counted.get(key))
            row.look(here=key == self.looked_at)

    def countable(self) -> list[Chosen]:
        """All rules that can be counted now, ticked or not."""
        rows = self.rows.values()
        return [row.chosen for row in rows if row.offer.can_tick and row.is_decided]

    def chosen(self) -> list[Chosen]:
        """The rules that are ticked."""
        return [row.chosen for row in self.rows.values() if row.tick.isChecked()]

    @property
    def is_confirmed(self) -> bool:
        """Whether each ticked rule that nobody has read was confirmed for this case."""
        return all(row.is_confirmed for row in self.rows.values())

    def typed(self) -> dict[str, object]:
        """What is ticked, as a draft keeps it."""
        return {
            key: [
                row.tick.isChecked(),
                row.confirmed.isChecked(),
                row.chosen.variant,
                row.despite.isChecked(),
            ]
            for key, row in self.rows.items()
        }

    def put_back(self, typed: object) -> None:
        """Ticks what was ticked; what follows another rule after that one."""
        known = typed if isinstance(typed, dict) else {}
        for key, row in sorted(self.rows.items(), key=lambda each: bool(each[1].offer.after)):
            value = known.get(key)
            if isinstance(value, list | tuple):
                row.tick.setChecked(bool(value[0]))
                row.confirmed.setChecked(bool(value[1]))
                row.variant.set_value(value[2] or (None if row.offer.rule.must_choose else ""))
                row.despite.setChecked(len(value) > _DESPITE_AT and bool(value[_DESPITE_AT]))

    def _look(self, key: object) -> None:
        self.looked_at = str(key)
        self.changed.emit()

    def _keep_after(self) -> None:
        """What follows another rule is ticked with that one alone."""
        for row in self.rows.values():
            if row.offer.after:
                row.follow(self.rows.get(row.offer.after))

    def _changed(self) -> None:
        self._keep_after()
        sender = self.sender()
        if isinstance(sender, FamilyRow):
            self.looked_at = sender.offer.rule.id
        self.changed.emit()


def _days(counted: Computation) -> str:
    language = i18n.current()
    parts = [filled(N_("Safe {day}"), day=labels.when(counted.safe, language))]
    if counted.statutory != counted.safe:
        parts.append(filled(N_("statutory {day}"), day=labels.when(counted.statutory, language)))
    return " · ".join(parts)


def _told(offer: Offer, events: Mapping[str, TriggerEvent]) -> str:
    """Its article, its condition, and why it is not ticked."""
    language = i18n.current()
    rule = offer.rule
    parts = [rule.id, labels.rule_citation(rule, reference.laws(), language)]
    if offer.when(language):
        parts.append(offer.when(language))
    if offer.why in (WhyNot.UNVERIFIED, WhyNot.NOT_COUNTABLE, WhyNot.AFTER):
        parts.append(filled(WHY_NOT[offer.why]))
    if offer.later and (event := events.get(offer.later)):
        parts.append(filled(LATER, event=event.name(language)))
    return " · ".join(filter(None, parts))
