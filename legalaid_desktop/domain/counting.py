"""Counts periods on a calendar: dates in, dates out, by Civil Code arts 43–48.

Every period has a statutory last day, which is the best reading of the law, and a safe last day,
which no reading of it can call late (or early, for a period whose end we wait for).

A period that starts at once runs from the moment of the act to the same moment so much later, so it
ends on the day on which one ends that starts with the next day; only what is said of it differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from legalaid_desktop.domain import runs
from legalaid_desktop.domain.court_calendar import CourtCalendar, day_after, day_before, is_weekend
from legalaid_desktop.domain.reaching import (
    DAYS,
    MONTHS,
    ONE,
    Moves,
    month_day,
    passed,
    rolled,
    unsafe,
    weekend_too,
)
from legalaid_desktop.domain.reaching import reach as reach
from legalaid_desktop.domain.rules import Direction, RestDayEnd, Rule, SafeSide, Unit
from legalaid_desktop.domain.runs import Run, Span, Standing
from legalaid_desktop.domain.triggers import Prolongation

# members of enumerations are slow to look up, and these stand where a million dates pass
_WORKING_DAY = Unit.WORKING_DAY
_BEFORE, _LATER = Direction.BEFORE, SafeSide.LATER
_KEEP, _NEXT, _PREVIOUS = RestDayEnd.KEEP, RestDayEnd.NEXT, RestDayEnd.PREVIOUS


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


class Count(NamedTuple):
    """A counted period in days or longer; a tuple, for it is made a million times.

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
        kept: the safe date stays where it was before a new beginning that can be disputed.
    """

    trigger: date
    cautious: date
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
    more: tuple[Leg, ...] = ()
    pauses: tuple[Span, ...] = ()
    standing: Standing | None = None
    kept: bool = False

    @property
    def last_end(self) -> date:
        """The last day before any extension, with all time that was granted."""
        return self.more[-1].end if self.more else self.end


class _LastDays(NamedTuple):
    """The last days of a period, with what moved them; ``top``: no reading ends later."""

    holidays: tuple[date, ...]
    more: tuple[Leg, ...]
    end: date
    top: date
    statutory: date
    if_weekend: date
    if_any_rest_day: date


def count_hours(
    rule: Rule,
    trigger: datetime,
    pauses: tuple[Span, ...] = (),
    prolongations: Sequence[Prolongation] = (),
) -> datetime:
    """The moment the hours have passed, day and night, through holidays."""
    if rule.direction is _BEFORE:
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
    if rule.direction is _BEFORE:
        return _count_back(rule, run, calendar)
    standing = None
    if run.stands_since is not None:
        run, standing = _standing(rule, run, run.stands_since, calendar, prolongations)
    end, clipped = _first_end(rule, run, calendar)
    last = _last_days(rule, run, (end, clipped), calendar, prolongations)
    later = rule.safe_side is _LATER
    if later:
        start = _latest_start(rule, run, calendar, prolongations, last.top)
    else:
        start = _earliest_start(rule, run, calendar, prolongations, last.end)
    kept = run.until is not None and run.until < start
    start = run.until if kept and run.until else start
    avoided: tuple[date, ...] = ()
    safe = start
    if not calendar.is_safe_day(start):
        avoided = passed(start, unsafe(calendar), forward=later)
        safe = start + len(avoided) * (ONE if later else -ONE)
    return Count(  # by position: fifteen names would take as long as the count
        run.start,
        run.cautious,
        end,
        clipped,
        last.holidays,
        last.statutory,
        last.if_weekend,
        last.if_any_rest_day,
        start,
        avoided,
        safe if later else max(safe, run.floor),
        not later and safe <= run.floor,
        last.more,
        run.pauses,
        standing,
        kept,
    )


def working_days_left_out(first: date, last: date, calendar: CourtCalendar) -> tuple[date, ...]:
    """The weekdays from ``first`` to ``last`` on which courts rest."""
    days = (first + timedelta(days=each) for each in range((last - first).days + 1))
    return tuple(day for day in days if not is_weekend(day) and calendar.is_rest_day(day))


def _count_back(rule: Rule, run: Run, calendar: CourtCalendar) -> Count:
    """Counts back from an event; nothing extends, for that would shorten the notice."""
    end, clipped = reach(run.start, -rule.length, rule.unit, calendar)
    moves = rule.rest_day_end is _PREVIOUS
    holidays = passed(end, calendar.is_official_holiday, forward=False) if moves else ()
    last = end - timedelta(days=len(holidays))
    start = day_before(last) if clipped else last
    if run.cautious != run.start:
        sooner, doubt = reach(run.cautious, -rule.length, rule.unit, calendar)
        start = min(start, day_before(sooner) if doubt else sooner)
    avoided = passed(start, unsafe(calendar), forward=False)
    return Count(
        trigger=run.start,
        cautious=run.cautious,
        end=end,
        clipped=clipped,
        holidays=holidays,
        statutory=last,
        if_weekend=rolled(end, weekend_too(calendar), forward=False) if moves else last,
        if_any_rest_day=rolled(end, calendar.is_rest_day, forward=False) if moves else last,
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
        return run._replace(stands_since=None), None
    units = {rule.unit, *(each.unit for each in prolongations)}
    only_working = units == {Unit.WORKING_DAY}
    left = calendar.working_days(since, end) if only_working else (end - since).days + 1
    paused = run._replace(pauses=(*run.pauses, (since, since)), stands_since=None)
    return paused, Standing(since=since, left=left)


def _end_with(
    rule: Rule, run: Run, calendar: CourtCalendar, prolongations: Sequence[Prolongation]
) -> date:
    end, clipped = _first_end(rule, run, calendar)
    first = (run.start, end, clipped)
    moves = calendar.is_official_holiday
    return _legs(rule, first, run.pauses, calendar, prolongations, moves)[-1].end


def _first_end(rule: Rule, run: Run, calendar: CourtCalendar) -> tuple[date, bool]:
    """The end before anything moves it, and whether its month was short."""
    if run.first and rule.unit in MONTHS:
        end, _ = reach(day_after(run.start), rule.length, rule.unit, calendar, run.pauses)
        return runs.running_before(day_before(end), run.pauses), False
    return reach(run.start, rule.length, rule.unit, calendar, run.pauses)


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
    if rule.rest_day_end is _KEEP or not moves(end):
        return Leg(start, end, clipped, (), end)
    forward = rule.rest_day_end is _NEXT
    days = passed(end, moves, forward=forward)
    last = end + timedelta(days=len(days) if forward else -len(days))
    return Leg(start, end, clipped, days, max(last, start))


def _last_days(
    rule: Rule,
    run: Run,
    first: tuple[date, bool],
    calendar: CourtCalendar,
    prolongations: Sequence[Prolongation],
) -> _LastDays:
    """The last days by what may move them: official holidays, weekends too, any rest day."""
    end, clipped = first
    if not prolongations and (rule.rest_day_end is _KEEP or not calendar.is_rest_day(end)):
        top = day_after(end) if clipped else end
        return _LastDays((), (), end, top, end, end, end)
    if not prolongations:
        return _one_leg(rule, run.start, end, clipped, calendar)
    legs = [
        _legs(rule, (run.start, end, clipped), run.pauses, calendar, prolongations, moves)
        for moves in (calendar.is_official_holiday, weekend_too(calendar), calendar.is_rest_day)
    ]
    statutory, *_ = legs
    top = max(_after_doubt(each[-1]) for each in legs)
    lasts = (each[-1].last for each in legs)
    return _LastDays(statutory[0].holidays, statutory[1:], statutory[-1].end, top, *lasts)


def _one_leg(
    rule: Rule, start: date, end: date, clipped: bool, calendar: CourtCalendar
) -> _LastDays:
    """The same without time granted on top."""
    forward = rule.rest_day_end is _NEXT
    holidays = passed(end, calendar.is_official_holiday, forward=forward)
    last = end + len(holidays) * (ONE if forward else -ONE)
    weekend = rolled(end, weekend_too(calendar), forward=forward)
    rest = rolled(end, calendar.is_rest_day, forward=forward)
    top = day_after(end) if clipped else end
    if not forward:
        last, weekend, rest = max(last, start), max(weekend, start), max(rest, start)
    return _LastDays(holidays, (), end, top, last, weekend, rest)


def _after_doubt(leg: Leg) -> date:
    return day_after(leg.end) if leg.clipped else leg.end


def _latest_start(
    rule: Rule,
    run: Run,
    calendar: CourtCalendar,
    prolongations: Sequence[Prolongation],
    top: date,
) -> date:
    """Where the safe date starts if we wait: no reading ends later."""
    if run.cautious == run.start:
        return top
    first = reach(run.cautious, rule.length, rule.unit, calendar, run.pauses)
    start = (run.cautious, *first)
    legs = _legs(rule, start, run.pauses, calendar, prolongations, calendar.is_rest_day)
    return max(top, _after_doubt(legs[-1]))


def _earliest_start(
    rule: Rule,
    run: Run,
    calendar: CourtCalendar,
    prolongations: Sequence[Prolongation],
    end: date,
) -> date:
    """Where the safe date starts if we must act: no reading ends sooner."""
    before = day_before(end)
    if run.pauses:
        before = runs.running_before(before, run.pauses)
    if rule.unit is not _WORKING_DAY and not prolongations and run.cautious == run.start:
        return before
    start = _earliest_reading(rule, run, calendar)
    for each in prolongations:
        if rule.rest_day_end is _PREVIOUS:
            start = rolled(start, calendar.is_rest_day, forward=False)
        start, _ = reach(start, each.length, each.unit, calendar, run.pauses)
    return min(start, before)


def _earliest_reading(rule: Rule, run: Run, calendar: CourtCalendar) -> date:
    """The last day if the trigger day is day 1; for months and years the day before the end."""
    if rule.unit is _WORKING_DAY:
        return reach(run.cautious, rule.length - 1, rule.unit, calendar, run.pauses)[0]
    end, _ = reach(run.cautious, rule.length, rule.unit, calendar, run.pauses)
    return runs.running_before(day_before(end), run.pauses)


def _more_hours(end: datetime, more: Prolongation, pauses: tuple[Span, ...]) -> datetime:
    if more.unit is Unit.HOUR:
        return runs.hours_passed(end, timedelta(hours=more.length), pauses)
    if more.unit in DAYS:
        days = timedelta(days=more.length * DAYS[more.unit])
        return runs.hours_passed(end, days, pauses)
    day, _ = month_day(end.date(), more.length * MONTHS[more.unit])
    return runs.hours_passed(end, day - end.date(), pauses)
