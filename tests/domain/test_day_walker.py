"""The engine against a clerk who walks day by day: as many random cases of each kind as it says."""

import random
from datetime import date, datetime, time, timedelta

import pytest

from legalaid_desktop.domain.court_calendar import (
    CourtCalendar,
    Holiday,
    HolidayKind,
    HolidayScope,
)
from legalaid_desktop.domain.deadlines import compute
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import (
    Actor,
    Direction,
    RestDayEnd,
    Rule,
    SafeSide,
    Unit,
)
from legalaid_desktop.domain.triggers import (
    Known,
    Occasion,
    Pause,
    Prolongation,
    ServiceWay,
    Trigger,
    Which,
)
from legalaid_desktop.services.reference import counting_law
from tests.domain.day_walker import Clerk, walk_hours

LONGEST = {"month": 4, "year": 1, "week": 8, "day": 45, "working_day": 30}
CASES = {
    "plain": 2_500,
    "backward": 1_000,
    "service": 1_500,
    "unknown day": 1_000,
    "several days": 800,
    "pauses": 1_500,
    "restarts": 800,
    "more time": 1_500,
    "standing still": 600,
    "everything": 1_500,
    "hours": 500,
}
"""How many of each kind are compared."""
NOT_EMPTY = {
    "plain": ("moved", 40),
    "backward": ("previous", 40),
    "service": ("two readings", 60),
    "unknown day": ("two readings", 200),
    "several days": ("another day", 100),
    "pauses": ("moved by pauses", 100),
    "restarts": ("anew", 60),
    "more time": ("granted", 300),
    "standing still": ("stands", 80),
    "everything": ("moved", 40),
    "hours": ("moved by pauses", 100),
}
"""What each kind has to hit, and how often in its first 300 cases."""
LAW = counting_law()


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


def random_case(chance, kind):
    """An event, what happened to it, and a rule, as plain data."""
    unit = chance.choice(sorted(LONGEST))
    mixed = kind == "everything"
    case = {
        "on": date(2026, 3, 1) + timedelta(days=chance.randrange(400)),
        "length": chance.randint(1, LONGEST[unit]),
        "unit": unit,
        "back": kind == "backward" or (mixed and chance.random() < 0.1),
        "later": chance.random() < 0.25,
        "rest": chance.choice(["next", "next", "keep", "previous"]),
        "law": chance.choice(["civil-procedure", "enforcement", "civil-code"]),
        "known": "day",
        "way": "",
        "reached": None,
        "also": [],
        "which": chance.choice(["earliest", "latest"]),
        "pauses": [],
        "restarts": [],
        "more": [],
        "granted": [],
    }
    for name, happens in HAPPENS.items():
        if kind == name or (mixed and chance.random() < 0.3):
            happens(case, chance)
    if kind in ("restarts", "standing still") and chance.random() < 0.5:
        pause(case, chance)
    return case


def days_from(case, chance, least, most):
    return case["on"] + timedelta(days=chance.randint(least, most))


def serve(case, chance):
    case["way"] = chance.choice(["hand", "post", "village", "posted", "broadcast"])
    needed = case["later"] and case["way"] in ("post", "village")
    if needed or chance.random() < 0.6:
        case["reached"] = days_from(case, chance, 0, 40)


def forget_the_day(case, chance):
    case["known"] = chance.choice(["month", "year"])


def add_days(case, chance):
    case["also"] = [days_from(case, chance, -40, 40) for _ in range(chance.randint(1, 3))]


def pause(case, chance):
    for _ in range(chance.randint(1, 3)):
        first = days_from(case, chance, -10, 60)
        case["pauses"].append((first, first + timedelta(days=chance.randrange(25))))


def stand_still(case, chance):
    case["pauses"].append((days_from(case, chance, -5, 60), None))


def begin_anew(case, chance):
    case["restarts"] = [days_from(case, chance, -5, 60) for _ in range(chance.randint(1, 2))]


