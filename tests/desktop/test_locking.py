"""Lock and hide: nothing of the office stays on the screen, and nothing of it elsewhere."""

import os
import shutil
import subprocess
import sys
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from legalaid_desktop.desktop import app, dialogs, settings, sleep, sticks
from legalaid_desktop.desktop.preview import Preview
from legalaid_desktop.domain.backups import Place
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services import office as services
from legalaid_desktop.services.clock import VIENTIANE

USER, PASSPHRASE = "ສີວິໄລ", "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ"


@pytest.fixture
def case(office):
    opened = Case(
        client_id=0,
        type=CaseType.CIVIL,
        subject_lo="ການທວງໜີ້",
        subject_en="a debt",
        opened_on=date(2026, 3, 24),
    )
    return office.cases.take_in(Person(given_lo="ບົວຄຳ", given_latin="Bouakham"), opened)


@pytest.fixture
def program(qtbot, office, case, tmp_path):
    def open_office(folder, user, passphrase):
        return services.open_office(
            folder, user, passphrase, at=lambda: datetime(2026, 3, 30, 9, 0, tzinfo=VIENTIANE)
        )

    made = app.Program(tmp_path / "settings.json", open_office, None, services.users)
    made.settings = settings.Settings(language="en", theme="light", office=str(office.folder))
    made.start()
    yield made
    made.close()


@pytest.fixture
def unlock(program, qtbot, type_text):
    def come_in():
        parts = program.unlock.unlocking.parts
        type_text(parts.passphrase, PASSPHRASE)
        parts.unlock.click()
        qtbot.waitUntil(lambda: program.window is not None)
        qtbot.waitUntil(lambda: not program.jobs.busy)
        program.window.activateWindow()
        qtbot.waitUntil(program.window.isActiveWindow)
        return program.window

    return come_in


@pytest.fixture
def window(unlock):
    return unlock()


def test_the_first_sign_in_of_a_day_makes_the_backup(program, office, unlock, qtbot, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    office.backups.choose(Place(folder=str(tmp_path / "elsewhere")))
    unlock()
    assert len(list((tmp_path / "elsewhere").glob("backup-*.zip"))) == 1
    program.lock()
    qtbot.waitUntil(lambda: is_locked(program))
    unlock()
    assert len(list((tmp_path / "elsewhere").glob("backup-*.zip"))) == 1


def test_a_place_that_is_gone_is_said_at_sign_in(program, office, unlock, tmp_path):
    office.backups.choose(Place(folder=str(tmp_path / "gone")))
    window = unlock()
    assert "gone" in window.toasts.text.text().replace("\u200b", "")
    assert window.toasts.isVisible()


def test_a_stick_that_is_away_is_said_at_sign_in(program, office, unlock, monkeypatch):
    monkeypatch.setattr(sticks, "present", list)
    office.backups.choose(Place(stick="1A2B-3C4D", label="OFFICE"))
    assert "OFFICE" in unlock().toasts.text.text()


def on_screen():
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def is_locked(program):
    return program.window is None and program._office is None


def test_everything_closes_at_the_lock(program, window, case, qtbot, tmp_path):
    paper = window.office.papers.draft(case.id, "referral_letter", "lo")
    window.go("paper", paper.id)
    qtbot.waitUntil(lambda: not program.jobs.busy)
    assert [one for one in window.findChildren(Preview) if one.isVisible()]
    dialogs.ask(window, "Question", "Delete", print)
    dialogs.choose_open_files(window, "Files to add", print)
    window.rail.user.click()
    assert len(on_screen()) == 4
    window.lock_asked.emit()
    qtbot.waitUntil(lambda: is_locked(program))
    assert on_screen() == [program.unlock]


def test_sleep_locks_and_nothing_is_painted_before(program, window, qtbot):
    clock = [0.0]
    window.sleep._now = lambda: (clock[0],)
    window.sleep.start()
    assert not window.sleep.has_slept()
    clock[0] += sleep.GAP + 1
    painted = []
    window.rail.paintEvent = painted.append
    window.rail.repaint()
    assert painted == []
    qtbot.waitUntil(lambda: is_locked(program))
    assert on_screen() == [program.unlock]


def test_the_system_says_that_it_goes_to_sleep(program, window, qtbot):
    window.sleep.prepare(True)
    qtbot.waitUntil(lambda: is_locked(program))


def test_the_menu_at_the_name_locks(program, window, qtbot):
    window.rail.user.click()
    menu = QApplication.activePopupWidget()
    assert [entry.text() for entry in menu.actions()] == [
        "Hide the program (F9)",
        "Lock the office (Ctrl+L)",
        "Change the user",
    ]
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: is_locked(program))


