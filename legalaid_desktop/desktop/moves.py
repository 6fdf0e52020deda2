"""Deadlines that would end on other days: before and after, accepted or refused one by one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, undoing
from legalaid_desktop.desktop.cards import Card, Chip, PageHeader, Row, columns, scrolled
from legalaid_desktop.desktop.notices import EmptyState, InlineBanner
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.texts import Button, Text, filled, sentence
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.moves import Move, MoveAnswer
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import moves as labels
from legalaid_desktop.labels import redating as redating_labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.moves import Moving, Pending, Uncounted
from legalaid_desktop.services.redating import Waiting

KEYS = N_("A accepts, R refuses, ↓ goes to the next one.")
HAND = N_("A day put by hand stays: {day}")
UNCOUNTED = N_("Cannot be counted again: look yourself")
DROPPED_HAND = N_("The day put by hand ({day}) would be too late then, and falls away.")


Found = tuple[Pending, list[Moving], tuple[Waiting, ...]]


class MoveRow(Row):
    """One deadline before and after, with what moves it.

    Signals:
        accepted, refused: (move) what the user decided.
    """

    accepted = Signal(object)
    refused = Signal(object)

    def __init__(self, one: Moving, *, can_decide: bool = True) -> None:
        language = i18n.current()
        self.moving = one
        title = f"{one.deadline.title(language)} · {case_labels.title(one.case, language)}"
        super().__init__(title, said(one), key=one.deadline.id)
        self.lines.setSpacing(4)
        self.lines.insertWidget(1, before_and_after(one.move))
        if not can_decide:
            return
        self.accept = Button(N_("Accept"), icon="check")
        self.refuse = Button(N_("Refuse …"))
        self.accept.clicked.connect(self._accept)
        self.refuse.clicked.connect(self._refuse)
        self.add_button(self.accept)
        self.add_button(self.refuse)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A accepts and R refuses."""
        if event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            if event.key() == Qt.Key.Key_A:
                self._accept()
                return
            if event.key() == Qt.Key.Key_R:
                self._refuse()
                return
        super().keyPressEvent(event)

    def _accept(self) -> None:
        self.accepted.emit(self.moving.move)

    def _refuse(self) -> None:
        self.refused.emit(self.moving.move)


class MovesPage(Page):
    """All deadlines that wait for a decision, and what was decided last."""

    name = "moves"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.head = PageHeader(N_("Deadlines that would move"))
        self.head.subtitle.say(KEYS)
        self.hidden = InlineBanner()
        self.hidden.hide()
        self.waiting = Card(N_("Before and after"))
        self.nothing = EmptyState(
            N_("Every open deadline stands where the present table and rules put it."),
            icon="circle-check",
        )
        self.waiting.add(self.nothing, margins=False)
        self.waiting.opened.connect(self._open)
        self.lost = Card(UNCOUNTED)
        self.lost.opened.connect(self._open)
        self.lost.hide()
        self.redated = Card(N_("Counted from the day before"))
        self.redated.opened.connect(self._open_case)
        self.redated.hide()
        self.decided = Card(N_("Decided"), N_("the latest first"))
        self._asked: Move | None = None
        self._cases: dict[object, int] = {}
        self._reading = self._again = False
        self.column.addWidget(self.head)
        self.column.addWidget(self.hidden)
        self.column.addWidget(
            scrolled(columns(([self.redated, self.waiting, self.lost, self.decided], 1))), 1
        )

    def show_record(self, key: object | None) -> None:
        """Counts again."""
        del key
        self.reload(frozenset())

    def reload(self, changes: frozenset[Change]) -> None:  # type: ignore[override] # of one kind
        """Counts again in the worker: an office may have thousands of open deadlines."""
        if changes and not changes & _CONCERNED:
            return
        self._again = self._reading
        if self._reading:
            return
        self._reading = True
        moves, redating = self.frame.office.moves, self.frame.office.redating

        def work(_progress: object, _cancelled: object) -> Found:
            return moves.pending(), moves.recent(), redating.everywhere()

        title = filled(N_("Counting deadlines again"))
        self.frame.jobs.run(work, self._show, self._failed, title)

    def _show(self, found: Found) -> None:
        self._reading = False
        if self._again:  # something changed while it was read
            self.reload(frozenset())
            return
        pending, decided, redated = found
        self.redated.set_rows([redated_row(one) for one in redated])
        self.redated.setVisible(bool(redated))
        rows = [MoveRow(one) for one in pending.moves]
        for row in rows:
            row.accepted.connect(self._accept)
            row.refused.connect(self._ask_reason)
        waiting = [one.deadline for one in pending.moves]
        waiting += [one.deadline for one in pending.uncounted]
        self._cases = {one.id: one.case_id for one in waiting}
        self.waiting.set_rows(rows)
        self.nothing.setVisible(not waiting)
        self.waiting.setVisible(bool(rows) or not (waiting or redated))
        self.lost.set_rows([uncounted_row(one) for one in pending.uncounted])
        self.lost.setVisible(bool(pending.uncounted))
        names = self.frame.office.deadlines.names()
        self.decided.set_rows(
            [decided_row(one, names.get(one.move.by or 0, "")) for one in decided]
        )
        self.decided.setVisible(bool(decided))
        self.hidden.setVisible(pending.hidden > 0)
        if pending.hidden:
            told = ngettext(
                "{count} more in a case you cannot see: whoever works on it finds it here.",
                "{count} more in cases you cannot see: whoever works on them finds them here.",
                pending.hidden,
            )
            self.hidden.say("{text}", "info", text=told.format(count=pending.hidden))
        if rows and not self.waiting.isAncestorOf(self.focusWidget() or self):
            rows[0].setFocus()

    def _failed(self, problem: LegalAidError) -> None:
        self._reading = False
        dialogs.tell(self, problem)

    def _accept(self, move: Move) -> None:
        try:
            kept = self.frame.office.moves.accept(move)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        undoing.said(self.frame, N_("The deadline is moved."), kept)

    def _ask_reason(self, move: Move) -> None:
        self._asked = move
        question = N_("Why does this deadline stay where it is? The reason stays in the file.")
        dialogs.ask_reason(self, question, N_("Leave it where it is"), self._refuse)

    def _refuse(self, why: str) -> None:
        if self._asked is None:
            return
        try:
            self.frame.office.moves.refuse(self._asked, why)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.toast(N_("The deadline stays where it is."))

    def _open(self, key: object) -> None:
        if key in self._cases:
            self.frame.go("case", self._cases[key])

    def _open_case(self, key: object) -> None:
        self.frame.go("case", (key, "deadlines"))


