"""Tasks: what a typed line says, what follows upon a step, what cannot be done twice."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain import sequences, tasks
from legalaid_desktop.domain.cases import CaseType
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.flags import Flagged, RecordKind
from legalaid_desktop.domain.tasks import Task, TaskStatus
from legalaid_desktop.services import reference

MONDAY = date(2026, 3, 30)


@pytest.mark.parametrize(
    ("typed", "what", "due", "owner"),
    [
        ("call village chief +3d", "call village chief", date(2026, 4, 2), ""),
        ("ໂທຫານາຍບ້ານ +໓ມື້", "ໂທຫານາຍບ້ານ", date(2026, 4, 2), ""),
        ("visit +2w @noy", "visit", date(2026, 4, 13), "noy"),
        ("ຢ້ຽມລູກຄວາມ @ນ້ອຍ +1ເດືອນ", "ຢ້ຽມລູກຄວາມ", date(2026, 4, 30), "ນ້ອຍ"),
        ("file the answer 15/04", "file the answer", date(2026, 4, 15), ""),
        ("file the answer 15/02", "file the answer", date(2027, 2, 15), ""),
        ("file ໑໕/໐໔/໒໐໒໗", "file", date(2027, 4, 15), ""),
        ("room 2 of the court", "room 2 of the court", None, ""),
        ("ask for 3+2 copies", "ask for 3+2 copies", None, ""),
        ("+3", "", date(2026, 4, 2), ""),
    ],
)
def test_a_line_says_what_who_and_by_when(typed, what, due, owner):
    said = tasks.quick_entry(typed, MONDAY)
    assert (said.what, said.due_on, said.owner) == (what, due, owner)


def test_a_day_that_there_is_not_is_refused():
    with pytest.raises(InvalidValue) as problem:
        tasks.quick_entry("file 31/02", MONDAY)
    assert problem.value.field == "due_on"


def test_a_month_later_is_the_last_day_of_a_shorter_one():
    assert tasks.months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert tasks.months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_a_task_is_settled_once_and_can_be_done_again():
    task = tasks.checked(Task(what=" ໂທຫາ "))
    done = tasks.done(task, MONDAY, "noy")
    assert (done.what, done.status, done.settled_by) == ("ໂທຫາ", TaskStatus.DONE, "noy")
    for again in (tasks.done, lambda *args: tasks.dropped(*args, "ຜິດ")):
        with pytest.raises(Refused):
            again(done, MONDAY, "noy")
    assert tasks.reopened(done) == task
    with pytest.raises(InvalidValue):
        tasks.dropped(task, MONDAY, "noy", " ")
    late = replace(task, due_on=date(2026, 3, 29))
    assert tasks.is_overdue(late, MONDAY)
    assert not tasks.is_overdue(tasks.done(late, MONDAY, "noy"), MONDAY)


def test_a_sequence_puts_down_its_first_steps_and_proposes_the_others():
    known = reference.sequences_of_tasks()
    first = sequences.fitting(known, CaseType.TRAFFICKING)[0]
    planned = sequences.planned(first, MONDAY, "lo")
    assert [one.due_on for one in planned] == sorted(one.due_on for one in planned)
    assert planned[0].due_on == MONDAY
    referred = next(one for one in planned if one.step == "refer")
    (proposed,) = sequences.following(known, referred, date(2026, 4, 6), "en")
    assert proposed.step == "check_referral"
    assert proposed.due_on == date(2026, 4, 13)
    assert sequences.following(known, Task(what="x"), MONDAY, "en") == []


def test_every_sequence_is_whole_in_both_languages():
    known = reference.sequences_of_tasks()
    for one in known:
        steps = {step.id for step in one.steps}
        assert len(steps) == len(one.steps)
        assert {step.after for step in one.steps} - {""} <= steps
        assert all(step.titles["lo"] and step.titles["en"] for step in one.steps)
        assert one.certainty == "D"
    assert all(sequences.fitting(known, kind) for kind in CaseType)


def test_a_flag_needs_a_day_and_somebody_and_stays_about_its_record():
    flag = Task(case_id=1, what="x", record_kind=RecordKind.PAPER, record_id=3)
    for field, ready in (
        ("due_on", replace(flag, owner_id=1)),
        ("owner_id", replace(flag, due_on=date(2026, 4, 3))),
    ):
        with pytest.raises(InvalidValue) as problem:
            tasks.checked(ready)
        assert problem.value.field == field
    other = Task(case_id=2, what="y")
    assert tasks.kept_link(other, flag).flagged == Flagged(RecordKind.PAPER, 3)
    assert other.flagged is None
