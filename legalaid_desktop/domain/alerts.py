"""How long before the desk warns, what is due for a word now, and when a custody clock rings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty

FARTHEST = 400
TOO_MANY = "Write whole numbers from 0 to {most}, such as 14, 7, 3, 1, 0."
NOT_SILENT = "A clock of somebody who is held is never silent: write at least one hour in each."
WRONG_WAY = "The end lies before the beginning."
AWAY_ALREADY = "An absence of this person is entered for some of these days. Take it back first."
AWAY_TOO = "On some of these days nobody would be there: whoever stands in is away too."
MOST_WAIT = 90
DAYS_AFTER = 60
"""So many days after the limit the clock rings on each: by then it is a matter of remand."""
OPEN = ":open"
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


class AlertKind(StrEnum):
    """What is warned of."""

    DEADLINE = "deadline"
    HEARING = "hearing"
    TARGET = "target"
    CLOCK = "clock"
    CUSTODY = "custody"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTimes:
    """When one kind is warned of: days and hours before, the longest first.

    Attributes:
        after: again on each day after it has passed.
        passed: where no end is known, so many hours after the beginning.
        rings: aloud, also while the window is hidden or the office is locked.
    """

    kind: AlertKind
    days: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    after: bool = False
    passed: tuple[int, ...] = ()
    rings: bool = False
    certainty: Certainty = Certainty.OURS


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRules:
    """How the desk of an office works.

    Attributes:
        second_look: whether what the law sets is settled by two people.
        unseen_days: after so many days unseen the manager's list has it; ``unseen_hours`` for what
            runs in hours.
    """

    leads: tuple[LeadTimes, ...]
    second_look: bool = True
    unseen_days: int = 2
    unseen_hours: int = 4

    def of(self, kind: AlertKind) -> LeadTimes:
        """The lead times of that kind."""
        return next((one for one in self.leads if one.kind is kind), LeadTimes(kind=kind))

    def of_all(self, kinds: Sequence[AlertKind]) -> LeadTimes:
        """The lead times of the first of these kinds with those of the others."""
        found = [self.of(one) for one in kinds]
        return replace(
            found[0],
            days=_ordered(days for one in found for days in one.days),
            hours=_ordered(hours for one in found for hours in one.hours),
            after=any(one.after for one in found),
            rings=any(one.rings for one in found),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Who is away from one day to another, and who stands in."""

    user_id: int
    first: date
    last: date
    stand_in_id: int | None = None

    def covers(self, day: date) -> bool:
        """Whether it lasts on that day."""
        return self.first <= day <= self.last

    def meets(self, other: "Absence") -> bool:
        """Whether both last on some day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Alert(Private):
    """A warning that is due: nothing in it says whose case it is.

    Attributes:
        number: of the case.
        left: days until then, below zero where it has passed; hours where ``in_hours``.
        mark: the same for the same warning: it is told once.
    """

    kind: AlertKind
    case_id: int
    number: str
    left: int
    mark: str
    in_hours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A moment at which a custody clock rings, and the full hours that have passed by then.

    It stays in memory while the office is locked: so it holds no name, no case and no place.

    Attributes:
        limit: the hour at which the time is over; None where no limit is known.
        elsewhere: the user may not read the case: it is for others to say that they have heard it.
    """

    at: datetime
    hours: int
    mark: str
    limit: int | None = None
    elsewhere: bool = False


def ahead(leads: LeadTimes, *, timed: bool) -> tuple[timedelta, ...]:
    """How long before it another program shall ring, the longest first; hours where it has one."""
    hours = leads.hours if timed else ()
    found = {timedelta(days=one) for one in leads.days} | {timedelta(hours=one) for one in hours}
    return tuple(sorted(found, reverse=True))


def day_alert(leads: LeadTimes, record: int, due: date, today: date) -> tuple[int, str] | None:
    """Days left and the mark of the warning that is due on that day, if any is.

    The nearest lead time that has come counts: whoever was away is told once, and not five times.
    """
    left = (due - today).days
    begun = f"{leads.kind}:{record}:{due.isoformat()}"
    if left < 0:
        return (left, f"{begun}:{left}") if leads.after else None
    reached = [days for days in leads.days if left <= days]
    return (left, f"{begun}:{min(reached)}") if reached else None


