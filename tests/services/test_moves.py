"""Deadlines that a later change would move: told before and after, moved only by a person."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from legalaid_desktop.domain import notice_lines
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.court_calendar import Holiday, HolidayScope
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, Refused, Stale
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.holiday_tables import YearlyNotice
from legalaid_desktop.domain.moves import MoveAnswer, MoveCause
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Unit
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.triggers import Occasion, Prolongation, ServiceWay, Trigger
from legalaid_desktop.services.deadlines import Chosen
from legalaid_desktop.services.holidays import SHIPPED
from legalaid_desktop.services.moves import UNCHECKED
from legalaid_desktop.services.office import open_office
from legalaid_desktop.services.rules import SWITCHED_OFF
from legalaid_desktop.storage.tables import HolidayRow, HolidayVersionRow
from tests.services.conftest import PASSPHRASE, USER

RECEIVED = date(2026, 3, 27)
LATE = Holiday(day=date(2026, 4, 10), name_lo="ວັນພັກພິເສດ", name_en="Special day", source="12")


def days(one):
    return one.statutory_on, one.safe_on


def changed(office, deadline):
    """The last change of it in the trail."""
    lines = office.trail.of_record("deadline", deadline.id)
    return next(line.entry for line in lines if line.entry.deed is Deed.CHANGE)


def test_a_holiday_added_late_is_told_accepted_once_refused_once_and_leaves_a_trace(office, case):
    """Answer to a claim (safe Fri 10 April) and an objection; 10 April becomes a holiday late."""
    answer = office.deadlines.add(case.id, "CV-24", RECEIVED)
    objection = office.deadlines.add(case.id, "CV-28", RECEIVED)
    far = office.deadlines.add(case.id, "LM-13", date(2026, 3, 2), variant="no_term")
    assert office.moves.pending().moves == ()
    office.holidays.add(LATE, why="ແຈ້ງການມາຊ້າ")
    assert office.deadlines.of_case(case.id) == [answer, objection, far], "nothing moves by itself"

    found = office.moves.pending().moves
    assert [one.deadline.id for one in found] == [answer.id, objection.id]
    first, second = (one.move for one in found)
    assert (first.was_statutory, first.was_safe) == (date(2026, 4, 11), date(2026, 4, 10))
    assert days(first) == (date(2026, 4, 11), date(2026, 4, 9))
    assert (first.cause, [one.day for one in first.days]) == (MoveCause.HOLIDAY, [LATE.day])

    moved = office.moves.accept(first)
    assert days(moved) == (date(2026, 4, 11), date(2026, 4, 9))
    assert moved.holidays_version != answer.holidays_version
    with pytest.raises(InvalidValue):
        office.moves.refuse(second, " ")
    office.moves.refuse(second, "ສານເປີດວັນນັ້ນ")
    assert office.moves.pending().moves == (), "a refused one is not offered again"
    kept = {one.id: one for one in office.deadlines.of_case(case.id)}
    assert kept[objection.id] == objection
    assert [one.deadline_id for one in office.moves.refused(case.id)] == [objection.id]


def test_both_answers_stand_in_the_file_and_in_the_history(office, case):
    answer, objection = (office.deadlines.add(case.id, one, RECEIVED) for one in ("CV-24", "CV-28"))
    office.holidays.add(LATE)
    first, second = (one.move for one in office.moves.pending().moves)
    office.moves.accept(first)
    office.moves.refuse(second, "ສານເປີດວັນນັ້ນ")
    trace = office.moves.of_case(case.id)
    assert [(one.deadline_id, one.answer, one.reason, one.by) for one in trace] == [
        (objection.id, MoveAnswer.REFUSED, "ສານເປີດວັນນັ້ນ", office.account.id),
        (answer.id, MoveAnswer.ACCEPTED, "", office.account.id),
    ]
    change = changed(office, answer)
    assert change.fields["safe_on"] == ("2026-04-10", "2026-04-09")
    assert change.reason == "10/04/2026 ວັນພັກພິເສດ"
    refusal = changed(office, objection)
    assert (refusal.fields["refused_on"][1], refusal.reason) == ("2026-04-09", "ສານເປີດວັນນັ້ນ")


def test_an_accepted_move_is_undone_and_told_again(office, case):
    answer = office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.holidays.add(LATE)
    office.moves.accept(office.moves.pending().moves[0].move)
    office.undo.undo()
    assert days(office.deadlines.of_case(case.id)[0]) == days(answer)
    assert [one.deadline.id for one in office.moves.pending().moves] == [answer.id], "told again"


def test_what_changed_since_it_was_offered_is_not_accepted_unseen(office, case):
    kept = office.deadlines.add(case.id, "CV-24", RECEIVED)
    added = office.holidays.add(LATE)
    (offered,) = office.moves.pending().moves
    office.holidays.add(replace(LATE, day=date(2026, 4, 9)))
    with pytest.raises(Refused):
        office.moves.accept(offered.move)
    office.moves.refuse(office.moves.pending().moves[0].move, "ບໍ່ແນ່")
    office.holidays.remove(added.id, why="ພິມຜິດ")
    assert office.moves.pending().moves == (), "only Thursday is off now, and Friday is safe"
    assert office.deadlines.of_case(case.id) == [kept]


def test_days_that_bind_nobody_here_pull_back_but_never_extend(office, case):
    kept = office.deadlines.add(case.id, "CV-24", date(2026, 3, 26))
    assert days(kept) == (date(2026, 4, 10), date(2026, 4, 9))
    office.holidays.add(replace(LATE, day=date(2026, 4, 9), scope=HolidayScope.WOMEN))
    (offered,) = office.moves.pending().moves
    assert days(offered.move) == (date(2026, 4, 10), date(2026, 4, 8))


def test_hidden_cases_are_a_number_for_the_manager_and_moves_for_their_team(office, case, seat):
    mate = seat("noy", Role.LAWYER)
    manager = seat("bou", Role.MANAGER)
    office.deadlines.add(case.id, "CV-24", RECEIVED)
    secret = {"confidentiality": Confidentiality.RESTRICTED, "code_name": "ນົກຍຸງ"}
    office.cases.save(replace(office.cases.get(case.id), **secret))
    office.holidays.add(LATE)
    assert len(office.moves.pending().moves) == 1
    seen = manager.moves.pending()
    assert (seen.moves, seen.hidden) == ((), 1)
    assert (mate.moves.pending().moves, mate.moves.pending().hidden) == ((), 0)


def test_an_event_is_entered_with_all_that_follows_or_not_at_all(office, case):
    event = Trigger(case_id=case.id, event="claim-received", on=RECEIVED, note="ໃບຮັບ 14")
    offered = [one.rule.id for one in office.triggers.offered("claim-received", case.id)]
    assert offered[0] == "CV-24"
    with pytest.raises(InvalidValue):
        office.triggers.add(event, [])
    with pytest.raises(Refused):
        office.triggers.add(event, [Chosen(rule_id="CV-24"), Chosen(rule_id="CR-01")])
    assert (office.deadlines.of_case(case.id), office.triggers.of_case(case.id)) == ([], [])
    made = office.triggers.add(event, [Chosen(rule_id="CV-24"), Chosen(rule_id="CV-28")])
    assert {one.trigger_id for one in made.deadlines} == {made.trigger.id}
    assert {one.trigger_note for one in made.deadlines} == {"ໃບຮັບ 14"}
    assert "CV-24" not in [
        one.rule.id for one in office.triggers.offered("claim-received", case.id)
    ]


def test_a_changed_event_moves_what_was_accepted_and_keeps_what_was_put_by_hand(office, case):
    event = Trigger(case_id=case.id, event="claim-received", on=RECEIVED)
    made = office.triggers.add(event, [Chosen(rule_id="CV-24"), Chosen(rule_id="CV-28")])
    answer, objection = made.deadlines
    kept = office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.settling.settle(kept, DeadlineStatus.DONE, proof="ກາສານ 5")
    later = replace(made.trigger, on=date(2026, 3, 30))
    shown = office.triggers.try_change(later).moved
    assert [(one.move.was_safe, one.move.safe_on) for one in shown] == [
        (date(2026, 4, 10), date(2026, 4, 13)),
        (date(2026, 4, 10), date(2026, 4, 13)),
    ]
    assert office.triggers.get(made.trigger.id) == made.trigger
    with pytest.raises(InvalidValue):
        office.triggers.change(later, [answer.id])
    (moved,) = office.triggers.change(later, [answer.id], "ນັບແຕ່ວັນຮັບຮູ້")
    assert (moved.id, moved.trigger_on, moved.safe_on) == (
        answer.id,
        date(2026, 3, 30),
        date(2026, 4, 13),
    )
    assert office.moves.pending().moves == (), "the other one was refused"
    assert {one.cause for one in office.moves.of_case(case.id)} == {MoveCause.EVENT}
    with pytest.raises(Stale):
        office.triggers.change(later, [answer.id, objection.id], "ນັບຄືນ")


def test_what_cannot_be_counted_again_is_told_and_needs_a_reason(office, case, seat):
    """A rule is switched off, then the day of the event is put right: nothing is left unsaid."""
    event = Trigger(case_id=case.id, event="claim-received", on=RECEIVED)
    made = office.triggers.add(event, [Chosen(rule_id="CV-24"), Chosen(rule_id="CV-28")])
    answer, objection = made.deadlines
    lawyer = seat("noy", Role.LAWYER)
    lawyer.rules.switch_off(lawyer.rules.get("CV-24"), "ບໍ່ໃຊ້")
    assert office.moves.pending().uncounted == (), "nothing has changed under it"
    with pytest.raises(Refused) as caught:
        office.deadlines.count("CV-24", RECEIVED)
    assert (caught.value.reason, caught.value.values) == (SWITCHED_OFF, {"rule": "CV-24"})
    noted = replace(made.trigger, note="ໃບຮັບ 14")
    assert office.triggers.try_change(noted).uncounted == (), "another note moves nothing"

    later = replace(made.trigger, on=date(2026, 3, 30))
    shown = office.triggers.try_change(later)
    assert [one.deadline for one in shown.moved] == [objection]
    assert [(one.deadline, one.problem.reason) for one in shown.uncounted] == [
        (answer, SWITCHED_OFF)
    ]
    with pytest.raises(InvalidValue):
        office.triggers.change(later, [objection.id])
    office.triggers.change(later, [objection.id], "ນັບແຕ່ວັນຮັບຮູ້")
    assert changed(office, answer).reason == "ນັບແຕ່ວັນຮັບຮູ້"
    (lost,) = office.moves.pending().uncounted
    assert (lost.deadline.id, lost.case.id, office.moves.count()) == (answer.id, case.id, 1)
    lawyer.rules.switch_on(lawyer.rules.get("CV-24"), "ໃຊ້ຄືນ")
    pending = office.moves.pending()
    assert (pending.uncounted, [one.move.cause for one in pending.moves]) == (
        (),
        [MoveCause.EVENT],
    )


def test_a_period_that_follows_another_may_be_added_on_another_day(office, case):
    event = Trigger(case_id=case.id, event="mandate-made", on=date(2026, 3, 2), note="ໃບມອບ")
    follower = Chosen(rule_id="OT-06", after="LM-13")
    with pytest.raises(Refused):
        office.triggers.add(event, [follower])
    first = office.triggers.add(event, [Chosen(rule_id="LM-13", variant="no_term")])
    typed = replace(event, note="")
    counted = office.deadlines.count_all([follower], typed)["OT-06"]
    assert counted.trigger == first.deadlines[0].safe_on
    second = office.triggers.add(typed, [follower])
    assert second.trigger == first.trigger, "one event, entered once"
    (made,) = second.deadlines
    assert (made.after_id, made.trigger_id) == (first.deadlines[0].id, first.trigger.id)
    moved = office.triggers.try_change(replace(first.trigger, on=date(2026, 3, 9))).moved
    assert [one.deadline.id for one in moved] == [made.after_id, made.id]
    other = replace(event, on=date(2026, 3, 3))
    assert isinstance(office.deadlines.count_all([follower], other)["OT-06"], Refused)
    with pytest.raises(Refused):
        office.triggers.add(other, [follower])


def test_a_period_that_follows_another_moves_with_it_and_is_offered_once(office, case):
    event = Trigger(case_id=case.id, event="mandate-made", on=date(2026, 3, 2))
    chosen = [Chosen(rule_id="OT-06", after="LM-13"), Chosen(rule_id="LM-13", variant="no_term")]
    made = office.triggers.add(event, chosen)
    first, second = made.deadlines
    assert (second.rule_id, second.after_id, second.trigger_id) == (
        "OT-06",
        first.id,
        made.trigger.id,
    )
    assert second.trigger_on == first.safe_on
    assert "OT-06" not in [one.rule.id for one in office.triggers.offered(event.event, case.id)]
    assert office.moves.pending().moves == ()

    later = replace(made.trigger, on=date(2026, 3, 9))
    shown = office.triggers.try_change(later).moved
    assert [one.deadline.id for one in shown] == [first.id, second.id]
    assert shown[1].after.trigger_on == shown[0].after.safe_on
    with pytest.raises(InvalidValue):
        office.triggers.change(later, [second.id])
    office.triggers.change(later, [first.id, second.id], "ເຊັນຊ້າກວ່າ")
    moved = {one.id: one for one in office.deadlines.of_case(case.id)}
    assert moved[second.id].trigger_on == moved[first.id].safe_on > first.safe_on

    more = Prolongation(length=1, unit=Unit.MONTH, granted_on=date(2026, 3, 20), note="ອະນຸຍາດ")
    longer = office.triggers.prolong(moved[first.id], more)
    (offered,) = office.moves.pending().moves
    assert offered.deadline.id == second.id
    assert office.moves.accept(offered.move).trigger_on == longer.safe_on
    assert office.moves.pending().moves == ()


def test_what_follows_a_period_runs_from_its_statutory_last_day(office, case):
    """Art. 47: from the day after the last day; CV-01 from 5 January 2026 ends on 5 October."""
    event = Trigger(case_id=case.id, event="file-first", on=date(2026, 1, 5))
    chosen = [Chosen(rule_id="CV-01"), Chosen(rule_id="CV-05", after="CV-01")]
    counted = office.deadlines.count_all(chosen, event)["CV-05"]
    assert counted.statutory == date(2027, 1, 5)
    first, second = office.triggers.add(event, chosen).deadlines
    assert (days(first)[0], second.trigger_on) == (date(2026, 10, 5), date(2026, 10, 5))
    assert second.statutory_on == counted.statutory
    assert second.safe_on <= date(2027, 1, 1)  # were the three months counted from the safe day
    assert office.moves.pending().moves == (), "counted again it comes to the same"


def test_a_target_goes_back_from_the_day_put_by_hand(office, case):
    event = Trigger(case_id=case.id, event="mandate-made", on=date(2026, 3, 2))
    base, target = (
        Chosen(rule_id="LM-13", variant="no_term"),
        Chosen(rule_id="OT-06", after="LM-13"),
    )
    first, second = office.triggers.add(event, [base, target]).deadlines
    office.settling.move(first, date(2026, 5, 29), "ໃບມອບຂຽນກຳນົດໄວ້")
    (offered,) = office.moves.pending().moves
    moved = office.moves.accept(offered.move)
    assert (moved.id, moved.trigger_on) == (second.id, date(2026, 5, 29))
    assert moved.statutory_on == date(2026, 4, 29)
    assert office.moves.pending().moves == ()


def test_a_later_day_of_the_law_needs_a_reason_and_another_person(office, case, seat):
    """Answer to a claim: counted from 27 March, and from the 30th."""
    som = seat("som", Role.MANAGER)
    event = Trigger(case_id=case.id, event="claim-received", on=RECEIVED)
    made = office.triggers.add(event, [Chosen(rule_id="CV-24")])
    (answer,) = made.deadlines
    later = replace(made.trigger, on=date(2026, 3, 30))
    with pytest.raises(InvalidValue) as refused:
        office.triggers.change(later, [answer.id])
    assert refused.value.field == "reason"
    office.triggers.change(later, [answer.id], "ໃບຮັບ ລົງວັນທີ 30")
    (kept,) = office.deadlines.of_case(case.id)
    assert days(kept) == days(answer), "the old day is watched on"
    (waits,) = office.moves.pending().moves
    with pytest.raises(Refused) as alone:
        office.moves.accept(waits.move)
    assert "som" in alone.value.values["names"]
    moved = som.moves.accept(waits.move)
    assert days(moved)[0] == date(2026, 4, 17)  # over the New Year
    assert office.moves.pending().moves == ()

    more = Prolongation(length=10, unit=Unit.DAY, granted_on=date(2026, 3, 30), note="ຄຳສັ່ງ 7")
    with pytest.raises(InvalidValue) as ahead:
        office.triggers.prolong(moved, replace(more, granted_on=date(2030, 1, 1)))
    assert ahead.value.field == "granted_on"
    longer = office.triggers.prolong(moved, more)
    assert (days(longer), len(longer.prolongations)) == (days(moved), 1)
    (waits,) = som.moves.pending().moves
    assert days(som.moves.accept(waits.move))[0] == date(2026, 4, 27)


def test_what_has_not_happened_yet_starts_nothing(office, case):
    """Only a day that can be known before it comes may lie ahead."""
    claim = Trigger(case_id=case.id, event="claim-received", on=date(2027, 3, 27))
    answer = [Chosen(rule_id="CV-24")]
    with pytest.raises(InvalidValue) as refused:
        office.triggers.add(claim, answer)
    assert (refused.value.field, refused.value.values) == ("trigger_on", {"day": "27/03/2027"})
    posted = replace(claim, on=RECEIVED, way=ServiceWay.POST, reached_on=date(2026, 12, 1))
    with pytest.raises(InvalidValue) as refused:
        office.triggers.add(posted, answer)
    assert refused.value.field == "reached_on"
    hearing = Trigger(case_id=case.id, event="hearing", on=date(2026, 6, 1))
    assert office.triggers.add(hearing, [Chosen(rule_id="CV-16")]).deadlines


def test_who_answers_sees_a_moved_deadline_anew(office, case):
    event = Trigger(case_id=case.id, event="claim-received", on=RECEIVED)
    made = office.triggers.add(event, [Chosen(rule_id="CV-24"), Chosen(rule_id="CV-28")])
    seen = [office.settling.see(one) for one in made.deadlines]
    assert all(one.seen_by for one in seen)
    (moved,) = office.triggers.change(
        replace(made.trigger, on=date(2026, 3, 30)), [seen[0].id], "ນັບແຕ່ວັນຮັບຮູ້"
    )
    kept = next(one for one in office.deadlines.of_case(case.id) if one.id == seen[1].id)
    assert (moved.seen_by, moved.seen_at) == (None, None)
    assert kept.seen_by == office.account.id, "it stays where it is"


def test_more_time_that_ends_on_the_same_day_is_kept(office, case, clock):
    """It was granted before the period began anew, so that it is spent."""
    clock.set(date(2026, 4, 20))
    anew = (Occasion(on=date(2026, 4, 6)),)
    event = Trigger(case_id=case.id, event="file-first", on=RECEIVED, restarts=anew)
    (answer,) = office.triggers.add(event, [Chosen(rule_id="CV-01")]).deadlines
    more = Prolongation(length=5, unit=Unit.DAY, granted_on=date(2026, 4, 1), note="ສານອະນຸຍາດ")
    shown = office.triggers.try_prolong(answer, more)
    assert days(shown.move) == days(answer)
    assert office.triggers.prolong(answer, more).prolongations == (more,)
    assert [one.cause for one in office.moves.of_case(case.id)] == [MoveCause.GRANTED]


def test_a_step_of_the_story_offers_the_periods_that_follow_from_it_once(office, case):
    assert office.triggers.following(case.id) is None
    step = Event(
        case_id=case.id,
        kind=EventKind.STEP,
        on=RECEIVED,
        text="",
        happening="judgment",
    )
    office.cases.add_event(step)
    found = office.triggers.following(case.id)
    assert found.step.on == RECEIVED
    assert found.count > 1
    event = found.events[0]
    first = next(one for one in office.triggers.offered(event.id, case.id) if one.ticked)
    chosen = Chosen(rule_id=first.rule.id)
    office.triggers.add(Trigger(case_id=case.id, event=event.id, on=RECEIVED), [chosen])
    assert office.triggers.following(case.id) is None


def test_more_time_counts_from_the_last_day_and_is_undone(office, case, clock):
    clock.set(date(2026, 4, 20))
    made = office.triggers.add(
        Trigger(case_id=case.id, event="claim-received", on=RECEIVED), [Chosen(rule_id="CV-24")]
    )
    (answer,) = made.deadlines
    more = Prolongation(length=10, unit=Unit.DAY, granted_on=date(2026, 4, 2), note="ສານອະນຸຍາດ")
    shown = office.triggers.try_prolong(answer, more)
    longer = office.triggers.prolong(answer, more)
    assert longer.safe_on == shown.after.safe_on > answer.safe_on
    assert longer.prolongations == (more,)
    assert [one.cause for one in office.moves.of_case(case.id)] == [MoveCause.GRANTED]
    office.undo.undo()
    assert days(office.deadlines.of_case(case.id)[0]) == days(answer)
    with pytest.raises(InvalidValue):
        office.triggers.prolong(answer, replace(more, note=""))


def test_december_asks_for_the_notice_until_it_is_in(office, clock):
    assert office.holidays.lacking() is None
    clock.set(date(2026, 12, 1))
    assert office.holidays.lacking() == 2027
    assert office.today.look().lacking == 2027
    named = notice_lines.read("13-16/04/2027 ບຸນປີໃໝ່ລາວ", 2027)
    notice = YearlyNotice(number="12/ຫສນຍ", on=None, year=2027, days=named)
    seen = office.holidays.try_notice(notice)
    assert [one.day for one in seen.preview.added] == [date(2027, 4, 13)]
    assert len(seen.preview.confirmed) == 3
    gone = date(2027, 5, 3)
    assert gone in [one.day for one in seen.preview.unnamed]
    office.holidays.keep_notice(notice, [gone])
    assert office.holidays.lacking() is None
    table = {one.day: one for one in office.holidays.table()}
    assert gone not in table
    assert {table[date(2027, 4, day)].certainty for day in (13, 14, 15, 16)} == {Certainty.LAW_TEXT}
    latest, first = office.holidays.history()
    assert (latest.version.notice, latest.version.by) == ("12/ຫສນຍ", office.user)
    assert {one.day for one in latest.changes} == {date(2027, 4, 13), gone}
    assert gone in {one.day for one in office.holidays.called(first.version.code).days}


def test_a_notice_is_read_from_a_text_and_no_damaged_calendar_passes_in_silence(office, tmp_path):
    text = tmp_path / "notice.txt"
    text.write_text("ແຈ້ງການ\n\n14, 15 ແລະ 16 ເມສາ 2027 ບຸນປີໃໝ່\n", "utf-8-sig")
    lines = office.holidays.read_file(text)
    assert [one.day.day for one in notice_lines.read(lines, 2027)] == [14, 15, 16]
    table = tmp_path / "notice.csv"
    table.write_text("No,Day,Name\n1,2027-04-14,New Year\n2,2027-12-02,ວັນຊາດ\n", "utf-8")
    found = notice_lines.read(office.holidays.read_file(table), 2027)
    assert [one.name_en or one.name_lo for one in found] == ["New Year", "ວັນຊາດ"]
    file = tmp_path / "days.ics"
    for day in ("", "BEGIN:VEVENT\nDTSTART:2027\nSUMMARY:x\nEND:VEVENT\n"):
        file.write_text(f"BEGIN:VCALENDAR\n{day}END:VCALENDAR\n", "utf-8")
        with pytest.raises(Refused):
            office.holidays.read_file(file)
    good = "BEGIN:VEVENT\nDTSTART:20270414\nSUMMARY:a\nEND:VEVENT\n"
    file.write_text(f"BEGIN:VCALENDAR\n{good}{day}END:VCALENDAR\n", "utf-8")
    with pytest.raises(InvalidValue, match="no day"):
        notice_lines.read(office.holidays.read_file(file), 2027)


def test_a_move_by_a_changed_rule_says_what_the_rule_now_is_and_how_sure(office, case, seat):
    kept = office.deadlines.add(case.id, "CV-24", RECEIVED)
    lawyer = seat("noy", Role.LAWYER)
    shipped = office.rules.get("CV-24")
    lawyer.rules.change(shipped, replace(shipped.wording, length=10, article="999"), "ໃໝ່")
    (found,) = office.moves.pending().moves
    assert found.asks
    with pytest.raises(Refused) as caught:
        office.moves.accept(found.move)
    assert caught.value.reason == UNCHECKED
    with pytest.raises(Refused):
        office.moves.accept_several([found.move])
    moved = office.moves.accept(found.move, confirmed=True)
    assert kept.certainty is Certainty.LAW_TEXT
    assert moved.certainty is Certainty.UNVERIFIED, "nobody has read the new wording"
    assert "999" in moved.rule_text
    assert moved.safe_on < kept.safe_on


def test_a_refused_day_stays_out_whatever_counts_the_deadline_later(office, case):
    """The court works on 10 April, although the table has it: more time does not bring it in."""
    event = Trigger(case_id=case.id, event="claim-received", on=RECEIVED)
    (answer,) = office.triggers.add(event, [Chosen(rule_id="CV-24")]).deadlines
    more = Prolongation(length=14, unit=Unit.DAY, granted_on=date(2026, 3, 30), note="ສານອະນຸຍາດ")
    end = office.triggers.try_prolong(answer, more).after
    off = replace(LATE, day=end.safe_on)
    office.holidays.add(LATE)
    office.holidays.add(off)
    office.moves.refuse(office.moves.pending().moves[0].move, "ສານເປີດວັນນັ້ນ")
    assert office.moves.pending().moves == ()

    longer = office.triggers.prolong(answer, more)
    assert days(longer) < days(end), "the other new day counts, nobody refused that"
    office.holidays.remove(next(one.id for one in office.holidays.table() if one.day == off.day))
    (offered,) = office.moves.pending().moves
    moved = office.moves.accept(offered.move)
    assert days(moved) == days(end), "as it was without the refused day"
    told = [one for one in moved.steps if one["kind"] == "left_refused"]
    assert [one["values"]["day"] for one in told] == [LATE.day.isoformat()]

    later = replace(office.triggers.get(answer.trigger_id), on=date(2026, 3, 26))
    shown = office.triggers.try_change(later).moved[0].after
    assert any(one["kind"] == "left_refused" for one in shown.steps)
    assert office.moves.pending().moves == ()


def test_a_refusal_is_taken_back_and_offered_again(office, case):
    office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.holidays.add(LATE)
    office.moves.refuse(office.moves.pending().moves[0].move, "ສານເປີດວັນນັ້ນ")
    (refused,) = office.moves.refused(case.id)
    office.moves.take_back(refused)
    assert office.moves.refused(case.id) == []
    (offered,) = office.moves.pending().moves
    assert days(office.moves.accept(offered.move)) == (date(2026, 4, 11), date(2026, 4, 9))
    answers = [one.answer for one in office.moves.of_case(case.id)]
    assert answers == [MoveAnswer.ACCEPTED, MoveAnswer.TAKEN_BACK, MoveAnswer.REFUSED]


def test_several_are_answered_at_once_each_with_its_own_trace(office, case):
    made = [office.deadlines.add(case.id, one, RECEIVED) for one in ("CV-24", "CV-28", "CV-24")]
    office.holidays.add(LATE)
    offered = [one.move for one in office.moves.pending().moves]
    office.settling.settle(made[2], DeadlineStatus.DROPPED, reason="ຖອນ")
    answered = office.moves.accept_several(offered)
    assert [one.deadline_id for one in answered.decided] == [made[0].id, made[1].id]
    assert [one.deadline_id for one in answered.left] == [made[2].id], "it was settled meanwhile"
    assert len(office.moves.of_case(case.id)) == 2
    assert changed(office, made[0]).fields["safe_on"] == ("2026-04-10", "2026-04-09")
    office.holidays.add(replace(LATE, day=date(2026, 4, 9)))
    offered = [one.move for one in office.moves.pending().moves]
    with pytest.raises(InvalidValue):
        office.moves.refuse_several(offered, " ")
    assert len(office.moves.refuse_several(offered, "ສານເປີດ").decided) == 2
    assert office.moves.count() == 0


def test_a_checked_rule_is_told_of_deadlines_on_the_same_days_and_so_is_a_doubtful_one(
    office, case, seat
):
    """CV-32 was read nowhere yet; CV-24 was, until somebody changes where it stands."""
    made = office.deadlines.add(case.id, "CV-32", RECEIVED, confirmed=True)
    seen = office.settling.see(made)
    sure = office.deadlines.add(case.id, "CV-24", RECEIVED)
    assert made.certainty is Certainty.UNVERIFIED
    assert office.moves.refresh() == 0
    lawyer = seat("noy", Role.LAWYER)
    unread, shipped = lawyer.rules.get("CV-32"), lawyer.rules.get("CV-24")
    placed = lawyer.rules.change(unread, replace(unread.wording, article="240"), "ອ່ານ")
    lawyer.rules.check_off(placed, "ອ່ານແລ້ວ")
    lawyer.rules.change(shipped, replace(shipped.wording, article="999"), "ໃໝ່")
    assert office.moves.pending().moves == (), "no day moves, so that nobody is asked"
    assert office.moves.refresh() == 2
    found = {one.id: one for one in office.deadlines.of_case(case.id)}
    assert found[made.id].certainty is Certainty.LAW_TEXT
    assert found[sure.id].certainty is Certainty.UNVERIFIED
    assert (days(found[made.id]), found[made.id].seen_by) == (days(made), seen.seen_by)
    assert changed(office, made).fields["certainty"] == ("C", "A")
    assert "240" in found[made.id].rule_text
    assert "CV-32" in changed(office, made).reason
    assert (office.moves.refresh(), office.moves.count()) == (0, 0)


@pytest.fixture
def elsewhere(office, clock):
    """The same office in another program."""
    opened = open_office(office.folder, USER, PASSPHRASE, at=clock)
    yield opened
    opened.lock()


def test_an_unchanged_office_counts_once_and_any_change_is_noticed(office, elsewhere, case, seat):
    """Looks and other work count nothing again; each change that may move one does, by anybody."""
    mate, known = seat("noy", Role.LAWYER), office._desk.standing
    event = Trigger(case_id=case.id, event="claim-received", on=RECEIVED)
    made = office.triggers.add(event, [Chosen(rule_id="CV-24"), Chosen(rule_id="CV-28")])
    day = office.holidays.add(LATE)
    assert office.moves.count() == 2
    kept = known._found
    office.people.get(office.people.client(case.client_id).person_id)
    office.cases.save(replace(office.cases.get(case.id), subject_lo="ດິນ"))
    assert (office.moves.count(), known._found) == (2, kept)
    assert known._found is kept, "nothing that may move a deadline has changed"

    first = elsewhere.moves.pending().moves[0].move
    elsewhere.moves.refuse(first, "ສານເປີດ")
    assert office.moves.count() == 1
    elsewhere.settling.settle(made.deadlines[1], DeadlineStatus.DROPPED, reason="ຖອນ")
    assert office.moves.count() == 0
    lawyer = mate.rules.get("CV-24")
    mate.rules.change(lawyer, replace(lawyer.wording, length=10), "ໃໝ່")
    assert office.moves.count() == 1
    elsewhere.holidays.remove(day.id)
    mate.rules.go_back(mate.rules.get("CV-24"), "ຄືນ")
    assert office.moves.count() == 0
    elsewhere.holidays.add(LATE)
    assert office.moves.count() == 0, "the refusal of this day holds"
    late = elsewhere.deadlines.add(case.id, "CV-28", date(2026, 3, 26))
    elsewhere.holidays.add(replace(LATE, day=late.safe_on))
    assert office.moves.count() == elsewhere.moves.count() == len(office.moves.pending().moves) > 0
    for one in elsewhere.moves.pending().moves:
        elsewhere.settling.settle(one.deadline, DeadlineStatus.DROPPED, reason="ຜິດ")
    assert office.moves.count() == 0


def of_an_earlier_program(office, year):
    """The office as a program left it that knew no holidays from that year on."""
    with office._desk.database.transaction() as session:
        for row in session.scalars(select(HolidayRow)).all():
            if row.day.year >= year:
                session.delete(row)
        first = session.scalars(select(HolidayVersionRow)).one()
        first.days = tuple(one for one in first.days if one.day.year < year)


def test_days_that_a_newer_program_brings_are_offered_with_what_they_move_never_put_in_silently(
    office, case, seat
):
    of_an_earlier_program(office, 2027)
    brought = office.holidays.shipped()
    assert {one.day.year for one in brought} == {2027, 2028, 2029, 2030}
    assert {one.day for one in office.holidays.table()}.isdisjoint(one.day for one in brought)
    assert office.today.look().shipped == len(brought)
    assert seat("noy", Role.LAWYER).holidays.shipped() == [], "who may not set up is not asked"
    kept = office.deadlines.add(case.id, "CV-24", date(2026, 12, 17))
    (moving,) = office.holidays.try_shipped(brought).moves
    assert (moving.deadline, office.moves.count()) == (kept, 0)

    few = [one for one in brought if one.day.year == 2027]
    assert len(office.holidays.keep_shipped(few)) == len(few)
    latest = office.holidays.history()[0]
    assert {one.day for one in latest.changes} == {one.day for one in few}
    assert (latest.version.why, office.moves.count()) == (SHIPPED, 1)
    gone = next(one for one in office.holidays.table() if one.day.year == 2027)
    office.holidays.remove(gone.id, why="ບໍ່ພັກ")
    left = office.holidays.shipped()
    assert {one.day.year for one in left} == {2028, 2029, 2030}, (
        "what the office took out stays out"
    )