def grant_more(case, chance):
    for _ in range(0 if case["back"] else chance.randint(1, 3)):
        unit = chance.choice(sorted(LONGEST))
        case["more"].append((chance.randint(1, max(1, LONGEST[unit] // 4)), unit))
        case["granted"].append(days_from(case, chance, 0, 60))


HAPPENS = {
    "service": serve,
    "unknown day": forget_the_day,
    "several days": add_days,
    "pauses": pause,
    "restarts": begin_anew,
    "more time": grant_more,
    "standing still": stand_still,
}


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


def rule_of(length, unit, back, later, rest="next", law="civil-procedure"):
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
        rest_day_end=RestDayEnd(rest),
        actor=Actor.OUR_SIDE,
        safe_side=SafeSide.LATER if later else SafeSide.EARLIER,
        consequence_lo="",
        consequence_en="",
        law=law,
        article="1",
        certainty=Certainty.LAW_TEXT,
        served=True,
        pausable=True,
    )


def trigger_of(case):
    return Trigger(
        case_id=1,
        event="",
        on=case["on"],
        known=Known(case["known"]),
        way=ServiceWay(case["way"]),
        reached_on=case["reached"],
        also=tuple(Occasion(on=day) for day in case["also"]),
        which=Which(case["which"]),
        pauses=tuple(Pause(first=first, last=last) for first, last in case["pauses"]),
        restarts=tuple(Occasion(on=day) for day in case["restarts"]),
    )


def more_of(case):
    return tuple(
        Prolongation(length=length, unit=Unit(unit), granted_on=on)
        for (length, unit), on in zip(case["more"], case["granted"], strict=True)
    )


def told(case, calendar):
    parts = [case[key] for key in ("length", "unit", "back", "later", "rest", "law")]
    found = compute(rule_of(*parts), trigger_of(case), calendar, "", more_of(case), law=LAW)
    left = found.standing.left if found.standing else None
    return found.statutory, found.if_weekend or found.statutory, found.safe, left


def hits(case, kind, expected, clerk):
    """What a case exercised, so that no kind is compared on empty cases only."""
    start, cautious, _ = clerk.run(case)
    bare = {**case, "pauses": [], "restarts": [], "more": [], "granted": []}
    happened = {
        "moved": lambda: expected[0] != expected[1],
        "previous": lambda: case["back"] and case["rest"] == "previous",
        "two readings": lambda: start != cautious,
        "another day": lambda: start != case["on"],
        "moved by pauses": lambda: clerk.count(bare)[0] != expected[0],
        "anew": lambda: clerk.count({**case, "restarts": []}) != expected,
        "granted": lambda: bool(case["more"]),
        "stands": lambda: expected[3] is not None,
    }
    return happened[NOT_EMPTY[kind][0]]()


@pytest.mark.parametrize(
    "kind", [kind for kind in CASES if kind != "hours"], ids=lambda kind: f"{CASES[kind]} {kind}"
)
def test_agrees_with_the_clerk(kind):
    chance = random.Random(kind)
    compared = hit = 0
    while compared < CASES[kind]:
        table = random_table(chance)
        clerk, calendar = Clerk(table), calendar_of(table)
        for _ in range(50):
            case = random_case(chance, kind)
            expected = clerk.count(case)
            assert told(case, calendar) == expected, (case, sorted(table))
            compared += 1
            if compared <= 300:
                hit += hits(case, kind, expected, clerk)
    assert hit >= NOT_EMPTY[kind][1]


def test_500_random_periods_in_hours_agree_with_the_clerk():
    chance = random.Random("hours")
    calendar, moved = calendar_of([]), 0
    for _ in range(CASES["hours"]):
        on, at = (
            date(2026, 3, 1) + timedelta(days=chance.randrange(400)),
            time(chance.randrange(24)),
        )
        hours, back = chance.randint(1, 72), chance.random() < 0.25
        pauses = []
        if not back and chance.random() < 0.5:
            first = on + timedelta(days=chance.randint(-2, 3))
            pauses = [(first, first + timedelta(days=chance.randrange(3)))]
        case = {**random_case(chance, "plain"), "on": on, "pauses": pauses}
        trigger = trigger_of(case)
        object.__setattr__(trigger, "at", at)
        found = compute(rule_of(hours, "hour", back, later=False), trigger, calendar).statutory
        assert found == walk_hours(datetime.combine(on, at), hours, back, pauses)
        moved += found != walk_hours(datetime.combine(on, at), hours, back, [])
    assert moved >= NOT_EMPTY["hours"][1]


def test_more_than_ten_thousand_cases_are_compared():
    assert sum(CASES.values()) >= 10_000
    assert set(CASES) == set(NOT_EMPTY)
