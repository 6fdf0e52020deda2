"""Court days, days off for some, and changes typed by hand."""

from datetime import date

import pytest

from legalaid_desktop.domain.court_calendar import (
    CourtCalendar,
    Holiday,
    HolidayKind,
    HolidayScope,
    parse_changes,
    parse_holidays,
)
from legalaid_desktop.domain.errors import Damaged, Refused
from legalaid_desktop.services.reference import seed_calendar


def holiday(day, scope="nation", kind="official", **more):
    return Holiday(
        day=day,
        name_lo="ວັນພັກ",
        name_en="Holiday",
        scope=HolidayScope(scope),
        kind=HolidayKind(kind),
        **more,
    )


MONDAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("day", "official", "working", "safe"),
    [
        (date(2026, 3, 6), False, True, True),  # an ordinary Friday
        (date(2026, 3, 7), False, False, False),  # Saturday
        (date(2026, 12, 2), True, False, False),  # National Day
        (date(2027, 3, 8), False, True, False),  # Women's Day on a Monday
        (date(2026, 3, 9), False, True, False),  # the women's day in lieu
        (date(2026, 7, 20), False, True, False),  # Women's Union
        (date(2026, 10, 7), False, True, False),  # teachers, central bank
        (date(2028, 12, 4), False, False, False),  # in lieu of National Day
        (date(2026, 12, 31), False, True, True),  # banks' year end
        (date(2026, 11, 24), False, True, True),  # That Luang, no legal holiday
        (date(2024, 4, 13), True, False, False),  # New Year began on the 13th in 2024
        (date(2026, 4, 13), False, True, True),  # and on the 14th in 2026
    ],
)
def test_days_of_the_seeded_table(day, official, working, safe):
    calendar = seed_calendar()
    assert calendar.is_official_holiday(day) is official
    assert calendar.is_working_day(day) is working
    assert calendar.is_rest_day(day) is not working
    assert calendar.is_safe_day(day) is safe


@pytest.mark.parametrize("scope", ["women", "bank", "school", "province", "office"])
def test_a_day_of_some_closes_no_court_but_is_avoided(scope):
    calendar = CourtCalendar((holiday(MONDAY, scope),))
    assert calendar.is_working_day(MONDAY)
    assert not calendar.is_official_holiday(MONDAY)
    assert not calendar.is_safe_day(MONDAY)


def test_a_day_in_lieu_rests_but_is_no_official_holiday():
    calendar = CourtCalendar((holiday(MONDAY, kind="in_lieu"),))
    assert calendar.is_rest_day(MONDAY)
    assert not calendar.is_official_holiday(MONDAY)


def test_changes_are_read_and_applied():
    added, removed = parse_changes("+2026-06-15:province, +2026-06-16 -2026-04-16")
    changed = seed_calendar().changed(added, removed)
    assert changed.is_working_day(MONDAY)
    assert not changed.is_safe_day(MONDAY)
    assert changed.is_official_holiday(date(2026, 6, 16))
    assert changed.is_working_day(date(2026, 4, 16))
    assert seed_calendar().is_official_holiday(date(2026, 4, 16)), "the seed itself is untouched"


@pytest.mark.parametrize(
    "text",
    ["2026-06-15", "+2026-06-31", "+2026-06-15:moon", "-2026-04-16:nation", "+15/06/2026", "+ -"],
)
def test_a_change_that_is_not_understood_is_refused(text):
    with pytest.raises(Refused):
        parse_changes(text)


def test_a_day_that_is_no_holiday_cannot_be_taken_out():
    with pytest.raises(Refused) as refused:
        seed_calendar().changed(removed=[date(2026, 4, 13)])
    assert refused.value.values == {"day": "2026-04-13"}


def test_equal_tables_have_the_same_version_and_others_do_not():
    first, second = holiday(MONDAY), holiday(date(2026, 6, 16))
    version = CourtCalendar((first, second)).version
    assert CourtCalendar((second, first)).version == version
    stored = holiday(MONDAY, id=7, version=3)
    assert CourtCalendar((stored, second)).version == version, "where it is kept is no content"
    assert CourtCalendar((first,)).version != version
    assert CourtCalendar((holiday(MONDAY, "women"), second)).version != version


def test_the_table_says_which_years_it_knows():
    assert seed_calendar().knows(2030)
    assert not seed_calendar().knows(2031)
    assert not CourtCalendar((holiday(MONDAY, "women"),)).knows(2026)


@pytest.mark.parametrize(
    "record",
    [
        {"lo": "ວັນ", "en": "Day", "scope": "nation", "source": "", "certainty": "A"},
        {"day": "2026-01-01", "lo": "ວັນ", "en": "D", "scope": "nation", "certainty": "A"},
        {"day": MONDAY, "lo": "ວັນ", "en": "D", "scope": "moon", "source": "", "certainty": "A"},
        {"day": MONDAY, "lo": 3, "en": "D", "scope": "nation", "source": "", "certainty": "A"},
    ],
)
def test_a_damaged_table_is_told(record):
    with pytest.raises(Damaged):
        parse_holidays({"holidays": [record]})


def test_the_version_kept_with_a_deadline_is_that_of_later_programs_too():
    day = Holiday(day=date(2026, 12, 2), name_lo="ວັນຊາດ", name_en="National Day")
    assert CourtCalendar((day,)).version == "b13c192a141b"
