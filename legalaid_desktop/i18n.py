"""Catalogs by language, and dates, times and numbers as a reader of that language writes them.

The language of the window and the language of a paper are independent: windows use ``gettext``,
which follows ``use``; papers ask for ``catalog(language)``.
"""

import gettext as _gettext
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from legalaid_desktop import assets

LANGUAGES = ("lo", "en")
SOURCE = "en"
"""The language the messages are written in."""

_current = SOURCE


_LINES = r'((?:".*"\s*)+)'
_ENTRY = re.compile(
    rf"^msgid {_LINES}(?:^msgid_plural {_LINES})?^msgstr(?:\[0\])? {_LINES}", re.MULTILINE
)
_ESCAPED = re.compile(r"\\(.)")
_LETTERS = {"n": "\n", "t": "\t"}


class _Catalog(_gettext.NullTranslations):
    """Translations into a language with one form for every count, as Lao has."""

    def __init__(self, messages: dict[str, str]) -> None:
        super().__init__()
        self._messages = messages

    def gettext(self, message: str) -> str:
        return self._messages.get(message) or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._messages.get(msgid1) or super().ngettext(msgid1, msgid2, n)


@cache
def catalog(language: str) -> _gettext.NullTranslations:
    """The translations of a language; English, the source, answers every message with itself."""
    if language == SOURCE:
        return _gettext.NullTranslations()
    text = assets.translation(language).read_text(encoding="utf-8")
    messages = {_said(entry[1]): _said(entry[3]) for entry in _ENTRY.finditer(text)}
    messages.pop("", None)  # facts about the file
    return _Catalog(messages)


def _said(lines: str) -> str:
    joined = "".join(line[1:-1] for line in lines.splitlines() if line)
    return _ESCAPED.sub(lambda m: _LETTERS.get(m[1], m[1]), joined) if "\\" in joined else joined


def use(language: str) -> None:
    """Makes ``language`` the language of the window."""
    global _current  # noqa: PLW0603 - the one place that knows the window's language
    if language not in LANGUAGES:
        raise ValueError(language)
    _current = language


def current() -> str:
    """The language of the window."""
    return _current


def gettext(message: str) -> str:
    """The message in the language of the window; an empty message stays empty."""
    return catalog(_current).gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The message for that count in the language of the window."""
    return catalog(_current).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 - the name that message extraction knows
    """Marks a message for extraction; it is translated where it is shown."""
    return message


def date_long(day: date, language: str) -> str:
    """``27 ມີນາ 2026`` or ``27 March 2026``."""
    return _date(day, "d MMMM y", language)


def date_full(day: date, language: str) -> str:
    """The date with its weekday: ``ວັນສຸກ, 27 ມີນາ 2026`` or ``Friday, 27 March 2026``."""
    return _date(day, "EEEE, d MMMM y", language)


def date_short(day: date, language: str) -> str:
    """``27/03/2026``, in both languages, as Lao papers write it."""
    return _date(day, "dd/MM/y", language)


def day_month(day: date, language: str) -> str:
    """``Fri 27 March``, ``ວັນສຸກ 27 ມີນາ``: of a day that is near."""
    return _date(day, "EEE d MMMM" if language == "en" else "EEEE d MMMM", language)


def weekday(day: date, language: str) -> str:
    """The weekday alone: ``ວັນສຸກ`` or ``Friday``."""
    return _date(day, "EEEE", language)


def month(day: date, language: str) -> str:
    """The month alone: ``ມີນາ 2026`` or ``March 2026``."""
    return _date(day, "LLLL y", language)


def month_name(number: int, language: str) -> str:
    """The name of a month without a year: ``ມີນາ`` or ``March``."""
    return _date(date(2000, number, 1), "LLLL", language)


def _date(day: date, pattern: str, language: str) -> str:
    from babel import dates  # slow to load, and the first window shows no date

    return dates.format_date(day, pattern, locale=language)


def moment(when: datetime, language: str) -> str:
    """Date with weekday and time of day, as stored (local time, UTC+7)."""
    return f"{date_full(when.date(), language)}, {when:%H:%M}"


def number(value: int | float | Decimal, language: str) -> str:
    """``1.250.000,5`` in Lao, ``1,250,000.5`` in English."""
    from babel import numbers  # as above

    return numbers.format_decimal(value, locale=language)
