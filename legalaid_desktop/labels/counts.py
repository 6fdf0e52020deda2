"""Counts in words: what is counted, by what, and what stands in rows and columns."""

from collections.abc import Callable, Mapping
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.domain.counted import CHILD, GROWN, PEOPLE, SEVERAL, UNKNOWN, By, Span, Unit
from legalaid_desktop.domain.counts import CountTable
from legalaid_desktop.domain.people import Sex
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases, closings, people

Say = Callable[[By, str, str], str]
"""How a value is called: by what, its code, the language."""

UNITS: Mapping[Unit, str] = {
    Unit.OPENED: N_("Cases opened"),
    Unit.CLOSED: N_("Cases closed"),
    Unit.OPEN: N_("Cases open"),
    Unit.HELPED: N_("People helped"),
    Unit.NEW_PEOPLE: N_("New people"),
    Unit.SERVICES: N_("Services given"),
}
EXPLAINED: Mapping[Unit, str] = {
    Unit.OPENED: N_("Each case opened in the period is counted once."),
    Unit.CLOSED: N_("Each case closed in the period is counted once."),
    Unit.OPEN: N_("Each case that was open on any day of the period is counted once."),
    Unit.HELPED: N_(
        "Each person with a case that was open on any day of the period is counted once, however "
        "many cases there are."
    ),
    Unit.NEW_PEOPLE: N_("Each person whose first case was opened in the period is counted once."),
    Unit.SERVICES: N_(
        "Each service is counted on the day on which the closing of the case was approved. A case "
        "that was opened again and closed again is two services."
    ),
}
BYS: Mapping[By, str] = {
    By.MONTH: N_("Month"),
    By.TYPE: N_("Type of case"),
    By.STAGE: N_("Stage today"),
    By.SERVICE: N_("Service"),
    By.OUTCOME: N_("Outcome"),
    By.CATEGORY: N_("Category of legal aid"),
    By.AGE_BAND: N_("Age band"),
    By.MAJORITY: N_("Under 18 or above"),
    By.PROVINCE: N_("Province"),
    By.DISTRICT: N_("District"),
    By.NATIONALITY: N_("Nationality"),
    By.SEX: N_("Sex"),
}
_MAJORITIES = {CHILD: N_("under 18"), GROWN: N_("18 and above")}
_FIXED: Mapping[By, Mapping[str, str]] = {
    By.TYPE: {str(one): said for one, said in cases.TYPES.items()},
    By.STAGE: {str(one): said for one, said in cases.STAGES.items()},
    By.SERVICE: {str(one): said for one, said in closings.SERVICES.items()},
    By.SEX: {str(one): said for one, said in people.SEXES.items()},
    By.MAJORITY: _MAJORITIES,
}
NOT_KNOWN = N_("not known")
NOT_DECIDED = N_("not decided, or in none")
_SEVERAL = N_("several of them")
TOTAL = N_("Total")
MARK = "*"
HIDDEN = N_(
    "* hidden: fewer than {below}, or a number from which such a number could be worked out. "
    "Nothing at all is shown as 0."
)
ALL_SHOWN = N_("All numbers are shown: for the office alone, not to be handed on.")
AGES = N_(
    "Age is that on the day on which the case was opened; place is where the person lives. Whose "
    "age may lie in two bands is counted as not known."
)
UNDATED = N_("Closed without a day, so not in this table: {count}")
ADVICE = N_(
    "Whoever has two tables can subtract them: do not hand out a quarter and its months, nor the "
    "same people by age band and by under 18 or above, to the same reader."
)
_PEOPLE = N_("{total} people, of them {women} female")
_OTHERS = N_("{total}, of them {women} of female clients")
_PERIOD = N_("{first} to {last}")


def fixed(by: By, value: str, language: str) -> str:
    """How a value is called that is no code of a list; a code of one as it is."""
    told = i18n.catalog(language).gettext
    if value == UNKNOWN:
        return told(NOT_DECIDED if by is By.CATEGORY else NOT_KNOWN)
    if value == SEVERAL:
        return told(_SEVERAL)
    if by is By.MONTH:
        return i18n.month(date.fromisoformat(f"{value}-01"), language)
    if by is By.AGE_BAND:
        low, _, high = value.partition("-")
        return f"{low}–{high}" if high else f"{low}+"
    words = _FIXED.get(by, {})
    return told(words[value]) if value in words else value


def number(one: int | None) -> str:
    """A number of the table, or the mark of a hidden one."""
    return MARK if one is None else str(one)


def period(one: Span, language: str) -> str:
    """``1 January 2026 to 31 March 2026``."""
    first, last = (i18n.date_long(day, language) for day in (one.first, one.last))
    return i18n.catalog(language).gettext(_PERIOD).format(first=first, last=last)


def summed(table: CountTable, language: str) -> str:
    """``146 people, of them 62 women``, as offices write it."""
    told = i18n.catalog(language).gettext
    message = _PEOPLE if table.wanted.unit in PEOPLE else _OTHERS
    return told(message).format(total=number(table.total), women=number(women(table)))


def women(table: CountTable) -> int | None:
    """How many women there are in all."""
    wanted = table.wanted
    if wanted.columns is By.SEX:
        return table.column_totals[table.columns.index(Sex.FEMALE)]
    if wanted.rows is By.SEX:
        return table.row_totals[table.rows.index(Sex.FEMALE)]
    return table.women_total


def heads(table: CountTable, say: Say, language: str) -> list[str]:
    """What stands above the columns: by what the rows are, each value, total, women."""
    told = i18n.catalog(language).gettext
    wanted = table.wanted
    values = [say(wanted.columns, one, language) for one in table.columns]
    more = [told(people.SEXES[Sex.FEMALE])] if table.women else []  # as offices write it
    return [told(BYS[wanted.rows]), *values, told(TOTAL), *more]


def lines(table: CountTable, say: Say, language: str) -> list[list[str]]:
    """The rows in words, the totals last."""
    told = i18n.catalog(language).gettext
    rows = [say(table.wanted.rows, one, language) for one in table.rows]
    women = [[one] for one in table.women] or [[] for _ in rows]
    numbers: list[list[int | None]] = [
        [*cells, whole, *of_them]
        for cells, whole, of_them in zip(table.cells, table.row_totals, women, strict=True)
    ]
    last = [*table.column_totals, table.total, *([table.women_total] if table.women else [])]
    named = zip([*rows, told(TOTAL)], [*numbers, last], strict=True)
    return [[name, *map(number, told_of)] for name, told_of in named]


def notes(table: CountTable, language: str) -> list[str]:
    """What has to be known to read it, a sentence each."""
    told = i18n.catalog(language).gettext
    below = table.wanted.below
    found = [told(EXPLAINED[table.wanted.unit])]
    if _OF_PERSON & {table.wanted.rows, table.wanted.columns}:
        found.append(told(AGES))
    found.append(told(HIDDEN).format(below=below) if below else told(ALL_SHOWN))
    if table.undated and table.wanted.unit in _WITH_ENDS:
        found.append(told(UNDATED).format(count=table.undated))
    return found


_OF_PERSON = frozenset({By.AGE_BAND, By.MAJORITY, By.PROVINCE, By.DISTRICT})
_WITH_ENDS = frozenset({Unit.CLOSED, Unit.OPEN, Unit.HELPED})
