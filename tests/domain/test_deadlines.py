"""Periods counted: the vectors of the law, its doubtful points, and what must always hold."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legalaid_desktop.domain.court_calendar import (
    Holiday,
    HolidayKind,
    HolidayScope,
    parse_changes,
)
from legalaid_desktop.domain.deadlines import Urgency, compute, deadline_from, urgency
from legalaid_desktop.domain.errors import NotFound, Refused
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import (
    Actor,
    Direction,
    RestDayEnd,
    Rule,
    SafeSide,
    Unit,
    Variant,
)
from legalaid_desktop.domain.steps import step_from
from legalaid_desktop.services.reference import rule as shipped
from legalaid_desktop.services.reference import seed_calendar

SEED = seed_calendar()
at = datetime.fromisoformat


def rule(length, unit="day", **changes):
    return replace(
        Rule(
            id="T-01",
            title_lo="ທົດສອບ",
            title_en="Test",
            event="test",
            trigger_lo="ເຫດການ",
            trigger_en="Event",
            length=length,
            unit=Unit(unit),
            actor=Actor.OUR_SIDE,
            consequence_lo="",
            consequence_en="",
            law="civil-procedure",
            article="1",
            certainty=Certainty.LAW_TEXT,
        ),
        **changes,
    )


BACKWARD = {"direction": Direction.BEFORE}
WAITING = {"safe_side": SafeSide.LATER}


def dates(found):
    return found.statutory, found.if_weekend, found.safe


def kinds(lines):
    return [line.kind for line in lines]


def with_changes(text):
    return SEED.changed(*parse_changes(text))


# The seven vectors.


def test_vector_1_default_judgment_ends_on_a_saturday():
    found = compute(shipped("CV-28"), date(2026, 3, 27), SEED)
    assert dates(found) == (date(2026, 4, 11), date(2026, 4, 13), date(2026, 4, 10))
    assert "weekend_open" in kinds(found.assumptions)


def test_vector_2_national_day_moves_the_last_day():
    found = compute(shipped("CV-21"), date(2026, 11, 12), SEED)
    assert dates(found) == (date(2026, 12, 3), None, date(2026, 12, 1))
    extended = next(step for step in found.steps if step.kind == "extended")
    assert extended.article == "civil-code:48(3)"
    assert dict(extended.values)["name_en"] == "National Day"


def test_vector_3_working_days_leave_out_the_new_year():
    found = compute(rule(5, "working_day"), date(2026, 4, 9), SEED)
    assert dates(found) == (date(2026, 4, 21), None, date(2026, 4, 20))
    assert kinds(found.steps).count("left_out") == 3


def test_vector_4_hours_run_through_holidays():
    found = compute(shipped("CR-01"), at("2026-04-13T22:30"), SEED)
    assert dates(found) == (at("2026-04-15T22:30"), None, at("2026-04-15T22:30"))


def test_vector_5_short_month_and_weekend():
    found = compute(rule(3, "month"), date(2025, 11, 30), SEED)
    assert dates(found) == (date(2026, 2, 28), date(2026, 3, 2), date(2026, 2, 27))
    assert "short_month" in kinds(found.steps)


def test_vector_6_mandate_without_a_term():
    found = compute(shipped("LM-13"), date(2026, 3, 2), SEED)
    assert dates(found) == (date(2027, 3, 2), None, date(2027, 3, 1))
    assert "start_at_once" in kinds(found.steps)


def test_vector_7_womens_day_in_lieu_is_a_working_day_unless_the_table_says_otherwise():
    found = compute(rule(5, "working_day"), date(2026, 3, 6), SEED)
    assert dates(found) == (date(2026, 3, 13), None, date(2026, 3, 12))
    assert "ordinary" in kinds(found.assumptions)
    for_all = compute(rule(5, "working_day"), date(2026, 3, 6), with_changes("+2026-03-09:nation"))
    assert dates(for_all) == (date(2026, 3, 16), None, date(2026, 3, 13))


# The doubtful points, one by one.


def test_the_mandate_can_state_a_term():
    stated = compute(shipped("LM-13"), date(2024, 2, 29), SEED, "stated_term")
    assert stated.statutory == date(2027, 2, 28)
    silent = compute(shipped("LM-13"), date(2026, 3, 2), SEED, "no_term")
    assert silent.statutory == date(2027, 3, 2)


def test_the_weekend_reading_can_be_chosen():
    found = compute(shipped("CV-28"), date(2026, 3, 27), SEED, "weekend")
    assert (found.statutory, found.safe) == (date(2026, 4, 13), date(2026, 4, 10))
    assert kinds(found.steps).count("weekend_extended") == 2
    assert "weekend_chosen" in kinds(found.assumptions)
    assert "weekend_open" not in kinds(found.assumptions)


def test_an_unknown_variant_is_refused_with_the_known_ones():
    with pytest.raises(NotFound) as refused:
        compute(shipped("LM-13"), date(2026, 3, 2), SEED, "forever")
    assert refused.value.values["known"] == "no_term, stated_term, weekend"


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1), at("9999-12-31T23:00")])
@pytest.mark.parametrize("rule_id", ["CV-24", "CR-01", "LM-13"])
def test_a_trigger_beyond_every_calendar_is_refused(rule_id, day):
    with pytest.raises(Refused) as refused:
        compute(shipped(rule_id), day, SEED)
    assert refused.value.values == {"year": day.year}


def test_hours_need_a_time():
    with pytest.raises(Refused) as refused:
        compute(shipped("CR-01"), date(2026, 4, 13), SEED)
    assert refused.value.values == {"rule": "CR-01"}


def test_hours_go_back_too_and_over_the_new_year():
    ahead = compute(rule(30, "hour"), at("2026-12-31T23:15"), SEED)
    assert ahead.statutory == at("2027-01-02T05:15")
    back = compute(rule(30, "hour", **BACKWARD), at("2027-01-02T05:15"), SEED)
    assert back.statutory == at("2026-12-31T23:15")


def test_a_time_given_to_a_rule_in_days_changes_nothing():
    found = compute(shipped("CV-24"), at("2026-03-27T23:59"), SEED)
    assert found.statutory == date(2026, 4, 11)


@pytest.mark.parametrize(
    ("length", "unit", "hearing", "statutory", "safe"),
    [
        (3, "day", date(2026, 6, 18), date(2026, 6, 15), date(2026, 6, 15)),
        (3, "day", date(2026, 6, 15), date(2026, 6, 12), date(2026, 6, 12)),
        (3, "day", date(2026, 6, 17), date(2026, 6, 14), date(2026, 6, 12)),  # a Sunday
        (3, "day", date(2026, 4, 19), date(2026, 4, 16), date(2026, 4, 13)),  # New Year stays
        (3, "day", date(2026, 10, 10), date(2026, 10, 7), date(2026, 10, 6)),  # 7 October
        (3, "working_day", date(2026, 4, 20), date(2026, 4, 10), date(2026, 4, 10)),
        (1, "week", date(2026, 6, 22), date(2026, 6, 15), date(2026, 6, 15)),
        (1, "month", date(2026, 3, 31), date(2026, 2, 28), date(2026, 2, 27)),  # clipped
        (1, "month", date(2026, 3, 18), date(2026, 2, 18), date(2026, 2, 18)),
    ],
)
def test_backward_periods(length, unit, hearing, statutory, safe):
    found = compute(rule(length, unit, **BACKWARD), hearing, SEED)
    assert dates(found) == (statutory, None, safe)
    assert "event_as_day_one" in kinds(found.assumptions)


@pytest.mark.parametrize(
    ("start", "months", "statutory"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 30), 13, date(2027, 2, 28)),
        (date(2026, 1, 28), 1, date(2026, 2, 28)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(start, months, statutory):
    found = compute(rule(months, "month"), start, SEED)
    assert found.statutory == statutory
    assert ("short_month" in kinds(found.steps)) is (start.day > 28)
    assert found.safe < statutory


def test_leap_day_in_years():
    found = compute(rule(1, "year"), date(2024, 2, 29), SEED)
    assert (found.statutory, found.safe) == (date(2025, 2, 28), date(2025, 2, 27))


@pytest.mark.parametrize(
    ("trigger", "length", "safe", "at_once"),
    [
        (date(2026, 4, 14), 3, date(2026, 4, 14), True),  # all holidays back to the trigger
        (date(2026, 6, 13), 1, date(2026, 6, 13), True),  # received on a Saturday
        (date(2026, 6, 12), 2, date(2026, 6, 12), True),  # back from a Saturday to the trigger
        (date(2026, 6, 12), 4, date(2026, 6, 15), False),
    ],
)
def test_act_at_once(trigger, length, safe, at_once):
    found = compute(rule(length), trigger, SEED)
    assert found.safe == safe
    assert ("act_at_once" in kinds(found.warnings)) is at_once


def test_a_long_chain_of_rest_days():
    """Saturday 1 June to Sunday 9 June all off, one way and the other."""
    days = " ".join(f"+2030-06-{day:02}" for day in range(3, 8))
    found = compute(rule(10), date(2030, 5, 25), with_changes(days))
    assert found.statutory == date(2030, 6, 8), "five holidays on, and a Saturday extends nothing"
    assert found.if_weekend == date(2030, 6, 10)
    assert found.safe == date(2030, 5, 31)
    waited = compute(rule(10, **WAITING), date(2030, 5, 25), with_changes(days))
    assert waited.safe == date(2030, 6, 10)


def test_a_day_in_lieu_does_not_extend_and_says_so():
    found = compute(rule(10), date(2028, 11, 22), SEED)  # ends on Saturday 2 December, National Day
    assert dates(found) == (date(2028, 12, 3), date(2028, 12, 4), date(2028, 12, 1))
    doubt = next(step for step in found.assumptions if step.kind == "in_lieu_open")
    assert dict(doubt.values) == {"day": "2028-12-04", "next": "2028-12-05"}


def test_a_saturday_after_the_holiday_does_not_extend_further():
    found = compute(rule(10), date(2026, 4, 21), SEED)  # Friday 1 May is Labour Day
    assert dates(found) == (date(2026, 5, 2), date(2026, 5, 4), date(2026, 4, 30))


@pytest.mark.parametrize("day", [date(2027, 3, 8), date(2026, 7, 20), date(2026, 10, 7)])
def test_days_of_some_extend_nothing_and_pull_the_safe_date_back(day):
    found = compute(rule(10), day - timedelta(days=10), SEED)
    assert found.statutory == day
    found = compute(rule(10), day - timedelta(days=9), SEED)
    assert found.safe < day
    assert "ordinary" in kinds(found.assumptions)


@pytest.mark.parametrize(
    ("trigger", "length", "unit", "safe"),
    [
        (date(2026, 3, 27), 15, "day", date(2026, 4, 13)),  # past the weekend
        (date(2026, 3, 27), 20, "day", date(2026, 4, 17)),  # past the New Year
        (date(2026, 6, 1), 10, "day", date(2026, 6, 11)),
        (date(2026, 1, 31), 1, "month", date(2026, 3, 2)),  # short month, then a Sunday
    ],
)
def test_where_we_wait_the_safe_side_is_later(trigger, length, unit, safe):
    found = compute(rule(length, unit, **WAITING), trigger, SEED)
    assert found.safe == safe
    assert "end_is_good" in kinds(found.assumptions)


def test_a_rule_can_keep_its_last_day_on_a_holiday():
    found = compute(rule(20, rest_day_end=RestDayEnd.KEEP), date(2026, 11, 12), SEED)
    assert dates(found) == (date(2026, 12, 2), None, date(2026, 12, 1))


def test_warnings_tell_what_the_dates_rest_on():
    assert kinds(compute(rule(20), date(2027, 11, 12), SEED).warnings) == []
    unknown = compute(rule(5, "year"), date(2026, 3, 2), SEED).warnings
    assert [dict(step.values) for step in unknown] == [{"year": 2031}]
    projected = compute(rule(10), date(2027, 4, 4), SEED).warnings  # ends on 14 April 2027
    assert set(kinds(projected)) == {"projected"}
    past = replace(rule(5), valid_to=date(2020, 1, 1), certainty=Certainty.SECONDARY)
    assert kinds(compute(past, date(2026, 6, 1), SEED).warnings) == ["secondary", "no_longer_valid"]
    future = replace(rule(5), valid_from=date(2027, 1, 1), certainty=Certainty.UNVERIFIED)
    assert kinds(compute(future, date(2026, 6, 1), SEED).warnings) == [
        "unverified",
        "not_yet_valid",
    ]


def test_a_checked_rule_of_the_civil_code_assumes_less():
    checked = rule(5, law="civil-code", checked_by="ທ. ສົມສັກ", checked_on=date(2026, 1, 5))
    assert kinds(compute(checked, date(2026, 6, 3), SEED).assumptions) == ["trigger_as_day_one"]


# What an office keeps.


def test_a_deadline_keeps_the_sum_as_data():
    found = compute(shipped("CV-28"), date(2026, 3, 27), SEED)
    kept = deadline_from(found, case_id=5, trigger_note="ປຶ້ມສົ່ງໜັງສື", rule_text="…")
    assert (kept.statutory_on, kept.safe_on) == (date(2026, 4, 11), date(2026, 4, 10))
    assert kept.ends_at is None
    assert kept.holidays_version == SEED.version
    back = tuple(step_from(data) for data in json.loads(json.dumps(kept.steps)))
    assert back == found.steps


def test_a_deadline_in_hours_keeps_the_time():
    found = compute(shipped("CR-01"), at("2026-04-13T22:30"), SEED)
    kept = deadline_from(found, case_id=5)
    assert (kept.statutory_on, f"{kept.ends_at:%H:%M}") == (date(2026, 4, 15), "22:30")
    assert f"{kept.trigger_at:%H:%M}" == "22:30"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 4, 12), Urgency.PAST),
        (date(2026, 4, 11), Urgency.OVERDUE),
        (date(2026, 4, 10), Urgency.TODAY),
        (date(2026, 4, 9), Urgency.SOON),
        (date(2026, 4, 3), Urgency.SOON),
        (date(2026, 4, 2), Urgency.MONTH),
        (date(2026, 3, 11), Urgency.MONTH),
        (date(2026, 3, 10), Urgency.LATER),
    ],
)
def test_urgency(today, expected):
    kept = deadline_from(compute(shipped("CV-28"), date(2026, 3, 27), SEED), case_id=1)
    assert urgency(kept, today) is expected


# Properties.

days = st.dates(date(2024, 1, 1), date(2028, 6, 30))
lengths = st.integers(1, 60)
all_units = st.sampled_from(["day", "week", "working_day", "month", "year"])


@given(days, lengths, st.integers(0, 70), st.sampled_from(list(HolidayScope)), st.booleans())
def test_a_holiday_added_is_never_less_safe(trigger, length, ahead, scope, in_lieu):
    """Not so for working days: a day off for all lengthens them, safe date and all."""
    added = Holiday(
        day=trigger + timedelta(days=ahead),
        name_lo="",
        name_en="",
        scope=scope,
        kind=HolidayKind.IN_LIEU if in_lieu else HolidayKind.OFFICIAL,
    )
    before = compute(rule(length), trigger, SEED)
    after = compute(rule(length), trigger, SEED.changed([added]))
    assert after.safe <= before.safe
    assert after.statutory >= before.statutory


@settings(max_examples=50)
@given(days, lengths, all_units, st.sampled_from([{}, BACKWARD, WAITING]))
def test_every_step_survives_storage(trigger, length, unit, changes):
    found = compute(rule(min(length, 5), unit, **changes), trigger, SEED)
    for step in (*found.steps, *found.assumptions, *found.warnings):
        assert step_from(json.loads(json.dumps(step.as_data()))) == step


def test_variants_change_length_and_unit():
    two = rule(15, variants=(Variant(id="x", title_lo="", title_en="", length=2, unit=Unit.MONTH),))
    assert compute(two, date(2026, 6, 1), SEED, "x").statutory == date(2026, 8, 1)
