"""What becomes of a deadline: proof, reasons, a second look, days put by hand."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain import settling
from legalaid_desktop.domain.alerts import AlertKind
from legalaid_desktop.domain.calendar import PlannedKind, kinds_of
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus, Urgency, urgency
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.rules import Actor, DeadlineKind
from legalaid_desktop.services import reference

TODAY = date(2026, 3, 30)
DONE, DROPPED = DeadlineStatus.DONE, DeadlineStatus.DROPPED


def deadline(**values):
    usual = {
        "case_id": 1, "rule_id": "CV-24", "title_lo": "ຄຳຄັດຄ້ານ", "title_en": "Reply",
        "trigger_on": date(2026, 3, 27), "statutory_on": date(2026, 4, 11),
        "safe_on": date(2026, 4, 10), "responsible_id": 3,
    }  # fmt: skip
    return Deadline(**usual | values)


def test_what_the_law_sets_is_done_with_proof_and_after_a_second_look():
    with pytest.raises(InvalidValue) as caught:
        settling.settled(deadline(), DONE, statutory=True)
    assert caught.value.field == "proof"
    made = settling.settled(deadline(), DONE, proof="ສານຮັບ 12/2026", statutory=True)
    waits = settling.asked(made, 3, TODAY)
    assert (waits.status, waits.asked, waits.asked_by) == (DeadlineStatus.OPEN, DONE, 3)
    with pytest.raises(Refused):
        settling.settled(waits, DROPPED, reason="ຖອນຟ້ອງ")
    done = settling.confirmed(waits, 4, TODAY)
    assert (done.status, done.asked, done.asked_by, done.settled_by) == (DONE, None, 3, 4)
    assert done.proof == "ສານຮັບ 12/2026"
    with pytest.raises(InvalidValue):
        settling.sent_back(waits, " ")
    back = settling.sent_back(waits, "ບໍ່ມີຈ້ຳ")
    assert (back.status, back.asked, back.proof, back.reason) == (
        DeadlineStatus.OPEN, None, "", "ບໍ່ມີຈ້ຳ",
    )  # fmt: skip
    with pytest.raises(Refused):
        settling.confirmed(back, 4, TODAY)


def test_a_target_needs_no_proof_but_dropping_always_a_reason():
    target = deadline(rule_id="", kind=DeadlineKind.TARGET)
    assert settling.settled(target, DONE).status is DONE
    with pytest.raises(InvalidValue):
        settling.settled(target, DROPPED)
    gone = settling.settled(target, DROPPED, reason="ຍ້າຍ")
    with pytest.raises(Refused):
        settling.reopened(target, "x", 3, TODAY)
    with pytest.raises(InvalidValue) as caught:
        settling.reopened(gone, " ", 3, TODAY)
    assert caught.value.field == "reason"
    again = settling.reopened(gone, "ຍັງແລ່ນຢູ່", 3, TODAY)
    assert (again.status, again.reason) == (DeadlineStatus.OPEN, "")
    assert (again.reopened, again.reopened_by, again.reopened_on) == ("ຍັງແລ່ນຢູ່", 3, TODAY)


def test_what_only_waits_is_taken_back_without_a_reason():
    made = settling.settled(deadline(), DROPPED, reason="ຖອນຟ້ອງ", statutory=True)
    back = settling.reopened(settling.asked(made, 3, TODAY), "", 3, TODAY)
    assert (back.status, back.asked, back.reason, back.reopened) == (
        DeadlineStatus.OPEN, None, "", "",
    )  # fmt: skip


def test_a_period_of_the_law_is_only_pulled_earlier_and_a_clock_never():
    early = settling.moved(deadline(seen_by=3), date(2026, 4, 8), "ໄປສານພ້ອມກັນ", statutory=True)
    assert (early.due_on, early.safe_on) == (date(2026, 4, 8), date(2026, 4, 10))
    assert not settling.is_seen(early)
    back = settling.moved(early, date(2026, 4, 10), "ກັບຄືນ", statutory=True)
    assert (back.hand_on, back.hand_reason) == (None, "")
    with pytest.raises(Refused) as caught:
        settling.moved(deadline(), date(2026, 4, 13), "ບໍ່ທັນ", statutory=True)
    assert caught.value.values["day"] == "10/04/2026"
    with pytest.raises(Refused):
        settling.moved(deadline(kind=DeadlineKind.CLOCK), date(2026, 4, 8), "x", statutory=False)
    with pytest.raises(InvalidValue):
        settling.moved(deadline(), date(2026, 4, 8), "", statutory=True)


def test_a_target_moves_freely_and_is_late_only_after_its_new_day():
    target = deadline(rule_id="", kind=DeadlineKind.TARGET)
    later = settling.moved(target, date(2026, 5, 4), "ລໍຖ້າເອກະສານ", statutory=False)
    assert later.due_on == date(2026, 5, 4)
    assert urgency(later, date(2026, 4, 30)) is Urgency.SOON
    assert urgency(later, date(2026, 5, 5)) is Urgency.PAST


def test_made_a_target_it_stays_a_period_of_the_law():
    rule = reference.rule("CV-24")
    target = settling.converted(deadline(), DeadlineKind.TARGET, "ຕົກລົງໃນຫ້ອງການ")
    assert target.kind is DeadlineKind.TARGET
    assert settling.is_statutory(target, rule)
    assert not settling.is_statutory(replace(target, rule_id="", kind_was=None), None)
    clock = settling.converted(deadline(), DeadlineKind.CLOCK, "ສານເປັນຜູ້ເຮັດ")
    assert clock.actor is Actor.OTHER
    with pytest.raises(Refused):
        settling.converted(clock, DeadlineKind.CLOCK, "x")


def test_it_keeps_what_it_was_with_all_its_warnings_until_it_is_that_again():
    court_set = deadline(rule_id="")
    target = settling.converted(court_set, DeadlineKind.TARGET, "ຕົກລົງກັນ")
    assert (target.kind_was, target.kind_reason) == (DeadlineKind.DEADLINE, "ຕົກລົງກັນ")
    assert settling.is_statutory(target, None)
    clock = settling.converted(target, DeadlineKind.CLOCK, "ສານ")
    assert clock.kind_was is DeadlineKind.DEADLINE
    assert kinds_of(clock) == (PlannedKind.CLOCK, PlannedKind.DEADLINE)
    leads = reference.desk_rules()
    known = leads.of_all([AlertKind.CLOCK, AlertKind.DEADLINE])
    assert set(known.days) == {*leads.of(AlertKind.CLOCK).days, *leads.of(AlertKind.DEADLINE).days}
    assert known.hours == leads.of(AlertKind.CLOCK).hours
    back = settling.converted(clock, DeadlineKind.DEADLINE, "ຜິດ")
    assert (back.kind_was, kinds_of(back)) == (None, (PlannedKind.DEADLINE,))


def test_another_kind_waits_for_the_second_look_like_an_end():
    waits = settling.asked_kind(deadline(), DeadlineKind.TARGET, "ຕົກລົງກັນ", 3, TODAY)
    assert (waits.kind, waits.asked, waits.asked_kind) == (
        DeadlineKind.DEADLINE, DeadlineStatus.OPEN, DeadlineKind.TARGET,
    )  # fmt: skip
    with pytest.raises(Refused):
        settling.moved(waits, date(2026, 4, 8), "x", statutory=True)
    made = settling.confirmed(waits, 4, TODAY)
    assert (made.kind, made.kind_was, made.asked, made.settled_by, made.reason) == (
        DeadlineKind.TARGET, DeadlineKind.DEADLINE, None, None, "",
    )  # fmt: skip
    assert made.kind_reason == "ຕົກລົງກັນ"
    back = settling.sent_back(waits, "ບໍ່ແມ່ນ")
    assert (back.kind, back.asked_kind, back.kind_reason) == (DeadlineKind.DEADLINE, None, "")
