"""What stands in the cells of an office's own spreadsheets: dates, ages, fixed answers."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.privacy import Private

NO_DATE = "“{text}” is no date that can be read. Write day/month/year."
NO_AGE = "“{text}” is no age. Write one number, or two such as 30-35."
NO_ANSWER = "“{text}” is not one of the answers that the program knows."
EMPTY_CELLS = frozenset({"", "-", "–", "—", "n/a", "na", "ບໍ່ມີ", "ບໍ່ຮູ້", "unknown", "none"})

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_YEAR = re.compile(r"(\d{4})")
_AGE = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")
MONTHS = 12
_BUDDHIST, _TWO_DIGITS = 543, 100
FIRST_BUDDHIST = 2400
"""No Gregorian year in any file is as high, no Buddhist one as low."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Birth(Private):
    """A day, a month, or a year alone."""

    on: date | None = None
    month: int | None = None
    year: int | None = None


def plain(text: str) -> str:
    """The cell with Latin digits and without space around it; empty for what stands for nothing."""
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    clean = digits.replace("\u00a0", " ").strip()
    return "" if search_key(clean) in EMPTY_CELLS else clean


def day(column: str, text: str, today: date) -> date | None:
    """The day, written in any usual way; raises ``InvalidValue``."""
    clean = plain(text)
    if not clean:
        return None
    found = _ISO.fullmatch(clean)
    parts = found.groups() if found else None
    if parts is None and (found := _DAY_FIRST.fullmatch(clean)):
        parts = (found[3], found[2], found[1])
    try:
        year, month, number = map(int, parts or ())
        return date(_gregorian(year, today), month, number)
    except ValueError:
        raise InvalidValue(column, NO_DATE, text=text) from None


def birth(column: str, text: str, today: date) -> Birth:
    """A day, a month or a year of birth; raises ``InvalidValue``."""
    clean = plain(text)
    if not clean:
        return Birth()
    if _YEAR.fullmatch(clean):
        return Birth(year=_gregorian(int(clean), today))
    if (part := _MONTH.fullmatch(clean)) and 1 <= int(part[1]) <= MONTHS:
        return Birth(month=int(part[1]), year=_gregorian(int(part[2]), today))
    found = day(column, clean, today)
    # spreadsheets are full of 1 January for people of whom only the year is known
    return Birth(on=found)


def ages(column: str, text: str) -> tuple[int | None, int | None]:
    """The lowest and the highest age; raises ``InvalidValue``."""
    clean = plain(text)
    if not clean:
        return None, None
    found = _AGE.fullmatch(clean)
    if found is None:
        raise InvalidValue(column, NO_AGE, text=text)
    low = int(found[1])
    return low, int(found[2]) if found[2] else low


def as_text(value: object) -> str:
    """A cell as text: dates as ISO, whole numbers without a point, nothing for an empty one."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _gregorian(year: int, today: date) -> int:
    if year >= FIRST_BUDDHIST:
        return year - _BUDDHIST
    if year >= _TWO_DIGITS:
        return year
    century = today.year - today.year % _TWO_DIGITS
    return century + year if century + year <= today.year else century - _TWO_DIGITS + year
