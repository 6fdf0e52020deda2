"""What starts a period: the event, its day, how it was served, and what stopped the clock since."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.rules import Unit

AHEAD = "The day it happened, {day}, has not come yet: enter it once it has happened."
RECEIVED_AHEAD = "The day it was received, {day}, has not come yet: enter it once it is received."
ALSO_AHEAD = "The further day {day} has not come yet: enter it once it has happened."
ANEW_AHEAD = "The day the period began anew, {day}, has not come yet."
GRANTED_AHEAD = "The day more time was granted, {day}, has not come yet."


class ServiceWay(StrEnum):
    """How a paper reached the party: it decides on which day the period starts."""

    NONE = ""
    HAND = "hand"
    POST = "post"
    VILLAGE = "village"
    POSTED = "posted"
    BROADCAST = "broadcast"


class Known(StrEnum):
    """How exactly the day of the event is known; a month or year starts the next one (art. 47)."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Which(StrEnum):
    """Which of several occasions counts."""

    EARLIEST = "earliest"
    LATEST = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days on which the clock stood still, first and last; ``last`` is None while it still does."""

    first: date
    last: date | None = None
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A further day that matters, and what happened on it."""

    on: date
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prolongation:
    """More time that was granted: so much from the day after the last day before it."""

    length: int
    unit: Unit
    granted_on: date
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Trigger(Private):
    """An event of a case that periods run from.

    Attributes:
        event: id in ``events.toml``; empty for one that somebody wrote.
        on: the day it happened, or of sending, posting, broadcasting; ``at`` the time, UTC+7.
        reached_on: the day a paper was actually received, where ``way`` asks for it.
        also: further occasions of which ``which`` picks one.
        pauses: when the clock stood still; restarts: what made it begin anew.
        restart_by: the lawyer who confirmed that the period began anew, where that can be disputed.
        note: how the day is proved.
        step_id: the hearing or other entry of the story it is the day of, if it is one of them.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    event: str
    on: date
    at: time | None = None
    known: Known = Known.DAY
    way: ServiceWay = ServiceWay.NONE
    reached_on: date | None = None
    also: tuple[Occasion, ...] = ()
    which: Which = Which.EARLIEST
    pauses: tuple[Pause, ...] = ()
    restarts: tuple[Occasion, ...] = ()
    restart_by: str = ""
    note: str = ""
    step_id: int | None = None


def require_happened(trigger: Trigger, today: date, *, ahead: bool) -> None:
    """Refuses days that have not come yet; ``ahead``: of the event itself they may be known."""
    on = trigger.on
    if trigger.known is not Known.DAY:
        on = on.replace(day=1) if trigger.known is Known.MONTH else on.replace(month=1, day=1)
    found = [] if ahead else [("trigger_on", AHEAD, on)]
    if not ahead:
        found += [("also", ALSO_AHEAD, each.on) for each in trigger.also]
    if trigger.reached_on and trigger.way is not ServiceWay.NONE:
        found.append(("reached_on", RECEIVED_AHEAD, trigger.reached_on))
    found += [("restarts", ANEW_AHEAD, each.on) for each in trigger.restarts]
    for field_name, told, day in found:
        if day > today:
            raise InvalidValue(field_name, told, day=f"{day:%d/%m/%Y}")
