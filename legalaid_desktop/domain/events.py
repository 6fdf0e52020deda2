"""Events: the story of a case, one line a happening."""

from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.privacy import Private


class EventKind(StrEnum):
    """What happened."""

    NOTE = "note"
    CALL = "call"
    VISIT = "visit"
    RECEIVED = "received"
    SENT = "sent"
    HEARING = "hearing"
    DECISION = "decision"
    CUSTODY = "custody"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Event(Private):
    """Something that happened in a case, on a day and perhaps at a time (UTC+7)."""

    id: int | None = None
    version: int = 0
    case_id: int
    kind: EventKind
    on: date
    at: time | None = None
    text: str


def checked(event: Event, today: date) -> Event:
    """The event with its text normalised; raises ``InvalidValue`` for the first wrong field."""
    if event.kind is not EventKind.HEARING:
        checks.not_after("on", event.on, today)
    return replace(event, text=checks.text("text", event.text, required=True))
