"""The story of a case: one chronology of all records, its steps, and what only one may read."""

from dataclasses import replace
from datetime import date, time

import pypdfium2
import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import CaseFilter, CaseType, FileNumber, NumberOf, Stage
from legalaid_desktop.domain.chronologies import Reader, Scope
from legalaid_desktop.domain.copies import OWN_FILE
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.decisions import Decision, DecisionKind
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, NotFound, Refused
from legalaid_desktop.domain.events import Audience, Event, EventKind
from legalaid_desktop.domain.stories import StoryFilter, StorySource
from tests.services.test_need_to_know import spelt_out

CANARY = "ນົກຂຽວ"


@pytest.fixture
def tell(office, case):
    """Adds an entry, by whoever is asked."""

    def add(text, on=date(2026, 3, 24), by=office, **values):
        facts = {"kind": EventKind.NOTE, "case_id": case.id, **values}
        return by.cases.add_event(Event(on=on, text=text, **facts))

    return add


def told(office, case, **wanted):
    return [line.record.text for line in office.stories.page(case.id, StoryFilter(**wanted)).lines]


def printed(pages):
    pdf = pypdfium2.PdfDocument(pages)
    return " ".join(page.get_textpage().get_text_range() for page in pdf)


def test_the_story_is_made_of_all_records(office, case, accepted, tell):
    tell("mother calls", kind=EventKind.CALL, at=time(9), minutes=20)
    office.stories.save_decision(
        Decision(
            case_id=case.id,
            on=date(2026, 3, 20),
            kind=DecisionKind.ORDER,
            stage=Stage.ADVICE,
            outcome_en="nothing yet",
        )
    )
    deadline = office.deadlines.add(case.id, "CV-24", date(2026, 3, 24))
    office.settling.settle(deadline, DeadlineStatus.DONE, proof="4/2026")
    lines = office.stories.page(case.id).lines
    assert {line.source for line in lines} == {
        StorySource.EVENT, StorySource.DECISION, StorySource.OFFER, StorySource.ANSWER,
        StorySource.DEADLINE,
    }  # fmt: skip
    places = [line.place for line in lines]
    assert places == sorted(places, reverse=True)
    answer = next(line for line in lines if line.source is StorySource.ANSWER)
    assert answer.lawyer.name_latin == "Manivone Thongsouksay"
    assert [(one.name, one.minutes) for one in office.stories.overview(case.id).time] == [
        (office.user, 20)
    ]


def test_a_long_story_comes_page_by_page_and_is_filtered(office, case, tell, seat):
    for number in range(7):
        tell(f"entry {number}", at=time(8 + number % 2), on=date(2026, 3, 20 + number % 3))
    clerk = seat("khamla", Role.OFFICER)
    tell("the clerk's ສຽງ", by=clerk, audience=Audience.CLIENT)
    seen, after = [], None
    while True:
        page = office.stories.page(case.id, after=after, limit=3)
        seen += page.lines
        if page.next is None:
            break
        after = page.next
    assert len(seen) == len({line.record.id for line in seen}) == 8
    assert [line.place for line in seen] == sorted((one.place for one in seen), reverse=True)
    assert told(office, case, text="ສຽງ clerk") == ["the clerk's ສຽງ"]
    assert told(office, case, author=clerk.account.id) == ["the clerk's ສຽງ"]
    assert told(office, case, audiences=frozenset({Audience.CLIENT})) == ["the clerk's ສຽງ"]
    assert len(told(office, case, last=date(2026, 3, 20))) == 3
    assert told(office, case, kinds=frozenset({"call"})) == []


def test_what_a_note_said_while_it_was_private_stays_unsaid(office, case, tell, seat):
    clerk = seat("khamla", Role.MANAGER)
    note = tell(f"{CANARY} mine", by=clerk, audience=Audience.PRIVATE)
    clerk.cases.save_event(replace(note, text="for the team", audience=Audience.TEAM))
    assert "for the team" in spelt_out(office.cases.story(case.id))
    assert CANARY not in spelt_out(office.trail.of_case(case.id))


def test_a_private_note_is_read_by_its_author_alone(office, case, tell, seat, tmp_path):
    clerk = seat("khamla", Role.MANAGER)
    tell("for all", by=clerk)
    note = tell(f"{CANARY} one", by=clerk, audience=Audience.PRIVATE, minutes=15)
    kept = clerk.cases.save_event(replace(note, text=f"{CANARY} two"))
    assert f"{CANARY} two" in told(clerk, case)
    edit = clerk.undo.undo()
    assert CANARY not in str(edit)
    seen = [
        office.cases.story(case.id),
        office.stories.page(case.id).lines,
        office.stories.page(case.id, StoryFilter(text=CANARY)).lines,
        office.stories.overview(case.id),
        office.trail.of_case(case.id),
        office.today.look(),
    ]
    assert CANARY not in spelt_out(seen)
    assert office.stories.overview(case.id).time == ()
    for attempt in (
        lambda: office.cases.save_event(replace(kept, text="mine now")),
        lambda: office.cases.remove_event(note.id, "gone"),
        lambda: office.trail.of_record("event", note.id),
    ):
        with pytest.raises(NotFound):
            attempt()
    out = tmp_path / "c.pdf"
    office.stories.save_chronology(case.id, Scope(), "both", out, OWN_FILE)
    assert "for all" in printed(out.read_bytes())
    assert CANARY not in printed(out.read_bytes())
    clerk.cases.remove_event(note.id, f"{CANARY} was wrong")
    assert CANARY not in spelt_out([office.bin.contents(), office.trail.of_case(case.id)])
    with pytest.raises(NotAllowed):
        office.bin.restore(BinKind.EVENT, note.id)
    assert CANARY in spelt_out(clerk.bin.contents())
    clerk.bin.restore(BinKind.EVENT, note.id)
    clerk.stories.save_chronology(case.id, Scope(), "en", out, OWN_FILE)
    assert CANARY not in printed(out.read_bytes()), "not even the author's, for the team"
    alone = Scope(reader=Reader.ALONE)
    with pytest.raises(InvalidValue, match="stays with you"):
        clerk.stories.save_chronology(case.id, alone, "en", out, OWN_FILE)
    clerk.stories.save_chronology(case.id, replace(alone, sure=True), "lo", out, OWN_FILE)
    assert CANARY in printed(out.read_bytes())


