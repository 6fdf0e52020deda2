"""The trail in the window: read, filtered, proved, compared, put on paper; hidden where it must."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex

from legalaid_desktop.desktop import history
from legalaid_desktop.desktop.history import EntryDialog
from legalaid_desktop.desktop.trail import FoundDialog, HeadDialog
from legalaid_desktop.desktop.trail_sheets import SheetDialog
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import gettext
from legalaid_desktop.storage import connections, places, trail
from tests.desktop.screen import cells, on_screen, words


@pytest.fixture
def person(office):
    return office.people.save(Person(given_lo="ຄຳຕັນ", given_latin="Khamtan", village_lo="ນາໄຊ"))


@pytest.fixture
def tab(window):
    window.go("office", "trail")
    return window.pages["office"].parts["trail"]


@pytest.fixture
def done(qtbot, jobs):
    def waited():
        qtbot.waitUntil(lambda: not jobs.busy, timeout=20000)

    return waited


def attack(office, line):
    """What somebody does who has the keys and another program."""
    script = [*(f"DROP TRIGGER {name}" for name in trail.GUARDS), line, *trail.GUARDS.values()]
    with closing(connections.connect(office.folder / places.DATABASE, office._secrets)) as opened:
        opened.executescript("".join(f"{one};" for one in script))


def test_the_latest_stands_first_with_what_changed(language, office, person, tab):
    office.people.save(replace(person, village_lo="ໂພນທອງ"))
    tab.reload(frozenset())
    first = cells(tab.table)[0]
    assert "ສີວິໄລ" in first
    assert gettext("changed") in first
    assert "ນາໄຊ → ໂພນທອງ" in first


def test_a_deed_a_user_and_a_day_filter(office, person, tab, qtbot):
    office.people.save(replace(person, village_lo="ໂພນທອງ"))
    tab.reload(frozenset())
    before = len(cells(tab.table))
    tab.deed.set_value(Deed.CHANGE)
    qtbot.waitUntil(lambda: len(cells(tab.table)) == 1)
    tab.deed.set_value(None)
    qtbot.waitUntil(lambda: len(cells(tab.table)) == before)
    tab.first.editor.setText("31/03/2026")
    qtbot.waitUntil(lambda: not cells(tab.table))
    tab.first.editor.setText("31/")
    qtbot.wait(600)
    assert not cells(tab.table), "a day that is still being typed changes nothing"


def test_an_auditor_sees_who_but_not_what(window_of, account, office, restricted):
    window = window_of(account("khamphone", Role.AUDITOR))
    window.go("office", "trail")
    table = window.pages["office"].parts["trail"].table
    told = " ".join(cells(table))
    assert restricted.number in told
    assert "ທະເລເລິກ" not in told
    assert "ບົວຄຳ" not in told
    table.opened.emit(table.model.record(len(cells(table)) - 1))
    said = words(on_screen(EntryDialog))
    assert "ບົວຄຳ" not in said
    on_screen(EntryDialog).reject()


def test_a_whole_trail_is_said_to_be_whole(language, person, tab, done):
    tab.verify.click()
    done()
    assert on_screen(FoundDialog).state.text() == gettext("whole")
    on_screen(FoundDialog).reject()


def test_the_first_bad_entry_is_named(language, office, person, tab, done):
    attack(office, "UPDATE trail SET user = 'mina' WHERE seq = 3")
    tab.verify.click()
    done()
    assert on_screen(FoundDialog).state.text() == gettext("damaged")
    assert ": 3." in words(on_screen(FoundDialog))
    on_screen(FoundDialog).reject()


def test_a_sheet_in_the_cupboard_is_compared(office, person, tab, done):
    end = office.trail.end().head
    for head, sound in ((f"{end.seq}: {end.hash[:16]}", True), (f"{end.seq}: {'0' * 16}", False)):
        tab.compare.click()
        asked = on_screen(HeadDialog)
        asked.head.editor.setText("what?")
        asked.accept_button.click()
        assert asked.head.error_line.isVisible()
        asked.head.editor.setText(head)
        asked.accept_button.click()
        done()
        assert (on_screen(FoundDialog).state.text() == gettext("whole")) is sound
        on_screen(FoundDialog).reject()


def test_the_sheet_is_saved_and_listed(language, person, tab, answers, done, tmp_path):
    answers.save = tmp_path / "sheet.pdf"
    tab.sheet.click()
    asked = on_screen(SheetDialog)
    assert not asked.save.autoDefault(), "Enter prints; it does not save"
    asked.month.set_value(date(2026, 3, 1))
    asked.save.click()
    done()
    assert answers.save.read_bytes().startswith(b"%PDF")
    tab.sheet.click()
    assert "2026" in words(on_screen(SheetDialog).made)
    on_screen(SheetDialog).reject()


def test_a_long_trail_comes_page_by_page(office, person, tab):
    for number in range(history.PAGE + 5):
        person = office.people.save(replace(person, village_lo=f"ບ້ານ {number}"))
    tab.reload(frozenset())
    model = tab.table.model
    assert model.rowCount() == history.PAGE
    model.fetchMore(QModelIndex())
    assert model.rowCount() > history.PAGE + 4
