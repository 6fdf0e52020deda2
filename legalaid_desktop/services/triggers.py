"""Events that periods run from: entered with all that follows from them, changed with a preview."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from legalaid_desktop.domain import checks, moves
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, NotFound, Refused
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.families import Offer, TriggerEvent, offers, started_by
from legalaid_desktop.domain.moves import MoveAnswer, MoveCause, step
from legalaid_desktop.domain.starts import require_days
from legalaid_desktop.domain.triggers import (
    GRANTED_AHEAD,
    Prolongation,
    Trigger,
    require_happened,
)
from legalaid_desktop.i18n import N_, gettext
from legalaid_desktop.services import (
    alerts,
    office_events,
    reference,
    rules,
    settling,
    step_links,
)
from legalaid_desktop.services import moves as moving
from legalaid_desktop.services.deadlines import NOT_WITHOUT, Chosen, Counter, save_new
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.moves import Counted, Recounted
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import moves as stored_moves
from legalaid_desktop.storage import triggers as stored

NOTHING_CHOSEN = N_("Choose at least one of the periods.")
NO_EVENT = N_("There is no event {event} that periods run from.")
NOT_OPEN = N_("This deadline is settled. Put it back on the watch first.")
NO_RULE = N_("This deadline was not counted by a rule, so that it cannot be prolonged.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An event that was entered, and the deadlines that follow from it."""

    trigger: Trigger
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A step of the story, the events it may be, and how many periods follow from the first."""

    step: Event
    events: tuple[TriggerEvent, ...]
    count: int


class Triggers:
    """The events of cases."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> list[Trigger]:
        """The events of a case, the latest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def get(self, trigger_id: int) -> Trigger:
        """The event with that id."""
        with self._desk.reading() as session:
            return stored.get(session, trigger_id)

    def offered(self, event: str, case_id: int) -> tuple[Offer, ...]:
        """The rules that follow from an event and are not watched from it in that case yet."""
        with self._desk.reading(case=case_id) as session:
            known = {one.id: one.event for one in stored.of_case(session, case_id)}
            watched = {
                one.rule_id
                for one in stored_deadlines.of_case(session, case_id)
                if one.status is DeadlineStatus.OPEN and known.get(one.trigger_id) == event
            }
            family = offers(_event(session, event), moving.present_rules(session))
            return tuple(one for one in family if one.rule.id not in watched)

    def following(self, case_id: int) -> Following | None:
        """What follows from the newest step of the story, unless it was entered already."""
        with self._desk.reading(case=case_id) as session:
            steps = [one for one in stored_events.steps(session, case_id) if one.happening]
            if not steps:
                return None
            step = max(steps, key=lambda one: (one.on, one.id or 0))
            case = stored_cases.get(session, case_id)
            known = {one.event for one in stored.of_case(session, case_id)}
            events = started_by(office_events.in_use(session).values(), step.happening, case.type)
            new = tuple(one for one in events if one.id not in known)
            if not new or len(new) < len(events):
                return None  # of several readings of one step, somebody has chosen one
            known_rules = moving.present_rules(session)
            count = sum(one.can_tick and not one.after for one in offers(new[0], known_rules))
            return Following(step=step, events=new, count=count) if count else None

    def add(self, trigger: Trigger, chosen: Sequence[Chosen]) -> Entered:
        """Keeps the event and the chosen deadlines together, or nothing of both.

        An event that was entered before in the same words is not entered twice.

        Raises:
            InvalidValue: nothing is chosen, or somebody off the case shall answer for one.
            Refused: a rule of certainty C is not confirmed, or one in hours has no time.
        """
        clean = _checked(trigger)
        self._require_happened(clean)
        if not chosen:
            raise InvalidValue("chosen", NOTHING_CHOSEN)
        with self._desk.writing() as session:
            fresh = step_links.tied(session, clean)
            kept = _known(session, fresh) or stored.save(session, fresh)
            chosen = self._named(session, chosen)
            return Entered(trigger=kept, deadlines=follow(session, self._desk, kept, chosen))

    def follow(self, trigger_id: int, chosen: Sequence[Chosen]) -> Entered:
        """Adds further deadlines to an event that is there already; raises as ``add``."""
        if not chosen:
            raise InvalidValue("chosen", NOTHING_CHOSEN)
        with self._desk.writing() as session:
            known = stored.get(session, trigger_id)
            chosen = self._named(session, chosen)
            return Entered(trigger=known, deadlines=follow(session, self._desk, known, chosen))

    def try_change(self, trigger: Trigger) -> Recounted:
        """What a change of the event would move, and what cannot be counted; nothing is kept."""
        clean = _checked(trigger)
        self._require_happened(clean)
        with self._desk.reading(case=trigger.case_id) as session:
            return recounted(session, clean)

    def steps(self, event: str, case_id: int) -> list[Event]:
        """The hearings and other entries of the story that may be the day of that event."""
        with self._desk.reading(case=case_id) as session:
            return step_links.offered(session, case_id, event)

    def change(
        self, trigger: Trigger, accepted: Collection[int], reason: str = ""
    ) -> list[Deadline]:
        """Keeps the changed event and moves those of its open deadlines that were accepted.

        The others stay where they are, for a reason, and are not offered again; so do those that
        cannot be counted, and those that follow one that stays. What somebody put by hand stays.

        Raises:
            InvalidValue: a deadline stays and no reason says why.
            Stale: somebody else changed the event.
        """
        clean = _checked(trigger)
        self._require_happened(clean)
        why = checks.line("reason", reason)
        with self._desk.writing() as session:
            return changed(session, self._desk, step_links.kept(session, clean), accepted, why)

    def try_prolong(self, deadline: Deadline, granted: Prolongation) -> Counted:
        """The deadline before and after more time; raises ``Refused``. Nothing is kept."""
        with self._desk.reading(case=deadline.case_id) as session:
            return _prolonged(session, deadline, granted)

    def prolong(self, deadline: Deadline, granted: Prolongation) -> Deadline:
        """Adds the time that a court or an authority granted; raises ``Refused`` or ``Stale``."""
        clean = replace(granted, note=checks.line("note", granted.note, required=True))
        if clean.length < 1:
            raise InvalidValue("length", N_("Write a number above zero."))
        if clean.granted_on > self._desk.today():
            raise InvalidValue("granted_on", GRANTED_AHEAD, day=f"{clean.granted_on:%d/%m/%Y}")
        with self._desk.writing() as session:
            found = _prolonged(session, deadline, clean)
            return _moved(session, self._desk, found, clean.note)

    def _named(self, session: Session, chosen: Sequence[Chosen]) -> list[Chosen]:
        """The same, where whoever confirmed an unverified rule is named."""
        counter, today = Counter(session), self._desk.today()
        return [counter.require_named(one, today) for one in chosen]

    def _require_happened(self, trigger: Trigger) -> None:
        shipped = reference.events().get(trigger.event)  # an event of the office may lie ahead
        require_happened(trigger, self._desk.today(), ahead=shipped is None or shipped.ahead)


def follow(
    session: Session, desk: Desk, trigger: Trigger, chosen: Sequence[Chosen]
) -> tuple[Deadline, ...]:
    """Adds the chosen deadlines to an event, in the caller's transaction."""
    counter, made = Counter(session), dict[str, Deadline]()
    for one in sorted(chosen, key=lambda each: bool(each.after)):
        other = made.get(one.after)
        if one.after and other is None:  # it may have been entered on another day
            other = stored_deadlines.run_from(session, trigger, one.after)
        if one.after and other is None:
            raise Refused(NOT_WITHOUT, rule=one.rule_id, other=one.after)
        start = other.last_days if other else trigger
        deadline = counter.deadline(one, start, trigger.case_id)
        if other:
            deadline = replace(deadline, trigger_id=other.trigger_id, after_id=other.id)
        made[one.rule_id] = save_new(session, desk, deadline, one.responsible_id)
    return tuple(made.values())


