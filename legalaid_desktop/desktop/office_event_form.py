"""The form of an event that periods run from, with its family; a small one for a new event."""

import zlib
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, drafts, forms
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.family_lines import FamilyLines, family_choices
from legalaid_desktop.desktop.fields import ChoiceField, LongTextField, TextField
from legalaid_desktop.desktop.form_page import FormPage
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.desktop.ticks import Ticks
from legalaid_desktop.desktop.versions import FieldWords
from legalaid_desktop.domain import office_events
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import CaseType
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, NotFound
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.office_events import EventStanding
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases
from legalaid_desktop.services import reference
from legalaid_desktop.services.office_events import NO_EVENT

YES_NO = {"yes": N_("yes"), "no": N_("no")}
NO_STEP = N_("none")
WHAT = N_(
    "An event offers the rules of its family together, in this order. Deadlines that are watched "
    "already stay as they are."
)
MEANWHILE = N_(
    "Somebody else changed this event meanwhile. Your text is kept here: read the other version on "
    "the page of the event before you save yours on top of it."
)
NEW_EVENT = N_("New event")
OWN_PAGE = N_("Its family of rules and the cases in which it happens are set on its own page.")
_TEXTS = office_events.TEXTS


class _Types(Ticks):
    """The types of cases, three beside each other."""

    beside = 3


class EventParts(forms.Parts):
    """The parts of ``ui/office_event.ui``."""

    lo: TextField
    en: TextField
    day_lo: TextField
    day_en: TextField
    served: ChoiceField
    happening: ChoiceField
    note: LongTextField


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """An event as it is typed.

    Attributes:
        id: a number that stands for the event among the drafts; none for a new one.
        standing: the event as it stood when the form was opened.
        why: why it is changed.
    """

    id: int | None = None
    version: int = 0
    event: TriggerEvent
    standing: EventStanding | None = None
    why: str = ""


class EventForm(QWidget):
    """All fields of an event.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.parts = forms.load("office_event", self, EventParts)
        self.types = _Types(label=N_("Cases in which it happens"), help=N_("None ticked: in all."))
        self.types.setObjectName("types")
        self.family = FamilyLines()
        self.banner = InlineBanner(WHAT, "info")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.banner)
        column.addWidget(self.parts.body)
        forms.insert(self.parts, self.types, self.family)
        self.parts.served.set_choices(list(YES_NO.items()))
        self.name_choices()
        for field in (self.types, self.family):
            field.changed.connect(self.changed)
        for name in drafts.typed(self.parts):
            getattr(self.parts, name).changed.connect(self.changed)

    def name_choices(self) -> None:
        """Names cases and steps in the language of the window."""
        language = i18n.current()
        self.types.set_choices([(one, filled(said)) for one, said in cases.TYPES.items()])
        steps = [(one.id, one.name(language)) for one in reference.happenings().values()]
        self.parts.happening.set_choices([("", filled(NO_STEP)), *steps], translated=False)

    def typed(self) -> Typed:
        """All that stands in the fields."""
        more = {"types": self.types.value(), "members": self.family.typed()}
        return {**drafts.typed(self.parts), **more}

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        drafts.put_back(self.parts, typed)
        drafts.put_back_one(self.types, typed.get("types"))
        self.family.put_back(typed.get("members"))

    def show_record(self, draft: EventDraft) -> None:
        """Puts an event into the form."""
        event, parts = draft.event, self.parts
        for name in _TEXTS:
            getattr(parts, name).set_value(getattr(event, name))
        parts.served.set_value("yes" if event.served else "no")
        parts.happening.set_value(event.happening)
        parts.note.set_value(draft.why)
        self.types.set_value(event.types)
        self.family.show_records(event.members)

    def record(self, base: EventDraft) -> EventDraft:
        """The event as typed, on top of ``base``; raises ``InvalidValue``."""
        parts = self.parts
        texts: dict[str, Any] = {name: getattr(parts, name).value() for name in _TEXTS}
        event = replace(
            base.event,
            **texts,
            served=parts.served.value() == "yes",
            happening=str(parts.happening.value() or ""),
            types=tuple(CaseType(one) for one in self.types.value()),
            members=self.family.records(),
        )
        return replace(base, event=event, why=parts.note.value())

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field that the problem is about."""
        forms.show_error(self.parts, problem, {"members": self.family})

    def words(self) -> FieldWords:
        """What the fields are called."""
        return FieldWords(self.parts)


