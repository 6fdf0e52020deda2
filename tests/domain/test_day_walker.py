"""The engine against a walker that takes one day after the other and shares nothing with it."""

import random
from calendar import monthrange
from datetime import date, timedelta

import pytest

from legalaid_desktop.domain.court_calendar import (
    CourtCalendar,
    Holiday,
    HolidayKind,
    HolidayScope,
)
from legalaid_desktop.domain.deadlines import compute
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Actor, Direction, Rule, SafeSide, Unit

ONE = timedelta(days=1)
LONGEST = {"month": 9, "year": 1, "week": 8, "day": 45, "working_day": 45}


class Walker:
    """Lists of days off, as plain as a wall calendar."""

    def __init__(self, table):
        self.official = [
            d for d, scope, kind, _ in table if (scope, kind) == ("nation", "official")
        ]
        self.closed = [d for d, scope, _, _ in table if scope == "nation"]
        self.avoided = [d for d, scope, _, pulls in table if pulls or scope == "nation"]

    def weekend(self, day):
        return day.strftime("%a") in ("Sat", "Sun")

    def works(self, day):
        return not self.weekend(day) and day not in self.closed

    def unsafe(self, day):
        return self.weekend(day) or day in self.avoided

    def nth(self, start, count, step, counts):
        while count > 0:
            start += step
            count -= 1 if counts(start) else 0
        return start

    def end(self, trigger, length, unit, step):
        if unit == "working_day":
            return self.nth(trigger, length, step, self.works), False
        if unit in ("day", "week"):
            days = length * 7 if unit == "week" else length
            return self.nth(trigger, days, step, lambda _: True), False
        year, month = trigger.year, trigger.month
        for _ in range(length * 12 if unit == "year" else length):
            month += 1 if step > timedelta() else -1
            year, month = {13: (year + 1, 1), 0: (year - 1, 12)}.get(month, (year, month))
        last = monthrange(year, month)[1]
        return date(year, month, min(last, trigger.day)), trigger.day > last

    def forward(self, trigger, length, unit, later):
        end, clipped = self.end(trigger, length, unit, ONE)
        statutory = by_weekend = end
        while statutory in self.official:
            statutory += ONE
        while by_weekend in self.official or self.weekend(by_weekend):
            by_weekend += ONE
        if later:
            safe = self.moved(end + ONE if clipped else end, ONE)
            return statutory, by_weekend, safe
        safe = end - ONE
        if unit == "working_day":
            safe = self.nth(trigger, length - 1, ONE, self.works)
        return statutory, by_weekend, max(trigger, self.moved(safe, -ONE))

    def backward(self, event, length, unit):
        end, clipped = self.end(event, length, unit, -ONE)
        return end, end, self.moved(end - ONE if clipped else end, -ONE)

    def moved(self, day, step):
        while self.unsafe(day):
            day += step
        return day


def random_table(chance):
    """Up to 120 days off within 900; many fall together, so chains are long."""
    return [
        (
            date(2026, 1, 1) + timedelta(days=chance.randrange(900)),
            chance.choice(["nation", "nation", "women", "bank", "province"]),
            chance.choice(["official", "official", "in_lieu"]),
            chance.random() < 0.8,
        )
        for _ in range(chance.randrange(120))
    ]


def calendar_of(table):
    return CourtCalendar(
        tuple(
            Holiday(
                day=day,
                name_lo="",
                name_en="",
                scope=HolidayScope(scope),
                kind=HolidayKind(kind),
                pulls_back=pulls,
            )
            for day, scope, kind, pulls in table
        )
    )


def rule_of(length, unit, back, later):
    return Rule(
        id="T-01",
        title_lo="ທົດສອບ",
        title_en="Test",
        event="test",
        trigger_lo="ເຫດການ",
        trigger_en="Event",
        length=length,
        unit=Unit(unit),
        direction=Direction.BEFORE if back else Direction.AFTER,
        actor=Actor.OUR_SIDE,
        safe_side=SafeSide.LATER if later else SafeSide.EARLIER,
        consequence_lo="",
        consequence_en="",
        law="civil-procedure",
        article="1",
        certainty=Certainty.LAW_TEXT,
    )


@pytest.mark.parametrize("seed", range(100))
def test_agrees_with_the_walker_on_20_random_periods(seed):
    chance = random.Random(seed)
    table = random_table(chance)
    walker, calendar = Walker(table), calendar_of(table)
    for _ in range(20):
        trigger = date(2026, 3, 1) + timedelta(days=chance.randrange(400))
        unit = chance.choice(sorted(LONGEST))
        length = chance.randint(1, LONGEST[unit])
        back, later = chance.random() < 0.25, chance.random() < 0.25
        found = compute(rule_of(length, unit, back, later), trigger, calendar)
        if back:
            expected = walker.backward(trigger, length, unit)
        else:
            expected = walker.forward(trigger, length, unit, later)
        told = (found.statutory, found.if_weekend or found.statutory, found.safe)
        assert told == expected, (trigger, length, unit, back, later)
