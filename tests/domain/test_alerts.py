"""Warnings: once for each lead time, and a clock that rings once for what it slept over."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from legalaid_desktop.domain import alerts
from legalaid_desktop.domain.alerts import Absence, AlertKind, LeadTimes
from legalaid_desktop.domain.calendar import month_days, other_month, week_days
from legalaid_desktop.domain.custody import LAOS
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.services import reference

RULES = reference.desk_rules()
DEADLINE, CUSTODY = RULES.of(AlertKind.DEADLINE), RULES.of(AlertKind.CUSTODY)
DUE = date(2026, 4, 10)
SINCE = datetime(2026, 3, 29, 22, 30, tzinfo=LAOS)
LIMIT = SINCE + timedelta(hours=48)


def day(left):
    return alerts.day_alert(DEADLINE, 5, DUE, DUE - timedelta(days=left))


def test_each_lead_time_is_one_warning_and_then_each_day_is():
    assert [day(left) for left in (30, 15)] == [None, None]
    marks = [day(left)[1] for left in range(14, -4, -1)]
    assert len(set(marks)) == 5 + 3
    assert marks[0] == marks[6] != marks[7]  # 14 to 8 days, then 7
    assert day(6)[0] == 6
    assert alerts.day_alert(replace(DEADLINE, after=False), 5, DUE, date(2026, 4, 11)) is None


def test_a_moved_day_warns_anew():
    assert alerts.day_alert(DEADLINE, 5, date(2026, 4, 9), date(2026, 4, 7))[1] != day(3)[1]


def test_hours_are_rounded_up():
    clock = RULES.of(AlertKind.CLOCK)
    assert alerts.hour_alert(clock, 5, LIMIT, LIMIT - timedelta(hours=9)) is None
    left, mark = alerts.hour_alert(clock, 5, LIMIT, LIMIT - timedelta(hours=7, minutes=30))
    assert (left, mark.rpartition(":")[2]) == (8, "8")
    assert alerts.hour_alert(clock, 5, LIMIT, LIMIT + timedelta(minutes=1)) is None


def test_the_custody_clock_rings_at_hour_40_and_48():
    known = list(alerts.alarms(CUSTODY, 5, SINCE, LIMIT))
    assert [(one.hours, one.limit) for one in known[:3]] == [(40, 48), (48, 48), (72, 48)]
    rung, marks = alerts.ringing(known, SINCE + timedelta(hours=39, minutes=59), ())
    assert (rung, marks) == ((), frozenset())
    rung, marks = alerts.ringing(known, SINCE + timedelta(hours=43), ())
    assert [one.hours for one in rung] == [40]
    assert alerts.ringing(known, SINCE + timedelta(hours=47), marks)[0] == ()
    assert [one.hours for one in alerts.ringing(known, LIMIT, marks)[0]] == [48]
    slept_over_both = alerts.ringing(known, LIMIT + timedelta(hours=5), ())[0]
    assert [one.hours for one in slept_over_both] == [48]


def test_where_no_limit_is_known_it_rings_at_the_hours_the_office_chose():
    known = list(alerts.alarms(CUSTODY, 5, SINCE, None))
    assert [(one.hours, one.limit) for one in known][:2] == [(24, None), (40, None)]
    with pytest.raises(InvalidValue, match="custody"):
        alerts.checked(replace(RULES, leads=(replace(CUSTODY, passed=()),)))
    with pytest.raises(InvalidValue, match="custody"):
        alerts.checked(replace(RULES, leads=(replace(CUSTODY, hours=()),)))


def test_what_was_heard_rings_no_more_unless_it_was_heard_before_its_time():
    known = list(alerts.alarms(CUSTODY, 5, SINCE, LIMIT))
    at_48 = known[1]
    left = alerts.unheard(known, [at_48.mark], LIMIT)
    assert left[0].hours == 72
    wrong_clock = alerts.unheard(known, [at_48.mark], LIMIT - timedelta(hours=20))
    assert wrong_clock == known
    sooner = list(alerts.alarms(CUSTODY, 5, SINCE, SINCE + timedelta(hours=24)))
    assert alerts.unheard(sooner, [at_48.mark], LIMIT) == sooner, "another limit begins anew"
    assert alerts.record_of(at_48.mark) == 5


def test_the_numbers_of_an_office_are_put_in_order_or_refused():
    odd = LeadTimes(kind=AlertKind.TARGET, days=(0, 5, 5))
    assert alerts.checked(replace(RULES, leads=(odd,))).leads[0].days == (5, 0)
    with pytest.raises(InvalidValue):
        alerts.checked(replace(RULES, leads=(replace(odd, days=(-1,)),)))
    with pytest.raises(InvalidValue):
        alerts.checked(replace(RULES, unseen_days=0))


def test_somebody_stands_in_only_while_the_other_is_away():
    away = [Absence(user_id=3, first=date(2026, 4, 1), last=date(2026, 4, 3), stand_in_id=4)]
    there = {3, 4, 5}
    found = [alerts.standing(away, 3, date(2026, 4, day), there) for day in (1, 3, 4)]
    assert found == [4, 4, 3]
    first = date(2026, 4, 1)
    assert alerts.standing(away, 5, first, there) == 5
    assert alerts.standing(away, 3, first, {3, 5}) is None  # that account is closed
    also = [*away, Absence(user_id=4, first=first, last=first, stand_in_id=5)]
    assert alerts.standing(also, 3, first, there) == 5
    round_ = [*away, Absence(user_id=4, first=first, last=first, stand_in_id=3)]
    assert alerts.standing(round_, 3, first, there) is None


def test_months_and_weeks_of_the_calendar():
    assert month_days(date(2026, 3, 30)) == (date(2026, 2, 23), date(2026, 4, 5))
    assert week_days(date(2026, 3, 29)) == (date(2026, 3, 23), date(2026, 3, 29))
    assert other_month(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert other_month(date(2026, 1, 31), -1) == date(2025, 12, 31)
    assert other_month(date(2026, 11, 30), 1) == date(2026, 12, 30)
    assert other_month(date(2026, 12, 15), 1) == date(2027, 1, 15)
