"""A hearing or a step on another day: what runs from it is offered again, and moves by a person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legalaid_desktop.domain import checks, step_links
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus, not_in_force
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.rules import Direction
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.services import rules, triggers
from legalaid_desktop.services import step_links as tying
from legalaid_desktop.services.deadlines import Chosen
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.moves import CHANGED, Recounted
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import triggers as stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A deadline that was settled for the day before, and whether it is usually watched anew."""

    deadline: Deadline
    usual: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An event whose entry in the story stands on another day, and what hangs on that.

    Attributes:
        entry: as it stands now; none where it lies in the bin.
        case: where it belongs.
        recounted: the open deadlines before and after.
        settled: those that were settled for the day before.
    """

    trigger: Trigger
    entry: Event | None
    case: Case
    recounted: Recounted
    settled: tuple[Settled, ...] = ()


class Redating:
    """What waits since an entry of the story stands on another day."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def waiting(self, case_id: int, entry_id: int | None = None) -> tuple[Waiting, ...]:
        """What is counted from a former day in a case, or from that of one entry of its story."""
        with self._desk.reading(case=case_id) as session:
            found = waiting(session, case_id)
            return tuple(one for one in found if entry_id in (None, one.trigger.step_id))

    def everywhere(self) -> tuple[Waiting, ...]:
        """The same in all cases that the user sees."""
        with self._desk.reading() as session:
            return tuple(waiting(session))

    def doubtful(self, entry: Event, was: date) -> list[Deadline]:
        """Open deadlines that may run from the entry on the day before: nobody noted it."""
        with self._desk.reading(case=entry.case_id) as session:
            return tying.doubtful(session, entry, was)

    def answer(
        self,
        waiting: Sequence[Waiting],
        accepted: Collection[int],
        again: Collection[int] = (),
        reason: str = "",
    ) -> list[Deadline]:
        """Counts the events from the new day and moves those of their deadlines that were accepted.

        The others stay for a reason, and are not offered again. What was settled and is watched
        again gets a deadline of its own.

        Raises:
            InvalidValue: a deadline stays and no reason says why.
            Refused: the entry has been changed again since it was shown.
            Stale: somebody else changed the event.
        """
        why = checks.line("reason", reason)
        kept: list[Deadline] = []
        history = self._desk.history
        last = next(reversed(history.done), None)
        with self._desk.writing() as session:
            for one in waiting:
                kept += self._answer(session, one, accepted, again, why)
        if next(reversed(history.done), None) is not last:
            history.join(Event, {one.trigger.step_id for one in waiting})
        return kept

    def _answer(
        self,
        session: Session,
        one: Waiting,
        accepted: Collection[int],
        again: Collection[int],
        why: str,
    ) -> list[Deadline]:
        stored.get(session, one.trigger.id or 0)  # refuses one that is hidden
        present = stored_events.several(session, [one.trigger.step_id or 0])
        entry = present.get(one.trigger.step_id or 0)
        if one.entry is None or entry is None:
            if one.entry is not entry:
                raise Refused(CHANGED)
            stored.save(
                session,
                replace(one.trigger, step_id=None),
                why=checks.line("reason", why, required=True),
            )
            return []
        made = step_links.followed(one.trigger, entry)
        if made != step_links.followed(one.trigger, one.entry):
            raise Refused(CHANGED)
        kept = triggers.changed(session, self._desk, made, accepted, why)
        anew = [_chosen(each.deadline) for each in one.settled if each.deadline.id in again]
        return [*kept, *triggers.follow(session, self._desk, made, anew)]


def waiting(session: Session, case_id: int | None = None) -> list[Waiting]:
    """What waits in that case, or in all, read in the caller's transaction."""
    known = stored.behind(session, case_id)
    keys = {one.step_id or 0 for one in known}
    entries, gone = stored_events.several(session, keys), stored_events.in_bin(session, keys)
    cases = stored_cases.several(session, {one.case_id for one in known})
    found = []
    for one in known:
        entry = entries.get(one.step_id or 0)
        behind = step_links.is_behind(one, entry) if entry else one.step_id in gone
        if behind and (told := _told(session, one, entry, cases[one.case_id])):
            found.append(told)
    return found


def _told(session: Session, trigger: Trigger, entry: Event | None, case: Case) -> Waiting | None:
    """What hangs on it; nothing where nothing does."""
    known = [
        one
        for one in stored_deadlines.of_case(session, trigger.case_id)
        if one.trigger_id == trigger.id
    ]
    is_open = any(one.status is DeadlineStatus.OPEN for one in known)
    settled = _settled(session, known) if entry else ()
    if not is_open and not settled:
        return None
    recounted = Recounted(moved=(), same=(), uncounted=())
    if entry is not None:
        recounted = triggers.recounted(session, step_links.followed(trigger, entry))
    return Waiting(trigger=trigger, entry=entry, case=case, recounted=recounted, settled=settled)


def _settled(session: Session, known: Sequence[Deadline]) -> tuple[Settled, ...]:
    """What was settled and is not watched beside; what counts back to the day is usually anew."""
    watched = {one.rule_id for one in known if one.status is DeadlineStatus.OPEN}
    by_rule = rules.known(session)
    last = {one.rule_id: one for one in sorted(known, key=lambda each: each.id or 0)}
    return tuple(
        Settled(
            deadline=one,
            usual=one.status is DeadlineStatus.DONE
            and rule_id in by_rule
            and by_rule[rule_id].direction is Direction.BEFORE,
        )
        for rule_id, one in last.items()
        if rule_id not in watched and one.after_id is None
    )


def _chosen(deadline: Deadline) -> Chosen:
    """The same rule once more, confirmed only where it is kept which lawyer did."""
    return Chosen(
        rule_id=deadline.rule_id,
        variant=deadline.variant,
        confirmed=bool(deadline.confirmed_by),
        despite=bool(not_in_force(deadline)),
        confirmed_by=deadline.confirmed_by,
        confirmed_on=deadline.confirmed_on,
        responsible_id=deadline.responsible_id,
    )
