"""What every record of law and reference data carries, read out of a parsed file."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from legalaid_desktop.domain.errors import Damaged

Choice = TypeVar("Choice", bound=StrEnum)

DAMAGED_RECORD = (
    "A file of law or reference data is damaged: “{field}” of “{record}” is missing or wrong."
)


class Certainty(StrEnum):
    """How well a fact is known."""

    LAW_TEXT = "A"
    SECONDARY = "B"
    UNVERIFIED = "C"
    OURS = "D"
    """Nobody's rule: what the program decides."""


def records(data: Mapping[str, object], key: str) -> tuple[Mapping[str, object], ...]:
    """The list of records under a key; empty if there is none."""
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise _damaged(data, key)
    return tuple(found)


def text(record: Mapping[str, object], key: str, default: str | None = None) -> str:
    """The text under a key."""
    value = record.get(key, default)
    if not isinstance(value, str):
        raise _damaged(record, key)
    return value


def texts(record: Mapping[str, object], key: str) -> tuple[str, ...]:
    """The list of texts under a key; empty if there is none."""
    found = record.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise _damaged(record, key)
    return tuple(found)


def number(record: Mapping[str, object], key: str) -> int:
    """The whole number above zero under a key."""
    value = record.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _damaged(record, key)
    return value


def numbers(record: Mapping[str, object], key: str) -> tuple[int, ...]:
    """The list of whole numbers under a key, none of them below zero; empty if there is none."""
    found = record.get(key, [])
    if not isinstance(found, list) or not all(type(one) is int and one >= 0 for one in found):
        raise _damaged(record, key)
    return tuple(found)


def flag(record: Mapping[str, object], key: str, *, default: bool) -> bool:
    """The yes or no under a key."""
    value = record.get(key, default)
    if not isinstance(value, bool):
        raise _damaged(record, key)
    return value


def day(record: Mapping[str, object], key: str) -> date:
    """The date under a key."""
    found = day_if_known(record, key)
    if found is None:
        raise _damaged(record, key)
    return found


def day_if_known(record: Mapping[str, object], key: str) -> date | None:
    """The date under a key, or ``None`` where the file leaves it out or empty."""
    value = record.get(key) or None
    if value is not None and type(value) is not date:
        raise _damaged(record, key)
    return value


def choice(kind: type[Choice], record: Mapping[str, object], key: str, default: str = "") -> Choice:
    """The member of ``kind`` under a key."""
    value = text(record, key, default)
    if value not in list(kind):
        raise _damaged(record, key)
    return kind(value)


def _damaged(record: Mapping[str, object], key: str) -> Damaged:
    name = record.get("id") or record.get("code") or record.get("day") or ""
    return Damaged(DAMAGED_RECORD, field=key, record=name)
