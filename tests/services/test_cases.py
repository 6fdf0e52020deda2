"""Cases, their parties and their story."""

from dataclasses import replace
from datetime import date, time

import pytest

from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import (
    Case,
    CaseType,
    Confidentiality,
    Party,
    PartyRole,
    shown_name,
)
from legalaid_desktop.domain.errors import InvalidValue, NotFound, Stale
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.people import Person


def numbers(page):
    return [line.case.number for line in page.lines]


def test_numbers_run_by_year_and_leave_no_gap_after_a_refusal(office, client):
    new = Case(client_id=client.id, type=CaseType.LAND, subject_lo="ດິນ", opened_on=date(2026, 1, 5))
    first = office.cases.open(new)
    with pytest.raises(InvalidValue):
        office.cases.open(new, (Party(case_id=0, role=PartyRole.VICTIM),))
    second = office.cases.open(new)
    older = office.cases.open(replace(new, opened_on=date(2025, 12, 30)))
    assert [first.number, second.number, older.number] == ["2026/001", "2026/002", "2025/001"]
    assert office.cases.by_number(" 2026/002 ") == second


def test_an_intake_is_kept_whole_or_not_at_all(office, case, client):
    """The person can be written, then the case cannot."""
    new = replace(case, id=None, version=0, number="")
    changed = replace(office.people.get(client.person_id), surname_latin="Changed")
    with pytest.raises(Stale):
        office.cases.take_in(changed, replace(case, version=0))
    assert office.people.get(client.person_id).surname_latin == "Lattanaphone"
    with pytest.raises(InvalidValue):
        office.cases.take_in(Person(given_lo="ຄຳ"), replace(new, subject_lo="", subject_en=""))
    assert [client.code for _, client in office.people.page().lines] == ["K-001"]
    opened = office.cases.take_in(Person(given_lo="ຄຳ"), new)
    assert opened.number == "2026/002"
    assert office.cases.file(opened.id).client.code == "K-002"


def test_a_changed_pattern_steps_over_the_numbers_that_are_taken(office, client):
    new = Case(client_id=client.id, type=CaseType.LAND, subject_lo="ດິນ", opened_on=date(2026, 1, 5))

    def opened(pattern):
        office.save_profile(replace(office.profile(), case_numbers=pattern))
        return office.cases.open(new).number

    assert opened("{number}2/{year}") == "12/2026"
    assert [opened("{number}/{year}") for _ in range(11)][-2:] == ["11/2026", "13/2026"]


def test_an_unknown_number_is_named_in_the_sentence(office):
    with pytest.raises(NotFound) as caught:
        office.cases.by_number("2026/099")
    assert caught.value.values["number"] == "2026/099"


def test_the_file_holds_client_parties_and_the_lawyer_who_accepted(office, case, client, accepted):
    office.cases.add_party(
        Party(case_id=case.id, organisation_lo="ທະນາຄານ", role=PartyRole.PLAINTIFF)
    )
    file = office.cases.file(case.id)
    assert file.client == client
    assert file.person.given_latin == "Bouakham"
    assert file.lawyer.card_number == "0455"
    assert file.office.name_en == "Legal Aid Office"
    assert [each.party.role for each in file.parties] == [
        PartyRole.DEFENDANT,
        PartyRole.PLAINTIFF,
    ]


def test_a_restricted_case_needs_a_code_name_and_shows_only_that(office, case):
    hidden = replace(case, confidentiality=Confidentiality.RESTRICTED)
    with pytest.raises(InvalidValue) as caught:
        office.cases.save(hidden)
    assert caught.value.field == "code_name"
    kept = office.cases.save(replace(hidden, code_name="ນົກຍຸງ"))
    assert shown_name(kept, kept.subject_en) == "ນົກຍຸງ"


@pytest.mark.parametrize("typed", ["ທວງໜີ້", "ທວງຫນີ້", "debt", "2026/001", "ບົວຄຳ", "bouakham"])
def test_cases_are_found_by_subject_number_and_client(office, case, typed):
    assert numbers(office.cases.page(typed)) == ["2026/001"]
    assert numbers(office.cases.page("ບໍ່ມີຄະດີນີ້")) == []


def test_newest_cases_come_first_in_pages_without_gap_or_double(office, client):
    for day in (3, 9, 9, 1, 20):
        office.cases.open(
            Case(
                client_id=client.id,
                type=CaseType.CIVIL,
                subject_en=f"on {day}",
                opened_on=date(2026, 2, day),
            )
        )
    seen, after = [], None
    while True:
        page = office.cases.page(after=after, limit=2)
        seen += [line.case.subject_en for line in page.lines]
        after = page.next
        if after is None:
            break
    assert seen == ["on 20", "on 9", "on 9", "on 3", "on 1"]


def test_a_party_taken_out_can_be_put_back(office, case):
    party = office.cases.file(case.id).parties[0].party
    gone = office.cases.remove_party(party.id)
    assert office.cases.file(case.id).parties == ()
    office.bin.restore(BinKind.PARTY, gone.id)
    assert office.cases.file(case.id).parties[0].party.role is PartyRole.DEFENDANT


def test_the_story_is_newest_first_and_keeps_the_time_of_day(office, case):
    for day, at in ((24, None), (28, time(10, 20)), (26, None)):
        office.cases.add_event(
            Event(
                case_id=case.id,
                kind=EventKind.NOTE,
                on=date(2026, 3, day),
                at=at,
                text=f" ວັນທີ {day}\nand more ",
            )
        )
    story = office.cases.story(case.id)
    assert [event.on.day for event in story] == [28, 26, 24]
    assert story[0].at == time(10, 20)
    assert story[0].text == "ວັນທີ 28\nand more"


def test_only_a_hearing_may_lie_ahead(office, case):
    ahead = Event(case_id=case.id, kind=EventKind.NOTE, on=date(2026, 4, 8), text="ນັດ")
    with pytest.raises(InvalidValue) as caught:
        office.cases.add_event(ahead)
    assert caught.value.field == "on"
    office.cases.add_event(replace(ahead, kind=EventKind.HEARING))
    assert len(office.cases.story(case.id)) == 1


def test_two_windows_do_not_overwrite_each_other(office, case):
    office.cases.save(replace(case, subject_en="one"))
    with pytest.raises(Stale):
        office.cases.save(replace(case, subject_en="other"))
    assert office.cases.get(case.id).subject_en == "one"


def test_cases_of_a_person_are_those_as_client_or_party(office, case, client):
    assert [one.id for one in office.cases.of_person(client.person_id)] == [case.id]


@pytest.mark.parametrize("typed", ["\ud800", "2026/001\x00"])
def test_a_number_is_looked_for_in_its_one_spelling(office, case, typed):
    if "2026" in typed:
        assert office.cases.by_number(typed) == case
    else:
        with pytest.raises(NotFound):
            office.cases.by_number(typed)


def test_a_case_keeps_its_number_and_its_client(office, case):
    saved = office.cases.save(replace(case, number="1/1", client_id=99, court_number="7/2026"))
    assert (saved.number, saved.client_id) == (case.number, case.client_id)
    assert saved.court_number == "7/2026"
