"""The table of holidays as it was from change to change, and what a yearly notice makes of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.court_calendar import (
    Holiday,
    HolidayKind,
    HolidayScope,
)
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty

NO_DAYS = "Write at least one day with its name."
OTHER_YEAR = "{day} is not in the year {year} of this notice."
TWICE = "{day} stands twice in this notice."
DECEMBER = 12


class DayChanged(StrEnum):
    """What happened to a day of the table."""

    ADDED = "added"
    TAKEN_OUT = "taken_out"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """A day of the table that is new, gone, or for others than before."""

    day: date
    what: DayChanged
    name_lo: str
    name_en: str
    scope: HolidayScope = HolidayScope.NATION

    def name(self, language: str) -> str:
        """What the day is called, in that language."""
        return self.name_lo if language == "lo" else self.name_en


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HolidayVersion(Private):
    """The whole table as it was after a change; none is ever changed or deleted.

    Attributes:
        code: the version that deadlines counted by this table name.
        by: who changed it, when, and why.
        notice: number of the yearly notice that was entered with it, and the day of that;
            ``year`` the year it is for.
    """

    id: int | None = None
    version: int = 0
    code: str
    at: datetime | None = None
    by: str = ""
    why: str = ""
    notice: str = ""
    notice_on: date | None = None
    year: int | None = None
    days: tuple[Holiday, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyNotice:
    """The notice of the Prime Minister's Office on the holidays of a year, as somebody typed it."""

    number: str
    on: date | None
    year: int
    days: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePreview:
    """What a notice would do to the table.

    Attributes:
        added: days that are new; confirmed: projected days that the notice names as well.
        unnamed: days of the whole nation in that year that the notice does not name: they stay
            unless somebody takes them out.
    """

    added: tuple[Holiday, ...]
    confirmed: tuple[Holiday, ...]
    unnamed: tuple[Holiday, ...]


def changes(before: Iterable[Holiday], after: Iterable[Holiday]) -> tuple[DayChange, ...]:
    """What changed from one table to the other, by day; names and sources alone change nothing."""
    old, new = _by_place(before), _by_place(after)
    found = [_change(one, DayChanged.TAKEN_OUT) for key, one in old.items() if key not in new]
    found += [_change(one, DayChanged.ADDED) for key, one in new.items() if key not in old]
    found += [
        _change(one, DayChanged.CHANGED)
        for key, one in new.items()
        if key in old and _effect(one) != _effect(old[key])
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.scope, one.what)))


def checked(notice: YearlyNotice) -> YearlyNotice:
    """The notice with clean texts and its days in order; raises ``InvalidValue``."""
    number = checks.line("number", notice.number, required=True)
    if not notice.days:
        raise InvalidValue("days", NO_DAYS)
    seen: set[tuple[date, HolidayScope]] = set()
    for one in notice.days:
        told = one.day.strftime("%d/%m/%Y")
        if one.day.year != notice.year:
            raise InvalidValue("days", OTHER_YEAR, day=told, year=notice.year)
        if (one.day, one.scope) in seen:
            raise InvalidValue("days", TWICE, day=told)
        seen.add((one.day, one.scope))
    days = (replace(_named(one), source=_source(number, notice.on)) for one in notice.days)
    return replace(notice, number=number, days=tuple(sorted(days, key=lambda one: one.day)))


def preview(table: Iterable[Holiday], notice: YearlyNotice) -> NoticePreview:
    """What the notice would do to the table."""
    present = _by_place(table)
    named = {one.day for one in notice.days}
    return NoticePreview(
        added=tuple(one for one in notice.days if _place(one) not in present),
        confirmed=tuple(one for one in notice.days if _place(one) in present),
        unnamed=tuple(
            one
            for one in present.values()
            if one.day.year == notice.year
            and one.scope is HolidayScope.NATION
            and one.day not in named
        ),
    )


