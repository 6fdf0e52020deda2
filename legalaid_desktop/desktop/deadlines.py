"""Deadlines and hearings of a case: the four kinds of days, watched and settled."""

from collections.abc import Mapping, Set
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import (
    deadline_form,
    dialogs,
    filing_card,
    redating,
    removing,
    undoing,
)
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.deadline_acts import proof_words
from legalaid_desktop.desktop.deadline_sheet import DeadlineSheet
from legalaid_desktop.desktop.deadline_words import deadline_row, reason, whose
from legalaid_desktop.desktop.event_change import CaseEvents, ask_prolongation
from legalaid_desktop.desktop.event_form import EventDialog
from legalaid_desktop.desktop.hand_days import HandDayDialog
from legalaid_desktop.desktop.hearing_acts import HearingActs
from legalaid_desktop.desktop.history import HistoryDialog
from legalaid_desktop.desktop.kind_marks import marked
from legalaid_desktop.desktop.moves import CaseMoves
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.redating import OLD_DAY, CaseRedating
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.calendar import kind_of
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.flags import Flagged, RecordKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services.filings import Checklist

OVERTAKEN = N_("Somebody else was quicker. It is now: {state} ({why}). Open it again to go on.")


class CaseDeadlines(QWidget):
    """What must happen by when in a case, and its hearings."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self._known: dict[int | None, Deadline] = {}
        self._hearings: dict[int | None, Event] = {}
        self._shown: Deadline | None = None
        self.open = Card(N_("Deadlines"))
        self.add = Button(N_("New deadline"), icon="plus")
        self.add.clicked.connect(self.ask_new)
        self.by_hand = Button(N_("A day without a rule"), icon="pencil")
        self.by_hand.clicked.connect(self.ask_by_hand)
        self.open.head.add_button(self.by_hand)
        self.open.head.add_button(self.add)
        self.nothing = EmptyState(
            N_("No open deadline. Enter what was received or decided, and the day."),
            icon="calendar-days",
        )
        self.open.add(self.nothing, margins=False)
        self.hearings = Card(N_("Hearings"))
        self.add_hearing = Button(N_("New hearing"), icon="gavel")
        self.add_hearing.clicked.connect(self.ask_hearing)
        self.hearings.head.add_button(self.add_hearing)
        self.hearings.opened.connect(self._open_hearing)
        self.no_hearing = EmptyState(N_("No hearing is known."), icon="gavel")
        self.hearings.add(self.no_hearing, margins=False)
        self.settled = Card(N_("Done and dropped"))
        self.open.opened.connect(self._show)
        self.settled.opened.connect(self._show)
        self.moves, self.events = CaseMoves(frame), CaseEvents(frame)
        self.redating, self.hearing_acts = CaseRedating(frame), HearingActs(self, frame)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        left = [self.redating, self.moves, self.open, self.settled]
        sides = columns((left, 7), ([self.hearings, self.events], 4))
        column.addWidget(scrolled(sides))

    def show_case(self, case_id: int) -> None:
        """Shows the deadlines of that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads them again."""
        del changes
        office = self.frame.office
        today = office.today.day()
        found: list[Deadline] = office.deadlines.of_case(self._case_id)
        self._known = {one.id: one for one in found}
        watched = [one for one in found if one.status is DeadlineStatus.OPEN]
        settled = [one for one in found if one.status is not DeadlineStatus.OPEN]
        names = office.deadlines.names()
        self.redating.show_case(self._case_id)
        behind = self.redating.behind
        papers = {one.filing.deadline_id: one for one in office.filings.of_case(self._case_id)}
        rows = [
            _open_row(one, today, names, papers.get(one.id), behind=one.id in behind)
            for one in watched
        ]
        self.hearing_acts.flags.read(self._case_id)
        over = [_settled_row(one) for one in settled]
        keys = [one.id for one in (*watched, *settled)]
        self.hearing_acts.flags.mark_each([*rows, *over], RecordKind.DEADLINE, keys)
        self.open.set_rows(rows)
        self.settled.set_rows(over)
        self.nothing.setVisible(not watched)
        self.settled.setVisible(bool(settled))
        story = office.cases.story(self._case_id)
        hearings = [one for one in story if one.kind is EventKind.HEARING]
        self._hearings = {one.id: one for one in hearings}
        self.hearings.set_rows(self.hearing_acts.rows(hearings, self._ask_removal))
        self.no_hearing.setVisible(not hearings)
        self.events.show_case(self._case_id)
        self.moves.show_case(self._case_id)

    def ask_new(self) -> None:
        """Asks for a new deadline."""
        deadline_form.ask(self, self.frame, self._case_id)

    def ask_by_hand(self) -> None:
        """Asks for a day that no rule counts."""
        dialog = HandDayDialog(self, self.frame, self._case_id)
        dialog.kept.connect(self._watched)
        dialog.open()

    def _watched(self, kept: Deadline) -> None:
        self.frame.toast(
            N_("Watched until {day}."), day=i18n.date_full(kept.due_on, i18n.current())
        )

    def ask_hearing(self) -> None:
        """Asks for a new hearing."""
        day = self.frame.office.today.day()
        hearing = Event(case_id=self._case_id, kind=EventKind.HEARING, on=day, text="")
        dialog = EventDialog(self, hearing)
        dialog.keep_in(self.frame.drafts, "hearing", self._case_id)
        dialog.told.connect(self._keep_hearing)
        dialog.open()

    def _keep_hearing(self, event: Event) -> None:
        try:
            self.frame.office.cases.add_event(event)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.drafts.done("hearing", self._case_id)
        self.frame.toast(N_("Added to the story."))

    def _open_hearing(self, key: object) -> None:
        if isinstance(key, tuple):
            dialog = EventDialog(self, key[1])
            dialog.told.connect(self._keep_changes)
            dialog.open()

    def _keep_changes(self, event: Event) -> None:
        try:
            before = self._hearings.get(event.id, event)
            saved = self.frame.office.cases.save_event(event)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        undoing.said(self.frame, N_("The entry is saved."), saved)
        redating.after(self, self.frame, before, saved)

    def _ask_removal(self) -> None:
        removing.ask(self, self.frame, BinKind.EVENT, removing.key_of(self.sender()))

    def _show(self, key: object) -> None:
        if not isinstance(key, int):
            return
        self._shown = self._seen(self._known[key])
        behind = self._shown.id in self.redating.behind
        sheet = DeadlineSheet(self, self.frame, self._shown, behind=behind)
        sheet.entrusted.connect(self._entrust)
        sheet.covered.connect(self._cover)
        sheet.kept.connect(self._said)
        sheet.overtaken.connect(self._overtaken)
        sheet.prolonged.connect(self._ask_prolongation)
        sheet.history_asked.connect(self._show_history)
        sheet.flag_asked.connect(self._flag)
        sheet.open()

    def _seen(self, deadline: Deadline) -> Deadline:
        """To open it is to have seen it, for who answers for it."""
        try:
            seen: Deadline = self.frame.office.settling.see(deadline)
        except LegalAidError:
            return deadline
        return seen

    def _said(self, message: str, kept: object) -> None:
        undoing.said(self.frame, message, kept)

    def _overtaken(self) -> None:
        """Somebody else was quicker: what became of it is said, and nothing is overwritten."""
        self.reload(frozenset())
        theirs = self._known.get(self._shown.id) if self._shown else None
        if theirs is not None:
            state = filled(labels.STATUSES[theirs.status])
            dialogs.tell(self, OVERTAKEN, state=state, why=theirs.reason or "–")

    def _ask_prolongation(self) -> None:
        if self._shown is not None:
            ask_prolongation(self, self.frame, self._shown)

    def _flag(self) -> None:
        if self._shown is not None and self._shown.id is not None:
            one, title = self._shown.id, self._shown.title(i18n.current())
            self.hearing_acts.flags.ask(Flagged(RecordKind.DEADLINE, one), title)

    def _show_history(self) -> None:
        if self._shown is not None:
            HistoryDialog(self, self.frame, "deadline", self._shown.id or 0).open()

    def _entrust(self, who: int) -> None:
        if self._shown is None:
            return
        try:
            kept = self.frame.office.deadlines.entrust(self._shown, who)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        name = self.frame.office.deadlines.names().get(who, "")
        undoing.said(self.frame, filled(N_("Now {name} answers for it."), name=name), kept)

    def _cover(self, who: object) -> None:
        if self._shown is None:
            return
        try:
            kept = self.frame.office.settling.stand_in(self._shown, who)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        undoing.said(self.frame, N_("It is kept who stands in."), kept)


def _open_row(
    deadline: Deadline,
    today: date,
    names: Mapping[int, str],
    paper: Checklist | None,
    *,
    behind: bool,
) -> Row:
    language = i18n.current()
    said = whose(deadline, names, reason(deadline, language))
    row = deadline_row(deadline, deadline.title(language), said, today, deadline.id)
    if behind:
        row.lines.addWidget(Chip(OLD_DAY, "attention"))
    if paper is not None:
        row.add_below(filing_card.chip(paper))
    return row


def _settled_row(deadline: Deadline) -> Row:
    language = i18n.current()
    said = " · ".join(filter(None, (deadline.reason, proof_words(deadline))))
    said = said or reason(deadline, language)
    kind = "good" if deadline.status is DeadlineStatus.DONE else "neutral"
    chip = Chip(labels.STATUSES[deadline.status], kind)
    return marked(Row(deadline.title(language), said, chip, key=deadline.id), kind_of(deadline))
