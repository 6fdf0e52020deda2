"""The first talk, the queue, tries, decisions, and what was agreed about safe contact."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.destructions import DestructionGround
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, Refused, Stale
from legalaid_desktop.domain.events import EventKind
from legalaid_desktop.domain.intakes import (
    SCREEN,
    Attempt,
    FirstTalk,
    Intake,
    IntakeDecision,
    IntakeStatus,
    Relation,
    Way,
)
from legalaid_desktop.domain.people import Person, Phone, SafeToCall
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from legalaid_desktop.services import cases
from tests.closing import closed

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
NEW = Case(
    client_id=0, type=CaseType.CIVIL, subject_lo="ລູກເຮືອ", subject_en="fisherman",
    opened_on=date(2026, 3, 30),
)  # fmt: skip


def talk(story="", contact=None, **answers):
    intake = Intake(**{"case_id": 0, "received_at": LONG_AGO} | answers)
    return FirstTalk(intake=intake, contact=contact or SafeContact(person_id=0), story=story)


def person_of(office, case):
    return office.people.get(office.people.client(case.client_id).person_id)


def test_a_talk_is_kept_whole_or_not_at_all(office, clock):
    agreed = SafeContact(person_id=0, call=Answer.NO, code_word="ລົດຈັກ")
    told = talk("ຖືກຕີຢູ່ເຮືອ", agreed, custody=Answer.YES, way=Way.HOTLINE, other_name="ນາງ ຄຳ")
    with pytest.raises(InvalidValue):
        office.cases.take_in(Person(given_lo="ບຸນ"), NEW, talk(third_party=Answer.YES))
    with pytest.raises(InvalidValue):
        office.cases.take_in(
            Person(given_lo="ບຸນ"), replace(NEW, subject_lo="", subject_en=""), told
        )
    assert office.people.page().lines == ()
    phone = Phone(number="020 55", safe=SafeToCall.YES)  # before somebody asked
    case = office.cases.take_in(Person(given_lo="ບຸນ", phones=(phone,)), NEW, told)
    found = office.intakes.of_case(case.id)
    assert (found.intake.received_at, found.intake.case_id) == (clock(), case.id)
    assert found.intake.third_party is Answer.YES
    assert (found.contact.person_id, found.contact.code_word) == (found.person.id, "ລົດຈັກ")
    (event,) = office.cases.story(case.id)
    assert (event.kind, event.text) == (EventKind.CALL, "ຖືກຕີຢູ່ເຮືອ")
    assert event.author == office.account.id
    assert office.cases.file(case.id).contacts == (found.contact,)
    assert [one.number for one in office.cases.file(case.id).person.phones] == ["020 55"]
    with office._desk.reading() as session:
        assert cases.file_for_papers(session, case.id).person.phones == ()


def test_who_gives_no_name_goes_by_the_code(office):
    case = office.cases.take_in(Person(), NEW, talk(anonymous=True))
    person = person_of(office, case)
    assert (person.given_lo, person.given_latin) == ("", "K-001")
    named = office.cases.take_in(Person(given_lo="ບຸນ"), NEW, talk(anonymous=True))
    assert person_of(office, named).given_latin == ""
    with pytest.raises(InvalidValue):
        office.cases.take_in(Person(), NEW, talk())


def test_the_queue_shows_the_most_urgent_first_until_it_is_decided(office, clock, case):
    calm = dict.fromkeys(SCREEN, Answer.NO)
    first = office.cases.take_in(Person(given_lo="ກ"), NEW, talk(**calm))
    second = office.cases.take_in(Person(given_lo="ຂ"), NEW, talk(**{**calm, "danger": Answer.YES}))
    third = office.cases.take_in(Person(given_lo="ຄ"), NEW, talk())
    queue = office.intakes.waiting()
    assert [one.case.id for one in queue] == [second.id, third.id, first.id]
    assert case.id not in [one.case.id for one in queue]
    missed = Attempt(on="2026-03-30", by="somebody", reached=False)
    kept = office.intakes.try_again(first.id, missed, date(2026, 3, 31))
    assert kept.attempts[0].by == office.user
    clock.set(date(2026, 3, 31))
    assert [one.case.id for one in office.intakes.waiting()] == [second.id, first.id, third.id]
    assert office.today.look(1).waiting_count == 3
    assert [one.tries for one in office.today.look().waiting] == [0, 1, 0]
    missed_all = IntakeDecision(
        status=IntakeStatus.NO_ANSWER, reason="ໂທບໍ່ຕິດ", other_help=("bar", "womens_union")
    )
    with pytest.raises(InvalidValue):
        office.intakes.decide(second.id, replace(missed_all, other_help=("nobody",)))
    office.intakes.decide(second.id, missed_all)
    assert office.intakes.of_case(second.id).intake.other_help == ("bar", "womens_union")
    assert [one.case.id for one in office.intakes.waiting()] == [first.id, third.id]
    with pytest.raises(InvalidValue):
        office.intakes.try_again(case.id, missed, None)  # from before the program asked


def test_nobody_refuses_round_the_head_of_the_office(office, seat):
    case = office.cases.take_in(Person(given_lo="ບຸນ"), NEW, talk())
    officer = seat("khamla", Role.OFFICER)
    for status in (IntakeStatus.REFUSED, IntakeStatus.REFERRED_ON):
        round_about = IntakeDecision(status=status, reason="x", other_help=("bar",))
        with pytest.raises(InvalidValue):
            officer.intakes.decide(case.id, round_about)
    refusal = EligibilityDecision(
        case_id=case.id, outcome=Outcome.REFUSED, reasons=("not_ours",), review_lo="x",
        help_lo="ສະພາທະນາຍຄວາມ",
    )  # fmt: skip
    with pytest.raises(InvalidValue):
        officer.eligibility.propose(refusal)  # nobody said where to
    proposed = officer.eligibility.propose(replace(refusal, other_help=("bar",)))
    assert [one.case.id for one in office.intakes.waiting()] == [case.id]
    ((shown, _case),) = office.today.look().proposals
    assert (shown.id, shown.help_lo) == (proposed.id, "")
    decided = office.eligibility.decide(proposed)
    sent = office.intakes.of_case(case.id)
    assert (sent.intake.status, sent.intake.other_help) == (IntakeStatus.REFERRED_ON, ("bar",))
    assert (office.intakes.waiting(), office.today.look().proposals) == ([], ())
    assert sent.aid == decided
    taken = IntakeDecision(status=IntakeStatus.TAKEN)
    with pytest.raises(Refused):
        officer.intakes.decide(case.id, taken)
    hopeless = replace(refusal, reasons=("not_ours", "no_prospect"))
    office.eligibility.decide(hopeless)
    assert office.intakes.of_case(case.id).intake.status is IntakeStatus.REFUSED
    grant = EligibilityDecision(case_id=case.id, outcome=Outcome.GRANTED, services=("ADVICE",))
    office.eligibility.decide(grant)
    assert office.intakes.of_case(case.id).intake.status is IntakeStatus.TAKEN


def test_what_the_talk_told_stays_on_today_until_it_is_watched(office):
    last = date(2026, 4, 10)
    told = talk(custody=Answer.YES, deadline=Answer.YES, deadline_on=last)
    case = office.cases.take_in(Person(given_lo="ບຸນ"), NEW, told)
    office.intakes.decide(case.id, IntakeDecision(status=IntakeStatus.TAKEN))
    assert office.intakes.of_case(case.id).unentered == ("custody", "deadline")
    grant = EligibilityDecision(
        case_id=case.id, outcome=Outcome.PROVISIONAL, services=("ADVICE",), full_by=last
    )
    office.eligibility.decide(grant)  # its own day is no deadline of the client's
    lines = office.today.look().unentered
    assert [(one.what, one.on, of.id) for one, of in lines] == [
        ("custody", None, case.id), ("deadline", last, case.id),
    ]  # fmt: skip
    watched = office.intakes.watch_told(case.id)
    assert (watched.safe_on, watched.certainty) == (last, "C")
    with pytest.raises(Refused):
        office.intakes.watch_told(case.id)
    held = Custody(
        case_id=case.id, person_id=person_of(office, case).id, place="x", ground="police",
        since=datetime(2026, 3, 30, tzinfo=UTC),
    )  # fmt: skip
    office.protection.save(held)
    assert office.today.look().unentered == office.intakes.of_case(case.id).unentered == ()


def test_the_rest_is_asked_later_and_what_others_did_meanwhile_stays(office, clock):
    case = office.cases.take_in(Person(given_lo="ບຸນ"), NEW, talk())
    known = office.intakes.of_case(case.id)
    asked = replace(known.intake, danger=Answer.YES, other_name="ນາງ ຄຳ", split_from=77)
    contact = SafeContact(person_id=known.person.id, hours="18:00")
    clock.set(date(2026, 4, 2))
    grown = replace(known.person, surname_lo="ພູທະວົງ")
    office.intakes.complete(grown, FirstTalk(intake=asked, contact=contact, story="ເລົ່າຕໍ່"))
    later = office.intakes.of_case(case.id)
    assert later.person.surname_lo == "ພູທະວົງ"
    assert later.intake.danger is Answer.YES
    assert (later.intake.received_at, later.intake.split_from) == (known.intake.received_at, None)
    assert later.contact.hours == "18:00"
    assert [one.text for one in office.cases.story(case.id)] == ["ເລົ່າຕໍ່"]
    with pytest.raises(Stale):
        office.intakes.complete(later.person, FirstTalk(intake=asked, contact=contact))
    assert office.intakes.contact(later.person.id).hours == "18:00"
    with pytest.raises(Stale):  # as if the case were of before the program asked
        office.intakes.complete(later.person, talk(case_id=case.id))
    unseen = SafeContact(person_id=0, call=Answer.YES)
    with pytest.raises(Stale):  # never over an agreement that nobody looked at
        office.cases.take_in(later.person, NEW, talk(contact=unseen))
    assert office.intakes.contact(later.person.id).hours == "18:00"
    assert len(office.cases.page().lines) == 1


def test_another_problem_of_the_same_talk_is_linked(office, seat):
    first = office.cases.take_in(Person(given_lo="ບຸນ"), NEW, talk())
    person = person_of(office, first)
    wages = replace(NEW, type=CaseType.LABOUR, subject_en="wages")
    second = office.cases.take_in(person, wages, talk(split_from=first.id))
    hidden = replace(NEW, confidentiality=Confidentiality.RESTRICTED, code_name="ນົກຍຸງ")
    third = office.cases.take_in(person_of(office, first), hidden, talk(split_from=first.id))
    linked = {
        one: [x.id for x in office.intakes.of_case(one).linked] for one in (first.id, second.id)
    }
    assert linked == {first.id: [second.id, third.id], second.id: [first.id, third.id]}
    other = seat("khamla", Role.LAWYER)
    assert [one.id for one in other.intakes.of_case(first.id).linked] == [second.id]


def test_the_queue_tells_nothing_that_was_typed_about_a_restricted_case(office, seat):
    secret = replace(NEW, confidentiality=Confidentiality.RESTRICTED, code_name="ນົກຍຸງ")
    told = talk(
        other_name="ນາງ ຄຳ", other_relation=Relation.SPOUSE, pass_phrase="ດອກຈຳປາ", next_step="ໂທ"
    )
    case = office.cases.take_in(Person(given_lo="ບຸນ"), secret, told)
    (mine,) = office.intakes.waiting()
    assert (mine.intake.other_name, mine.intake.pass_phrase, mine.intake.next_step) == ("", "", "")
    other = seat("khamla", Role.LAWYER)
    assert other.intakes.waiting() == []
    assert other.today.look().waiting == ()
    person = person_of(office, case)
    for attempt in (
        lambda: other.intakes.of_case(case.id),
        lambda: other.intakes.contact(person.id),
        lambda: other.intakes.save_contact(SafeContact(person_id=person.id)),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_code_name_is_proposed_once(office):
    first = office.intakes.code_name()
    hidden = replace(NEW, confidentiality=Confidentiality.RESTRICTED, code_name=first)
    office.cases.take_in(Person(given_lo="ບຸນ"), hidden)
    assert first not in {office.intakes.code_name() for _ in range(60)}


def test_nothing_of_a_talk_outlives_the_case(office, seat):
    agreed = SafeContact(person_id=0, code_word="ລົດຈັກ")
    case = office.cases.take_in(Person(given_lo="ບຸນ"), NEW, talk(contact=agreed))
    split = office.cases.take_in(Person(given_lo="ແກ້ວ"), NEW, talk(split_from=case.id))
    closed(office, case)
    proposal = office.destructions.propose(
        case.number, DestructionGround.REQUEST, "ຂໍລຶບ", requested_on=date(2026, 3, 30)
    )
    seat("khamla", Role.MANAGER).destructions.agree(proposal.id)
    with office._desk.database.transaction() as session:
        connection = session.connection()
        left = [
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608
            for table in ("safe_contact", "intake")
        ]
    assert left == [0, 1]
    assert office.intakes.of_case(split.id).linked == ()
