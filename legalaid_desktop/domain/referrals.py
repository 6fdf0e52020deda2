"""Referrals: a letter that sends a client to another body, and what became of it.

Its clock comes from the inter-agency referral form (IASC 2017): 24 hours, 72 hours or two weeks by
priority (B). A letter knows days alone, so 24 hours are the next day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.privacy import Private


class ReferralState(StrEnum):
    """How far a referral has come."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DONE = "done"
    """The service was given."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReferralStep(Private):
    """One step: its day (``2026-03-09``), who entered it; of a refusal, why."""

    state: ReferralState
    on: str
    note: str = ""
    by: str = ""

    @property
    def day(self) -> date:
        """The day of the step."""
        return date.fromisoformat(self.on)


DAYS: Mapping[str, int] = {"emergency": 1, "urgent": 3, "normal": 14}
"""In how many days an answer is due, by priority (B)."""
FOLLOW_UP = 7
"""So many days later the office asks whether the service was given: its own target (D)."""
OPEN = frozenset({ReferralState.SENT, ReferralState.ACCEPTED})
_WITH_NOTE = frozenset({ReferralState.REFUSED, ReferralState.DONE, ReferralState.WITHDRAWN})

OVER = "This referral has come to its end."
BEFORE = "This lies before the last step."
NEXT_BEFORE = "The next day to ask lies before this step."
WHY = "Write why, or what was given."


def answer_day(sent: date, priority: str, wished: date | None) -> date:
    """By when an answer is due: by its priority, or on an earlier day that the letter names."""
    usual = sent + timedelta(days=DAYS.get(priority, DAYS["normal"]))
    return min(usual, wished) if wished is not None and wished >= sent else usual


def state(steps: tuple[ReferralStep, ...]) -> ReferralState | None:
    """How far it has come; none where the letter is no referral."""
    return steps[-1].state if steps else None


def stepped(
    steps: tuple[ReferralStep, ...], step: ReferralStep, next_on: date | None, today: date
) -> tuple[ReferralStep, ...]:
    """The steps with one more; raises ``InvalidValue`` for the first wrong field."""
    if state(steps) not in OPEN:
        raise Refused(OVER)
    checks.not_after("on", step.day, today)
    if step.day < steps[-1].day:
        raise InvalidValue("on", BEFORE)
    if next_on is not None and next_on < step.day:
        raise InvalidValue("answer_by", NEXT_BEFORE)
    note = checks.text("note", step.note)
    if step.state in _WITH_NOTE and not note:
        raise InvalidValue("note", WHY)
    return (*steps, replace(step, state=ReferralState(step.state), note=note))
