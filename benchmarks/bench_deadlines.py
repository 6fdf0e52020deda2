"""Counting with the whole sum behind it against the bare addition of days, in the same run.

The table names each ratio; ``extra_info`` of the JSON output holds it too. A million deadlines are
counted by all shipped rules in turn, and their processor time is told, for other programs run too.
"""

import time
from datetime import date, timedelta
from statistics import median

import pytest

from legalaid_desktop.domain import counting
from legalaid_desktop.domain.deadlines import compute
from legalaid_desktop.domain.rules import Unit
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import reference

TRIGGERS = [date(2026, 1, 1) + timedelta(days=number % 700) for number in range(2_000)]


def added(rule):
    """What a program without law does: day plus length, then back to a weekday."""
    for trigger in TRIGGERS:
        last = trigger + timedelta(days=rule.length)
        while last.weekday() > 4:
            last -= timedelta(days=1)


def counted(rule):
    calendar = reference.seed_calendar()
    for trigger in TRIGGERS:
        counting.count(rule, trigger, calendar)


def computed(rule):
    calendar = reference.seed_calendar()
    for trigger in TRIGGERS:
        _ = compute(rule, trigger, calendar).steps


def explained(rule):
    calendar = reference.seed_calendar()
    for trigger in TRIGGERS[:200]:
        for step in compute(rule, trigger, calendar).steps:
            labels.sentence(step, "lo")


@pytest.mark.parametrize(
    ("work", "share"), [(counted, 1), (computed, 1), (explained, 10)], ids=lambda item: item
)
def test_answer_to_a_claim(benchmark, work, share):
    rule = reference.rule("CV-24")
    bare = baseline(added, rule)
    benchmark.pedantic(work, args=(rule,), rounds=5, warmup_rounds=1)
    ratio = benchmark.stats.stats.median * share / bare
    benchmark.extra_info["ratio_to_bare_addition"] = round(ratio, 1)
    benchmark.stats.name = f"{work.__name__}: {ratio:.1f} x bare addition"


def million():
    """Every rule in days or longer with as many events as make a million together."""
    calendar = reference.seed_calendar()
    rules = [rule for rule in reference.rules() if rule.is_countable and rule.unit is not Unit.HOUR]
    share, rest = divmod(1_000_000, len(rules))
    for number, rule in enumerate(rules):
        for each in range(share + (number < rest)):
            counting.count(rule, TRIGGERS[each % len(TRIGGERS)], calendar)


def bare_million():
    rule = reference.rule("CV-24")
    for _ in range(1_000_000 // len(TRIGGERS)):
        added(rule)


def test_a_million_deadlines(benchmark):
    bare = processor_time(bare_million)
    spent = []
    benchmark.pedantic(lambda: spent.append(processor_time(million)), rounds=1)
    benchmark.extra_info["processor_seconds"] = round(spent[0], 2)
    benchmark.extra_info["ratio_to_bare_addition"] = round(spent[0] / bare, 1)
    benchmark.stats.name = (
        f"a million deadlines: {spent[0]:.1f} s of processor, {spent[0] / bare:.1f} x bare addition"
    )


def processor_time(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def baseline(work, *arguments):
    """The median of five rounds, after one that warms up."""
    work(*arguments)
    rounds = []
    for _ in range(5):
        start = time.perf_counter()
        work(*arguments)
        rounds.append(time.perf_counter() - start)
    return median(rounds)
