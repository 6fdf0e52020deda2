"""Deadlines are settled by two people, moved with a reason, and seen by who answers for them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from legalaid_desktop import i18n
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.alerts import Absence, AlertKind
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.calendar import DeskList, Movable, PlannedKind
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.custody import LAOS, Custody
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, Refused
from legalaid_desktop.domain.events import Audience, Event, EventKind
from legalaid_desktop.domain.hearings import HearingNotice
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.services.alerts import MOST_UNSEEN
from legalaid_desktop.storage import deadlines as stored
from legalaid_desktop.storage import users as stored_users

RECEIVED, TODAY = date(2026, 3, 27), date(2026, 3, 30)
DONE, OPEN, DROPPED = DeadlineStatus.DONE, DeadlineStatus.OPEN, DeadlineStatus.DROPPED
SECRET = {"confidentiality": Confidentiality.RESTRICTED, "code_name": "ນົກຍຸງ"}


def reasons(office, record):
    return [one.entry.reason for one in office.trail.of_record("deadline", record.id)]


def test_alone_one_settles_at_once_and_the_trail_says_that_nobody_looked(office, case):
    due = office.deadlines.add(case.id, "CV-24", RECEIVED)
    done = office.settling.settle(due, DONE, proof="ສານຮັບ 4/2026")
    assert (done.status, done.asked_by, done.settled_by) == (DONE, 1, 1)
    assert any("second look" in one for one in reasons(office, due))


def test_what_the_law_sets_waits_for_somebody_else(office, case, seat, tmp_path):
    boss = seat("boss", Role.MANAGER)
    due = office.deadlines.add(case.id, "CV-24", RECEIVED)
    waits = office.settling.settle(due, DONE, proof="ປຶ້ມສົ່ງ 12")
    assert (waits.status, waits.asked) == (OPEN, DONE)
    assert [one.id for one, _case in boss.today.look().second_looks] == [due.id]
    with pytest.raises(Refused) as caught:
        office.settling.look_again(waits, agreed=True)
    assert caught.value.values["names"] == "boss"
    back = boss.settling.look_again(waits, agreed=False, why="ບໍ່ມີຈ້ຳສານ")
    assert (back.status, back.asked, back.reason) == (OPEN, None, "ບໍ່ມີຈ້ຳສານ")
    again = office.settling.settle(back, DROPPED, reason="ຖອນຟ້ອງ")
    gone = boss.settling.look_again(again, agreed=True)
    assert (gone.status, gone.reason, gone.settled_by) == (DROPPED, "ຖອນຟ້ອງ", boss.account.id)
    with pytest.raises(InvalidValue):
        boss.settling.reopen(gone, " ")
    watched = boss.settling.reopen(gone, "ຍັງແລ່ນຢູ່")
    assert (watched.status, watched.reopened, watched.reopened_by, watched.reopened_on) == (
        OPEN, "ຍັງແລ່ນຢູ່", boss.account.id, TODAY,
    )  # fmt: skip
    assert "ຍັງແລ່ນຢູ່" in reasons(office, due)
    office.alerts.save_rules(replace(office.alerts.rules(), second_look=False))
    other = office.deadlines.add(case.id, "CV-28", RECEIVED)
    assert office.settling.settle(other, DONE, proof="4").status is DONE
    with pytest.raises(InvalidValue) as caught:
        office.settling.settle(office.deadlines.add(case.id, "CV-24", RECEIVED), DONE)
    assert caught.value.field == "proof"


def test_what_a_rule_of_the_office_counts_stays_statutory_as_a_target(office, case, seat):
    lawyer, why = seat("khamla", Role.LAWYER), "ຈົດໝາຍເຫດທາງລັດຖະການ"
    boss = seat("boss", Role.MANAGER)
    shipped = office.rules.get("CV-24").rule
    written = lawyer.rules.write(replace(shipped, title_lo="ຮ້ອງ", title_en="Petition"), why)
    due = office.deadlines.add(case.id, written.rule.id, RECEIVED, confirmed=True)
    waits = office.settling.convert(due, DeadlineKind.TARGET, why)
    assert (waits.kind, waits.asked_kind) == (DeadlineKind.DEADLINE, DeadlineKind.TARGET)
    assert [one.id for one, _case in boss.today.look().second_looks] == [due.id]
    target = boss.settling.look_again(waits, agreed=True)
    assert (target.kind, target.kind_was) == (DeadlineKind.TARGET, DeadlineKind.DEADLINE)
    lawyer.rules.switch_off(written, why)
    assert office.settling.is_statutory(target)
    with pytest.raises(Refused):
        office.settling.move(target, target.safe_on + timedelta(days=3), why)
    with pytest.raises(InvalidValue) as caught:
        office.settling.settle(target, DONE)
    assert caught.value.field == "proof"
    shown = office.calendar.span(TODAY, target.safe_on).planned
    assert [one.movable for one in shown] == [Movable.EARLIER]
    waits = office.settling.settle(target, DONE, proof="ສານຮັບ 4/2026")
    assert (waits.status, waits.asked) == (OPEN, DONE)


def test_days_written_by_hand_are_moved_turned_and_become_hearings(office, case):
    target = office.settling.write(case.id, DeadlineKind.TARGET, " ນັດລູກຄວາມ ", date(2026, 4, 3))
    assert (target.title_en, target.safe_on, target.responsible_id) == (
        "ນັດລູກຄວາມ", date(2026, 4, 3), 1,
    )  # fmt: skip
    moved = office.settling.move(target, date(2026, 4, 6), "ສານປິດ")
    assert moved.due_on == date(2026, 4, 6)
    office.undo.undo()
    (back,) = office.deadlines.of_case(case.id)
    assert back.due_on == date(2026, 4, 3)
    clock = office.settling.convert(back, DeadlineKind.CLOCK, "ສານກຳນົດ")
    with pytest.raises(Refused):
        office.settling.move(clock, date(2026, 4, 6), "ຮີບ")
    hearing = office.settling.to_hearing(clock, "ສານນັດໄຕ່ສວນ")
    assert (hearing.kind, hearing.on) == (EventKind.HEARING, date(2026, 4, 3))
    (gone,) = office.deadlines.of_case(case.id)
    assert (gone.status, gone.hearing_id) == (DROPPED, hearing.id)
    later = office.settling.move_hearing(hearing, date(2026, 4, 8), "ສານເລື່ອນ")
    assert later.on == date(2026, 4, 8)
    counted = office.deadlines.add(case.id, "CV-24", RECEIVED)
    with pytest.raises(Refused):
        office.settling.to_hearing(counted, "x")
    assert office.settling.move(counted, date(2026, 4, 8), "ໄປພ້ອມ").due_on == date(2026, 4, 8)


def test_a_hearing_becomes_a_day_that_is_watched_and_what_was_set_keeps_its_second_look(
    office, case, seat
):
    seat("boss", Role.MANAGER)
    given = office.settling.write(case.id, DeadlineKind.DEADLINE, "ຍື່ນພະຍານ", date(2026, 4, 9))
    hearing = office.settling.to_hearing(given, "ສານນັດ")
    (waits,) = office.deadlines.of_case(case.id)
    assert (waits.status, waits.asked, waits.hearing_id) == (OPEN, DROPPED, hearing.id)
    day = office.settling.from_hearing(hearing, DeadlineKind.TARGET, "ບໍ່ແມ່ນນັດສານ")
    assert (day.title_lo, day.safe_on, day.kind_reason) == (
        "ຍື່ນພະຍານ", date(2026, 4, 9), "ບໍ່ແມ່ນນັດສານ",
    )  # fmt: skip
    assert (day.hearing_id, day.responsible_id) == (hearing.id, office.account.id)
    assert hearing.id not in [one.id for one in office.cases.story(case.id)]
    held = office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.HEARING, on=date(2026, 4, 6), text="ນັດ")
    )
    office.hearings.note(HearingNotice(case_id=case.id, event_id=held.id, whom="ທະນາຍຄວາມ"))
    with pytest.raises(Refused):
        office.settling.from_hearing(held, DeadlineKind.TARGET, "x")


def test_a_period_made_a_target_is_warned_of_as_early_as_before(office, case):
    due = office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.settling.write(case.id, DeadlineKind.TARGET, "ນັດ", due.safe_on)
    assert [(one.kind, one.left) for one in office.alerts.due()] == [(AlertKind.DEADLINE, 11)]
    office.settling.convert(due, DeadlineKind.TARGET, "ຕົກລົງກັນ")
    assert [(one.kind, one.left) for one in office.alerts.due()] == [(AlertKind.TARGET, 11)]


def test_a_restricted_case_says_which_stand_in_does_not_see_it(office, case, seat):
    boss, som = seat("boss", Role.MANAGER), seat("som", Role.LAWYER)
    due = office.settling.write(case.id, DeadlineKind.TARGET, "ນັດ", date(2026, 4, 3))
    covered = office.settling.stand_in(due, som.account.id)
    assert office.teams.uncovered(office.account.id, som.account.id).count == 0
    office.cases.save(replace(office.cases.get(case.id), **SECRET))
    (running,) = office.handovers.of_colleague(office.account.id)
    assert (running.stands_in(covered), running.is_blind(covered)) == ("som", True)
    found = office.teams.uncovered(office.account.id, som.account.id)
    assert [(one.number, one.code_name) for one in found.cases] == [(case.number, "ນົກຍຸງ")]
    assert boss.teams.uncovered(office.account.id, som.account.id).count == 1
    with pytest.raises(InvalidValue) as caught:
        office.settling.require_mate(due, som.account.id, "stand_in_id")
    assert caught.value.field == "stand_in_id"
    with pytest.raises(NotAllowed):
        som.teams.uncovered(office.account.id, som.account.id)


def test_unseen_it_comes_to_the_managers_list_until_somebody_looks(
    office, case, accepted, seat, clock
):
    noy, som = seat("noy", Role.LAWYER, accepted.lawyer_id), seat("som", Role.LAWYER)
    due = office.deadlines.add(case.id, "CV-24", RECEIVED)
    assert due.responsible_id == noy.account.id
    assert office.today.look().unseen == ()
    clock.set(date(2026, 4, 2))
    assert [one.id for one, _case in office.today.look().unseen] == [due.id]
    assert office.settling.see(due).seen_by is None
    away = Absence(
        user_id=noy.account.id, first=date(2026, 4, 1), last=date(2026, 4, 4),
        stand_in_id=som.account.id,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        som.alerts.save_absence(away)
    with pytest.raises(InvalidValue):
        noy.alerts.save_absence(replace(away, stand_in_id=noy.account.id))
    assert som.alerts.due() == []
    noy.alerts.save_absence(away)
    assert [one.case_id for one in som.alerts.due()] == [case.id]
    assert som.settling.see(due).seen_by == som.account.id
    assert office.today.look().unseen == ()
    noy.alerts.end_absence(noy.account.id)
    assert [one.id for one, _case in office.today.look().unseen] == [due.id]
    (seen,) = office.deadlines.of_case(case.id)
    assert noy.settling.see(seen).seen_by == noy.account.id
    assert office.today.look().unseen == ()


def test_what_nobody_who_is_there_answers_for_is_told_to_the_head(
    office, case, accepted, seat, clock
):
    noy, som = seat("noy", Role.LAWYER, accepted.lawyer_id), seat("som", Role.LAWYER)
    due = office.deadlines.add(case.id, "CV-24", RECEIVED)
    assert office.alerts.due() == []
    away = Absence(user_id=noy.account.id, first=TODAY, last=TODAY, stand_in_id=som.account.id)
    later = replace(away, first=date(2026, 5, 4), last=date(2026, 5, 8))
    for one in (away, later):
        noy.alerts.save_absence(one)
    som_away = replace(away, user_id=som.account.id, stand_in_id=noy.account.id)
    assert (office.alerts.due(), len(som.alerts.due())) == ([], 1)
    som.alerts.save_absence(som_away)  # all are away
    assert [one.case_id for one in office.alerts.due()] == [case.id]
    som.alerts.end_absence(som.account.id)
    clock.set(date(2026, 4, 2))
    assert [one.last for one in noy.alerts.absences()] == [later.last]
    noy.alerts.end_absence(noy.account.id, later.first)
    assert noy.alerts.absences() == []
    assert [one.id for one, _case in noy.today.look().unseen] == [due.id]
    noy.alerts.save_absence(replace(away, last=date(2026, 4, 4)))
    assert [one.id for one, _case in som.today.look().unseen] == [due.id]
    with office._desk.database.transaction() as session:
        stored.save(session, replace(due, responsible_id=None))
    assert [one.case_id for one in office.alerts.due()] == [case.id]


def test_what_is_far_off_and_was_never_looked_at_comes_up_too(office, case, seat, accepted, clock):
    seat("noy", Role.LAWYER, accepted.lawyer_id)
    office.settling.write(case.id, DeadlineKind.DEADLINE, "ໄກ", date(2026, 8, 30))
    clock.set(date(2026, 4, 2))
    assert len(office.today.look().unseen) == 1


def test_the_forgotten_one_is_found_behind_many_that_somebody_covers(
    office, case, accepted, seat, clock
):
    noy, som = seat("noy", Role.LAWYER, accepted.lawyer_id), seat("som", Role.LAWYER)
    due = office.deadlines.add(case.id, "CV-24", RECEIVED)
    noy.alerts.save_absence(
        Absence(
            user_id=noy.account.id, first=TODAY, last=date(2026, 4, 9), stand_in_id=som.account.id
        )
    )
    covered = replace(due, id=None, version=0, seen_by=som.account.id)
    with office._desk.database.transaction() as session:
        for _one in range(MOST_UNSEEN + 2):
            stored.save(session, covered)
    forgotten = office.deadlines.add(case.id, "CV-24", RECEIVED)
    clock.set(date(2026, 4, 2))
    waiting = [one.id for one, _case in office.today.look().unseen]
    assert waiting == [due.id, forgotten.id]


def test_of_a_hearing_is_warned_who_leads_the_case_or_stands_in(office, case, accepted, seat):
    noy, som = seat("noy", Role.LAWYER, accepted.lawyer_id), seat("som", Role.LAWYER)
    office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.HEARING, on=date(2026, 4, 6), text="ນັດ")
    )
    assert [one.case_id for one in noy.alerts.due()] == [case.id]
    assert (som.alerts.due(), office.alerts.due()) == ([], [])
    noy.alerts.save_absence(
        Absence(user_id=noy.account.id, first=TODAY, last=TODAY, stand_in_id=som.account.id)
    )
    assert [one.case_id for one in som.alerts.due()] == [case.id]


def test_what_somebody_who_left_answered_for_is_told_to_the_head_and_counts_as_unseen(
    office, case, accepted, seat, clock
):
    noy = seat("noy", Role.LAWYER, accepted.lawyer_id)
    due = office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.HEARING, on=date(2026, 4, 6), text="ນັດ")
    )
    noy.settling.see(due)
    clock.set(date(2026, 4, 5))
    assert (office.alerts.due(), office.today.look().unseen) == ([], ())
    with office._desk.database.transaction() as session:
        stored_users.save(session, replace(noy.account, disabled_on=date(2026, 4, 5)))
    assert [one.kind for one in office.alerts.due()] == [AlertKind.DEADLINE, AlertKind.HEARING]
    assert [one.id for one, _case in office.today.look().unseen] == [due.id]


def test_a_hearing_is_for_the_whole_team_and_stays_once_somebody_was_told(office, case, seat):
    hearing = Event(case_id=case.id, kind=EventKind.HEARING, on=date(2026, 4, 6), text="ນັດ")
    with pytest.raises(InvalidValue) as caught:
        office.cases.add_event(replace(hearing, audience=Audience.PRIVATE))
    assert caught.value.field == "audience"
    kept = office.cases.add_event(hearing)
    office.hearings.note(HearingNotice(case_id=case.id, event_id=kept.id, whom="ທະນາຍຄວາມ"))
    with pytest.raises(Refused, match="stays in the file"):
        office.cases.remove_event(kept.id, "ຜິດ")


def test_warnings_name_the_case_by_its_number_alone(office, case, clock):
    office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.settling.write(case.id, DeadlineKind.CLOCK, "ສານ", TODAY, at=time(14), note="ຄຳສັ່ງ 4")
    office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.HEARING, on=date(2026, 4, 6), text="ນັດ")
    )
    found = {one.kind: (one.left, one.in_hours, one.number) for one in office.alerts.due()}
    assert found == {
        AlertKind.DEADLINE: (11, False, case.number),
        AlertKind.CLOCK: (5, True, case.number),
        AlertKind.HEARING: (7, False, case.number),
    }
    marks = {one.mark for one in office.alerts.due()}
    clock.set(date(2026, 3, 31))
    assert {one.mark for one in office.alerts.due()} & marks == {
        one.mark for one in office.alerts.due() if one.kind is not AlertKind.CLOCK
    }


def test_the_clock_of_somebody_held_rings_at_hour_40_and_48(office, case):
    person = office.people.client(case.client_id).person_id
    since = datetime(2026, 3, 29, 8, tzinfo=LAOS)
    held = Custody(case_id=case.id, person_id=person, place="ສະຖານີ", ground="police", since=since)
    kept = office.protection.save(held)
    found = office.alerts.alarms()
    assert [(one.hours, one.at - since) for one in found[:2]] == [
        (40, timedelta(hours=40)), (48, timedelta(hours=48)),
    ]  # fmt: skip
    with pytest.raises(Refused, match="held"):
        office.cases.remove(case.id, "ຜິດ")
    office.protection.remove(BinKind.CUSTODY, kept.id, "ປ້ອນຜິດ")
    assert office.alerts.alarms() == []


def test_the_clock_follows_the_rule_of_the_day_of_arrest_and_ends_when_it_is_heard(
    office, case, seat
):
    lawyer = seat("noy", Role.LAWYER)
    seen = lawyer.rules.get("CR-01")
    typed = replace(seen.rule, length=24, valid_from=date(2026, 3, 29), article="47")
    lawyer.rules.change(seen, typed, "ອ່ານແລ້ວ")
    person = office.people.client(case.client_id).person_id

    def arrest(day):
        return office.protection.save(
            Custody(
                case_id=case.id, person_id=person, place="ສຕ", ground="police",
                since=datetime(2026, 3, day, 8, tzinfo=LAOS),
            )
        )  # fmt: skip

    before, after = arrest(28), arrest(29)
    kept = office.protection.of_case(case.id)
    limits = [office.protection.clock(one, kept).limit - one.since for one in (before, after)]
    assert limits == [timedelta(hours=48), timedelta(hours=24)]
    lawyer.rules.check_off(lawyer.rules.get("CR-01"), "ມາດຕາ 47")
    kept = office.protection.of_case(case.id)
    assert office.protection.clock(after, kept).rule.checked_by == "noy"
    lawyer.rules.switch_off(lawyer.rules.get("CR-01"), "ບໍ່ນຳໃຊ້")
    kept = office.protection.of_case(case.id)
    assert office.protection.clock(after, kept).limit is None
    rings = [one for one in office.alerts.alarms() if f":{after.id}:" in one.mark]
    assert [(one.hours, one.limit) for one in rings][:2] == [(24, None), (40, None)]
    assert office.alerts.hear(rings[:1]) == []
    rings = [one for one in office.alerts.alarms() if f":{after.id}:" in one.mark]
    assert rings[0].hours == 40, "hour 24 was heard, for everybody"
    heard = office.protection.of_case(case.id).custodies[1].heard
    assert [(one.hour, one.by) for one in heard] == [(24, office.account.name)]
    told = office.trail.of_record("custody", after.id)
    assert any("heard" in one.entry.fields for one in told)


def test_a_clock_rings_at_every_desk_and_names_no_case_where_it_is_not_open(office, client, seat):
    case = office.cases.open(
        Case(client_id=client.id, type=CaseType.CRIMINAL, opened_on=TODAY, subject_en="x", **SECRET)
    )
    person = office.people.client(client.id).person_id
    since = datetime(2026, 3, 27, 8, tzinfo=LAOS)
    held = office.protection.save(
        Custody(case_id=case.id, person_id=person, place="ສຕ", ground="police", since=since)
    )
    clerk = seat("clerk", Role.VOLUNTEER)
    rung = clerk.alerts.alarms()
    assert [(one.hours, one.elsewhere) for one in rung[:2]] == [(40, True), (48, True)]
    assert f":{held.id}:" not in rung[0].mark
    assert clerk.alerts.hear(rung[:1]) == rung[:1], "it is not for her to say"
    office.alerts.hear(office.alerts.alarms()[:1])
    assert [one.hours for one in clerk.alerts.alarms()[:1]] == [48]


def test_the_calendar_shows_the_four_kinds_and_no_names_of_restricted_cases(office, case):
    due = office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.settling.write(case.id, DeadlineKind.TARGET, "ນັດບົວຄຳ", date(2026, 4, 10))
    office.settling.write(case.id, DeadlineKind.CLOCK, "ສານ", date(2026, 4, 9))
    office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.HEARING, on=date(2026, 4, 10), text="ບົວຄຳ")
    )
    span = office.calendar.span(date(2026, 4, 1), date(2026, 4, 30))
    ways = {one.kind: one.movable for one in span.planned}
    assert ways == {
        PlannedKind.DEADLINE: Movable.EARLIER,
        PlannedKind.TARGET: Movable.FREELY,
        PlannedKind.CLOCK: Movable.NEVER,
        PlannedKind.HEARING: Movable.FREELY,
    }
    assert len(span.on(date(2026, 4, 10))) == 3
    assert span.off(date(2026, 4, 14))
    office.settling.move(due, date(2026, 4, 7), "ໄປກ່ອນ")
    assert [one.kind for one in office.calendar.span(date(2026, 4, 7), date(2026, 4, 7)).planned]
    office.cases.save(replace(office.cases.get(case.id), **SECRET))
    titles = {
        one.kind: one.title("lo")
        for one in office.calendar.span(date(2026, 4, 1), date(2026, 4, 30)).planned
    }
    assert titles[PlannedKind.TARGET] == i18n.catalog("lo").gettext("Target")
    assert titles[PlannedKind.HEARING] == ""
    assert titles[PlannedKind.DEADLINE]


def test_the_lists_of_the_desk(office, case, clock):
    late = office.deadlines.add(case.id, "CV-28", date(2026, 3, 1))
    near = office.settling.write(case.id, DeadlineKind.TARGET, "ນັດ", date(2026, 4, 2))
    forgotten = office.cases.open(replace(case, id=None, version=0, number=""))
    board = office.calendar.board()
    assert [one.record.id for one in board.lists[DeskList.OVERDUE]] == [late.id]
    assert [one.record.id for one in board.lists[DeskList.WEEK]] == [near.id]
    assert board.by_lawyer == ((1, 2, 1, 1),)
    assert [(one.id, count, day) for one, count, day in board.by_case] == [
        (case.id, 2, late.safe_on)
    ]
    assert [one.id for one, _day in board.idle] == [forgotten.id]
    assert office.calendar.board(whose=99).by_case == ()
