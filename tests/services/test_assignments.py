"""Lawyers and offers."""

from datetime import date

import pytest

from legalaid_desktop.domain.assignments import AssignmentStatus
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.lawyers import Lawyer


def test_an_offer_that_is_accepted(office, case, lawyer, clock):
    offer = office.assignments.offer(case.id, lawyer.id)
    assert office.assignments.waiting() == [offer]
    clock.set(date(2026, 3, 31))
    accepted = office.assignments.accept(offer.id)
    assert (accepted.status, accepted.offered_on, accepted.answered_on) == (
        AssignmentStatus.ACCEPTED,
        date(2026, 3, 30),
        date(2026, 3, 31),
    )
    assert office.assignments.waiting() == []
    assert office.cases.file(case.id).lawyer == lawyer


def test_a_refusal_needs_its_reason_and_makes_room_for_another(office, case, lawyer):
    offer = office.assignments.offer(case.id, lawyer.id)
    with pytest.raises(InvalidValue) as caught:
        office.assignments.decline(offer.id, "")
    assert caught.value.field == "reason"
    assert office.assignments.waiting() == [offer]
    declined = office.assignments.decline(offer.id, "ຜົນປະໂຫຍດຂັດກັນ")
    assert declined.reason == "ຜົນປະໂຫຍດຂັດກັນ"
    other = office.assignments.save_lawyer(Lawyer(name_latin="Bounthan"))
    second = office.assignments.offer(case.id, other.id)
    assert [one.id for one in office.assignments.of_case(case.id)] == [second.id, declined.id]
    assert office.cases.file(case.id).lawyer is None


def test_one_case_is_never_offered_twice_at_once(office, case, lawyer):
    offer = office.assignments.offer(case.id, lawyer.id)
    with pytest.raises(Refused):
        office.assignments.offer(case.id, lawyer.id)
    office.assignments.accept(offer.id)
    with pytest.raises(Refused):
        office.assignments.offer(case.id, lawyer.id)
    assert len(office.assignments.of_case(case.id)) == 1


def test_an_answer_is_given_once(office, accepted):
    with pytest.raises(Refused):
        office.assignments.decline(accepted.id, "ປ່ຽນໃຈ")
    assert office.assignments.of_case(accepted.case_id) == [accepted]


def test_lawyers_stand_by_name_and_need_one(office, lawyer):
    office.assignments.save_lawyer(Lawyer(name_lo="ບຸນທັນ"))
    assert [one.name_lo for one in office.assignments.lawyers()] == [
        "ບຸນທັນ",
        "ມະນີວອນ ທອງສຸກໃສ",
    ]
    with pytest.raises(InvalidValue):
        office.assignments.save_lawyer(Lawyer())


def test_the_load_counts_open_cases_that_were_accepted(office, accepted):
    assert office.assignments.loads() == {accepted.lawyer_id: 1}
