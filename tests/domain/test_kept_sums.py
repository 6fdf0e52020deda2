"""The sum that stays with a deadline: what was assumed, what to beware of, and what is missing."""

import json
from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.deadlines import compute, deadline_from
from legalaid_desktop.domain.kept_sums import DOUBTS, Whole, completed, kept_sum
from legalaid_desktop.labels.deadline_sentences import ASSUMPTIONS, STEPS, WARNINGS
from legalaid_desktop.services import reference

SEED = reference.seed_calendar()
GENERAL = {
    "service_moves_nothing", "trigger_as_day_one", "event_as_day_one", "end_is_good", "others_off",
    "by_analogy", "unchecked", "local_time", "pause_outside", "pauses_overlap", "restart_early",
    "act_at_once", "act_at_once_sooner", "unverified", "secondary",
}  # fmt: skip


def counted(rule="CV-28", day=date(2026, 3, 27)):
    return compute(reference.rule(rule), day, SEED)


def stored(deadline):
    """The deadline as a database gives it back."""
    told = {
        name: tuple(json.loads(json.dumps(getattr(deadline, name))))
        for name in ("steps", "assumptions", "warnings")
    }
    return replace(deadline, **told)


def test_everything_that_can_be_assumed_is_either_of_this_date_or_of_every_date():
    assert {*ASSUMPTIONS, *WARNINGS} == DOUBTS | GENERAL
    assert not DOUBTS & GENERAL
    assert not DOUBTS & set(STEPS)


def test_what_was_assumed_comes_back_as_it_was():
    found = counted()
    kept = kept_sum(stored(deadline_from(found, case_id=1)))
    assert (kept.steps, kept.assumptions, kept.warnings) == (
        found.steps, found.assumptions, found.warnings,
    )  # fmt: skip
    assert kept.whole is Whole.KEPT


@pytest.mark.parametrize(
    ("rule", "day", "doubts"),
    [
        ("CV-28", date(2026, 3, 27), ["weekend_open"]),  # ends on Saturday 11 April
        ("CV-24", date(2026, 2, 2), []),  # from a Monday to a Tuesday
    ],
)
def test_a_date_is_marked_by_what_was_assumed_of_itself_alone(rule, day, doubts):
    kept = kept_sum(deadline_from(counted(rule, day), case_id=1))
    assert [one.kind for one in kept.doubts] == doubts
    assert kept.is_marked is bool(doubts)
    assert kept.assumptions, "what holds for every date is told all the same"


def test_an_older_sum_is_completed_only_where_it_comes_to_the_same_steps():
    found = counted()
    old = replace(deadline_from(found, case_id=1), assumptions=None, warnings=None)
    bare = kept_sum(old)
    assert (bare.whole, bare.assumptions, bare.is_marked) == (Whole.STEPS, (), True)
    again = completed(bare, found)
    assert (again.whole, again.assumptions) == (Whole.AGAIN, found.assumptions)
    assert completed(bare, counted(day=date(2026, 3, 26))) == bare


def test_older_steps_that_end_with_a_warning_give_it_back_as_one():
    ended = replace(reference.rule("CV-28"), valid_from=None, valid_to=date(2026, 1, 1))
    found = compute(ended, date(2026, 3, 27), SEED)
    new = deadline_from(found, case_id=1)
    warned = next(one for one in new.warnings if one["kind"] == "no_longer_valid")
    old = replace(new, steps=(*new.steps, warned), assumptions=None, warnings=None)
    kept = kept_sum(old)
    assert kept.steps == found.steps
    assert [one.kind for one in kept.warnings] == ["no_longer_valid"]


def test_a_day_that_somebody_put_down_has_no_sum_and_misses_none():
    written = replace(
        deadline_from(counted(), case_id=1), rule_id="", steps=(), assumptions=None, warnings=None
    )
    assert not kept_sum(written).is_marked
