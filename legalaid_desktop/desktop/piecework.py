"""Makes the parts of a long page a few at a time, so that the window never stands still."""

import time
from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

Piece = Callable[[], object]
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
        self._left: deque[Piece] = deque()
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
        self._left = deque(pieces)
        if self._as_seen and self._area is None:
            self._watch()
        self._turn()

    def _turn(self) -> None:
        self._timer.stop()
        begun = time.perf_counter()
        while self._left and self._is_near():
            self._left.popleft()()
            if time.perf_counter() - begun > _STEP:
                self._go_on()
                return

    def _go_on(self) -> None:
        if self._left:
            self._timer.start(0)

    def _is_near(self) -> bool:
        if self._area is None:
            return True
        bar = self._area.verticalScrollBar()
        return bar.maximum() - bar.value() < self._area.viewport().height()

    def _watch(self) -> None:
        above = self._held.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            self._area = above
            above.verticalScrollBar().valueChanged.connect(self._go_on)
            above.verticalScrollBar().rangeChanged.connect(self._go_on)
