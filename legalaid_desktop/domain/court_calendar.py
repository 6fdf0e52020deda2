"""Court days and holidays; the table is handed in, nothing here knows a date by heart."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from operator import attrgetter

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.reference import Certainty

BAD_CHANGE = "“{change}” is not understood. Write +2026-06-15, +2026-06-15:province or -2026-04-16."
NO_SUCH_HOLIDAY = "{day} is not in the table of holidays, so it cannot be taken out."

_ONE = timedelta(days=1)
SATURDAY = 5
_CHANGE = re.compile(r"([+-])(\d{4}-\d{2}-\d{2})(?::([a-z]+))?")


class HolidayScope(StrEnum):
    """Who is off; only a day of the whole nation is no working day for a court."""

    NATION = "nation"
    WOMEN = "women"
    BANK = "bank"
    SCHOOL = "school"
    PROVINCE = "province"
    OFFICE = "office"


class HolidayKind(StrEnum):
    """An official holiday, or a day given for one that fell on a weekly rest day."""

    OFFICIAL = "official"
    IN_LIEU = "in_lieu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day on which somebody is off.

    Attributes:
        pulls_back: whether a safe date avoids the day; days on which courts work and everybody who
            has to act can act, such as the last days of the banks' year, need no avoiding.
    """

    id: int | None = None
    version: int = 0
    day: date
    name_lo: str
    name_en: str
    scope: HolidayScope = HolidayScope.NATION
    kind: HolidayKind = HolidayKind.OFFICIAL
    source: str = ""
    certainty: Certainty = Certainty.SECONDARY
    pulls_back: bool = True

    def name(self, language: str) -> str:
        """The name in that language."""
        return self.name_lo if language == "lo" else self.name_en


