"""Refusals of access: when a lawyer was not let to a client, a file or a hearing."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.privacy import Private


class AccessTo(StrEnum):
    """What access was refused to."""

    CLIENT = "client"
    FILE = "file"
    HEARING = "hearing"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AccessRefusal(Private):
    """One refusal: where, by whom, the reason that was given, and what was done about it.

    Attributes:
        body: the police station, prosecutor, court or prison; officer: who refused, as told.
        reason: the reason given, in their words; empty where none was given.
        complained_on: the day a complaint was made.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    on: date
    at: time | None = None
    to: AccessTo = AccessTo.CLIENT
    body: str
    officer: str = ""
    reason: str = ""
    note: str = ""
    complained_on: date | None = None


def checked(refusal: AccessRefusal, today: date) -> AccessRefusal:
    """The refusal with its texts normalised; raises ``InvalidValue``."""
    clean = checks.lines(refusal, "body", "officer", "reason", "note")
    checks.line("body", clean.body, required=True)
    checks.not_after("on", clean.on, today)
    checks.not_after("complained_on", clean.complained_on, today)
    return clean