def test_another_user_begins_at_the_names(program, window, qtbot):
    window.rail.user.choices.actions()[2].trigger()
    qtbot.waitUntil(lambda: is_locked(program))
    unlocking = program.unlock.unlocking
    program.unlock.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is unlocking.parts.user.editor)
    program.start()  # the usual way begins at the passphrase again
    qtbot.waitUntil(lambda: QApplication.focusWidget() is unlocking.parts.passphrase.editor)


def test_f9_hides_everything_behind_a_neutral_sheet_and_brings_it_back(program, window, qtbot):
    dialogs.ask(window, "Question", "Delete", print)
    window.rail.user.click()
    QTest.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: on_screen() == [program.cover])
    assert program.cover.windowTitle() == "Notes"
    assert program.cover.sheet.toPlainText() == ""
    dialogs.tell(window, "This could not be done.")  # what comes up meanwhile waits
    qtbot.waitUntil(lambda: on_screen() == [program.cover])
    QTest.keyClicks(program.cover.sheet, "milk, rice")
    qtbot.waitUntil(program.cover.isActiveWindow)
    QTest.keyClick(program.cover, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(on_screen()) == 3)
    assert window.isVisible()
    assert program.cover.sheet.toPlainText() == ""
    assert not is_locked(program)


def test_the_close_button_of_the_sheet_brings_the_program_back(program, window, qtbot):
    program.hide()
    program.cover.close()
    qtbot.waitUntil(lambda: on_screen() == [window])


def test_hidden_for_a_while_it_is_locked_and_the_sheet_stays(program, window, qtbot):
    program.hide()
    program.cover._timer.start(0)
    qtbot.waitUntil(lambda: is_locked(program))
    assert on_screen() == [program.cover]
    QTest.keyClick(program.cover, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: on_screen() == [program.unlock])


@pytest.fixture
def ours(monkeypatch):
    """The screen of the tests does not know whose the clipboard is; others do."""
    told = {"ours": True}
    board = type(QGuiApplication.clipboard())
    monkeypatch.setattr(board, "ownsClipboard", lambda _self: told["ours"])
    return told


def test_what_we_copied_is_gone_after_the_lock(program, window, ours, qtbot):
    QGuiApplication.clipboard().setText("ບົວຄຳ")
    window.lock_asked.emit()
    qtbot.waitUntil(lambda: is_locked(program))
    assert QGuiApplication.clipboard().text() == ""


def test_what_others_copied_stays(program, window, ours, qtbot):
    QGuiApplication.clipboard().setText("of another program")
    ours["ours"] = False
    window.lock_asked.emit()
    qtbot.waitUntil(lambda: is_locked(program))
    assert QGuiApplication.clipboard().text() == "of another program"


def test_at_the_end_the_clipboard_is_empty_too(program, window, ours, qtbot):
    field = QLineEdit("ບົວຄຳ")
    field.selectAll()
    field.copy()
    field.deleteLater()
    program.close()
    assert QGuiApplication.clipboard().text() == ""


SELECT = """
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from legalaid_desktop.desktop import clipboard
app = QApplication([])
board = app.clipboard()
field = QLineEdit("Bouakham")
field.show()
QTest.qWaitForWindowExposed(field)
field.setFocus()
QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
QTest.qWait(50)
before = board.text(QClipboard.Mode.Selection), board.text()
clipboard.forget()
QTest.qWait(50)
print(before, (board.text(QClipboard.Mode.Selection), board.text()))
"""


@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="needs a real X11 screen")
def test_the_selection_of_x11_is_emptied_too(tmp_path):
    run = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", SELECT],
        env=os.environ | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=False,
    )
    if "could not connect" in run.stderr or "no Qt platform plugin" in run.stderr:
        pytest.skip("no X11 screen can be started here")
    assert run.stdout.strip() == "('Bouakham', 'Bouakham') ('', '')", run.stderr


CHOOSE = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from legalaid_desktop.desktop import app, dialogs, settings
application = app.prepare(settings.Settings(language="en"))
chosen = []
dialogs.choose_save_file(None, "Where to put the bundle", "x.pdf", chosen.append)
(dialog,) = [one for one in application.topLevelWidgets() if isinstance(one, QFileDialog)]
dialog.setDirectory(sys.argv[1])
dialog.selectFile("Bouakham.pdf")
dialog.accept()
QTest.qWait(50)
assert chosen, "nothing was chosen"
"""


def test_no_list_of_recent_files_names_what_was_chosen(tmp_path):
    folder = tmp_path / "Khamla"
    folder.mkdir()
    places = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    subprocess.run([sys.executable, "-c", CHOOSE, str(folder)], env=os.environ | places, check=True)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            written = path.read_bytes()
            assert b"Khamla" not in written
            assert b"Bouakham" not in written