class EventFormPage(FormPage):
    """An event to be changed, or a new one."""

    name = "office_event_form"
    under = "office"
    act = Act.CHECK_LAW
    form_name = "office_event"
    form: EventForm

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, EventForm(), N_("Save event"))

    def show_record(self, key: object | None) -> None:
        """The event with that id or a new one, with what was typed before."""
        self._offer()
        draft = EventDraft(event=office_events.blank())
        if key is not None:
            draft = _draft(self._standing(key))
        self.head.title.say(N_("Change event") if draft.id else N_("New event of the office"))
        self._begin(draft)
        self.form.parts.lo.setFocus()

    def _offer(self) -> None:
        self.form.name_choices()
        service = self.frame.office
        rules = {one.rule.id: one.rule for one in service.rules.every() if not one.is_off}
        self.form.family.offer(family_choices(rules, service.office_events.in_use()))

    def _standing(self, key: object) -> EventStanding:
        """The event of that id; a draft knows it by its number."""
        if not isinstance(key, int):
            found: EventStanding = self.frame.office.office_events.look(str(key)).standing
            return found
        known: tuple[EventStanding, ...] = self.frame.office.office_events.every()
        for one in known:
            if number_of(one.event.id) == key:
                return one
        raise NotFound(NO_EVENT)

    def _stored(self, key: int) -> Any:
        return _draft(self._standing(key)) if key else self._base

    def _store(self, record: Any) -> Any:
        service = self.frame.office.office_events
        if record.standing is None:
            return _draft(service.write(record.event, record.why))
        return _draft(service.change(record.standing, record.event, record.why))

    def _show_versions(self, mine: Any) -> None:
        """What was typed stays; the page of the event has the other version."""
        self._base = replace(_draft(self._standing(mine.event.id)), why=mine.why)
        dialogs.tell(self, MEANWHILE)

    def _finish(self, record: Any) -> None:
        self.frame.toast(N_("The event is kept."))
        self.frame.go("office_event", record.event.id)


class NewEventDialog(Dialog):
    """Asks for an event that is not in the list yet; its family is made on its page.

    Signals:
        made: (event) it is kept.
    """

    made = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame) -> None:
        super().__init__(parent, NEW_EVENT, accept=N_("Keep the event"))
        self.setMinimumWidth(600)
        self._office = frame.office
        self.form = EventForm()
        self.form.banner.hide()
        self.form.family.hide()
        self.form.types.hide()
        self.form.show_record(EventDraft(event=office_events.blank()))
        self.body.addWidget(self.form)
        self.body.addWidget(Text(OWN_PAGE, role="dim", wrap=True))
        self.form.parts.lo.setFocus()

    def accept(self) -> None:
        """Keeps the event."""
        try:
            typed = self.form.record(EventDraft(event=office_events.blank()))
            kept = self._office.office_events.write(typed.event, typed.why)
        except InvalidValue as problem:
            self.form.show_error(problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        super().accept()
        self.made.emit(kept.event)


def number_of(event_id: str) -> int:
    """A number that stands for an event among the drafts, never 0."""
    return zlib.crc32(event_id.encode()) >> 1 or 1


def _draft(found: EventStanding) -> EventDraft:
    number = number_of(found.event.id)
    return EventDraft(id=number, version=len(found.entries), event=found.event, standing=found)
