"""The whole sum behind a last day, told only when somebody asks: most dates are counted to sort."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from legalaid_desktop.domain import counting, runs, starts, steps
from legalaid_desktop.domain.counting import Count
from legalaid_desktop.domain.counting_law import CountingLaw
from legalaid_desktop.domain.court_calendar import CourtCalendar, day_after
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.rules import Direction, Rule, Unit
from legalaid_desktop.domain.runs import Span, Standing
from legalaid_desktop.domain.starts import Begun
from legalaid_desktop.domain.steps import Step, line, placed
from legalaid_desktop.domain.triggers import Pause, Prolongation, Trigger


class Sum(Protocol):
    """What can be told of a computation."""

    def steps(self) -> tuple[Step, ...]:
        """The sum line by line."""
        ...

    def assumptions(self) -> tuple[Step, ...]:
        """What was taken for granted."""
        ...

    def warnings(self) -> tuple[Step, ...]:
        """What to beware of."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class DaySum(Private):
    """The sum of a rule in days or longer; ``begun``: what led from an event to its start."""

    rule: Rule
    count: Count
    calendar: CourtCalendar
    by_weekend: bool
    begun: Begun | None
    prolongations: tuple[Prolongation, ...]
    law: CountingLaw
    event: Trigger | None

    def steps(self) -> tuple[Step, ...]:
        """The sum line by line."""
        rule, count = self.rule, self.count
        return steps.steps(
            rule,
            count,
            self.calendar,
            by_weekend=self.by_weekend,
            led=self.begun.steps if self.begun else (),
            paused=tuple(self._paused()),
            more=tuple(steps.granted(rule, count, self._granted(), self.calendar)),
        )

    def assumptions(self) -> tuple[Step, ...]:
        """What was taken for granted where the law is silent or read in two ways."""
        led = self.begun.assumptions if self.begun else ()
        own = steps.assumptions(self.rule, self.count, self.calendar, by_weekend=self.by_weekend)
        return (*led, *_assumed_granted(self.count), *own)

    def warnings(self) -> tuple[Step, ...]:
        """What to beware of before relying on the dates."""
        led = self.begun.warnings if self.begun else ()
        own = steps.warnings(self.rule, self.count, self.calendar)
        return (*self._standing(), *led, *self._pauses_outside(), *self._of_granted(), *own)

    def _granted(self) -> Sequence[Prolongation]:
        given = self.prolongations
        return starts.granted(self.begun, given) if self.begun else given

    def _standing(self) -> Iterable[Step]:
        standing = self.count.standing
        if standing:
            units = {self.rule.unit, *(each.unit for each in self._granted())}
            unit = Unit.WORKING_DAY if units == {Unit.WORKING_DAY} else Unit.DAY
            said = {"length": standing.left, "unit": unit.value}
            yield placed("stands_still", self._standstill(), day=standing.since, **said)

    def _paused(self) -> Iterable[Step]:
        """The days that were left out, and that the clock stands still."""
        place = self._standstill()
        closed = self.count.pauses[:-1] if self.count.standing else self.count.pauses
        for first, last in closed:
            begins = max(first, day_after(self.count.trigger))
            if begins <= last and first <= self.count.last_end:
                yield _paused(place, begins, last, self._length(begins, last), self.rule.unit)
        yield from self._standing()

    def _standstill(self) -> str:
        """Where the law of the rule says that time can stand still, if that was read."""
        source = self.law.standstills.get(self.rule.law)
        return source.place if source else ""

    def _length(self, first: date, last: date) -> int:
        if self.rule.unit is Unit.WORKING_DAY:
            return self.calendar.working_days(first, last)
        return (last - first).days + 1

    def _pauses_outside(self) -> Iterable[Step]:
        """Warns of pauses that change nothing, and of overlapping ones."""
        if not self.begun or not self.event or not _can_stand(self.rule):
            return
        for pause in self.event.pauses:
            over = pause.last is not None and pause.last <= self.count.trigger
            if over or pause.first > self.count.last_end:
                yield line("pause_outside", day=pause.first)
        if _overlap(self.event.pauses):
            yield line("pauses_overlap")

    def _of_granted(self) -> Iterable[Step]:
        """Warns of time that was granted too early, too late, or beyond what the law gives."""
        given = self._granted()
        for each in self.prolongations:
            if each not in given:
                yield line("granted_spent", day=each.granted_on)
        last = self.count.end + timedelta(days=len(self.count.holidays))
        for each, leg in zip(given, self.count.more, strict=True):
            if each.granted_on > leg.start:
                yield line("granted_late", day=each.granted_on, next=leg.start)
            if each.granted_on < self.count.cautious:
                yield line("granted_early", day=each.granted_on)
            last = leg.end
        most = self.law.most_time(self.rule)
        if most and self.count.more:
            start = self.count.more[0].start
            if last > counting.reach(start, most.length, most.unit, self.calendar)[0]:
                place = most.source.place
                yield placed("over_most_time", place, length=most.length, unit=most.unit)


