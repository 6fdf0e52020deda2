"""What stands in the calendar of an office: deadlines, hearings, targets, clocks, day by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.court_calendar import CourtCalendar, Holiday
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.tasks import TaskLine

WEEK = 7
MONTH = 30
ROWS = 6
"""Weeks that a month can touch."""


class PlannedKind(StrEnum):
    """The four kinds of days that an office keeps apart."""

    DEADLINE = "deadline"
    HEARING = "hearing"
    TARGET = "target"
    CLOCK = "clock"


class Movable(StrEnum):
    """Whether it may be put on another day by hand."""

    FREELY = "freely"
    EARLIER = "earlier"
    NEVER = "never"


class DeskList(StrEnum):
    """The lists of the desk."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Planned(Private):
    """One thing on one day.

    Attributes:
        title_lo, title_en: what it is for; empty where nothing that was written may be shown.
        record: the deadline, or the hearing of the story.
    """

    kind: PlannedKind
    record: Deadline | Event
    case: Case
    title_lo: str
    title_en: str
    movable: Movable

    @property
    def on(self) -> date:
        """The day it stands on."""
        return self.record.due_on if isinstance(self.record, Deadline) else self.record.on

    @property
    def at(self) -> time | None:
        """The time of day, where there is one."""
        return self.record.ends_at if isinstance(self.record, Deadline) else self.record.at

    @property
    def responsible_id(self) -> int | None:
        """The account of who answers for it."""
        return self.record.responsible_id if isinstance(self.record, Deadline) else None

    @property
    def is_over(self) -> bool:
        """Whether it is settled."""
        done = DeadlineStatus.DONE
        return isinstance(self.record, Deadline) and self.record.status is done

    @property
    def waits(self) -> bool:
        """Whether it waits for a second look."""
        return isinstance(self.record, Deadline) and self.record.asked is not None

    @property
    def is_unverified(self) -> bool:
        """Whether no lawyer has confirmed its rule."""
        unverified = Certainty.UNVERIFIED
        return isinstance(self.record, Deadline) and self.record.certainty is unverified

    def title(self, language: str) -> str:
        """What it is for, in that language."""
        return self.title_lo if language == "lo" else self.title_en


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Span(Private):
    """The days on screen, with what stands on them, and the days off.

    Attributes:
        leads: by the ids of cases with hearings, who leads them.
        names: of all accounts, by their ids.
        tasks: what the viewer has to do on these days.
    """

    first: date
    last: date
    tasks: tuple[TaskLine, ...] = ()
    planned: tuple[Planned, ...] = ()
    court: CourtCalendar = field(default_factory=lambda: CourtCalendar(()))
    leads: Mapping[int, int] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Planned, ...]:
        """What stands on that day, what has an hour after what has none."""
        return self.by_day().get(day, ())

    def by_day(self) -> dict[date, tuple[Planned, ...]]:
        """What stands on each day that has anything."""
        found: dict[date, tuple[Planned, ...]] = {}
        for one in sorted(self.planned, key=_order):
            found[one.on] = (*found.get(one.on, ()), one)
        return found

    def off(self, day: date) -> tuple[Holiday, ...]:
        """The holidays of that day."""
        return self.court.on(day)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Board(Private):
    """The lists of the desk, each counted and the first of it read.

    Attributes:
        by_lawyer: an account, and how many deadlines of it are open, late, or due within 7 days.
        idle: open cases with nothing pending, with the day something last happened there.
        tasks: what the viewer has to do in the next 30 days, late ones too.
    """

    day: date
    tasks: tuple[TaskLine, ...] = ()
    lists: Mapping[DeskList, tuple[Planned, ...]]
    by_lawyer: tuple[tuple[int | None, int, int, int], ...] = ()
    by_case: tuple[tuple[Case, int, date], ...] = ()
    idle: tuple[tuple[Case, date], ...] = ()
    idle_count: int = 0
    names: Mapping[int, str] = field(default_factory=dict)


def _order(one: Planned) -> tuple[date, bool, time, str, int]:
    return one.on, one.at is not None, one.at or time.min, one.kind, one.record.id or 0


def kind_of(record: Deadline | Event) -> PlannedKind:
    """Which of the four kinds it is."""
    return PlannedKind(record.kind) if isinstance(record, Deadline) else PlannedKind.HEARING


def kinds_of(record: Deadline | Event) -> tuple[PlannedKind, ...]:
    """As which of the kinds it is warned of: what it is, and what it was before somebody turned it.

    A period of the law that was made a target loses none of its warnings.
    """
    was = record.kind_was if isinstance(record, Deadline) else None
    return (kind_of(record), PlannedKind(was)) if was else (kind_of(record),)


def movable(record: Deadline | Event, *, statutory: bool) -> Movable:
    """Whether it may be put on another day."""
    if isinstance(record, Event):
        return Movable.FREELY
    if record.status is not DeadlineStatus.OPEN or record.asked is not None:
        return Movable.NEVER
    if record.kind is DeadlineKind.CLOCK:
        return Movable.NEVER
    return Movable.EARLIER if statutory else Movable.FREELY


def month_days(day: date) -> tuple[date, date]:
    """The first Monday and the last Sunday of the six weeks that show the month of that day."""
    first = day.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    return monday, monday + timedelta(days=WEEK * ROWS - 1)


def week_days(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of the week of that day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=WEEK - 1)


def other_month(day: date, by: int) -> date:
    """The same day so many months on or back, or the last one that month has."""
    months = day.year * 12 + day.month - 1 + by
    year, month = divmod(months, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), after - timedelta(days=1))


def wanted(
    planned: Iterable[Planned],
    kinds: Iterable[PlannedKind],
    whose: int | None = None,
    leads: Mapping[int, int] | None = None,
) -> tuple[Planned, ...]:
    """Those of these kinds for which that account answers; hearings by the lead of their case."""
    shown = frozenset(kinds)
    known = leads or {}
    return tuple(one for one in planned if one.kind in shown and answers(one.record, whose, known))


def answers(record: Deadline | Event, whose: int | None, leads: Mapping[int, int]) -> bool:
    """Whether that account answers for it, for a hearing as lead of its case; of nobody all do."""
    if whose is None:
        return True
    if isinstance(record, Event):
        return leads.get(record.case_id) == whose
    return record.responsible_id == whose
