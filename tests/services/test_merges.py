"""Two entries of one person: merged, found again in both histories, and taken apart as one act."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.aliases import Alias, AliasKind
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole
from legalaid_desktop.domain.destructions import DestructionGround
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, NotFound, Refused
from legalaid_desktop.domain.merges import Merge
from legalaid_desktop.domain.people import Person, Phone
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.services.merges import LATER_FIRST, WIDENS
from legalaid_desktop.storage.base import Base
from legalaid_desktop.storage.merges import NEUTRAL

DAY = date(2026, 3, 24)


def opened(office, person, level=Confidentiality.ORDINARY):
    return office.cases.take_in(
        person,
        Case(
            client_id=0, type=CaseType.CIVIL, subject_en="wages", opened_on=DAY,
            confidentiality=level, code_name="ນົກ" if level != Confidentiality.ORDINARY else "",
        ),
    )  # fmt: skip


def person_of(office, case):
    return office.people.get(office.people.client(case.client_id).person_id)


@pytest.fixture
def two(office):
    """The same man as a client twice, under names that two clerks spelt."""
    first = opened(
        office,
        Person(given_lo="ຄຳຫຼ້າ", given_latin="Khamla", phones=(Phone(number="020 1"),)),
    )
    second = opened(
        office,
        Person(
            given_lo="ຄຳລ້າ", given_latin="Khamla", born_year=2007, village_lo="ນາງາມ",
            phones=(Phone(number="020 2"),),
            aliases=(Alias(name="Lah", kind=AliasKind.NICKNAME),),
        ),
    )  # fmt: skip
    return first, second


@pytest.fixture
def land(office, two):
    """A case in which both entries are witnesses."""
    opened_case = opened(office, Person(given_lo="ແສງ"))
    for case in two:
        person = person_of(office, case)
        office.cases.add_party(
            Party(case_id=opened_case.id, person_id=person.id, role=PartyRole.WITNESS)
        )
    return opened_case


def test_all_moves_to_the_one_who_stays(office, two, land):
    kept, gone = (person_of(office, case) for case in two)
    code = office.people.client_of(gone.id).code
    assert office.merges.compare(kept.id, gone.id).shared == (land.number,)
    assert office.merges.merge(kept.id, gone.id, "ຄົນດຽວກັນ").code == code
    one = office.people.get(kept.id)
    assert (one.given_lo, one.born_year, one.village_lo) == ("ຄຳຫຼ້າ", 2007, "ນາງາມ")
    assert [phone.number for phone in one.phones] == ["020 1", "020 2"]
    assert [alias.name for alias in one.aliases] == ["Lah", "ຄຳລ້າ"]
    assert {case.id for case in office.cases.of_person(kept.id)} == {
        land.id, *(case.id for case in two),
    }  # fmt: skip
    assert [office.people.page("ຄຳລ້າ").lines[0][0].id] == [kept.id]
    assert len(office.cases.file(land.id).parties) == 1
    with pytest.raises(NotFound):
        office.people.get(gone.id)
    told = [line.entry for line in office.trail.of_record("person", kept.id)]
    assert {entry.record for entry in told if entry.kind == "person"} == {kept.id, gone.id}


def test_a_merge_is_taken_back_as_one_act_and_in_no_other_way(office, two, land):
    kept, gone = (person_of(office, case) for case in two)
    code = office.people.client_of(gone.id).code
    merge = office.merges.merge(kept.id, gone.id, "ຄົນດຽວກັນ")
    assert office.undo.last() is None
    assert [one for one in office.bin.contents() if one.kind is BinKind.PERSON] == []
    with pytest.raises(NotAllowed):
        office.bin.restore(BinKind.PERSON, gone.id)
    office.people.save(replace(office.people.get(kept.id), occupation_en="fisherman"))
    back = office.merges.take_back(merge.id, "ສອງຄົນ")
    assert replace(back, version=0) == replace(gone, version=0)
    apart = office.people.get(kept.id)
    assert (apart.village_lo, apart.occupation_en) == ("", "fisherman")
    assert {case.id for case in office.cases.of_person(gone.id)} == {land.id, two[1].id}
    assert person_of(office, office.cases.get(two[1].id)).id == gone.id
    assert office.people.client_of(gone.id).code == code
    assert len(office.cases.file(land.id).parties) == 2
    assert office.merges.of_person(kept.id) == []


def test_what_is_chosen_stays_and_a_client_comes_to_who_was_none(office, two):
    lonely = office.people.save(Person(given_lo="ຄຳຫຼ້າ", surname_lo="ວັງ", born_on=date(2006, 1, 1)))
    gone = person_of(office, two[1])
    client = office.people.client_of(gone.id)
    with pytest.raises(InvalidValue):
        office.merges.merge(lonely.id, gone.id, "  ")
    with pytest.raises(Refused):
        office.merges.merge(gone.id, gone.id, "ຄົນດຽວກັນ")
    merge = office.merges.merge(lonely.id, gone.id, "ຄົນດຽວກັນ", chosen={"born_on"})
    one = office.people.get(lonely.id)
    assert (one.given_lo, one.surname_lo) == ("ຄຳຫຼ້າ", "ວັງ")
    assert (one.born_on, one.born_year) == (None, 2007)
    assert office.people.client_of(lonely.id).code == client.code
    later = office.merges.merge(person_of(office, two[0]).id, lonely.id, "ຄົນດຽວກັນອີກ")
    with pytest.raises(Refused) as told:
        office.merges.take_back(merge.id, "ບໍ່ແມ່ນ")
    assert told.value.reason == LATER_FIRST
    office.merges.take_back(later.id, "ບໍ່ແມ່ນ")
    office.merges.take_back(merge.id, "ບໍ່ແມ່ນ")
    assert office.people.get(lonely.id).born_on == date(2006, 1, 1)


def test_nobody_learns_by_merging_that_somebody_is_in_a_restricted_case(office, two, seat):
    kept, gone = (person_of(office, case) for case in two)
    hidden = opened(office, Person(given_lo="ຈັນ"), Confidentiality.HIGHLY_RESTRICTED)
    office.cases.add_party(Party(case_id=hidden.id, person_id=gone.id, role=PartyRole.WITNESS))
    for role in (Role.MANAGER, Role.CLERK, Role.LAWYER):
        theirs = seat(f"other {role}", role)
        for attempt in (
            lambda at: at.merges.compare(kept.id, gone.id),
            lambda at: at.merges.merge(kept.id, gone.id, "ຄົນດຽວກັນ"),
            lambda at: at.merges.merge(gone.id, kept.id, "ຄົນດຽວກັນ"),
        ):
            with pytest.raises(NotAllowed) as told:
                attempt(theirs)
            assert (told.value.reason, told.value.values) == (NEUTRAL, {})
    merge = office.merges.merge(kept.id, gone.id, "ຄົນດຽວກັນ")
    with pytest.raises(NotAllowed) as told:
        seat("one more", Role.MANAGER).merges.take_back(merge.id, "ບໍ່ແມ່ນ")
    assert told.value.reason == NEUTRAL


def test_what_only_a_team_knows_is_not_spread_by_merging(office, seat):
    secret = person_of(
        office, opened(office, Person(given_latin="Nokx"), Confidentiality.RESTRICTED)
    )
    known = person_of(office, opened(office, Person(given_latin="Khamla")))
    for pair in ((secret, known), (known, secret)):
        with pytest.raises(Refused) as told:
            office.merges.merge(pair[0].id, pair[1].id, "ຄົນດຽວກັນ")
        assert told.value.reason == WIDENS
    lonely = office.people.save(Person(given_latin="Nokx", health="epilepsy"))
    merge = office.merges.merge(lonely.id, secret.id, "ຄົນດຽວກັນ")
    manager = seat("other", Role.MANAGER)
    for hidden in (
        lambda: manager.trail.of_record("merge", merge.id),
        lambda: manager.merges.take_back(merge.id, "ບໍ່ແມ່ນ"),
        lambda: manager.merges.of_person(lonely.id),
    ):
        with pytest.raises((NotFound, NotAllowed)):
            hidden()
    with pytest.raises(NotAllowed):
        manager.people.get(lonely.id)
    read = [line.entry for line in manager.trail.page(limit=500)]
    assert "Nokx" not in str([one.fields for one in read])
    assert "epilepsy" not in str([one.fields for one in read])


def test_two_teams_do_not_learn_of_each_other_by_a_merge(office, seat):
    """One entry is of a case that Anna works on, the other of a case that she does not see."""
    cases = [
        opened(office, Person(given_latin=name), Confidentiality.RESTRICTED)
        for name in ("Khamla", "Khamlah")
    ]
    persons = [person_of(office, case).id for case in cases]
    anna = seat("anna", Role.LAWYER)
    office.teams.add(cases[0].id, anna.account.id)
    with pytest.raises(Refused) as told:
        office.merges.merge(*persons, "ຄົນດຽວກັນ")
    assert told.value.reason == WIDENS
    office.teams.add(cases[1].id, anna.account.id)
    assert office.merges.compare(*persons).kept.id == persons[0]
    looks = [line.entry for line in office.trail.page(limit=10)]
    assert set(persons) <= {one.record for one in looks if one.deed == Deed.LOOK}
    assert office.merges.merge(*persons, "ຄົນດຽວກັນ").kept_id == persons[0]


def test_a_destroyed_case_takes_all_entries_of_its_people_with_it(office, seat):
    kept = office.people.save(Person(given_latin="Keptx"))
    case = opened(office, Person(given_latin="Gonex"))
    merge = office.merges.merge(kept.id, person_of(office, case).id, "ຄົນດຽວກັນ")
    closed = office.cases.save(replace(case, version=office.cases.get(case.id).version,
                                       stage="closed"))  # fmt: skip
    proposal = office.destructions.propose(
        closed.number, DestructionGround.REQUEST, "ຮ້ອງຂໍ", requested_on=DAY
    )
    seat("second", Role.MANAGER).destructions.agree(proposal.id)
    with office._desk.database.read() as session:
        raw = session.connection()
        for table in ("person", "client", "merge"):
            assert raw.execute(select(Base.metadata.tables[table])).all() == []
        values = raw.exec_driver_sql("SELECT fields FROM trail_value").scalars().all()
    assert isinstance(merge, Merge)
    assert "Gonex" not in "".join(values)


def test_of_two_safe_contacts_the_stricter_stays_and_the_other_comes_back(office, two):
    first, second = (person_of(office, case) for case in two)
    lax = SafeContact(person_id=first.id, call=Answer.YES, hours="evenings")
    strict = SafeContact(person_id=second.id, call=Answer.NO, code_word="ນ້ຳ")
    for contact in (lax, strict):
        office.intakes.save_contact(contact)

    def reached(person):
        found = office.intakes.contact(person.id)
        return found and (found.call, found.hours, found.code_word)

    assert office.merges.compare(first.id, second.id).proposed.call is Answer.NO
    merge = office.merges.merge(first.id, second.id, "ຄົນດຽວກັນ")
    assert reached(first) == (Answer.NO, "", "ນ້ຳ")
    office.merges.take_back(merge.id, "ສອງຄົນ")
    assert reached(first) == (Answer.YES, "evenings", "")
    assert reached(second) == (Answer.NO, "", "ນ້ຳ")
    # somebody knows better
    merge = office.merges.merge(first.id, second.id, "ຄົນດຽວກັນ", contact_of=first.id)
    assert reached(first) == (Answer.YES, "evenings", "")
    office.merges.take_back(merge.id, "ສອງຄົນ")
    assert [reached(one)[0] for one in (first, second)] == [Answer.YES, Answer.NO]
