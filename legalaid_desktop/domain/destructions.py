"""The destruction of a case: by two people, on a ground, with a minute that names nobody."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from legalaid_desktop.domain.privacy import Private


class DestructionGround(StrEnum):
    """Why a case is destroyed."""

    RETENTION = "retention"
    """It was kept as long as the rule says."""
    REQUEST = "request"
    """The person whose data it is asked for it (Law 25/NA 2017)."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Destruction(Private):
    """A proposal to destroy a case, and what became of it.

    Attributes:
        requested_on: the day the person asked, where that is the ground.
        proposed_at, confirmed_at: aware; confirmed by somebody else than proposed.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    case_number: str
    ground: DestructionGround
    reason: str = ""
    requested_on: date | None = None
    proposed_by: str
    proposed_at: datetime
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    refused_why: str = ""
