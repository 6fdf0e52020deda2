"""Who sees which case: names of a restricted case reach nobody who is not on its team."""

from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from legalaid_desktop.domain import notice_lines
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.assignments import Declaration
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole
from legalaid_desktop.domain.errors import NotAllowed
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.holiday_tables import YearlyNotice
from legalaid_desktop.domain.people import Person

SECRET = ("ພອນສະຫວັນ", "Phonsavanh", "ທະເລເລິກ", "deep sea")


@pytest.fixture
def hidden(office):
    """A restricted case of the manager, with its client, a witness, an event and a paper."""
    client = Person(given_lo=SECRET[0], given_latin=SECRET[1])
    case = office.cases.take_in(
        client,
        Case(
            client_id=0,
            type=CaseType.TRAFFICKING,
            subject_lo=SECRET[2],
            subject_en=SECRET[3],
            confidentiality=Confidentiality.RESTRICTED,
            code_name="ນົກຍຸງ",
            opened_on=date(2026, 3, 24),
        ),
    )
    witness = office.people.save(Person(given_lo="ພະຍານ", given_latin="Witness"))
    party = Party(case_id=case.id, person_id=witness.id, role=PartyRole.WITNESS)
    office.cases.add_party(party)
    office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.HEARING, on=date(2026, 3, 30), text=SECRET[2])
    )
    office.papers.draft(case.id, "referral_letter", "lo")
    return case


def spelt_out(value):
    """All that a value holds; the records themselves print no names."""
    if is_dataclass(value):
        return spelt_out([getattr(value, field.name) for field in fields(value)])
    if isinstance(value, dict):
        return spelt_out(list(value.items()))
    if isinstance(value, list | tuple):
        return " ".join(map(spelt_out, value))
    return str(value)


def everything_shown(office):
    return spelt_out(
        (
            office.people.page(),
            office.people.page(SECRET[0]),
            office.people.similar(Person(given_lo=SECRET[0])),
            office.cases.page(),
            office.cases.page(SECRET[3]),
            office.today.look(),
            office.papers.lines(),
            office.deadlines.upcoming(365),
            office.assignments.waiting(),
        )
    )


