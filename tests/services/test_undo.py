"""Undo and redo: former versions come back as new ones, unless somebody else was there."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Confidentiality, Stage
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.errors import NotAllowed, NotFound, Refused
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.services.undo import CHANGED, NOTHING, NOTHING_AGAIN
from legalaid_desktop.storage.tables import TrailRow


@pytest.fixture
def person(office):
    return office.people.save(Person(given_lo="ຄຳ", given_latin="Kham"))


def bare(record):
    return replace(record, version=0)


def names(office, person):
    return office.people.get(person.id).given_latin


def test_a_new_record_is_no_edit(office, person):
    assert office.undo.last() is None
    with pytest.raises(Refused) as refused:
        office.undo.undo()
    assert refused.value.reason == NOTHING


def test_several_edits_go_back_and_forth(office, person):
    for name in ("Khamla", "Khamphone"):
        office.people.save(replace(office.people.get(person.id), given_latin=name))
    office.undo.undo()
    assert names(office, person) == "Khamla"
    office.undo.undo()
    assert names(office, person) == "Kham"
    office.undo.redo()
    office.undo.redo()
    assert names(office, person) == "Khamphone"
    with pytest.raises(Refused) as refused:
        office.undo.redo()
    assert refused.value.reason == NOTHING_AGAIN
    assert office.people.get(person.id).version == 7, "each step is a version of its own"


def test_both_ways_stand_in_the_trail(office, person):
    office.people.save(replace(person, given_latin="Khamla"))
    office.undo.undo()
    with office._desk.database.read() as session:
        rows = session.query(TrailRow).filter(TrailRow.deed == Deed.CHANGE).all()
        assert len(rows) == 2
        assert {(row.kind, row.record) for row in rows} == {("person", person.id)}


def test_a_new_edit_ends_what_could_be_done_again(office, person):
    office.people.save(replace(person, given_latin="Khamla"))
    office.undo.undo()
    office.people.save(replace(office.people.get(person.id), given_latin="Khamsy"))
    with pytest.raises(Refused):
        office.undo.redo()
    assert names(office, person) == "Khamsy"


def test_what_somebody_else_changed_stays(office, seat, person):
    office.people.save(replace(person, given_latin="Khamla"))
    clerk = seat("noy", Role.CLERK)
    theirs = clerk.people.save(replace(clerk.people.get(person.id), occupation_en="farmer"))
    with pytest.raises(Refused) as refused:
        office.undo.undo()
    assert refused.value.reason == CHANGED
    assert office.people.get(person.id) == theirs
    assert office.undo.last() is None, "it is not tried again and again"


def test_what_was_undone_elsewhere_in_the_meantime_can_be_undone_here(office, seat, person):
    """The same content is the same record, whatever its version."""
    mine = office.people.save(replace(person, given_latin="Khamla"))
    clerk = seat("noy", Role.CLERK)
    clerk.people.save(replace(mine, occupation_en="farmer"))
    clerk.undo.undo()
    office.undo.undo()
    assert names(office, person) == "Kham"


def test_everybody_undoes_their_own(office, seat, person):
    office.people.save(replace(person, given_latin="Khamla"))
    assert seat("noy", Role.CLERK).undo.last() is None


def test_what_lies_in_the_bin_stays_there(office, person):
    office.people.save(replace(person, given_latin="Khamla"))
    office.people.remove(person.id, "ຊ້ຳ")
    with pytest.raises(NotFound):
        office.undo.undo()


def test_a_deadline_that_was_done_is_watched_again_as_it_was(office, case):
    open_one = office.deadlines.add(case.id, "CV-24", date(2026, 3, 26))
    office.settling.settle(open_one, DeadlineStatus.DROPPED, reason="ຖອນຟ້ອງ")
    office.undo.undo()
    (back,) = office.deadlines.of_case(case.id)
    assert bare(back) == bare(open_one)
    office.undo.redo()
    assert office.deadlines.of_case(case.id)[0].status is DeadlineStatus.DROPPED


def test_a_deadline_that_was_looked_at_meanwhile_goes_back_and_stays_seen(office, case):
    target = office.settling.write(case.id, DeadlineKind.TARGET, "ນັດລູກຄວາມ", date(2026, 4, 3))
    moved = office.settling.move(target, date(2026, 4, 6), "ສານປິດ")
    seen = office.settling.see(moved)
    office.undo.undo()
    (back,) = office.deadlines.of_case(case.id)
    assert (back.due_on, back.seen_by, back.seen_at) == (target.due_on, 1, seen.seen_at)
    office.undo.redo()
    assert office.deadlines.of_case(case.id)[0].due_on == moved.due_on


def test_case_lawyer_and_profile_come_back(office, case, lawyer, profile):
    before = (office.cases.get(case.id), lawyer, office.profile())
    office.cases.save(replace(before[0], stage=Stage.MEDIATION))
    office.assignments.save_lawyer(replace(lawyer, card_number="0999"))
    office.save_profile(replace(before[2], phone="021 000 000"))
    for _ in before:
        office.undo.undo()
    after = (office.cases.get(case.id), office.assignments.lawyer(lawyer.id), office.profile())
    assert [bare(one) for one in after] == [bare(one) for one in before]


def test_who_restricts_a_case_again_by_undo_keeps_seeing_it(office, seat, case):
    manager = seat("manivone", Role.MANAGER)
    mine = office.cases.get(case.id)
    restricted = {"confidentiality": Confidentiality.RESTRICTED, "code_name": "ນົກຍຸງ"}
    hidden = office.cases.save(replace(mine, **restricted))
    with pytest.raises(NotAllowed):
        manager.cases.get(case.id)
    place = office.teams.add(case.id, manager.account.id)
    open_again = replace(hidden, confidentiality=Confidentiality.ORDINARY, code_name="")
    manager.cases.save(open_again, "ຕັດສິນຢ່າງເປີດເຜີຍແລ້ວ")
    office.teams.remove(place.id, "ແລ້ວ")
    manager.undo.undo()
    assert manager.cases.get(case.id).code_name == "ນົກຍຸງ"


def test_a_role_that_lost_the_right_undoes_nothing(office, lawyer, monkeypatch):
    office.assignments.save_lawyer(replace(lawyer, card_number="0999"))
    clerk = dict(office._desk.rights)
    with monkeypatch.context() as powerless:
        for act in clerk:
            powerless.delitem(office._desk.rights, act)
        with pytest.raises(NotAllowed):
            office.undo.undo()
    assert office.assignments.lawyer(lawyer.id).card_number == "0999"
    office.undo.undo()  # a step that was refused is not lost
    assert office.assignments.lawyer(lawyer.id).card_number == lawyer.card_number


def test_locking_forgets_the_former_versions(office, person):
    office.people.save(replace(person, given_latin="Khamla"))
    office.lock()
    assert office.undo.last() is None
