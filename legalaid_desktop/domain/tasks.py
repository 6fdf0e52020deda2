"""Tasks: what somebody has to do by when, in a case or for the office."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.flags import About, Flagged, RecordKind
from legalaid_desktop.domain.privacy import Private

SETTLED = "This task is done or dropped already."
NO_SUCH_DAY = "There is no such day."
NO_DAY = "On which day is it to be looked at again?"
NOBODY = "Who is to be reminded of it?"
_LAO_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")
_OFF = re.compile(r"(?:^|\s)\+(\d{1,3})\s*(d|w|m|ມື້|ວັນ|ອາທິດ|ເດືອນ)?$", re.IGNORECASE)
_DAY = re.compile(r"(?:^|\s)(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$")
_OWNER = re.compile(r"(?:^|\s)@(\S+)$")
_WEEKS, _MONTHS = {"w", "ອາທິດ"}, {"m", "ເດືອນ"}


class TaskStatus(StrEnum):
    """What became of a task; none is ever deleted."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Task(Private):
    """Something to do.

    Attributes:
        case_id: none for a task of the office.
        owner_id: the account of who has to do it.
        settled_on, settled_by: when and by whom it was done or dropped; reason: why it was dropped.
        sequence, step: where it came from, if from a sequence.
        record_kind, record_id: the record of its case that it flags, if any.
    """

    id: int | None = None
    version: int = 0
    case_id: int | None = None
    what: str
    owner_id: int | None = None
    due_on: date | None = None
    status: TaskStatus = TaskStatus.OPEN
    settled_on: date | None = None
    settled_by: str = ""
    reason: str = ""
    sequence: str = ""
    step: str = ""
    record_kind: RecordKind | None = None
    record_id: int | None = None

    @property
    def flagged(self) -> Flagged | None:
        """The record to look at again; none for a task like any other."""
        if self.record_kind is None or self.record_id is None:
            return None
        return Flagged(self.record_kind, self.record_id)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TaskLine(Private):
    """A task as lists need it.

    Attributes:
        case: of one of the office none; owner: the name of who has to do it.
        about: the record that it flags.
    """

    task: Task
    case: Case | None = None
    owner: str = ""
    about: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class QuickTask(Private):
    """What a line such as ``call the village chief @noy +3d`` says."""

    what: str
    due_on: date | None
    owner: str


def checked(task: Task) -> Task:
    """The task with its text normalised; raises ``InvalidValue``."""
    clean = replace(task, what=checks.line("what", task.what, required=True))
    if clean.flagged and clean.due_on is None:
        raise InvalidValue("due_on", NO_DAY)
    if clean.flagged and clean.owner_id is None:
        raise InvalidValue("owner_id", NOBODY)
    return clean


def done(task: Task, on: date, by: str) -> Task:
    """The task, done on that day; refuses one that is settled."""
    return replace(_open(task), status=TaskStatus.DONE, settled_on=on, settled_by=by)


def dropped(task: Task, on: date, by: str, reason: str) -> Task:
    """The task, dropped for that reason; refuses one that is settled."""
    why = checks.line("reason", reason, required=True)
    gone = replace(_open(task), status=TaskStatus.DROPPED, reason=why)
    return replace(gone, settled_on=on, settled_by=by)


def reopened(task: Task) -> Task:
    """The task, to be done again."""
    back = replace(task, status=TaskStatus.OPEN, reason="")
    return replace(back, settled_on=None, settled_by="")


def is_overdue(task: Task, today: date) -> bool:
    """Whether its day has passed and nothing became of it."""
    return task.status is TaskStatus.OPEN and task.due_on is not None and task.due_on < today


def quick_entry(text: str, today: date) -> QuickTask:
    """What the line says: what to do, then ``@who`` and ``+3d``, ``+2w``, ``+1m`` or a date.

    Raises:
        InvalidValue: there is no such day.
    """
    rest, due, owner = text.strip(), None, ""
    for _ in range(2):  # the two may stand in either order
        rest, found = _due(rest, today)
        due = due or found
        rest, name = _taken(_OWNER, rest)
        owner = owner or name
    return QuickTask(what=rest, due_on=due, owner=owner)


def _open(task: Task) -> Task:
    if task.status is not TaskStatus.OPEN:
        raise Refused(SETTLED)
    return task


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    return (text[: found.start()].rstrip(), found[1]) if found else (text, "")


def _due(text: str, today: date) -> tuple[str, date | None]:
    digits = text.translate(_LAO_DIGITS)  # as many letters as before
    if found := _OFF.search(digits):
        return text[: found.start()].rstrip(), _off(today, int(found[1]), (found[2] or "d").lower())
    if found := _DAY.search(digits):
        return text[: found.start()].rstrip(), _day(found, today)
    return text, None


def _off(today: date, count: int, unit: str) -> date:
    if unit in _MONTHS:
        return months_later(today, count)
    return today + timedelta(days=count * (7 if unit in _WEEKS else 1))


def _day(found: re.Match[str], today: date) -> date:
    try:
        day = date(int(found[3] or today.year), int(found[2]), int(found[1]))
    except ValueError as error:
        raise InvalidValue("due_on", NO_SUCH_DAY) from error
    # without a year the next such day is meant
    return day if found[3] or day >= today else months_later(day, 12)


def months_later(day: date, count: int) -> date:
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(day.month - 1 + count, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def kept_link(task: Task, known: Task) -> Task:
    """The task, changed, in the case and about the record of the one that is known."""
    kind, key = known.record_kind, known.record_id
    return replace(task, case_id=known.case_id, record_kind=kind, record_id=key)


def in_case(task: Task, *, case_id: int, owner_id: int | None) -> Task:
    """The task, for that case and that account."""
    return replace(task, case_id=case_id, owner_id=owner_id)
