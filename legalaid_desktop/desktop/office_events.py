"""The events that periods run from in a list, and one of them with its family and versions."""

from collections.abc import Iterator, Set
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import (
    Beside,
    Card,
    Chip,
    PageHeader,
    Row,
    columns,
    scrolled,
)
from legalaid_desktop.desktop.facts import Facts
from legalaid_desktop.desktop.filters import FilterLine
from legalaid_desktop.desktop.pages import Frame, Page, may
from legalaid_desktop.desktop.rule_marks import version_row
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.families import FamilyMember, TriggerEvent
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.office_events import EventStanding
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines, families
from legalaid_desktop.labels import rules as rule_labels
from legalaid_desktop.services import reference

NOTE = N_("{count} of {all} events; {own} of them written or changed by this office.")
FOUND = N_("No event has these words.")
OTHER = {"lo": N_("The same in English"), "en": N_("The same in Lao")}
OVERTAKEN = N_("The program has another wording by now than when the office changed this event.")
OFF = N_(
    "The office has switched this event off: it is not offered any more. Cases that have it keep "
    "it."
)
NO_RULES = N_("No rule follows from it yet. Change the event, or choose it in a rule.")
WHY_OFF = N_(
    "Why is this event taken out of use? Cases that have it keep it, and its rules can still be "
    "chosen by their titles."
)
NOT_HERE = N_("This office has no such rule; it is not offered.")


class EventsTab(QWidget):
    """All events by their names, those of the office marked."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._known: tuple[EventStanding, ...] = ()
        self.filter = FilterLine(N_("Words of an event"))
        self.filter.asked.connect(self._refill)
        self.note = Text(role="dim", wrap=True)
        self.write = Button(N_("New event"), icon="plus")
        self.write.clicked.connect(self._write)
        self.write.setVisible(may(frame, Act.CHECK_LAW))
        self.table = RecordTable(
            [
                Column(title=N_("Event"), cell=_what),
                Column(title=N_("Which day counts"), cell=_day),
                Column(title=N_("Rules"), cell=_rules, width=14),
                Column(title=N_("In this office"), cell=_state, width=24),
            ],
            empty=FOUND,
        )
        self.table.opened.connect(self._open)
        head = Beside(spacing=8)
        head.across.addWidget(self.filter)
        head.across.addStretch(1)
        head.across.addWidget(self.write)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)

    def reload(self, changes: Set[Change]) -> None:
        """Reads the events again when they are concerned."""
        if changes and Change.RULE not in changes:
            return
        self._known = self._frame.office.office_events.every()
        self._refill()

    def _refill(self) -> None:
        words = [search_key(one) for one in self.filter.wanted().split(" ") if one]
        found = [one for one in self._known if all(word in _words(one.event) for word in words)]
        found.sort(key=lambda one: one.change is None)  # the office's own first
        self.table.show_records(partial(_slice, found))
        own = sum(one.change is not None for one in self._known)
        self.note.say(NOTE, count=len(found), all=len(self._known), own=own)

    def _open(self, one: EventStanding) -> None:
        self._frame.go("office_event", one.event.id)

    def _write(self) -> None:
        self._frame.go("office_event_form")


class EventPage(Page):
    """An event, the rules that follow from it in their order, and what can be done with it."""

    name = "office_event"
    under = "office"
    act = Act.CONSULT

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._id = ""
        self._standing: EventStanding | None = None
        self.head = PageHeader()
        self.back = self.head.add_button(Button(N_("All events"), icon="arrow-left"))
        self.revert = self.head.add_button(Button(N_("Back to the program's wording …")))
        self.switch = self.head.add_button(Button(N_("Take out of use …")))
        self.edit = self.head.add_button(Button(N_("Change"), icon="pencil", kind="primary"))
        self.overtaken = Text(role="error", wrap=True)
        self.known = Card(N_("What the event is"))
        self.family = Card(N_("Rules that follow from it"), N_("in the order of the offer"))
        self.family.opened.connect(self._rule)
        self.others = Card(N_("Other rules that run from it"), N_("offered after these"))
        self.others.opened.connect(self._rule)
        self.other = Card(OTHER["lo"])
        self.versions = Card(N_("In this office"), N_("the newest first; none is lost"))
        self.column.addWidget(self.head)
        self.column.addWidget(self.overtaken)
        left, right = [self.known, self.family, self.others], [self.other, self.versions]
        self.column.addWidget(scrolled(columns((left, 3), (right, 2))), 1)
        for button, act in (
            (self.back, self._list),
            (self.edit, self._edit),
            (self.switch, self._ask_switch),
            (self.revert, self._ask_back),
        ):
            button.clicked.connect(act)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.activated.connect(self._list)

    def show_record(self, key: object | None) -> None:
        """The event with that id."""
        self._id = str(key) if key is not None else self._id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads the event again."""
        if self._id and (not changes or Change.RULE in changes):
            self._read()

    def _read(self) -> None:
        look, language = self.frame.office.office_events.look(self._id), i18n.current()
        found: EventStanding = look.standing
        self._standing, event = found, found.event
        self.head.title.show_text(event.name(language))
        self.head.set_chips(list(_chips(found)))
        self.overtaken.setVisible(found.is_overtaken or found.is_off)
        self.overtaken.say(OFF if found.is_off else OVERTAKEN)
        self.known.set_rows([Facts(list(event_facts(event, language)))])
        rows = [_member(one, look.rules, look.later) for one in event.members]
        self.family.set_rows(rows or [Row(filled(NO_RULES))])
        self.others.set_rows([_rule_row(one) for one in look.others])
        self.others.setVisible(bool(look.others))
        self.other.head.title.say(OTHER[language])
        self.other.set_rows([Facts(list(_texts(event, "en" if language == "lo" else "lo")))])
        self.versions.setVisible(bool(found.entries))
        steps = reference.happenings()
        told = families.history(found, look.rules, look.later, steps, language)
        self.versions.set_rows([version_row(one, each, language) for one, each in told][::-1])
        may_change = may(self.frame, Act.CHECK_LAW)
        for button in (self.edit, self.switch):
            button.setVisible(may_change)
        self.switch.say(N_("Use again …") if found.is_off else N_("Take out of use …"))
        self.revert.setVisible(may_change and found.shipped is not None and bool(found.change))

    def _list(self) -> None:
        self.frame.go("office", "events")

    def _edit(self) -> None:
        self.frame.go("office_event_form", self._id)

    def _rule(self, rule_id: object) -> None:
        self.frame.go("rule", rule_id)

    def _ask_switch(self) -> None:
        service = self.frame.office.office_events
        off = self._standing is not None and self._standing.is_off
        question = N_("Why is this event used again?") if off else WHY_OFF
        accept = N_("Use again") if off else N_("Take out of use")
        then = partial(self._done, service.switch_on if off else service.switch_off)
        dialogs.ask_reason(self, question, accept, then)

    def _ask_back(self) -> None:
        question = N_("Why is the office's wording of this event given up? It stays in the list.")
        then = partial(self._done, self.frame.office.office_events.go_back)
        dialogs.ask_reason(self, question, N_("Back to the program"), then)

    def _done(self, act: object, why: str) -> None:
        try:
            act(self._standing, why)  # type: ignore[operator]  # a method of the service
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        self.reload(frozenset())


