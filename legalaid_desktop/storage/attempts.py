"""Failed unlocks, counted beside the keys, and how long somebody has to wait after them.

This is against a colleague who tries passphrases at the keyboard. Who copies the key file tries at
home, and only the cost of each guess (Argon2id) stands in the way; who may write the folder can
delete this file. Nothing in it is secret: the names stand in clear in the key file, and what was
typed is never kept, a name that is not known neither.
"""

import json
import math
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from legalaid_desktop.domain.errors import TooSoon
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import durable

FILE = "office.attempts"
NOBODY = ""
"""Stands for all names that cannot sign in."""

SHEETS = "\n"
"""Stands for wrong recovery sheets, and with the number of a set behind it for trials of that one:
no name is a line break.
"""

WAIT = N_("Too many wrong passphrases. Wait {seconds} seconds, then try again.")
WAIT_SHEETS = N_("Too many wrong sheets. Wait {seconds} seconds, then try again.")

_FREE = 3
_LONGEST = 300
_MOST = 50
_SET_DIGITS = 4
"""Sets are counted to 4095; a longer number was written by another program."""


class Now(Protocol):
    """Something that knows the time, and for how long the computer has been on."""

    def __call__(self) -> datetime:
        """The present moment, aware; whoever uses the computer can set it."""

    def uptime(self) -> float:
        """Seconds since the computer was started; nobody can set them."""


class Clock:
    """The computer's own clock."""

    def __call__(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)

    def uptime(self) -> float:
        """Seconds since the computer was started, without those in which it slept."""
        return time.monotonic()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """Wrong passphrases for one name.

    Attributes:
        count: since the last right one; last: the time of the last; aware.
        uptime: seconds that the computer had been on at the last one.
        untold: those that the trail does not have yet; times: of the last of them.
    """

    count: int = 0
    last: datetime | None = None
    uptime: float = 0.0
    untold: int = 0
    times: tuple[datetime, ...] = ()


def require_patience(folder: Path, user: str, now: Now) -> None:
    """Raises ``TooSoon`` while somebody has to wait; without a word otherwise."""
    left = wait(folder, user, now)
    if left > 0:
        raise TooSoon(WAIT_SHEETS if user == SHEETS else WAIT, seconds=left)


def wait(folder: Path, user: str, now: Now) -> int:
    """For how many seconds nobody may try that name."""
    failures = read(folder)
    found = failures.get(user)
    if found is None or found.last is None or found.count < _FREE:
        return 0
    delay: int = min(2 ** (found.count - _FREE + 1), _LONGEST)
    present, uptime = now(), now.uptime()
    if present < found.last:  # the clock was set back: the wait begins anew by the new clock
        _write(folder, failures | {user: replace(found, last=present, uptime=uptime)})
        return delay
    passed = min((present - found.last).total_seconds(), _on_since(found, uptime))
    return max(0, math.ceil(delay - passed))


def _on_since(found: Failures, uptime: float) -> float:
    """How long the computer was on since the last failure, at the most.

    A clock set forward does not shorten the wait: the computer must have been on for as long. After
    a restart that is the time since then.
    """
    return uptime - found.uptime if uptime >= found.uptime else uptime


def fail(folder: Path, user: str, now: Now) -> None:
    """Counts one more wrong passphrase."""
    failures, at = read(folder), now().astimezone(UTC)
    known = failures.get(user, Failures())
    more = Failures(
        count=known.count + 1,
        last=at,
        uptime=now.uptime(),
        untold=known.untold + 1,
        times=(*known.times, at)[-_MOST:],
    )
    _write(folder, failures | {user: more})


def tried(folder: Path, number: int, now: Now) -> None:
    """Keeps for the trail that sheets of that set were tried and would have opened the office."""
    failures, name, at = read(folder), f"{SHEETS}{number}", now().astimezone(UTC)
    known = failures.get(name, Failures())
    more = replace(known, untold=known.untold + 1, times=(*known.times, at)[-_MOST:])
    _write(folder, failures | {name: more})


def trial(name: str) -> int | None:
    """The set whose trials stand under that name, if it is not one of wrong attempts."""
    number = name[1:]
    is_set = name[:1] == SHEETS and number.isdecimal() and len(number) <= _SET_DIGITS
    return int(number) if is_set else None


def succeed(folder: Path, user: str) -> None:
    """After a right one: nobody need wait any more; the trail still gets the wrong ones."""
    failures = read(folder)
    if user in failures:
        _write(folder, failures | {user: replace(failures[user], count=0)})


def forgive(folder: Path, user: str) -> None:
    """After the trail has them all: forgets them, and that user need not wait any more."""
    kept = {
        name: replace(failures, untold=0, times=())
        for name, failures in read(folder).items()
        if name != user and failures.count
    }
    _write(folder, kept)


def read(folder: Path) -> dict[str, Failures]:
    """The failures by name; a file that is damaged or not there has none."""
    try:
        content = json.loads((folder / FILE).read_bytes())
        return {str(name): _failures(found) for name, found in content["users"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _write(folder: Path, failures: dict[str, Failures]) -> None:
    """Keeps them; a disk that cannot be written must keep nobody out."""
    path = folder / FILE
    users = {
        name: {
            "count": found.count,
            "last": found.last.isoformat() if found.last else None,
            "uptime": found.uptime,
            "untold": found.untold,
            "times": [at.isoformat() for at in found.times],
        }
        for name, found in failures.items()
    }
    try:
        if not users:
            path.unlink(missing_ok=True)
            return
        text = json.dumps({"version": 1, "users": users}, ensure_ascii=False, indent=2)
        durable.replace(path, text.encode())
    except OSError:
        return


def _failures(found: dict[str, object]) -> Failures:
    count, untold, times = found["count"], found["untold"], found["times"]
    if type(count) is not int or type(untold) is not int or not isinstance(times, list):
        raise TypeError("failures")
    return Failures(
        count=min(max(count, 0), 1000),
        last=_moment(found["last"]) if found["last"] else None,
        uptime=float(str(found.get("uptime", 0))),
        untold=max(untold, 0),
        times=tuple(_moment(at) for at in times[-_MOST:]),
    )


def _moment(text: object) -> datetime:
    at = datetime.fromisoformat(str(text))
    if at.tzinfo is None:
        raise ValueError("no zone")
    return at
