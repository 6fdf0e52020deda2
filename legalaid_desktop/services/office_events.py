"""Events that periods run from as they stand in an office: shipped, changed, its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from legalaid_desktop.domain import checks, office_events, office_rules
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.errors import NotFound, Refused, Stale
from legalaid_desktop.domain.families import TriggerEvent, fingerprint
from legalaid_desktop.domain.office_events import EventStanding, EventVersion
from legalaid_desktop.domain.office_rules import RuleEntry
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference, rules
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import office_events as stored
from legalaid_desktop.storage import office_rules as stored_rules

MEANWHILE = N_("This event was changed meanwhile. Read it again before you decide.")
IS_OFF = N_("This event is switched off already.")
IS_ON = N_("This event is in use already.")
NOT_CHANGED = N_("This event reads as it came with the program.")
NO_EVENT = N_("There is no such event.")
_LETTERS_OF_AN_ID = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLook:
    """An event with what runs from it.

    Attributes:
        rules: all rules of the office by their ids, those switched off too.
        others: rules in use that run from it and stand in no place of its family.
        later: the events still to come that its family names, by their ids.
    """

    standing: EventStanding
    rules: Mapping[str, Rule]
    others: tuple[Rule, ...]
    later: Mapping[str, TriggerEvent]


class OfficeEvents:
    """The events that periods run from, and which rules follow from each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def every(self) -> tuple[EventStanding, ...]:
        """All events as they stand, those switched off too."""
        with self._desk.reading(Act.CONSULT) as session:
            return standings(session)

    def look(self, event_id: str) -> EventLook:
        """The event of that id with what runs from it; raises ``NotFound``."""
        with self._desk.reading(Act.CONSULT) as session:
            found = standing(session, event_id)
            named = {one.rule_id for one in found.event.members}
            used = rules.effective(session)
            return EventLook(
                standing=found,
                rules=rules.known(session),
                others=tuple(one for one in used if one.event == event_id and one.id not in named),
                later=known(session),
            )

    def history(self, event_id: str) -> list[EventVersion]:
        """All versions of an event in this office, the newest first."""
        with self._desk.reading(Act.CONSULT) as session:
            return list(reversed(standing(session, event_id).entries))

    def in_use(self) -> Mapping[str, TriggerEvent]:
        """The events to choose from, by id, with those that only a rule of the office tells."""
        with self._desk.reading(Act.CONSULT) as session:
            return in_use(session)

    def known(self) -> Mapping[str, TriggerEvent]:
        """All events that a case may have, by id: switched off and former ones keep their names."""
        with self._desk.reading(Act.CONSULT) as session:
            return known(session)

    def write(self, typed: TriggerEvent, note: str) -> EventStanding:
        """Keeps a new event of the office under an id of its own; raises ``InvalidValue``."""
        clean = checks.text("note", note, required=True)
        with self._desk.writing(Act.CHECK_LAW) as session:
            others = known(session)
            fresh = rules.fresh_id(office_events.OWN, others, _LETTERS_OF_AN_ID).casefold()
            kept = office_events.checked(replace(typed, id=fresh), reference.happenings())
            office_events.require_other_name(kept, others.values())
            return add(self._desk, session, RuleEntry.OWN, kept, clean)

    def change(self, seen: EventStanding, typed: TriggerEvent, note: str) -> EventStanding:
        """Keeps the office's own wording or family of an event.

        Raises:
            InvalidValue: a field cannot be kept; Refused: nothing is different.
            Stale: somebody else changed the event meanwhile.
        """
        clean = checks.text("note", note, required=True)
        with self._desk.writing(Act.CHECK_LAW) as session:
            present = _as_seen(session, seen)
            kept = office_events.changed(present.event, typed, reference.happenings())
            office_events.require_other_name(kept, known(session).values())
            entry = RuleEntry.CHANGED if present.shipped else RuleEntry.OWN
            return add(self._desk, session, entry, kept, clean, present=present)

    def switch_off(self, seen: EventStanding, why: str) -> EventStanding:
        """Takes an event out of use; cases that have it keep it and its name."""
        return self._switch(seen, RuleEntry.OFF, why)

    def switch_on(self, seen: EventStanding, why: str) -> EventStanding:
        """Puts an event into use again."""
        return self._switch(seen, RuleEntry.ON, why)

    def go_back(self, seen: EventStanding, why: str) -> EventStanding:
        """Gives up the office's own wording for the one that came with the program."""
        clean = checks.text("note", why, required=True)
        with self._desk.writing(Act.CHECK_LAW) as session:
            present = _as_seen(session, seen)
            if present.shipped is None or present.change is None:
                raise Refused(NOT_CHANGED)
            entry, kept = RuleEntry.BACK, present.shipped
            return add(self._desk, session, entry, kept, clean, present=present)

    def _switch(self, seen: EventStanding, entry: RuleEntry, why: str) -> EventStanding:
        clean = checks.text("note", why, required=True)
        with self._desk.writing(Act.CHECK_LAW) as session:
            present = _as_seen(session, seen)
            if present.is_off is (entry is RuleEntry.OFF):
                raise Refused(IS_OFF if present.is_off else IS_ON)
            return add(self._desk, session, entry, present.event, clean, present=present)


def standings(session: Session) -> tuple[EventStanding, ...]:
    """All events as they stand in the office."""
    return office_events.standings(reference.events(), stored.every(session))


def standing(session: Session, event_id: str) -> EventStanding:
    """The event of that id as it stands; raises ``NotFound``."""
    for one in standings(session):
        if one.event.id == event_id:
            return one
    raise NotFound(NO_EVENT)


def in_use(session: Session) -> Mapping[str, TriggerEvent]:
    """The events that the office uses, by id, with those that only its rules tell."""
    found = standings(session)
    all_known = {one.event.id: one.event for one in found}
    off = {one.event.id for one in found if one.is_off}
    used = office_rules.events(all_known, rules.effective(session))
    return {key: event for key, event in used.items() if key not in off}


def known(session: Session) -> Mapping[str, TriggerEvent]:
    """All events by id: those switched off, and those that rules told of in earlier wordings."""
    all_known = {one.event.id: one.event for one in standings(session)}
    present = (one.rule for one in rules.standings(session))
    earlier = (one.content for one in reversed(stored_rules.every(session)))
    return office_rules.events(all_known, (*present, *earlier))


def add(
    desk: Desk,
    session: Session,
    entry: RuleEntry,
    content: TriggerEvent,
    note: str,
    *,
    present: EventStanding | None = None,
    pack: str = "",
) -> EventStanding:
    """Adds a version of an event, and gives the event as it stands then."""
    entries: Sequence[EventVersion] = present.entries if present else ()
    shipped = present.shipped if present else None
    kept = EventVersion(
        event=content.id,
        number=len(entries) + 1,
        entry=entry,
        content=content,
        fingerprint=fingerprint(content),
        base=fingerprint(shipped) if shipped else "",
        note=note,
        by=desk.user,
        at=desk.clock(),
        pack=pack,
    )
    return office_events.standing(shipped, [*entries, stored.add(session, kept)])


def _as_seen(session: Session, seen: EventStanding) -> EventStanding:
    """The event as it stands; refuses when the user has seen another wording or version."""
    present = standing(session, seen.event.id)
    if present.event != seen.event or len(present.entries) != len(seen.entries):
        raise Stale(MEANWHILE)
    return present
