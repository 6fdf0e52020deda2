"""The story of a case: what happened, newest first, with a line for quick entries."""

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from typing import TypeVar

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, redating, removing, story_rows, undoing
from legalaid_desktop.desktop.assignments import AssignmentCard
from legalaid_desktop.desktop.cards import Card, Row, columns, scrolled
from legalaid_desktop.desktop.chronology_form import ChronologyPrints
from legalaid_desktop.desktop.decision_form import DecisionDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.event_form import EventDialog
from legalaid_desktop.desktop.flagging import Flagging
from legalaid_desktop.desktop.following import FollowingLine
from legalaid_desktop.desktop.ladder import LadderCard
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.parties import party_rows
from legalaid_desktop.desktop.quick_line import QuickLine
from legalaid_desktop.desktop.stage_banner import StageBanner
from legalaid_desktop.desktop.story_filter import StoryFilterLine
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import Case, Stage
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.decisions import Decision, kind_at
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.happenings import Proposal
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.stories import Place, StorySource, TimeSpent
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import quick, stories
from legalaid_desktop.labels.quick import Quick
from legalaid_desktop.services import reference

__all__ = ["CaseStory", "EventDialog"]  # the dialog from here too

Kept = TypeVar("Kept")
AT_ONCE = 12
"""Lines that are read and made at once; more come when the end is near."""
_NEAR = 400
WORDS = N_("Words: {words}")
UNDERSTOOD = N_("Enter adds: {what}")


