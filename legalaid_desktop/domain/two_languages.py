"""Whether what was typed in Lao and in English says the same numbers: amounts, years, articles."""

import re

from legalaid_desktop.domain.names import plain

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+")
_LONG = 3
"""Digits; shorter ones are days, or written as words."""


def differing(lao: str, english: str) -> tuple[str, ...]:
    """The longer numbers that stand in one text and not in the other; none if one is empty."""
    if not lao or not english:
        return ()
    return tuple(sorted(_numbers(lao) ^ _numbers(english)))


def _numbers(text: str) -> set[str]:
    found = ("".join(filter(str.isdigit, one)) for one in _NUMBER.findall(plain(text)))
    return {number for number in found if len(number) >= _LONG}
