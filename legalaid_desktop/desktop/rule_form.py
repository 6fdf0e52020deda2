"""The form of a rule: changed by the office, or a new one of its own; what is typed is kept."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, drafts, forms
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, LongTextField, TextField
from legalaid_desktop.desktop.form_page import FormPage
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.office_event_form import YES_NO, NewEventDialog
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.record_lines import RecordLines
from legalaid_desktop.desktop.rule_lines import PaperKept, PaperLine, VariantLine, chosen, whole
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.desktop.versions import FieldWords
from legalaid_desktop.domain import office_rules
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.office_rules import Standing
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import (
    Actor,
    DeadlineKind,
    Direction,
    RestDayEnd,
    Rule,
    SafeSide,
    Start,
    Unit,
)
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines, families
from legalaid_desktop.labels import rules as labels
from legalaid_desktop.services import reference

NEW_ID = "OWN-NEW"
READ_ANEW = N_(
    "A changed wording is unverified until a lawyer of this office checks it off. The wording "
    "before it stays in the list, and no deadline moves by itself."
)
MEANWHILE = N_(
    "Somebody else changed this rule meanwhile. Your text is kept here: read the other version on "
    "the page of the rule before you save yours on top of it."
)
OTHER_EVENT = N_("another event: as written below")
_CHOICES: dict[str, dict[Any, str]] = {
    "kind": dict(deadlines.DEADLINE_KINDS),
    "unit": dict(labels.UNITS),
    "direction": dict(labels.DIRECTIONS),
    "start": dict(labels.STARTS),
    "rest_day_end": dict(labels.REST_DAYS),
    "actor": dict(deadlines.ACTORS),
    "safe_side": dict(labels.SAFE_SIDES),
    "certainty": {
        one: deadlines.CERTAINTIES[one] for one in (Certainty.UNVERIFIED, Certainty.OURS)
    },
}
_FLAGS = ("served", "pausable")
_TEXTS = (*office_rules.LINES, *office_rules.TEXTS, "article")


class RuleParts(forms.Parts):
    """The parts of ``ui/rule.ui``."""

    title_lo: TextField
    title_en: TextField
    kind: ChoiceField
    actor: ChoiceField
    event: ChoiceField
    trigger_lo: TextField
    trigger_en: TextField
    length: TextField
    unit: ChoiceField
    direction: ChoiceField
    start: ChoiceField
    rest_day_end: ChoiceField
    safe_side: ChoiceField
    consequence_lo: LongTextField
    consequence_en: LongTextField
    law: ChoiceField
    article: TextField
    certainty: ChoiceField
    served: ChoiceField
    pausable: ChoiceField
    valid_from: DateField
    valid_to: DateField
    note_lo: LongTextField
    note_en: LongTextField
    note: LongTextField


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDraft:
    """A rule as it is typed.

    Attributes:
        id: a number that stands for the rule among the drafts; none for a new one.
        standing: the rule as it stood when the form was opened.
        why: why it is changed.
    """

    id: int | None = None
    version: int = 0
    rule: Rule
    standing: Standing | None = None
    why: str = ""


class RuleForm(QWidget):
    """All fields of a rule, both languages side by side.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.parts = forms.load("rule", self, RuleParts)
        self.variants = RecordLines(
            "variants", VariantLine, N_("One more length"), title=N_("Other lengths, by a fact")
        )
        self.papers = RecordLines(
            "papers", PaperLine, N_("One more paper"), title=N_("Papers that keep the period")
        )
        self.new_event = Button(N_("New event …"), icon="plus", kind="plain")
        self.parts.event.add_line(self.new_event)
        self._events: Mapping[str, TriggerEvent] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(InlineBanner(READ_ANEW, "info"))
        column.addWidget(self.parts.body)
        forms.insert(self.parts, self.variants, self.papers)
        for name, choices in _CHOICES.items():
            getattr(self.parts, name).set_choices(list(choices.items()))
        for name in _FLAGS:
            getattr(self.parts, name).set_choices(list(YES_NO.items()))
        self.name_choices({})
        self.parts.kind.changed.connect(self._suit)
        for lines in (self.variants, self.papers):
            lines.changed.connect(self.changed)
        for name in drafts.typed(self.parts):
            getattr(self.parts, name).changed.connect(self.changed)

    def name_choices(self, events: Mapping[str, TriggerEvent]) -> None:
        """Names laws and events in the language of the window."""
        language, self._events = i18n.current(), events
        laws = [(one.id, one.short(language)) for one in reference.laws().values()]
        self.parts.law.set_choices(laws, translated=False)
        named = families.choices(events.values(), language)
        self.parts.event.set_choices([("", i18n.gettext(OTHER_EVENT)), *named], translated=False)

    def choose_event(self, event: TriggerEvent) -> None:
        """Chooses an event that was just made, and tells what starts the period in its words."""
        self.name_choices({**self._events, event.id: event})
        self.parts.event.set_value(event.id)
        for name, words in (("trigger_lo", event.lo), ("trigger_en", event.en)):
            field = getattr(self.parts, name)
            if not field.value():
                field.set_value(words)

    def typed(self) -> Typed:
        """All that stands in the fields."""
        lists = {"variants": self.variants.typed(), "papers": self.papers.typed()}
        return {**drafts.typed(self.parts), **lists}

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        drafts.put_back(self.parts, typed)
        for name in ("variants", "papers"):
            if name in typed:
                getattr(self, name).put_back(typed[name])

    def show_record(self, draft: RuleDraft) -> None:
        """Puts a rule into the form."""
        rule, parts = draft.rule, self.parts
        for name in _TEXTS:
            getattr(parts, name).set_value(getattr(rule, name))
        for name in _CHOICES:
            getattr(parts, name).set_value(getattr(rule, name))
        if rule.certainty is not Certainty.OURS:
            parts.certainty.set_value(Certainty.UNVERIFIED)
        self._suit()
        parts.law.set_value(rule.law or None)
        parts.event.set_value(rule.event if rule.event in self._events else "")
        for name in _FLAGS:
            getattr(parts, name).set_value("yes" if getattr(rule, name) else "no")
        self.variants.show_records(rule.variants)
        self.papers.show_records([PaperKept(one) for one in rule.papers])
        parts.length.set_value(str(rule.length))
        parts.valid_from.set_value(rule.valid_from)
        parts.valid_to.set_value(rule.valid_to)
        parts.note.set_value(draft.why)

    def record(self, base: RuleDraft) -> RuleDraft:
        """The rule as typed, on top of ``base``; raises ``InvalidValue``."""
        parts = self.parts
        texts: dict[str, Any] = {name: getattr(parts, name).value() for name in _TEXTS}
        rule = replace(
            base.rule,
            **texts,
            kind=DeadlineKind(chosen(parts.kind)),
            event=str(parts.event.value() or "") or self._own_event(base.rule),
            length=whole(parts.length.value()),
            unit=Unit(chosen(parts.unit)),
            direction=Direction(chosen(parts.direction)),
            start=Start(chosen(parts.start)),
            rest_day_end=RestDayEnd(chosen(parts.rest_day_end)),
            actor=Actor(chosen(parts.actor)),
            safe_side=SafeSide(chosen(parts.safe_side)),
            law=chosen(parts.law),
            certainty=Certainty(chosen(parts.certainty)),
            valid_from=parts.valid_from.value(),
            valid_to=parts.valid_to.value(),
            served=parts.served.value() == "yes",
            pausable=parts.pausable.value() == "yes",
            papers=tuple(one.paper for one in self.papers.records()),
            variants=self.variants.records(),
        )
        return replace(base, rule=rule, why=parts.note.value())

    def _own_event(self, rule: Rule) -> str:
        return rule.event if rule.event not in self._events else ""

    def _suit(self) -> None:
        """Only of a target the office says for itself how sure it is."""
        self.parts.certainty.setVisible(self.parts.kind.chosen("") == DeadlineKind.TARGET)

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field that the problem is about."""
        lists = {"variants": self.variants, "papers": self.papers}
        forms.show_error(self.parts, problem, lists)

    def words(self) -> FieldWords:
        """What the fields are called."""
        return FieldWords(self.parts)


class RuleFormPage(FormPage):
    """A rule to be changed, or a new one."""

    name = "rule_form"
    under = "office"
    act = Act.CHECK_LAW
    form_name = "rule"
    form: RuleForm

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, RuleForm(), N_("Save rule"))
        self.form.new_event.clicked.connect(self._ask_event)

    def show_record(self, key: object | None) -> None:
        """The rule with that id or a new one, with what was typed before."""
        self.form.name_choices(self._events(key))
        draft = RuleDraft(rule=office_rules.blank(NEW_ID))
        if key is not None:
            draft = _draft(self.frame.office.rules.get(self._called(key)))
        self.head.title.say(
            N_("Change rule {rule}") if draft.id else N_("New rule of the office"),
            rule=draft.rule.id,
        )
        self._begin(draft)
        self.form.parts.title_lo.setFocus()

    def _events(self, key: object | None) -> Mapping[str, TriggerEvent]:
        """The events in use, and that of the rule, were it switched off; not its very own one."""
        service = self.frame.office
        found: dict[str, TriggerEvent] = dict(service.office_events.in_use())
        for one in service.rules.every():
            if one.rule.event == one.rule.id.casefold():
                found.pop(one.rule.event, None)
            elif key is not None and self._called(key) == one.rule.id:
                event, known = one.wording.event, service.office_events.known()
                found |= {event: known[event]} if event in known else {}
        return found

    def _ask_event(self) -> None:
        dialog = NewEventDialog(self, self.frame)
        dialog.made.connect(self.form.choose_event)
        dialog.open()

    def _called(self, key: object) -> str:
        """The id of the rule; a draft knows it by its number."""
        if not isinstance(key, int):
            return str(key)
        known = (one.rule.id for one in self.frame.office.rules.every())
        return next((one for one in known if number_of(one) == key), "")

    def _stored(self, key: int) -> Any:
        return _draft(self.frame.office.rules.get(self._base.rule.id)) if key else self._base

    def _store(self, record: Any) -> Any:
        service = self.frame.office.rules
        if record.standing is None:
            return _draft(service.write(record.rule, record.why))
        return _draft(service.change(record.standing, record.rule, record.why))

    def _show_versions(self, mine: Any) -> None:
        """What was typed stays; the page of the rule has the other version."""
        self._base = replace(_draft(self.frame.office.rules.get(mine.rule.id)), why=mine.why)
        dialogs.tell(self, MEANWHILE)

    def _finish(self, record: Any) -> None:
        rule_id = record.rule.id
        self.frame.toast(N_("Rule {rule} is kept. A lawyer can check it off now."), rule=rule_id)
        self.frame.go("rule", rule_id)


def number_of(rule_id: str) -> int:
    """A number that stands for a rule among the drafts, never 0."""
    return zlib.crc32(rule_id.encode()) >> 1 or 1


def _draft(found: Standing) -> RuleDraft:
    wording = found.wording
    number = number_of(wording.id)
    return RuleDraft(id=number, version=len(found.entries), rule=wording, standing=found)
