"""From an event of a case to the day a period runs from, with what is said of every move of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from legalaid_desktop.domain import counting, runs
from legalaid_desktop.domain.counting_law import Basis, CountingLaw, Service
from legalaid_desktop.domain.court_calendar import CourtCalendar, day_after, day_before
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Direction, Rule, SafeSide
from legalaid_desktop.domain.runs import LastDays, Run, Span, Standing
from legalaid_desktop.domain.steps import CIVIL_CODE, Step, line, placed
from legalaid_desktop.domain.triggers import (
    Known,
    Occasion,
    Prolongation,
    ServiceWay,
    Trigger,
    Which,
)

FAR_TRIGGER = "The year {year} is out of reach. Years are counted as in 2026, not as in 2569."
EARLIEST, LATEST = 1900, 2200
RECEIVED_EARLY = "A paper cannot be received ({reached}) before it was sent or posted ({sent})."
NEEDS_RECEIPT = (
    "Give the day on which the paper was received: without it nobody can say from when this "
    "period, whose end we wait for, runs."
)
HOURS_NEED_ONE = (
    "Rule {rule} runs in hours: it needs one moment, so several days, a day that is not known and "
    "a new beginning without a time cannot be counted."
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Begun(Private):
    """A run, what led to it, what was assumed, and what to beware of; ``anew``: a restart."""

    run: Run
    anew: date | None = None
    steps: tuple[Step, ...] = ()
    assumptions: tuple[Step, ...] = ()
    warnings: tuple[Step, ...] = ()

    def told(
        self,
        *,
        run: Run | None = None,
        anew: date | None = None,
        steps: Sequence[Step] = (),
        assumptions: Sequence[Step] = (),
        warnings: Sequence[Step] = (),
    ) -> "Begun":
        """The same with another run and more to say."""
        return Begun(
            run=run or self.run,
            anew=anew or self.anew,
            steps=(*self.steps, *steps),
            assumptions=(*self.assumptions, *assumptions),
            warnings=(*self.warnings, *warnings),
        )


def begin(
    rule: Rule,
    trigger: Trigger,
    calendar: CourtCalendar,
    law: CountingLaw,
    prolongations: Sequence[Prolongation] = (),
) -> Begun:
    """What the rule is counted from, where that event happened."""
    require_days(trigger)
    begun = _known(rule, trigger)
    if _is_served(rule, trigger):
        begun = _served(begun, rule, trigger, calendar, law.service(rule, trigger.way))
    elif trigger.way is not ServiceWay.NONE:
        begun = begun.told(assumptions=[line("service_moves_nothing")])
    if trigger.also:
        begun = _picked(begun, trigger)
    if not (rule.pausable and rule.direction is Direction.AFTER):
        return _without_standstill(begun, trigger)
    pauses, since = runs.merged(trigger.pauses)
    begun = begun.told(run=begun.run._replace(pauses=pauses, stands_since=since))
    for restart in sorted(trigger.restarts, key=lambda each: each.on):
        begun = _restarted(begun, rule, trigger, restart, calendar, prolongations)
    return begun


def after_another(rule: Rule, other: LastDays) -> Run:
    """What a rule is counted from that follows the last day of another one.

    A period begins after the last day that the law gives (art. 47); what is counted back from it
    goes back from the day by which that one is really done.
    """
    if rule.direction is Direction.BEFORE:
        return runs.plain(other.due)
    sooner, later = sorted((other.statutory, other.safe))
    return Run(start=other.statutory, cautious=later if waits(rule) else sooner, floor=sooner)


def moment(rule: Rule, trigger: Trigger) -> date | datetime:
    """When a rule in hours begins to run; a date alone where no time is known."""
    require_days(trigger)
    if trigger.also or trigger.known is not Known.DAY or (rule.pausable and trigger.restarts):
        raise Refused(HOURS_NEED_ONE, rule=rule.id)
    received = rule.served and trigger.way is not ServiceWay.NONE and trigger.reached_on
    day = received or trigger.on
    return day if trigger.at is None else datetime.combine(day, trigger.at)


def in_hours(
    rule: Rule,
    start: datetime,
    event: Trigger | None,
    prolongations: Sequence[Prolongation],
) -> tuple[datetime, Standing | None, tuple[Span, ...]]:
    """The end of a rule in hours, whether the clock stands still, and the days it did."""
    if event is None or not rule.pausable or rule.direction is Direction.BEFORE:
        return counting.count_hours(rule, start, (), prolongations), None, ()
    pauses, since = runs.merged(event.pauses)
    end = counting.count_hours(rule, start, pauses, prolongations)
    begins = datetime.combine(since, time()) if since else end
    if since is None or begins >= end:
        return end, None, pauses
    left = (end - max(begins, start)) // timedelta(hours=1)
    since = max(since, start.date())
    pauses = runs.with_pause(pauses, since)
    end = counting.count_hours(rule, start, pauses, prolongations)
    return end, Standing(since=since, left=left), pauses


def waits(rule: Rule) -> bool:
    """Whether a doubt is settled to the later day, because we wait for the end."""
    return rule.direction is Direction.AFTER and rule.safe_side is SafeSide.LATER


def granted(begun: Begun, prolongations: Sequence[Prolongation]) -> tuple[Prolongation, ...]:
    """The time granted that still counts: what was granted before a period began anew is spent."""
    return tuple(each for each in prolongations if not begun.anew or each.granted_on > begun.anew)


def require_near(day: date) -> None:
    """Refuses a year of another calendar, and one from which no calendar reaches on."""
    if not EARLIEST <= day.year <= LATEST:
        raise Refused(FAR_TRIGGER, year=day.year)


def require_days(trigger: Trigger) -> None:
    """Refuses an event with a day that is out of reach or cannot be."""
    days = [trigger.on, *(each.on for each in (*trigger.also, *trigger.restarts))]
    for pause in trigger.pauses:
        days += [pause.first, pause.last or pause.first]
    reached = trigger.reached_on if trigger.way is not ServiceWay.NONE else None
    for day in [*days, reached or trigger.on]:
        require_near(day)
    first = _first_possible(trigger)
    if reached is not None and reached < first:
        raise Refused(RECEIVED_EARLY, reached=reached.isoformat(), sent=first.isoformat())
    runs.merged(trigger.pauses)


def _is_served(rule: Rule, trigger: Trigger) -> bool:
    is_paper = rule.served and rule.direction is Direction.AFTER
    return is_paper and trigger.way is not ServiceWay.NONE


def _known(rule: Rule, trigger: Trigger) -> Begun:
    said = {"event_lo": rule.trigger_lo, "event_en": rule.trigger_en}
    on = trigger.on
    if trigger.known is Known.DAY:
        served = _is_served(rule, trigger)
        told = line("trigger_served", **said) if served else line("trigger", **said, day=on)
        return Begun(run=runs.plain(on), steps=(told,))
    possible = _first_possible(trigger)
    if trigger.known is Known.MONTH:
        first = date(on.year + on.month // 12, on.month % 12 + 1, 1)
        moved = line("month_known", "47(3)", day=first)
    else:
        first = date(on.year + 1, 1, 1)
        moved = line("year_known", "92", day=first)
    cautious, back = first if waits(rule) else possible, rule.direction is Direction.BEFORE
    kind = "first_for_unknown" if back else "first_is_day_one"
    assumed = [line(kind, day=cautious)]
    if trigger.known is Known.YEAR and (rule.law, rule.article) != (CIVIL_CODE, "92"):
        assumed.append(line("year_by_analogy", "92"))
    return Begun(
        run=Run(
            start=first if back else day_before(first),
            cautious=cautious,
            floor=possible,
            first=not back,
        ),
        steps=(line("trigger_unknown", **said), moved),
        assumptions=tuple(assumed),
    )


def _first_possible(trigger: Trigger) -> date:
    if trigger.known is Known.DAY:
        return trigger.on
    on = trigger.on.replace(day=1)
    return on if trigger.known is Known.MONTH else on.replace(month=1)


def _served(
    begun: Begun, rule: Rule, trigger: Trigger, calendar: CourtCalendar, service: Service
) -> Begun:
    by = _received if service.basis is Basis.RECEIPT else _deemed
    begun = by(begun, rule, trigger, calendar, service)
    found, place = [], service.source.law
    if place and place != rule.law:
        found.append(placed("service_by_analogy", service.source.place))
    if begun.run.cautious < begun.run.start and service.earlier:
        found.append(line("earlier_reading", day=begun.run.cautious))
    warned = [placed("way_unverified", service.source.place)]
    sure = service.source.certainty is not Certainty.UNVERIFIED
    return begun.told(assumptions=found, warnings=() if sure else warned)


def _received(
    begun: Begun, rule: Rule, trigger: Trigger, _calendar: CourtCalendar, service: Service
) -> Begun:
    run, reached, place = begun.run, trigger.reached_on, _place(service)
    if reached is None and not service.asks_receipt:
        return begun.told(steps=[placed(f"served_{service.way}", place, day=run.start)])
    if reached is None:
        if waits(rule):
            raise Refused(NEEDS_RECEIPT)
        return begun.told(
            steps=[placed(f"sent_{service.way}", place, day=run.start)],
            warnings=[placed("receipt_unknown", place)],
        )
    sooner = service.earlier and not waits(rule)
    cautious = min(run.cautious, reached) if sooner else reached
    return begun.told(
        run=Run(start=reached, cautious=cautious, floor=reached),
        steps=[placed(f"served_{service.way}", place, day=reached)],
    )


def _deemed(
    begun: Begun, rule: Rule, trigger: Trigger, calendar: CourtCalendar, service: Service
) -> Begun:
    run, reached, place = begun.run, trigger.reached_on, _place(service)
    deemed, _ = counting.reach(run.start, service.length, service.unit, calendar)
    said = [
        placed(
            f"served_{service.way}",
            place,
            day=run.start,
            length=service.length,
            unit=service.unit,
            next=deemed,
        )
    ]
    sooner = reached is not None and reached < deemed
    learnt = reached if sooner and service.learning else None
    start = learnt or deemed
    sooner_reading = min(run.cautious, start) if service.earlier else start
    cautious = deemed if waits(rule) else sooner_reading
    if learnt:
        said.append(placed("learnt", place, day=learnt))
    ignored = [] if learnt or reached is None else [line("learning_left_out", day=reached)]
    floor = max(run.floor, min(reached, start)) if reached else min(run.floor, start)
    return begun.told(
        run=Run(start=start, cautious=cautious, floor=floor), steps=said, assumptions=ignored
    )


def _place(service: Service) -> str:
    return service.source.place if service.source.law else ""


def _picked(begun: Begun, trigger: Trigger) -> Begun:
    """The earliest or latest of the days, for each reading by itself."""
    pick: Callable[..., date] = min if trigger.which is Which.EARLIEST else max
    others = [each.on for each in trigger.also]
    run = begun.run
    picked = Run(
        start=pick(run.start, *others),
        cautious=pick(run.cautious, *others),
        floor=pick(run.floor, *others),
    )
    known_only = picked.start == run.start and run.start not in others
    picked = picked._replace(first=run.first and known_only)
    days = [line("also", day=each.on, note=each.note) for each in trigger.also]
    count = len(others) + 1
    said = line(f"{trigger.which}_counts", count=count, day=picked.start)
    return begun.told(run=picked, steps=[*days, said])


def _without_standstill(begun: Begun, trigger: Trigger) -> Begun:
    """Says that what was noted of a standstill changes nothing under this rule."""
    found = []
    if trigger.pauses:
        found.append(line("pauses_not_for_rule"))
    if trigger.restarts:
        found.append(line("restarts_not_for_rule"))
    return begun.told(warnings=found)


def _restarted(
    begun: Begun,
    rule: Rule,
    trigger: Trigger,
    restart: Occasion,
    calendar: CourtCalendar,
    prolongations: Sequence[Prolongation],
) -> Begun:
    """The period anew from that day, if it was running then."""
    run, day = begun.run, restart.on
    if day <= run.start:
        return begun.told(warnings=[line("restart_early", day=day)])
    by_then = [each for each in granted(begun, prolongations) if each.granted_on <= day]
    counted = counting.count(rule, run, calendar, by_then)
    if counted.standing is None and day > counted.statutory:
        return begun.told(warnings=[line("restart_late", day=day, next=counted.statutory)])
    doubt = not waits(rule) and day > counted.safe and counted.standing is None
    again = run._replace(start=day, cautious=day, floor=day, first=False)
    sure, warned, assumed = trigger.restart_by, [], []
    if doubt and sure:
        assumed = [line("restart_confirmed", day=day, lawyer=sure)]
    elif doubt:
        again = again._replace(floor=run.floor, until=counted.safe)
        warned = [line("restart_in_doubt", day=day, next=counted.safe)]
    return begun.told(
        run=again,
        anew=day,
        steps=[line("restarted", "61", day=day, note=restart.note, next=day_after(day))],
        assumptions=assumed,
        warnings=warned,
    )
