"""Events of a case that periods run from: service, unknown days, pauses, restarts, more time."""

import json
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from legalaid_desktop.domain.deadlines import compute, deadline_from
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.rules import Direction, RestDayEnd, SafeSide, Unit
from legalaid_desktop.domain.runs import Standing
from legalaid_desktop.domain.steps import step_from
from legalaid_desktop.domain.triggers import (
    Known,
    Occasion,
    Pause,
    Prolongation,
    ServiceWay,
    Trigger,
    Which,
)
from legalaid_desktop.i18n import LANGUAGES
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import reference
from tests.domain.test_day_walker import rule_of

SEED = reference.seed_calendar()
LAW = reference.counting_law()
ON = date(2026, 6, 1)
at = datetime.fromisoformat
EVENING = time(22, 30)
WAITING = {"safe_side": SafeSide.LATER}


def event(on=ON, **what):
    return Trigger(case_id=1, event="x", on=on, **what)


def rule(length=15, unit="day", **changes):
    return replace(rule_of(length, unit, back=False, later=False), **changes)


def count(length=15, unit="day", *, more=(), changes=(), **what):
    found = compute(rule(length, unit, **dict(changes)), event(**what), SEED, "", more, law=LAW)
    said_in_both_languages(found)
    return found


def said_in_both_languages(found):
    for step in (*found.steps, *found.assumptions, *found.warnings):
        for language in LANGUAGES:
            said = labels.sentence(step, language)
            assert said
            assert "{" not in said
            labels.citation(step.article, reference.laws(), language)
        assert step_from(json.loads(json.dumps(step.as_data()))) == step


def dates(found):
    return found.trigger, found.statutory, found.safe


def kinds(lines):
    return [line.kind for line in lines]


def more(length, unit="day", granted_on=date(2026, 6, 5)):
    return Prolongation(length=length, unit=Unit(unit), granted_on=granted_on)


def june(day):
    return date(2026, 6, day)


def july(day):
    return date(2026, 7, day)


# How a paper was served.


@pytest.mark.parametrize(
    ("way", "reached", "start", "statutory", "safe"),
    [
        ("hand", None, june(1), june(16), june(15)),
        ("hand", june(3), june(3), june(18), june(17)),
        ("post", june(9), june(9), june(24), june(23)),
        ("post", None, june(1), june(16), june(15)),
        ("village", june(9), june(9), june(24), june(15)),  # safe from the day the village had it
        ("posted", None, july(1), july(16), june(15)),  # known after 30 days; safe from posting
        ("posted", june(11), june(11), june(26), june(15)),  # learnt within the posting
        ("posted", june(25), june(25), july(10), june(25)),  # learnt when the safe day had passed
        ("posted", july(5), july(1), july(16), july(1)),  # learnt too late to matter
        ("broadcast", None, june(4), june(19), june(15)),
        ("broadcast", june(2), june(4), june(19), june(15)),
    ],
)
def test_the_way_of_service_moves_the_start(way, reached, start, statutory, safe):
    found = count(way=ServiceWay(way), reached_on=reached)
    assert dates(found) == (start, statutory, safe)
    assert ("receipt_unknown" in kinds(found.warnings)) is (way == "post" and reached is None)


def test_where_we_wait_a_paper_counts_from_the_later_reading():
    posted = count(changes=WAITING, way=ServiceWay.POSTED, reached_on=june(11))
    assert dates(posted) == (june(11), june(26), july(16))
    with pytest.raises(Refused, match="day on which the paper was received"):
        count(changes=WAITING, way=ServiceWay.POST)


def test_a_notice_of_an_enforcement_office_is_known_after_ten_working_days():
    found = count(changes={"law": "enforcement"}, way=ServiceWay.POSTED)
    assert found.trigger == june(15)
    assert found.steps[1].article == "enforcement:22"
    assert kinds(found.assumptions)[0] == "earlier_reading"


def test_a_rule_that_does_not_run_from_a_paper_says_so():
    found = count(changes={"served": False}, way=ServiceWay.POSTED)
    assert found.trigger == ON
    assert "service_moves_nothing" in kinds(found.assumptions)


