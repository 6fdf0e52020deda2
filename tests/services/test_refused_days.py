"""What was refused holds, and what follows another deadline says so and is never stale."""

from dataclasses import replace
from datetime import date

from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.moves import MoveCause
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.labels.moves import STAYS, why
from legalaid_desktop.services.deadlines import Chosen
from legalaid_desktop.storage import deadlines as stored_deadlines

RECEIVED = date(2026, 3, 27)
FRIDAY = Holiday(day=date(2026, 4, 10), name_lo="ວັນພັກພິເສດ", name_en="Special day", source="12")
SATURDAY = replace(FRIDAY, day=date(2026, 4, 11))
OPEN = "ສານເປີດວັນນັ້ນ"


def offered(office):
    """The only move that waits."""
    (found,) = office.moves.pending().moves
    return found.move


def days(move):
    return [one.day for one in move.days]


def left_out(deadline):
    """The days that its sum says were left out."""
    lines = [one for one in deadline.steps if one["kind"] == "left_refused"]
    return [one["values"]["day"] for one in lines]


def test_an_accepted_holiday_does_not_let_a_refused_one_in(office, case):
    """An answer until Saturday 11 April, Friday to be safe; the court works on that Friday."""
    office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.holidays.add(FRIDAY)
    office.moves.refuse(offered(office), OPEN)
    office.holidays.add(SATURDAY)
    move = offered(office)
    assert days(move) == [SATURDAY.day], "the other one made no move: it was left out"
    moved = office.moves.accept(move)
    assert left_out(moved) == [FRIDAY.day.isoformat()]
    assert [days(one) for one in office.moves.refused(case.id)] == [[FRIDAY.day]]
    assert office.moves.pending().moves == ()


def taken_back(office, case):
    (refused,) = office.moves.refused(case.id)
    office.moves.take_back(refused)
    return offered(office)


def test_a_refusal_after_an_offer_taken_up_again_holds(office, case):
    """The deadline is still counted by the table before the refused day."""
    office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.holidays.add(FRIDAY)
    office.moves.refuse(offered(office), OPEN)
    again = taken_back(office, case)
    assert days(again) == [FRIDAY.day]
    office.moves.refuse(again, OPEN)
    assert office.moves.pending().moves == ()
    office.holidays.add(SATURDAY)
    moved = office.moves.accept(offered(office))
    assert left_out(moved) == [FRIDAY.day.isoformat()]


def test_it_holds_also_where_the_deadline_was_counted_by_a_later_table(office, case):
    """Friday is refused, Saturday accepted; then Friday is offered again and refused again."""
    office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.holidays.add(FRIDAY)
    office.moves.refuse(offered(office), OPEN)
    office.holidays.add(SATURDAY)
    office.moves.accept(offered(office))
    again = taken_back(office, case)
    assert days(again) == [FRIDAY.day]
    office.moves.refuse(again, OPEN)
    assert office.moves.pending().moves == ()
    office.holidays.add(replace(FRIDAY, day=again.was_statutory))
    moved = office.moves.accept(offered(office))
    assert left_out(moved) == [FRIDAY.day.isoformat()]
    assert days(office.moves.of_case(case.id)[0]) == [again.was_statutory]
    assert office.moves.pending().moves == ()


def test_what_is_offered_again_may_still_be_accepted(office, case):
    office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.holidays.add(FRIDAY)
    office.moves.refuse(offered(office), OPEN)
    office.holidays.add(SATURDAY)
    office.moves.accept(offered(office))
    again = taken_back(office, case)
    assert days(again) == [FRIDAY.day]
    assert left_out(office.moves.accept(again)) == []
    assert (office.moves.refused(case.id), office.moves.pending().moves) == ([], ())


def a_period_and_what_follows(office, case):
    """A claim to bring by 25 December, 24th to be safe, and what begins when that has passed."""
    event = Trigger(case_id=case.id, event="file-first", on=date(2026, 3, 25))
    chosen = [Chosen(rule_id="CV-01"), Chosen(rule_id="CV-05", after="CV-01")]
    return office.triggers.add(event, chosen).deadlines


def test_what_follows_is_offered_where_only_the_safe_day_before_it_moved(office, case):
    """It was counted by the present table before the other one was."""
    first, second = a_period_and_what_follows(office, case)
    for day in (first.safe_on, second.statutory_on):
        office.holidays.add(replace(FRIDAY, day=day))
    moves = {one.deadline.id: one.move for one in office.moves.pending().moves}
    kept = office.moves.accept(moves[second.id])
    sooner = office.moves.accept(moves[first.id])
    assert (sooner.statutory_on, kept.trigger_on) == (first.statutory_on, first.statutory_on)
    assert sooner.safe_on < first.safe_on
    move = offered(office)
    assert (move.deadline_id, move.statutory_on) == (second.id, kept.statutory_on)
    assert office.moves.accept(move).safe_on < kept.safe_on
    assert office.moves.pending().moves == ()


def test_what_follows_says_so_and_not_that_its_event_changed(office, case):
    """One that an earlier program counted from the safe day of the other, and one moved since."""
    first, second = a_period_and_what_follows(office, case)
    with office._desk.writing() as session:
        present = stored_deadlines.get(session, second.id)
        old = {"trigger_on": first.safe_on, "statutory_on": date(2027, 3, 24)}
        stored_deadlines.save(session, replace(present, **old))
    move = offered(office)
    assert (move.cause, move.statutory_on) == (MoveCause.FOLLOWED, second.statutory_on)
    told = {language: why(move, language) for language in ("en", "lo")}
    assert "period that it follows" in told["en"]
    assert told["lo"] != told["en"]
    office.moves.refuse(move, "ນັບແຕ່ວັນປອດໄພ")
    (refused,) = office.moves.refused(case.id)
    assert refused.cause in STAYS
    office.holidays.add(replace(FRIDAY, day=first.safe_on))
    moves = {one.deadline.id: one.move for one in office.moves.pending().moves}
    office.moves.accept(moves[first.id])
    office.moves.take_back(refused)
    assert offered(office).cause is MoveCause.FOLLOWED
    office.moves.accept(offered(office))
    assert office.moves.of_case(case.id)[0].cause is MoveCause.FOLLOWED
