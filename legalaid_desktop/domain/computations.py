"""A rule counted from its trigger: the last days, and the sum behind them when somebody asks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from legalaid_desktop.domain import counting, starts, sums
from legalaid_desktop.domain.counting_law import NO_LAW, CountingLaw
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.rules import WEEKEND, Direction, Rule, Unit, in_variant
from legalaid_desktop.domain.runs import LastDays, Run, Standing
from legalaid_desktop.domain.starts import require_near
from legalaid_desktop.domain.steps import NOT_VALID, Step
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """A counted period with the whole sum: dates, or moments for a rule in hours.

    Attributes:
        rule: in the variant that was counted.
        trigger: the day or moment it is counted from; ``event``: what led to it, if one was given.
        if_weekend: the statutory last day, were Saturday and Sunday holidays, if that is another.
        holidays_version: of the table of holidays that was used.
        standing: the clock stands still, so there is no last day yet: ``statutory`` and ``safe``
            are the soonest that they can be, as if it ran on after one day. Where we wait for the
            end there is no safe day then either (``has_safe``).
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
    def last_days(self) -> LastDays:
        """What another rule is counted from that follows this one."""
        safe = day_of(self.safe)
        return LastDays(day_of(self.statutory), safe, safe)

    @property
    def has_safe(self) -> bool:
        """Whether anybody can rely on the safe day: not where we wait and the clock stands."""
        return self.standing is None or not starts.waits(self.rule)

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

    @property
    def not_in_force(self) -> tuple[Step, ...]:
        """Why the rule does not apply on the day it is counted from; nothing where it does."""
        return tuple(one for one in self.warnings if one.kind in NOT_VALID)


def compute(
    rule: Rule,
    trigger: date | datetime | Trigger | LastDays,
    calendar: CourtCalendar,
    variant: str = "",
    prolongations: Sequence[Prolongation] = (),
    *,
    law: CountingLaw = NO_LAW,
) -> Computation:
    """The last days of the rule from its trigger, with every step, assumption and warning.

    Args:
        trigger: a day or moment about which nobody doubts, an event of a case, or the last days
            of the period that it follows.
        law: what the laws say of service; without it a paper posted in public is refused.
    """
    chosen = in_variant(rule, variant)
    _require_countable(chosen, prolongations)
    try:
        if chosen.unit is Unit.HOUR:
            moment = trigger.due if isinstance(trigger, LastDays) else trigger
            return _in_hours(chosen, moment, calendar, variant, prolongations)
        return _in_days(chosen, trigger, calendar, variant, prolongations, law)
    except (OverflowError, ValueError) as error:
        raise Refused(FAR_END, rule=rule.id, year=FARTHEST) from error


def day_of(moment: date | datetime) -> date:
    """The day of it."""
    return moment.date() if isinstance(moment, datetime) else moment


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
    trigger: date | datetime | Trigger | LastDays,
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
    elif isinstance(trigger, LastDays):
        run = starts.after_another(rule, trigger)
        counted_from, more = run.start, tuple(prolongations)
    else:
        require_near(trigger)
        run, counted_from, more = (
            trigger.date() if isinstance(trigger, datetime) else trigger,
            trigger,
            tuple(prolongations),
        )
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
