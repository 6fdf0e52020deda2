"""Catalogs by language, and dates, times and numbers as a reader of that language writes them.

The language of the window and the language of a paper are independent: windows use ``gettext``,
which follows ``use``; papers ask for ``catalog(language)``.
"""

import gettext as _gettext
import io
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from babel import dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from legalaid_desktop import assets

LANGUAGES = ("lo", "en")
SOURCE = "en"
"""The language the messages are written in."""

_current = SOURCE


@cache
def catalog(language: str) -> _gettext.NullTranslations:
    """The translations of a language; English, the source, answers every message with itself."""
    if language == SOURCE:
        return _gettext.NullTranslations()
    with assets.translation(language).open("rb") as stream:
        messages = read_po(stream, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


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
    return dates.format_date(day, "d MMMM y", locale=language)


def date_full(day: date, language: str) -> str:
    """The date with its weekday: ``ວັນສຸກ, 27 ມີນາ 2026`` or ``Friday, 27 March 2026``."""
    return dates.format_date(day, "EEEE, d MMMM y", locale=language)


def date_short(day: date, language: str) -> str:
    """``27/03/2026``, in both languages, as Lao papers write it."""
    return dates.format_date(day, "dd/MM/y", locale=language)


def moment(when: datetime, language: str) -> str:
    """Date with weekday and time of day, as stored (local time, UTC+7)."""
    return f"{date_full(when.date(), language)}, {when:%H:%M}"


def number(value: int | float | Decimal, language: str) -> str:
    """``1.250.000,5`` in Lao, ``1,250,000.5`` in English."""
    return numbers.format_decimal(value, locale=language)
