"""The family of an event in a form: a line for each rule, in the order of the offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from legalaid_desktop import i18n
from legalaid_desktop.desktop.fields import ChoiceField, TextField
from legalaid_desktop.desktop.record_lines import RecordLine, RecordLines
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain.families import FamilyMember, TriggerEvent
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import families as labels

LATER, AFTER = "later:", "after:"
ITSELF = N_("from the event itself")
AFTER_RULE = N_("after the last day of {rule}")
LATER_EVENT = N_("later: {event}")
USUAL = {"yes": N_("ticked at first"), "": N_("not ticked at first")}
Choices = Sequence[tuple[object, str]]


@dataclass(frozen=True, slots=True)
class FamilyChoices:
    """What a line of a family offers.

    Attributes:
        rules: ids and titles; runs: what a rule can run from.
    """

    rules: Choices = ()
    runs: Choices = ()


def family_choices(rules: Mapping[str, Rule], events: Mapping[str, TriggerEvent]) -> FamilyChoices:
    """All rules, and all that one of them can run from, in the language of the window."""
    language = i18n.current()
    titles = {one.id: f"{one.id} · {one.title(language)}" for one in rules.values()}
    later = [
        (LATER + key, filled(LATER_EVENT, event=name))
        for key, name in labels.choices(events.values(), language)
    ]
    after = [(AFTER + key, filled(AFTER_RULE, rule=said)) for key, said in titles.items()]
    return FamilyChoices(rules=list(titles.items()), runs=[("", filled(ITSELF)), *after, *later])


class FamilyLine(RecordLine):
    """A rule of a family: ticked or not, under what condition, and what it runs from.

    Signals:
        moved: (self, by) it is to stand earlier or later.
    """

    moved = Signal(object, int)
    kind = FamilyMember

    def __init__(self, choices: FamilyChoices) -> None:
        super().__init__()
        rule = ChoiceField(label=N_("Rule of a period"))
        runs = ChoiceField(label=N_("What it runs from"))
        rule.set_choices(choices.rules, translated=False)
        runs.set_choices(choices.runs, translated=False)
        runs.set_value("")
        usual = ChoiceField(label=N_("Ticked"))
        usual.set_choices(list(USUAL.items()))
        usual.set_value("")
        self.add_row(("rule_id", rule, 3), ("usual", usual, 2))
        self.add_row(
            ("when_lo", TextField(label=N_("Condition in Lao")), 1),
            ("when_en", TextField(label=N_("Condition in English")), 1),
        )
        self.add_row(("runs", runs, 1))
        self.up = Button("", icon="arrow-up", kind="plain", tip=N_("Move up"))
        self.down = Button("", icon="arrow-down", kind="plain", tip=N_("Move down"))
        self.up.clicked.connect(self._go_up)
        self.down.clicked.connect(self._go_down)
        self.across.removeWidget(self.drop)
        tools = QVBoxLayout()
        tools.setSpacing(4)
        for button in (self.drop, self.up, self.down):
            tools.addWidget(button)
        tools.addStretch(1)
        self.across.addLayout(tools)

    def record(self) -> FamilyMember:
        """The rule with its place; raises ``InvalidValue``."""
        fields: dict[str, Any] = self.fields
        runs = str(fields["runs"].value() or "")
        return FamilyMember(
            rule_id=str(fields["rule_id"].value() or ""),
            usual=fields["usual"].value() == "yes",
            when_lo=fields["when_lo"].value(),
            when_en=fields["when_en"].value(),
            later=runs.removeprefix(LATER) if runs.startswith(LATER) else "",
            after=runs.removeprefix(AFTER) if runs.startswith(AFTER) else "",
        )

    def show_record(self, record: FamilyMember) -> None:
        """Puts a rule of the family into the fields."""
        runs = LATER + record.later if record.later else AFTER + record.after
        said = {
            "rule_id": record.rule_id,
            "usual": "yes" if record.usual else "",
            "when_lo": record.when_lo,
            "when_en": record.when_en,
            "runs": runs if record.later or record.after else "",
        }
        fields: dict[str, Any] = self.fields
        for name, one in said.items():
            fields[name].set_value(one)

    @property
    def is_empty(self) -> bool:
        """Whether no rule was chosen."""
        return not self.fields["rule_id"].editor.currentText().strip()  # type: ignore[attr-defined]  # a list

    def stops(self) -> list[Any]:
        """Where the cursor comes by, in the order of reading."""
        return [*super().stops()[:-1], self.up, self.down, self.drop]

    def _go_up(self) -> None:
        self.moved.emit(self, -1)

    def _go_down(self) -> None:
        self.moved.emit(self, 1)


class FamilyLines(RecordLines):
    """The rules of a family; their order is that in which they are offered."""

    def __init__(self) -> None:
        super().__init__(
            "members", self._line, N_("One more rule"), title=N_("Rules that follow from it")
        )
        self._choices = FamilyChoices()

    def offer(self, choices: FamilyChoices) -> None:
        """Which rules and events there are."""
        self._choices = choices

    def _line(self) -> FamilyLine:
        line = FamilyLine(self._choices)
        line.moved.connect(self._move)
        return line

    def typed(self) -> list[dict[str, object]]:
        """What stands in the lines, for a draft."""
        return [line.typed() for line in self.lines]

    def _move(self, line: FamilyLine, by: int) -> None:
        at = self.lines.index(line) + by
        if not 0 <= at < len(self.lines):
            return
        self.lines.remove(line)
        self.lines.insert(at, line)
        self._column.removeWidget(line)
        self._column.insertWidget(at, line)
        self._settle()
        self.changed.emit()
        (line.up if by < 0 else line.down).setFocus()
