"""Deadlines and hearings of a case: watched, done, dropped with a reason, put back."""

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import (
    colleagues,
    deadline_form,
    dialogs,
    removing,
    story_rows,
    undoing,
)
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.deadline_form import numbered
from legalaid_desktop.desktop.deadline_words import reason, urgency_chip, whose
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.event_change import CaseEvents, ask_prolongation, prolong_button
from legalaid_desktop.desktop.event_form import EventDialog
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.history import HistoryDialog
from legalaid_desktop.desktop.moves import CaseMoves
from legalaid_desktop.desktop.notices import EmptyState, InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.versions import FieldWords, VersionsDialog
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.errors import LegalAidError, Stale
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.steps import step_from
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.labels.deadline_sentences import WARNINGS

_DONE = DeadlineStatus.DONE


class DeadlineSheet(Dialog):
    """One deadline with the sum as it was when it was counted.

    Signals:
        prolonged: more time was granted.
        dropped: the user takes it off the watch.
        history_asked: the user wants to see what happened to it.
        entrusted: (account) somebody else answers for it from now on.
    """

    entrusted = Signal(object)
    dropped = Signal()
    prolonged = Signal()
    history_asked = Signal()

    def __init__(self, parent: QWidget, frame: Frame, deadline: Deadline) -> None:
        is_open = deadline.status is DeadlineStatus.OPEN
        act = N_("Done in time") if is_open else N_("Watch again")
        super().__init__(parent, N_("Deadline"), accept=act, cancel=N_("Close"))
        self.setMinimumSize(640, 460)
        language = i18n.current()
        title = Text(role="title", wrap=True)
        title.show_text(deadline.title(language))
        dates = Text(wrap=True)
        dates.show_text(reason(deadline, language))
        self.body.addWidget(title)
        self.body.addWidget(dates)
        if deadline.certainty is Certainty.UNVERIFIED:
            self.body.addWidget(InlineBanner(WARNINGS["unverified"], "urgent"))
        steps = Text(wrap=True)
        steps.show_text(numbered(tuple(step_from(one) for one in deadline.steps)))
        note = Text(role="dim", wrap=True)
        note.show_text("\n".join(filter(None, (deadline.trigger_note, deadline.reason))))
        holder = Card()
        holder.add(steps)
        self.body.addWidget(scrolled(columns(([holder], 1))), 1)
        self.body.addWidget(note)
        self.responsible = ChoiceField(label=N_("Who answers for it"))
        self._offer_colleagues(frame, deadline)
        self._add_buttons(is_open=is_open)

    def _offer_colleagues(self, frame: Frame, deadline: Deadline) -> None:
        self.responsible.setObjectName("responsible_id")
        colleagues.offer(self.responsible, frame, deadline.responsible_id)
        is_open = deadline.status is DeadlineStatus.OPEN
        self.responsible.setVisible(is_open and may(frame, Act.EDIT))
        self.responsible.editor.activated.connect(self._entrust)
        self.body.addWidget(self.responsible)

    def _add_buttons(self, *, is_open: bool) -> None:
        self.history = Button(N_("History"), icon="clock")
        self.history.clicked.connect(self.history_asked)
        self.add_button(self.history)
        if is_open:
            self.prolong = prolong_button()
            self.prolong.clicked.connect(self._prolong)
            self.add_button(self.prolong)
            drop = Button(N_("Drop …"))
            drop.clicked.connect(self._drop)
            self.add_button(drop)

    def _drop(self) -> None:
        self.reject()
        self.dropped.emit()

    def _prolong(self) -> None:
        self.reject()
        self.prolonged.emit()

    def _entrust(self) -> None:
        who = self.responsible.chosen(None)
        if who is not None:
            self.reject()
            self.entrusted.emit(who)


