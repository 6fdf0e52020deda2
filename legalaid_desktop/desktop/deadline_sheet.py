"""One deadline: what it is, its days, who answers for it, the sum behind it, what can be done."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import colleagues
from legalaid_desktop.desktop.cards import Card
from legalaid_desktop.desktop.deadline_acts import (
    WORDS,
    ActPane,
    SheetAct,
    asked_words,
    proof_words,
    said,
)
from legalaid_desktop.desktop.deadline_form import numbered
from legalaid_desktop.desktop.deadline_words import state_chips, urgency_chip
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.filings import DeadlinePapers
from legalaid_desktop.desktop.kind_marks import KindMark
from legalaid_desktop.desktop.menus import MenuButton
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.calendar import Movable, kind_of, movable
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, Stale
from legalaid_desktop.domain.kept_sums import KeptSum, Whole
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.settling import is_seen
from legalaid_desktop.domain.steps import NOT_VALID, Step
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.labels.deadline_sentences import WARNINGS
from legalaid_desktop.services.clock import VIENTIANE

WAITS = N_(
    "Waits for a second look: {name} says “{state}” on {day}. Until somebody else agrees, it is "
    "watched on."
)
BEHIND = N_(
    "This deadline is counted from a day that its hearing or step no longer has. Answer it at the "
    "top of the tab."
)
KIND_WAS = N_("it was: {kind}")
WAS_HEARING = N_("it was a hearing of the story, which lies in the bin")
IS_HEARING = N_("it stands in the story as a hearing")
BACK = N_("Sent back by the second look: {reason}")


class DeadlineSheet(Dialog):
    """One deadline with the sum as it was when it was counted.

    Signals:
        kept: (message, record) something was done with it.
        overtaken: somebody else was quicker.
        prolonged: more time was granted.
        history_asked: the user wants to see what happened to it.
        flag_asked: the user wants to be reminded of it.
        entrusted: (account) somebody else answers for it from now on.
        covered: (account or None) somebody else stands in from now on.
    """

    kept = Signal(str, object)
    overtaken = Signal()
    history_asked = Signal()
    flag_asked = Signal()
    prolonged = Signal()
    entrusted = Signal(object)
    covered = Signal(object)

    def __init__(
        self, parent: QWidget, frame: Frame, deadline: Deadline, *, behind: bool = False
    ) -> None:
        self._first = _first_act(deadline, frame.office.account.id)
        accept = WORDS[self._first] if self._first else N_("Close")
        if deadline.asked is not None and self._first is SheetAct.REOPEN:
            accept = N_("Take it back")
        super().__init__(parent, N_("Deadline"), accept=accept, cancel=N_("Close"))
        self.setMinimumSize(760, 660)
        self._frame, self._deadline = frame, deadline
        self._statutory: bool = frame.office.settling.is_statutory(deadline)
        self._names: dict[int, str] = frame.office.deadlines.names()
        self._kept: KeptSum = frame.office.deadlines.sum_of(deadline)
        self.pane = ActPane(frame.office, deadline)
        self._add_head()
        if behind:
            self.body.addWidget(InlineBanner(BEHIND, "attention"))
        self._add_banners()
        self.facts = Card()
        self._add_facts()
        self.sum = Card(N_("The sum"))
        self._add_sum()
        self.papers = DeadlinePapers(frame, deadline)
        self._make_people()
        self.acts = QWidget()
        self._add_acts()
        for part in (self.facts, self.acts, self.pane, self.people, self.papers, self.sum):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._add_buttons()

    def accept(self) -> None:
        """Does what is chosen, once all that it asks for is there."""
        if self._first is None:
            self.reject()
            return
        if not self.pane.is_open:
            self.pane.act = self._first
            if self._asks_first():
                self._choose_act(self._first)
                return
        try:
            made = self.pane.carry_out()
        except Stale:
            self.reject()
            self.overtaken.emit()
            return
        if made is not None:
            super().accept()
            self.kept.emit(said(self.pane.act, made), made)
        elif self.pane.is_open:
            self._make_room()

    def _asks_first(self) -> bool:
        """Whether something has to be written before the main button does its work."""
        if self._first is SheetAct.REOPEN:
            return self._deadline.asked is None
        return self._first is SheetAct.DONE and self._statutory

    def _add_head(self) -> None:
        title = Text(role="title", wrap=True)
        title.show_text(self._deadline.title(i18n.current()))
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(KindMark(kind_of(self._deadline), narrow=True))
        if self._deadline.status is DeadlineStatus.OPEN:
            across.addWidget(urgency_chip(self._deadline, self._frame.office.today.day()))
        for chip in state_chips(self._deadline):
            across.addWidget(chip)
        across.addStretch(1)
        self.body.addWidget(title)
        self.body.addLayout(across)

    def _add_banners(self) -> None:
        one = self._deadline
        if one.certainty is Certainty.UNVERIFIED:
            self.body.addWidget(InlineBanner(WARNINGS["unverified"], "urgent"))
        for step in self._kept.warnings:
            if step.kind in NOT_VALID:
                told = labels.sentence(step, i18n.current())
                self.body.addWidget(InlineBanner("{text}", "urgent", text=told))
        if one.asked is not None and one.asked_on is not None:
            day = i18n.date_full(one.asked_on, i18n.current())
            name, state = self._name(one.asked_by), asked_words(one)
            self.body.addWidget(InlineBanner(WAITS, "attention", name=name, state=state, day=day))
        elif one.status is DeadlineStatus.OPEN and one.reason:
            self.body.addWidget(InlineBanner(BACK, "attention", reason=one.reason))

    def _add_facts(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(18, 14, 18, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        told = [pair for pair in self._facts() if pair[1]]
        for line, (label, value) in enumerate(told):
            shown = Text(wrap=True)
            shown.show_text(value)
            grid.addWidget(Text(label, role="dim"), line, 0)
            grid.addWidget(shown, line, 1)
        self.facts.column.addLayout(grid)

    def _facts(self) -> list[tuple[str, str]]:
        one, language = self._deadline, i18n.current()
        at = f", {one.ends_at:%H:%M}" if one.ends_at else ""
        safe = i18n.date_full(one.safe_on, language) + at
        last = i18n.date_full(one.statutory_on, language) + at
        by_hand = i18n.date_full(one.hand_on, language) if one.hand_on else ""
        start = i18n.date_full(one.trigger_on, language) if one.rule_id else ""
        seen = one.seen_at.astimezone(VIENTIANE) if one.seen_at else None
        known = f"{self._name(one.seen_by)}, {i18n.moment(seen, language)}" if seen else ""
        settled = i18n.date_full(one.settled_on, language) if one.settled_on else ""
        again = i18n.date_full(one.reopened_on, language) if one.reopened_on else ""
        return [
            (N_("Safe last day") if one.rule_id else N_("Last day"), safe),
            (N_("Statutory last day"), last if one.rule_id else ""),
            (N_("Put by hand"), _joined(by_hand, one.hand_reason)),
            (N_("Runs from"), _joined(start, one.trigger_note)),
            (N_("Who confirmed the rule"), labels.confirmed(one, language)),
            (N_("Seen"), known if is_seen(one) else ""),
            (N_("Proof"), proof_words(one)),
            (N_("Watched again"), _joined(one.reopened, self._name(one.reopened_by), again)),
            (N_("Kind"), self._kind_trace()),
            (N_("Reason"), one.reason if one.status is not DeadlineStatus.OPEN else ""),
            (N_("Settled"), f"{settled} · {self._settlers()}" if settled else ""),
        ]

    def _kind_trace(self) -> str:
        """What it was before, and the hearing it comes from or became."""
        one, was = self._deadline, ""
        if one.kind_was is not None:
            was = filled(KIND_WAS, kind=filled(labels.DEADLINE_KINDS[one.kind_was]))
        hearing = ""
        if one.hearing_id is not None:
            hearing = filled(WAS_HEARING if one.kind_reason else IS_HEARING)
        return _joined(was, hearing, one.kind_reason)

    def _settlers(self) -> str:
        one = self._deadline
        names = [self._name(one.asked_by)]
        if one.settled_by != one.asked_by:
            names.append(filled(N_("second look: {name}"), name=self._name(one.settled_by)))
        return " · ".join(filter(None, names))

    def _add_sum(self) -> None:
        kept, column = self._kept, QVBoxLayout()
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        column.addWidget(_lines(kept.steps))
        for head, told, whole in (
            (N_("What was assumed"), kept.assumptions, kept.whole),
            (N_("Beware"), kept.warnings, Whole.KEPT),
        ):
            if told or whole is not Whole.KEPT:
                column.addSpacing(6)
                column.addWidget(Text(head, role="strong"))
            if whole is not Whole.KEPT:
                column.addWidget(Text(labels.WHOLE[whole], role="dim", wrap=True))
            if told:
                column.addWidget(_lines(told))
        self.sum.column.addLayout(column)
        self.sum.setVisible(bool(kept.steps))

    def _make_people(self) -> None:
        one = self._deadline
        self.people = QWidget()
        across = QHBoxLayout(self.people)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        self.responsible = ChoiceField(label=N_("Who answers for it"))
        self.responsible.setObjectName("responsible_id")
        colleagues.offer(self.responsible, self._frame, one.responsible_id)
        self.stand_in = ChoiceField(label=N_("Who stands in"))
        self.stand_in.setObjectName("stand_in_id")
        colleagues.offer(self.stand_in, self._frame, one.stand_in_id)
        changes = one.status is DeadlineStatus.OPEN and may(self._frame, Act.EDIT)
        for field, slot in ((self.responsible, self._entrust), (self.stand_in, self._cover)):
            field.setVisible(changes)
            field.editor.activated.connect(slot)
            across.addWidget(field, 1)
        self.people.setVisible(changes)
        if changes and one.stand_in_id is not None:
            self._sees(self.stand_in, one.stand_in_id)  # the team may have changed since

    def _add_acts(self) -> None:
        across = QHBoxLayout(self.acts)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        self.others: dict[SheetAct, Button] = {}
        for act, message in self._acts():
            self.others[act] = Button(message)
            self.others[act].setProperty("act", act)
            self.others[act].clicked.connect(self._choose)
            across.addWidget(self.others[act])
        across.addStretch(1)
        self.acts.setVisible(bool(self.others))

    def _add_buttons(self) -> None:
        self.history = Button(N_("History"), icon="clock")
        self.history.clicked.connect(self.history_asked)
        self.add_button(self.history)
        self.more = MenuButton(N_("More of this deadline"))
        self.prolong = self.more.add(N_("More time …"), "clock")
        self.prolong.triggered.connect(self._prolong)
        open_ = self._deadline.status is DeadlineStatus.OPEN and bool(self._deadline.rule_id)
        self.prolong.setVisible(open_ and may(self._frame, Act.EDIT))
        self.print_sum = self.more.add(N_("Print the sum …"), "printer")
        self.print_sum.triggered.connect(self._print_sum)
        self.print_sum.setVisible(bool(self._deadline.steps) and may(self._frame, Act.EXPORT))
        self.remind = self.more.add(N_("Remind me of this …"), "bookmark")
        self.remind.triggered.connect(self._remind)
        self.remind.setVisible(may(self._frame, Act.EDIT))
        self.more.settle()
        self.add_button(self.more)
        self.accept_button.setVisible(self._first is not None and may(self._frame, Act.EDIT))

    def _remind(self) -> None:
        self.reject()
        self.flag_asked.emit()

    def _prolong(self) -> None:
        self.reject()
        self.prolonged.emit()

    def _print_sum(self) -> None:
        one, sheets = self._deadline, self._frame.office.deadline_sheets
        make = partial(sheets.sum, one.id)
        code = f"D-{one.case_id}-{one.id}"
        sheet = Sheet(self, self._frame, N_("Print the sum …"), code, make, ("story",))
        sheet.ask(one.title(i18n.current()), one.case_id)

    def _acts(self) -> list[tuple[SheetAct, str]]:
        """What else can be done."""
        one = self._deadline
        if not may(self._frame, Act.EDIT) or one.status is not DeadlineStatus.OPEN:
            return []
        if one.asked is not None:
            return (
                [(SheetAct.SEND_BACK, N_("Send back …"))] if self._first is SheetAct.AGREE else []
            )
        moves = movable(one, statutory=self._statutory) is not Movable.NEVER
        return [
            *([(SheetAct.MOVE, N_("Move to …"))] if moves else []),
            (SheetAct.CONVERT, N_("Other kind …")),
            (SheetAct.DROP, N_("Drop …")),
        ]

    def _choose(self) -> None:
        self._choose_act(SheetAct(str(self.sender().property("act"))))

    def _choose_act(self, act: SheetAct) -> None:
        """Its fields take the place of the sum."""
        self.pane.choose(act)
        self.accept_button.say(WORDS[act])
        self._make_room()

    def _make_room(self) -> None:
        self.sum.hide()
        self.people.hide()
        self.papers.hide()

    def _entrust(self) -> None:
        who = self.responsible.chosen(None)
        if isinstance(who, int) and self._sees(self.responsible, who):
            self.reject()
            self.entrusted.emit(who)

    def _cover(self) -> None:
        who = self.stand_in.chosen(None)
        if who is None or (isinstance(who, int) and self._sees(self.stand_in, who)):
            self.reject()
            self.covered.emit(who)

    def _sees(self, field: ChoiceField, who: int) -> bool:
        """Whether that person can see the case; at the field it is said where not."""
        settling = self._frame.office.settling
        try:
            settling.require_mate(self._deadline, who, field.objectName())
        except InvalidValue as problem:
            field.show_error(problem)
            return False
        return True

    def _name(self, key: int | None) -> str:
        return self._names.get(key or 0, "")


def _lines(told: Sequence[Step]) -> Text:
    lines = Text(wrap=True)
    lines.show_text(numbered(told))
    return lines


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _first_act(deadline: Deadline, mine: int | None) -> SheetAct | None:
    """What the sheet is mostly opened for."""
    if deadline.status is not DeadlineStatus.OPEN:
        return SheetAct.REOPEN
    if deadline.asked is None:
        return SheetAct.DONE
    return SheetAct.REOPEN if deadline.asked_by == mine else SheetAct.AGREE
