"""The sum behind a last day, as data: what was counted, what was assumed, what to beware of.

``labels/deadlines.py`` makes the sentences. Values are texts and numbers only, days in ISO form,
so that a step can be stored and shown in another language years later.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from legalaid_desktop.domain.counting import Count, working_days_left_out
from legalaid_desktop.domain.court_calendar import (
    CourtCalendar,
    Holiday,
    HolidayKind,
    HolidayScope,
    day_after,
    day_before,
    is_weekend,
)
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import (
    DeadlineKind,
    Direction,
    RestDayEnd,
    Rule,
    SafeSide,
    Start,
    Unit,
)
from legalaid_desktop.domain.triggers import Prolongation

CIVIL_CODE = "civil-code"


NOT_VALID = frozenset({"not_yet_valid", "no_longer_valid"})
"""Warnings that stay with a deadline: the rule was not in force when the period began."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum.

    Attributes:
        kind: which sentence it is; ``values`` fill it.
        article: ``law:article`` it rests on, if it rests on one.
    """

    kind: str
    values: tuple[tuple[str, str | int], ...] = ()
    article: str = ""

    def as_data(self) -> dict[str, object]:
        """The step as texts and numbers, to be stored."""
        return {"kind": self.kind, "article": self.article, "values": dict(self.values)}


def step_from(data: Mapping[str, object]) -> Step:
    """The step that ``as_data`` stored."""
    values = data.get("values")
    pairs = values.items() if isinstance(values, Mapping) else ()
    kept = tuple((str(key), value) for key, value in pairs if isinstance(value, str | int))
    return Step(str(data.get("kind", "")), kept, str(data.get("article", "")))


def steps(
    rule: Rule,
    count: Count,
    calendar: CourtCalendar,
    *,
    by_weekend: bool,
    led: Sequence[Step] = (),
    paused: Sequence[Step] = (),
    more: Sequence[Step] = (),
) -> tuple[Step, ...]:
    """The sum of a rule in days or longer, line by line.

    Args:
        led: what led from the event to the day counted from; without it that is the event.
        paused: the days on which the clock stood still; ``more``: the time granted on top.
    """
    plain = line("trigger", event_lo=rule.trigger_lo, event_en=rule.trigger_en, day=count.trigger)
    last = count.if_weekend if by_weekend else count.statutory
    return (
        *(led or (plain,)),
        _start(rule, count),
        *_left_out(rule, count, calendar),
        *paused,
        *_end(rule, count),
        *_extension(rule, count.holidays, calendar),
        *more,
        *_weekend_extension(rule, count, calendar, by_weekend=by_weekend),
        line("statutory_soonest" if count.standing else "statutory", day=last),
        *_safe(rule, count, calendar),
    )


def hour_steps(
    rule: Rule,
    trigger: datetime,
    first: datetime,
    end: datetime,
    *,
    paused: Sequence[Step] = (),
    more: Sequence[Step] = (),
) -> tuple[Step, ...]:
    """The sum of a rule in hours; ``first``: its end without the time granted on top."""
    ends = "ends_hours" if rule.direction is Direction.AFTER else "ends_hours_before"
    return (
        line("trigger_moment", event_lo=rule.trigger_lo, event_en=rule.trigger_en, moment=trigger),
        line("start_hours", "47(1)", moment=trigger),
        *paused,
        line(ends, "48(1)", length=rule.length, unit=rule.unit, moment=first),
        *more,
        line("statutory_moment", moment=end),
        line("safe_moment", moment=end),
    )


def assumptions(
    rule: Rule, count: Count, calendar: CourtCalendar, *, by_weekend: bool
) -> tuple[Step, ...]:
    """What was taken for granted where the law is silent or read in two ways."""
    found = [
        *_assumed_readings(rule, count),
        *_assumed_weekend(count, by_weekend=by_weekend),
        *_assumed_in_lieu(count, calendar),
        *_assumed_ordinary(rule, count, calendar),
        *_assumed_of_rule(rule),
    ]
    return tuple(found)


def hour_assumptions(rule: Rule) -> tuple[Step, ...]:
    """What a rule in hours takes for granted."""
    return (line("local_time"), *_assumed_of_rule(rule))


def warnings(rule: Rule, count: Count, calendar: CourtCalendar) -> tuple[Step, ...]:
    """What to beware of before relying on the dates."""
    usual = count.safe == count.trigger
    kind = "act_at_once" if usual else "act_at_once_sooner"
    at_once = [line(kind, day=count.safe)] if count.act_at_once else []
    touched = [count.trigger, count.statutory, count.if_any_rest_day, count.safe]
    years = sorted({day.year for day in touched})
    unknown = [line("no_holidays_known", year=year) for year in years if not calendar.knows(year)]
    return (
        *at_once,
        *rule_warnings(rule, count.trigger),
        *unknown,
        *_projected(rule, count, calendar),
    )


def rule_warnings(rule: Rule, trigger: date) -> tuple[Step, ...]:
    """What to beware of in the rule itself."""
    found = []
    if rule.certainty is Certainty.UNVERIFIED:
        found.append(line("unverified"))
    if rule.certainty is Certainty.SECONDARY:
        found.append(line("secondary"))
    if rule.valid_from is not None and trigger < rule.valid_from:
        found.append(line("not_yet_valid", day=rule.valid_from))
    if rule.valid_to is not None and trigger > rule.valid_to:
        found.append(line("no_longer_valid", day=rule.valid_to))
    return tuple(found)


def _start(rule: Rule, count: Count) -> Step:
    if rule.direction is Direction.BEFORE:
        return line("start_before", day=day_before(count.trigger))
    if rule.start is Start.AT_ONCE:
        return line("start_at_once", day=count.trigger)
    return line("start_next_day", "47(2)", day=day_after(count.trigger))


def _left_out(rule: Rule, count: Count, calendar: CourtCalendar) -> Iterable[Step]:
    if rule.unit is not Unit.WORKING_DAY:
        return
    yield line("weekends_left_out")
    for day in _working_days_off(count, calendar):
        yield line("left_out", day=day, **_names(calendar.on(day)))


def _end(rule: Rule, count: Count) -> Iterable[Step]:
    kind = "ends" if rule.direction is Direction.AFTER else "ends_before"
    if count.clipped:
        yield line("short_month", number=count.trigger.day, day=count.end)
    if not count.standing:
        yield line(kind, "48(2)", length=rule.length, unit=rule.unit, day=count.end)


def _extension(rule: Rule, holidays: Iterable[date], calendar: CourtCalendar) -> Iterable[Step]:
    if rule.direction is Direction.AFTER and rule.rest_day_end is RestDayEnd.KEEP:
        yield line("kept")
    for day in holidays:
        names = _names(calendar.on(day))
        if rule.rest_day_end is RestDayEnd.PREVIOUS:
            yield line("brought_forward", day=day, next=day_before(day), **names)
        else:
            yield line("extended", "48(3)", day=day, next=day_after(day), **names)


def granted(
    rule: Rule, count: Count, prolongations: Sequence[Prolongation], calendar: CourtCalendar
) -> Iterable[Step]:
    """Each time granted on top, and the last day with it."""
    for given, leg in zip(prolongations, count.more, strict=True):
        yield more_time("prolonged", given, day=day_after(leg.start))
        if leg.clipped:
            yield line("short_month", number=leg.start.day, day=leg.end)
        yield line("prolonged_end", "48(2)", day=leg.end)
        if leg.holidays:
            yield from _extension(rule, leg.holidays, calendar)


def more_time(kind: str, given: Prolongation, **values: date) -> Step:
    """What is said of time granted on top."""
    return line(
        kind,
        "47",
        length=given.length,
        unit=given.unit,
        granted=given.granted_on,
        note=given.note,
        **values,
    )


def _weekend_extension(
    rule: Rule, count: Count, calendar: CourtCalendar, *, by_weekend: bool
) -> Iterable[Step]:
    if not by_weekend:
        return
    if count.more or rule.rest_day_end is RestDayEnd.PREVIOUS:
        if count.if_weekend != count.statutory:
            yield line("weekend_moved", "48(3)", day=count.if_weekend)
        return
    day = count.statutory
    while day < count.if_weekend:
        names = _names(each for each in calendar.on(day) if _nationwide(each))
        kind = "extended" if names else "weekend_extended"
        yield line(kind, "48(3)", day=day, next=day_after(day), **names)
        day = day_after(day)


def _safe(rule: Rule, count: Count, calendar: CourtCalendar) -> Iterable[Step]:
    if count.standing and _is_later(rule):
        yield line("safe_none")
        return
    if count.cautious != count.trigger:
        yield line("safe_runs_from", day=count.cautious)
    yield line("safe_kept" if count.kept else _safe_kind(rule), day=count.safe_start)
    later = _is_later(rule)
    for day in count.avoided:
        names = _names(each for each in calendar.on(day) if each.pulls_back or _nationwide(each))
        kind = "moved_forward" if later else "moved_back"
        yield line(f"{kind}_weekend" if is_weekend(day) else kind, day=day, **names)
    if count.act_at_once:
        usual = count.safe == count.trigger
        yield line("safe_at_trigger" if usual else "safe_at_floor", day=count.safe)
    yield line("safe_later" if later else "safe", day=count.safe)


def _safe_kind(rule: Rule) -> str:
    if rule.direction is Direction.BEFORE:
        return "safe_start_before"
    if rule.safe_side is SafeSide.LATER:
        return "safe_start_later"
    if rule.unit in (Unit.MONTH, Unit.YEAR):
        return "safe_start_day_less"
    return "safe_start_trigger"


def _is_later(rule: Rule) -> bool:
    return rule.direction is Direction.AFTER and rule.safe_side is SafeSide.LATER


def _assumed_readings(rule: Rule, count: Count) -> Iterable[Step]:
    if rule.direction is Direction.BEFORE:
        yield line("event_as_day_one", day=day_after(count.end))
    elif rule.safe_side is SafeSide.LATER:
        yield line("end_is_good")
    elif rule.start is Start.NEXT_DAY:
        yield line("trigger_as_day_one", "47(2)")
    if count.clipped or any(leg.clipped for leg in count.more):
        yield line("short_month_silent")


def _assumed_weekend(count: Count, *, by_weekend: bool) -> Iterable[Step]:
    if by_weekend:
        yield line("weekend_chosen", "48(3)")
    elif count.if_weekend != count.statutory:
        yield line("weekend_open", "48(3)", day=count.statutory, next=count.if_weekend)


def _assumed_in_lieu(count: Count, calendar: CourtCalendar) -> Iterable[Step]:
    day = count.statutory
    if count.if_any_rest_day < day and _is_in_lieu(day, calendar):
        yield line("in_lieu_open", "48(3)", day=day, next=count.if_any_rest_day)
    while day < count.if_any_rest_day:
        if _is_in_lieu(day, calendar):
            yield line("in_lieu_open", "48(3)", day=day, next=count.if_any_rest_day)
            return
        day = day_after(day)


def _assumed_ordinary(rule: Rule, count: Count, calendar: CourtCalendar) -> Iterable[Step]:
    """Says which days that are some people's holidays were taken for ordinary days."""
    for day in sorted({*_counted(rule, count), count.statutory, *count.avoided, count.safe}):
        others = [each for each in calendar.on(day) if not _nationwide(each)]
        if others and calendar.is_working_day(day):
            kind = "ordinary" if others[0].pulls_back else "others_off"
            yield line(kind, day=day, scope=others[0].scope, **_names(others[:1]))


