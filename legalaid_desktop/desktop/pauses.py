"""A moment of quiet before something is done: after the last letter, say."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

TYPING = 150
"""Milliseconds after the last letter."""


class Pause(QTimer):
    """Does something once, a while after the last ``start``.

    Args:
        owner: the timer goes with it.
        interval: milliseconds.
        then: what is done.
    """

    def __init__(self, owner: QObject, interval: int, then: Callable[[], object]) -> None:
        super().__init__(owner)
        self.setSingleShot(True)
        self.setInterval(interval)
        self.timeout.connect(then)
