"""Ties events that periods run from to the entries of the story that are their days."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time

from legalaid_desktop.domain import settling
from legalaid_desktop.domain import step_links as links
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import office_events, rules
from legalaid_desktop.services.desk import Session
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import hearings as stored_hearings
from legalaid_desktop.storage import moves as stored_moves
from legalaid_desktop.storage import records
from legalaid_desktop.storage import triggers as stored

NOT_ITS_DAY = N_("That entry of the story is not the day of this event.")


def offered(session: Session, case_id: int, event_id: str) -> list[Event]:
    """The entries of the story from which the day of that event may be taken, newest first."""
    event = office_events.known(session).get(event_id)
    story = stored_events.of_case(session, case_id) if event else []
    return [one for one in story if event and links.may_be(event, one)]


def tied(session: Session, trigger: Trigger) -> Trigger:
    """A new event with the entry of the story that is its day, where that is beyond doubt.

    Raises:
        InvalidValue: the entry it names is none of that case, or another thing.
    """
    fitting = offered(session, trigger.case_id, trigger.event)
    if trigger.step_id is None:
        event = office_events.known(session)[trigger.event] if fitting else None
        days = [one for one in fitting if one.on == trigger.on]
        same = [one for one in days if event and links.is_same(event, one)]
        return replace(trigger, step_id=same[0].id) if len(same) == 1 else trigger
    chosen = next((one for one in fitting if one.id == trigger.step_id), None)
    if chosen is None:
        raise InvalidValue("step_id", NOT_ITS_DAY)
    return _on_its_day(trigger, chosen)


def kept(session: Session, trigger: Trigger) -> Trigger:
    """The changed event; on another day than its entry it belongs to that entry no more.

    Raises:
        InvalidValue: another entry is named, which is none of that case, or another thing.
    """
    if trigger.step_id not in (None, stored.get(session, trigger.id or 0).step_id):
        return tied(session, trigger)
    entry = stored_events.several(session, [trigger.step_id or 0]).get(trigger.step_id or 0)
    return trigger if entry is None else _on_its_day(trigger, entry)


def carry(session: Session, before: Event, after: Event) -> None:
    """Ties to an entry what surely runs from it, before it stands on another day.

    Nothing is counted again by that: the deadlines stay, and are told to be counted from the day
    before.
    """
    if (before.on, before.at) == (after.on, after.at):
        return
    known = len(records.edits(session))
    for trigger in _sure(session, before):
        stored.save(session, replace(trigger, step_id=before.id))
    own: dict[tuple[str, time | None], Trigger] = {}
    for deadline, event in _without_event(session, before):
        if _is_alone(session, event, before):
            key = event.id, deadline.trigger_at
            own[key] = own.get(key) or stored.save(session, _event_of(deadline, event, before))
            stored_deadlines.save(session, replace(deadline, trigger_id=own[key].id))
    del records.edits(session)[known:]  # a tie is no edit of anybody


def pass_on(session: Session, hearing: Event, following: Event) -> None:
    """Ties what runs from a hearing to the one with which it goes on."""
    known = len(records.edits(session))
    for trigger in (*stored.of_step(session, hearing.id or 0), *_sure(session, hearing)):
        if trigger.event == links.HEARING:
            stored.save(session, replace(trigger, step_id=following.id))
    del records.edits(session)[known:]


def doubtful(session: Session, entry: Event, was: date) -> list[Deadline]:
    """Open deadlines that may run from the entry as it was, and are tied to nothing."""
    events, there = office_events.known(session), replace(entry, on=was)
    loose = {
        one.id: one
        for one in stored.of_case(session, entry.case_id)
        if one.step_id is None and one.on == was and _may_be(events, one.event, there)
    }
    found = [
        one
        for one in stored_deadlines.of_case(session, entry.case_id)
        if one.status is DeadlineStatus.OPEN and one.trigger_id in loose
    ]
    return [*found, *(one for one, _event in _without_event(session, there))]


def require_bare(session: Session, hearing: Event, why_not: str) -> None:
    """Refuses to give up a hearing of which somebody was told, or from which deadlines run."""
    notices = stored_hearings.of_case(session, hearing.case_id)
    if hearing.result or any(one.event_id == hearing.id for one in notices):
        raise Refused(why_not)
    if stored_moves.of_step(session, hearing.id or 0):
        raise Refused(settling.RUN_FROM_IT)


def _event_of(deadline: Deadline, event: TriggerEvent, entry: Event) -> Trigger:
    return Trigger(
        case_id=entry.case_id,
        event=event.id,
        on=deadline.trigger_on,
        at=deadline.trigger_at,
        note=deadline.trigger_note,
        step_id=entry.id,
    )


def _on_its_day(trigger: Trigger, entry: Event) -> Trigger:
    return replace(trigger, step_id=None) if links.is_behind(trigger, entry) else trigger


def _may_be(events: Mapping[str, TriggerEvent], event: str, entry: Event) -> bool:
    return event in events and links.may_be(events[event], entry)


def _sure(session: Session, entry: Event) -> Iterator[Trigger]:
    """What is tied to nothing and can only be the day of that entry."""
    events = office_events.known(session)
    for one in stored.of_case(session, entry.case_id):
        event = events.get(one.event)
        if event is None or one.step_id is not None or links.is_behind(one, entry):
            continue
        if links.is_same(event, entry) and _is_alone(session, event, entry):
            yield one


def _is_alone(session: Session, event: TriggerEvent, entry: Event) -> bool:
    """Whether no other entry of that day could be the same event."""
    return not any(
        links.is_same(event, one) and one.on == entry.on and one.id != entry.id
        for one in stored_events.of_case(session, entry.case_id)
    )


def _without_event(session: Session, entry: Event) -> Iterator[tuple[Deadline, TriggerEvent]]:
    """Older open deadlines without an event whose rule runs from such an entry of that day."""
    events, known = office_events.known(session), rules.known(session)
    for one in stored_deadlines.of_case(session, entry.case_id):
        rule = known.get(one.rule_id)
        event = events.get(rule.event) if rule else None
        loose = one.trigger_id is None and one.after_id is None
        if event is None or not loose or one.status is not DeadlineStatus.OPEN:
            continue
        if one.trigger_on == entry.on and links.is_same(event, entry):
            yield one, event
