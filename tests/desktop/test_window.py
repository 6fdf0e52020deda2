import threading
from dataclasses import dataclass, field
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import app, dialogs, places, settings
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.pages import Page
from legalaid_desktop.desktop.search import Hit
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.domain.errors import WrongPassphrase


@dataclass
class SmallOffice:
    user: str = "vilay"
    locked: bool = False
    listeners: list = field(default_factory=list)

    def subscribe(self, callback):
        self.listeners.append(callback)
        return partial(self.listeners.remove, callback)

    def lock(self):
        self.locked = True


class First(Page):
    name, title_message, icon = "first", "Files", "sun"

    def show_record(self, key):
        self.key = key


class Second(First):
    name, title_message, icon = "second", "Name", "users"
    may_leave = True
    seen = None

    def reload(self, changes):
        self.seen = changes

    def leave(self):
        return self.may_leave


@pytest.fixture
def program(qtbot, tmp_path):
    office = SmallOffice()

    def unlock(folder, user, passphrase):
        if passphrase != "right words":
            raise WrongPassphrase("Too few different letters.")
        return office

    made = app.Program(tmp_path / "s.json", unlock, None, lambda folder: ["vilay"], (First, Second))
    made.settings = settings.Settings(language="en", theme="light", office=str(tmp_path))
    made.start()
    yield made
    made.close()


def unlock(program, qtbot, passphrase="right words"):
    form = program.unlock.unlocking
    form.parts.passphrase.editor.setText(passphrase)
    qtbot.mouseClick(form.parts.unlock, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not program.jobs.busy)


def test_a_wrong_passphrase_is_said_at_its_field(program, qtbot):
    unlock(program, qtbot, "wrong words")
    passphrase = program.unlock.unlocking.parts.passphrase
    assert passphrase.error_line.text() == "Too few different letters."
    assert program.window is None


@pytest.fixture
def window(program, qtbot):
    """The main window, with the keyboard."""
    unlock(program, qtbot)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return program.window


@pytest.fixture
def stubborn(program, window):
    """Work that hears no cancel; ends when the event is set."""
    began, end, answers = threading.Event(), threading.Event(), []

    def work(progress, cancelled):
        began.set()
        end.wait()
        return "name of a client"

    program.jobs.run(work, answers.append, answers.append, "Making the bundle")
    began.wait()
    yield end, answers
    end.set()


def test_locking_closes_dialogs_and_drops_the_office(program, window, qtbot):
    office = window.office
    dialogs.ask_reason(window, "Reason", "Delete", print)
    window.lock_asked.emit()
    qtbot.waitUntil(lambda: program.window is None)
    assert office.locked
    assert program.unlock.isVisible()
    assert program.unlock.unlocking.parts.passphrase.value() == ""
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, dialogs.Dialog) and w.isVisible()
    ]


def test_ctrl_l_locks(program, window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.window is None)
    assert program.unlock.isVisible()


def test_a_pause_locks(program, window, qtbot):
    window.idle.timer.start(0)
    qtbot.waitUntil(lambda: program.window is None)
    assert program.unlock.isVisible()


def test_a_key_puts_the_lock_off(window, qtbot):
    timer = window.idle.timer
    assert timer.interval() == 10 * 60_000
    for sign_of_life in (
        lambda: qtbot.keyClick(window, "x"),
        lambda: qtbot.mouseClick(window, Qt.MouseButton.LeftButton),
    ):
        timer.stop()
        sign_of_life()
        assert timer.isActive()


def test_nobody_is_locked_out_who_does_not_want_it(program, window, qtbot):
    window.change(settings.Settings(language="en", theme="light", lock_after=0))
    qtbot.keyClick(window, "x")
    assert not window.idle.timer.isActive()


def test_locking_does_not_wait_for_stubborn_work(program, window, stubborn, qtbot):
    end, answers = stubborn
    office = window.office
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.window is None)
    unlocking = program.unlock.unlocking
    assert program.unlock.isVisible()
    assert "Finishing" in unlocking.notice.text.text()
    assert not unlocking.parts.unlock.isEnabled()
    assert not office.locked
    end.set()
    qtbot.waitUntil(lambda: office.locked)
    assert not program.jobs.busy
    assert answers == []
    assert unlocking.notice.isHidden()
    assert unlocking.parts.unlock.isEnabled()


def test_closing_does_not_wait_for_stubborn_work(program, window, stubborn, qtbot):
    end, answers = stubborn
    office = window.office
    window.close()
    qtbot.waitUntil(lambda: program.window is None)
    assert program.unlock.isVisible()
    assert not office.locked
    end.set()
    qtbot.waitUntil(lambda: office.locked)
    assert not program.unlock.isVisible()
    assert answers == []


def test_the_end_of_the_program_locks(program, window):
    office = window.office
    program.close()
    assert office.locked


def test_a_page_that_does_not_let_go_stays(program, window, qtbot):
    window.go("second")
    window.pages["second"].may_leave = False
    window.close()
    assert program.window is window
    assert window.isVisible()
    window.pages["second"].may_leave = True


