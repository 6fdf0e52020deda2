"""Teams: added and taken off, the glass broken for some hours, and everybody told who has to be."""

from dataclasses import replace
from datetime import date, time

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.assignments import Declaration
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, Refused
from legalaid_desktop.domain.trail import Deed, Wanted
from legalaid_desktop.storage import users as stored_users

WHY = "ທະນາຍຄວາມເຈັບປ່ວຍ, ມີນັດສານມື້ອື່ນ"


@pytest.fixture
def restricted(office, case):
    secret = replace(case, confidentiality=Confidentiality.RESTRICTED, code_name="ນົກຍຸງ")
    return office.cases.save(secret)


@pytest.fixture
def other(seat):
    return seat("khamla", Role.MANAGER)


def names(office, case):
    return [mate.user.name for mate in office.teams.of_case(case.id) if not mate.is_over]


def test_somebody_added_sees_the_case_until_taken_off(office, seat, restricted):
    clerk = seat("noy", Role.CLERK)
    place = office.teams.add(restricted.id, clerk.account.id, "ພິມຄຳຮ້ອງ")
    assert names(office, restricted) == ["ສີວິໄລ", "noy"]
    assert clerk.cases.get(restricted.id) == restricted
    with pytest.raises(Refused):
        office.teams.add(restricted.id, clerk.account.id)
    with pytest.raises(InvalidValue):
        office.teams.remove(place.id, " ")
    office.teams.remove(place.id, "ແລ້ວ")
    with pytest.raises(NotAllowed):
        clerk.cases.get(restricted.id)
    assert names(office, restricted) == ["ສີວິໄລ"]


def test_the_last_one_on_a_restricted_case_stays(office, restricted):
    (mate,) = office.teams.of_case(restricted.id)
    with pytest.raises(Refused):
        office.teams.remove(mate.member.id, "ຍ້າຍ")
    assert office.cases.get(restricted.id) == restricted


def test_a_manager_cannot_put_himself_on_a_restricted_case(office, other, restricted, lawyer):
    with pytest.raises(NotAllowed):
        other.teams.add(restricted.id, other.account.id)
    with pytest.raises(NotAllowed):
        other.assignments.offer(restricted.id, lawyer.id)
    assert names(office, restricted) == ["ສີວິໄລ"]


def test_an_asked_lawyer_is_on_the_team(office, seat, case, lawyer):
    seat("manivone", Role.VOLUNTEER, lawyer.id)
    offer = office.assignments.offer(case.id, lawyer.id)
    assert "manivone" not in names(office, case), "before she has declared anything"
    office.assignments.declare(offer.id, Declaration.NO_CONFLICT)
    assert "manivone" in names(office, case)
    office.assignments.decline(offer.id, "ຢູ່ໄກ")
    assert "manivone" not in names(office, case)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.LAWYER, Role.OFFICER, Role.CLERK])
def test_those_off_the_team_see_number_and_code_name(seat, restricted, role):
    theirs = seat("khamla", role)
    (line,) = theirs.teams.hidden()
    assert (line.number, line.code_name) == (restricted.number, "ນົກຍຸງ")
    assert theirs.teams.hidden("ນົກ") == theirs.teams.hidden(restricted.number) == [line]
    assert theirs.teams.hidden("ທວງໜີ້") == [], "its subject finds nothing"


def test_a_volunteer_is_told_of_no_case_of_others(seat, restricted):
    assert seat("khamla", Role.VOLUNTEER).teams.hidden() == []


def test_the_team_sees_the_case_itself(office, restricted, case):
    assert office.teams.hidden() == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_only_a_manager_breaks_the_glass(seat, restricted, role):
    with pytest.raises(NotAllowed):
        seat("khamla", role).teams.break_glass(restricted.id, WHY)


def test_the_glass_of_a_restricted_case_opens_it_for_a_day(other, restricted, clock):
    with pytest.raises(InvalidValue):
        other.teams.break_glass(restricted.id, "")
    other.teams.break_glass(restricted.id, WHY)
    assert other.cases.get(restricted.id) == restricted
    assert other.teams.hidden() == []
    clock.set(date(2026, 3, 31), time(8, 59))
    assert other.cases.get(restricted.id) == restricted
    clock.set(date(2026, 3, 31), time(9))
    with pytest.raises(NotAllowed):
        other.cases.get(restricted.id)
    assert len(other.teams.hidden()) == 1
    assert other.teams.break_glass(restricted.id, WHY)


def test_who_broke_the_glass_reads_and_does_nothing_else(other, restricted, lawyer, tmp_path):
    other.teams.break_glass(restricted.id, WHY)
    assert other.cases.story(restricted.id) == []
    for attempt in (
        lambda: other.cases.save(replace(restricted, court_number="7")),
        lambda: other.cases.remove(restricted.id, WHY),
        lambda: other.assignments.offer(restricted.id, lawyer.id),
        lambda: other.papers.draft(restricted.id, "referral_letter", "lo"),
        lambda: other.bundles.build(restricted.id, tmp_path / "b.pdf", "lo"),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    with pytest.raises(Refused):
        other.teams.add(restricted.id, other.account.id)
    with pytest.raises(Refused):
        other.teams.break_glass(restricted.id, WHY)


def test_somebody_on_the_team_may_add_who_broke_the_glass(office, other, restricted):
    other.teams.break_glass(restricted.id, WHY)
    office.teams.add(restricted.id, other.account.id)
    assert other.cases.save(replace(restricted, court_number="7")).court_number == "7"


def test_where_nobody_is_left_who_broke_the_glass_may_stay(office, other, restricted):
    gone = replace(office.account, disabled_on=date(2026, 3, 30))
    with office._desk.database.transaction() as session:
        stored_users.save(session, gone)
    with pytest.raises(NotAllowed):
        other.teams.add(restricted.id, other.account.id)
    other.teams.break_glass(restricted.id, WHY)
    other.teams.add(restricted.id, other.account.id, WHY)
    assert other.cases.save(replace(restricted, court_number="7")).court_number == "7"


def test_there_is_no_glass_before_an_ordinary_case(other, case):
    with pytest.raises(Refused):
        other.teams.break_glass(case.id, WHY)


def test_the_team_is_told_once_who_came_in_and_why(office, other, seat, restricted):
    clerk = seat("noy", Role.CLERK)
    other.teams.break_glass(restricted.id, WHY)
    (told,) = office.teams.notices()
    assert (told.number, told.code_name) == (restricted.number, "ນົກຍຸງ")
    assert (told.notice.by, told.notice.reason) == ("khamla", WHY)
    assert clerk.teams.notices() == other.teams.notices() == []
    office.teams.see_notices()
    assert office.teams.notices() == []


def test_the_trail_has_it_with_the_reason(office, other, restricted):
    other.teams.break_glass(restricted.id, WHY)
    (line,) = office.trail.page(Wanted(deed=Deed.BREAK_GLASS))
    assert (line.entry.user, line.number, line.entry.reason) == ("khamla", restricted.number, WHY)
