"""A hearing or a step on another day: what runs from it waits for a person, and moves together."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.moves import MoveAnswer, MoveCause
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.services.deadlines import Chosen
from legalaid_desktop.services.undo import CHANGED_SINCE
from legalaid_desktop.storage import triggers as stored

HEARD, LATER = date(2026, 4, 28), date(2026, 5, 12)
WEEKS = LATER - HEARD
SUMMONS = [Chosen(rule_id="CV-16")]


@pytest.fixture
def hearing(office, case):
    return office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.HEARING, on=HEARD, text="ໄຕ່ສວນ")
    )


def of_hearing(case, **given):
    return Trigger(case_id=case.id, event="hearing", **{"on": HEARD, **given})


def summons(office, case):
    return next(one for one in office.deadlines.of_case(case.id) if one.rule_id == "CV-16")


def test_a_moved_hearing_offers_its_summons_again_and_nothing_moves_by_itself(
    office, case, hearing
):
    made = office.triggers.add(of_hearing(case), SUMMONS)
    assert made.trigger.step_id == hearing.id, "the only hearing of that day"
    (due,) = made.deadlines
    assert due.statutory_on == date(2026, 4, 25)
    assert office.redating.waiting(case.id) == ()
    office.settling.move_hearing(hearing, LATER, "ສານເລື່ອນ")
    assert office.deadlines.of_case(case.id) == [due]
    (waits,) = office.redating.waiting(case.id)
    assert [one.trigger.id for one in office.redating.everywhere()] == [made.trigger.id]
    (counted,) = waits.recounted.moved
    assert (counted.move.was_statutory, counted.move.statutory_on) == (
        due.statutory_on, due.statutory_on + WEEKS,
    )  # fmt: skip
    with pytest.raises(InvalidValue):
        office.redating.answer([waits], [])
    assert office.redating.waiting(case.id), "it waits until somebody answers"
    (moved,) = office.redating.answer([waits], [due.id])
    assert (moved.trigger_on, moved.statutory_on) == (LATER, due.statutory_on + WEEKS)
    assert office.redating.waiting(case.id) == ()
    assert office.triggers.get(made.trigger.id).on == LATER
    assert [one.cause for one in office.moves.of_case(case.id)] == [MoveCause.EVENT]


def test_what_stays_by_a_reason_is_not_asked_again_and_a_hand_edit_is_kept(office, case, hearing):
    (due,) = office.triggers.add(of_hearing(case), SUMMONS).deadlines
    office.cases.save_event(replace(hearing, on=LATER))
    (waits,) = office.redating.waiting(case.id, hearing.id)
    assert office.redating.answer([waits], [], reason="ໝາຍມາຮອດແລ້ວ") == []
    assert office.redating.waiting(case.id) == ()
    assert office.deadlines.of_case(case.id) == [due]
    assert [one.answer for one in office.moves.of_case(case.id)] == [MoveAnswer.REFUSED]
    assert office.moves.pending().moves == ()


def test_hearing_event_and_deadlines_go_back_in_one_step_unless_something_changed(
    office, case, hearing
):
    (due,) = office.triggers.add(of_hearing(case), SUMMONS).deadlines
    office.settling.move_hearing(hearing, LATER, "ສານເລື່ອນ")
    office.redating.answer(office.redating.waiting(case.id), [due.id])
    office.undo.undo()
    assert [one.on for one in office.cases.story(case.id)] == [HEARD]
    assert summons(office, case).statutory_on == due.statutory_on
    assert office.triggers.of_case(case.id)[0].on == HEARD
    assert office.redating.waiting(case.id) == ()
    assert office.moves.of_case(case.id)[0].statutory_on == due.statutory_on, "a trace of the way"
    office.undo.redo()
    assert summons(office, case).statutory_on == due.statutory_on + WEEKS
    moved = summons(office, case)
    together = office.undo.last()
    office.settling.settle(moved, DeadlineStatus.DROPPED, reason="ຖອນ")
    with pytest.raises(Refused) as caught:
        office.undo.undo(together)
    assert (caught.value.reason, caught.value.values["title"]) == (
        CHANGED_SINCE, due.title("en"),
    )  # fmt: skip
    assert [one.on for one in office.cases.story(case.id)] == [LATER], "all or nothing"


def test_a_changed_event_and_all_that_moved_with_it_go_back_together(office, case):
    event = Trigger(case_id=case.id, event="claim-received", on=date(2026, 3, 27))
    made = office.triggers.add(event, [Chosen(rule_id="CV-24"), Chosen(rule_id="CV-28")])
    later = replace(made.trigger, on=date(2026, 3, 30))
    office.triggers.change(later, [one.id for one in made.deadlines], "ນັບຄືນ")
    edit = office.undo.undo()
    assert len(edit.also) == 2
    days = {one.rule_id: one.safe_on for one in office.deadlines.of_case(case.id)}
    assert days == {one.rule_id: one.safe_on for one in made.deadlines}
    assert office.triggers.get(made.trigger.id).on == date(2026, 3, 27)
    office.undo.redo()
    assert office.triggers.get(made.trigger.id).on == date(2026, 3, 30)


def test_older_events_are_tied_where_only_one_hearing_is_meant_and_told_otherwise(
    office, case, hearing
):
    """Two programs ago nobody noted from which hearing a summons was counted."""
    (due,) = office.triggers.add(of_hearing(case), SUMMONS).deadlines
    loose = replace(office.triggers.get(due.trigger_id), step_id=None)
    older = office.deadlines.add(case.id, "CV-16", HEARD)
    with office._desk.database.transaction() as session:
        stored.save(session, loose)
    again = office.cases.add_event(replace(hearing, id=None, version=0, text="ຕອນບ່າຍ"))
    moved = office.settling.move_hearing(again, LATER, "ສານເລື່ອນ")
    assert office.redating.waiting(case.id) == ()
    told = office.redating.doubtful(moved, HEARD)
    assert {one.id for one in told} == {due.id, older.id}
    moved = office.settling.move_hearing(hearing, LATER + timedelta(days=1), "ສານເລື່ອນ")
    assert office.redating.doubtful(moved, HEARD) == []
    waits = office.redating.waiting(case.id)
    assert {one.recounted.moved[0].deadline.id for one in waits} == {due.id, older.id}
    assert len(office.redating.answer(waits, [due.id, older.id])) == 2


def test_the_next_date_of_a_hearing_takes_over_what_runs_from_it(office, case, hearing, clock):
    (due,) = office.triggers.add(of_hearing(case), SUMMONS).deadlines
    office.settling.settle(due, DeadlineStatus.DONE, proof="ປຶ້ມສົ່ງ 3")
    clock.set(HEARD)
    heard, following = office.hearings.conclude(hearing, "ເລື່ອນ", next_on=LATER)
    (waits,) = office.redating.waiting(case.id)
    assert (waits.entry, waits.recounted.moved) == (following, ())
    assert [(one.deadline.id, one.usual) for one in waits.settled] == [(due.id, True)]
    (anew,) = office.redating.answer([waits], [], [due.id])
    assert (anew.rule_id, anew.statutory_on, anew.status) == (
        "CV-16", due.statutory_on + WEEKS, DeadlineStatus.OPEN,
    )  # fmt: skip
    assert anew.id != due.id
    assert office.redating.waiting(case.id) == ()
    office.undo.undo()
    assert heard.result


def test_a_step_on_another_day_a_typed_day_and_one_that_lies_in_the_bin(office, case):
    step = office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.STEP, on=date(2026, 3, 20), text="",
              happening="judgment")
    )  # fmt: skip
    event = office.triggers.following(case.id).events[0]
    assert step.id in [one.id for one in office.triggers.steps(event.id, case.id)]
    first = next(one for one in office.triggers.offered(event.id, case.id) if one.ticked)
    made = office.triggers.add(
        Trigger(case_id=case.id, event=event.id, on=step.on, step_id=step.id),
        [Chosen(rule_id=first.rule.id)],
    )
    with pytest.raises(InvalidValue):
        office.triggers.add(
            Trigger(case_id=case.id, event="hearing", on=HEARD, step_id=step.id), SUMMONS
        )
    office.cases.save_event(replace(step, on=date(2026, 3, 24)))
    (waits,) = office.redating.waiting(case.id)
    office.redating.answer([waits], [one.id for one in made.deadlines])
    trigger = office.triggers.get(made.trigger.id)
    assert (trigger.on, trigger.step_id) == (date(2026, 3, 24), step.id)
    office.cases.remove_event(step.id, "ພິມຜິດ")
    (gone,) = office.redating.waiting(case.id)
    assert gone.entry is None
    with pytest.raises(InvalidValue):
        office.redating.answer([gone], [])
    office.redating.answer([gone], [], reason="ຄຳພິພາກສາຍັງຢູ່")
    assert office.triggers.get(trigger.id).step_id is None
    assert office.redating.waiting(case.id) == ()


def test_an_event_put_on_a_day_of_its_own_leaves_its_entry(office, case, hearing):
    made = office.triggers.add(of_hearing(case), SUMMONS)
    office.triggers.change(
        replace(made.trigger, on=LATER), [one.id for one in made.deadlines], "ຕາມໝາຍ"
    )
    assert office.triggers.get(made.trigger.id).step_id is None
    assert office.redating.waiting(case.id) == ()
