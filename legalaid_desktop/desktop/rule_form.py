"""The form of a rule: changed by the office, or a new one of its own; what is typed is kept."""

import zlib
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
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.versions import FieldWords
from legalaid_desktop.domain import office_rules
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.errors import InvalidValue
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
from legalaid_desktop.labels import deadlines
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
WHOLE = N_("A whole number, please.")
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
        one: deadlines.CERTAINTIES[one]
        for one in (Certainty.UNVERIFIED, Certainty.SECONDARY, Certainty.OURS)
    },
}
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(InlineBanner(READ_ANEW, "info"))
        column.addWidget(self.parts.body)
        for name, choices in _CHOICES.items():
            getattr(self.parts, name).set_choices(list(choices.items()))
        self.name_choices()
        for name in drafts.typed(self.parts):
            getattr(self.parts, name).changed.connect(self.changed)

    def name_choices(self) -> None:
        """Names laws and events in the language of the window."""
        language = i18n.current()
        laws = [(one.id, one.short(language)) for one in reference.laws().values()]
        self.parts.law.set_choices(laws, translated=False)
        events = [(one.id, one.name(language)) for one in reference.events().values()]
        self.parts.event.set_choices([("", i18n.gettext(OTHER_EVENT)), *events], translated=False)

    def typed(self) -> Typed:
        """All that stands in the fields."""
        return drafts.typed(self.parts)

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        drafts.put_back(self.parts, typed)

    def show_record(self, draft: RuleDraft) -> None:
        """Puts a rule into the form."""
        rule, parts = draft.rule, self.parts
        for name in _TEXTS:
            getattr(parts, name).set_value(getattr(rule, name))
        for name in _CHOICES:
            getattr(parts, name).set_value(getattr(rule, name))
        if rule.certainty is Certainty.LAW_TEXT:
            parts.certainty.set_value(Certainty.UNVERIFIED)
        parts.law.set_value(rule.law or None)
        parts.event.set_value(rule.event if rule.event in reference.events() else "")
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
            kind=DeadlineKind(_chosen(parts.kind)),
            event=str(parts.event.value() or "") or _own_event(base.rule),
            length=_whole(parts.length.value()),
            unit=Unit(_chosen(parts.unit)),
            direction=Direction(_chosen(parts.direction)),
            start=Start(_chosen(parts.start)),
            rest_day_end=RestDayEnd(_chosen(parts.rest_day_end)),
            actor=Actor(_chosen(parts.actor)),
            safe_side=SafeSide(_chosen(parts.safe_side)),
            law=_chosen(parts.law),
            certainty=Certainty(_chosen(parts.certainty)),
            valid_from=parts.valid_from.value(),
            valid_to=parts.valid_to.value(),
        )
        return replace(base, rule=rule, why=parts.note.value())

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field that the problem is about."""
        forms.show_error(self.parts, problem)

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

    def show_record(self, key: object | None) -> None:
        """The rule with that id or a new one, with what was typed before."""
        self.form.name_choices()
        draft = RuleDraft(rule=office_rules.blank(NEW_ID))
        if key is not None:
            draft = _draft(self.frame.office.rules.get(self._called(key)))
        self.head.title.say(
            N_("Change rule {rule}") if draft.id else N_("New rule of the office"),
            rule=draft.rule.id,
        )
        self._begin(draft)
        self.form.parts.title_lo.setFocus()

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


def _own_event(rule: Rule) -> str:
    return rule.event if rule.event not in reference.events() else ""


def _chosen(field: ChoiceField) -> str:
    value = field.value()
    if value is None:
        raise InvalidValue(field.objectName(), N_("Please fill in this field."))
    return str(value)


def _whole(typed: str) -> int:
    try:
        return int(typed.strip() or 0)
    except ValueError as error:
        raise InvalidValue("length", WHOLE) from error