def changed(
    session: Session, desk: Desk, trigger: Trigger, accepted: Collection[int], why: str
) -> list[Deadline]:
    """Keeps the changed event and what moves with it, in the caller's transaction.

    Raises:
        InvalidValue: a deadline stays and no reason says why.
    """
    found = recounted(session, trigger)
    agreed = _agreed(found.moved, accepted)
    gets_later = any(_gets_later(session, one) for one in found.moved)
    if gets_later or found.uncounted or len(agreed) < len(found.moved):
        checks.line("reason", why, required=True)
    stored.save(session, trigger, why=why)
    for one in found.same:
        stored_deadlines.save(session, one, why=why)
    for lost in found.uncounted:
        # by no known version: looked at again with every change, and told until it is right
        stored_deadlines.save(session, replace(lost.deadline, rule_version=""), why=why)
    kept, asked = [], set[int]()
    for each in found.moved:  # those that follow come later
        if each.deadline.after_id in asked:
            asked.add(each.move.deadline_id)  # offered once the other one has moved
            _ask(session, desk, each, why)
            continue
        if (made := _decide(session, desk, each, agreed, why)) is None:
            continue
        if moves.ends(made) == moves.ends(each.deadline):
            asked.add(each.move.deadline_id)
        kept.append(made)
    return kept