def test_a_step_proposes_and_a_person_confirms(office, case, tell, seat):
    assert office.stories.overview(case.id).proposal is None
    tell("", kind=EventKind.STEP, happening="claim-filed")
    proposal = office.stories.overview(case.id).proposal
    moved = office.stories.settle(case.id, proposal, agreed=True)
    assert (moved.stage, moved.stage_since) == (Stage.FIRST_INSTANCE, date(2026, 3, 24))
    assert moved.stage_cause == "claim-filed"
    with pytest.raises(Refused):
        office.stories.settle(case.id, proposal, agreed=True)
    office.undo.undo()
    assert office.cases.get(case.id).stage is Stage.ADVICE
    assert office.stories.overview(case.id).proposal is None, "it was weighed"
    tell("", kind=EventKind.STEP, happening="mediation", at=time(15))
    left = office.stories.settle(case.id, office.stories.overview(case.id).proposal, agreed=False)
    assert left.stage is Stage.ADVICE
    assert office.stories.overview(case.id).proposal is None
    chosen = office.cases.save(replace(left, stage=Stage.MEDIATION))
    assert (chosen.stage_since, chosen.stage_cause) == (office.today.day(), "")


def test_entries_and_decisions_can_be_put_right(office, case, tell):
    event = tell("he came", kind=EventKind.VISIT)
    saved = office.cases.save_event(replace(event, text="she came", minutes=30, author=None))
    assert (saved.text, saved.author) == ("she came", office.account.id)
    office.undo.undo()
    assert office.cases.story(case.id)[0].text == "he came"
    decision = office.stories.save_decision(
        Decision(
            case_id=case.id,
            on=date(2026, 3, 20),
            kind=DecisionKind.JUDGMENT,
            stage=Stage.FIRST_INSTANCE,
            outcome_lo="ຍົກຟ້ອງ",
            received_on=date(2026, 3, 23),
        )
    )
    office.stories.save_decision(replace(decision, number="112/2025"))
    assert office.stories.decisions(case.id)[0].number == "112/2025"
    office.undo.undo()
    assert office.stories.decisions(case.id)[0].number == ""
    office.stories.remove_decision(decision.id, "ຜິດ")
    assert office.stories.decisions(case.id) == []
    office.bin.restore(BinKind.DECISION, decision.id)
    assert office.stories.decisions(case.id)[0].outcome_lo == "ຍົກຟ້ອງ"


def test_a_case_is_found_by_each_of_its_numbers_and_by_choices(office, case, accepted, lawyer):
    numbers = (
        FileNumber(of=NumberOf.POLICE, number="047/ສສ", body="ຕຳຫຼວດ ເມືອງໄຊ"),
        FileNumber(of=NumberOf.COURT, number="88/2025", stage="first_instance"),
    )
    office.cases.save(replace(case, numbers=numbers, shelf="B-04", subtype="debt"))
    for typed in ("047", "ເມືອງໄຊ", "88/2025", "B-04"):
        assert [line.case.id for line in office.cases.page(typed).lines] == [case.id]
    kept = office.cases.get(case.id)
    assert kept.numbers == numbers
    line = office.cases.page(CaseFilter(lawyer_id=lawyer.id, is_open=True)).lines[0]
    assert line.lawyer.id == lawyer.id
    for none in (
        CaseFilter(is_open=False),
        CaseFilter(type=CaseType.LAND),
        CaseFilter(stage=Stage.APPEAL),
        CaseFilter(lawyer_id=lawyer.id + 1),
    ):
        assert office.cases.page(none).lines == ()


def test_the_chronology_says_what_it_leaves_out_and_which_copy_it_is(office, case, tell, tmp_path):
    tell("what the client heard", audience=Audience.CLIENT)
    tell("for us only", kind=EventKind.CALL)
    tell("", kind=EventKind.STEP, happening="claim-filed")
    out = tmp_path / "c.pdf"
    client = Scope(reader=Reader.CLIENT, first=date(2026, 3, 1), last=date(2026, 3, 24))
    copy = office.stories.save_chronology(case.id, client, "en", out, OWN_FILE)
    said = printed(out.read_bytes())
    assert "what the client heard" in said
    assert "Claim filed at the court" in said
    assert "notes of the office are left out" in said
    assert "From 1 March 2026 to 24 March 2026" in said
    assert "for us only" not in said
    assert f"C{copy.id:05d}" in said
    made = office.stories.print_chronology(
        case.id, Scope(kinds=frozenset({"call"})), "lo", OWN_FILE
    )
    assert "for us only" in printed(made.pages)
    assert "client heard" not in printed(made.pages)
    assert [one.copy.number for one in office.copies.lines(case.id)] == [2, 1]
    wrong = Scope(first=date(2026, 3, 2), last=date(2026, 3, 1))
    with pytest.raises(InvalidValue, match="before it begins"):
        office.stories.print_chronology(case.id, wrong, "lo", OWN_FILE)
