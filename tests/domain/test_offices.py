"""Case numbers, assignments and restricted names."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain import assignments, cases, offices
from legalaid_desktop.domain.assignments import Assignment, AssignmentStatus, Declaration
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.offices import OfficeProfile

TODAY = date(2026, 3, 30)


def test_case_numbers_follow_the_office_pattern():
    assert offices.case_number("{year}/{number:03d}", 2026, 12) == "2026/012"
    assert offices.case_number("ຊກ-{number}-{year}", 2026, 7) == "ຊກ-7-2026"


@pytest.mark.parametrize(
    "pattern", ["", "{year}", "{number}", "x", "{year}{nummer}", "{year}/{0}", "{"]
)
def test_a_pattern_that_would_repeat_a_number_is_refused(pattern):
    with pytest.raises(InvalidValue) as caught:
        offices.case_number(pattern, 2026, 12)
    assert caught.value.field == "case_numbers"


@pytest.mark.parametrize(
    "pattern",
    ["{year}/1", "{year.foo}{number}", "{number[0]}{year}", "{year}/{number:0999d}"],
)
def test_a_profile_with_a_pattern_that_gives_no_number_of_its_own_is_refused(pattern):
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", case_numbers=pattern)
    with pytest.raises(InvalidValue) as caught:
        offices.checked(profile)
    assert caught.value.field == "case_numbers"


def test_an_offer_is_answered_once():
    offer = Assignment(case_id=1, lawyer_id=1, offered_on=TODAY)
    with pytest.raises(Refused, match="declared"):
        assignments.accepted(offer, TODAY)
    told = assignments.declared(offer, Declaration.NO_CONFLICT, "", "noy", TODAY)
    accepted = assignments.accepted(told, TODAY)
    assert (accepted.status, accepted.answered_on) == (AssignmentStatus.ACCEPTED, TODAY)
    with pytest.raises(Refused):
        assignments.declined(accepted, TODAY, "ບໍ່ວ່າງ")


def test_a_refusal_needs_its_reason():
    offer = Assignment(case_id=1, lawyer_id=1, offered_on=TODAY)
    with pytest.raises(InvalidValue):
        assignments.declined(offer, TODAY, "  ")
    assert assignments.declined(offer, TODAY, "ບໍ່ວ່າງ").reason == "ບໍ່ວ່າງ"
    with pytest.raises(InvalidValue):
        assignments.declared(offer, Declaration.NONE, "", "noy", TODAY)
    with pytest.raises(InvalidValue):
        assignments.declared(offer, Declaration.CONFLICT, " ", "noy", TODAY)
    with pytest.raises(InvalidValue):
        assignments.accepted(offer, date(2026, 3, 29))


def test_a_restricted_case_shows_its_code_name():
    case = Case(client_id=1, type=CaseType.LABOUR, subject_lo="ຄ່າແຮງງານ", opened_on=TODAY)
    hidden = replace(case, confidentiality=Confidentiality.RESTRICTED)
    with pytest.raises(InvalidValue) as caught:
        cases.checked(hidden, TODAY)
    assert caught.value.field == "code_name"
    named = cases.checked(replace(hidden, code_name="ນົກຍຸງ"), TODAY)
    assert cases.shown_name(named, cases.subject(named, "lo")) == "ນົກຍຸງ"
    assert cases.shown_name(case, cases.subject(case, "en")) == "ຄ່າແຮງງານ"
