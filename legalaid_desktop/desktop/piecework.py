"""Makes the parts of a long page a few at a time, so that the window never stands still."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from legalaid_desktop.desktop.cards import Card

Piece = Callable[[], object]
_AT_ONCE = 3
_STEP = 0.008
"""Seconds of making between two turns of the loop; laying out and painting come on top."""


class Piecework(QObject):
    """Makes pieces in their order, each turn of the loop some.

    Args:
        held: what the pieces are put into.
        as_seen: makes only what is on screen or near it; the rest as it is scrolled to.
    """

    def __init__(self, held: QWidget, *, as_seen: bool = False) -> None:
        super().__init__(held)
        self._held, self._as_seen = held, as_seen
        self._left: Iterator[Piece] = iter(())
        self._next: Piece | None = None
        self._area: QScrollArea | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Whether pieces are being made; those far below are not, until they are scrolled to."""
        return self._timer.isActive()

    def begin(self, pieces: Iterable[Piece]) -> None:
        """Makes these, and none that are left from before."""
        self._left = iter(pieces)
        self._next = next(self._left, None)
        if self._as_seen and self._area is None:
            self._watch()
        self._turn()

    def _turn(self) -> None:
        self._timer.stop()
        begun = time.perf_counter()
        while self._next is not None and self._is_near():
            piece, self._next = self._next, None
            piece()
            self._next = next(self._left, None)
            if time.perf_counter() - begun > _STEP:
                self._go_on()
                return

    def _go_on(self) -> None:
        if self._next is not None:
            self._timer.start(0)

    def _is_near(self) -> bool:
        if self._area is None:
            return True
        bar = self._area.verticalScrollBar()
        return bar.maximum() - bar.value() < max(1, self._area.viewport().height())

    def _watch(self) -> None:
        above = self._held.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            self._area = above
            above.verticalScrollBar().valueChanged.connect(self._go_on)
            above.verticalScrollBar().rangeChanged.connect(self._go_on)


def rows_of(card: Card, makers: Sequence[Callable[[], QWidget]]) -> Iterator[Piece]:
    """The rows of a card as pieces, below those it has; each of the makers makes one."""
    for place in range(0, len(makers), _AT_ONCE):
        yield partial(_add, card, makers[place : place + _AT_ONCE])


def _add(card: Card, makers: Iterable[Callable[[], QWidget]]) -> None:
    card.add_rows([make() for make in makers])