class CaseStory(QWidget):
    """Chronology at the left; people, the lawyer, the way of the case and the time at the right."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self._next: Place | None = None
        self._opened: Event | None = None
        self.flags = Flagging(self, frame)
        self.entry = QuickLine()
        self.quick, self.error = self.entry.line, self.entry.error
        self.more = self.entry.more
        self.quick.returnPressed.connect(self._add_quickly)
        self.more.clicked.connect(self.ask_more)
        self.quick.textChanged.connect(self._say_understood)
        self.banner = StageBanner()
        self.banner.answered.connect(self._settle)
        self.following = FollowingLine(frame)
        self.filter = StoryFilterLine()
        self.filter.asked.connect(self._start_again)
        self.prints = ChronologyPrints(self, frame)
        self.chronology = self._chronology()
        self.people = Card(N_("People"))
        self.people.opened.connect(self._open_person)
        self.lawyer = AssignmentCard(frame)
        self.ladder = LadderCard()
        self.time = Card(N_("Time spent"))
        self._lay_out()
        frame.drafts.watch(self, "story", self._case, self._half_a_line)

    def _chronology(self) -> Card:
        card = Card(N_("Chronology"))
        self.print = Button(N_("Print …"), icon="printer")
        self.print.clicked.connect(self._print)
        self.print.setVisible(may(self.frame, Act.EXPORT))
        card.head.add_button(self.print)
        card.add(self.entry)
        card.add(self.filter)
        self.nothing = EmptyState(N_("Write the first line of the story above."), icon="pencil")
        card.add(self.nothing, margins=False)
        card.opened.connect(self._open)
        return card

    def _lay_out(self) -> None:
        self.earlier = Button(N_("Show earlier entries"), icon="chevron-down", kind="plain")
        self.earlier.clicked.connect(self._fetch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        beside = [self.ladder, self.people, self.lawyer, self.time]
        left = [self.banner, self.following, self.chronology, self.earlier]
        self.area = scrolled(columns((left, 7), (beside, 4)))
        self.area.verticalScrollBar().valueChanged.connect(self._fetch_if_near)
        column.addWidget(self.area)

    def show_case(self, case_id: int) -> None:
        """Shows the story of that case, with the line that was begun."""
        self.frame.drafts.look_at(self)
        if case_id != self._case_id:
            self.quick.clear()
            self.filter.clear()
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
        text = self.quick.text()
        return {"text": text} if text.strip() else None

    def reload(self, changes: Set[Change]) -> None:
        """Reads the story again; people and the lawyer only where they may be concerned."""
        self.entry.speak()
        self._say_understood()
        self._start_again()
        if changes != {Change.EVENT}:
            file = self.frame.office.cases.file(self._case_id)
            self.people.set_rows(party_rows(file))
            self.lawyer.show_file(file)
        overview = self.frame.office.stories.overview(self._case_id)
        self.banner.show_proposal(overview.proposal if may(self.frame, Act.EDIT) else None)
        self.following.show_case(self._case_id)
        self.ladder.show_ladder(overview.ladder)
        self.filter.show_authors(overview.authors)
        self._show_time(overview.time)

    def _show_time(self, spent: Sequence[TimeSpent]) -> None:
        language = i18n.current()
        self.time.setVisible(bool(spent))
        self.time.set_rows(
            [Row(one.name or "—", stories.duration(one.minutes, language)) for one in spent]
        )

    def _start_again(self) -> None:
        if not self._case_id:
            return
        self.flags.read(self._case_id)
        page = self.frame.office.stories.page(self._case_id, self.filter.wanted(), limit=AT_ONCE)
        self._next = page.next
        self.chronology.set_rows(
            story_rows.rows(self.frame, page.lines, self._ask_removal, self.flags)
        )
        self.nothing.setVisible(not page.lines)
        filtered = not self.filter.wanted().is_empty
        self.nothing.sentence.say(
            N_("Nothing in the story is like that.")
            if filtered
            else N_("Write the first line of the story above.")
        )
        self.earlier.setVisible(self._next is not None)

    def _fetch(self) -> None:
        """Reads the next lines."""
        if self._next is None:
            return
        page = self.frame.office.stories.page(
            self._case_id, self.filter.wanted(), self._next, AT_ONCE
        )
        self._next = page.next
        self.chronology.add_rows(
            story_rows.rows(self.frame, page.lines, self._ask_removal, self.flags)
        )
        self.earlier.setVisible(self._next is not None)

    def _fetch_if_near(self, value: int) -> None:
        if self._next is not None and value > self.area.verticalScrollBar().maximum() - _NEAR:
            self._fetch()

    def ask_more(self) -> None:
        """Asks for an entry with all its fields."""
        self._ask_event(self._event(self._read()), "event")

    def ask_decision(self) -> None:
        """Asks for a decision."""
        self._ask_decision(self._read())

    def _ask_event(self, event: Event, form: str) -> None:
        dialog = EventDialog(self, event)
        if event.id is None:
            dialog.keep_in(self.frame.drafts, form, self._case_id)
            dialog.told.connect(self._keep)
        else:
            self._opened = event
            dialog.told.connect(self._keep_changes)
        dialog.open()

    def _ask_decision(self, said: Quick) -> None:
        case: Case = self.frame.office.cases.get(self._case_id)
        stage = Stage.FIRST_INSTANCE if case.stage is Stage.CLOSED else case.stage
        lao = i18n.current() == "lo"
        new = Decision(
            case_id=self._case_id,
            on=said.day or self.frame.office.today.day(),
            kind=kind_at(stage),
            stage=stage,
            court=case.court,
            chamber=case.chamber,
            outcome_lo=said.text if lao else "",
            outcome_en="" if lao else said.text,
        )
        dialog = DecisionDialog(self, new, self.frame.office.today.day())
        dialog.keep_in(self.frame.drafts, "decision", self._case_id)
        dialog.told.connect(self._keep_decision)
        dialog.open()

    def _open(self, key: object) -> None:
        """Opens the entry, the decision or the paper of a row."""
        if not isinstance(key, tuple):
            return
        record = key[1]
        if isinstance(record, Event):
            self._ask_event(record, "event")
        elif isinstance(record, Decision):
            dialog = DecisionDialog(self, record, self.frame.office.today.day())
            dialog.told.connect(self._keep_decision)
            dialog.open()
        elif isinstance(record, Paper):
            self.frame.go("paper", record.id)

    def _open_person(self, person_id: object) -> None:
        self.frame.go("person", person_id)

    def _ask_removal(self) -> None:
        button = self.sender()
        is_decision = button.property("source") == StorySource.DECISION.value
        kind = BinKind.DECISION if is_decision else BinKind.EVENT
        removing.ask(self, self.frame, kind, removing.key_of(button))

    def _print(self) -> None:
        self.prints.ask(self._case_id)

    def _read(self) -> Quick:
        today = self.frame.office.today.day()
        return quick.read(self.quick.text(), today, reference.happenings())

    def _event(self, said: Quick) -> Event:
        return Event(
            case_id=self._case_id,
            kind=said.kind,
            on=said.day or self.frame.office.today.day(),
            at=said.at,
            text=said.text,
            audience=said.audience,
            minutes=said.minutes,
            happening=said.happening,
            payment=said.payment,
            amount=said.amount,
            currency=said.currency,
        )

    def _say_understood(self) -> None:
        text = self.quick.text().strip()
        if not text:
            self.entry.understood.hide()
            return
        words = quick.words(text, i18n.current(), reference.happenings())
        if words:
            self.entry.understood.say(WORDS, words=" · ".join(words))
            self.entry.understood.show()
            return
        today = self.frame.office.today.day()
        what = quick.said(self._read(), today, i18n.current(), reference.happenings())
        self.entry.understood.say(UNDERSTOOD, what=what)
        self.entry.understood.show()

    def _add_quickly(self) -> None:
        said = self._read()
        if said.kind is EventKind.DECISION:
            self._ask_decision(said)
        elif said.is_whole:
            self._keep(self._event(said))
        else:
            self.ask_more()  # a hearing lies ahead, on a day of its own; or words are missing

    def _keep(self, event: object) -> None:
        assert isinstance(event, Event)  # noqa: S101 - the dialog gives no other
        if self._kept(lambda: self.frame.office.cases.add_event(event)):
            self._clear("event")
            self.frame.toast(N_("Added to the story."))

    def _keep_changes(self, event: object) -> None:
        assert isinstance(event, Event)  # noqa: S101 - the dialog gives no other
        saved = self._kept(lambda: self.frame.office.cases.save_event(event))
        if saved:
            undoing.said(self.frame, N_("The entry is saved."), saved)
            redating.after(self, self.frame, self._opened or saved, saved)

    def _keep_decision(self, decision: object) -> None:
        assert isinstance(decision, Decision)  # noqa: S101 - the dialog gives no other
        saved = self._kept(lambda: self.frame.office.stories.save_decision(decision))
        if saved:
            if decision.id is None:
                self._clear("decision")
            undoing.said(self.frame, N_("The decision is saved."), saved)

    def _settle(self, proposal: Proposal, agreed: object) -> None:
        before = self.frame.office.cases.get(self._case_id)
        case = self._kept(
            lambda: self.frame.office.stories.settle(self._case_id, proposal, agreed=bool(agreed))
        )
        if case and replace(case, version=before.version) != before:
            undoing.said(self.frame, N_("The case was moved on."), case)

    def _clear(self, form: str) -> None:
        self.error.hide()
        self.quick.clear()
        for one in ("story", form):
            self.frame.drafts.done(one, self._case_id)

    def _kept(self, keep: Callable[[], Kept]) -> Kept | None:
        """What was kept; None after saying what is wrong."""
        try:
            return keep()
        except InvalidValue as problem:
            self.error.say(problem.reason, **problem.values)
            self.error.show()
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        return None
