"""Counts periods on a calendar: dates in, dates out, by Civil Code arts 43–48.

Every period has a statutory last day, which is the best reading of the law, and a safe last day,
which no reading of it can call late (or early, for a period whose end we wait for).
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from legalaid_desktop.domain.court_calendar import CourtCalendar, day_after, day_before, is_weekend
from legalaid_desktop.domain.rules import Direction, RestDayEnd, Rule, SafeSide, Unit

_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A counted period in days or longer.

    Attributes:
        end: the last day before any extension; ``clipped``: its month has no such day.
        holidays: the official holidays that moved the last day on.
        statutory: the last day; ``if_weekend``: the same, were Saturday and Sunday official
            holidays; ``if_any_rest_day``: the same, were days in lieu official holidays as well.
        safe_start: where the safe date stood before it moved over the days in ``avoided``.
        act_at_once: the safe date cannot lie before the trigger, so nothing is left to plan.
    """

    trigger: date
    end: date
    clipped: bool
    holidays: tuple[date, ...]
    statutory: date
    if_weekend: date
    if_any_rest_day: date
    safe_start: date
    avoided: tuple[date, ...]
    safe: date
    act_at_once: bool


def count_hours(rule: Rule, trigger: datetime) -> datetime:
    """The moment the hours have passed, day and night, through holidays."""
    return trigger + timedelta(
        hours=rule.length if rule.direction is Direction.AFTER else -rule.length
    )


def count(rule: Rule, trigger: date, calendar: CourtCalendar) -> Count:
    """The last days of a rule in days, weeks, months or years."""
    if rule.direction is Direction.BEFORE:
        return _count_back(rule, trigger, calendar)
    end, clipped = reach(trigger, rule.length, rule.unit, calendar)
    extends = rule.rest_day_end is RestDayEnd.NEXT
    holidays = _passed(end, calendar.is_official_holiday) if extends else ()
    statutory = end + timedelta(days=len(holidays))
    start, avoided = _safe_path(rule, trigger, end, calendar, clipped=clipped)
    safe, at_once = _safe_day(rule, trigger, start, len(avoided))
    return Count(
        trigger=trigger,
        end=end,
        clipped=clipped,
        holidays=holidays,
        statutory=statutory,
        if_weekend=_first_without(end, _weekend_too(calendar)) if extends else end,
        if_any_rest_day=_first_without(end, calendar.is_rest_day) if extends else end,
        safe_start=start,
        avoided=avoided,
        safe=safe,
        act_at_once=at_once,
    )


def reach(start: date, length: int, unit: Unit, calendar: CourtCalendar) -> tuple[date, bool]:
    """The day a length after (if negative, before) a day, and whether its month was short."""
    if unit is Unit.WORKING_DAY:
        return _working_day(start, length, calendar), False
    if unit in _MONTHS:
        return _month_day(start, length * _MONTHS[unit])
    return start + timedelta(days=length * _DAYS[unit]), False


def working_days_left_out(first: date, last: date, calendar: CourtCalendar) -> tuple[date, ...]:
    """The weekdays from ``first`` to ``last`` on which courts rest."""
    days = (first + timedelta(days=each) for each in range((last - first).days + 1))
    return tuple(day for day in days if not is_weekend(day) and calendar.is_rest_day(day))


def _count_back(rule: Rule, event: date, calendar: CourtCalendar) -> Count:
    """Counts back from an event; nothing extends, for that would shorten the notice."""
    end, clipped = reach(event, -rule.length, rule.unit, calendar)
    start = day_before(end) if clipped else end
    avoided = _passed(start, _unsafe(calendar), forward=False)
    return Count(
        trigger=event,
        end=end,
        clipped=clipped,
        holidays=(),
        statutory=end,
        if_weekend=end,
        if_any_rest_day=end,
        safe_start=start,
        avoided=avoided,
        safe=start - timedelta(days=len(avoided)),
        act_at_once=False,
    )


def _safe_path(
    rule: Rule, trigger: date, end: date, calendar: CourtCalendar, *, clipped: bool
) -> tuple[date, tuple[date, ...]]:
    """Where the safe date starts, and the days it moves over."""
    if rule.safe_side is SafeSide.LATER:
        start = day_after(end) if clipped else end
        return start, _passed(start, _unsafe(calendar))
    start = _earliest_reading(rule, trigger, end, calendar)
    return start, _passed(start, _unsafe(calendar), forward=False)


def _earliest_reading(rule: Rule, trigger: date, end: date, calendar: CourtCalendar) -> date:
    """The last day if the trigger day is day 1; for months and years the day before the end."""
    if rule.unit is Unit.WORKING_DAY:
        return _working_day(trigger, rule.length - 1, calendar)
    return day_before(end)


def _safe_day(rule: Rule, trigger: date, start: date, moved: int) -> tuple[date, bool]:
    if rule.safe_side is SafeSide.LATER:
        return start + timedelta(days=moved), False
    safe = start - timedelta(days=moved)
    return max(safe, trigger), safe <= trigger


def _working_day(start: date, length: int, calendar: CourtCalendar) -> date:
    step = timedelta(days=1 if length >= 0 else -1)
    day, left = start, abs(length)
    while left:
        day += step
        left -= calendar.is_working_day(day)
    return day


def _month_day(start: date, months: int) -> tuple[date, bool]:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)), start.day > last


def _passed(
    start: date, moves: Callable[[date], bool], *, forward: bool = True
) -> tuple[date, ...]:
    """The days one after the other, from ``start`` on, that a date moves over."""
    step = timedelta(days=1 if forward else -1)
    days: list[date] = []
    while moves(start):
        days.append(start)
        start += step
    return tuple(days)


def _first_without(start: date, moves: Callable[[date], bool]) -> date:
    return start + timedelta(days=len(_passed(start, moves)))


def _weekend_too(calendar: CourtCalendar) -> Callable[[date], bool]:
    return lambda day: is_weekend(day) or calendar.is_official_holiday(day)


def _unsafe(calendar: CourtCalendar) -> Callable[[date], bool]:
    return lambda day: not calendar.is_safe_day(day)
