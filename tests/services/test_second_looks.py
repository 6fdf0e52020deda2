"""What makes a day of the law later waits for another person, whatever was done in between."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.desktop import move_rows
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.moves import MoveCause
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Unit
from legalaid_desktop.domain.triggers import Occasion, Prolongation, Trigger
from legalaid_desktop.services.deadlines import Chosen

RECEIVED = date(2026, 3, 27)
MORE = Prolongation(length=10, unit=Unit.DAY, granted_on=date(2026, 3, 30), note="ຄຳສັ່ງ 7")
WHY = "ໃບຮັບ ລົງວັນທີ 30"


def days(one):
    return one.statutory_on, one.safe_on


@pytest.fixture
def som(seat):
    return seat("som", Role.MANAGER)


@pytest.fixture
def made(office, case, som):
    """An answer to a claim (11 April, safe on the 10th), and its event."""
    event = Trigger(case_id=case.id, event="claim-received", on=RECEIVED)
    return office.triggers.add(event, [Chosen(rule_id="CV-24")])


def asked(office, made):
    """The event is entered later than it was."""
    later = replace(office.triggers.get(made.trigger.id), on=date(2026, 3, 30))
    office.triggers.change(later, [made.deadlines[0].id], WHY)


def test_who_asked_does_not_get_round_the_second_person_by_a_refusal(office, som, made):
    asked(office, made)
    office.moves.refuse(office.moves.pending().moves[0].move, "ບໍ່ແນ່")
    (refused,) = office.moves.refused(made.trigger.case_id)
    office.moves.take_back(refused)
    (waits,) = office.moves.pending().moves
    with pytest.raises(Refused) as alone:
        office.moves.accept(waits.move)
    assert "som" in alone.value.values["names"]
    assert som.moves.accept(waits.move).statutory_on == date(2026, 4, 17)


def test_who_leaves_it_unticked_and_offers_it_again_does_not_accept_it_alone(office, som, made):
    later = replace(office.triggers.get(made.trigger.id), on=date(2026, 3, 30))
    office.triggers.change(later, [], WHY)
    (refused,) = office.moves.refused(made.trigger.case_id)
    office.moves.take_back(refused)
    (waits,) = office.moves.pending().moves
    with pytest.raises(Refused):
        office.moves.accept(waits.move)
    assert som.moves.accept(waits.move).statutory_on == date(2026, 4, 17)


def test_a_changed_event_does_not_move_a_deadline_onto_a_rule_that_nobody_read(office, made, seat):
    lawyer = seat("noy", Role.LAWYER)
    shipped = lawyer.rules.get("CV-24")
    typed = replace(shipped.rule, length=10, certainty=Certainty.UNVERIFIED)
    lawyer.rules.change(shipped, typed, "ໃໝ່")
    sooner = replace(office.triggers.get(made.trigger.id), on=date(2026, 3, 26))
    office.triggers.change(sooner, [made.deadlines[0].id], WHY)
    (kept,) = office.deadlines.of_case(made.trigger.case_id)
    assert days(kept) == days(made.deadlines[0])
    (waits,) = office.moves.pending().moves
    assert waits.asks
    with pytest.raises(Refused, match="No lawyer"):
        office.moves.accept(waits.move)
    assert days(office.moves.accept(waits.move, confirmed=True)) < days(kept)


def test_who_asked_does_not_get_round_the_second_person_by_undo_and_redo(office, made):
    asked(office, made)
    office.undo.undo()
    office.undo.redo()
    (waits,) = office.moves.pending().moves
    with pytest.raises(Refused):
        office.moves.accept(waits.move)


def test_time_that_nobody_agreed_to_makes_up_for_no_earlier_event(office, made):
    office.triggers.prolong(made.deadlines[0], MORE)
    sooner = replace(office.triggers.get(made.trigger.id), on=date(2026, 3, 17))
    office.triggers.change(sooner, [made.deadlines[0].id], "ໃບຮັບ ລົງວັນທີ 17")
    (kept,) = office.deadlines.of_case(made.trigger.case_id)
    assert (kept.statutory_on, kept.prolongations) == (date(2026, 4, 1), ())
    assert office.moves.pending().moves == ()


def test_time_that_was_refused_is_in_no_later_offer(office, som, made):
    office.triggers.prolong(made.deadlines[0], MORE)
    (waits,) = som.moves.pending().moves
    som.moves.refuse(waits.move, "ບໍ່ມີຄຳສັ່ງນັ້ນ")
    (kept,) = office.deadlines.of_case(made.trigger.case_id)
    assert (days(kept), kept.prolongations) == (days(made.deadlines[0]), ())
    assert office.moves.pending().moves == ()
    office.holidays.add(Holiday(day=date(2026, 4, 10), name_lo="ວັນພັກ", name_en="Day off"))
    (offered,) = office.moves.pending().moves
    assert days(offered.move) == (date(2026, 4, 11), date(2026, 4, 9))


def test_a_disputed_restart_that_a_lawyer_confirmed_needs_another_person(office, case, som, clock):
    """The debt was named on the Saturday that the law has; the safe day is the Friday before."""
    begun = Trigger(case_id=case.id, event="claim-arose", on=date(2023, 2, 28))
    made = office.triggers.add(begun, [Chosen(rule_id="LM-01")])
    last = made.deadlines[0]
    assert last.safe_on < last.statutory_on
    clock.set(last.statutory_on)
    anew = replace(made.trigger, restarts=(Occasion(on=last.statutory_on),))
    office.triggers.change(anew, [last.id], "ທວງໜີ້")
    (waits,) = som.moves.pending().moves
    doubtful = som.moves.accept(waits.move)
    assert doubtful.safe_on == last.safe_on
    sure = replace(office.triggers.get(made.trigger.id), restart_by="ທ່ານ ສົມພອນ")
    office.triggers.change(sure, [last.id], "ທະນາຍຄວາມຢືນຢັນ")
    (kept,) = office.deadlines.of_case(case.id)
    assert days(kept) == days(doubtful), "the safe day waits for the second look"
    (waits,) = office.moves.pending().moves
    with pytest.raises(Refused):
        office.moves.accept(waits.move)
    assert som.moves.accept(waits.move).safe_on > doubtful.safe_on


def test_the_second_person_is_told_the_cause_and_the_reason(office, case, som, made):
    office.triggers.prolong(made.deadlines[0], MORE)
    (waits,) = som.moves.pending().moves
    assert (waits.move.cause, waits.move.reason) == (MoveCause.GRANTED, MORE.note)
    som.moves.accept(waits.move)
    agreed, _asked = office.moves.of_case(case.id)
    assert (agreed.cause, agreed.by) == (MoveCause.GRANTED, som.account.id)


def test_the_list_says_the_reason_of_who_asked(office, som, made):
    asked(office, made)
    (waits,) = som.moves.pending().moves
    assert WHY in move_rows.said(waits)
