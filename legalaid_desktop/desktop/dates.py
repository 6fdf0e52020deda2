"""Dates as people type them."""

import re
from datetime import date

from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_

_LAO_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")
_PARTS = re.compile(r"(\d{1,4})[\s/.\-]+(\d{1,2})[\s/.\-]+(\d{1,4})")


def read_date(text: str) -> date:
    """The date meant by ``27/3/2026``, ``໒໗-໐໓-໒໐໒໖`` or ``2026-03-27``, or ``InvalidValue``."""
    found = _PARTS.fullmatch(text.strip().translate(_LAO_DIGITS))
    if not found:
        raise InvalidValue("date", N_("Write day, month and year, such as 27/03/2026."))
    first, month, last = (int(part) for part in found.groups())
    year, day = (first, last) if len(found[1]) == 4 else (last, first)
    if year > 2400:
        raise InvalidValue(
            "date", N_("Write the year {year} in place of {typed}."), year=year - 543, typed=year
        )
    if year < 1800:
        raise InvalidValue("date", N_("Write the year with four digits."))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InvalidValue("date", N_("There is no such day in that month.")) from error
