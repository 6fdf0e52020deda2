"""Notices that the computer sleeps, or has slept, by what the system says and by the clocks."""

import ctypes
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QCoreApplication,
    QObject,
    QTimer,
    Signal,
    Slot,
)

GAP = 30.0
"""Seconds without a beat after which the computer must have slept."""
_BEAT = 5000

_BROADCAST = 0x0218
_SLEEPS_OR_WAKES = {0x0004, 0x0007, 0x0012}
"""PBT_APMSUSPEND, PBT_APMRESUMESUSPEND, PBT_APMRESUMEAUTOMATIC."""

Clocks = Callable[[], Sequence[float]]


def clocks() -> Sequence[float]:
    """Two clocks: one of them goes on while the computer sleeps, whichever system it is."""
    return time.time(), time.monotonic()


class SleepWatch(QObject):
    """Beats every few seconds while an office is open; a missing beat means sleep.

    Signals:
        slept: the computer is about to sleep, or has slept; sent once until it is started again.
    """

    slept = Signal()

    def __init__(self, parent: QObject | None = None, now: Clocks = clocks) -> None:
        super().__init__(parent)
        self._now = now
        self._last = now()
        self._told = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.has_slept)
        self._native: _PowerFilter | None = None

    def start(self) -> None:
        """Begins to watch."""
        self._told, self._last = False, self._now()
        self._timer.start(_BEAT)
        if sys.platform == "win32":
            self._native = _PowerFilter(self._tell)
            _app().installNativeEventFilter(self._native)
        else:
            watch_logind(self, connect=True)

    def stop(self) -> None:
        """Ends watching."""
        self._timer.stop()
        if self._native is not None:
            _app().removeNativeEventFilter(self._native)
            self._native = None
        elif sys.platform != "win32":
            watch_logind(self, connect=False)

    def has_slept(self) -> bool:
        """Whether a beat is missing; says so by ``slept`` too."""
        before, self._last = self._last, self._now()
        if any(now - then > GAP for now, then in zip(self._last, before, strict=True)):
            self._tell()
        return self._told

    @Slot(bool)
    def prepare(self, going: bool) -> None:
        """The system says that it goes to sleep, or that it wakes."""
        del going
        self._tell()

    def _tell(self) -> None:
        if self._timer.isActive() and not self._told:
            self._told = True
            self.slept.emit()


def watch_logind(receiver: SleepWatch, *, connect: bool) -> bool:
    """Listens for sleep on the system bus, where there is one; whether it does."""
    try:
        from PySide6.QtDBus import QDBusConnection
    except ImportError:  # a build without it: the beats remain
        return False
    bus = QDBusConnection.systemBus()
    if not bus.isConnected():
        return False
    act: Any = bus.connect if connect else bus.disconnect
    return bool(
        act(
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
            "PrepareForSleep",
            receiver,
            SLOT("prepare(bool)"),
        )
    )


class _Message(ctypes.Structure):
    """The beginning of what Windows calls MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("word", ctypes.c_size_t),
    )


def is_sleep(kind: bytes, address: int) -> bool:
    """Whether a message of Windows says that the computer sleeps or wakes."""
    if kind != b"windows_generic_MSG":
        return False
    told = _Message.from_address(address)
    return told.message == _BROADCAST and told.word in _SLEEPS_OR_WAKES


class _PowerFilter(QAbstractNativeEventFilter):
    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(self, kind: Any, message: Any) -> object:
        """Listens and lets everything through."""
        if is_sleep(bytes(kind if isinstance(kind, bytes) else kind.data()), int(message)):
            self._tell()
        return False, 0


def _app() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None  # noqa: S101 - a window exists, so the application does
    return app
