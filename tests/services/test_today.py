"""The start page."""

from dataclasses import replace
from datetime import UTC, date, datetime

from legalaid_desktop.domain.cases import Stage
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.events import Event, EventKind


def hearing(case, day):
    return Event(case_id=case.id, kind=EventKind.HEARING, on=day, text="ນັດໝາຍ")


def test_an_empty_office_has_an_empty_day(office):
    look = office.today.look()
    assert look.day == date(2026, 3, 30)
    assert (look.deadlines, look.hearings, look.offers, look.drafts, look.idle) == ((),) * 5


def test_what_is_near_is_shown_with_its_case(office, case, lawyer):
    later = office.deadlines.add(case.id, "CV-24", date(2026, 3, 27))
    first = office.deadlines.add(case.id, "CV-28", date(2026, 3, 20))
    office.deadlines.add(case.id, "LM-13", date(2026, 3, 2), variant="no_term")
    offer = office.assignments.offer(case.id, lawyer.id)
    draft = office.papers.draft(case.id, "referral_letter", "lo")
    met = office.cases.add_event(hearing(case, date(2026, 4, 8)))
    office.cases.add_event(hearing(case, date(2026, 6, 8)))
    look = office.today.look()
    assert look.deadlines == ((first, case), (later, case))
    assert look.offers == ((offer, lawyer, case),)
    assert look.drafts == ((draft, case),)
    assert look.hearings == ((met, case),)
    assert look.idle == ()


def test_a_missed_deadline_stays_until_it_is_settled(office, case, clock):
    kept = office.deadlines.add(case.id, "CV-24", date(2026, 3, 27))
    clock.set(date(2026, 9, 1))
    assert [one.id for one, _case in office.today.look().deadlines] == [kept.id]
    office.settling.settle(kept, DeadlineStatus.DROPPED, reason="ຖອນຄຳຮ້ອງ")
    assert office.today.look().deadlines == ()


def test_cases_with_nothing_pending_come_the_most_forgotten_first(office, case):
    old = office.cases.open(
        replace(case, id=None, version=0, number="", opened_on=date(2025, 11, 3))
    )
    closed = office.cases.open(replace(case, id=None, version=0, number="", stage=Stage.CLOSED))
    office.cases.add_event(
        Event(case_id=old.id, kind=EventKind.CALL, on=date(2026, 1, 15), text="ໂທ")
    )
    idle = office.today.look().idle
    assert idle == ((old, date(2026, 1, 15)), (case, case.opened_on))
    assert closed.id not in {one.id for one, _day in idle}
    office.deadlines.add(old.id, "CV-24", date(2026, 3, 27))
    assert [one.id for one, _day in office.today.look().idle] == [case.id]


def test_only_the_first_are_read_but_all_are_counted(office, case):
    due = [office.deadlines.add(case.id, "CV-24", date(2026, 3, day)) for day in (20, 21, 27)]
    fresh = replace(case, id=None, version=0, number="")
    old = [office.cases.open(replace(fresh, opened_on=date(2025, 11, day))) for day in (3, 4, 5)]
    look = office.today.look(2)
    assert [one.id for one, _case in look.deadlines] == [due[0].id, due[1].id]
    assert look.deadline_count == 3
    assert [one.id for one, _day in look.idle] == [old[0].id, old[1].id]
    assert look.idle_count == 3


def test_a_case_with_a_hearing_ahead_waits_for_something(office, case, clock):
    office.cases.add_event(hearing(case, date(2026, 6, 8)))
    assert office.today.look().idle == ()
    clock.set(date(2026, 6, 9))
    assert office.today.look().idle == ((case, date(2026, 6, 8)),)


def test_what_happened_before_the_office_came_in_makes_no_case_older(office, case):
    older = office.cases.open(
        replace(case, id=None, version=0, number="", opened_on=date(2026, 3, 20))
    )
    before = Event(case_id=case.id, kind=EventKind.CUSTODY, on=date(2020, 1, 1), text="ຈັບ")
    office.cases.add_event(before)
    assert office.today.look().idle == ((older, older.opened_on), (case, case.opened_on))


def test_the_day_is_the_one_in_vientiane(office, clock):
    clock.at = datetime(2026, 3, 30, 18, 30, tzinfo=UTC)
    assert office.today.day() == date(2026, 3, 31)
