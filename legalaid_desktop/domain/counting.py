"""Counts periods on a calendar: dates in, dates out, by Civil Code arts 43–48.

Every period has a statutory last day, which is the best reading of the law, and a safe last day,
which no reading of it can call late (or early, for a period whose end we wait for).
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from legalaid_desktop.domain import runs
from legalaid_desktop.domain.court_calendar import CourtCalendar, day_after, day_before, is_weekend
from legalaid_desktop.domain.rules import Direction, RestDayEnd, Rule, SafeSide, Unit
from legalaid_desktop.domain.runs import Run, Span, Standing
from legalaid_desktop.domain.triggers import Prolongation

_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
_ONE = timedelta(days=1)

Moves = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Leg:
    """A period, or time granted on top of it.

    Attributes:
        start: the day after which it is counted; ``end``: its last day before any extension.
        clipped: its month has no such day; holidays: those that moved the last day.
        last: the last day.
    """

    start: date
    end: date
    clipped: bool
    holidays: tuple[date, ...]
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A counted period in days or longer.

    Attributes:
        trigger: the day it is counted from, ``cautious`` the one for the safe date.
        end: the last day before any extension and any time granted; ``clipped``: its month has
            no such day; ``holidays``: the official holidays that moved it.
        more: what was granted on top.
        statutory: the last day; ``if_weekend``: the same, were Saturday and Sunday official
            holidays; ``if_any_rest_day``: the same, were days in lieu official holidays as well.
        safe_start: where the safe date stood before it moved over the days in ``avoided``.
        act_at_once: the safe date cannot lie before the trigger, so nothing is left to plan.
        standing: the clock stands still, so that the last days are the soonest possible.
    """

    trigger: date
    cautious: date
    end: date
    clipped: bool
    holidays: tuple[date, ...]
    more: tuple[Leg, ...] = ()
    statutory: date
    if_weekend: date
    if_any_rest_day: date
    safe_start: date
    avoided: tuple[date, ...]
    safe: date
    act_at_once: bool
    pauses: tuple[Span, ...] = ()
    standing: Standing | None = None

    @property
    def last_end(self) -> date:
        """The last day before any extension, with all time that was granted."""
        return self.more[-1].end if self.more else self.end


def count_hours(
    rule: Rule,
    trigger: datetime,
    pauses: tuple[Span, ...] = (),
    prolongations: Sequence[Prolongation] = (),
) -> datetime:
    """The moment the hours have passed, day and night, through holidays."""
    if rule.direction is Direction.BEFORE:
        return trigger - timedelta(hours=rule.length)
    end = runs.hours_passed(trigger, timedelta(hours=rule.length), pauses)
    for each in prolongations:
        end = _more_hours(end, each, pauses)
    return end


def count(
    rule: Rule,
    trigger: date | Run,
    calendar: CourtCalendar,
    prolongations: Sequence[Prolongation] = (),
) -> Count:
    """The last days of a rule in days, weeks, months or years."""
    run = trigger if isinstance(trigger, Run) else runs.plain(trigger)
    if rule.direction is Direction.BEFORE:
        return _count_back(rule, run, calendar)
    standing = None
    if run.stands_since is not None:
        run, standing = _standing(rule, run, run.stands_since, calendar, prolongations)
    end, clipped = reach(run.start, rule.length, rule.unit, calendar, run.pauses)
    legs = [
        _legs(rule, (run.start, end, clipped), run.pauses, calendar, prolongations, moves)
        for moves in (calendar.is_official_holiday, _weekend_too(calendar), calendar.is_rest_day)
    ]
    statutory, if_weekend, if_any_rest_day = legs
    top = max(_after_doubt(each[-1]) for each in legs)
    start = _safe_start(rule, run, calendar, prolongations, statutory[-1].end, top)
    later = rule.safe_side is SafeSide.LATER
    avoided = _passed(start, _unsafe(calendar), forward=later)
    safe = start + timedelta(days=len(avoided) if later else -len(avoided))
    return Count(
        trigger=run.start,
        cautious=run.cautious,
        end=end,
        clipped=clipped,
        holidays=statutory[0].holidays,
        more=statutory[1:],
        statutory=statutory[-1].last,
        if_weekend=if_weekend[-1].last,
        if_any_rest_day=if_any_rest_day[-1].last,
        safe_start=start,
        avoided=avoided,
        safe=safe if later else max(safe, run.floor),
        act_at_once=not later and safe <= run.floor,
        pauses=run.pauses,
        standing=standing,
    )


