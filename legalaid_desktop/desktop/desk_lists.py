"""The lists of the desk: what is late or near, by lawyer, by case, and what nobody watches."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import chain, zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.piecework import Piece, Piecework, rows_of
from legalaid_desktop.desktop.planned_rows import narrow_row
from legalaid_desktop.desktop.tasks import office_task_row
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain.calendar import Board, DeskList
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import calendar as labels
from legalaid_desktop.labels import cases as case_labels

NOBODY = N_("nobody answers for it")
SHOWN = 40


class DeskLists(QWidget):
    """The lists side by side.

    Signals:
        opened: (case) a row was opened.
        whose_asked: (account) the lists of that person are wanted.
    """

    opened = Signal(object)
    whose_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self.lists = {name: Card(message) for name, message in labels.LISTS.items()}
        self.by_lawyer = Card(N_("By lawyer"))
        self.by_lawyer.opened.connect(self.whose_asked)
        self.by_case = Card(N_("By case"))
        self.idle = Card(N_("Nothing pending"), N_("open cases without a day to come"))
        self.tasks = Card(N_("Your tasks"))
        for card in (*self.lists.values(), self.tasks, self.by_case, self.idle):
            card.opened.connect(self.opened)
        self.nothing = Text(N_("Nothing is late and nothing is near."), role="dim", wrap=True)
        left = [*self.lists.values(), self.nothing, self.tasks]
        sides = columns((left, 6), ([self.by_lawyer, self.by_case, self.idle], 5))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(sides))
        self.pieces = Piecework(sides, as_seen=True)

    def show_board(self, board: Board) -> None:
        """Shows the lists; their rows are made as far as they are seen."""
        shown = (board, i18n.current())
        if shown == self._shown:
            return
        self._shown = shown
        for name, card in self.lists.items():
            card.head.note.show_text(str(len(board.lists.get(name, ()))))
        near = any(board.lists.get(name) for name in DeskList)
        self.nothing.setVisible(not near and not board.tasks)
        left: Side = [(card, _due_rows(board, name)) for name, card in self.lists.items()]
        left.append((self.tasks, _task_rows(board)))
        right: Side = [
            (self.by_lawyer, [partial(_lawyer_row, board, *one) for one in board.by_lawyer]),
            (self.by_case, _case_rows(board)),
            (self.idle, _idle_rows(board)),
        ]
        for card, makers in (*left, *right):
            card.set_rows([])
            card.setVisible(bool(makers))
        self.pieces.begin(_in_turn(left, right))


Makers = list[Callable[[], Row]]
Side = list[tuple[Card, Makers]]


def _in_turn(left: Side, right: Side) -> Iterator[Piece]:
    """The rows of both columns, so that both grow at once; those at the right are less high."""
    high = chain.from_iterable(rows_of(*one) for one in left)
    low = chain.from_iterable(rows_of(*one) for one in right)
    for pieces in zip_longest(high, low, low):
        yield from filter(None, pieces)


def _due_rows(board: Board, name: DeskList) -> Makers:
    found = board.lists.get(name, ())
    rows: Makers = [partial(narrow_row, one, board.names, board.day) for one in found[:SHOWN]]
    return [*rows, *_more(len(found) - SHOWN)]


def _task_rows(board: Board) -> Makers:
    rows: Makers = [partial(office_task_row, one, board.day) for one in board.tasks[:SHOWN]]
    return [*rows, *_more(len(board.tasks) - SHOWN)]


def _more(count: int) -> Makers:
    if count <= 0:
        return []
    return [partial(Row, ngettext("{count} more", "{count} more", count).format(count=count))]


def _lawyer_row(board: Board, who: int | None, total: int, late: int, near: int) -> Row:
    name = board.names.get(who or 0) or filled(NOBODY)
    told = [ngettext("{count} open", "{count} open", total).format(count=total)]
    if near:
        told.append(
            ngettext("{count} within 7 days", "{count} within 7 days", near).format(count=near)
        )
    chip = None
    if late:
        said = ngettext("{count} overdue", "{count} overdue", late).format(count=late)
        chip = Chip(said, "urgent")
    return Row(name, " · ".join(told), chip, key=who)


def _case_rows(board: Board) -> Makers:
    rows: Makers = [partial(_case_row, board, *one) for one in board.by_case[:SHOWN]]
    return [*rows, *_more(len(board.by_case) - SHOWN)]


def _case_row(board: Board, case: Case, count: int, day: date) -> Row:
    language = i18n.current()
    told = ngettext("{count} open", "{count} open", count).format(count=count)
    chip = Chip(days_off(day, board.day), "urgent" if day < board.day else "info")
    said = f"{told} · {i18n.date_full(day, language)}"
    return Row(case_labels.title(case, language), said, chip, key=case.id)


def _idle_rows(board: Board) -> Makers:
    rows: Makers = [partial(_idle_row, board, *one) for one in board.idle[:SHOWN]]
    return [*rows, *_more(board.idle_count - SHOWN)]


def _idle_row(board: Board, case: Case, last: date) -> Row:
    language = i18n.current()
    said = filled(N_("Last activity {day}"), day=i18n.date_long(last, language))
    chip = Chip(days_off(last, board.day), "neutral")
    return Row(case_labels.title(case, language), said, chip, key=case.id)
