"""Deadlines: the record an office keeps of a rule counted from its trigger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from legalaid_desktop.domain.computations import Computation as Computation
from legalaid_desktop.domain.computations import compute as compute
from legalaid_desktop.domain.computations import day_of
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Actor, DeadlineKind, Unit
from legalaid_desktop.domain.runs import LastDays
from legalaid_desktop.domain.starts import require_near as require_near
from legalaid_desktop.domain.steps import NOT_VALID, Step, step_from
from legalaid_desktop.domain.triggers import Prolongation

SOON = 7
LATER = 30


class DeadlineStatus(StrEnum):
    """What became of a deadline; none is ever deleted."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Urgency(StrEnum):
    """How near the safe last day of an open deadline is."""

    PAST = "past"
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    MONTH = "month"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Deadline(Private):
    """A last day that an office watches.

    Attributes:
        rule_id: empty for a deadline without a rule.
        trigger_on: the day the period starts from, ``trigger_at`` its time, ``trigger_note`` how
            it is proved.
        kind: whether it is ours to keep, somebody else's to watch, or a target of the office.
        kind_was: what it was before it was made another kind, ``kind_reason`` why.
        hearing_id: the hearing it became, or was made of, in the story or its bin.
        trigger_id: the event of the case it runs from; older ones have none.
        after_id: the deadline of that event whose last day it runs from, if it follows one.
        rule_version: of the rule that it was counted by; ``prolongations`` what was granted since.
        hand_on: a day that somebody put instead of the counted one, and why.
        asked: what it shall become as soon as a second person has looked; who asked, and when.
            Still open, it is ``asked_kind`` that it shall become.
        proof: what shows that it was kept in time, ``proof_id`` the file of it.
        seen_by: who is responsible and has seen it, and when; ``stand_in_id`` acts in absence.
        reopened: why it is watched again after it was settled, the last time; by whom, and when.
        ends_at: the time of day of both last days, for a rule in hours.
        confirmed_by: who confirmed that a rule nobody has read applies to this case, in words, and
            on which day.
        reason: why it was dropped, the last time it was.
        rule_text: the rule as it read when it was counted, ``steps`` the sum as data.
        assumptions: what was taken for granted then, ``warnings`` what to beware of; older
            deadlines did not keep them.
        responsible_id: the account of who answers for it; nobody in files from before.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    kind: DeadlineKind = DeadlineKind.DEADLINE
    kind_was: DeadlineKind | None = None
    kind_reason: str = ""
    hearing_id: int | None = None
    trigger_id: int | None = None
    after_id: int | None = None
    rule_id: str = ""
    rule_version: str = ""
    variant: str = ""
    title_lo: str
    title_en: str
    trigger_on: date
    trigger_at: time | None = None
    trigger_note: str = ""
    prolongations: tuple[Prolongation, ...] = ()
    statutory_on: date
    safe_on: date
    ends_at: time | None = None
    hand_on: date | None = None
    hand_reason: str = ""
    actor: Actor = Actor.OUR_SIDE
    certainty: Certainty = Certainty.UNVERIFIED
    confirmed_by: str = ""
    confirmed_on: date | None = None
    status: DeadlineStatus = DeadlineStatus.OPEN
    reason: str = ""
    asked: DeadlineStatus | None = None
    asked_kind: DeadlineKind | None = None
    asked_by: int | None = None
    asked_on: date | None = None
    proof: str = ""
    proof_id: int | None = None
    settled_by: int | None = None
    settled_on: date | None = None
    reopened: str = ""
    reopened_by: int | None = None
    reopened_on: date | None = None
    rule_text: str = ""
    steps: tuple[Mapping[str, object], ...] = ()
    assumptions: tuple[Mapping[str, object], ...] | None = None
    warnings: tuple[Mapping[str, object], ...] | None = None
    holidays_version: str = ""
    responsible_id: int | None = None
    stand_in_id: int | None = None
    seen_by: int | None = None
    seen_at: datetime | None = None

    @property
    def due_on(self) -> date:
        """The day the desk goes by: the one put by hand, else the safe last day."""
        return self.hand_on or self.safe_on

    @property
    def last_days(self) -> LastDays:
        """What another rule is counted from that follows this one."""
        return LastDays(self.statutory_on, self.safe_on, self.due_on)

    @property
    def is_of_law(self) -> bool:
        """Whether a law sets its last day; not of targets, nor of what was written by hand."""
        return bool(self.rule_id) and (self.kind_was or self.kind) is not DeadlineKind.TARGET

    def title(self, language: str) -> str:
        """What it is for, in that language."""
        return self.title_lo if language == "lo" else self.title_en


def deadline_from(
    computation: Computation,
    *,
    case_id: int,
    trigger_note: str = "",
    rule_text: str = "",
    rule_version: str = "",
) -> Deadline:
    """The deadline that an office keeps of a computation."""
    rule, event = computation.rule, computation.event
    return Deadline(
        case_id=case_id,
        kind=rule.kind,
        rule_id=rule.id,
        variant=computation.variant,
        title_lo=rule.title_lo,
        title_en=rule.title_en,
        trigger_id=event.id if event else None,
        trigger_note=trigger_note or (event.note if event else ""),
        prolongations=computation.prolongations,
        actor=rule.actor,
        certainty=rule.certainty,
        rule_text=rule_text,
        rule_version=rule_version,
        **counted_days(computation),
        **counted_sum(computation),
    )


def counted_days(computation: Computation) -> dict[str, Any]:
    """The days of a count, by the names of the fields that keep them."""
    hours = computation.rule.unit is Unit.HOUR
    return {
        "trigger_on": day_of(computation.trigger),
        "trigger_at": _time(computation.trigger),
        "statutory_on": day_of(computation.statutory),
        "safe_on": day_of(computation.safe),
        "ends_at": _time(computation.statutory) if hours else None,
    }


def counted_sum(computation: Computation) -> dict[str, Any]:
    """The sum behind the days, and the table it was counted by, likewise."""
    return {
        "steps": _data(computation.steps),
        "assumptions": _data(computation.assumptions),
        "warnings": _data(computation.warnings),
        "holidays_version": computation.holidays_version,
    }


def not_in_force(deadline: Deadline) -> tuple[Step, ...]:
    """Why its rule did not apply on the day it was counted from, as its sum says."""
    told = (*deadline.steps, *(deadline.warnings or ()))  # older sums have it among their steps
    return tuple(step_from(one) for one in told if one.get("kind") in NOT_VALID)


def urgency(deadline: Deadline, today: date) -> Urgency:
    """How near the deadline is: past the statutory day, past the safe day, or by days left."""
    due = deadline.due_on
    if today > max(due, deadline.statutory_on):
        return Urgency.PAST
    if today > due:
        return Urgency.OVERDUE
    if today == due:
        return Urgency.TODAY
    left = due - today
    if left <= timedelta(days=SOON):
        return Urgency.SOON
    return Urgency.MONTH if left <= timedelta(days=LATER) else Urgency.LATER


def _data(steps: Iterable[Step]) -> tuple[Mapping[str, object], ...]:
    return tuple(step.as_data() for step in steps)


def _time(moment: date | datetime) -> time | None:
    return moment.time() if isinstance(moment, datetime) else None