def reach(
    start: date,
    length: int,
    unit: Unit,
    calendar: CourtCalendar,
    pauses: tuple[Span, ...] = (),
) -> tuple[date, bool]:
    """The day a length after (if negative, before) a day, and whether its month was short.

    Args:
        pauses: days after ``start`` that are not counted, where the length goes forward.
    """
    if unit is Unit.WORKING_DAY:
        return _working_day(start, length, calendar, pauses), False
    if unit in _MONTHS:
        end, clipped = _month_day(start, length * _MONTHS[unit])
    else:
        end, clipped = start + timedelta(days=length * _DAYS[unit]), False
    for first, last in pauses:
        if first > end:
            break
        if last > start:
            end += last - max(first, day_after(start)) + _ONE
    return end, clipped


def working_days_left_out(first: date, last: date, calendar: CourtCalendar) -> tuple[date, ...]:
    """The weekdays from ``first`` to ``last`` on which courts rest."""
    days = (first + timedelta(days=each) for each in range((last - first).days + 1))
    return tuple(day for day in days if not is_weekend(day) and calendar.is_rest_day(day))


def _count_back(rule: Rule, run: Run, calendar: CourtCalendar) -> Count:
    """Counts back from an event; nothing extends, for that would shorten the notice."""
    end, clipped = reach(run.start, -rule.length, rule.unit, calendar)
    moves = rule.rest_day_end is RestDayEnd.PREVIOUS
    holidays = _passed(end, calendar.is_official_holiday, forward=False) if moves else ()
    last = end - timedelta(days=len(holidays))
    start = day_before(last) if clipped else last
    if run.cautious != run.start:
        sooner, doubt = reach(run.cautious, -rule.length, rule.unit, calendar)
        start = min(start, day_before(sooner) if doubt else sooner)
    avoided = _passed(start, _unsafe(calendar), forward=False)
    return Count(
        trigger=run.start,
        cautious=run.cautious,
        end=end,
        clipped=clipped,
        holidays=holidays,
        statutory=last,
        if_weekend=_rolled(end, _weekend_too(calendar), forward=False) if moves else last,
        if_any_rest_day=_rolled(end, calendar.is_rest_day, forward=False) if moves else last,
        safe_start=start,
        avoided=avoided,
        safe=start - timedelta(days=len(avoided)),
        act_at_once=False,
    )


def _standing(
    rule: Rule,
    run: Run,
    since: date,
    calendar: CourtCalendar,
    prolongations: Sequence[Prolongation],
) -> tuple[Run, Standing | None]:
    """The run as if its open pause ended at once, and what was left when it began."""
    end = _end_with(rule, run, calendar, prolongations)
    since = max(since, day_after(run.start))
    if since > end:
        return replace(run, stands_since=None), None
    units = {rule.unit, *(each.unit for each in prolongations)}
    only_working = units == {Unit.WORKING_DAY}
    left = calendar.working_days(since, end) if only_working else (end - since).days + 1
    paused = replace(run, pauses=(*run.pauses, (since, since)), stands_since=None)
    return paused, Standing(since=since, left=left)


def _end_with(
    rule: Rule, run: Run, calendar: CourtCalendar, prolongations: Sequence[Prolongation]
) -> date:
    end, clipped = reach(run.start, rule.length, rule.unit, calendar, run.pauses)
    first = (run.start, end, clipped)
    moves = calendar.is_official_holiday
    return _legs(rule, first, run.pauses, calendar, prolongations, moves)[-1].end


def _legs(
    rule: Rule,
    first: tuple[date, date, bool],
    pauses: tuple[Span, ...],
    calendar: CourtCalendar,
    prolongations: Sequence[Prolongation],
    moves: Moves,
) -> tuple[Leg, ...]:
    """The period and all time granted on top, each from the last day of the one before it."""
    legs = [_leg(rule, *first, moves)]
    for each in prolongations:
        last = legs[-1].last
        end, clipped = reach(last, each.length, each.unit, calendar, pauses)
        legs.append(_leg(rule, last, end, clipped, moves))
    return tuple(legs)


