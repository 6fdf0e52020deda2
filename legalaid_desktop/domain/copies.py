"""Copies: what was printed or written to a file, to whom and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.privacy import Private


class CopyWay(StrEnum):
    """How a copy left the office."""

    PRINT = "print"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Errand(Private):
    """For whom a copy is, and why; both may be empty."""

    recipient: str = ""
    purpose: str = ""


OWN_FILE = Errand()
"""A copy for the office's own file."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Copy(Private):
    """One copy of a paper, an attachment or a bundle.

    Attributes:
        kind: ``paper``, ``attachment`` or ``bundle``; record: its id.
        number: from 1 for each record; the page foot of a paper says it.
        at: aware; recipient, purpose: as the user typed them, may be empty.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    kind: str
    record: int
    number: int = 0
    way: CopyWay
    at: datetime
    by: str
    recipient: str = ""
    purpose: str = ""


def checked(copy: Copy) -> Copy:
    """The copy with its texts normalised; raises ``InvalidValue``."""
    return checks.lines(copy, "recipient", "purpose")


def code(copy: Copy) -> str:
    """What the foot of the page and the register call it; tells nothing to anybody else."""
    return f"C{copy.id or 0:05d}"
