"""The ledger of notices and missed summonses (Civil Procedure Law arts 149, 150, 158)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from legalaid_desktop.domain.cases import PartyRole
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.hearings import (
    LAWYER,
    Attendance,
    HearingNotice,
    Service,
    Signed,
    checked,
    is_ours_told,
    missed,
    service,
    told_for,
)
from legalaid_desktop.domain.triggers import ServiceWay
from legalaid_desktop.services import reference

RULES = reference.summonses()
HEARINGS = {n: date(2026, 3, 2) + timedelta(weeks=n) for n in range(1, 6)}


def notice(hearing=1, days=5, **given):
    told = HEARINGS[hearing] - timedelta(days=days)
    start = {"case_id": 1, "event_id": hearing, "party_id": 7, "told_on": told}
    return HearingNotice(**{**start, "signed": Signed.SIGNED, "way": ServiceWay.HAND, **given})


def absences(*hearings, **given):
    return [notice(one, attendance=Attendance.ABSENT, **given) for one in hearings]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"days": 3}, Service.PROPER),
        ({"days": 2}, Service.LATE),
        ({"days": 3, "signed": Signed.THUMB}, Service.PROPER),
        ({"days": 3, "signed": Signed.REFUSED}, Service.PROPER),
        ({"days": 3, "signed": Signed.UNKNOWN}, Service.DOUBTFUL),
        ({"days": 3, "signed": Signed.BY_WORD}, Service.DOUBTFUL),
        ({"days": 9, "signed": Signed.NOT_FOUND}, Service.NONE),
        ({"told_on": None}, Service.NONE),
        ({"told_for": HEARINGS[1]}, Service.PROPER),
        ({"told_for": HEARINGS[1] - timedelta(days=7), "days": 9}, Service.OTHER_DAY),
    ],
)
def test_a_summons_counts_if_it_came_three_days_before_and_the_book_shows_it(given, expected):
    assert service(notice(**given), HEARINGS[1], RULES.summons) is expected


def test_the_third_absence_of_a_plaintiff_loses_the_claim():
    found = missed(absences(1, 2, 3), HEARINGS, PartyRole.PLAINTIFF, RULES)
    assert found.consequence
    assert "right to sue is lost" in found.consequence.texts["en"]
    assert found.consequence.article == "158"


def test_the_third_absence_of_a_defendant_brings_another_thing():
    found = missed(absences(1, 2, 3), HEARINGS, PartyRole.DEFENDANT, RULES)
    assert found.consequence
    assert "judges in absence" in found.consequence.texts["en"]


def test_after_the_second_the_next_one_counts():
    found = missed(absences(2, 4), HEARINGS, PartyRole.PLAINTIFF, RULES)
    assert (found.days, found.consequence) == ((HEARINGS[2], HEARINGS[4]), None)
    assert found.next_counts


def test_late_or_unproved_summonses_and_excuses_do_not_count():
    told = [
        *absences(1),
        *absences(2, days=1),
        *absences(3, signed=Signed.UNKNOWN),
        notice(4, attendance=Attendance.EXCUSED),
        notice(5, attendance=Attendance.CAME),
    ]
    found = missed(told, HEARINGS, PartyRole.PLAINTIFF, RULES)
    assert found.days == (HEARINGS[1],)
    assert found.doubtful == (HEARINGS[2], HEARINGS[3])
    assert not found.next_counts


def test_two_notices_of_one_hearing_are_one_absence():
    told = [*absences(1), *absences(1, days=9), *absences(1, days=1)]
    found = missed(told, HEARINGS, PartyRole.PLAINTIFF, RULES)
    assert (found.days, found.doubtful) == ((HEARINGS[1],), ())


def test_a_summons_for_the_old_day_does_not_make_who_stays_away_miss_the_moved_one():
    old = HEARINGS[2] - timedelta(days=14)
    told = [*absences(1), *absences(2, days=20, told_for=old), *absences(3)]
    found = missed(told, HEARINGS, PartyRole.PLAINTIFF, RULES)
    assert (found.days, found.doubtful) == ((HEARINGS[1], HEARINGS[3]), (HEARINGS[2],))
    assert found.consequence is None


def test_a_notice_keeps_the_day_it_named_until_there_is_a_new_one():
    first, moved = HEARINGS[1], HEARINGS[2]
    written = replace(notice(), told_for=told_for(notice(), None, first))
    assert written.told_for == first
    came = replace(written, attendance=Attendance.ABSENT)
    assert told_for(came, written, moved) == first
    again = replace(came, told_on=first)
    assert told_for(again, written, moved) == moved
    assert told_for(replace(again, told_on=None), written, moved) is None


def test_our_side_is_not_told_of_a_moved_hearing_by_the_notice_of_the_old_day():
    told = [notice(party_id=None, whom=LAWYER, told_for=HEARINGS[1])]
    assert is_ours_told(told, HEARINGS[1], ())
    assert not is_ours_told(told, HEARINGS[2], ())


def test_a_witness_loses_nothing():
    found = missed(absences(1, 2, 3, 4), HEARINGS, PartyRole.WITNESS, RULES)
    assert (len(found.days), found.consequence, found.next_counts) == (4, None, False)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"party_id": None}, "whom"),
        ({"told_on": None}, "told_on"),
        ({"told_on": None, "way": ServiceWay.NONE, "attendance": Attendance.ABSENT}, "attendance"),
        ({"told_on": date(2026, 4, 2)}, "told_on"),
    ],
)
def test_a_line_that_cannot_be_is_refused_with_its_field(given, field):
    with pytest.raises(InvalidValue) as caught:
        checked(notice(**given), date(2026, 4, 1))
    assert caught.value.field == field
