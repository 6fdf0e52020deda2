"""Deadlines: a rule counted from its trigger, and the record an office keeps of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from legalaid_desktop.domain import counting, starts, sums
from legalaid_desktop.domain.counting_law import NO_LAW, CountingLaw
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import (
    WEEKEND,
    Actor,
    DeadlineKind,
    Direction,
    Rule,
    Unit,
    in_variant,
)
from legalaid_desktop.domain.runs import Run, Standing
from legalaid_desktop.domain.starts import require_near as require_near
from legalaid_desktop.domain.steps import Step
from legalaid_desktop.domain.sums import Sum
from legalaid_desktop.domain.triggers import Prolongation, Trigger

NEEDS_TIME = "Rule {rule} runs in hours: give the time of day as well as the date."
NOT_COUNTABLE = (
    "Rule {rule} gives no length that can be counted: it is there to be read, not to be counted."
)
FAR_END = (
    "By rule {rule} the last day would lie out of reach (the calendar ends with {year}): check "
    "the length."
)
NOT_PROLONGED = "Rule {rule} counts back from an event: more time cannot be granted for it."
NO_LENGTH = "More time has to be at least 1, not {length}."
OTHER_UNIT = "More time for rule {rule} cannot be in that unit: hours go with hours only."
FIRST, FARTHEST = 1700, 2400

_OF_HOURS = {Unit.HOUR}
_OF_BOTH = {Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR}

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """A counted period with the whole sum: dates, or moments for a rule in hours.

    Attributes:
        rule: in the variant that was counted.
        trigger: the day or moment it is counted from; ``event``: what led to it, if one was given.
        if_weekend: the statutory last day, were Saturday and Sunday holidays, if that is another.
        holidays_version: of the table of holidays that was used.
        standing: the clock stands still, so there is no last day yet: ``statutory`` and ``safe``
            are the soonest that they can be, as if it ran on after one day.
    """

    rule: Rule
    variant: str
    trigger: date | datetime
    statutory: date | datetime
    if_weekend: date | None
    safe: date | datetime
    holidays_version: str
    event: Trigger | None = None
    prolongations: tuple[Prolongation, ...] = ()
    standing: Standing | None = None
    sum: Sum = field(repr=False, compare=False)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The sum line by line, made when somebody asks."""
        return self.sum.steps()

    @property
    def assumptions(self) -> tuple[Step, ...]:
        """What was taken for granted."""
        return self.sum.assumptions()

    @property
    def warnings(self) -> tuple[Step, ...]:
        """What to beware of before relying on the dates."""
        return self.sum.warnings()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Deadline(Private):
    """A last day that an office watches.

    Attributes:
        rule_id: empty for a deadline without a rule.
        trigger_on: the day the period starts from, ``trigger_at`` its time, ``trigger_note`` how
            it is proved.
        kind: whether it is ours to keep, somebody else's to watch, or a target of the office.
        trigger_id: the event of the case it runs from; older ones have none.
        rule_version: of the rule that it was counted by; ``prolongations`` what was granted since.
        hand_on: a day that somebody put instead of the counted one, and why.
        asked: what it shall become as soon as a second person has looked; who asked, and when.
        proof: what shows that it was kept in time, ``proof_id`` the file of it.
        seen_by: who is responsible and has seen it, and when; ``stand_in_id`` acts in absence.
        ends_at: the time of day of both last days, for a rule in hours.
        reason: why it was dropped, the last time it was.
        rule_text: the rule as it read when it was counted, ``steps`` the sum as data.
        responsible_id: the account of who answers for it; nobody in files from before.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    kind: DeadlineKind = DeadlineKind.DEADLINE
    trigger_id: int | None = None
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
    status: DeadlineStatus = DeadlineStatus.OPEN
    reason: str = ""
    asked: DeadlineStatus | None = None
    asked_by: int | None = None
    asked_on: date | None = None
    proof: str = ""
    proof_id: int | None = None
    settled_by: int | None = None
    settled_on: date | None = None
    rule_text: str = ""
    steps: tuple[Mapping[str, object], ...] = ()
    holidays_version: str = ""
    responsible_id: int | None = None
    stand_in_id: int | None = None
    seen_by: int | None = None
    seen_at: datetime | None = None

    @property
    def due_on(self) -> date:
        """The day the desk goes by: the one put by hand, else the safe last day."""
        return self.hand_on or self.safe_on

    def title(self, language: str) -> str:
        """What it is for, in that language."""
        return self.title_lo if language == "lo" else self.title_en


def compute(
    rule: Rule,
    trigger: date | datetime | Trigger,
    calendar: CourtCalendar,
    variant: str = "",
    prolongations: Sequence[Prolongation] = (),
    *,
    law: CountingLaw = NO_LAW,
) -> Computation:
    """The last days of the rule from its trigger, with every step, assumption and warning.

    Args:
        trigger: a day or moment about which nobody doubts, or an event of a case.
        law: what the laws say of service; without it a paper posted in public is refused.
    """
    chosen = in_variant(rule, variant)
    _require_countable(chosen, prolongations)
    try:
        if chosen.unit is Unit.HOUR:
            return _in_hours(chosen, trigger, calendar, variant, prolongations)
        return _in_days(chosen, trigger, calendar, variant, prolongations, law)
    except (OverflowError, ValueError) as error:
        raise Refused(FAR_END, rule=rule.id, year=FARTHEST) from error


def deadline_from(
    computation: Computation, *, case_id: int, trigger_note: str = "", rule_text: str = ""
) -> Deadline:
    """The deadline that an office keeps of a computation."""
    rule, hours = computation.rule, computation.rule.unit is Unit.HOUR
    event = computation.event
    return Deadline(
        case_id=case_id,
        kind=rule.kind,
        rule_id=rule.id,
        variant=computation.variant,
        title_lo=rule.title_lo,
        title_en=rule.title_en,
        trigger_on=_day(computation.trigger),
        trigger_at=_time(computation.trigger),
        trigger_id=event.id if event else None,
        trigger_note=trigger_note or (event.note if event else ""),
        prolongations=computation.prolongations,
        statutory_on=_day(computation.statutory),
        safe_on=_day(computation.safe),
        ends_at=_time(computation.statutory) if hours else None,
        actor=rule.actor,
        certainty=rule.certainty,
        rule_text=rule_text,
        steps=tuple(step.as_data() for step in computation.steps),
        holidays_version=computation.holidays_version,
    )


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


def _require_countable(rule: Rule, prolongations: Sequence[Prolongation]) -> None:
    if not rule.is_countable:
        raise Refused(NOT_COUNTABLE, rule=rule.id)
    for each in prolongations:
        if rule.direction is Direction.BEFORE:
            raise Refused(NOT_PROLONGED, rule=rule.id)
        if each.length < 1:
            raise Refused(NO_LENGTH, length=each.length)
        if (rule.unit is Unit.HOUR) is not (each.unit in _OF_HOURS) and each.unit not in _OF_BOTH:
            raise Refused(OTHER_UNIT, rule=rule.id)
        require_near(each.granted_on)


def _in_days(
    rule: Rule,
    trigger: date | datetime | Trigger,
    calendar: CourtCalendar,
    variant: str,
    prolongations: Sequence[Prolongation],
    law: CountingLaw,
) -> Computation:
    begun, event = None, None
    if isinstance(trigger, Trigger):
        event = trigger
        begun = starts.begin(rule, trigger, calendar, law, prolongations)
        run: date | Run = begun.run
        counted_from: date | datetime = begun.run.start
        more = starts.granted(begun, prolongations)
    else:
        require_near(trigger)
        run, counted_from, more = _day(trigger), trigger, tuple(prolongations)
    counted = counting.count(rule, run, calendar, more)
    if not FIRST <= counted.last_end.year <= FARTHEST:
        raise Refused(FAR_END, rule=rule.id, year=FARTHEST)
    by_weekend = variant == WEEKEND
    return Computation(
        rule=rule,
        variant=variant,
        trigger=counted_from,
        statutory=counted.if_weekend if by_weekend else counted.statutory,
        if_weekend=counted.if_weekend if counted.if_weekend != counted.statutory else None,
        safe=counted.safe,
        holidays_version=calendar.version,
        event=event,
        prolongations=tuple(prolongations),
        standing=counted.standing,
        sum=sums.DaySum(
            rule, counted, calendar, by_weekend, begun, tuple(prolongations), law, event
        ),
    )


def _in_hours(
    rule: Rule,
    trigger: date | datetime | Trigger,
    calendar: CourtCalendar,
    variant: str,
    prolongations: Sequence[Prolongation],
) -> Computation:
    event = trigger if isinstance(trigger, Trigger) else None
    moment = starts.moment(rule, trigger) if isinstance(trigger, Trigger) else trigger
    require_near(moment)
    if not isinstance(moment, datetime):
        raise Refused(NEEDS_TIME, rule=rule.id)
    end, standing, pauses = starts.in_hours(rule, moment, event, prolongations)
    return Computation(
        rule=rule,
        variant=variant,
        trigger=moment,
        statutory=end,
        if_weekend=None,
        safe=end,
        holidays_version=calendar.version,
        event=event,
        prolongations=tuple(prolongations),
        standing=standing,
        sum=sums.HourSum(rule, moment, end, event, pauses, tuple(prolongations), standing),
    )


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _time(moment: date | datetime) -> time | None:
    return moment.time() if isinstance(moment, datetime) else None
