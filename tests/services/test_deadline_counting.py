"""Triggers and holidays as people type them."""

from datetime import date, datetime

import pytest

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.services.deadline_counting import compute_free, parse_when

at = datetime.fromisoformat


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-27", date(2026, 3, 27)),
        (" 27/03/2026 ", date(2026, 3, 27)),
        ("໒໗/໐໓/໒໐໒໖", date(2026, 3, 27)),
        ("2026-04-13T22:30", at("2026-04-13T22:30")),
        ("2026-04-13 22:30", at("2026-04-13T22:30")),
        ("13/4/2026 7:05", at("2026-04-13T07:05")),
        ("2026-04-13T22:30+07:00", at("2026-04-13T22:30")),
        ("2026-04-13T22:30Z", at("2026-04-14T05:30")),
    ],
)
def test_a_trigger_is_read(text, expected):
    found = parse_when(text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-02-29", "2026-13-01", "32/01/2026", "2026-04-13T25:00", "2026-04-13T",
     "20260413", "2026-W13-5", "ມື້ນີ້", "2026-04-13T22:30+99:99", "27-03-2026"],
)  # fmt: skip
def test_garbage_is_refused(text):
    with pytest.raises(Refused) as refused:
        parse_when(text)
    assert refused.value.values == {"trigger": text}


@pytest.mark.parametrize("year", [2569, 1899, 9999])
def test_a_year_of_another_calendar_is_refused(year):
    with pytest.raises(Refused) as refused:
        parse_when(f"{year}-03-27")
    assert refused.value.values == {"year": year}


def test_holidays_are_added_and_taken_out_for_one_count():
    plain = compute_free("CV-24", "2026-03-27")
    changed = compute_free("CV-24", "2026-03-27", holidays_text="+2026-04-11 +2026-04-10:province")
    assert plain.safe == date(2026, 4, 10)
    assert (changed.statutory, changed.safe) == (date(2026, 4, 12), date(2026, 4, 9))
    assert changed.holidays_version != plain.holidays_version
    without = compute_free("CV-21", "2026-11-12", holidays_text="-2026-12-02")
    assert (without.statutory, without.safe) == (date(2026, 12, 2), date(2026, 12, 1))


def test_an_unverified_rule_is_used_on_purpose_only():
    with pytest.raises(Refused):
        compute_free("CR-01", "2026-04-13T22:30")
    found = compute_free("CR-01", "2026-04-13T22:30", unverified=True)
    assert [warning.kind for warning in found.warnings] == ["unverified"]
