"""What is counted: cases, people or services of a period, and what each has in common with others.

A person, a case and a service are different things and are never added up. What is not known is a
value of its own. Age and place are those at the start of the earliest case that counts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from legalaid_desktop.domain.cases import CaseType, Stage
from legalaid_desktop.domain.closings import Service
from legalaid_desktop.domain.people import ADULT, MONTHS, Person, Sex, age_on
from legalaid_desktop.domain.privacy import Private

UNKNOWN = ""
SEVERAL = "several"
"""Where a person has cases of several types, or is in several categories: counted once, here."""
BANDS = (
    (0, 8), (9, 17), (18, 20), (21, 23), (24, 26), (27, 29), (30, 38), (39, 47), (48, None),
)  # fmt: skip
"""The age bands of CTDC (B); the last one has no end."""
CHILD, GROWN = "child", "adult"


class Unit(StrEnum):
    """What is counted."""

    OPENED = "opened"
    CLOSED = "closed"
    OPEN = "open"
    """Cases open on any day of the period."""
    HELPED = "helped"
    """People with a case that was open on any day of the period, each once."""
    NEW_PEOPLE = "new_people"
    """People whose first case was opened in the period."""
    SERVICES = "services"
    """What was given in cases whose closing was approved in the period."""


PEOPLE = frozenset({Unit.HELPED, Unit.NEW_PEOPLE})


class By(StrEnum):
    """What the counted have in common; sex is the last, so that what is hidden goes by it first."""

    MONTH = "month"
    TYPE = "type"
    STAGE = "stage"
    SERVICE = "service"
    OUTCOME = "outcome"
    CATEGORY = "category"
    AGE_BAND = "age_band"
    MAJORITY = "majority"
    PROVINCE = "province"
    DISTRICT = "district"
    NATIONALITY = "nationality"
    SEX = "sex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From one day to another, both in it."""

    first: date
    last: date

    def has(self, day: date | None) -> bool:
        """Whether the day lies in it."""
        return day is not None and self.first <= day <= self.last

    @property
    def months(self) -> tuple[str, ...]:
        """Its months as ``2026-03``, in order."""
        first, last = (day.year * MONTHS + day.month - 1 for day in (self.first, self.last))
        numbers = range(first, last + 1)
        return tuple(f"{one // MONTHS}-{one % MONTHS + 1:02}" for one in numbers)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ended(Private):
    """A closing that was approved: on which day, after which service, with which outcome."""

    on: date
    service: Service
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseFacts(Private):
    """As much of a case as is counted; no name, no text, no number of a file.

    Attributes:
        who: sex, birth, nationality and place of the client, and nothing else.
        closed_on: of a closed case perhaps not known.
        categories: ids of those in which legal aid was decided; endings: the earliest first.
    """

    id: int
    person_id: int
    who: Person
    type: CaseType
    stage: Stage
    opened_on: date
    closed_on: date | None = None
    categories: tuple[str, ...] = ()
    endings: tuple[Ended, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Counted(Private):
    """One that is counted: on which day, the cases it rests on, and the closing if it is one."""

    on: date
    cases: tuple[CaseFacts, ...]
    ended: Ended | None = None

    @property
    def first(self) -> CaseFacts:
        """The case by which age and place are told: the earliest."""
        return self.cases[0]


def month_of(day: date) -> Span:
    """The month in which the day lies."""
    return _months(day.replace(day=1), 1)


def quarter_of(day: date) -> Span:
    """The quarter in which the day lies."""
    return _months(date(day.year, day.month - (day.month - 1) % 3, 1), 3)


def year_of(day: date) -> Span:
    """The year in which the day lies."""
    return _months(date(day.year, 1, 1), MONTHS)


def _months(first: date, how_many: int) -> Span:
    ahead = first.month - 1 + how_many
    after = date(first.year + ahead // MONTHS, ahead % MONTHS + 1, 1)
    return Span(first=first, last=after - timedelta(1))


def counted(facts: Iterable[CaseFacts], unit: Unit, period: Span) -> list[Counted]:
    """All that are counted in the period."""
    known = sorted(facts, key=lambda one: (one.opened_on, one.id))
    return _COUNTED[unit](known, period)


def _opened(known: Sequence[CaseFacts], period: Span) -> list[Counted]:
    return [Counted(on=one.opened_on, cases=(one,)) for one in known if period.has(one.opened_on)]


def _closed(known: Sequence[CaseFacts], period: Span) -> list[Counted]:
    return [
        Counted(on=one.closed_on, cases=(one,), ended=one.endings[-1] if one.endings else None)
        for one in known
        if one.closed_on is not None and period.has(one.closed_on)
    ]


def _open(known: Sequence[CaseFacts], period: Span) -> list[Counted]:
    return [Counted(on=one.opened_on, cases=(one,)) for one in known if _ran(one, period)]


def _ran(one: CaseFacts, period: Span) -> bool:
    if one.opened_on > period.last:
        return False
    if one.closed_on is None:
        return one.stage is not Stage.CLOSED
    return one.closed_on >= period.first


def _helped(known: Sequence[CaseFacts], period: Span) -> list[Counted]:
    return _people(one for one in known if _ran(one, period))


def _new_people(known: Sequence[CaseFacts], period: Span) -> list[Counted]:
    return [one for one in _people(known) if period.has(one.on)]


def _people(cases: Iterable[CaseFacts]) -> list[Counted]:
    """Each person once, with all these cases."""
    of: dict[int, list[CaseFacts]] = {}
    for one in cases:
        of.setdefault(one.person_id, []).append(one)
    return [Counted(on=found[0].opened_on, cases=tuple(found)) for found in of.values()]


def _services(known: Sequence[CaseFacts], period: Span) -> list[Counted]:
    return [
        Counted(on=ended.on, cases=(one,), ended=ended)
        for one in known
        for ended in one.endings
        if period.has(ended.on)
    ]


_COUNTED: Mapping[Unit, Callable[[Sequence[CaseFacts], Span], list[Counted]]] = {
    Unit.OPENED: _opened,
    Unit.CLOSED: _closed,
    Unit.OPEN: _open,
    Unit.HELPED: _helped,
    Unit.NEW_PEOPLE: _new_people,
    Unit.SERVICES: _services,
}


def value(one: Counted, by: By) -> str:
    """What is told of it; empty where that is not known."""
    return _VALUES[by](one)


def _one_of(values: Iterable[str]) -> str:
    """The one that all have; ``SEVERAL`` where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else SEVERAL if found else UNKNOWN


def band(lowest: int, highest: int) -> str:
    """The age band in which all of the range lies, such as ``18-20``; else not known."""
    for low, high in BANDS:
        if low <= lowest and (high is None or highest <= high):
            return f"{low}-{'' if high is None else high}"
    return UNKNOWN


def _age_band(one: Counted) -> str:
    ages = age_on(one.first.who, one.first.opened_on)
    return band(ages.lowest, ages.highest) if ages else UNKNOWN


def _majority(one: Counted) -> str:
    ages = age_on(one.first.who, one.first.opened_on)
    if ages is None or ages.lowest < ADULT <= ages.highest:
        return UNKNOWN
    return CHILD if ages.highest < ADULT else GROWN


def _category(one: Counted) -> str:
    return _one_of({each for case in one.cases for each in case.categories})


_VALUES: Mapping[By, Callable[[Counted], str]] = {
    By.MONTH: lambda one: f"{one.on:%Y-%m}",
    By.TYPE: lambda one: _one_of(each.type for each in one.cases),
    By.STAGE: lambda one: one.first.stage,
    By.SERVICE: lambda one: one.ended.service if one.ended else UNKNOWN,
    By.OUTCOME: lambda one: one.ended.outcome if one.ended else UNKNOWN,
    By.CATEGORY: _category,
    By.SEX: lambda one: one.first.who.sex,
    By.AGE_BAND: _age_band,
    By.MAJORITY: _majority,
    By.PROVINCE: lambda one: one.first.who.province,
    By.DISTRICT: lambda one: one.first.who.district,
    By.NATIONALITY: lambda one: one.first.who.nationality,
}


def _always(by: By, period: Span) -> tuple[str, ...]:
    """The values that a table has even where nobody is in them."""
    return {
        By.MONTH: period.months,
        By.SEX: (Sex.FEMALE, Sex.MALE),
        By.AGE_BAND: tuple(f"{low}-{'' if high is None else high}" for low, high in BANDS),
        By.MAJORITY: (CHILD, GROWN),
        By.SERVICE: tuple(Service),
    }.get(by, ())


_ORDERS: Mapping[By, Sequence[str]] = {By.TYPE: tuple(CaseType), By.STAGE: tuple(Stage)}


def values(counted: Sequence[Counted], by: By, period: Span) -> tuple[str, ...]:
    """The rows or columns in their order; who has several, and what is not known, at the end."""
    always = _always(by, period)
    found = {value(one, by) for one in counted}
    ends = (SEVERAL, UNKNOWN)
    order = _ORDERS.get(by, ())
    more = sorted(
        found - set(always) - set(ends),
        key=lambda one: (order.index(one) if one in order else len(order), one),
    )
    return (*always, *more, *(one for one in ends if one in found or (by, one) == (By.SEX, "")))
