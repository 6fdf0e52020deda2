"""Lawyers and offers."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.assignments import AssignmentStatus, Declaration
from legalaid_desktop.domain.cases import Confidentiality, Party, PartyRole
from legalaid_desktop.domain.conflicts import ConflictAnswer
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, Refused
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person


def test_an_offer_that_is_accepted(office, case, lawyer, clock):
    offer = office.assignments.offer(case.id, lawyer.id)
    assert office.assignments.waiting() == [offer]
    clock.set(date(2026, 3, 31))
    with pytest.raises(Refused, match="declared"):
        office.assignments.accept(offer.id)
    told = office.assignments.declare(offer.id, Declaration.NO_CONFLICT)
    assert (told.declared_on, told.declared_by) == (date(2026, 3, 31), office.user)
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
    office.assignments.declare(offer.id, Declaration.NO_CONFLICT)
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


def test_a_volunteer_reads_names_and_nothing_else_before_she_declares(office, case, lawyer, seat):
    """Names of those who can win or lose by the case; not who was there or only helps."""
    for name, role in (("Chen Wei", PartyRole.EMPLOYER), ("Somchai", PartyRole.WITNESS)):
        person = office.people.save(Person(given_latin=name))
        office.cases.add_party(Party(case_id=case.id, person_id=person.id, role=role))
    volunteer = seat("manivone", Role.VOLUNTEER, lawyer.id)
    offer = office.assignments.offer(case.id, lawyer.id)
    assert volunteer.assignments.asked() == [offer]
    assert volunteer.today.look().asked == (offer,)
    sheet = volunteer.assignments.sheet(offer.id)
    assert sheet.names == (
        ("ບົວຄຳ ລັດຕະນະພອນ", "Bouakham Lattanaphone", ("client", "defendant")),
        ("Chen Wei", "Chen Wei", ("employer",)),
    )
    assert (sheet.check, sheet.code_name) == (ConflictAnswer.NO_HITS, "")
    assert volunteer.cases.page().lines == ()
    for closed in (
        lambda: volunteer.cases.file(case.id),
        lambda: volunteer.assignments.accept(offer.id),
        lambda: volunteer.cases.story(case.id),
        lambda: seat("khamla", Role.VOLUNTEER).assignments.sheet(offer.id),
    ):
        with pytest.raises(NotAllowed):
            closed()
    volunteer.assignments.declare(offer.id, Declaration.NO_CONFLICT)
    assert volunteer.cases.file(case.id).case == case
    assert volunteer.assignments.accept(offer.id).status is AssignmentStatus.ACCEPTED
    assert volunteer.assignments.asked() == []


def test_a_conflict_that_is_named_declines_and_the_file_stays_closed(office, case, lawyer, seat):
    office.cases.save(replace(case, confidentiality=Confidentiality.RESTRICTED, code_name="ດອກໄມ້"))
    volunteer = seat("manivone", Role.VOLUNTEER, lawyer.id)
    offer = office.assignments.offer(case.id, lawyer.id)
    sheet = volunteer.assignments.sheet(offer.id)
    assert (sheet.names, sheet.code_name) == ((), "ດອກໄມ້")
    told = volunteer.assignments.declare(offer.id, Declaration.CONFLICT, "ນາຍຈ້າງເປັນລູກຄວາມຂອງຂ້ອຍ")
    assert (told.status, told.reason) == (AssignmentStatus.DECLINED, "ນາຍຈ້າງເປັນລູກຄວາມຂອງຂ້ອຍ")
    with pytest.raises(NotAllowed):
        volunteer.cases.get(case.id)
    entries = office.trail.of_case(case.id)
    assert "manivone" in {line.entry.user for line in entries}, "who read names stands in the trail"
    with pytest.raises(Refused):
        office.assignments.declare(offer.id, Declaration.NO_CONFLICT)
