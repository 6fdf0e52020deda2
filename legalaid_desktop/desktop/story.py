"""The story of a case: what happened, newest first, with a line for quick entries."""

from collections.abc import Callable, Sequence, Set
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, drafts, forms, removing
from legalaid_desktop.desktop.assignments import AssignmentCard
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, LongTextField, TextField
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.parties import party_rows
from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.desktop.times import read_time
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.i18n import N_, gettext
from legalaid_desktop.labels import events as labels

_KINDS = {
    EventKind.CUSTODY: "urgent",
    EventKind.HEARING: "attention",
    EventKind.DECISION: "attention",
    EventKind.NOTE: "good",
}


class EventParts(forms.Parts):
    """The parts of ``ui/event.ui``."""

    kind: ChoiceField
    on: DateField
    at: TextField
    text: LongTextField


class EventDialog(DraftedDialog):
    """Asks what happened, when, and of what kind it was.

    Signals:
        told: (kind, day, time, text) it was filled in.
    """

    told = Signal(object, object, object, str)

    def __init__(self, parent: QWidget, today: date, kind: EventKind, text: str = "") -> None:
        super().__init__(parent, N_("What happened"), accept=N_("Add to the story"))
        self.parts = forms.load("event", self, EventParts)
        self.body.addWidget(self.parts.body)
        self.parts.kind.set_choices(list(labels.KINDS.items()))
        self.parts.kind.set_value(kind)
        self.parts.on.set_value(today)
        self.parts.text.set_value(text)
        self.parts.text.setFocus()

    def typed(self) -> Typed:
        """What stands in the fields."""
        return drafts.typed(self.parts)

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        drafts.put_back(self.parts, typed)

    def accept(self) -> None:
        """Hands on what was typed, once it can be read."""
        try:
            kind = EventKind(str(self.parts.kind.value() or EventKind.NOTE))
            day, text = self._day(), self._text()
            at = read_time("at", self.parts.at.value())
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        super().accept()
        self.told.emit(kind, day, at, text)

    def _day(self) -> date:
        day = self.parts.on.value()
        if day is None:
            raise InvalidValue("on", N_("This is needed."))
        return day

    def _text(self) -> str:
        text = self.parts.text.value()
        if not text:
            raise InvalidValue("text", N_("This is needed."))
        return text


class CaseStory(QWidget):
    """Chronology at the left; people and the lawyer at the right."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self.quick = QLineEdit()
        self.quick.setObjectName("quick")
        self.quick.returnPressed.connect(self._add_quickly)
        self.more = Button(N_("With day and time …"), kind="plain")
        self.more.clicked.connect(self.ask_more)
        self.error = Text(role="error", wrap=True)
        self.error.hide()
        self.chronology = Card(N_("Chronology"))
        self.chronology.add(self._entry())
        self.nothing = EmptyState(N_("Write the first line of the story above."), icon="pencil")
        self.chronology.add(self.nothing, margins=False)
        self.people = Card(N_("People"))
        self.people.opened.connect(self._open_person)
        self.lawyer = AssignmentCard(frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        sides = columns(([self.chronology], 7), ([self.people, self.lawyer], 4))
        column.addWidget(scrolled(sides))
        frame.drafts.watch(self, "story", self._case, self._half_a_line)

    def show_case(self, case_id: int) -> None:
        """Shows the story of that case, with the line that was begun."""
        self.frame.drafts.look_at(self)
        if case_id != self._case_id:
            self.quick.clear()
        self._case_id = case_id
        begun = None if self.quick.text() else self.frame.drafts.take("story", case_id)
        if begun:
            self.quick.setText(str(begun["text"]))
        self.reload(frozenset())

    def hideEvent(self, event: QHideEvent) -> None:
        """Keeps the line that was begun."""
        super().hideEvent(event)
        self.frame.drafts.look_at(self)

    def _case(self) -> int:
        return self._case_id

    def _half_a_line(self) -> Typed | None:
        return {"text": self.quick.text()} if self.quick.text().strip() else None

    def reload(self, changes: Set[Change]) -> None:
        """Reads the story again."""
        del changes
        self.quick.setPlaceholderText(
            gettext(N_("What happened today? /call /visit /received /sent /hearing /decision …"))
        )
        self.quick.setAccessibleName(gettext(N_("What happened")))
        story = self.frame.office.cases.story(self._case_id)
        self.nothing.setVisible(not story)
        self.chronology.set_rows(event_rows(self.frame, story, self._ask_removal))
        file = self.frame.office.cases.file(self._case_id)
        self.people.set_rows(party_rows(file))
        self.lawyer.show_file(file)

    def ask_more(self) -> None:
        """Asks for an entry with its day and time."""
        kind, text = labels.quick_entry(self.quick.text().strip())
        dialog = EventDialog(self, self.frame.office.today.day(), kind, text)
        dialog.keep_in(self.frame.drafts, "event", self._case_id)
        dialog.told.connect(self._keep)
        dialog.open()

    def _open_person(self, person_id: object) -> None:
        self.frame.go("person", person_id)

    def _ask_removal(self) -> None:
        removing.ask(self, self.frame, BinKind.EVENT, removing.key_of(self.sender()))

    def _entry(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()
        across.addWidget(self.quick, 1)
        across.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(across)
        column.addWidget(self.error)
        return holder

    def _add_quickly(self) -> None:
        kind, text = labels.quick_entry(self.quick.text().strip())
        if kind is EventKind.HEARING or not text:
            self.ask_more()  # a hearing lies ahead, on a day of its own
            return
        self._keep(kind, self.frame.office.today.day(), None, text)

    def _keep(self, kind: EventKind, day: date, at: time | None, text: str) -> None:
        event = Event(case_id=self._case_id, kind=kind, on=day, at=at, text=text)
        try:
            self.frame.office.cases.add_event(event)
        except InvalidValue as problem:
            self.error.say(problem.reason, **problem.values)
            self.error.show()
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.error.hide()
        self.quick.clear()
        for form in ("story", "event"):
            self.frame.drafts.done(form, self._case_id)
        self.frame.toast(N_("Added to the story."))


def event_rows(frame: Frame, events: Sequence[Event], remove: Callable[[], object]) -> list[Row]:
    """What happened, an entry a row, with a button for ``remove`` where the user may do that."""
    rows = [_event_row(event) for event in events]
    if may(frame, Act.EDIT):
        for row, event in zip(rows, events, strict=True):
            button = removing.small_button(event.id)
            button.clicked.connect(remove)
            row.add_button(button)
    return rows


def _event_row(event: Event) -> Row:
    """What happened, with its day, and of what kind it was."""
    language = i18n.current()
    day = i18n.date_full(event.on, language)
    if event.at:
        day = i18n.moment(datetime.combine(event.on, event.at), language)
    chip = Chip(labels.KINDS[event.kind], _KINDS.get(event.kind, "info"))
    return Row(event.text, day, chip)
