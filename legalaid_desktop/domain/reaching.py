"""Moves a day by a length, or over days that stop it: what counting is made of."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from legalaid_desktop.domain.court_calendar import CourtCalendar, day_after, is_weekend
from legalaid_desktop.domain.rules import Unit
from legalaid_desktop.domain.runs import Span

DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
ONE = timedelta(days=1)
_BACK = -ONE
_SHORTEST = 28
"""So many days every month has."""
# members of enumerations are slow to look up, and these stand where a million dates pass
_DAY, _WORKING_DAY, _MONTH, _YEAR = Unit.DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR

Moves = Callable[[date], bool]


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
    if unit is _WORKING_DAY:
        return _working_day(start, length, calendar, pauses), False
    if unit is _DAY:
        end, clipped = start + timedelta(length), False
    elif unit is _MONTH:
        end, clipped = month_day(start, length)
    elif unit is _YEAR:
        end, clipped = month_day(start, length * MONTHS[unit])
    else:
        end, clipped = start + timedelta(length * DAYS[unit]), False
    for first, last in pauses:
        if first > end:
            break
        if last > start:
            end += last - max(first, day_after(start)) + ONE
    return end, clipped


def _working_day(
    start: date, length: int, calendar: CourtCalendar, pauses: tuple[Span, ...]
) -> date:
    end = calendar.working_day(start, length)
    if not length:
        return end
    for first, last in pauses:
        if first > end:
            break
        if last > start:
            length += calendar.working_days(max(first, day_after(start)), last)
            end = calendar.working_day(start, length)
    return end


def month_day(start: date, months: int) -> tuple[date, bool]:
    """The same day so many months on, or the last of a month that has none, and which it was."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = start.day
    if day <= _SHORTEST:
        return date(year, month + 1, day), False
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day, last)), day > last


def passed(start: date, moves: Moves, *, forward: bool = True) -> tuple[date, ...]:
    """The days one after the other, from ``start`` on, that a date moves over."""
    if not moves(start):
        return ()
    step = ONE if forward else _BACK
    days = [start]
    while moves(start := start + step):
        days.append(start)
    return tuple(days)


def rolled(start: date, moves: Moves, *, forward: bool = True) -> date:
    """The first day from ``start`` on that a date does not move over."""
    step = ONE if forward else _BACK
    while moves(start):
        start += step
    return start


def weekend_too(calendar: CourtCalendar) -> Moves:
    """Whether a day is an official holiday or a weekly rest day."""
    return lambda day: is_weekend(day) or calendar.is_official_holiday(day)


def unsafe(calendar: CourtCalendar) -> Moves:
    """Whether a safe date avoids a day."""
    return lambda day: not calendar.is_safe_day(day)
