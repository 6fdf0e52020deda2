"""The time in the Lao PDR: UTC+7 all year round."""

from collections.abc import Callable
from datetime import date, datetime

from legalaid_desktop.domain.custody import LAOS

VIENTIANE = LAOS

Clock = Callable[[], datetime]
"""Gives the present moment with its time zone; tests and the demonstration hand in their own."""


def now() -> datetime:
    """The present moment in Vientiane, whatever the computer's time zone is set to."""
    return datetime.now(tz=VIENTIANE)


def is_elsewhere() -> bool:
    """Whether the computer is set to the time of another place than Laos."""
    moment = datetime.now().astimezone()
    return moment.utcoffset() != VIENTIANE.utcoffset(None)


def today(clock: Clock) -> date:
    """The present day in Vientiane."""
    return clock().astimezone(VIENTIANE).date()