@dataclass(frozen=True, slots=True)
class CourtCalendar:
    """The working days of a court, and the days on which it is not safe to plan the last act.

    Attributes:
        holidays: the table, in order of days.
        version: stands for the content of the table; two equal tables have the same.
    """

    holidays: tuple[Holiday, ...]
    version: str = field(init=False)
    _on: Mapping[date, tuple[Holiday, ...]] = field(init=False, repr=False, compare=False)
    _official: frozenset[date] = field(init=False, repr=False, compare=False)
    _closed: frozenset[date] = field(init=False, repr=False, compare=False)
    _avoided: frozenset[date] = field(init=False, repr=False, compare=False)
    _years: frozenset[int] = field(init=False, repr=False, compare=False)
    _closed_weekdays: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        table = tuple(sorted(self.holidays, key=_order))
        nation = [each for each in table if each.scope is HolidayScope.NATION]
        official = frozenset(each.day for each in nation if each.kind is HolidayKind.OFFICIAL)
        closed = frozenset(each.day for each in nation)
        derived: dict[str, object] = {
            "holidays": table,
            "version": _fingerprint(table),
            "_on": _by_day(table),
            "_official": official,
            "_closed": closed,
            "_avoided": frozenset(each.day for each in table if _is_avoided(each)),
            "_years": frozenset(day.year for day in official),
            "_closed_weekdays": tuple(
                sorted(day.toordinal() for day in closed if day.weekday() < SATURDAY)
            ),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    def on(self, day: date) -> tuple[Holiday, ...]:
        """The holidays of that day, those of the whole nation first."""
        return self._on.get(day, ())

    def is_official_holiday(self, day: date) -> bool:
        """Whether the day is an official holiday of the whole nation; a day in lieu is not one."""
        return day in self._official

    def is_rest_day(self, day: date) -> bool:
        """Whether courts rest: Saturday, Sunday, an official holiday, a day in lieu of one."""
        return day.weekday() >= SATURDAY or day in self._closed

    def is_working_day(self, day: date) -> bool:
        """Whether the day is an official working day; 8 March, 20 July and 7 October are."""
        return not self.is_rest_day(day)

    def is_safe_day(self, day: date) -> bool:
        """Whether nobody who may have to act on the day is off."""
        return day.weekday() < SATURDAY and day not in self._avoided

    def working_days(self, first: date, last: date) -> int:
        """How many working days there are from ``first`` to ``last``; 0 if it lies before."""
        before, upto = first.toordinal() - 1, last.toordinal()
        return max(0, self._working_until(upto) - self._working_until(before))

    def working_day(self, start: date, number: int) -> date:
        """The working day that many after a day, if negative before it; 0 is the day itself.

        Raises ``OverflowError`` or ``ValueError`` beyond the calendar of years 1 to 9999.
        """
        if not number:
            return start
        closed, ordinal = self._closed_weekdays, start.toordinal()
        # of two days with as many closed ones before them, back and forth need the nearer
        passed = bisect_right if number > 0 else bisect_left
        since = ordinal if number > 0 else ordinal - 1
        wanted = self._working_until(since) + number + (number < 0)
        left_out = bisect_right(closed, since)
        while True:
            found = _weekday_numbered(wanted + left_out)
            more = passed(closed, found)
            if more == left_out:
                return date.fromordinal(found)
            left_out = more

    def _working_until(self, ordinal: int) -> int:
        return _weekdays_until(ordinal) - bisect_right(self._closed_weekdays, ordinal)

    def knows(self, year: int) -> bool:
        """Whether the table holds official holidays of that year."""
        return year in self._years

    def changed(
        self, added: Iterable[Holiday] = (), removed: Iterable[date] = ()
    ) -> "CourtCalendar":
        """The calendar with those days added and all holidays of the removed days taken out."""
        gone = set(removed)
        for day in sorted(gone):
            if not self.on(day):
                raise Refused(NO_SUCH_HOLIDAY, day=day.isoformat())
        return CourtCalendar((*(each for each in self.holidays if each.day not in gone), *added))


def is_weekend(day: date) -> bool:
    """Whether the day is a weekly rest day."""
    return day.weekday() >= SATURDAY


def _weekdays_until(ordinal: int) -> int:
    """How many days from Monday to Friday there are up to a day; day 1 was a Monday."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + (rest if rest < 5 else 5)  # min() would take as long as all else


def _weekday_numbered(number: int) -> int:
    weeks, rest = divmod(number - 1, 5)
    return weeks * 7 + rest + 1


def day_after(day: date) -> date:
    """The next day."""
    return day + _ONE


def day_before(day: date) -> date:
    """The day before."""
    return day - _ONE


def parse_holidays(data: Mapping[str, object]) -> tuple[Holiday, ...]:
    """The holidays of a parsed table."""
    return tuple(
        Holiday(
            day=reference.day(record, "day"),
            name_lo=reference.text(record, "lo"),
            name_en=reference.text(record, "en"),
            scope=reference.choice(HolidayScope, record, "scope"),
            kind=reference.choice(HolidayKind, record, "kind", HolidayKind.OFFICIAL),
            source=reference.text(record, "source"),
            certainty=reference.choice(Certainty, record, "certainty"),
            pulls_back=reference.flag(record, "pulls_back", default=True),
        )
        for record in reference.records(data, "holidays")
    )


def parse_changes(text: str) -> tuple[tuple[Holiday, ...], tuple[date, ...]]:
    """The days to add and to take out, from ``+2026-06-15:nation -2026-04-16``."""
    added: list[Holiday] = []
    removed: list[date] = []
    for change in re.findall(r"[^\s,]+", text):
        sign, day, scope = _change(change)
        if sign == "-":
            removed.append(day)
        else:
            added.append(Holiday(day=day, name_lo="", name_en="", scope=scope))
    return tuple(added), tuple(removed)


def _change(change: str) -> tuple[str, date, HolidayScope]:
    found = _CHANGE.fullmatch(change)
    if found is None or (found[1] == "-" and found[3]):
        raise Refused(BAD_CHANGE, change=change)
    try:
        return found[1], date.fromisoformat(found[2]), HolidayScope(found[3] or "nation")
    except ValueError as error:
        raise Refused(BAD_CHANGE, change=change) from error


def _is_avoided(holiday: Holiday) -> bool:
    return holiday.pulls_back or holiday.scope is HolidayScope.NATION


def _order(holiday: Holiday) -> tuple[date, bool, str, str]:
    return (holiday.day, holiday.scope is not HolidayScope.NATION, holiday.scope, holiday.name_en)


def _by_day(table: Iterable[Holiday]) -> dict[date, tuple[Holiday, ...]]:
    days: dict[date, tuple[Holiday, ...]] = {}
    for holiday in table:
        days[holiday.day] = (*days.get(holiday.day, ()), holiday)
    return days


_CONTENT = attrgetter(
    *(each.name for each in fields(Holiday) if each.name not in {"id", "version"})
)
"""All that a holiday says; ``astuple`` copies deeply and took most of the time of a count."""


def _fingerprint(table: tuple[Holiday, ...]) -> str:
    content = [[str(value) for value in _CONTENT(holiday)] for holiday in table]
    return sha256(repr(content).encode()).hexdigest()[:12]