def test_service_under_another_law_is_by_analogy_and_an_unread_way_warns():
    found = count(changes={"law": "labour"}, way=ServiceWay.VILLAGE, reached_on=june(2))
    assert "service_by_analogy" in kinds(found.assumptions)
    assert "way_unverified" in kinds(found.warnings)


def test_a_paper_posted_in_public_needs_the_law():
    with pytest.raises(Refused, match="Nothing is known"):
        compute(rule(), event(way=ServiceWay.POSTED), SEED)
    assert compute(rule(), event(way=ServiceWay.POST, reached_on=june(9)), SEED).trigger == june(9)


def test_a_paper_is_not_received_before_it_was_sent():
    with pytest.raises(Refused) as refused:
        count(way=ServiceWay.POST, reached_on=date(2026, 5, 31))
    assert refused.value.values == {"reached": "2026-05-31", "sent": "2026-06-01"}


# A day that is not known, and several days.


@pytest.mark.parametrize(
    ("on", "known", "start", "safe"),
    [
        (june(17), "month", june(30), june(15)),
        (date(2026, 12, 9), "month", date(2026, 12, 31), date(2026, 12, 15)),
        (june(17), "year", date(2026, 12, 31), date(2026, 1, 15)),
        (date(2024, 2, 29), "month", date(2024, 2, 29), date(2024, 2, 15)),
    ],
)
def test_an_unknown_day_counts_from_the_next_first_and_safely_from_the_first_possible(
    on, known, start, safe
):
    found = count(on=on, known=Known(known))
    assert (found.trigger, found.safe) == (start, safe)
    assert found.statutory >= date.fromordinal(start.toordinal() + 15)
    assert ("year_by_analogy" in kinds(found.assumptions)) is (known == "year")
    waited = count(on=on, known=Known(known), changes=WAITING)
    assert waited.safe > waited.statutory  # the first may count as the day of the event as well


@pytest.mark.parametrize(
    ("on", "length", "unit", "statutory"),
    [
        (june(17), 15, "day", july(15)),  # 1 July is day 1
        (date(2026, 2, 9), 1, "month", date(2026, 3, 31)),  # from 1 March: all of March
        (date(2026, 5, 9), 1, "month", june(30)),
        (date(2026, 1, 9), 1, "month", date(2026, 2, 28)),
        (date(2023, 2, 9), 1, "year", date(2024, 2, 29)),
    ],
)
def test_the_first_of_the_next_month_is_day_one(on, length, unit, statutory):
    found = count(length, unit, on=on, known=Known.MONTH)
    assert found.statutory == statutory
    assert "first_is_day_one" in kinds(found.assumptions)


@pytest.mark.parametrize(("which", "start"), [("earliest", date(2026, 5, 20)), ("latest", june(9))])
def test_of_several_days_one_counts(which, start):
    also = (Occasion(on=june(9), note="ອ່ານຄຳຕັດສິນ"), Occasion(on=date(2026, 5, 20)))
    found = count(also=also, which=Which(which))
    assert found.trigger == start
    assert "ອ່ານຄຳຕັດສິນ" in labels.sentence(found.steps[1], "lo")


# A clock that stands still or begins anew.


def test_days_of_a_pause_are_not_counted():
    found = count(pauses=(Pause(first=june(5), last=june(9)),))
    assert dates(found) == (ON, june(21), june(19))
    working = count(5, "working_day", pauses=(Pause(first=june(4), last=june(8)),))
    assert working.statutory == june(11)  # 4, 5 and 8 June are left out
    rest = count(5, "working_day", pauses=(Pause(first=june(6), last=june(7)),))
    assert rest.statutory == count(5, "working_day").statutory  # a weekend counts for nothing


def test_a_safe_day_lies_before_a_pause_in_which_a_strict_reading_ends():
    found = count(5, pauses=(Pause(first=june(6), last=june(10)),))
    assert dates(found) == (ON, june(11), june(5))


