"""Flags: a record of a case to be looked at again on a day."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.alerts import Absence
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.correspondence import Direction, Letter
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, NotFound
from legalaid_desktop.domain.events import Audience, Event, EventKind
from legalaid_desktop.domain.flags import Flagged, RecordKind
from legalaid_desktop.domain.tasks import Task, TaskStatus
from legalaid_desktop.labels import flags as labels

DAY = date(2026, 3, 26)
SOON = date(2026, 4, 3)


def flag(case, kind, key, **more):
    told = {"what": "ເບິ່ງຄືນ", "due_on": SOON, **more}
    return Task(case_id=case.id, record_kind=kind, record_id=key, **told)


def entry(office, case, **more):
    event = Event(case_id=case.id, kind=EventKind.NOTE, on=DAY, text="ໂທຫານາຍບ້ານ ບຸນມີ", **more)
    return office.cases.add_event(event)


def letter(office, case):
    told = {"on": DAY, "correspondent": "ສານປະຊາຊົນ", "subject": "ໝາຍເຊີນ"}
    return office.correspondence.save(Letter(case_id=case.id, direction=Direction.IN, **told))


def said(lines, language="lo"):
    return [labels.about(one.about, language) for one in lines if one.about]


def test_a_letter_is_flagged_shown_to_its_owner_and_done(office, case):
    came = letter(office, case)
    with pytest.raises(InvalidValue) as problem:
        office.tasks.save(flag(case, RecordKind.LETTER, came.id, due_on=None))
    assert problem.value.field == "due_on"
    kept = office.tasks.save(flag(case, RecordKind.LETTER, came.id, owner_id=office.account.id))
    (line,) = office.tasks.flags(case.id)
    assert line.about.record == Flagged(RecordKind.LETTER, came.id)
    assert said(office.today.look().tasks) == ["ຂາເຂົ້າ 1/2026 · ໝາຍເຊີນ"]
    assert said(office.calendar.span(SOON, SOON).tasks, "en") == ["In 1/2026 · ໝາຍເຊີນ"]
    assert office.calendar.span(DAY, DAY).tasks == ()
    assert said(office.calendar.board().tasks) == ["ຂາເຂົ້າ 1/2026 · ໝາຍເຊີນ"]
    moved = office.tasks.save(replace(kept, due_on=DAY, record_id=None, record_kind=None))
    assert moved.flagged == kept.flagged, "it stays about its record"
    assert office.tasks.done(kept.id).status is TaskStatus.DONE
    assert (office.tasks.flags(case.id), office.today.look().tasks) == ([], ())
    assert [one.task.settled_by for one in office.tasks.of_case(case.id)] == [office.user]


def test_a_flag_stays_with_its_record_and_its_case(office, case, seat):
    elsewhere = office.cases.open(replace(case, id=None, version=0, number=""), ())
    other = letter(office, elsewhere)
    with pytest.raises(NotFound):
        office.tasks.save(flag(case, RecordKind.LETTER, other.id, owner_id=office.account.id))
    with pytest.raises(NotFound):
        office.tasks.save(flag(case, RecordKind.PAPER, 12345, owner_id=office.account.id))
    note = entry(office, case, audience=Audience.PRIVATE)
    noy = seat("noy", Role.LAWYER)
    with pytest.raises((NotAllowed, NotFound)):
        noy.tasks.save(flag(case, RecordKind.EVENT, note.id, owner_id=noy.account.id))
    office.tasks.save(flag(case, RecordKind.EVENT, note.id, owner_id=noy.account.id))
    assert "ບຸນມີ" in said(office.tasks.flags(case.id))[0]
    assert said(noy.tasks.flags(case.id), "en") == [
        "entry of a story: not to be seen here, or in the bin"
    ]
    office.cases.remove_event(note.id, "ຜິດ")
    assert "in the bin" in said(office.tasks.mine() or office.tasks.flags(case.id), "en")[0]


def test_the_flag_of_a_restricted_case_names_nobody(office, case):
    secret = replace(case, confidentiality=Confidentiality.RESTRICTED, code_name="ນົກຍຸງ")
    restricted = office.cases.save(secret)
    note = entry(office, restricted)
    me = office.account.id
    office.tasks.save(flag(restricted, RecordKind.EVENT, note.id, owner_id=me))
    (shown,) = office.today.look().tasks
    assert (shown.task.what, said([shown], "en")) == ("", ["entry of a story · 26 March 2026"])
    (planned,) = office.calendar.span(SOON, SOON).tasks
    assert planned.task.what == ""


def test_who_stands_in_sees_the_flags_of_who_is_away(office, case, seat):
    noy = seat("noy", Role.LAWYER)
    came = letter(office, case)
    office.tasks.save(flag(case, RecordKind.LETTER, came.id, owner_id=office.account.id))
    assert noy.today.look().tasks == ()
    away = Absence(user_id=office.account.id, first=DAY, last=SOON, stand_in_id=noy.account.id)
    office.alerts.save_absence(away)
    assert [one.owner for one in noy.today.look().tasks] == [office.user]