def _leg(rule: Rule, start: date, end: date, clipped: bool, moves: Moves) -> Leg:
    if rule.rest_day_end is RestDayEnd.KEEP or not moves(end):
        return Leg(start, end, clipped, (), end)
    forward = rule.rest_day_end is RestDayEnd.NEXT
    days = _passed(end, moves, forward=forward)
    last = end + timedelta(days=len(days) if forward else -len(days))
    return Leg(start, end, clipped, days, max(last, start))


def _after_doubt(leg: Leg) -> date:
    return day_after(leg.end) if leg.clipped else leg.end


def _safe_start(
    rule: Rule,
    run: Run,
    calendar: CourtCalendar,
    prolongations: Sequence[Prolongation],
    end: date,
    top: date,
) -> date:
    """Where the safe date starts: one reading earlier than ``end``, or as late as ``top``."""
    pauses = run.pauses
    if rule.safe_side is SafeSide.LATER:
        if run.cautious == run.start:
            return top
        first = reach(run.cautious, rule.length, rule.unit, calendar, pauses)
        start = (run.cautious, *first)
        legs = _legs(rule, start, pauses, calendar, prolongations, calendar.is_rest_day)
        return max(top, _after_doubt(legs[-1]))
    start_of_it = _earliest_reading(rule, run, calendar)
    for each in prolongations:
        if rule.rest_day_end is RestDayEnd.PREVIOUS:
            start_of_it = _rolled(start_of_it, calendar.is_rest_day, forward=False)
        start_of_it, _ = reach(start_of_it, each.length, each.unit, calendar, pauses)
    return min(start_of_it, runs.running_before(day_before(end), pauses))


def _earliest_reading(rule: Rule, run: Run, calendar: CourtCalendar) -> date:
    """The last day if the trigger day is day 1; for months and years the day before the end."""
    if rule.unit is Unit.WORKING_DAY:
        return reach(run.cautious, rule.length - 1, rule.unit, calendar, run.pauses)[0]
    end, _ = reach(run.cautious, rule.length, rule.unit, calendar, run.pauses)
    return runs.running_before(day_before(end), run.pauses)


def _working_day(
    start: date, length: int, calendar: CourtCalendar, pauses: tuple[Span, ...]
) -> date:
    end = calendar.working_day(start, length)
    for first, last in pauses:
        if first > end:
            break
        if last > start:
            length += calendar.working_days(max(first, day_after(start)), last)
            end = calendar.working_day(start, length)
    return end


def _month_day(start: date, months: int) -> tuple[date, bool]:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)), start.day > last


def _more_hours(end: datetime, more: Prolongation, pauses: tuple[Span, ...]) -> datetime:
    if more.unit is Unit.HOUR:
        return runs.hours_passed(end, timedelta(hours=more.length), pauses)
    if more.unit in _DAYS:
        days = timedelta(days=more.length * _DAYS[more.unit])
        return runs.hours_passed(end, days, pauses)
    day, _ = _month_day(end.date(), more.length * _MONTHS[more.unit])
    return runs.hours_passed(end, day - end.date(), pauses)


def _passed(start: date, moves: Moves, *, forward: bool = True) -> tuple[date, ...]:
    """The days one after the other, from ``start`` on, that a date moves over."""
    if not moves(start):
        return ()
    step = _ONE if forward else -_ONE
    days: list[date] = []
    while moves(start):
        days.append(start)
        start += step
    return tuple(days)


def _rolled(start: date, moves: Moves, *, forward: bool = True) -> date:
    days = len(_passed(start, moves, forward=forward))
    return start + timedelta(days=days if forward else -days)


def _weekend_too(calendar: CourtCalendar) -> Moves:
    return lambda day: is_weekend(day) or calendar.is_official_holiday(day)


def _unsafe(calendar: CourtCalendar) -> Moves:
    return lambda day: not calendar.is_safe_day(day)
