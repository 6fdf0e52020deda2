"""Tasks, letters and things of clients, each in one story."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.correspondence import Direction, Letter
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, Refused
from legalaid_desktop.domain.holdings import Holding, HoldingKind
from legalaid_desktop.domain.tasks import Task, TaskStatus
from legalaid_desktop.labels import correspondence as labels
from tests.consenting import agreed
from tests.services.test_papers import REQUEST, REQUEST_FACTS

DAY = date(2026, 3, 26)


@pytest.fixture
def restricted(office, case):
    secret = replace(case, confidentiality=Confidentiality.RESTRICTED, code_name="ນົກຍຸງ")
    return office.cases.save(secret)


def letter(direction, case_id=None, **more):
    told = {"on": DAY, "correspondent": "ສານປະຊາຊົນ", "subject": "ໝາຍເຊີນ", **more}
    return Letter(case_id=case_id, direction=direction, **told)


def thing(case, what="ໜັງສືຜ່ານແດນ", **more):
    return Holding(case_id=case.id, what=what, received_on=DAY, received_from="ບຸນມີ", **more)


def test_tasks_are_added_done_dropped_and_undone(office, case):
    me = office.account.id
    (*_, last) = office.tasks.begin(case.id, "first_weeks", DAY, "lo", me)
    assert last.due_on == date(2026, 4, 9)
    mine = office.tasks.mine()
    assert [one.case.id for one in mine] == [case.id] * 4
    first = mine[0].task
    office.tasks.done(first.id)
    assert len(office.tasks.mine()) == 3
    office.undo.undo()
    assert office.tasks.mine()[0].task.status is TaskStatus.OPEN
    office.tasks.drop([one.task.id for one in mine], "ປ້ອນຜິດ")
    assert office.tasks.mine() == []
    assert {one.task.reason for one in office.tasks.of_case(case.id)} == {"ປ້ອນຜິດ"}
    with pytest.raises(Refused):
        office.tasks.done(first.id)
    moved = office.tasks.save(replace(office.tasks.reopen(first.id), case_id=None))
    assert moved.case_id == case.id, "a task stays in its case"


def test_a_task_of_a_restricted_case_goes_only_to_its_team(office, restricted, seat):
    noy = seat("noy", Role.LAWYER)
    task = Task(case_id=restricted.id, what="ໂທຫາບົວຄຳ", owner_id=noy.account.id)
    with pytest.raises(InvalidValue) as problem:
        office.tasks.save(task)
    assert problem.value.field == "owner_id"
    office.teams.add(restricted.id, noy.account.id)
    office.tasks.save(task)
    assert noy.tasks.mine()[0].task.what == "ໂທຫາບົວຄຳ"
    (shown,) = noy.today.look().tasks
    assert shown.task.what == "", "the start page shows no words about a restricted case"
    own = seat("kham", Role.CLERK)
    office.tasks.save(Task(what="ສັ່ງເຈ້ຍ", owner_id=own.account.id))
    assert [one.case for one in own.tasks.mine()] == [None]


def test_letters_are_numbered_without_a_gap(office, case):
    save = office.correspondence.save
    first = save(letter(Direction.IN, case.id, answer_by=date(2026, 3, 28)))
    with pytest.raises(InvalidValue):
        save(letter(Direction.IN, case.id, subject=" "))
    second = save(letter(Direction.IN))
    out = save(letter(Direction.OUT, case.id, answers_id=first.id))
    earlier = save(letter(Direction.IN, on=date(2025, 12, 30)))
    found = [(one.number, one.year) for one in (first, second, out, earlier)]
    assert found == [(1, 2026), (2, 2026), (1, 2026), (1, 2025)]
    changed = save(replace(first, number=9, year=1999, case_id=None, subject="ຄຳສັ່ງ"))
    assert (changed.number, changed.year, changed.case_id) == (1, 2026, case.id)
    office.correspondence.void(second.id, "ລົງຊ້ຳ")
    lines = office.correspondence.register(Direction.IN, 2026)
    assert [labels.fate(one, "lo") for one in lines] == ["ຕອບແລ້ວໂດຍ 1/2026", "ໂມຄະ: ລົງຊ້ຳ"]
    assert office.today.look().letters == ()
    office.correspondence.void(out.id, "ບໍ່ໄດ້ສົ່ງ")
    assert [one.subject for one, _case in office.today.look().letters] == ["ຄຳສັ່ງ"]


def test_the_register_shows_a_gap_and_no_name(office, restricted, seat):
    office.correspondence.save(letter(Direction.OUT, restricted.id, correspondent="ແມ່ຂອງບົວຄຳ"))
    (ours,) = office.correspondence.register(Direction.OUT, 2026)
    assert (labels.who(ours), "ນົກຍຸງ" in labels.about(ours, "lo")) == ("", True)
    (theirs,) = seat("noy", Role.OFFICER).correspondence.register(Direction.OUT, 2026)
    assert theirs.letter is None
    assert "ນົກຍຸງ" in labels.about(theirs, "en")
    assert seat("aid", Role.VOLUNTEER).correspondence.register(Direction.IN, 2026) == []
    with pytest.raises(NotAllowed):
        seat("helper", Role.VOLUNTEER).correspondence.save(letter(Direction.IN))


def test_an_issued_paper_waits_for_its_entry(office, case, accepted):
    agreed(office, case.id)
    draft = office.papers.save(office.papers.draft(case.id, REQUEST, "lo"), REQUEST_FACTS)
    assert office.correspondence.waiting_papers(case.id) == []
    issued = office.papers.issue(draft)
    assert office.correspondence.waiting_papers(case.id) == [issued]
    entry = letter(Direction.OUT, case.id, paper_id=issued.id)
    kept = office.correspondence.save(entry)
    assert office.correspondence.waiting_papers(case.id) == []
    with pytest.raises(Refused):
        office.correspondence.save(entry)
    office.correspondence.void(kept.id, "ບໍ່ໄດ້ສົ່ງ")
    assert office.correspondence.waiting_papers(case.id) == [issued]


def test_things_come_in_and_go_back_on_numbered_receipts(office, case):
    phone = thing(case, "ໂທລະສັບ", kind=HoldingKind.OBJECT)
    passport, kept = office.holdings.receive(case.id, [thing(case, pages=48), phone])
    assert [(one.number, one.receipt) for one in (passport, kept)] == [(1, "1/2026"), (2, "1/2026")]
    (back,) = office.holdings.give_back([passport.id], "ບຸນມີ", date(2026, 3, 29))
    assert (back.return_receipt, back.returned_by) == ("2/2026", office.user)
    with pytest.raises(Refused):
        office.holdings.give_back([passport.id, kept.id], "ບຸນມີ", date(2026, 3, 29))
    with pytest.raises(InvalidValue):
        office.holdings.give_back([kept.id], "ບຸນມີ", date(2026, 3, 25))
    fixed = office.holdings.correct(replace(kept, what="ໂທລະສັບ Nokia", received_from="x"))
    assert (fixed.what, fixed.received_from) == ("ໂທລະສັບ Nokia", "ບຸນມີ")
    assert office.holdings.receive(case.id, [thing(case)])[0].receipt == "3/2026"
