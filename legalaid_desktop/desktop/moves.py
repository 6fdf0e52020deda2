"""Deadlines that would end on other days: before and after, accepted or refused one by one."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from legalaid_desktop.desktop import dialogs, undoing
from legalaid_desktop.desktop.cards import Beside, Card, Chip, PageHeader, Row, columns, scrolled
from legalaid_desktop.desktop.move_rows import (
    UNCOUNTED,
    MoveRow,
    decided_row,
    redated_row,
    stay_row,
    uncounted_row,
)
from legalaid_desktop.desktop.moves_table import MovesTable
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.piecework import Piecework, rows_of
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import LegalAidError, Refused
from legalaid_desktop.domain.moves import Move
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.services.moves import Answered, Moving, Pending
from legalaid_desktop.services.redating import Waiting

KEYS = N_("A accepts, R refuses, Shift or Ctrl chooses several, Enter opens the case.")
ASK = N_(
    "No lawyer has confirmed {rules} yet. What moves by it is marked unverified. Move it all the "
    "same?"
)
LEFT = N_("Changed meanwhile, and waiting as before: {count}. Look again.")

Found = tuple[Pending, Sequence[Moving], Mapping[int, str], Sequence[Waiting]]


class MovesPage(Page):
    """All deadlines that wait for a decision, and what was decided last."""

    name = "moves"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.head = PageHeader(N_("Deadlines that would move"))
        self.head.subtitle.say(KEYS)
        self.all = self.head.add_button(Button(N_("Choose all")))
        self.refuse = self.head.add_button(Button(N_("Refuse …")))
        self.accept = self.head.add_button(Button(N_("Accept"), icon="check", kind="primary"))
        self.hidden = InlineBanner()
        self.hidden.hide()
        self.waiting = MovesTable()
        self.detail = Card()
        self.lost = Card(UNCOUNTED)
        self.redated = Card(N_("Counted from the day before"))
        self.redated.opened.connect(self._open_key)
        self.redated.hide()
        self.decided = Card(N_("Decided"), N_("the latest first"))
        self._asked = list[Move]()
        self._cases: dict[object, int] = {}
        self._reading = self._again = False
        self._lay_out()
        self._wire()
        self.show_part(self.waiting)

    def show_record(self, key: object | None) -> None:
        """Counts again."""
        del key
        self.show_part(self.waiting)
        self.reload(frozenset())

    def show_part(self, part: QWidget) -> None:
        """Shows what waits, what cannot be counted, or what was decided."""
        self.stack.setCurrentWidget(self._places[part])
        for widget, button in self.switches.items():
            button.setChecked(widget is part)
        for button in (self.all, self.refuse, self.accept):
            button.setVisible(part is self.waiting)

    def reload(self, changes: frozenset[Change]) -> None:  # type: ignore[override] # of one kind
        """Counts again in the worker: an office may have thousands of open deadlines."""
        if changes and not changes & _CONCERNED:
            return
        self._again = self._reading
        if self._reading:
            return
        self._reading = True
        title = filled(N_("Counting deadlines again"))
        work = partial(_found, self.frame.office)
        self.frame.jobs.run(work, self._show, self._failed, title)

    def _lay_out(self) -> None:
        self.column.addWidget(self.head)
        self.column.addWidget(self.hidden)
        self.column.addWidget(self.redated)
        line = Beside(spacing=6)
        self.switches: dict[QWidget, Button] = {}
        part: QWidget
        for part in (self.waiting, self.lost, self.decided):
            button = self.switches[part] = Button("")
            button.setCheckable(True)
            button.setProperty("part", part)
            button.clicked.connect(self._turn)
            line.across.addWidget(button)
        line.across.addStretch(1)
        self.column.addWidget(line)
        self._places: dict[QWidget, QWidget] = {
            self.waiting: _above(self.waiting, self.detail),
            self.lost: scrolled(columns(([self.lost], 1))),
            self.decided: scrolled(columns(([self.decided], 1))),
        }
        self.stack = QStackedWidget()
        for each in self._places.values():
            self.stack.addWidget(each)
        self.column.addWidget(self.stack, 1)
        self.pieces = {one: Piecework(one, as_seen=True) for one in (self.lost, self.decided)}

    def _wire(self) -> None:
        self.waiting.opened.connect(self._open_case)
        self.waiting.chosen.connect(self._say_chosen)
        self.detail.opened.connect(self._open)
        self.lost.opened.connect(self._open)
        self.all.clicked.connect(self._choose_all)
        self.accept.clicked.connect(self._ask_accept)
        self.refuse.clicked.connect(self._ask_reason)
        self.waiting.accept_asked.connect(self._ask_accept)
        self.waiting.refuse_asked.connect(self._ask_reason)

    def _turn(self) -> None:
        self.show_part(self.sender().property("part"))

    def _show(self, found: Found) -> None:
        self._reading = False
        if self._again:  # something changed while it was read
            self.reload(frozenset())
            return
        pending, recent, names, redated = found
        events = self.frame.office.office_events.known() if redated else {}
        self.redated.set_rows([redated_row(one, events) for one in redated])
        self.redated.setVisible(bool(redated))
        waiting = [one.deadline for one in pending.moves]
        waiting += [one.deadline for one in pending.uncounted]
        self._cases = {one.id: one.case_id for one in waiting}
        self.waiting.show_all(pending.moves)
        lost = [partial(uncounted_row, one) for one in pending.uncounted]
        decided = [partial(decided_row, one, names.get(one.move.by or 0, "")) for one in recent]
        for card, makers in ((self.lost, lost), (self.decided, decided)):
            card.set_rows([])
            self.pieces[card].begin(rows_of(card, makers))
        for part, message, count in (
            (self.waiting, N_("To decide ({count})"), len(pending.moves)),
            (self.lost, N_("Cannot be counted ({count})"), len(lost)),
            (self.decided, N_("Decided ({count})"), len(decided)),
        ):
            self.switches[part].say(message, count=count)
            self.switches[part].setVisible(part is self.waiting or count > 0)
        self._say_hidden(pending.hidden)
        if not self.isAncestorOf(self.focusWidget() or self):
            self.waiting.setFocus()

    def _say_hidden(self, count: int) -> None:
        self.hidden.setVisible(count > 0)
        if count:
            told = ngettext(
                "{count} more in a case you cannot see: whoever works on it finds it here.",
                "{count} more in cases you cannot see: whoever works on them finds them here.",
                count,
            )
            self.hidden.say("{text}", "info", text=told.format(count=count))

    def _say_chosen(self) -> None:
        """The buttons say how many they answer; one alone stands below with all its words."""
        chosen = self.waiting.rows()
        many = len(chosen) > 1
        self.accept.say(N_("Accept {count}") if many else N_("Accept"), count=len(chosen))
        self.refuse.say(N_("Refuse {count} …") if many else N_("Refuse …"), count=len(chosen))
        for button in (self.accept, self.refuse):
            button.setEnabled(bool(chosen))
        self.all.setEnabled(self.waiting.model.rowCount() > 1)
        self.detail.set_rows([] if many else [MoveRow(one) for one in chosen])
        self.detail.setVisible(len(chosen) == 1)

    def _failed(self, problem: LegalAidError) -> None:
        self._reading = False
        self._tell(problem)

    def _tell(self, problem: LegalAidError) -> None:
        dialogs.tell(self, problem)

    def _choose_all(self) -> None:
        self.waiting.view.selectAll()
        self.waiting.setFocus()

    def _ask_accept(self) -> None:
        chosen = self.waiting.rows()
        self._asked = [one.move for one in chosen]
        asking = [one for one in chosen if one.asks]
        if asking:
            rules = ", ".join(sorted({one.deadline.rule_id for one in asking}))
            dialogs.ask(self, ASK, N_("Move it all the same"), self._confirmed, rules=rules)
        elif chosen:
            self._accept(confirmed=False)

    def _confirmed(self) -> None:
        self._accept(confirmed=True)

    def _accept(self, *, confirmed: bool) -> None:
        moves, asked = self.frame.office.moves, self._asked

        def work(_progress: object, _cancelled: object) -> object:
            if len(asked) == 1:
                return moves.accept(asked[0], confirmed=confirmed)
            return moves.accept_several(asked, confirmed=confirmed)

        self.frame.jobs.run(work, self._accepted, self._tell, lasting=True)

    def _accepted(self, kept: Deadline | Answered) -> None:
        if isinstance(kept, Answered):
            told = ngettext(
                "{count} deadline is moved.", "{count} deadlines are moved.", len(kept.decided)
            )
            self._say_answered(told, kept)
        else:
            undoing.said(self.frame, N_("The deadline is moved."), kept)

    def _say_answered(self, told: str, found: Answered) -> None:
        self.frame.toast("{text}", text=told.format(count=len(found.decided)))
        if found.left:
            self._tell(Refused(LEFT, count=len(found.left)))

    def _ask_reason(self) -> None:
        self._asked = [one.move for one in self.waiting.rows()]
        if not self._asked:
            return
        question = ngettext(
            "Why does this deadline stay where it is? The reason stays in the file.",
            "Why do these {count} deadlines stay where they are? The reason stays in each file.",
            len(self._asked),
        )
        accept = N_("Leave it where it is")
        dialogs.ask_reason(
            self, "{text}", accept, self._refuse, text=question.format(count=len(self._asked))
        )

    def _refuse(self, why: str) -> None:
        moves, asked = self.frame.office.moves, self._asked
        self.frame.jobs.run(
            lambda _on, _stop: moves.refuse_several(asked, why),
            self._refused,
            self._tell,
            lasting=True,
        )

    def _refused(self, found: Answered) -> None:
        told = ngettext(
            "The deadline stays where it is.",
            "{count} deadlines stay where they are.",
            len(found.decided),
        )
        self._say_answered(told, found)

    def _open_case(self, one: Moving) -> None:
        self.frame.go("case", (one.case.id, "deadlines"))

    def _open(self, key: object) -> None:
        if key in self._cases:
            self.frame.go("case", (self._cases[key], "deadlines"))

    def _open_key(self, key: object) -> None:
        self.frame.go("case", (key, "deadlines"))


class CaseMoves(Card):
    """What would move in one case, and what stays because somebody refused to move it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("Counted again"))
        self._frame = frame
        self._stays: dict[int | None, Move] = {}
        self.opened.connect(self._go)
        self.hide()

    def show_case(self, case_id: int) -> None:
        """Shows the moves of that case; hidden where there are none."""
        moves = self._frame.office.moves
        waiting, stays = moves.waiting(case_id), moves.refused(case_id)
        rows: list[Row] = []
        row: Row
        for one in waiting:
            row = MoveRow(one)
            row.across.addWidget(Chip(N_("decide"), "attention"))
            rows.append(row)
        known = {one.id: one for one in self._frame.office.deadlines.of_case(case_id)}
        self._stays = {one.id: one for one in stays}
        for one in stays:
            row = stay_row(known[one.deadline_id], one)
            again = Button(N_("Offer again"), kind="plain")
            again.setProperty("refusal", one.id)
            again.clicked.connect(self._offer_again)
            row.add_button(again)
            rows.append(row)
        self.set_rows(rows)
        self.setVisible(bool(rows))

    def _offer_again(self) -> None:
        try:
            self._frame.office.moves.take_back(self._stays[self.sender().property("refusal")])
        except LegalAidError as problem:
            dialogs.tell(self, problem)

    def _go(self, key: object) -> None:
        del key
        self._frame.go("moves")


_CONCERNED = frozenset({Change.DEADLINE, Change.EVENT, Change.HOLIDAY})


def _found(office: Any, _progress: object, _cancelled: object) -> Found:
    moves = office.moves
    return moves.pending(), moves.recent(), office.deadlines.names(), office.redating.everywhere()


def _above(table: QWidget, detail: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(table, 1)
    column.addWidget(detail)
    return made
