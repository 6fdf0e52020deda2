"""Time that is spent for no case: for the office, on training, and for people without a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private

MOST_MINUTES = 24 * 60
NO_TIME = "Write the time spent as 20m or 1h30."


class TimeKind(StrEnum):
    """What the time was for."""

    OFFICE = "office"
    """Meetings, reports, the register."""
    TRAINING = "training"
    PRO_BONO = "pro_bono"
    """Advice and teaching free of charge to people who have no file: the pro-bono record."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OfficeTime(Private):
    """Some minutes of somebody that belong to no case."""

    id: int | None = None
    version: int = 0
    user_id: int
    on: date
    minutes: int
    kind: TimeKind = TimeKind.OFFICE
    what: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MonthOfTime(Private):
    """The minutes of one person in one month.

    Attributes:
        month: its first day; cases: how many cases the time in cases was for.
        in_cases: free of charge to the clients, as all that a legal-aid office does for them.
    """

    user_id: int
    month: date
    cases: int = 0
    in_cases: int = 0
    pro_bono: int = 0
    training: int = 0
    office: int = 0

    @property
    def free(self) -> int:
        """What counts in the pro-bono record: cases, and advice to people without a file."""
        return self.in_cases + self.pro_bono

    @property
    def whole(self) -> int:
        """All of it."""
        return self.free + self.training + self.office


def summed(months: Sequence[MonthOfTime]) -> MonthOfTime:
    """The time of several months; not the cases, of which some run through more than one."""
    totals = {name: sum(getattr(one, name) for one in months) for name in _MINUTES}
    return replace(months[0], cases=0, **totals)


_MINUTES = ("in_cases", "pro_bono", "training", "office")


def checked(time: OfficeTime, today: date) -> OfficeTime:
    """The entry with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    checks.not_after("on", time.on, today)
    least = 1 if time.id is None else 0  # an entry that was a mistake is set to nothing
    if not least <= time.minutes <= MOST_MINUTES:
        raise InvalidValue("minutes", NO_TIME)
    return replace(time, what=checks.line("what", time.what, required=True))
