from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import app, dialogs, settings
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.pages import Page
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.domain.errors import WrongPassphrase


@dataclass
class SmallOffice:
    user: str = "vilay"
    locked: bool = False
    listeners: list = field(default_factory=list)

    def subscribe(self, callback):
        self.listeners.append(callback)

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


def test_locking_closes_dialogs_and_drops_the_office(program, qtbot):
    unlock(program, qtbot)
    office, window = program.window.office, program.window
    dialogs.ask_reason(window, "Reason", "Delete", print)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    window.lock_asked.emit()
    qtbot.waitUntil(lambda: program.window is None)
    assert office.locked
    assert program.unlock.isVisible()
    assert program.unlock.unlocking.parts.passphrase.value() == ""
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, dialogs.Dialog) and w.isVisible()
    ]


def test_the_keyboard_goes_through_the_pages(program, qtbot):
    unlock(program, qtbot)
    window = program.window
    window.rail.buttons["second"].click()
    assert window.stack.currentWidget() is window.pages["second"]
    window.go("first", 7)
    assert window.pages["first"].key == 7
    window.back()
    assert window.stack.currentWidget() is window.pages["second"]
    window.pages["second"].may_leave = False
    assert not window.go("first")
    window.pages["second"].may_leave = True


def test_a_commit_reaches_the_page_on_screen(program, qtbot):
    unlock(program, qtbot)
    program.window.go("second")
    program.window.office.listeners[0](frozenset({"case"}))
    assert program.window.pages["second"].seen == {"case"}


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
