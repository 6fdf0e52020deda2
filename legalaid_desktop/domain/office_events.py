"""An office's own word on events that periods run from: written, changed, switched off.

As with rules, what comes with the program never changes; what an office decides lies on top, a
version for each decision. The family of an event is part of it: which rules follow, in what order.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.families import FamilyMember, TriggerEvent, fingerprint
from legalaid_desktop.domain.office_rules import (
    NEEDED,
    NOTHING_CHANGED,
    Entry,
    FieldChange,
    outcome,
)

OWN = "own-event-"
"""What the ids of an office's own events begin with; nobody sees them."""
MOST_MEMBERS = 60

ODD_EVENT = "This is no event."
ODD_RULE = "Choose a rule."
RULE_TWICE = "Rule {rule} stands in this family twice."
AFTER_ITSELF = "A rule cannot run from its own last day."
NO_STEP = "There is no such step of the story."
TOO_MANY_MEMBERS = "{limit} rules at most."
SAME_NAME = "There is an event of this name already: {name}."

TEXTS = ("lo", "en", "day_lo", "day_en")
_ID = re.compile(r"[a-z][a-z0-9-]{1,60}")
_RULE_ID = re.compile(r"[A-Z]{2,4}-[A-Z0-9]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EventVersion(Entry):
    """One version of an event in an office: the whole event with its family."""

    event: str
    content: TriggerEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStanding:
    """An event as it stands in an office.

    Attributes:
        event: with its family, as it counts.
        shipped: as it came with the program; none for the office's own.
        entries: all that the office did, the oldest first.
        is_off: whether the office does not use it.
        change: what gave it its present wording, where that is the office's.
    """

    event: TriggerEvent
    shipped: TriggerEvent | None
    entries: tuple[EventVersion, ...] = ()
    is_off: bool = False
    change: EventVersion | None = None

    @property
    def is_overtaken(self) -> bool:
        """Whether the program has another wording by now than when the office changed it."""
        if self.shipped is None or self.change is None or not self.change.base:
            return False
        return fingerprint(self.shipped) != self.change.base


def standing(shipped: TriggerEvent | None, entries: Sequence[EventVersion]) -> EventStanding:
    """The event with all that the office did to it, the oldest first; one of both is there."""
    change, is_off = outcome(entries)
    event = change.content if change else shipped or entries[-1].content
    return EventStanding(
        event=event, shipped=shipped, entries=tuple(entries), is_off=is_off, change=change
    )


def standings(
    shipped: Mapping[str, TriggerEvent], entries: Iterable[EventVersion]
) -> tuple[EventStanding, ...]:
    """All events as they stand: those of the program in its order, then the office's own."""
    by_event: dict[str, list[EventVersion]] = {event_id: [] for event_id in shipped}
    for one in sorted(entries, key=lambda each: each.number):
        by_event.setdefault(one.event, []).append(one)
    return tuple(standing(shipped.get(event_id), found) for event_id, found in by_event.items())


def changed(
    present: TriggerEvent, typed: TriggerEvent, happenings: Collection[str]
) -> TriggerEvent:
    """The event as typed, as it can be kept.

    Raises:
        InvalidValue: a field cannot be kept; Refused: nothing is different.
    """
    clean = checked(replace(typed, id=present.id), happenings)
    if clean == present:
        raise Refused(NOTHING_CHANGED)
    return clean


def checked(event: TriggerEvent, happenings: Collection[str]) -> TriggerEvent:
    """The event with clean texts; raises ``InvalidValue`` with the field that cannot be kept."""
    if not _ID.fullmatch(event.id):
        raise InvalidValue("id", ODD_EVENT)
    clean: dict[str, Any] = {name: checks.line(name, getattr(event, name)) for name in TEXTS}
    for name in ("", "day_"):
        clean |= _both(clean, name)
        if not clean[f"{name}lo"]:
            raise InvalidValue(f"{name}lo", NEEDED)
    if event.happening and event.happening not in happenings:
        raise InvalidValue("happening", NO_STEP)
    members = tuple(_checked_members(event.members))
    return replace(event, types=tuple(dict.fromkeys(event.types)), members=members, **clean)


def require_other_name(event: TriggerEvent, known: Iterable[TriggerEvent]) -> None:
    """Refuses a name that another event has: a list of names must tell them apart."""
    for one in known:
        for field in ("lo", "en"):
            if one.id != event.id and getattr(one, field) == getattr(event, field):
                raise InvalidValue(field, SAME_NAME, name=getattr(one, field))


def changes(before: TriggerEvent, after: TriggerEvent) -> tuple[FieldChange, ...]:
    """The fields in which two wordings differ."""
    return tuple(
        FieldChange(field=one.name, before=getattr(before, one.name), after=new)
        for one in fields(TriggerEvent)
        if (new := getattr(after, one.name)) != getattr(before, one.name)
    )


def blank() -> TriggerEvent:
    """An event to begin with."""
    return TriggerEvent(
        id=f"{OWN}new",
        lo="",
        en="",
        day_lo="",
        day_en="",
        served=False,
        types=(),
        happening="",
        members=(),
    )


def is_own(event_id: str) -> bool:
    """Whether an office wrote the event."""
    return event_id.startswith(OWN)


def _both(clean: Mapping[str, str], name: str) -> dict[str, str]:
    """Where one language is missing, the other stands in for it."""
    lao, english = clean[f"{name}lo"], clean[f"{name}en"]
    return {f"{name}lo": lao or english, f"{name}en": english or lao}


def _checked_members(members: Sequence[FamilyMember]) -> Iterator[FamilyMember]:
    if len(members) > MOST_MEMBERS:
        raise InvalidValue("members", TOO_MANY_MEMBERS, limit=MOST_MEMBERS)
    seen: set[str] = set()
    for place, one in enumerate(members):
        if not _RULE_ID.fullmatch(one.rule_id) or (one.after and not _RULE_ID.fullmatch(one.after)):
            raise _of_line(place, "rule_id", ODD_RULE)
        if one.rule_id in seen:
            raise _of_line(place, "rule_id", RULE_TWICE, rule=one.rule_id)
        if one.after == one.rule_id:
            raise _of_line(place, "runs", AFTER_ITSELF)
        if one.later and not _ID.fullmatch(one.later):
            raise _of_line(place, "runs", ODD_EVENT)
        seen.add(one.rule_id)
        clean = checks.of_list("members", place, one, "when_lo", "when_en")
        lao, english = clean.when_lo, clean.when_en
        yield replace(clean, when_lo=lao or english, when_en=english or lao)


def _of_line(place: int, part: str, reason: str, **values: object) -> InvalidValue:
    return InvalidValue("members", reason, line=place, part=part, **values)
