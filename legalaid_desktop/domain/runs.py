"""Where a period starts and when its clock stands still: what counting knows of an event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from legalaid_desktop.domain.court_calendar import day_after, day_before
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.triggers import Pause

BACKWARD_PAUSE = "A pause cannot end before it begins: {first} to {last}."

Span = tuple[date, date]


class Run(NamedTuple):
    """What a period is counted from; a tuple, for it is made a million times.

    Attributes:
        start: the day it is counted from by the best reading of the law; ``cautious`` by the
            reading that is safe, earlier, or later where we wait for the end.
        floor: before it nobody can act, so that no safe day lies before it.
        pauses: days that are not counted, first and last, in order and apart from one another.
        stands_since: the first day of a standstill that has not ended.
        until: the safe day before a new beginning that can be disputed: none lies after it.
        first: the period begins with the first of a month or year, so that months of it end with
            the last day of one; ``start`` is the day before.
    """

    start: date
    cautious: date
    floor: date
    pauses: tuple[Span, ...] = ()
    stands_since: date | None = None
    until: date | None = None
    first: bool = False


class LastDays(NamedTuple):
    """The last days of a period that another one follows; ``due``: by which it is really done."""

    statutory: date
    safe: date
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A clock that stands still: since when, and how much is left, in days or in hours."""

    since: date
    left: int


def plain(day: date) -> Run:
    """A period that runs from a day about which nobody doubts."""
    return Run(day, day, day)


def merged(pauses: Iterable[Pause]) -> tuple[tuple[Span, ...], date | None]:
    """Pauses without overlaps, and since when the clock stands still, if it does."""
    ordered = sorted(pauses, key=lambda each: each.first)
    for each in ordered:
        if each.last is not None and each.last < each.first:
            raise Refused(BACKWARD_PAUSE, first=each.first.isoformat(), last=each.last.isoformat())
    since = next((each.first for each in ordered if each.last is None), None)
    spans: list[Span] = []
    for each in ordered:
        last = each.last
        if last is None or (since is not None and each.first >= since):
            continue
        last = last if since is None else min(last, day_before(since))
        if spans and each.first <= day_after(spans[-1][1]):
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((each.first, last))
    return tuple(spans), since


def with_pause(pauses: tuple[Span, ...], day: date) -> tuple[Span, ...]:
    """The pauses and one more day after them."""
    return (*pauses, (day, day))


def running_before(day: date, pauses: tuple[Span, ...]) -> date:
    """The last day up to that one on which the clock ran."""
    for first, last in reversed(pauses):
        if first <= day <= last:
            day = day_before(first)
    return day


def hours_passed(start: datetime, hours: timedelta, pauses: tuple[Span, ...]) -> datetime:
    """The moment the hours have passed, without the days on which the clock stood still."""
    end = start + hours
    for first, last in pauses:
        begins = datetime.combine(first, time())
        if begins >= end:
            break
        end += max(timedelta(), datetime.combine(day_after(last), time()) - max(begins, start))
    return end
