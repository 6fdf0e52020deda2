"""Times of day as people type them, and how far off a day is."""

import re
from datetime import date, time

from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_, ngettext

_TIME = re.compile(r"(\d{1,2})[:.hH](\d{2})")


def read_time(field: str, text: str) -> time | None:
    """The time meant by ``14:30`` or ``໑໔.໓໐``, None for nothing; raises ``InvalidValue``."""
    if not text:
        return None
    found = _TIME.fullmatch(text)
    try:
        return time(int(found[1]), int(found[2])) if found else _whole_hour(text)
    except ValueError as error:
        raise InvalidValue(field, N_("Write the time as 14:30.")) from error


def days_off(day: date, today: date) -> str:
    """``today``, ``in 3 days`` or ``2 days ago``."""
    off = (day - today).days
    if off == 0:
        return filled(N_("today"))
    if off > 0:
        return ngettext("in {count} day", "in {count} days", off).format(count=off)
    return ngettext("{count} day ago", "{count} days ago", -off).format(count=-off)


def _whole_hour(text: str) -> time:
    return time(int(text), 0)