def hour_alert(
    leads: LeadTimes, record: int, due: datetime, now: datetime
) -> tuple[int, str] | None:
    """Full hours left, rounded up, and the mark of the warning that is due now, if any is."""
    left = due - now
    reached = [hours for hours in leads.hours if left <= timedelta(hours=hours)]
    if not reached or left < timedelta(0):
        return None
    return -(-left // timedelta(hours=1)), f"{leads.kind}:{record}:{due.isoformat()}:{min(reached)}"


def alarms(
    leads: LeadTimes, record: int, since: datetime, limit: datetime | None
) -> Iterator[Alarm]:
    """The moments at which the clock of somebody who is held rings, the earliest first.

    Where no limit is known it rings at the hours that the office chose, and never stays silent.
    """
    ends = -(-(limit - since) // _HOUR) if limit else None
    clock = f"{leads.kind}:{record}:{(limit or since).isoformat()}{'' if limit else OPEN}"
    for at, key in _moments(leads, since, limit):
        if at > since:
            passed = (at - since) // _HOUR
            yield Alarm(at=at, hours=passed, mark=f"{clock}:{key}", limit=ends)


def _moments(
    leads: LeadTimes, since: datetime, limit: datetime | None
) -> Iterator[tuple[datetime, str]]:
    if limit is None:
        yield from ((since + one * _HOUR, str(one)) for one in sorted(set(leads.passed)))
        return
    yield from ((limit - one * _HOUR, str(one)) for one in sorted(set(leads.hours), reverse=True))
    if leads.after:
        yield from ((limit + one * _DAY, f"+{one}") for one in range(1, DAYS_AFTER + 1))


def unheard(found: Iterable[Alarm], heard: Iterable[str], now: datetime) -> Sequence[Alarm]:
    """Those of one clock after the last that somebody said to have heard.

    One that was heard before its time, by a clock that went wrong, rings again.
    """
    known, marks = list(found), frozenset(heard)
    last = [place for place, one in enumerate(known) if one.mark in marks and one.at <= now]
    return known[last[-1] + 1 :] if last else known


def record_of(mark: str) -> int:
    """The id of the record that an alarm is about."""
    return int(mark.split(":")[1])


def ringing(
    known: Iterable[Alarm], now: datetime, rung: Iterable[str]
) -> tuple[Sequence[Alarm], frozenset[str]]:
    """What rings now, the latest of each clock alone, and the marks of all that has come.

    A computer that slept over several of them rings once for each clock.
    """
    before = frozenset(rung)
    come = [one for one in known if one.at <= now]
    fresh = [one for one in come if one.mark not in before]
    latest: dict[str, Alarm] = {}
    for one in sorted(fresh, key=lambda alarm: alarm.at):
        latest[_clock(one)] = one
    return tuple(latest.values()), frozenset(one.mark for one in come)


def _clock(alarm: Alarm) -> str:
    return alarm.mark.rpartition(":")[0]


def is_unseen_for_long(
    entered: datetime | None, now: datetime, rules: DeskRules, *, in_hours: bool
) -> bool:
    """Whether somebody else should know that nobody has looked; old entries have no moment."""
    if entered is None:
        return True
    wait = timedelta(hours=rules.unseen_hours) if in_hours else timedelta(days=rules.unseen_days)
    return now - entered >= wait


def parse(data: Mapping[str, object]) -> DeskRules:
    """The rules, as ``resources/reference/alerts.toml`` says."""
    return DeskRules(
        leads=tuple(_leads(record) for record in reference.records(data, "alert")),
        second_look=reference.flag(data, "second_look", default=True),
        unseen_days=reference.number(data, "unseen_days"),
        unseen_hours=reference.number(data, "unseen_hours"),
    )


def _leads(record: Mapping[str, object]) -> LeadTimes:
    return LeadTimes(
        kind=reference.choice(AlertKind, record, "id"),
        days=reference.numbers(record, "days"),
        hours=reference.numbers(record, "hours"),
        after=reference.flag(record, "after", default=False),
        passed=reference.numbers(record, "passed") if "passed" in record else (),
        rings=reference.flag(record, "rings", default=False),
        certainty=reference.choice(Certainty, record, "certainty"),
    )


def checked(rules: DeskRules) -> DeskRules:
    """The rules of an office with their numbers in order; raises ``InvalidValue``."""
    for name, value in (("unseen_days", rules.unseen_days), ("unseen_hours", rules.unseen_hours)):
        if not 1 <= value <= MOST_WAIT:
            raise InvalidValue(name, TOO_MANY, most=MOST_WAIT)
    return replace(rules, leads=tuple(_checked(one) for one in rules.leads))


def _checked(leads: LeadTimes) -> LeadTimes:
    for numbers in (leads.days, leads.hours, leads.passed):
        if any(not 0 <= one <= FARTHEST for one in numbers):
            raise InvalidValue(leads.kind, TOO_MANY, most=FARTHEST)
    if leads.rings and not (leads.hours and any(leads.passed)):
        raise InvalidValue(leads.kind, NOT_SILENT)
    return replace(
        leads,
        days=_ordered(leads.days),
        hours=_ordered(leads.hours),
        passed=tuple(sorted(set(leads.passed))),
    )


def _ordered(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(numbers), reverse=True))


def require_cover(absence: Absence, others: Iterable[Absence]) -> None:
    """Refuses one that nobody covers on some of its days, or that is entered already.

    Raises:
        InvalidValue: it names the field.
    """
    if absence.last < absence.first:
        raise InvalidValue("last", WRONG_WAY)
    meeting = [one for one in others if one.meets(absence)]
    if any(one.user_id == absence.user_id for one in meeting):
        raise InvalidValue("first", AWAY_ALREADY)
    for day in {absence.first, *(max(one.first, absence.first) for one in meeting)}:
        if stand_in([*meeting, absence], absence.user_id, day) is None:
            raise InvalidValue("stand_in_id", AWAY_TOO)


def stand_in(absences: Iterable[Absence], user_id: int | None, day: date) -> int | None:
    """Who stands in for that person on that day; nobody while she is there.

    Where who stands in is away too, whoever stands in for that one does.
    """
    away = {one.user_id: one.stand_in_id for one in absences if one.covers(day)}
    found, met = away.get(user_id or 0), {user_id}
    while found in away and found not in met:
        met.add(found)
        found = away[found or 0]
    return None if found in met else found