def test_the_keyboard_goes_through_the_pages(window, qtbot):
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    for key, name in ((Qt.Key.Key_2, "second"), (Qt.Key.Key_1, "first"), (Qt.Key.Key_2, "second")):
        qtbot.keyClick(window, key, control)
        assert window.stack.currentWidget() is window.pages[name]
        assert [n for n, b in window.rail.buttons.items() if b.isChecked()] == [name]
    qtbot.keyClick(window, Qt.Key.Key_3, control)  # there is no third page
    window.go("first", 7)
    assert window.pages["first"].key == 7
    qtbot.keyClick(window, Qt.Key.Key_Left, alt)
    assert window.stack.currentWidget() is window.pages["second"]
    window.pages["second"].may_leave = False
    qtbot.keyClick(window, Qt.Key.Key_1, control)
    assert window.stack.currentWidget() is window.pages["second"]
    assert [n for n, b in window.rail.buttons.items() if b.isChecked()] == ["second"]
    window.pages["second"].may_leave = True


def test_what_is_done_can_be_undone(window, qtbot):
    undone = []
    window.toast("Case {number} closed.", lambda: undone.append(1), number="2026/009")
    assert window.toasts.isVisible()
    assert "2026/009" in window.toasts.text.text()
    window.toasts.undo_button.setFocus()
    qtbot.keyClick(window.toasts.undo_button, Qt.Key.Key_Space)
    assert undone == [1]
    assert window.toasts.isHidden()
    window.toast("Files")
    assert window.toasts.isVisible()
    assert not window.toasts.undo_button.isVisible()


def find(office, typed):
    names = ["ບຸນມີ", "ບຸນມາ", "ຄຳ"]
    return [
        Hit(title=name, reason="first", page="second", key=number)
        for number, name in enumerate(names)
        if typed in name
    ]


def test_the_search_box_finds_by_keyboard(program, qtbot, type_text, monkeypatch):
    monkeypatch.setattr(places, "SEARCH", find)
    unlock(program, qtbot)
    window = program.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.search
    type_text(window.search, "ບຸນ")
    qtbot.waitUntil(window.search.hits.isVisible)
    assert window.search.hits.table.model.rowCount() == 2
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.pages["second"]
    assert window.pages["second"].key == 1
    assert window.search.text() == ""
    assert window.search.hits.isHidden()


def test_escape_closes_the_search(program, qtbot, type_text, monkeypatch):
    monkeypatch.setattr(places, "SEARCH", find)
    unlock(program, qtbot)
    search = program.window.search
    type_text(search, "nobody of this name")
    qtbot.waitUntil(search.hits.isVisible)
    assert search.hits.table.empty.isVisible()
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.hits.isHidden()
    assert search.text() == ""


def test_a_commit_reaches_the_page_on_screen(program, qtbot):
    unlock(program, qtbot)
    program.window.go("second")
    program.window.office.listeners[0](frozenset({"case"}))
    assert program.window.pages["second"].seen == {"case"}


def test_the_language_button_names_the_other_language(program, qtbot):
    unlock(program, qtbot)
    for button in (program.window.bar.language, program.unlock.language):
        seen = [button.text()]
        for _ in range(2):
            button.click()
            seen.append(button.text())
        assert seen == ["ລາວ", "English", "ລາວ"]


def test_titles_name_nobody_in_either_language(program, qtbot):
    unlock(program, qtbot)
    assert program.window.windowTitle() == "Legal Aid"
    program.window.bar.language.click()
    assert "ກົດໝາຍ" in program.window.windowTitle().replace("\u200b", "")
    assert settings.load(program._path).language == "lo"


def test_a_reason_must_be_given(qtbot, type_text):
    given = []
    dialogs.ask_reason(None, "Reason", "Delete", given.append)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, dialogs.Dialog))
    dialog.accept_button.click()
    assert given == []
    assert not dialog.error.isHidden()
    type_text(dialog.reason, "ລູກຄວາມຂໍຖອນ")
    dialog.accept_button.click()
    assert given == ["ລູກຄວາມຂໍຖອນ"]


def test_a_long_table_is_fetched_by_and_by(qtbot, qtmodeltester):
    table = RecordTable([Column(title="Name", cell=lambda n: Cell(text=str(n)))], empty="Found")
    qtbot.addWidget(table)

    def source(after):
        start = after or 0
        return Slice(records=range(start, start + 50), after=start + 50 if start < 950 else None)

    table.resize(600, 400)
    table.show()
    table.show_records(source)
    first = table.model.rowCount()
    assert first < 1000
    qtmodeltester.check(table.model)
    while table.model.canFetchMore(table.view.rootIndex()):
        table.model.fetchMore(table.view.rootIndex())
    assert table.model.record(999) == 999
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [0]
    table.show_records(lambda after: Slice(records=()))
    assert table.empty.isVisible()


def test_a_row_opens_by_click_and_by_key(qtbot):
    card = Card("Files")
    qtbot.addWidget(card)
    card.set_rows([Row("ຄະດີ 2026/009", "ມ. 184", Chip("Open", "good"), key=9)])
    row = card.findChild(Row)
    with qtbot.waitSignal(card.opened) as opened:
        qtbot.keyClick(row, Qt.Key.Key_Space)
    assert opened.args == [9]
    with qtbot.waitSignal(card.opened):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
