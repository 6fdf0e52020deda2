"""Long work on one thread; answers in the window thread, in order.

``work`` is a function of services and plain values and never sees a widget. It gets
``progress(done, of)`` to call
now and then, and ``cancelled()`` to ask; when that is true it stops and raises ``Cancelled``.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from shiboken6 import isValid

from legalaid_desktop.domain.errors import Cancelled, LegalAidError


@dataclass(slots=True, eq=False)
class Job:
    """One piece of work under way."""

    title: str
    done: Callable[[Any], object]  # Any: the answer of any service
    failed: Callable[[LegalAidError], object]
    stop: threading.Event
    lasting: bool = False
    dropped: bool = False


class Jobs(QObject):
    """One worker thread and the way back from it.

    Signals:
        started: (title) a job began to wait or to run.
        progressed: (done, of) the running job got on; ``of`` is 0 while nobody knows.
        ended: no job is left.
        broke: (exception) a bug in a job; the crash report takes it.
    """

    started = Signal(str)
    progressed = Signal(object, object)
    ended = Signal()
    broke = Signal(object)
    _answered = Signal(
        object, object, object
    )  # emitted in the worker, received in the window thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="job")
        self._open: list[Job] = []
        self._answered.connect(self._answer)

    def run(
        self,
        work: Callable[[Callable[[int, int], None], Callable[[], bool]], Any],
        done: Callable[[Any], object],
        failed: Callable[[LegalAidError], object],
        title: str = "",
        *,
        lasting: bool = False,
    ) -> Job:
        """Starts ``work(progress, cancelled)``; then ``done(answer)`` or ``failed(error)`` here.

        Give bound methods of the window: when the window is gone by then, they are not called.

        Args:
            lasting: short work that must be done, such as keeping what was typed: nothing stops it.
        """
        job = Job(title, done, failed, threading.Event(), lasting)
        self._open.append(job)
        self.started.emit(title)
        self._pool.submit(self._carry_out, job, work)
        return job

    @property
    def busy(self) -> bool:
        """Whether any job waits, runs, or has an answer on its way."""
        return bool(self._open)

    def cancel(self) -> None:
        """Asks all jobs to stop; each answers ``failed(Cancelled())``."""
        for job in self._open:
            self._stop(job)

    def forget(self) -> None:
        """Asks all jobs to stop and forgets their answers; ``ended`` comes when the last is over.

        For locking: the window must not stand still until a job that hears nothing is over.
        """
        for job in self._open:
            self._stop(job)
            job.dropped = True

    def _stop(self, job: Job) -> None:
        if not job.lasting:
            job.stop.set()

    def drop(self) -> None:
        """Stops all jobs, forgets their answers, and waits for the running one."""
        self.forget()
        self._pool.shutdown(wait=True)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="job")
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def close(self) -> None:
        """Ends the worker; for the end of the program."""
        self.drop()
        self._pool.shutdown(wait=True)

    def _carry_out(self, job: Job, work: Callable[..., Any]) -> None:
        answer, error = None, None
        try:
            if job.stop.is_set():
                raise Cancelled  # noqa: TRY301 - same way out as from the work itself
            answer = work(self.progressed.emit, job.stop.is_set)
        except BaseException as problem:
            error = problem
        self._answered.emit(job, answer, error)

    def _answer(self, job: Job, answer: Any, error: BaseException | None) -> None:
        self._open.remove(job)
        if not self._open:
            self.ended.emit()
        if job.dropped:
            return
        if isinstance(error, LegalAidError):
            _call(job.failed, error)
        elif error is not None:
            _call(job.failed, LegalAidError())
            self.broke.emit(error)
        else:
            _call(job.done, answer)


def _call(then: Callable[[Any], object], value: object) -> None:
    owner = getattr(then, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        then(value)
