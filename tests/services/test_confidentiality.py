"""Levels of confidentiality: each differs for real, and none is lowered without a reason."""

from dataclasses import replace
from datetime import date, time

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, NotFound
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.trail import Deed, Wanted
from legalaid_desktop.services import reference
from tests.services.test_need_to_know import spelt_out

WHY = "ຄະດີຖືກຕັດສິນຢ່າງເປີດເຜີຍແລ້ວ"
OTHERS = [Role.LAWYER, Role.OFFICER, Role.CLERK, Role.VOLUNTEER]


def opened(office, level, name, code_name):
    case = Case(
        client_id=0,
        type=CaseType.TRAFFICKING,
        subject_lo="ທະເລ",
        confidentiality=level,
        code_name=code_name,
        opened_on=date(2026, 3, 24),
    )
    return office.cases.take_in(Person(given_lo=name), case)


@pytest.fixture
def restricted(office):
    return opened(office, Confidentiality.RESTRICTED, "ສຸກສະຫວັນ", "ນົກຍຸງ")


@pytest.fixture
def closest(office):
    return opened(office, Confidentiality.HIGHLY_RESTRICTED, "ພອນສະຫວັນ", "ດອກບົວ")


def people_shown(office, typed=""):
    return [person.given_lo for person, _ in office.people.page(typed).lines]


def test_every_level_is_explained_in_both_languages():
    assert list(reference.levels()) == list(Confidentiality)
    texts = [
        one.texts[language] for one in reference.levels().values() for language in ("lo", "en")
    ]
    assert all(texts)
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_who_may_break_the_glass_knows_of_a_highly_restricted_case(
    seat, restricted, closest, role
):
    theirs = seat("khamla", role)
    told = [] if role is Role.VOLUNTEER else [restricted.number]
    assert [one.number for one in theirs.teams.hidden()] == told
    with pytest.raises(NotAllowed):
        theirs.cases.get(restricted.id)
    with pytest.raises(NotFound):
        theirs.cases.get(closest.id)
    with pytest.raises(NotFound):
        theirs.cases.by_number(closest.number)


def test_a_manager_is_told_and_breaks_its_glass_for_four_hours(seat, closest, clock):
    manager = seat("khamla", Role.MANAGER)
    (line,) = manager.teams.hidden()
    assert (line.number, line.code_name) == (closest.number, "ດອກບົວ")
    manager.teams.break_glass(closest.id, WHY)
    clock.set(date(2026, 3, 30), time(12, 59))
    assert manager.cases.get(closest.id) == closest
    clock.set(date(2026, 3, 30), time(13))
    with pytest.raises(NotAllowed):
        manager.cases.get(closest.id)


@pytest.mark.parametrize("role", OTHERS)
def test_a_removed_one_is_not_in_the_bin_of_the_others(office, seat, restricted, closest, role):
    for case in (restricted, closest):
        office.cases.remove(case.id, "ຊ້ຳ")
    found = seat("khamla", role).bin.contents(kind=BinKind.CASE)
    told = [] if role is Role.VOLUNTEER else [restricted.number]
    assert [one.record.number for one in found] == told


def test_lists_show_even_the_team_a_code_name(office, closest, restricted):
    assert people_shown(office) == ["ສຸກສະຫວັນ", "“ດອກບົວ”"]
    assert people_shown(office, "ພອນ") == ["“ດອກບົວ”"], "the team finds the person by name"
    ((alike, _client),) = office.people.similar(Person(given_lo="ພອນສະຫວັນ"))
    assert alike.given_lo == "“ດອກບົວ”"
    person = office.people.get(alike.id)
    assert person.given_lo == "ພອນສະຫວັນ", "the page of the person shows the name"
    assert office.cases.file(closest.id).person == person


def test_they_do_so_when_the_case_or_the_place_in_it_lies_in_the_bin(office, closest, case):
    person = office.people.client(closest.client_id).person_id
    witness = office.people.save(Person(given_lo="ຄຳພອນ"))
    party = Party(case_id=closest.id, person_id=witness.id, role=PartyRole.WITNESS)
    office.cases.remove_party(office.cases.add_party(party).id, "ຜິດ")
    wrong = Party(case_id=case.id, person_id=person, role=PartyRole.WITNESS)
    office.cases.remove_party(office.cases.add_party(wrong).id, "ຜິດ")
    assert people_shown(office, "ພອນ").count("“ດອກບົວ”") == 2
    office.cases.remove(closest.id, "ຊ້ຳ")
    assert people_shown(office, "ພອນ").count("“ດອກບົວ”") == 2


def test_somebody_known_from_another_case_keeps_the_name(office, closest, restricted):
    person = office.people.client(closest.client_id).person_id
    witness = Party(case_id=restricted.id, person_id=person, role=PartyRole.WITNESS)
    office.cases.add_party(witness)
    assert people_shown(office, "ພອນ") == ["ພອນສະຫວັນ"]


def test_the_trail_of_the_office_spells_out_no_name_of_it(office, closest, restricted):
    assert "ພອນສະຫວັນ" not in spelt_out(office.trail.page())
    assert "ສຸກສະຫວັນ" in spelt_out(office.trail.page())
    assert "ດອກບົວ" in spelt_out(office.trail.of_case(closest.id)), "its own history does"


def test_the_auditor_reads_the_trail_and_no_value_of_a_case(seat, case, restricted, closest):
    auditor = seat("audit", Role.AUDITOR)
    told = spelt_out(auditor.trail.page())
    assert case.number in told
    words = ("ບົວຄຳ", "ລັດຕະນະພອນ", "a debt", "ສຸກສະຫວັນ", "ພອນສະຫວັນ", "ນົກຍຸງ", "ດອກບົວ", "ທະເລ")
    assert [word for word in words if word in told] == []
    assert auditor.trail.verify().is_sound


@pytest.mark.parametrize("level", [Confidentiality.ORDINARY, Confidentiality.RESTRICTED])
def test_a_level_is_lowered_with_a_reason_alone(office, closest, level):
    lower = replace(closest, confidentiality=level)
    with pytest.raises(InvalidValue) as refused:
        office.cases.save(lower)
    assert refused.value.field == "confidentiality"
    assert office.cases.save(lower, WHY).confidentiality is level
    wanted = Wanted(deed=Deed.CHANGE, kind="case_file", record=closest.id)
    (line,) = office.trail.page(wanted)
    assert line.entry.reason == WHY
    assert line.entry.fields["confidentiality"] == ("highly_restricted", str(level))


def test_undo_lowers_no_level(office, case):
    office.cases.save(replace(case, confidentiality=Confidentiality.RESTRICTED, code_name="ນົກ"))
    with pytest.raises(InvalidValue):
        office.undo.undo()
    assert office.cases.get(case.id).confidentiality is Confidentiality.RESTRICTED


def test_a_level_is_raised_without_one(office, restricted):
    higher = replace(restricted, confidentiality=Confidentiality.HIGHLY_RESTRICTED)
    assert office.cases.save(higher).confidentiality is Confidentiality.HIGHLY_RESTRICTED


def test_the_page_of_today_shows_no_free_text_of_it(office, closest):
    office.cases.add_event(
        Event(case_id=closest.id, kind=EventKind.HEARING, on=date(2026, 4, 2), text="ພອນສະຫວັນ ມາ")
    )
    ((hearing, _case),) = office.today.look().hearings
    assert (hearing.on, hearing.text) == (date(2026, 4, 2), "")
