"""Which entries of a story are the day of an event that periods run from, and which follow them."""

from dataclasses import replace

from legalaid_desktop.domain.events import Event, EventKind, is_private
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.triggers import Trigger

HEARING = "hearing"
"""The event in ``events.toml`` that is the day of a hearing itself."""


def is_same(event: TriggerEvent, entry: Event) -> bool:
    """Whether the entry is that event beyond doubt."""
    if is_private(entry):
        return False
    if entry.kind is EventKind.HEARING:
        return event.id == HEARING
    return bool(entry.happening) and entry.happening == event.happening


def may_be(event: TriggerEvent, entry: Event) -> bool:
    """Whether somebody may take the day of the event from that entry: a paper that came, too."""
    served = event.served and entry.kind is EventKind.RECEIVED and not is_private(entry)
    return served or is_same(event, entry)


def is_behind(trigger: Trigger, entry: Event) -> bool:
    """Whether the entry stands on another day by now, or at another time where that counts."""
    return followed(trigger, entry) != trigger


def followed(trigger: Trigger, entry: Event) -> Trigger:
    """The event on the day of its entry, and at its time where both have one."""
    at = entry.at if trigger.at and entry.at else trigger.at
    return replace(trigger, on=entry.on, at=at)
