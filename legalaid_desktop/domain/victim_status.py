"""What bodies made of somebody as a victim, step by step; the last step is the one that stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.privacy import Private


class Status(StrEnum):
    """A step on the way to being identified as a victim, or not."""

    INDICATORS = "indicators"
    PRESUMED = "presumed"
    REFERRED = "referred"
    IDENTIFIED = "identified"
    NOT_IDENTIFIED = "not_identified"
    REFUSED = "refused"
    WITHDREW = "withdrew"


PROTECTED = frozenset({Status.PRESUMED, Status.REFERRED, Status.IDENTIFIED})
"""Legal aid and protection attach from the presumption on."""
SUSPECTED = frozenset({Status.INDICATORS, Status.PRESUMED})
"""Somebody who has not been referred yet."""
_BY_A_BODY = frozenset({Status.REFERRED, Status.IDENTIFIED, Status.NOT_IDENTIFIED})
_WITH_REASON = frozenset({Status.NOT_IDENTIFIED, Status.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class VictimStatus(Private):
    """One step: on which day, by which body or person, under which number, for what reason."""

    id: int | None = None
    version: int = 0
    case_id: int
    person_id: int
    status: Status
    on: date
    body: str = ""
    number: str = ""
    reasons: str = ""


def checked(step: VictimStatus, today: date) -> VictimStatus:
    """The step with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    checks.not_after("on", step.on, today)
    return replace(
        step,
        body=checks.line("body", step.body, required=step.status in _BY_A_BODY),
        number=checks.line("number", step.number),
        reasons=checks.text("reasons", step.reasons, required=step.status in _WITH_REASON),
    )


def in_order(steps: Iterable[VictimStatus]) -> list[VictimStatus]:
    """The steps as they came, the earliest first."""
    return sorted(steps, key=lambda one: (one.on, one.id or 0))


def standing(steps: Iterable[VictimStatus], person_id: int) -> VictimStatus | None:
    """Where that person stands; ``None`` where nothing was noted."""
    found = in_order(one for one in steps if one.person_id == person_id)
    return found[-1] if found else None
