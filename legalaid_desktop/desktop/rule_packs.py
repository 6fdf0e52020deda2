"""Rule packs in the window: exported with a signature, compared, taken over rule by rule."""

from collections.abc import Iterator, Set
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, Columns, PageHeader, Row, scrolled
from legalaid_desktop.desktop.counted_by import CountedCard, named
from legalaid_desktop.desktop.facts import Facts
from legalaid_desktop.desktop.fields import TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.office_events import event_facts
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.rule_marks import before_and_after
from legalaid_desktop.desktop.rule_page import facts
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change as Changed
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, Refused
from legalaid_desktop.domain.event_pack import PackEvent
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.office_rules import Novelty
from legalaid_desktop.domain.rule_pack import PackChange, Signer
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines, families
from legalaid_desktop.labels import rules as labels
from legalaid_desktop.services import reference

if TYPE_CHECKING:
    from legalaid_desktop.domain.rules import Rule
    from legalaid_desktop.services.rule_packs import PackLook, Shift

Change = PackChange | PackEvent
READING = N_("Comparing the rule pack")
RULE_TAKEN, RULE_OFF = N_("Rule {rule} is taken over."), N_("Rule {rule} is out of use.")
EVENT = N_("Event")
EVENT_TAKEN, EVENT_OFF = N_("The event is taken over."), N_("The event is out of use.")
SAME = N_("Nothing in this pack differs from the rules of this office.")
NO_MOVE = N_("No open deadline that you see would move.")
MOVES = N_(
    "These open deadlines would be counted differently. None moves by itself: each waits for your "
    "word."
)
_SIGNER_KINDS = {
    Signer.OURS: "good",
    Signer.KNOWN: "good",
    Signer.STRANGER: "attention",
    Signer.NOBODY: "urgent",
}
_NOVELTY_KINDS = {
    Novelty.NEW: "info",
    Novelty.CHANGED: "attention",
    Novelty.GONE: "neutral",
    Novelty.OFF: "neutral",
}


