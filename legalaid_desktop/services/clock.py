"""The time in the Lao PDR: UTC+7 all year round."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

VIENTIANE = timezone(timedelta(hours=7), "UTC+7")

Clock = Callable[[], datetime]
"""Gives the present moment with its time zone; tests and the demonstration hand in their own."""


def now() -> datetime:
    """The present moment in Vientiane, whatever the computer's time zone is set to."""
    return datetime.now(tz=VIENTIANE)


def today(clock: Clock) -> date:
    """The present day in Vientiane."""
    return clock().astimezone(VIENTIANE).date()