def _slice(found: list[EventStanding], _after: object) -> Slice:
    return Slice(records=found)


def _words(event: TriggerEvent) -> str:
    return search_key("\n".join((event.lo, event.en, event.day_lo, event.day_en)))


def _what(one: EventStanding) -> Cell:
    language = i18n.current()
    name, other = one.event.name(language), one.event.name("en" if language == "lo" else "lo")
    return Cell(text=name, reason=other if other != name else "")


def _day(one: EventStanding) -> Cell:
    return Cell(text=one.event.day(i18n.current()))


def _rules(one: EventStanding) -> Cell:
    return Cell(text=str(len(one.event.members)))


def _state(one: EventStanding) -> Cell:
    if one.is_off:
        return Cell(chip=filled(N_("switched off")), kind="attention")
    if one.change is None:
        return Cell()
    return Cell(chip=filled(rule_labels.ENTRIES[one.change.entry]), kind="info")


def _chips(found: EventStanding) -> Iterator[Chip]:
    if found.is_off:
        yield Chip(N_("switched off"), "attention")
    if found.change is not None:
        yield Chip(rule_labels.ENTRIES[found.change.entry], "info")


def event_facts(event: TriggerEvent, language: str) -> Iterator[tuple[str, str]]:
    """What an event is, line by line, as names and facts in that language."""
    yield filled(N_("Which day counts")), event.day(language)
    yield filled(N_("Cases")), families.types(event, language)
    yield filled(N_("Paper that is served")), filled(N_("yes") if event.served else N_("no"))
    step = reference.happenings().get(event.happening)
    if step:
        yield filled(N_("Step")), step.name(language)


def _texts(event: TriggerEvent, language: str) -> Iterator[tuple[str, str]]:
    yield filled(N_("Event")), event.name(language)
    yield filled(N_("Which day counts")), event.day(language)


def _member(one: FamilyMember, rules: dict[str, Rule], known: dict[str, TriggerEvent]) -> Row:
    language, rule = i18n.current(), rules.get(one.rule_id)
    said = " · ".join(families.conditions(one, known, language))
    if rule is None:
        return Row(one.rule_id, filled(NOT_HERE))
    return _rule_row(rule, said)


def _rule_row(rule: Rule, said: str = "") -> Row:
    language = i18n.current()
    period = deadlines.rule_period(rule, language)
    told = " · ".join(filter(None, (rule.id, period, said)))
    chip = Chip(deadlines.CERTAINTIES[rule.certainty], "urgent") if rule.is_unverified else None
    return Row(rule.title(language), told, chip, key=rule.id)