@pytest.mark.parametrize(
    ("pauses", "statutory", "warning"),
    [
        ([(date(2026, 5, 1), date(2026, 5, 20))], june(16), "pause_outside"),
        ([(date(2026, 5, 20), june(3))], june(18), None),  # only 2 and 3 June lie in the period
        ([(june(17), june(20))], june(16), "pause_outside"),
        ([(june(16), june(20))], june(21), None),  # the last day itself stood still
        ([(june(3), june(8)), (june(6), june(10))], june(24), "pauses_overlap"),
        ([(june(3), june(3)), (june(4), june(4))], june(18), None),
    ],
)
def test_pauses_outside_and_over_each_other(pauses, statutory, warning):
    found = count(pauses=tuple(Pause(first=first, last=last) for first, last in pauses))
    assert found.statutory == statutory
    told = [kind for kind in kinds(found.warnings) if kind.startswith("pause")]
    assert told == ([warning] if warning else [])


def test_an_open_pause_leaves_no_last_day():
    found = count(pauses=(Pause(first=june(10)), Pause(first=june(8), last=june(12))))
    assert found.standing == Standing(since=june(10), left=9)  # 2 to 7 June have passed
    assert "stands_still" in kinds(found.warnings)
    assert "statutory" not in kinds(found.steps)
    assert "statutory_soonest" in kinds(found.steps)
    said = labels.sentence(found.warnings[0], "en")
    assert said.startswith("The clock stands still since Wednesday, 10 June 2026: 9 calendar days")
    assert count(pauses=(Pause(first=june(17)),)).standing is None
    working = count(5, "working_day", pauses=(Pause(first=june(4)),))
    assert working.standing == Standing(since=june(4), left=3)


def test_where_we_wait_there_is_no_safe_day_while_the_clock_stands_still():
    found = count(changes=WAITING, pauses=(Pause(first=june(10)),))
    assert not found.has_safe
    assert "no safe day" in labels.safe(found, "en")
    assert "ບໍ່ມີວັນປອດໄພ" in labels.safe(found, "lo")
    assert count(pauses=(Pause(first=june(10)),)).has_safe


def test_a_restart_counts_from_zero():
    found = count(restarts=(Occasion(on=june(10), note="ຮັບຮູ້ໜີ້"),))
    assert dates(found)[1:] == (june(25), june(24))
    assert next(step.article for step in found.steps if step.kind == "restarted") == "civil-code:61"
    twice = count(restarts=(Occasion(on=june(20)), Occasion(on=june(10))))
    assert twice.trigger == june(20)


@pytest.mark.parametrize(
    ("day", "trigger", "warning"),
    [
        (date(2026, 5, 31), ON, "restart_early"),
        (ON, ON, "restart_early"),
        (june(17), ON, "restart_late"),  # the period had passed on the 16th
        (june(16), june(16), "restart_in_doubt"),  # the safe day was the 15th
        (june(15), june(15), None),
    ],
)
def test_a_restart_must_fall_into_the_period(day, trigger, warning):
    found = count(restarts=(Occasion(on=day),))
    assert found.trigger == trigger
    assert [kind for kind in kinds(found.warnings) if kind.startswith("restart")] == (
        [warning] if warning else []
    )


def test_a_doubtful_restart_leaves_the_safe_day_until_a_lawyer_confirms_it():
    years = {"unit": "year", "length": 3, "on": date(2023, 3, 1)}
    late = (Occasion(on=date(2026, 2, 28), note="ທວງໜີ້"),)
    found = count(**years, restarts=late)
    assert dates(found) == (date(2026, 2, 28), date(2029, 2, 28), date(2026, 2, 27))
    assert "safe_kept" in kinds(found.steps)
    assert "until a lawyer confirms" in labels.sentence(found.warnings[0], "en")
    again = count(**years, restarts=(*late, Occasion(on=date(2027, 5, 1))))
    assert again.safe == date(2026, 2, 27)  # the doubt does not go away by a second one
    sure = count(**years, restarts=late, restart_by="ທ່ານ ສົມພອນ")
    assert sure.safe == date(2029, 2, 27)
    assert "ທ່ານ ສົມພອນ" in labels.sentence(sure.assumptions[0], "lo")
    assert "restart_in_doubt" not in kinds(sure.warnings)


