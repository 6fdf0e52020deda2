"""The deadlines of an office."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, NotFound, Refused, Stale

DROPPED = DeadlineStatus.DROPPED
RECEIVED = date(2026, 3, 27)


def test_the_answer_to_a_claim_is_kept_with_its_sum(office, case):
    kept = office.deadlines.add(case.id, "CV-24", RECEIVED, note="ໄດ້ຮັບສຳເນົາ")
    assert (kept.statutory_on, kept.safe_on) == (date(2026, 4, 11), date(2026, 4, 10))
    assert kept.trigger_note == "ໄດ້ຮັບສຳເນົາ"
    assert kept.steps
    assert kept.rule_text
    assert office.deadlines.of_case(case.id) == [kept]


def test_a_rule_nobody_verified_needs_a_word_from_the_lawyer(office, case):
    arrest = datetime.fromisoformat("2026-03-29T20:30")
    with pytest.raises(Refused):
        office.deadlines.add(case.id, "CR-01", arrest)
    assert office.deadlines.of_case(case.id) == []
    kept = office.deadlines.add(case.id, "CR-01", arrest, confirmed=True)
    assert (kept.safe_on, kept.ends_at) == (date(2026, 3, 31), time(20, 30))
    assert office.deadlines.of_case(case.id) == [kept]


def test_hours_need_a_time_of_day(office, case):
    with pytest.raises(Refused):
        office.deadlines.add(case.id, "CR-01", date(2026, 3, 29), confirmed=True)


def test_an_unknown_rule_is_said_so(office, case):
    with pytest.raises(NotFound):
        office.deadlines.count("CV-99", RECEIVED)


def test_the_offices_own_holidays_count_and_old_deadlines_keep_their_dates(office, case):
    before = office.deadlines.add(case.id, "CV-24", RECEIVED)
    added = office.holidays.add(
        Holiday(day=date(2026, 4, 10), name_lo="ວັນພັກພິເສດ", name_en="", source="notice 12")
    )
    counted = office.deadlines.count("CV-24", RECEIVED)
    assert counted.safe == date(2026, 4, 9)
    assert counted.holidays_version != before.holidays_version
    assert office.deadlines.of_case(case.id) == [before]
    with pytest.raises(Refused):
        office.holidays.add(Holiday(day=date(2026, 4, 10), name_lo="ອີກ", name_en=""))
    assert office.holidays.remove(added.id).name_lo == "ວັນພັກພິເສດ"
    assert office.deadlines.count("CV-24", RECEIVED).safe == date(2026, 4, 10)


def test_a_new_office_starts_with_the_shipped_holidays(office):
    days = {holiday.day for holiday in office.holidays.table()}
    assert {date(2026, 4, 14), date(2026, 12, 2), date(2027, 1, 1)} <= days


def test_upcoming_shows_the_near_and_the_missed_but_not_the_done(office, case, clock):
    near = office.deadlines.add(case.id, "CV-24", RECEIVED)
    missed = office.deadlines.add(case.id, "CV-28", date(2026, 3, 1))
    far = office.deadlines.add(case.id, "LM-13", date(2026, 3, 2), variant="no_term")
    assert [one.id for one in office.deadlines.upcoming(30)] == [missed.id, near.id]
    done = office.settling.settle(missed, DeadlineStatus.DONE, proof="ສານຮັບ 4/2026")
    assert done.status is DeadlineStatus.DONE
    assert [one.id for one in office.deadlines.upcoming(30)] == [near.id]
    clock.set(date(2027, 2, 20))
    assert [one.id for one in office.deadlines.upcoming(30)] == [near.id, far.id]


def test_somebody_answers_for_each_deadline_and_finds_only_her_own(office, case, accepted, seat):
    """The lead lawyer unless another is named; somebody off a restricted case cannot be."""
    noy = seat("noy", Role.LAWYER, accepted.lawyer_id)
    som = seat("som", Role.LAWYER)
    due = office.deadlines.add(case.id, "CV-24", RECEIVED)
    assert due.responsible_id == office.deadlines.lead(case.id) == noy.account.id
    own = office.deadlines.add(case.id, "CV-28", RECEIVED, responsible_id=office.account.id)
    found = noy.today.look(mine=True)
    assert ([one.id for one, _case in found.deadlines], found.deadline_count) == ([due.id], 1)
    assert found.names[noy.account.id] == "noy"
    office.deadlines.entrust(own, som.account.id)
    assert [one.id for one, _case in som.today.look(mine=True).deadlines] == [own.id]
    office.undo.undo()
    assert som.today.look(mine=True).deadlines == ()
    secret = {"confidentiality": Confidentiality.RESTRICTED, "code_name": "ນົກຍຸງ"}
    office.cases.save(replace(office.cases.get(case.id), **secret))
    with pytest.raises(InvalidValue) as caught:
        office.deadlines.entrust(due, som.account.id)
    assert caught.value.field == "responsible_id"


def test_dropping_asks_for_a_reason_and_can_be_undone(office, case):
    kept = office.deadlines.add(case.id, "CV-24", RECEIVED)
    with pytest.raises(InvalidValue) as caught:
        office.settling.settle(kept, DROPPED, reason="  ")
    assert caught.value.field == "reason"
    dropped = office.settling.settle(kept, DROPPED, reason="ຄູ່ຄວາມຖອນຄຳຮ້ອງ")
    assert (dropped.status, dropped.reason) == (DROPPED, "ຄູ່ຄວາມຖອນຄຳຮ້ອງ")
    assert office.deadlines.upcoming(30) == []
    assert office.settling.reopen(dropped, "ຍັງແລ່ນຢູ່").status is DeadlineStatus.OPEN
    assert len(office.deadlines.upcoming(30)) == 1


def test_two_windows_do_not_settle_one_deadline_in_two_ways(office, case):
    seen = office.deadlines.add(case.id, "CV-24", RECEIVED)
    done = office.settling.settle(seen, DeadlineStatus.DONE, proof="ສານຮັບ 4/2026")
    for late in (
        lambda: office.settling.settle(seen, DROPPED, reason="ຖອນຄຳຮ້ອງ"),
        lambda: office.settling.move(seen, date(2026, 4, 8), "ໄປກ່ອນ"),
    ):
        with pytest.raises(Stale):
            late()
    assert office.deadlines.of_case(case.id) == [done]


def test_the_nearest_open_deadline_of_each_case(office, case):
    office.deadlines.add(case.id, "LM-13", date(2026, 3, 2), variant="no_term")
    near = office.deadlines.add(case.id, "CV-24", RECEIVED)
    assert office.deadlines.next_of([case.id, 99]) == {case.id: near}
