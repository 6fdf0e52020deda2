"""Drafts: kept until they are saved or thrown away, and shown to nobody else."""

from dataclasses import replace
from datetime import date, time

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.drafts import Draft
from legalaid_desktop.services.office import open_office
from legalaid_desktop.storage import trail

TYPED = Draft(form="event", record=4, values=(("text", '"ນາງ ບົວຄຳ ມາຫາ"'),))


def test_a_draft_outlives_locking(office, folder, clock):
    office.drafts.keep(TYPED)
    office.lock()
    again = open_office(folder, "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026", at=clock)
    (kept,) = again.drafts.mine()
    again.lock()
    assert (kept.form, kept.record, kept.values) == ("event", 4, TYPED.values)
    assert kept.saved_at == clock()


def test_the_last_typing_stands(office, clock):
    office.drafts.keep(TYPED)
    clock.set(date(2026, 3, 30), time(14, 5))
    later = replace(TYPED, values=(("text", '"ບົວຄຳ"'),))
    office.drafts.keep(later)
    office.drafts.keep(replace(TYPED, form="party"))
    assert {(one.form, one.values) for one in office.drafts.mine()} == {
        ("event", later.values),
        ("party", TYPED.values),
    }
    office.drafts.discard("event", 4)
    office.drafts.discard("event", 5)
    assert [one.form for one in office.drafts.mine()] == ["party"]


def test_nobody_reads_the_drafts_of_others(office, seat):
    office.drafts.keep(TYPED)
    manager = seat("ຄຳຫຼ້າ", Role.MANAGER)
    assert manager.drafts.mine() == []
    manager.drafts.discard("event", 4)
    manager.drafts.keep(replace(TYPED, values=()))
    assert [one.values for one in office.drafts.mine()] == [TYPED.values]


def test_typing_is_not_in_the_trail(office):
    database = office._desk.database
    with database.read() as session:
        start = trail.head(session)
    office.drafts.keep(TYPED)
    office.drafts.discard("event", 4)
    with database.read() as session:
        assert trail.head(session) == start
