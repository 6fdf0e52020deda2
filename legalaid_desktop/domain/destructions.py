"""The destruction of a case: by two people, on a ground, with a minute that names nobody."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.retention import OfficeRule


class DestructionGround(StrEnum):
    """Why a case is destroyed."""

    RETENTION = "retention"
    """It was kept as long as the rule says."""
    REQUEST = "request"
    """The person whose data it is asked for it (Law 25/NA 2017)."""


class DestructionState(StrEnum):
    """How far a destruction has come."""

    WAITING = "waiting"
    """Proposed by one; another one has to agree."""
    DESTROYED = "destroyed"
    REFUSED = "refused"
    """The case stays, for a reason."""


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

    @property
    def state(self) -> DestructionState:
        """How far it has come."""
        if self.decided_at is None:
            return DestructionState.WAITING
        return DestructionState.DESTROYED if self.destroyed else DestructionState.REFUSED


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Proposal(Private):
    """A destruction as somebody may see it.

    Attributes:
        case: by number and code name or subject; none once it is destroyed.
        may_agree: whether the viewer is another one than who proposed it.
    """

    destruction: Destruction
    case: Case | None
    may_agree: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What of a destroyed case the office cannot reach.

    Attributes:
        backups: made before, as the register knows them; last: the newest of them.
        until: the first day on which the rules of rotation can have let go of all of them; none
            where there is none.
        copies: handed out on paper or as a file.
    """

    backups: int
    last: datetime | None
    until: date | None
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Minute(Private):
    """What the minute of a destruction says; times are those of Vientiane.

    Attributes:
        rule: by which the time was over, where that is the ground.
        entry: of the destruction in the trail.
    """

    office: OfficeProfile
    destruction: Destruction
    rule: OfficeRule | None
    entry: int
    remains: Remains


def checked(destruction: Destruction, today: date) -> Destruction:
    """The proposal with its text normalised; raises ``InvalidValue``."""
    clean = replace(destruction, reason=checks.line("reason", destruction.reason, required=True))
    if clean.ground is DestructionGround.RETENTION:
        return replace(clean, requested_on=None)
    if clean.requested_on is None:
        raise InvalidValue("requested_on", "On which day did the person ask for it?")
    checks.not_after("requested_on", clean.requested_on, today)
    return replace(clean, rule="")