class KeyLine(QWidget):
    """The key of a stranger, and a field for what was read out by telephone."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = TextField(
            label=N_("Letters read out by telephone"), help=N_("Such as 1a2b 3c4d 5e6f 7a8b 9c0d.")
        )
        self.typed.setObjectName("typed_key")
        self.known = Button(N_("Know this key from now on"), icon="check")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(self.typed, 1)
        across.addWidget(self.known)
        across.addStretch(1)


class RulePackPage(Page):
    """A pack beside the rules of the office: what is new, changed or gone, and what would move."""

    name = "rule_pack"
    under = "office"
    act = Act.CHECK_LAW

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._path: Path | None = None
        self._look: PackLook | None = None
        self._chosen: Change | None = None
        self._rules: dict[str, Rule] = {}
        self._events: dict[str, TriggerEvent] = {}
        self.head = PageHeader()
        self.back = self.head.add_button(Button(N_("All rules"), icon="arrow-left"))
        self.back.clicked.connect(self._leave)
        self.signer = InlineBanner()
        self.key = KeyLine()
        self.key.known.clicked.connect(self._trust)
        self.table = RecordTable(
            [
                Column(title=N_("What is different"), cell=self._what),
                Column(title=N_("Pack"), cell=_novelty, width=16),
            ],
            empty=SAME,
        )
        self.table.opened.connect(self._choose)
        self._make_detail()
        for part in (self.head, self.signer, self.key):
            self.column.addWidget(part)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.table, 5)
        across.addWidget(self.side, 4)
        self.column.addLayout(across, 1)

    def _make_detail(self) -> None:
        self.fields = Card(N_("What is different"))
        self.moves = Card(N_("Deadlines"))
        self.moves_note = Text(role="dim", wrap=True)
        self.moves.add(self.moves_note)
        self.moves.opened.connect(self._open_case)
        self.lost, self.counted = CountedCard(self.frame), CountedCard(self.frame)
        self.accept = Button(N_("Take this rule over"), icon="check", kind="primary")
        self.accept.clicked.connect(self._accept)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        cards = [self.lost, self.fields, self.moves, self.counted]
        column.addWidget(scrolled(Columns([(cards, 1)])), 1)
        column.addWidget(self.accept)
        self.side = holder

    def show_record(self, key: object | None) -> None:
        """Reads and compares the pack in that file."""
        if isinstance(key, Path):
            self._path, self._look = key, None
            self.head.title.say(N_("Rule pack"))
            self.head.subtitle.show_text("")
            self._blank()
        self._read()

    def reload(self, changes: Set[Changed]) -> None:
        """Compares again after a rule has changed."""
        if Changed.RULE in changes:
            self._read()

    def _blank(self) -> None:
        for part in (self.signer, self.key, self.side, self.table):
            part.hide()

    def _read(self) -> None:
        if self._path is None:
            self._leave()
            return
        read, path = self.frame.office.rule_packs.read, self._path

        def work(_progress: object, _cancelled: object) -> "PackLook":
            look: PackLook = read(path)
            return look

        self.frame.jobs.run(work, self._show, self._failed, filled(READING))

    def _failed(self, error: LegalAidError) -> None:
        self._look = None
        self._blank()
        self.signer.tell(error)

    def _show(self, look: "PackLook") -> None:
        self._look, pack = look, look.pack
        office = self.frame.office
        here = {one.rule.id: one.rule for one in office.rules.every()}
        self._rules = {one.id: one for one in pack.rules} | here
        events = {one.id: one for one in pack.events}
        self._events = events | dict(office.office_events.known())
        self.head.title.show_text(pack.name)
        self.head.subtitle.say(
            N_("Pack {number} of {office}, made on {day}. Rules: {count}, events: {events}"),
            number=pack.number, office=pack.office, count=len(pack.rules),
            events=len(pack.events),
            day=i18n.date_long(pack.made_on, i18n.current()),
        )  # fmt: skip
        named = look.key.name if look.key else pack.office
        kind = _SIGNER_KINDS[look.signer]
        self.signer.say(labels.SIGNERS[look.signer], kind, office=named)
        self.key.setVisible(look.signer is Signer.STRANGER)
        self.table.show()
        changes: tuple[Change, ...] = (*look.changes, *look.events)
        self.table.show_records(partial(_slice, changes))
        was = _key(self._chosen) if self._chosen else ""
        kept = next((one for one in changes if _key(one) == was), None)
        self._choose(kept or (changes[0] if changes else None))

    def _choose(self, change: Change | None) -> None:
        self._chosen = change
        self.side.setVisible(change is not None)
        if change is None or self._look is None:
            return
        if isinstance(change, PackEvent):
            self._show_event(change)
        else:
            self._show_rule(change, self._look)

    def _show_event(self, change: PackEvent) -> None:
        self.fields.set_rows(list(self._event_rows(change, i18n.current())))
        for card in (self.lost, self.moves, self.counted):
            card.hide()
        gone = change.novelty is Novelty.GONE
        self.accept.say(N_("Take this event out of use") if gone else N_("Take this event over"))

    def _event_rows(self, change: PackEvent, language: str) -> Iterator[QWidget]:
        """Before and after of each field; all that an event says that is new or gone."""
        steps = reference.happenings()
        told = families.differences(change, self._rules, self._events, steps, language)
        for name, before, after in told:
            yield Row(name, before_and_after("", before, after))
        whole = change.after if change.novelty is Novelty.NEW else change.before
        if change.novelty is not Novelty.CHANGED and whole is not None:
            yield Facts(list(event_facts(whole, language)))
            for one in whole.members:
                yield Row(families.member(one, self._rules, self._events, language))

    def _show_rule(self, change: PackChange, look: "PackLook") -> None:
        language = i18n.current()
        self.fields.set_rows(list(self._field_rows(change, language)))
        counted = look.counted.get(change.rule_id)
        self.moves.setVisible(change.after is not None)
        counted = counted if counted and counted.count else None
        first = change.novelty in (Novelty.GONE, Novelty.OFF)
        self.lost.show_found(counted if first else None)
        self.counted.show_found(None if first else counted)
        shifts = look.shifts.get(change.rule_id, ())
        self.moves_note.say(MOVES if shifts else NO_MOVE)
        self.moves.set_rows([_shift_row(one, language) for one in shifts])
        gone = change.novelty is Novelty.GONE
        act = N_("Take rule {rule} out of use") if gone else N_("Take rule {rule} over")
        self.accept.say(act, rule=change.rule_id)

    def _field_rows(self, change: PackChange, language: str) -> Iterator[QWidget]:
        """Before and after of each field; all that a rule says that is new or gone."""
        laws = reference.laws()
        for name, before, after in labels.differences(change, laws, language, self._events):
            yield Row(name, f"{before} → {after}")
        whole = change.after if change.novelty is Novelty.NEW else None
        whole = change.before if change.novelty in (Novelty.GONE, Novelty.OFF) else whole
        if whole is not None:
            title = (filled(N_("Title")), whole.title(language))
            sure = (filled(N_("How sure")), filled(deadlines.CERTAINTIES[whole.certainty]))
            event = (filled(N_("Event")), families.called(whole.event, self._events, language))
            yield Facts([title, event, *facts(whole, language), sure])

    def _what(self, change: Change) -> Cell:
        """The rule or event, the fields that differ, and whom that concerns."""
        words = families.FIELDS if isinstance(change, PackEvent) else labels.FIELDS
        told = ", ".join(filled(words[one.field]) for one in change.fields)
        if isinstance(change, PackEvent):
            kind = filled(EVENT)
            reason = " · ".join(filter(None, (kind, told)))
            return Cell(text=_named(change), reason=reason, icon="calendar-days", icon_says=kind)
        reason = " · ".join(filter(None, (self._days(change), told)))
        return Cell(text=_named(change), reason=reason)

    def _days(self, change: PackChange) -> str:
        """How many open deadlines it counted, and how many would move."""
        if self._look is None:
            return ""
        counted = self._look.counted.get(change.rule_id)
        shifts = self._look.shifts.get(change.rule_id, ())
        said = [
            filled(N_("open deadlines: {count}"), count=counted.count)
            if counted and counted.count
            else "",
            filled(N_("would move: {count}"), count=len(shifts)) if shifts else "",
        ]
        return " · ".join(filter(None, said))

    def _open_case(self, key: object) -> None:
        self.frame.go("case", (key, "deadlines"))

    def _accept(self) -> None:
        if self._look is None or self._chosen is None:
            return
        change, packs = self._chosen, self.frame.office.rule_packs
        try:
            if isinstance(change, PackEvent):
                packs.accept_event(self._look, change)
            else:
                packs.accept(self._look, change)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        off = change.novelty is Novelty.GONE
        if isinstance(change, PackEvent):
            self.frame.toast(EVENT_OFF if off else EVENT_TAKEN)
        else:
            self.frame.toast(RULE_OFF if off else RULE_TAKEN, rule=change.rule_id)

    def _trust(self) -> None:
        if self._look is None:
            return
        try:
            self.frame.office.rule_packs.trust(self._look.pack, self.key.typed.value())
        except (InvalidValue, Refused) as problem:
            told = InvalidValue("typed_key", problem.reason, **problem.values)
            self.key.typed.show_error(told)

    def _leave(self) -> None:
        self.frame.go("office", "rules")


def _key(change: Change) -> str:
    return change.event_id if isinstance(change, PackEvent) else change.rule_id


def _slice(changes: tuple[Change, ...], _after: object) -> Slice:
    return Slice(records=changes)


def _named(change: Change) -> str:
    language, one = i18n.current(), change.after or change.before
    if isinstance(one, TriggerEvent):
        return one.name(language)
    return f"{one.id}  {one.title(language)}" if one else ""


def _novelty(change: Change) -> Cell:
    said = filled(labels.NOVELTIES[change.novelty])
    return Cell(chip=said, kind=_NOVELTY_KINDS[change.novelty])


def _shift_row(shift: "Shift", language: str) -> Row:
    """The case by its number, a restricted one by its code name, and both days."""
    deadline, case = shift.deadline, shift.case
    before = i18n.date_full(deadline.safe_on, language)
    after = i18n.date_full(shift.move.safe_on, language) if shift.move else filled(labels.NO_LENGTH)
    title = f"{named(case, language)} · {deadline.title(language)}"
    return Row(title, f"{before} → {after}", key=case.id)
