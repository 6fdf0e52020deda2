"""The events in a rule pack: written with their families, read, compared one by one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from legalaid_desktop.domain import office_events, reference, toml_lines
from legalaid_desktop.domain.errors import Damaged, InvalidValue, Refused
from legalaid_desktop.domain.families import FamilyMember, TriggerEvent, parse_trigger_events
from legalaid_desktop.domain.office_events import EventStanding
from legalaid_desktop.domain.office_rules import FieldChange, Novelty

MOST_EVENTS = 1_000
OF_EVENT = "Event {event}, field “{field}”: {problem}"
UNKNOWN_FIELD = "this program does not know it."
MISSING = "it is missing or wrong."
TOO_MANY = "This pack has more events than a pack can have: {limit} at most."
TWICE = "Event {event} is in this pack twice."
_SHORT = 40
_MEMBER = {one.name for one in fields(FamilyMember)} - {"rule_id"} | {"id"}
_EVENT = {one.name for one in fields(TriggerEvent)} - {"members"} | {"rules"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEvent:
    """What taking one event of a pack would change.

    Attributes:
        before: the event of the office; after: that of the pack, with its family.
        fields: in which they differ.
    """

    event_id: str
    novelty: Novelty
    before: TriggerEvent | None = None
    after: TriggerEvent | None = None
    fields: tuple[FieldChange, ...] = ()


def compare(
    known: Iterable[EventStanding], packed: Sequence[TriggerEvent]
) -> tuple[PackEvent, ...]:
    """What the events of a pack would change, what is gone last; a pack of none says nothing."""
    if not packed:
        return ()
    ours = {one.event.id: one for one in known}
    found = [_against(ours.get(one.id), one) for one in packed]
    there = {one.id for one in packed}
    gone = [
        PackEvent(event_id=key, novelty=Novelty.GONE, before=one.event)
        for key, one in ours.items()
        if key not in there and not one.is_off
    ]
    return tuple(one for one in (*found, *gone) if one.novelty is not Novelty.CHANGED or one.fields)


def lines(events: Iterable[TriggerEvent]) -> Iterator[str]:
    """The events as a pack has them."""
    for event in events:
        yield "\n[[event]]"
        yield from toml_lines.table(toml_lines.said(event, but={"members"}))
        yield "rules = ["
        for member in event.members:
            yield f"  {toml_lines.value(_told(member))},"
        yield "]"


def parse(records: Sequence[Mapping[str, object]]) -> tuple[TriggerEvent, ...]:
    """The events of a pack, word by word; refuses by event and field what is none."""
    if len(records) > MOST_EVENTS:
        raise Refused(TOO_MANY, limit=MOST_EVENTS)
    found: dict[str, TriggerEvent] = {}
    for place, record in enumerate(records, 1):
        event = _parsed(record, place)
        if event.id in found:
            raise Refused(TWICE, event=event.en[:_SHORT] or place)
        found[event.id] = event
    return tuple(found.values())


def checked(events: Iterable[TriggerEvent], happenings: Iterable[str]) -> tuple[TriggerEvent, ...]:
    """The events with clean texts; refuses by event and field what cannot be kept."""
    return tuple(_checked(one, frozenset(happenings)) for one in events)


def _against(ours: EventStanding | None, event: TriggerEvent) -> PackEvent:
    if ours is None:
        return PackEvent(event_id=event.id, novelty=Novelty.NEW, after=event)
    return PackEvent(
        event_id=event.id,
        novelty=Novelty.OFF if ours.is_off else Novelty.CHANGED,
        before=ours.event,
        after=event,
        fields=office_events.changes(ours.event, event),
    )


def _checked(event: TriggerEvent, happenings: frozenset[str]) -> TriggerEvent:
    try:
        return office_events.checked(event, happenings)
    except InvalidValue as problem:
        raise _of_event(event.en, problem.field, problem) from problem


def _parsed(record: Mapping[str, object], place: int) -> TriggerEvent:
    name = str(record.get("en") or place)
    try:
        _require_known(record)
        (event,) = parse_trigger_events({"event": [record]}).values()
    except InvalidValue as problem:
        raise _of_event(name, problem.field, problem) from problem
    except Damaged as error:
        field = str(error.values.get("field", ""))
        raise _of_event(name, field, InvalidValue(field, MISSING)) from error
    return event


def _require_known(record: Mapping[str, object]) -> None:
    for key in set(record) - _EVENT:
        raise InvalidValue(key[:_SHORT], UNKNOWN_FIELD)
    for member in reference.records(record, "rules"):
        for key in set(member) - _MEMBER:
            raise InvalidValue(f"rules.{key[:_SHORT]}", UNKNOWN_FIELD)


def _of_event(name: str, field: str, problem: InvalidValue) -> Refused:
    return Refused(OF_EVENT, event=name[:_SHORT], field=field, problem=problem)


def _told(member: FamilyMember) -> dict[str, object]:
    """What there is to say of it."""
    rest = toml_lines.said(member, but={"rule_id"})
    return {"id": member.rule_id} | {name: one for name, one in rest.items() if one}
