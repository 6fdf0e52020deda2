"""A case is closed by two, its letter names what can still be done, and it can be opened again."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain import papers
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Confidentiality, Stage
from legalaid_desktop.domain.closings import Closing, ClosingState, Service
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, Refused
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.trail import Deed

DAY = date(2026, 3, 26)
WHY = "ມີທະນາຍຄວາມຄົນດຽວ"


def closing(case, **more):
    return Closing(case_id=case.id, service=Service.ADVICE, outcome="advised", **more)


def test_a_case_is_asked_for_sent_back_and_approved(office, case, seat, clock):
    noy = seat("noy", Role.OFFICER)
    with pytest.raises(InvalidValue):
        noy.closings.ask(replace(closing(case), outcome="acquitted"))
    asked = noy.closings.ask(closing(case))
    assert asked.stage is Stage.ADVICE
    with pytest.raises(Refused):
        noy.closings.ask(closing(case))
    with pytest.raises(NotAllowed):
        noy.closings.decide(asked.id, approved=True)
    assert [one.id for one, _case in office.today.look().closings] == [asked.id]
    office.closings.decide(asked.id, approved=False, why="ຂາດໜັງສືແຈ້ງ")
    assert office.closings.look(case.id).approvers == ()
    assert office.cases.get(case.id).stage is Stage.ADVICE
    second = noy.closings.ask(closing(case))
    office.closings.decide(second.id, approved=True)
    closed = office.cases.get(case.id)
    assert (closed.stage, closed.closed_on) == (Stage.CLOSED, date(2026, 3, 30))
    with pytest.raises(Refused):
        noy.closings.ask(closing(case))
    states = [one.state for one in office.closings.look(case.id).closings]
    assert states == [ClosingState.APPROVED, ClosingState.SENT_BACK]


def test_nobody_closes_a_case_or_opens_it_past_the_second_person(office, case, seat, clock):
    mine = office.cases.get(case.id)
    with pytest.raises(InvalidValue) as problem:
        office.cases.save(replace(mine, stage=Stage.CLOSED))
    assert (problem.value.field, office.cases.get(case.id)) == ("stage", mine)
    with pytest.raises(InvalidValue):
        seat("noy", Role.OFFICER).cases.open(replace(mine, id=None, stage=Stage.CLOSED))
    asked = office.closings.ask(closing(case))
    with pytest.raises(InvalidValue) as alone:
        office.closings.decide(asked.id, approved=True)
    assert alone.value.field == "reason"
    manivone = seat("manivone", Role.MANAGER)
    assert office.closings.look(case.id).approvers == ("manivone",)
    with pytest.raises(Refused, match="does not approve") as own:
        office.closings.decide(asked.id, approved=True, why="ດ່ວນ")
    assert own.value.values == {"names": "manivone"}
    manivone.closings.decide(asked.id, approved=True)
    over = office.cases.get(case.id)
    with pytest.raises(InvalidValue) as again:
        office.cases.save(replace(over, stage=Stage.ADVICE))
    assert again.value.field == "stage"
    mended = office.cases.save(replace(over, closed_on=date(2026, 3, 27)))
    assert mended.closed_on == date(2026, 3, 27)


def test_alone_in_the_office_a_reason_stands_for_the_second_person(office, case, seat):
    """A manager who may not see a restricted case is no second person for it."""
    office.cases.save(
        replace(
            office.cases.get(case.id),
            confidentiality=Confidentiality.RESTRICTED,
            code_name="ນົກຍຸງ",
        )
    )
    seat("manivone", Role.MANAGER)
    asked = office.closings.ask(closing(case))
    assert office.closings.look(case.id).approvers == ()
    made = office.closings.decide(asked.id, approved=True, why=WHY)
    assert (made.decided_by, made.decided_why) == (office.user, WHY)
    told = office.trail.of_record("case_file", case.id)
    assert any(one.entry.deed is Deed.CHANGE and one.entry.reason == WHY for one in told)


def test_a_case_that_moved_on_is_not_closed_by_an_old_request(office, case):
    asked = office.closings.ask(closing(case))
    office.cases.save(replace(office.cases.get(case.id), stage=Stage.MEDIATION))
    with pytest.raises(Refused):
        office.closings.decide(asked.id, approved=True, why=WHY)
    assert office.cases.get(case.id).stage is Stage.MEDIATION


def test_what_is_still_here_holds_the_case_open(office, case):
    passport = Holding(case_id=case.id, what="ໜັງສືຜ່ານແດນ", received_on=DAY, received_from="ບົວຄຳ")
    asked = office.closings.ask(closing(case))
    (held,) = office.holdings.receive(case.id, [passport])
    with pytest.raises(InvalidValue) as problem:
        office.closings.decide(asked.id, approved=True, why=WHY)
    assert problem.value.field == "originals_why"
    office.holdings.give_back([held.id], "ບົວຄຳ", date(2026, 3, 30))
    office.closings.decide(asked.id, approved=True, why=WHY)


def test_the_letter_names_rights_and_last_days_in_both_languages(office, case):
    office.deadlines.add(case.id, "CV-24", DAY)
    office.holdings.receive(
        case.id,
        [Holding(case_id=case.id, what="ໃບຕາດິນ", received_on=DAY, received_from="ບົວຄຳ")],
    )
    office.retention.decide("general", 12, "ມະຕິກອງປະຊຸມ")
    asked = office.closings.ask(closing(case, originals_why="ລູກຄວາມຂໍຝາກໄວ້"))
    office.closings.decide(asked.id, approved=True, why=WHY)
    paper = office.closings.draft_letter(asked.id, "both")
    value = {key: papers.value(paper, key) for key in dict(paper.values)}
    assert value["outcome_en"] == "legal advice was given"
    assert "Thursday, 9 April 2026" in value["remaining_en"]
    assert "9 ເມສາ 2026" in value["remaining_lo"]
    assert "ໃບຕາດິນ" in value["returned_lo"]
    assert value["kept_en"] == "Our file is kept until 30 March 2038."
    assert office.papers.issue(paper).number


def test_reopening_leaves_a_trace(office, case):
    with pytest.raises(Refused):
        office.closings.reopen(case.id, "ຫຼັກຖານໃໝ່")
    asked = office.closings.ask(closing(case))
    office.closings.decide(asked.id, approved=True, why=WHY)
    with pytest.raises(InvalidValue):
        office.closings.reopen(case.id, " ")
    office.closings.reopen(case.id, "ຫຼັກຖານໃໝ່")
    case = office.cases.get(case.id)
    assert (case.stage, case.closed_on) == (Stage.ADVICE, None)
    (known,) = office.closings.look(case.id).closings
    assert (known.state, known.reopened_why) == (ClosingState.REOPENED, "ຫຼັກຖານໃໝ່")
    told = office.trail.of_record("case_file", case.id)
    assert any(one.entry.deed is Deed.CHANGE and one.entry.reason == "ຫຼັກຖານໃໝ່" for one in told)
