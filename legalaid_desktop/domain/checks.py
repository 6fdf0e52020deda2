"""Checks that records share: what was typed, normalised, or a sentence about the field."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from legalaid_desktop.domain import old_fonts
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.lao import normalise

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")

LONGEST_LINE = 300
LONGEST_TEXT = 20_000
MOST_LINES = 300
"""Each line of a text becomes a paragraph; thousands of them take seconds to set."""
OLD_FONT = (
    "This was typed for an old Lao font and cannot be read with others. Change it to Unicode in "
    "the program it comes from, or type it again."
)
IN_FUTURE = "This day lies in the future."


def line(field: str, text: str, *, required: bool = False) -> str:
    """One line of text, normalised and trimmed; refuses what is too long or, if required, empty."""
    clean = _readable(field, normalise(text).replace("\n", " ").replace("\t", " ").strip())
    if required and not clean:
        raise InvalidValue(field, "This is needed.")
    if len(clean) > LONGEST_LINE:
        raise InvalidValue(field, "Too long: {limit} letters at most.", limit=LONGEST_LINE)
    return clean


def _readable(field: str, clean: str) -> str:
    if old_fonts.is_old(clean):
        raise InvalidValue(field, OLD_FONT)
    return clean


def lines(record: Record, *fields: str) -> Record:
    """The record with those fields made clean lines."""
    clean: dict[str, Any] = {field: line(field, getattr(record, field)) for field in fields}
    return replace(record, **clean)


def of_list(field: str, place: int, record: Record, *texts: str, needed: str = "") -> Record:
    """One record of a list, with those texts made clean lines; one of them may be needed.

    Raises:
        InvalidValue: of the list, with its ``line`` from 0 and the ``part`` of it among the values.
    """
    clean: dict[str, Any] = {}
    for part in texts:
        try:
            clean[part] = line(field, getattr(record, part), required=part == needed)
        except InvalidValue as problem:
            told = {**problem.values, "line": place, "part": part}
            raise InvalidValue(field, problem.reason, **told) from problem
    return replace(record, **clean)


def text(field: str, value: str, *, required: bool = False) -> str:
    """Text of several lines, normalised and trimmed."""
    clean = _readable(field, normalise(value).strip())
    if required and not clean:
        raise InvalidValue(field, "This is needed.")
    if len(clean) > LONGEST_TEXT:
        raise InvalidValue(field, "Too long: {limit} letters at most.", limit=LONGEST_TEXT)
    if clean.count("\n") >= MOST_LINES:
        raise InvalidValue(field, "Too long: {limit} lines at most.", limit=MOST_LINES)
    return clean


def any_of(field: str, *values: str) -> None:
    """Refuses when all of the values are empty."""
    if not any(values):
        raise InvalidValue(field, "Fill in the Lao or the Latin spelling.")


def not_after(field: str, day: date | None, latest: date) -> None:
    """Refuses a day after ``latest``."""
    if day is not None and day > latest:
        raise InvalidValue(field, IN_FUTURE)