def _assumed_of_rule(rule: Rule) -> Iterable[Step]:
    if rule.kind is DeadlineKind.TARGET:
        return  # no law stands behind it, so that none is stretched and none was checked
    if rule.law != CIVIL_CODE:
        yield line("by_analogy", "43")
    if not rule.checked_by:
        yield line("unchecked")


def _projected(rule: Rule, count: Count, calendar: CourtCalendar) -> Iterable[Step]:
    """Warns of holidays that moved a date and still wait for the yearly notice."""
    days = {*count.holidays, *count.avoided}
    if rule.unit is Unit.WORKING_DAY:
        days.update(_working_days_off(count, calendar))
    for day in sorted(days):
        for holiday in calendar.on(day):
            if holiday.certainty is Certainty.UNVERIFIED and holiday.pulls_back:
                yield line("projected", day=day, **_names([holiday]))


def _working_days_off(count: Count, calendar: CourtCalendar) -> tuple[date, ...]:
    return working_days_left_out(*_span(count), calendar)


def _counted(rule: Rule, count: Count) -> Iterable[date]:
    if rule.unit is not Unit.WORKING_DAY:
        return ()
    first, last = _span(count)
    return (first + timedelta(days=each) for each in range((last - first).days + 1))


def _span(count: Count) -> tuple[date, date]:
    if count.end < count.trigger:
        return count.end, day_before(count.trigger)
    return day_after(count.trigger), count.last_end


def _nationwide(holiday: Holiday) -> bool:
    return holiday.scope is HolidayScope.NATION


def _is_in_lieu(day: date, calendar: CourtCalendar) -> bool:
    return not calendar.is_official_holiday(day) and any(
        _nationwide(each) and each.kind is HolidayKind.IN_LIEU for each in calendar.on(day)
    )


def _names(holidays: Iterable[Holiday]) -> dict[str, str]:
    first = next(iter(holidays), None)
    return {} if first is None else {"name_lo": first.name_lo, "name_en": first.name_en}


def line(kind: str, article: str = "", **values: str | int | date) -> Step:
    """A step that rests on an article of the Civil Code, or on none."""
    return placed(kind, f"{CIVIL_CODE}:{article}" if article else "", **values)


def placed(kind: str, place: str, **values: str | int | date) -> Step:
    """A step that rests on ``law:article``."""
    return Step(kind, tuple((key, _plain(value)) for key, value in values.items()), place)


def _plain(value: str | int | date) -> str | int:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value