@pytest.mark.parametrize("role", [Role.LAWYER, Role.OFFICER, Role.CLERK, Role.VOLUNTEER])
def test_the_others_find_no_name_of_a_restricted_case(seat, case, hidden, role):
    other = seat("khamla", role)
    shown = everything_shown(other)
    assert not [name for name in (*SECRET, "ພະຍານ", "Witness") if name in shown]
    for attempt in (
        lambda: other.cases.get(hidden.id),
        lambda: other.cases.file(hidden.id),
        lambda: other.cases.story(hidden.id),
        lambda: other.papers.of_case(hidden.id),
        lambda: other.cases.save(replace(hidden, subject_en="mine")),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_the_one_who_opened_it_sees_it(office, hidden):
    assert all(name in everything_shown(office) for name in (*SECRET, "ພະຍານ"))


def test_an_ordinary_case_is_read_by_the_office_and_changed_by_its_team(office, seat, case):
    lawyer = seat("khamla", Role.LAWYER)
    assert lawyer.cases.get(case.id) == case
    with pytest.raises(NotAllowed):
        lawyer.cases.save(replace(case, subject_en="mine"))
    clerk = seat("noy", Role.CLERK)
    assert clerk.cases.save(replace(case, subject_en="typo")).subject_en == "typo"


def test_an_assigned_lawyer_is_on_the_team(office, seat, hidden, lawyer):
    volunteer = seat("manivone", Role.VOLUNTEER, lawyer.id)
    assert SECRET[1] not in everything_shown(volunteer)
    offer = office.assignments.offer(hidden.id, lawyer.id)
    assert SECRET[1] not in everything_shown(volunteer), "she has declared nothing yet"
    assert SECRET[1] not in spelt_out([volunteer.assignments.sheet(offer.id)])
    with pytest.raises(NotAllowed):
        volunteer.cases.file(hidden.id)
    volunteer.assignments.declare(offer.id, Declaration.NO_CONFLICT)
    assert SECRET[1] in everything_shown(volunteer)
    volunteer.assignments.decline(offer.id, "ຢູ່ໄກ")
    assert SECRET[1] not in everything_shown(volunteer)


def test_somebody_known_from_an_ordinary_case_stays_known(office, seat, case, client, hidden):
    party = Party(case_id=hidden.id, person_id=client.person_id, role=PartyRole.ACCUSED)
    office.cases.add_party(party)
    clerk = seat("noy", Role.CLERK)
    assert [person.id for person, _ in clerk.people.page().lines] == [client.person_id]
    assert [each.id for each in clerk.cases.of_person(client.person_id)] == [case.id]


def test_a_party_in_the_bin_stays_hidden_off_the_team(office, seat, hidden):
    witness = next(one for one in office.cases.file(hidden.id).parties if one.party.person_id)
    office.cases.remove_party(witness.party.id, "ຜິດ")
    assert "Witness" in everything_shown(office)
    for role in (Role.CLERK, Role.VOLUNTEER):
        other = seat(str(role), role)
        assert "Witness" not in everything_shown(other)
        with pytest.raises(NotAllowed):
            other.people.get(witness.party.person_id)


def test_a_party_put_into_the_bin_of_an_ordinary_case_tells_of_no_other(office, seat, case, hidden):
    person = office.people.client(hidden.client_id).person_id
    party = Party(case_id=case.id, person_id=person, role=PartyRole.WITNESS)
    wrong = office.cases.add_party(party)
    office.cases.remove_party(wrong.id, "ຜິດ")
    assert SECRET[1] in everything_shown(office)
    assert SECRET[1] not in everything_shown(seat("noy", Role.CLERK))


def test_who_restricts_a_case_keeps_seeing_it(office, seat, case):
    clerk = seat("noy", Role.CLERK)
    clerk.cases.save(replace(case, confidentiality=Confidentiality.RESTRICTED, code_name="ນົກ"))
    assert clerk.cases.get(case.id).code_name == "ນົກ"
    with pytest.raises(NotAllowed):
        seat("khamla", Role.LAWYER).cases.get(case.id)


def test_an_auditor_sees_no_case(seat, case):
    auditor = seat("audit", Role.AUDITOR)
    assert auditor.profile().name_en
    for attempt in (auditor.cases.page, auditor.people.page, auditor.today.look):
        with pytest.raises(NotAllowed):
            attempt()


def test_the_same_question_of_two_people_in_turn_has_two_answers(office, hidden, seat):
    """The filters are kept for each of them; neither gets those of the other."""
    lawyer, clerk = seat("khamla", Role.LAWYER), seat("noy", Role.CLERK)
    office.teams.add(hidden.id, clerk.account.id)
    for _ in range(3):
        assert [line.case.id for line in clerk.cases.page().lines] == [hidden.id]
        assert lawyer.cases.page().lines == ()
        assert [line.case.id for line in office.cases.page().lines] == [hidden.id]


def test_a_yearly_notice_tells_no_manager_off_the_team_whose_days_it_moves(office, hidden, seat):
    due = office.deadlines.add(hidden.id, "CV-24", date(2026, 3, 26))
    named = notice_lines.read(f"{due.safe_on:%d/%m/%Y} ພັກ", 2026)
    notice = YearlyNotice(number="1", on=None, year=2026, days=named)
    boss = seat("boss", Role.MANAGER)
    ours, theirs = office.holidays.try_notice(notice), boss.holidays.try_notice(notice)
    assert (len(ours.moves), ours.hidden) == (1, 0)
    assert (theirs.moves, theirs.hidden) == ((), 1)
    ours, theirs = office.holidays.try_shipped(named), boss.holidays.try_shipped(named)
    assert (len(ours.moves), ours.hidden) == (1, 0)
    assert (theirs.moves, theirs.hidden) == ((), 1)
