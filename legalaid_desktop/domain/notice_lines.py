"""Days of a yearly notice as people paste them: a line each, in Lao or English."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from legalaid_desktop.domain.court_calendar import Holiday, HolidayKind, HolidayScope
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.holiday_tables import new_day
from legalaid_desktop.domain.lao import normalise, search_key

BAD_LINE = "“{line}” has no day that can be read. Write 13/04/2027 and the name of the day."
MORE_NUMBERS = (
    "“{line}” has a number that is not read as a day. Write the days as in 13-16/04/2027, and "
    "leave other numbers out."
)
NO_SUCH_DAY = "There is no such day: “{line}”."
BUDDHIST_YEAR = "Write the year as in 2027, not as in 2570: “{line}”."

MONTHS = {
    "ມັງກອນ": 1, "ກຸມພາ": 2, "ມີນາ": 3, "ເມສາ": 4, "ພຶດສະພາ": 5, "ມິຖຸນາ": 6,
    "ກໍລະກົດ": 7, "ສິງຫາ": 8, "ກັນຍາ": 9, "ຕຸລາ": 10, "ພະຈິກ": 11, "ທັນວາ": 12,
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
    "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_FIRST_BUDDHIST = 2400
_CENTURY, _SHORT = 2000, 100
_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")
_MONTH_NAMES = "|".join(MONTHS)
_TO = r"\s*(?:[-–—]|ຫາ|ເຖິງ|ຮອດ|\b(?:to|until|till|through)\b)\s*"
_AND = r"\s*(?:[,;&+]\s*(?:ແລະ|and\b)?|ແລະ|\band\b)\s*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_DAYS = rf"(?<!\d)(?P<days>{_DAY}(?:(?:{_TO}|{_AND}){_DAY})*)"
_YEAR = r"(?:,?\s*(?:ປີ)?\s*(?P<year>\d{4}))?"
_PATTERNS = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<days>\d{1,2})(?:T[\d:]+)?",
        r"(?P<days>(?<!\d)\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})",
        rf"{_DAYS}\s*[/.]\s*(?P<month>\d{{1,2}})(?!\d)"
        r"(?:\s*[/.]\s*(?P<year>\d{4}|\d{2})(?!\d))?",
        rf"{_DAYS}\s*(?:ເດືອນ)?\s*(?P<month>{_MONTH_NAMES}){_YEAR}",
        rf"(?P<month>{_MONTH_NAMES})\s+{_DAYS}{_YEAR}",
    )
)
_NEXT = re.compile(f"(?P<to>{_TO})|{_AND}", re.IGNORECASE)
_STEP = re.compile(f"(?P<to>{_TO})?(?:{_AND})?(?P<day>\\d{{1,2}})(?:st|nd|rd|th)?", re.IGNORECASE)
_MONTH_ENDS = re.compile(rf"(?:{_MONTH_NAMES})\Z", re.IGNORECASE)
_MONTH_BEGINS = re.compile(rf"(?:{_MONTH_NAMES})(?![a-z])", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:ຕັ້ງແຕ່|ແຕ່|\bfrom\b)?\s*(?:ວັນທີ|ທີ)\s*(?=\d)|(?:ຕັ້ງແຕ່|ແຕ່|\bfrom\b)\s*(?=\d)", re.IGNORECASE
)
_HOW_MANY = re.compile(r"(\d+)\s*(?:ວັນ|days?\b)", re.IGNORECASE)
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
class _NoticeLine:
    """What a line tells, and the words around it."""

    days: tuple[date, ...]
    before: str
    after: str


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
        found, name = _read(line, year)
        name = name or (days[-1].name_lo or days[-1].name_en if days else "")
        days += [_day(one, name) for one in found]
    return tuple(days)


def _read(line: str, year: int) -> tuple[tuple[date, ...], str]:
    """The days of a line and their name; no number of it is passed over."""
    plain = normalise(line).translate(_DIGITS).strip()
    rest = _WEEKDAYS.sub("", _LEADING.sub("", plain))
    rest = _BEFORE.sub("", _LEADING.sub("", rest))
    try:
        found = _dated(rest, year)
        if found is None:
            raise InvalidValue("days", BAD_LINE, line=line.strip())
        if any(one.year >= _FIRST_BUDDHIST for one in found.days):
            raise InvalidValue("days", BUDDHIST_YEAR, line=line.strip())
        if _has_more(found, year):
            raise InvalidValue("days", MORE_NUMBERS, line=line.strip())
    except ValueError as error:
        raise InvalidValue("days", NO_SUCH_DAY, line=line.strip()) from error
    name = f"{found.before} {found.after}".strip()
    return found.days, _WEEKDAYS.sub("", name)


def _dated(text: str, year: int) -> _NoticeLine | None:
    """The days with which a line begins or ends; ``ValueError``: there is no such day."""
    first = next((one for each in _PATTERNS if (one := each.search(text))), None)
    if first is None:
        return None
    parts, spans, end = [first], list[bool](), first.end()
    while (link := _NEXT.match(text, end)) and (more := _at(text, link.end())):
        parts.append(more)
        spans.append(bool(link["to"]))
        end = more.end()
    days = list[date]()
    told = [_year(one) for one in parts]
    for place, part in enumerate(parts):
        own = next((one for one in told[place:] if one), year)
        found = _of_part(part, own)
        is_span = place > 0 and spans[place - 1]
        days += _through(days[-1], found[0])[1:] + found[1:] if is_span else found
    return _NoticeLine(
        tuple(days), text[: first.start()].strip(_BETWEEN), text[end:].strip(_BETWEEN)
    )


def _at(text: str, place: int) -> re.Match[str] | None:
    return next((one for each in _PATTERNS if (one := each.match(text, place))), None)


def _year(part: re.Match[str]) -> int:
    """The year of a part, two digits of it being of this century; 0: it has none."""
    told = int(part["year"] or 0)
    return told + _CENTURY if 0 < told < _SHORT else told


def _of_part(part: re.Match[str], year: int) -> list[date]:
    month = MONTHS.get(part["month"].lower()) or int(part["month"])
    days = list[date]()
    for step in _STEP.finditer(part["days"]):
        day = date(year, month, int(step["day"]))
        days += _through(days[-1], day)[1:] if step["to"] and days else [day]
    return days


def _through(first: date, last: date) -> list[date]:
    if last < first:
        raise ValueError
    return [first + timedelta(days=past) for past in range((last - first).days + 1)]


def _has_more(line: _NoticeLine, year: int) -> bool:
    """Whether a number is left that is neither one of the days again, their count nor the year."""
    if _MONTH_ENDS.search(line.before) or _MONTH_BEGINS.match(line.after):
        return True
    left = f"{line.before} | {line.after}"
    for pattern in _PATTERNS:
        for again in list(pattern.finditer(left)):
            if set(_of_part(again, _year(again) or year)) <= set(line.days):
                left = left.replace(again[0], " ")
    counted = str(len(line.days))
    left = _HOW_MANY.sub(lambda one: "" if one[1] == counted else one[0], left)
    return any(one != str(year) for one in re.findall(r"\d+", left))


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
