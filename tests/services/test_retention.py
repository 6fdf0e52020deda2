"""Which cases are due for a look, by the rules that the office decided."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole, Stage
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, NotFound
from legalaid_desktop.domain.people import Person
from tests.closing import closed


def due(office):
    return {one.case.number: one for one in office.retention.due()}


@pytest.fixture
def over(office, case):
    return closed(office, case)


def test_a_closed_case_is_due_after_its_time_and_not_before(office, over, clock):
    clock.set(date(2036, 3, 29))
    assert due(office) == {}
    clock.set(date(2036, 3, 30))
    found = due(office)[over.number]
    assert (found.until, found.rule.rule.id) == (date(2036, 3, 30), "general")
    assert not found.rule.is_decided


def test_a_case_that_is_open_is_never_due(office, case, clock):
    clock.set(date(2090, 1, 1))
    assert due(office) == {}


def test_a_case_that_came_to_enforcement_is_kept_longer(office, case, clock):
    office.cases.save(replace(office.cases.get(case.id), stage=Stage.ENFORCEMENT))
    closed(office, case)
    clock.set(date(2036, 4, 1))
    assert due(office) == {}
    clock.set(date(2046, 4, 1))
    assert due(office)[case.number].rule.rule.id == "property"


def test_a_child_among_the_parties_counts_even_when_taken_out(office, case, clock):
    child = office.people.save(Person(given_lo="ນ້ອຍ", born_on=date(2020, 1, 1)))
    party = Party(case_id=case.id, person_id=child.id, role=PartyRole.WITNESS)
    office.cases.remove_party(office.cases.add_party(party).id)
    closed(office, case)
    clock.set(date(2047, 12, 31))
    assert due(office) == {}
    clock.set(date(2048, 1, 1))
    assert due(office)[case.number].rule.rule.id == "child"


def test_a_case_in_the_bin_is_due_as_well(office, case, clock):
    office.cases.remove(case.id, "ເປີດຊ້ຳ")
    clock.set(date(2036, 4, 1))
    found = due(office)[case.number]
    assert found.removed
    assert found.since == date(2026, 3, 30)


def test_what_the_office_decides_counts_and_says_who_and_why(office, over, clock):
    with pytest.raises(InvalidValue) as wrong:
        office.retention.decide("general", 5, " ")
    assert wrong.value.field == "basis"
    for number in (0, 101):
        with pytest.raises(InvalidValue):
            office.retention.decide("general", number, "ຄຳແນະນຳ")
    with pytest.raises(NotFound):
        office.retention.decide("forever", 5, "ຄຳແນະນຳ")
    office.retention.decide("general", 5, "ຄຳແນະນຳ ເລກທີ 12")
    kept = office.retention.rules()[0]
    assert (kept.number, kept.decided_by, kept.basis) == (5, office.user, "ຄຳແນະນຳ ເລກທີ 12")
    assert kept.decided_on == date(2026, 3, 30)
    clock.set(date(2031, 3, 30))
    assert due(office)[over.number].rule.is_decided


def test_only_who_sets_up_the_office_decides(office, seat):
    with pytest.raises(NotAllowed):
        seat("bounthan", Role.LAWYER).retention.decide("general", 5, "ຂ້ອຍເອງ")


def test_who_may_not_destroy_sees_no_list(office, seat, over):
    for role in (Role.CLERK, Role.OFFICER, Role.VOLUNTEER, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            seat(role.value, role).retention.due()


def test_a_restricted_case_of_others_is_listed_by_its_code_name_only(office, seat, clock):
    opened = Case(
        client_id=0,
        type=CaseType.TRAFFICKING,
        subject_lo="ທະເລເລິກ",
        confidentiality=Confidentiality.RESTRICTED,
        code_name="ນົກຍຸງ",
        opened_on=date(2026, 3, 24),
    )
    case = office.cases.take_in(Person(given_lo="ພອນສະຫວັນ"), opened)
    closed(office, case)
    clock.set(date(2040, 1, 1))
    (found,) = seat("manivone", Role.MANAGER).retention.due()
    assert (found.case.code_name, found.case.subject_lo) == ("ນົກຍຸງ", "")
    assert seat("bounthan", Role.LAWYER).retention.due() == []
