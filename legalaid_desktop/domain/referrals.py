"""Referrals: a letter that sends a client to another body, and what became of it.

Its clock comes from the inter-agency referral form (IASC 2017): 24 hours, 72 hours or two weeks by
priority (B). A letter knows days alone, so 24 hours are the next day.
"""

import re
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReturnSlip(Private):
    """What the slip says that the other body fills in and sends back; it names nobody.

    Attributes:
        to: the body that the client was sent to; number: of our letter.
        consent_until: after it the client is asked again; none where no consent covers it.
    """

    code: str
    to: str
    number: str
    sent_on: date
    answer_by: date | None = None
    consent_until: date | None = None


_CHECKS = "ABCDEFGHJKLMNPRTUVWXY"
"""Letters that nobody takes for a digit or for each other."""
_CODE = re.compile(r"R\s*(\d{2})\s*-?\s*(\d{1,6})\s*-?\s*([A-Z])")


def slip_code(year: int, number: int) -> str:
    """What stands on the return slip in place of a name: ``R26-0012-K``."""
    return f"R{year % 100:02}-{number:04}-{_CHECKS[(year * 7 + number * 11) % len(_CHECKS)]}"


def read_code(typed: str) -> tuple[int, int] | None:
    """Year and number of a code as it was typed; nothing for any other text, or a wrong letter."""
    found = _CODE.fullmatch(typed.strip().upper())
    if found is None:
        return None
    year, number = 2000 + int(found[1]), int(found[2])  # Lao digits too
    return (year, number) if slip_code(year, number).endswith(found[3]) else None
