"""Days typed a line each, with what happened: further days, pauses, what began anew."""

import re
from collections.abc import Iterable
from datetime import date

from legalaid_desktop.desktop.dates import read_date
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.triggers import Occasion, Pause

_DAY = r"[0-9໐-໙]{1,4}[/.\-][0-9໐-໙]{1,2}[/.\-][0-9໐-໙]{1,4}"
_LINE = re.compile(rf"\s*({_DAY})\s*(.*)")
_SPAN = re.compile(rf"\s*({_DAY})\s*(?:[-–—]\s*({_DAY})?)?\s*(.*)")


def occasions(field: str, text: str) -> tuple[Occasion, ...]:
    """The days and what happened on them; raises ``InvalidValue`` of that field."""
    return tuple(
        Occasion(on=_day(field, found[1]), note=found[2].strip())
        for found in _found(field, _LINE, text)
    )


def pauses(field: str, text: str) -> tuple[Pause, ...]:
    """The first and last days on which the clock stood still, likewise."""
    return tuple(
        Pause(
            first=_day(field, found[1]),
            last=_day(field, found[2]) if found[2] else None,
            note=found[3].strip(),
        )
        for found in _found(field, _SPAN, text)
    )


def of_occasions(days: Iterable[Occasion]) -> str:
    """The same as it would be typed."""
    return "\n".join(f"{one.on:%d/%m/%Y} {one.note}".strip() for one in days)


def of_pauses(found: Iterable[Pause]) -> str:
    """The same as it would be typed."""
    return "\n".join(
        f"{one.first:%d/%m/%Y} - {f'{one.last:%d/%m/%Y} ' if one.last else ''}{one.note}".strip()
        for one in found
    )


def _found(field: str, pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    lines = [one for one in text.splitlines() if one.strip()]
    found = [pattern.fullmatch(one) for one in lines]
    if None in found:
        _day(field, lines[found.index(None)])
    return [one for one in found if one is not None]


def _day(field: str, text: str) -> date:
    try:
        return read_date(text)
    except InvalidValue as problem:
        raise InvalidValue(field, problem.reason, **problem.values) from problem
