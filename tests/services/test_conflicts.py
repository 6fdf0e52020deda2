"""Conflict checks: made by themselves, asking only what is new, and in the way of advice."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.assignments import Declaration
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole, Stage
from legalaid_desktop.domain.closings import Closing, Service
from legalaid_desktop.domain.conflicts import ConflictAnswer
from legalaid_desktop.domain.copies import OWN_FILE
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, Refused
from legalaid_desktop.domain.households import HouseholdMember, Relation
from legalaid_desktop.domain.identity_papers import IdentityPaper
from legalaid_desktop.domain.intakes import FirstTalk, Intake
from legalaid_desktop.domain.name_index import Known
from legalaid_desktop.domain.people import Person, Phone
from legalaid_desktop.domain.safe_contacts import SafeContact
from tests.closing import closed

DAY = date(2026, 3, 26)


def opened(office, name, *parties, level=Confidentiality.ORDINARY, code=""):
    """A case of a client of that name."""
    case = Case(
        client_id=office.people.take_in(name if isinstance(name, Person) else called(name)).id,
        type=CaseType.CIVIL,
        subject_en="land",
        opened_on=DAY,
        confidentiality=level,
        code_name=code,
    )
    return office.cases.open(case, parties)


def called(name):
    lao = any("\u0e80" <= letter <= "\u0eff" for letter in name)
    return Person(given_lo=name) if lao else Person(given_latin=name)


def party(case, person, role):
    return Party(case_id=case.id if case else 0, person_id=person.id, role=role)


def test_a_case_where_nobody_is_known_needs_no_answer(office, case):
    standing = office.conflicts.standing(case.id)
    assert standing.check.decision is ConflictAnswer.NO_HITS
    assert (standing.is_current, standing.waits, standing.findings.hits) == (True, False, ())
    assert standing.check.names == ("ບົວຄຳ ລັດຕະນະພອນ", "Bouakham Lattanaphone")
    assert standing.check.by == office.user


def test_an_opponent_who_was_a_client_stops_advice_until_somebody_answers(office, case, lawyer):
    """The opponent of the new case is a client of a closed one, in another script."""
    closed(office, case)
    opponent = office.people.save(Person(given_latin="Buakham", surname_latin="Rattanaphon"))
    new = opened(office, "ສົມສັກ", party(None, opponent, PartyRole.DEFENDANT))
    standing = office.conflicts.standing(new.id)
    (hit,) = standing.findings.hits
    assert (standing.waits, standing.may_answer, hit.must, hit.is_new) == (True,) * 4
    assert (hit.name_en, hit.places, hit.case_number) == (
        "Bouakham Lattanaphone", ("client", "defendant"), case.number,
    )  # fmt: skip
    assert hit.is_closed
    assert set(hit.how) <= {"romanised", "two_scripts", "sound", "nearly"}

    draft = office.papers.draft(new.id, "referral_letter", "lo")
    offer = office.assignments.offer(new.id, lawyer.id)
    office.assignments.declare(offer.id, Declaration.NO_CONFLICT)
    for advice in (
        lambda: office.assignments.accept(offer.id),
        lambda: office.cases.save(replace(new, stage=Stage.MEDIATION)),
    ):
        with pytest.raises(Refused, match="conflict check"):
            advice()
    office.deadlines.add(new.id, "CV-24", DAY)  # the law does not wait
    with pytest.raises(InvalidValue):
        office.conflicts.answer(standing.check.id, ConflictAnswer.NO_HITS, "ບໍ່ແມ່ນຄົນດຽວກັນ")
    with pytest.raises(InvalidValue):
        office.conflicts.answer(standing.check.id, ConflictAnswer.NO_CONFLICT, " ")
    kept = office.conflicts.answer(standing.check.id, ConflictAnswer.NO_CONFLICT, "ບໍ່ແມ່ນຄົນດຽວກັນ")
    assert (kept.decided_by, kept.decided_at is None) == (office.user, False)
    assert not office.conflicts.standing(new.id).findings.hits[0].is_new
    office.assignments.accept(offer.id)
    office.cases.save(replace(new, stage=Stage.MEDIATION))
    assert draft


def test_the_household_of_a_client_is_compared_too(office, case):
    """The wife of a client of ours is the opponent in the new case."""
    wife = HouseholdMember(name="ນາງ ດາວວອນ ວົງພະຈັນ", relation=Relation.SPOUSE)
    child = HouseholdMember(name="ນ້ອຍ")
    client = office.people.get(office.people.client(case.client_id).person_id)
    office.people.save(replace(client, household=(wife, child)))
    opponent = office.people.save(Person(given_latin="Daovone", surname_latin="Vongphachanh"))
    other = Person(given_lo="ນ້ອຍ", surname_lo="ອິນທະວົງ")  # named like the child, and not only that
    new = opened(office, other, party(None, opponent, PartyRole.DEFENDANT))
    standing = office.conflicts.run(new.id)
    (hit,) = [one for one in standing.findings.hits if one.must]
    assert (hit.places, hit.case_number, hit.name_lo) == (
        ("family",),
        case.number,
        "ບົວຄຳ ລັດຕະນະພອນ",
    )
    assert standing.waits
    theirs = office.conflicts.run(case.id)  # and from the other side
    assert [one.case_number for one in theirs.findings.hits if one.must] == [new.number]


def test_only_what_is_new_is_asked_again(office, case):
    opponent = office.people.save(Person(given_latin="Bouakham", surname_latin="Lattanaphon"))
    new = opened(office, "ສົມສັກ", party(None, opponent, PartyRole.DEFENDANT))
    first = office.conflicts.standing(new.id).check
    office.conflicts.answer(first.id, ConflictAnswer.CONSENT, "ທັງສອງຝ່າຍຍິນຍອມ")
    # somebody whom nobody knows comes in: the answer holds
    stranger = office.people.save(Person(given_lo="ວິໄລ", surname_lo="ອິນທະວົງ"))
    office.cases.add_party(party(new, stranger, PartyRole.WITNESS))
    standing = office.conflicts.standing(new.id)
    assert (standing.check.decision, len(standing.earlier)) == (ConflictAnswer.CONSENT, 1)
    # is renamed to a client's name: found out of date at the next look, then asked
    office.people.save(replace(stranger, given_lo="ບົວຄຳ", surname_lo="ລັດຕະນະພອນ"))
    assert not office.conflicts.standing(new.id).is_current
    with pytest.raises(Refused):
        office.conflicts.answer(standing.check.id, ConflictAnswer.CONSENT, "ເກົ່າ")
    standing = office.conflicts.run(new.id)
    assert standing.is_current
    assert standing.waits
    assert sorted(hit.is_new for hit in standing.findings.hits) == [False, True]
    office.conflicts.answer(standing.check.id, ConflictAnswer.REFUSED, "ຂັດແຍ່ງກັນ")
    with pytest.raises(Refused, match="only be closed"):
        office.cases.save(replace(new, stage=Stage.MEDIATION))
    withdrawn = Closing(case_id=new.id, service=Service.ADVICE, outcome="office_withdrew")
    asked = office.closings.ask(withdrawn)
    office.closings.decide(asked.id, approved=True, why="ຂັດແຍ່ງກັນ")


def test_the_same_client_again_and_the_same_employer_again_are_no_question(office, case):
    client = office.people.get(office.people.client(case.client_id).person_id)
    employer = office.people.save(Person(given_latin="Chen", surname_latin="Wei"))
    office.cases.add_party(party(case, employer, PartyRole.EMPLOYER))
    again = opened(office, client, party(None, employer, PartyRole.EMPLOYER))
    standing = office.conflicts.standing(again.id)
    assert not standing.waits
    assert {hit.how for hit in standing.findings.hits} == {("record",)}
    # but as a witness against a client
    office.cases.add_party(party(again, employer, PartyRole.WITNESS))
    assert not office.conflicts.standing(again.id).waits, "still the employer there"
    other = opened(office, "ສົມສັກ", party(None, client, PartyRole.DEFENDANT))
    assert office.conflicts.standing(other.id).waits


def test_everybody_in_every_role_counts_in_the_bin_too(office, case, lawyer):
    interpreter = office.people.save(
        Person(
            given_lo="ໄຊ",
            id_papers=(IdentityPaper(number="P-1234567"),),
            phones=(Phone(number="020 5555 0101"),),
        )
    )
    kept = office.cases.add_party(party(case, interpreter, PartyRole.INTERPRETER))
    office.cases.add_party(
        Party(case_id=case.id, organisation_en="Mekong Fishing Co", role=PartyRole.EMPLOYER)
    )
    office.cases.remove_party(kept.id, "ຜິດຄົນ")

    def found(**known):
        hits = office.conflicts.check_name(Known(**known)).hits
        return {(hit.name_en, " ".join(hit.places), hit.case_number) for hit in hits}

    there = ("ໄຊ", "interpreter", case.number)
    assert found(names=("Say",)) == {there}
    assert found(names=("ອື່ນ",), id_numbers=("P1234568",)) == {there}
    assert found(phones=("+856 20 5555 0101",)) == {there}
    assert found(names=("Mekong Fishing Co.",)) == {("Mekong Fishing Co", "employer", case.number)}
    assert found(names=("Manivone Thongsuksai",)) == {("Manivone Thongsouksay", "lawyer", "")}
    office.cases.remove(case.id, "ຊ້ຳ")
    (hit,) = office.conflicts.check_name(Known(names=("Say",))).hits
    assert hit.is_removed
    with pytest.raises(InvalidValue):
        office.conflicts.check_name(Known(names=(" ",)))


SECRET = ("ພອນສະຫວັນ", "Phonsavanh")


def seen(*things):
    return repr([getattr(thing, "__dict__", thing) for thing in things])


def told(findings):
    """All texts of what somebody was given."""
    return [tuple(getattr(hit, name) for name in hit.__slots__) for hit in findings.hits]


def test_of_a_hidden_case_nothing_is_told_but_to_ask_the_manager(office, seat, tmp_path):
    lawyer = seat("khamla", Role.LAWYER)
    victim = Person(given_lo=SECRET[0], given_latin=SECRET[1], born_on=date(2009, 2, 3))
    hidden = [
        opened(lawyer, victim, level=Confidentiality.RESTRICTED, code="ດອກໄມ້"),
        opened(lawyer, replace(victim, given_latin="Phonesavan"),
               level=Confidentiality.HIGHLY_RESTRICTED, code="ສາຍນ້ຳ"),
    ]  # fmt: skip
    clerk = seat("noy", Role.CLERK)
    typed = Known(names=("Ponesavanh",), born="2009-02-03")
    findings = clerk.conflicts.check_name(typed)
    assert (findings.hits, findings.is_hidden) == ((), True)

    opponent = clerk.people.save(Person(given_latin="Ponesavan"))
    asked = opened(clerk, "ສົມສັກ", party(None, opponent, PartyRole.DEFENDANT))
    standing = clerk.conflicts.standing(asked.id)
    assert (standing.findings.hits, standing.findings.is_hidden) == ((), True)
    assert (standing.waits, standing.may_answer) == (True, False)
    with pytest.raises(NotAllowed):
        clerk.conflicts.answer(standing.check.id, ConflictAnswer.NO_CONFLICT, "ເດົາ")
    clerk.conflicts.save_certificate(asked.id, "both", tmp_path / "c.pdf", OWN_FILE)
    entries = clerk.trail.of_case(asked.id)
    given = f"{standing!r} {standing.check.names} {told(standing.findings)} {entries}"
    given += "".join(str(line.entry.fields) + line.entry.reason for line in entries)
    for word in (*SECRET, "Phonesavan", "ດອກໄມ້", "ສາຍນ້ຳ", *(case.number for case in hidden)):
        assert word not in given
    manager_answers(seat, clerk, asked, hidden)


def manager_answers(seat, clerk, asked, hidden):
    """The manager is told where to look, and no more; after breaking the glass all of it."""
    manager = seat("boss", Role.MANAGER)
    pointers = manager.conflicts.standing(asked.id).findings
    assert not pointers.is_hidden
    assert {(hit.case_number, hit.code_name, hit.is_pointer) for hit in pointers.hits} == {
        (hidden[0].number, "ດອກໄມ້", True), (hidden[1].number, "ສາຍນ້ຳ", True),
    }  # fmt: skip
    assert not any(hit.name_lo or hit.name_en or hit.places or hit.score for hit in pointers.hits)
    manager.teams.break_glass(hidden[0].id, "ກວດຂໍ້ຂັດແຍ່ງ")
    names = {hit.name_lo for hit in manager.conflicts.standing(asked.id).findings.hits}
    assert SECRET[0] in names
    check = manager.conflicts.standing(asked.id).check
    manager.conflicts.answer(check.id, ConflictAnswer.WALLED, "ແຍກທີມ")
    standing = clerk.conflicts.standing(asked.id)
    assert (standing.waits, standing.findings.hits) == (False, ())


def test_a_destroyed_case_is_nobodys_hit_and_its_checks_go_with_it(office, case):
    with office._desk.database.transaction() as session:
        from legalaid_desktop.storage import destructions

        destructions.destroy(session, case.id)
        destructions.enter(session, case.id, destructions.Gone(counts=(), blobs=()))
    assert office.conflicts.check_name(Known(names=("Bouakham Lattanaphone",))).hits == ()


def talked(office, name, speaker="", phone="", **case):
    """A case out of an intake in which somebody else may speak for the client."""
    asked = Case(client_id=0, type=CaseType.LABOUR, subject_en="wages", opened_on=DAY, **case)
    intake = Intake(
        case_id=0,
        received_at=datetime(2026, 3, 26, 2, tzinfo=UTC),
        other_name=speaker,
        other_phone=phone,
    )
    talk = FirstTalk(intake=intake, contact=SafeContact(person_id=0))
    return office.cases.take_in(called(name), asked, talk)


def test_who_speaks_for_the_client_is_compared_and_again_when_that_is_somebody_else(office):
    employer = office.people.save(Person(given_latin="Chen", surname_latin="Weimin"))
    sued = opened(office, "ສົມສັກ", party(None, employer, PartyRole.DEFENDANT))
    new = talked(office, "ວິໄລພອນ", speaker="Mr Chen Wei Min", phone="020 5555 0101")
    (hit,) = office.conflicts.standing(new.id).findings.hits
    assert (hit.asked, hit.name_en, hit.places) == (
        "Mr Chen Wei Min",
        "Chen Weimin",
        ("defendant",),
    )
    # from the other side: the next check finds who spoke, by the telephone too
    found = office.conflicts.check_name(Known(phones=("5555 0101",))).hits
    assert [(one.name_lo, one.places) for one in found] == [("Mr Chen Wei Min", ("speaker",))]
    assert office.conflicts.standing(sued.id).is_current is False, "that team is asked to look too"

    file = office.intakes.of_case(new.id)
    mother = replace(file.intake, other_name="ນາງ ບົວລອຍ", other_phone="")
    office.intakes.complete(
        file.person, FirstTalk(intake=mother, contact=SafeContact(person_id=file.person.id))
    )
    standing = office.conflicts.standing(new.id)
    assert standing.is_current
    assert "ນາງ ບົວລອຍ" in standing.check.names
    assert standing.findings.hits == ()
    # whoever speaks for two clients is told, and asks for no answer
    other = talked(office, "ຈັນທະລາ", speaker="ບົວລອຍ")
    standing = office.conflicts.standing(other.id)
    assert [(one.places, one.must) for one in standing.findings.hits] == [(("speaker",), False)]
    assert not standing.waits


@pytest.mark.parametrize("role", [PartyRole.INTERPRETER, PartyRole.MEDIATOR, PartyRole.OFFICIAL])
def test_who_only_helps_with_a_case_is_compared_too(office, role):
    helper = office.people.save(Person(given_latin="Khamphoui", surname_latin="Sengdara"))
    opened(office, "ສົມສັກ", party(None, helper, role))
    standing = office.conflicts.standing(opened(office, "Khampouy Sengdala").id)
    assert [(hit.places, hit.must) for hit in standing.findings.hits] == [((role.value,), True)]


def test_the_team_of_the_other_case_is_told_of_its_own_side(office, case, seat):
    """A new client of one lawyer is the opponent in a case of another, which was checked before."""
    opponent = office.people.save(Person(given_latin="Ponesavan", surname_latin="Sengdara"))
    office.cases.add_party(party(case, opponent, PartyRole.PLAINTIFF))
    assert office.today.look().conflicts == ()
    lawyer = seat("khamla", Role.LAWYER)
    clerk = seat("noy", Role.CLERK)
    client = Person(given_lo=SECRET[0], given_latin=SECRET[1], surname_latin="Sengdala")
    new = opened(lawyer, client, level=Confidentiality.HIGHLY_RESTRICTED, code="ດອກໄມ້")
    assert [one.id for one in clerk.today.look().conflicts] == [case.id]
    assert not clerk.conflicts.standing(case.id).is_current
    standing = clerk.conflicts.run(case.id)
    assert (standing.waits, standing.findings.hits, standing.findings.is_hidden) == (True, (), True)
    assert standing.check.by == "noy", "nothing says who had which case checked"
    with pytest.raises(NotAllowed):
        clerk.conflicts.answer(standing.check.id, ConflictAnswer.NO_CONFLICT, "ເດົາ")
    entries = clerk.trail.of_case(case.id)
    given = f"{standing!r} {standing.check.names} {told(standing.findings)} "
    given += "".join(f"{one.entry.fields} {one.entry.user} {one.entry.reason}" for one in entries)
    given += repr([one.number for one in clerk.today.look().conflicts])
    for word in (*SECRET, "Sengdala", "ດອກໄມ້", new.number, "khamla"):
        assert word not in given
    # each side knows of the other now: nobody is sent back and forth
    assert lawyer.conflicts.standing(new.id).is_current
    check = lawyer.conflicts.standing(new.id).check
    lawyer.conflicts.answer(check.id, ConflictAnswer.WALLED, "ແຍກທີມ")
    assert lawyer.today.look().conflicts == ()
    boss = seat("boss", Role.MANAGER)
    (pointer,) = boss.conflicts.standing(case.id).findings.hits
    assert (pointer.is_pointer, pointer.case_number) == (True, new.number)
    boss.conflicts.answer(boss.conflicts.standing(case.id).check.id, ConflictAnswer.WALLED, "ແຍກ")
    assert boss.today.look().conflicts == ()
