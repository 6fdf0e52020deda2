"""Days of a yearly notice as people paste them: a line each, in Lao or English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from legalaid_desktop.domain.court_calendar import Holiday, HolidayKind, HolidayScope
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.holiday_tables import new_day
from legalaid_desktop.domain.lao import normalise, search_key

BAD_LINE = "“{line}” has no day that can be read. Write 13/04/2027 and the name of the day."
NO_SUCH_DAY = "There is no such day: “{line}”."
BUDDHIST_YEAR = "Write the year as in 2027, not as in 2570: “{line}”."

MONTHS = {
    "ມັງກອນ": 1, "ກຸມພາ": 2, "ມີນາ": 3, "ເມສາ": 4, "ພຶດສະພາ": 5, "ມິຖຸນາ": 6,
    "ກໍລະກົດ": 7, "ສິງຫາ": 8, "ກັນຍາ": 9, "ຕຸລາ": 10, "ພະຈິກ": 11, "ທັນວາ": 12,
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
    "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_FIRST_BUDDHIST = 2400
_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")
_MONTH_NAMES = "|".join(MONTHS)
_NUMBERS = re.compile(
    r"(?P<first>\d{1,2})(?:\s*[-–]\s*(?P<last>\d{1,2}))?\s*[/.]\s*(?P<month>\d{1,2})"
    r"(?:\s*[/.]\s*(?P<year>\d{4}))?"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<first>\d{1,2})(?:T[\d:]+)?(?P<last>)")
_WORDS = re.compile(
    r"(?P<first>\d{1,2})(?:\s*[-–]\s*(?P<last>\d{1,2}))?\s*(?:ເດືອນ)?\s*"
    rf"(?P<month>{_MONTH_NAMES})(?:\s*(?:ປີ)?\s*(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    rf"(?P<month>{_MONTH_NAMES})\s+(?P<first>\d{{1,2}})(?:\s*[-–]\s*(?P<last>\d{{1,2}}))?"
    r"(?:,?\s*(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(
    r"^(?:ວັນ(?:ຈັນ|ອັງຄານ|ພຸດ|ພະຫັດ|ສຸກ|ເສົາ|ອາທິດ)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"[\s,:]*",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:ວັນທີ|ທີ|[-–•*]|\d{1,2}[.)](?=\s))\s*", re.IGNORECASE)
_BETWEEN = " \t,;:|–-—()[]\"'"
_IN_LIEU = ("ຊົດເຊີຍ", "in lieu", "substitute")
_SCOPES = (
    (HolidayScope.WOMEN, ("ແມ່ຍິງ", "women")),
    (HolidayScope.SCHOOL, ("ວັນຄູ", "teacher")),
    (HolidayScope.BANK, ("ທະນາຄານ", "bank")),
)


@dataclass(frozen=True, slots=True)
class _Matched:
    """Where a line tells its days."""

    first: date
    last: date
    name: str


def read(text: str, year: int) -> tuple[Holiday, ...]:
    """The days of the lines, each with its name; a day alone takes the name of the line above.

    Args:
        year: of the notice, for lines without one.

    Raises:
        InvalidValue: of ``days``, with the line that cannot be read.
    """
    days: list[Holiday] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        found = _line(line, year)
        name = found.name or (days[-1].name_lo or days[-1].name_en if days else "")
        days += [_day(one, name) for one in _span(found)]
    return tuple(days)


def _line(line: str, year: int) -> _Matched:
    plain = normalise(line).translate(_DIGITS).strip()
    rest = _WEEKDAYS.sub("", _LEADING.sub("", plain))
    rest = _LEADING.sub("", rest)
    for pattern in (_ISO, _NUMBERS, _WORDS, _ENGLISH):
        if found := pattern.search(rest):
            name = f"{rest[: found.start()].strip(_BETWEEN)} {rest[found.end() :].strip(_BETWEEN)}"
            return _dated(found, year, _WEEKDAYS.sub("", name.strip()), line)
    raise InvalidValue("days", BAD_LINE, line=line.strip())


def _dated(found: re.Match[str], year: int, name: str, line: str) -> _Matched:
    told = int(found["year"] or year)
    if told >= _FIRST_BUDDHIST:
        raise InvalidValue("days", BUDDHIST_YEAR, line=line.strip())
    month = MONTHS.get(found["month"].lower()) or int(found["month"])
    try:
        first = date(told, month, int(found["first"]))
        last = date(told, month, int(found["last"])) if found["last"] else first
    except ValueError as error:
        raise InvalidValue("days", NO_SUCH_DAY, line=line.strip()) from error
    if last < first:
        raise InvalidValue("days", NO_SUCH_DAY, line=line.strip())
    return _Matched(first, last, name)


def _span(found: _Matched) -> Iterator[date]:
    for past in range((found.last - found.first).days + 1):
        yield found.first + timedelta(days=past)


def _day(day: date, name: str) -> Holiday:
    """The day as its name tells it: in lieu of another, or for some people only."""
    key = name.lower()
    kind = HolidayKind.IN_LIEU if any(one in key for one in _IN_LIEU) else HolidayKind.OFFICIAL
    scope = next(
        (scope for scope, words in _SCOPES if any(one in key for one in words)), HolidayScope.NATION
    )
    is_lao = search_key(name) != search_key(name).encode("ascii", "ignore").decode()
    lo, en = (name, "") if is_lao else ("", name)
    return new_day(day, lo, name_en=en, kind=kind, scope=scope)
