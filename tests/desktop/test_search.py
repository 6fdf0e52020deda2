"""The page of results, and the work behind the search."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt

from legalaid_desktop.desktop import app, settings
from legalaid_desktop.desktop.finding import cell
from legalaid_desktop.desktop.indexing import Indexing
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.results import More
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.search import Kind
from legalaid_desktop.services import office as services
from legalaid_desktop.services.clock import VIENTIANE
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.screen import plain

DAY = date(2026, 3, 26)
NOTES = 30


@pytest.fixture
def notes(office, case):
    for number in range(NOTES):
        text = f"ນາຍຈ້າງຍຶດໜັງສືຜ່ານແດນ {number}"
        office.cases.add_event(Event(case_id=case.id, kind=EventKind.NOTE, on=DAY, text=text))
    return case


@pytest.fixture
def file(office, case, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("ໃບຮັບເງິນ zebrafish", encoding="utf-8")
    said = Attachment(case_id=case.id, file_name="", title_en="a receipt", received_on=DAY)
    return office.attachments.add(path, said)


def records(page):
    model = page.table.model
    return [model.record(row) for row in range(model.rowCount())]


def test_enter_shows_all_results_by_kind_and_page_by_page(window, notes, qtbot, type_text):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    box = window.search
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_text(box, "ຫນັງສືຜ່ານແດນ")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    page = window.pages["search"]
    qtbot.waitUntil(lambda: page.table.model.rowCount() > 0)
    assert (box.text(), box.hits.isVisible()) == ("", False)
    assert page.filter.text() == "ຫນັງສືຜ່ານແດນ"
    *first, more = records(page)
    assert {one.kind for one in first} == {Kind.EVENT}
    assert more == More(Kind.EVENT)
    shown = cell(first[0])
    assert [shown.reason[a:b] for a, b in shown.marks] == ["ໜັງສືຜ່ານແດນ"]
    page.table.opened.emit(more)
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 20)
    page.table.model.fetchMore(QModelIndex())
    qtbot.waitUntil(lambda: page.table.model.rowCount() == NOTES)
    keys = [one.key for one in records(page)]
    assert keys == sorted(set(keys), reverse=True)
    page.order.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert {one.key for one in records(page)} == set(keys)
    goes_and_comes_back(window, page)
    shows_advice_and_what_was_looked_at(page, qtbot, notes)


def goes_and_comes_back(window, page):
    page.table.opened.emit(records(page)[3])
    assert window.stack.currentWidget() is window.pages["case"]
    window.back()
    assert window.stack.currentWidget() is page
    assert len(records(page)) == NOTES


def shows_advice_and_what_was_looked_at(page, qtbot, case):
    page.filter.setText("ບໍ່ມີຫຍັງແບບນີ້")
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 0)
    assert plain(page.table.empty.sentence.text()).startswith("Nothing found. Try fewer words")
    page.filter.clear()
    page.kind.setCurrentIndex(0)
    qtbot.waitUntil(lambda: page.table.model.rowCount() > 0)
    assert [(one.kind, one.key) for one in records(page)] == [(Kind.CASE, case.id)]


def test_the_index_is_made_anew_and_files_are_read_behind_the_work(window, notes, file, qtbot):
    office, page = window.office, window.pages["search"]
    with office._desk.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE search_state SET ready = 0, done = 0")
        session.connection().exec_driver_sql("DELETE FROM search_index")
    window.go("search", None)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert page.banner.text.text() == (
        "Not everything can be found yet: the index is being made: 0 %."
    )
    jobs = Jobs()
    window.show_work_of(jobs)
    indexing = Indexing(office, jobs)
    with qtbot.waitSignal(indexing.settled):
        indexing.start()
    assert office.search.progress().is_ready
    assert office.search.progress().unread == 0
    assert list(office.search.find("zebrafish")) == [Kind.ATTACHMENT]
    page.filter.setText("zebrafish")
    qtbot.waitUntil(lambda: [one.kind for one in records(page)] == [Kind.ATTACHMENT])
    assert page.banner.isHidden()
    indexing.stop()
    jobs.close()


def test_files_are_read_after_unlocking_and_the_lock_waits_for_no_other(
    office, file, qtbot, tmp_path, type_text
):
    def open_office(folder, user, passphrase):
        at = datetime(2026, 3, 30, 9, 0, tzinfo=VIENTIANE)
        return services.open_office(folder, user, passphrase, at=lambda: at)

    made = app.Program(tmp_path / "settings.json", open_office, None, services.users)
    made.settings = settings.Settings(language="en", theme="light", office=str(office.folder))
    made.start()
    parts = made.unlock.unlocking.parts
    type_text(parts.passphrase, PASSPHRASE)
    parts.unlock.click()
    qtbot.waitUntil(lambda: made.window is not None)
    opened = made.window.office
    qtbot.waitUntil(lambda: not made.background.busy)
    assert list(opened.search.find("zebrafish")) == [Kind.ATTACHMENT]
    made.window.lock_asked.emit()
    qtbot.waitUntil(lambda: made.window is None and not made.background.busy)
    assert made.unlock.isVisible()
    made.close()