@dataclass(frozen=True, slots=True, repr=False)
class HourSum(Private):
    """The sum of a rule in hours."""

    rule: Rule
    trigger: datetime
    end: datetime
    event: Trigger | None
    pauses: tuple[Span, ...]
    prolongations: tuple[Prolongation, ...]
    standing: Standing | None

    def steps(self) -> tuple[Step, ...]:
        """The sum line by line."""
        first = counting.count_hours(self.rule, self.trigger, self.pauses)
        return steps.hour_steps(
            self.rule,
            self.trigger,
            first,
            self.end,
            paused=(*self._paused(), *self._standing()),
            more=tuple(self._granted()),
        )

    def assumptions(self) -> tuple[Step, ...]:
        """What a rule in hours takes for granted."""
        return steps.hour_assumptions(self.rule)

    def warnings(self) -> tuple[Step, ...]:
        """What to beware of."""
        found = [*self._standing()]
        if self.event and not _can_stand(self.rule):
            found += [line("pauses_not_for_rule")] if self.event.pauses else []
            found += [line("restarts_not_for_rule")] if self.event.restarts else []
        return (*found, *steps.rule_warnings(self.rule, self.trigger.date()))

    def _standing(self) -> Iterable[Step]:
        if self.standing:
            since, left = self.standing.since, self.standing.left
            yield line("stands_still", day=since, length=left, unit=Unit.HOUR)

    def _paused(self) -> Iterable[Step]:
        closed = self.pauses[:-1] if self.standing else self.pauses
        for first, last in closed:
            if last >= self.trigger.date() and first <= self.end.date():
                yield _paused("", first, last, (last - first).days + 1, Unit.DAY)

    def _granted(self) -> Iterable[Step]:
        for number, each in enumerate(self.prolongations, 1):
            upto = self.prolongations[:number]
            end = counting.count_hours(self.rule, self.trigger, self.pauses, upto)
            yield steps.more_time("prolonged_hours", each, moment=end)


def _can_stand(rule: Rule) -> bool:
    return rule.pausable and rule.direction is Direction.AFTER


def _paused(place: str, first: date, last: date, length: int, unit: Unit) -> Step:
    days = unit if unit is Unit.WORKING_DAY else Unit.DAY
    return placed("paused", place, first=first, last=last, length=length, unit=days)


def _overlap(pauses: Sequence[Pause]) -> bool:
    spans, since = runs.merged(pauses)
    merged = sum((last - first).days + 1 for first, last in spans)
    told = sum((each.last - each.first).days + 1 for each in pauses if each.last is not None)
    return merged != told or sum(each.last is None for each in pauses) > (since is not None)


def _assumed_granted(count: Count) -> Iterable[Step]:
    """Says that time granted was counted from a last day that a holiday had moved."""
    moved = bool(count.holidays)
    for leg in count.more:
        if moved:
            yield line("granted_from_moved", "47", day=leg.start)
        moved = bool(leg.holidays)