class CaseMoves(Card):
    """What would move in one case, and what stays because somebody refused to move it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("Counted again"))
        self._frame = frame
        self.opened.connect(self._go)
        self.hide()

    def show_case(self, case_id: int) -> None:
        """Shows the moves of that case; hidden where there are none."""
        moves = self._frame.office.moves
        waiting, stays = moves.waiting(case_id), moves.refused(case_id)
        rows: list[Row] = []
        for one in waiting:
            row = MoveRow(one, can_decide=False)
            row.across.addWidget(Chip(N_("decide"), "attention"))
            rows.append(row)
        known = {one.id: one for one in self._frame.office.deadlines.of_case(case_id)}
        rows += [stay_row(known[one.deadline_id], one) for one in stays]
        self.set_rows(rows)
        self.setVisible(bool(rows))

    def _go(self, key: object) -> None:
        del key
        self._frame.go("moves")


def redated_row(one: Waiting) -> Row:
    """An event whose hearing or step stands on another day, and the case where it is decided."""
    language = i18n.current()
    known = reference.events().get(one.trigger.event)
    name = known.name(language) if known else one.trigger.event
    title = f"{name} · {case_labels.title(one.case, language)}"
    said = redating_labels.days(one.trigger, one.entry, language)
    return Row(title, said, Chip(N_("decide"), "attention"), key=one.trigger.case_id)


def stay_row(deadline: Deadline, move: Move) -> Row:
    """A deadline that stands where another table or rule put it, and why."""
    told = " · ".join((filled(labels.STAYS[move.cause]), move.reason))
    return Row(
        deadline.title(i18n.current()), told, Chip(labels.ANSWERS[MoveAnswer.REFUSED], "info")
    )


_CONCERNED = frozenset({Change.DEADLINE, Change.EVENT, Change.HOLIDAY})


def before_and_after(move: Move, *, narrow: bool = False) -> QWidget:
    """Both last days before and after; the changed ones stand out.

    Args:
        narrow: below each other, for half a page.
    """
    language = i18n.current()
    held = QWidget()
    side = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
    across = QBoxLayout(side, held)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(4 if narrow else 24)
    for name, was, now, at in (
        (N_("Safe last day"), move.was_safe, move.safe_on, (move.was_at, move.ends_at)),
        (N_("Statutory last day"), move.was_statutory, move.statutory_on, (None, None)),
    ):
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Text(name, role="dim"))
        same = was == now and at[0] == at[1]
        text = Text(role="body" if same else "strong", wrap=True)
        said_was, said_now = labels.ends(was, at[0], language), labels.ends(now, at[1], language)
        text.show_text(said_now if same else f"{said_was} → {said_now}")
        column.addWidget(text)
        across.addLayout(column, 1)
    return held


def said(one: Moving) -> str:
    """What moves it, and what becomes of a day that somebody put by hand."""
    language = i18n.current()
    parts = [labels.why(one.move, language)]
    if hand := one.deadline.hand_on:
        told = HAND if hand <= one.move.safe_on else DROPPED_HAND
        parts.append(filled(told, day=i18n.date_full(hand, language)))
    return "\n".join(parts)


def decided_row(one: Moving, by: str) -> Row:
    """What was decided, by whom, when and why."""
    language, move = i18n.current(), one.move
    title = f"{one.deadline.title(language)} · {case_labels.title(one.case, language)}"
    safe, statutory = (move.was_safe, move.safe_on), (move.was_statutory, move.statutory_on)
    was, now = safe if move.was_safe != move.safe_on else statutory
    days = f"{_day(was)} → {_day(now)}"
    at = i18n.moment(move.at.astimezone(VIENTIANE), language) if move.at else ""
    told = " · ".join(filter(None, (days, labels.why(move, language), move.reason, by, at)))
    answer = move.answer or MoveAnswer.ACCEPTED
    kind = "good" if answer is MoveAnswer.ACCEPTED else "attention"
    return Row(title, told, Chip(labels.ANSWERS[answer], kind), key=None)


def uncounted_row(one: Uncounted) -> Row:
    """A deadline that cannot be counted again, and why."""
    title = one.deadline.title(i18n.current())
    if one.case is not None:
        title = f"{title} · {case_labels.title(one.case, i18n.current())}"
    return Row(title, sentence(one.problem), key=one.deadline.id)


def moving_rows(found: Sequence[Moving]) -> list[Row]:
    """The deadlines that would move, to be looked at only."""
    return [MoveRow(one, can_decide=False) for one in found]


def _day(day: date) -> str:
    return i18n.date_long(day, i18n.current())