def with_notice(
    table: Iterable[Holiday], notice: YearlyNotice, taken_out: Collection[date]
) -> list[Holiday]:
    """The table with the days of a notice; ``taken_out`` are days of the nation that it lacks."""
    present = list(table)
    named = _by_place(notice.days)
    gone = {one.id for one in preview(present, notice).unnamed if one.day in taken_out}
    kept = [
        _confirmed(one, named[_place(one)]) if _place(one) in named else one
        for one in present
        if one.id not in gone
    ]
    there = {_place(one) for one in present}
    return [*kept, *(one for one in notice.days if _place(one) not in there)]


def _confirmed(known: Holiday, named: Holiday) -> Holiday:
    """A day of the table as the notice has it; its names stay where it had some."""
    return replace(
        known,
        name_lo=known.name_lo or named.name_lo,
        name_en=known.name_en or named.name_en,
        kind=named.kind,
        source=named.source,
        certainty=named.certainty,
        pulls_back=True,
    )


def year_in_question(today: date) -> int:
    """The year whose notice should be in: from December on, the next one."""
    return today.year + (today.month == DECEMBER)


def lacks_notice(
    table: Iterable[Holiday], versions: Iterable[HolidayVersion], today: date
) -> int | None:
    """The year whose days are still projections, or not there at all; none once they are known."""
    year = year_in_question(today)
    if any(one.notice and one.year == year for one in versions):
        return None
    days = [one for one in table if one.day.year == year and one.scope is HolidayScope.NATION]
    projected = any(one.certainty is Certainty.UNVERIFIED for one in days)
    waits = today.month == DECEMBER  # every notice is new then, whatever the table says
    return year if waits or projected or not days else None


def shipped_days(
    shipped: Iterable[Holiday],
    table: Iterable[Holiday],
    versions: Iterable[HolidayVersion],
    today: date,
) -> list[Holiday]:
    """The days of this and later years that came with the program and that no table ever had.

    A day that an earlier table had was taken out by the office, for a reason: it is not offered
    again. Nor is a year whose notice was entered: the notice knows better.
    """
    known = {_place(one) for one in table}
    found = [one for one in shipped if one.day.year >= today.year and _place(one) not in known]
    if not found:
        return []
    earlier = list(versions)
    known |= {_place(one) for version in earlier for one in version.days}
    noticed = {version.year for version in earlier if version.notice}
    return [one for one in found if _place(one) not in known and one.day.year not in noticed]


def new_day(
    day: date,
    name_lo: str,
    *,
    name_en: str = "",
    kind: HolidayKind = HolidayKind.OFFICIAL,
    scope: HolidayScope = HolidayScope.NATION,
) -> Holiday:
    """A day as a notice names it: read by the office itself."""
    return Holiday(
        day=day,
        name_lo=name_lo,
        name_en=name_en,
        kind=kind,
        scope=scope,
        certainty=Certainty.LAW_TEXT,
    )


def _named(day: Holiday) -> Holiday:
    lo = checks.line("days", day.name_lo)
    en = checks.line("days", day.name_en)
    if not lo and not en:
        raise InvalidValue("days", NO_DAYS)
    return replace(day, name_lo=lo or en, name_en=en or lo)


def _source(number: str, on: date | None) -> str:
    return " · ".join(filter(None, (number, on.strftime("%d/%m/%Y") if on else "")))


def _place(one: Holiday) -> tuple[date, HolidayScope]:
    return one.day, one.scope


def _by_place(table: Iterable[Holiday]) -> dict[tuple[date, HolidayScope], Holiday]:
    return {_place(one): one for one in table}


def _effect(one: Holiday) -> tuple[object, ...]:
    return one.kind, one.pulls_back


def _change(one: Holiday, what: DayChanged) -> DayChange:
    return DayChange(
        day=one.day, what=what, name_lo=one.name_lo, name_en=one.name_en, scope=one.scope
    )
