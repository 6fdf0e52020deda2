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
        rule: of retention, where that is the ground.
        reason: in the words of who proposed it; dropped once the case is gone, as it may name
            people.
        requested_on: the day the person asked, where that is the ground.
        proposed_at, decided_at: aware; decided by somebody else than proposed, or withdrawn.
        refused_why: why the case stays, if it was decided so.
        destroyed: how many of each kind of record went.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    case_number: str
    ground: DestructionGround
    rule: str = ""
    reason: str = ""
    requested_on: date | None = None
    proposed_by: str
    proposed_at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
    refused_why: str = ""
    destroyed: tuple[tuple[str, str], ...] = ()
