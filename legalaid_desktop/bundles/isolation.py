"""Untrusted files are opened in processes of their own, with a time and a memory limit.

A crash, an endless loop or a file that eats memory costs one document, never the program. Answers
come back as JSON and plain bytes: a process that a hostile file took over cannot send objects.
"""

import contextlib
import json
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import ModuleType

from legalaid_desktop.domain.errors import Cancelled, Refused
from legalaid_desktop.i18n import N_

Facts = dict[str, object]
Task = Callable[..., tuple[Facts, bytes]]

_ONE_AT_A_TIME = threading.Lock()
MEMORY = 3 << 30
BEAT = 0.1
"""Seconds between two looks at the clock and at the cancel button."""
LONGEST = 1_000_000_000
"""Bytes of an answer; a process that a hostile file took over could send without end."""

TOO_SLOW = N_("The file took longer than {seconds} seconds to open.")
TOO_LARGE = N_("The file needs more memory than is allowed for one document.")
CRASHED = N_("Opening the file made the reading process stop.")
UNREADABLE = N_("The file is damaged or not what it claims to be ({detail}).")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One call to make in another process; ``arguments`` are asked for when its turn has come.

    Attributes:
        longest: bytes of an answer that are taken; more count as a crash.
    """

    task: Task
    arguments: Callable[[], tuple[object, ...]]
    seconds: float
    longest: int = LONGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a job gave: facts and bytes, or the reason why it could not be done."""

    facts: Facts
    payload: bytes = b""
    refusal: Refused | None = None
    bug: str = ""


def refused(reason: str, **values: object) -> Answer:
    """An answer that says why there is none."""
    return Answer(facts={}, refusal=Refused(reason, **values))


class Worker:
    """A process that does one job after another and can be killed at any moment."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _no_main_module():
            self._process.start()
        theirs.close()
        self.job: Job | None = None
        self.number = 0
        self._ends = 0.0

    def begin(self, number: int, job: Job) -> Answer | None:
        """Hands the job over; an answer comes back at once only if that failed."""
        try:
            arguments = job.arguments()
            self.connection.send((job.task, arguments))
        except Refused as error:
            return Answer(facts={}, refusal=error)
        except OSError:
            return refused(CRASHED)
        self.number, self.job, self._ends = number, job, time.monotonic() + job.seconds
        return None

    def answer(self) -> Answer | None:
        """What the job gave, or None while it is still at work; time up counts as an answer."""
        if self.job is None:
            return None
        if self.connection.poll():
            return _received(self.connection, self.job.longest)
        if time.monotonic() > self._ends:
            return refused(TOO_SLOW, seconds=round(self.job.seconds))
        return None

    def stop(self) -> None:
        """Ends the process at once, whatever it is doing."""
        if hasattr(os, "killpg") and self._process.pid and self._process.is_alive():
            with contextlib.suppress(
                ProcessLookupError, PermissionError
            ):  # it may not lead a group yet
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def run(
    jobs: Iterable[Job], *, workers: int, cancelled: Callable[[], bool]
) -> Iterator[tuple[int, Answer]]:
    """The answers with the numbers of their jobs, in the order in which they are ready.

    A process is replaced after a job that it did not survive, or that took all its time or memory.
    """
    waiting = deque(enumerate(jobs))
    staff = [Worker() for _ in range(max(1, min(workers, len(waiting))))]
    try:
        while waiting or any(worker.job for worker in staff):
            if cancelled():
                raise Cancelled
            for place, worker in enumerate(staff):
                yield from _turn(staff, place, worker, waiting)
            if busy := [worker.connection for worker in staff if worker.job]:
                wait(busy, BEAT)
    finally:
        for worker in staff:
            worker.stop()


@contextlib.contextmanager
def _no_main_module() -> Iterator[None]:
    """A new process would load the program's start again, with all that it loads; it needs none."""
    with _ONE_AT_A_TIME:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def _turn(
    staff: list[Worker], place: int, worker: Worker, waiting: deque[tuple[int, Job]]
) -> Iterator[tuple[int, Answer]]:
    answer = worker.answer()
    if answer is not None:
        number, worker.job = worker.number, None
        if _is_spent(answer):
            worker.stop()
            staff[place] = worker = Worker()
        yield number, answer
    if worker.job is None and waiting:
        number, job = waiting.popleft()
        failure = worker.begin(number, job)
        if failure is not None and _is_spent(failure):
            # it died while it had nothing to do: not this file's fault, nor that of the next one
            worker.stop()
            staff[place] = worker = Worker()
            failure = worker.begin(number, job)
        if failure is not None:
            yield number, failure


def _is_spent(answer: Answer) -> bool:
    """Whether the process that gave the answer can give no other."""
    reasons = (TOO_SLOW, TOO_LARGE, CRASHED)
    return answer.refusal is not None and answer.refusal.reason in reasons


def _received(connection: Connection, longest: int) -> Answer:
    try:
        head = json.loads(connection.recv_bytes(longest))
        payload = connection.recv_bytes(longest)
    except (EOFError, OSError, ValueError):
        return refused(CRASHED)
    match head["kind"]:
        case "done":
            return Answer(facts=head["facts"], payload=payload)
        case "refused":
            return refused(head["reason"], **head["values"])
    answer = refused(UNREADABLE, detail=head["name"])
    return Answer(facts={}, refusal=answer.refusal, bug=head["trace"])


def _serve(connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()  # so that a word processor started here ends together with it
    _be_quiet()
    _limit_memory()
    while True:
        try:
            task, arguments = connection.recv()
        except EOFError:
            return
        head, payload = _done(task, arguments)
        connection.send_bytes(json.dumps(head, ensure_ascii=False).encode("utf-8", "replace"))
        connection.send_bytes(payload)


def _done(task: Task, arguments: tuple[object, ...]) -> tuple[Facts, bytes]:
    try:
        facts, payload = task(*arguments)
    except Refused as error:
        return {"kind": "refused", "reason": error.reason, "values": error.values}, b""
    except MemoryError:
        return {"kind": "refused", "reason": TOO_LARGE, "values": {}}, b""
    except Exception as error:  # a hostile file can make a library raise anything
        name = type(error).__name__
        return {"kind": "failed", "name": name, "trace": traceback.format_exc()}, b""
    return {"kind": "done", "facts": facts}, payload


def _be_quiet() -> None:
    """Libraries complain on standard error about damaged files; a name could be in it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
