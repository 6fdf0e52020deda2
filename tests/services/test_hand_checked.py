"""Periods that were worked out by hand from a calendar, case by case, against the program."""

from collections import Counter
from datetime import datetime

import pytest

from legalaid_desktop.domain import court_calendar
from legalaid_desktop.domain.lao import has_lao
from legalaid_desktop.domain.rules import Direction, SafeSide, Unit, in_variant
from legalaid_desktop.domain.triggers import (
    Known,
    Occasion,
    Pause,
    Prolongation,
    ServiceWay,
    Trigger,
    Which,
)
from legalaid_desktop.services import reference
from legalaid_desktop.services.deadline_counting import compute
from tests.hand_checked import GROUPS, LANGUAGES, document, path

CASES = [case for group in GROUPS for case in group["cases"]]
EVENT = {"way", "reached", "known", "also", "pauses", "restarts"}


def told(case):
    rest = [f"{key} {case[key]}" for key in ("variant", *sorted(EVENT), "more", "holidays")
            if key in case]  # fmt: skip
    return " ".join([case["rule"], f"{case['event']:%Y-%m-%d}", *rest])


def what_happened(case):
    """The day or the moment alone, or an event with all that is known of it."""
    if not EVENT & set(case):
        return case["event"]
    return Trigger(
        case_id=1,
        event=reference.rule(case["rule"]).event,
        on=case["event"],
        known=Known(case.get("known", "day")),
        way=ServiceWay(case.get("way", "")),
        reached_on=case.get("reached"),
        also=tuple(Occasion(on=day) for day in case.get("also", ())),
        which=Which(case.get("which", "earliest")),
        pauses=tuple(Pause(first=first, last=last) for first, last in case.get("pauses", ())),
        restarts=tuple(Occasion(on=day) for day in case.get("restarts", ())),
    )


def granted(case):
    for more in case.get("more", ()):
        length, unit = more.split(" ")
        day = case["event"].date() if isinstance(case["event"], datetime) else case["event"]
        yield Prolongation(length=int(length), unit=Unit(unit), granted_on=day)


@pytest.mark.parametrize("case", CASES, ids=told)
def test_the_program_counts_as_the_hand_did(case):
    calendar = reference.seed_calendar()
    if "holidays" in case:
        calendar = calendar.changed(*court_calendar.parse_changes(case["holidays"]))
    rule, variant = reference.rule(case["rule"]), case.get("variant", "")
    found = compute(rule, what_happened(case), calendar, variant, tuple(granted(case)))
    print(told(case), "→", case["statutory"], "/", case["safe"], case.get("en", ""))  # noqa: T201
    assert (found.statutory, found.safe) == (case["statutory"], case["safe"])
    assert found.if_weekend == case.get("weekend")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_for_lawyers_says_what_the_table_says(language):
    kept = path(language).read_text(encoding="utf-8")
    assert kept == document(language), "python -m tests.hand_checked writes it anew"


def test_the_table_teaches_and_leaves_no_kind_of_counting_out():
    assert len(CASES) >= 150 + 7
    for group in GROUPS:
        assert has_lao(group["lo"])
        assert has_lao(group["why_lo"])
        assert group["why_en"]
    assert all(has_lao(case["lo"]) for case in CASES if "en" in case)
    rules = [in_variant(reference.rule(case["rule"]), case.get("variant", "")) for case in CASES]
    assert {rule.unit for rule in rules} == set(Unit)
    assert {rule.direction for rule in rules} == set(Direction)
    assert {rule.safe_side for rule in rules} == set(SafeSide)
    assert {ServiceWay(case["way"]) for case in CASES if "way" in case} | {ServiceWay.NONE} == set(
        ServiceWay
    )
    ends = Counter(
        (day.month, day.day) for case in CASES for day in [case["statutory"], case["event"]]
    )
    for day in [(2, 28), (2, 29), (4, 14), (5, 2), (12, 3), (7, 20), (10, 7), (3, 8)]:
        assert ends[day], day
    assert {rule.id for rule in rules} == {
        rule.id for rule in reference.rules() if rule.is_countable
    }