class CaseDeadlines(QWidget):
    """What must happen by when in a case, and its hearings."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self._known: dict[int | None, Deadline] = {}
        self._shown: Deadline | None = None
        self.open = Card(N_("Deadlines"))
        self.add = Button(N_("New deadline"), icon="plus")
        self.add.clicked.connect(self.ask_new)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.moves, self.events = CaseMoves(frame), CaseEvents(frame)
        left, right = [self.moves, self.open, self.settled], [self.hearings, self.events]
        sides = columns((left, 7), (right, 4))
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
        self.open.set_rows([_open_row(one, today, names) for one in watched])
        self.settled.set_rows([_settled_row(one) for one in settled])
        self.nothing.setVisible(not watched)
        self.settled.setVisible(bool(settled))
        story = office.cases.story(self._case_id)
        hearings = [one for one in story if one.kind is EventKind.HEARING]
        lines = story_rows.of_events(hearings)
        self.hearings.set_rows(story_rows.rows(self.frame, lines, self._ask_removal))
        self.no_hearing.setVisible(not hearings)
        self.events.show_case(self._case_id)
        self.moves.show_case(self._case_id)

    def ask_new(self) -> None:
        """Asks for a new deadline."""
        deadline_form.ask(self, self.frame, self._case_id)

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
            saved = self.frame.office.cases.save_event(event)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        undoing.said(self.frame, N_("The entry is saved."), saved)

    def _ask_removal(self) -> None:
        removing.ask(self, self.frame, BinKind.EVENT, removing.key_of(self.sender()))

    def _show(self, key: object) -> None:
        if not isinstance(key, int):
            return
        self._shown = self._known[key]
        sheet = DeadlineSheet(self, self.frame, self._shown)
        sheet.entrusted.connect(self._entrust)
        sheet.accepted.connect(self._settle)
        sheet.dropped.connect(self._ask_reason)
        sheet.prolonged.connect(self._ask_prolongation)
        sheet.history_asked.connect(self._show_history)
        sheet.open()

    def _ask_prolongation(self) -> None:
        if self._shown is not None:
            ask_prolongation(self, self.frame, self._shown)

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

    def _settle(self) -> None:
        if self._shown is None:
            return
        is_open = self._shown.status is DeadlineStatus.OPEN
        self._decide(replace(self._shown, status=_DONE if is_open else DeadlineStatus.OPEN))

    def _decide(self, mine: Deadline) -> None:
        """Does what was decided; where somebody else was quicker, both decisions are shown."""
        deadlines = self.frame.office.deadlines
        try:
            if mine.status is DeadlineStatus.OPEN:
                kept, said = deadlines.reopen(mine), N_("The deadline is watched again.")
            elif mine.status is _DONE:
                kept, said = deadlines.done(mine), N_("The deadline is done.")
            else:
                kept, said = deadlines.drop(mine, mine.reason), N_("The deadline is dropped.")
            undoing.said(self.frame, said, kept)
        except Stale:
            self._show_versions(mine)
        except LegalAidError as problem:
            dialogs.tell(self, problem)

    def _show_versions(self, mine: Deadline) -> None:
        self.reload(frozenset())
        theirs = self._known.get(mine.id)
        if self._shown is None or theirs is None:
            return
        labels_of = {"status": N_("State"), "reason": N_("Reason")}
        words = FieldWords(labels=labels_of, said={"status": _said})
        dialog = VersionsDialog(self, self._shown, mine, theirs, words)
        dialog.settled.connect(self._choose)
        dialog.open()

    def _choose(self, chosen: Deadline) -> None:
        theirs = self._known.get(chosen.id)
        self._shown = theirs
        if theirs is not None and chosen.status is not theirs.status:
            self._decide(chosen)

    def _ask_reason(self) -> None:
        question = N_("Why is this deadline no longer watched? The reason stays in the file.")
        dialogs.ask_reason(self, question, N_("Drop the deadline"), self._drop, kind="danger")

    def _drop(self, why: str) -> None:
        if self._shown is not None:
            self._decide(replace(self._shown, status=DeadlineStatus.DROPPED, reason=why))


def _said(status: DeadlineStatus) -> str:
    return filled(labels.STATUSES[status])


def _open_row(deadline: Deadline, today: date, names: Mapping[int, str]) -> Row:
    language = i18n.current()
    chip = urgency_chip(deadline, today)
    said = whose(deadline, names, reason(deadline, language))
    row = Row(deadline.title(language), said, chip, key=deadline.id)
    if deadline.certainty is Certainty.UNVERIFIED:
        row.across.insertWidget(1, Chip(labels.CERTAINTIES[deadline.certainty], "urgent"))
    return row


def _settled_row(deadline: Deadline) -> Row:
    language = i18n.current()
    said = deadline.reason or filled(
        N_("Safe {day}"), day=i18n.date_full(deadline.safe_on, language)
    )
    kind = "good" if deadline.status is DeadlineStatus.DONE else "neutral"
    chip = Chip(labels.STATUSES[deadline.status], kind)
    return Row(deadline.title(language), said, chip, key=deadline.id)