def test_a_rule_without_standstill_counts_on_and_says_so():
    what = {"pauses": (Pause(first=june(5), last=june(9)),), "restarts": (Occasion(on=june(8)),)}
    found = count(changes={"pausable": False}, **what)
    assert found.statutory == june(16)
    assert kinds(found.warnings)[:2] == ["pauses_not_for_rule", "restarts_not_for_rule"]


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(Refused, match="cannot end before it begins"):
        count(pauses=(Pause(first=june(9), last=june(5)),))


# More time.


def test_more_time_runs_from_the_day_after_the_last_day():
    found = count(more=[more(10)])
    assert dates(found)[1:] == (june(26), june(25))
    said = next(step for step in found.steps if step.kind == "prolonged")
    assert dict(said.values)["day"] == "2026-06-17"
    assert said.article == "civil-code:47"
    assert deadline_from(found, case_id=1).prolongations == (more(10),)


def test_more_time_after_a_holiday_is_counted_from_the_moved_day_and_safely_from_before():
    found = count(20, on=date(2026, 11, 12), more=[more(5, granted_on=date(2026, 11, 20))])
    assert dates(found)[1:] == (date(2026, 12, 8), date(2026, 12, 4))
    assert "granted_from_moved" in kinds(found.assumptions)


def test_a_working_day_on_top_of_calendar_days():
    found = count(more=[more(3, "working_day"), more(1, "month")])
    assert found.statutory == july(19)


@pytest.mark.parametrize(
    ("granted_on", "warning"),
    [(june(16), None), (june(17), "granted_late"), (date(2026, 5, 30), "granted_early")],
)
def test_more_time_granted_too_late_or_too_early_warns(granted_on, warning):
    found = count(more=[more(5, granted_on=granted_on)])
    assert found.statutory == june(21)
    assert [kind for kind in kinds(found.warnings) if kind.startswith("granted")] == (
        [warning] if warning else []
    )


def test_more_time_is_spent_when_the_period_begins_anew():
    found = count(more=[more(5)], restarts=(Occasion(on=june(10)),))
    assert found.statutory == june(25)
    assert "granted_spent" in kinds(found.warnings)


@pytest.mark.parametrize(("length", "warns"), [(3, False), (4, True)])
def test_the_court_may_not_prolong_for_ever(length, warns):
    court = reference.rule("CV-01")
    found = compute(court, ON, SEED, "", [more(length, "month")], law=LAW)
    assert ("over_most_time" in kinds(found.warnings)) is warns
    said_in_both_languages(found)


