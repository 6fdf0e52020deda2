"""Counts: how many cases, people or services of a period, by what they have in common.

A person, a case and a service are different things and are never added up. Women are always a
number of their own, and what is not known is a row of its own: nobody drops out of a table.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from legalaid_desktop.domain import small_numbers
from legalaid_desktop.domain.cases import Stage
from legalaid_desktop.domain.counted import By, CaseFacts, Counted, Span, Unit, counted, value
from legalaid_desktop.domain.counted import values as values_of
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.people import Sex
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.small_numbers import HiddenPlaces

WRONG_WAY = "The first day must not be after the last one."
TOO_LONG = "Ten years at most, please."
LONGEST = timedelta(days=3660)
SAME = "Choose something else than for the rows."
NOT_FOR_UNIT = "This cannot be told of what is counted."
NO_LIMIT = "This is not one of the answers."
INSIDE = "Districts are for the office alone: whoever has the provinces too could work them out."
TOO_MANY = "There are too many columns for a page. Choose this for the rows."
MOST_COLUMNS = 13
OF_THE_OFFICE = frozenset({By.DISTRICT})
"""By what no table goes in which small numbers are hidden."""
_OF_ANY = (
    By.TYPE, By.CATEGORY, By.SEX, By.AGE_BAND, By.MAJORITY, By.PROVINCE, By.DISTRICT,
    By.NATIONALITY,
)  # fmt: skip
_ENDED = (By.MONTH, By.SERVICE, By.OUTCOME, *_OF_ANY)
CHOICES: Mapping[Unit, tuple[By, ...]] = {
    Unit.OPENED: (By.MONTH, By.STAGE, *_OF_ANY),
    Unit.CLOSED: _ENDED,
    Unit.OPEN: (By.STAGE, *_OF_ANY),
    Unit.HELPED: _OF_ANY,
    Unit.NEW_PEOPLE: (By.MONTH, *_OF_ANY),
    Unit.SERVICES: _ENDED,
}
"""By what each can be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountChoice:
    """Which table somebody wants.

    Attributes:
        below: numbers from one to this are hidden, with those that would give them away; 0: none.
    """

    unit: Unit
    period: Span
    rows: By
    columns: By = By.SEX
    below: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CountTable(Private):
    """A table of numbers; ``None`` stands for one that is hidden.

    Attributes:
        rows, columns: the values in their order, as codes; empty for what is not known.
        women: of each row, and women_total; empty where the columns or rows are by sex already.
        undated: closed cases without a day, which are in no table of closed or open ones.
    """

    wanted: CountChoice
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None
    women: tuple[int | None, ...] = ()
    women_total: int | None = None
    undated: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count."""
        return self.total == 0

    @property
    def hides(self) -> bool:
        """Whether any number is hidden."""
        numbers = [one for row in self.cells for one in row]
        more = (*self.row_totals, *self.column_totals, *self.women, self.total)
        return None in (*numbers, *more)


def choices(unit: Unit, *, guards: bool) -> tuple[By, ...]:
    """By what it can be counted; fewer where small numbers are to stay hidden."""
    return tuple(one for one in CHOICES[unit] if not (guards and one in OF_THE_OFFICE))


def checked(wanted: CountChoice) -> CountChoice:
    """The same; raises ``InvalidValue`` for the first wrong answer."""
    period = wanted.period
    if period.first > period.last:
        raise InvalidValue("last", WRONG_WAY)
    if period.last - period.first > LONGEST:
        raise InvalidValue("last", TOO_LONG)
    for name, one in (("rows", wanted.rows), ("columns", wanted.columns)):
        if one not in CHOICES[wanted.unit]:
            raise InvalidValue(name, NOT_FOR_UNIT)
        if wanted.below and one in OF_THE_OFFICE:
            raise InvalidValue(name, INSIDE)
    if wanted.rows is wanted.columns:
        raise InvalidValue("columns", SAME)
    if wanted.below and wanted.below not in small_numbers.LIMITS:
        raise InvalidValue("below", NO_LIMIT)
    return wanted


def guarded(wanted: CountChoice) -> CountChoice:
    """The same for somebody outside: small numbers are hidden, whatever was asked."""
    return wanted if wanted.below else replace(wanted, below=small_numbers.DEFAULT)


def table(facts: Iterable[CaseFacts], wanted: CountChoice) -> CountTable:
    """The table out of what is known of all cases; refuses one that is too wide to be read."""
    known = tuple(facts)
    found = counted(known, wanted.unit, wanted.period)
    rows, columns = (values_of(found, by, wanted.period) for by in (wanted.rows, wanted.columns))
    if len(columns) > MOST_COLUMNS:
        raise InvalidValue("columns", TOO_MANY)
    numbers = _numbers(found, (wanted.rows, rows), (wanted.columns, columns))
    whole = CountTable(
        wanted=wanted,
        rows=rows,
        columns=columns,
        cells=tuple(map(tuple, numbers)),
        row_totals=tuple(sum(row) for row in numbers),
        column_totals=tuple(sum(column) for column in zip(*numbers, strict=True)),
        total=len(found),
        undated=sum(one.stage is Stage.CLOSED and one.closed_on is None for one in known),
    )
    if By.SEX not in (wanted.rows, wanted.columns):
        whole = _with_women(whole, found)
    return _without_small(whole, numbers) if wanted.below and found else whole


def _numbers(
    found: Sequence[Counted], rows: tuple[By, Sequence[str]], columns: tuple[By, Sequence[str]]
) -> list[list[int]]:
    number = Counter((value(one, rows[0]), value(one, columns[0])) for one in found)
    return [[number[row, column] for column in columns[1]] for row in rows[1]]


def _with_women(whole: CountTable, found: Sequence[Counted]) -> CountTable:
    """With the women of each row: the column of the table by sex, so that both hide the same."""
    wanted = whole.wanted
    sexes = values_of(found, By.SEX, wanted.period)
    numbers = _numbers(found, (wanted.rows, whole.rows), (By.SEX, sexes))
    at = sexes.index(Sex.FEMALE)
    women, total = [row[at] for row in numbers], sum(row[at] for row in numbers)
    if not (wanted.below and found):
        return replace(whole, women=tuple(women), women_total=total)
    hidden = small_numbers.in_table(numbers, wanted.below, at)
    off = frozenset(row for row, column in hidden.cells if column == at)
    return replace(
        whole,
        row_totals=_without(whole.row_totals, hidden.rows),
        women=_without(women, off),
        women_total=None if at in hidden.columns else total,
    )


def _without_small(whole: CountTable, numbers: list[list[int]]) -> CountTable:
    hidden = _hidden(whole, numbers)
    return replace(
        whole,
        cells=tuple(
            _without(row, frozenset(column for at, column in hidden.cells if at == place))
            for place, row in enumerate(numbers)
        ),
        row_totals=_without(whole.row_totals, hidden.rows),
        column_totals=_without(whole.column_totals, hidden.columns),
        total=None if hidden.total else whole.total,
        undated=0,
    )


def _hidden(whole: CountTable, numbers: list[list[int]]) -> HiddenPlaces:
    """What is hidden; a table and the same one lying on its side hide the same."""
    order, wanted = list(By), whole.wanted
    lies = order.index(wanted.rows) > order.index(wanted.columns)
    by, across = (wanted.rows, whole.rows) if lies else (wanted.columns, whole.columns)
    dear = across.index(Sex.FEMALE) if by is By.SEX else None
    if not lies:
        return small_numbers.in_table(numbers, wanted.below, dear)
    turned = list(zip(*numbers, strict=True))
    return small_numbers.in_table(turned, wanted.below, dear).turned()


def _without(numbers: Sequence[int | None], hidden: frozenset[int]) -> tuple[int | None, ...]:
    return tuple(None if at in hidden else one for at, one in enumerate(numbers))