def _decide(
    session: Session, desk: Desk, found: Counted, accepted: Collection[int], why: str
) -> Deadline | None:
    if found.move.deadline_id not in accepted:
        _ask(session, desk, found, why)  # whoever offers it again does not accept it alone
        moving.refuse(session, desk, found.move, why)
        return None
    return _moved(session, desk, found, why)


def _moved(session: Session, desk: Desk, found: Counted, why: str) -> Deadline:
    """The deadline on its new days; on its old ones where somebody has to agree first.

    That is another person, or whoever confirms a rule that no lawyer has read.
    """
    looks = _gets_later(session, found) and alerts.rules(session).second_look
    if _ask(session, desk, found, why) or moves.asks(found.deadline, found.after):
        # by no known version, so that the move is offered until somebody has decided
        granted = found.after.prolongations
        asked = replace(found.deadline, prolongations=granted, rule_version="")
        return stored_deadlines.save(session, asked, why=why)
    moving.note(session, desk, found.move, MoveAnswer.ACCEPTED, why)
    said = "; ".join(filter(None, (why, gettext(settling.ALONE) if looks else "")))
    return moving.keep(session, found, why=said)


def _ask(session: Session, desk: Desk, found: Counted, why: str) -> bool:
    """Notes that another person has to agree, where one can and the office wants it so."""
    looks = _gets_later(session, found) and alerts.rules(session).second_look
    if not looks or not moving.others(session, desk, found.deadline.case_id):
        return False
    moving.note(session, desk, found.move, MoveAnswer.ASKED, why)
    return True


def _gets_later(session: Session, found: Counted) -> bool:
    """Whether a day that the law sets for our side gets later, also the safe day alone."""
    later = moves.is_later(found.deadline, found.after)
    return later and settling.is_statutory(found.deadline, rules.known(session))


def _known(session: Session, typed: Trigger) -> Trigger | None:
    """The same event, if it was entered before; how it is proved need not be told again."""
    for one in stored.of_case(session, typed.case_id):
        note = typed.note or one.note
        if replace(typed, id=one.id, version=one.version, note=note) == one:
            return one
    return None


def _event(session: Session, event: str) -> TriggerEvent:
    found = office_events.in_use(session).get(event)
    if found is None:
        raise NotFound(NO_EVENT, event=event)
    return found


def recounted(session: Session, trigger: Trigger) -> Recounted:
    """What a change of the event would move, and what cannot be counted.

    More time that still waits for a second look is left out: it has to be asked for anew.
    """
    known = [
        moves.without_asked(one, stored_moves.of_deadline(session, one.id or 0))
        for one in stored_moves.of_trigger(session, trigger.id or 0)
    ]
    found = moving.counted_from(session, known, trigger, MoveCause.EVENT)
    before = stored.get(session, trigger.id or 0)
    if replace(before, note=trigger.note, version=trigger.version) == trigger:
        return replace(found, uncounted=())  # another note moves nothing
    return found


def _agreed(found: Collection[Counted], accepted: Collection[int]) -> set[int]:
    """Which of them move: one that follows another moves only together with it."""
    stay = {one.move.deadline_id for one in found} - set(accepted)
    for one in found:  # those that follow come later
        if one.deadline.after_id in stay:
            stay.add(one.move.deadline_id)
    return {one.move.deadline_id for one in found} - stay


def _prolonged(session: Session, seen: Deadline, granted: Prolongation) -> Counted:
    if seen.status is not DeadlineStatus.OPEN:
        raise Refused(NOT_OPEN)
    deadline = stored_deadlines.get(session, seen.id or 0)
    if not deadline.rule_id:
        raise Refused(NO_RULE)
    trigger = stored.get(session, deadline.trigger_id) if deadline.trigger_id else None
    longer = replace(deadline, version=seen.version, prolongations=(*seen.prolongations, granted))
    found = moving.counted_from(session, [longer], trigger, MoveCause.GRANTED)
    for one in found.moved:
        return one
    for lost in found.uncounted:
        raise lost.problem
    after = found.same[0] if found.same else longer
    return Counted(deadline, after, step(deadline, after, MoveCause.GRANTED))


def _checked(trigger: Trigger) -> Trigger:
    require_days(trigger)
    also = tuple(
        checks.of_list("also", place, one, "note") for place, one in enumerate(trigger.also)
    )
    pauses = tuple(
        checks.of_list("pauses", place, one, "note") for place, one in enumerate(trigger.pauses)
    )
    restarts = tuple(
        checks.of_list("restarts", place, one, "note") for place, one in enumerate(trigger.restarts)
    )
    note = checks.line("note", trigger.note)
    sure = checks.line("restart_by", trigger.restart_by) if restarts else ""
    return replace(trigger, note=note, also=also, pauses=pauses, restarts=restarts, restart_by=sure)