@pytest.mark.parametrize(
    ("changes", "given", "said"),
    [
        ({"direction": Direction.BEFORE}, more(5), "counts back"),
        ({}, more(0), "at least 1"),
        ({}, more(5, "hour"), "hours go with hours"),
        ({"unit": Unit.HOUR}, more(5, "working_day"), "hours go with hours"),
        ({"length": 0}, more(5), "gives no length"),
        ({"length": -3}, more(5), "gives no length"),
        ({}, more(10**9), "out of reach"),
        ({"unit": Unit.WORKING_DAY, "length": 10**12}, more(5), "out of reach"),
        ({"unit": Unit.YEAR, "length": 400}, more(5), "out of reach"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(changes, given, said):
    with pytest.raises(Refused) as refused:
        compute(rule(**changes), at("2026-06-01T09:00"), SEED, "", [given])
    assert said in str(refused.value)


@pytest.mark.parametrize("part", ["on", "reached_on", "also", "pauses", "restarts"])
def test_a_day_of_another_calendar_is_refused_wherever_it_stands(part):
    far = date(2569, 6, 1)
    what = {
        "on": far,
        "reached_on": far,
        "also": (Occasion(on=far),),
        "pauses": (Pause(first=ON, last=far),),
        "restarts": (Occasion(on=far),),
    }
    with pytest.raises(Refused) as refused:
        count(way=ServiceWay.POST, **{part: what[part]})
    assert refused.value.values == {"year": 2569}


def test_the_last_years_of_the_calendar():
    last = compute(rule(200, "year"), date(2200, 2, 28), SEED)
    assert last.statutory == date(2400, 2, 28)
    with pytest.raises(Refused):
        compute(rule(201, "year"), date(2200, 2, 28), SEED)
    assert count(1, "year", on=date(2096, 2, 29)).statutory == date(2097, 2, 28)
    assert count(4, "year", on=date(2096, 2, 29)).statutory == date(2100, 2, 28)  # no leap year


# Ends on the day before, and back from an event.


def test_a_last_day_can_move_to_the_day_before():
    changes = {"rest_day_end": RestDayEnd.PREVIOUS}
    found = count(20, on=date(2026, 11, 12), changes=changes)
    assert dates(found)[1:] == (date(2026, 12, 1), date(2026, 12, 1))
    assert "brought_forward" in kinds(found.steps)
    back = {**changes, "direction": Direction.BEFORE}
    found = count(3, on=date(2026, 4, 19), changes=back)
    assert dates(found)[1:] == (date(2026, 4, 13), date(2026, 4, 13))


# Hours.


def test_hours_stand_still_and_are_prolonged():
    held = rule(48, "hour")
    trigger = event(at=EVENING, pauses=(Pause(first=june(2), last=june(2)),))
    found = compute(held, trigger, SEED, "", [more(24, "hour"), more(2)])
    said_in_both_languages(found)
    assert found.statutory == at("2026-06-07T22:30")
    assert "prolonged_hours" in kinds(found.steps)
    still = compute(held, event(at=EVENING, pauses=(Pause(first=june(2)),)), SEED)
    said_in_both_languages(still)
    assert still.standing == Standing(since=june(2), left=46)


@pytest.mark.parametrize(
    "what",
    [{"known": Known.MONTH}, {"also": (Occasion(on=ON),)}, {"restarts": (Occasion(on=ON),)}],
)
def test_hours_need_one_moment(what):
    with pytest.raises(Refused, match="needs one moment"):
        compute(rule(48, "hour"), event(at=EVENING, **what), SEED)
    with pytest.raises(Refused, match="time of day"):
        compute(rule(48, "hour"), event(), SEED)


# A holiday that is decided on later.


def test_a_holiday_inside_the_period_moves_only_what_it_touches():
    before = count(5, "working_day")
    added = SEED.changed([replace(SEED.holidays[0], day=june(4))])
    after = compute(rule(5, "working_day"), event(), added, law=LAW)
    assert (before.statutory, after.statutory) == (june(8), june(9))
    plain = compute(rule(), event(), added, law=LAW)
    assert plain.statutory == count().statutory
    assert plain.holidays_version != before.holidays_version


# What random cases hardly ever meet.


def test_a_grant_that_falls_on_holidays_alone_ends_on_the_day_it_is_counted_from():
    holidays = [replace(SEED.holidays[0], day=june(day)) for day in (11, 12, 13, 14)]
    before = rule(10, rest_day_end=RestDayEnd.PREVIOUS)
    given = [more(1), more(1)]
    found = compute(before, event(on=date(2026, 5, 31)), SEED.changed(holidays), "", given)
    assert dates(found)[1:] == (june(10), june(10))


def test_one_working_day_from_a_new_beginning_within_a_pause():
    pauses = (Pause(first=june(2), last=june(16)),)
    anew = {"restarts": (Occasion(on=june(13)),), "restart_by": "ທ່ານ ສົມພອນ"}
    found = count(1, "working_day", pauses=pauses, **anew)
    assert dates(found) == (june(13), june(17), june(13))  # a Saturday: at once


def test_back_from_the_latest_of_days_into_a_short_month():
    latest = {"also": (Occasion(on=date(2025, 3, 31)),), "which": Which.LATEST}
    back = {"direction": Direction.BEFORE}
    found = count(1, "month", on=date(2025, 3, 9), known=Known.MONTH, changes=back, **latest)
    assert dates(found) == (date(2025, 4, 1), date(2025, 3, 1), date(2025, 2, 27))
