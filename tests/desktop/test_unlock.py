"""The window before the office, with real offices on a real disk."""

import contextlib
import os
import shutil
import subprocess
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from legalaid_desktop.desktop import app, settings
from legalaid_desktop.desktop.pages import Page
from legalaid_desktop.desktop.texts import filled, shown
from legalaid_desktop.services import office as services
from legalaid_desktop.storage import database, durable, failures, places, slots

PASSPHRASE = "ກະຕ່າຍ ຂີ່ ໂມງ ຜ່ານ"


class Blank(Page):
    name, title_message = "blank", "Files"


@pytest.fixture
def program(qtbot, tmp_path, create_cheaply, language):
    made = app.Program(
        tmp_path / "settings" / "settings.json",
        services.open_office,
        create_cheaply,
        services.users,
        (Blank,),
    )
    made.settings = settings.Settings(language=language, theme="light")
    made.start()
    qtbot.waitExposed(made.unlock)
    yield made
    made.close()


@pytest.fixture
def create(program, qtbot, type_text):
    """Fills in the form for a new office and presses the button."""

    def fill_in(folder, again=PASSPHRASE):
        program.unlock.unlocking.parts.new.click()
        parts = program.unlock.new_office.parts
        type_text(parts.name_lo, "ຫ້ອງການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ")
        type_text(parts.name_en, "Legal Aid Office")
        parts.province.editor.setCurrentIndex(3)
        type_text(parts.folder, str(folder))
        type_text(parts.user, "ສີວິໄລ")
        type_text(parts.passphrase, PASSPHRASE)
        type_text(parts.again, again)
        qtbot.mouseClick(parts.create, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not program.jobs.busy)
        return parts

    return fill_in


def lock(program, qtbot):
    """Locks, and waits for the index of the search to let go of the office."""
    program.lock()
    qtbot.waitUntil(lambda: program._office is None)


@pytest.fixture
def locked(program, create, qtbot, tmp_path):
    """The folder of an office that was made through the window, and is locked again."""
    folder = tmp_path / "ຫ້ອງການ"
    create(folder)
    lock(program, qtbot)
    return folder


@pytest.fixture
def unlock(program, qtbot, type_text):
    def fill_in(passphrase):
        parts = program.unlock.unlocking.parts
        type_text(parts.passphrase, passphrase)
        qtbot.mouseClick(parts.unlock, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not program.jobs.busy)
        return parts

    return fill_in


def everything_in(folder):
    """All but the count of failed attempts."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path: path.read_bytes() for path in files if path.name != "office.attempts"}


def said(message):
    return shown(filled(message))


def test_an_office_is_made_locked_and_opened_again(program, create, unlock, qtbot, tmp_path):
    folder = tmp_path / "ຫ້ອງການ"
    create(folder)
    profile = program.window.office.profile()
    assert profile.name_lo == "ຫ້ອງການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ"
    assert profile.name_en == "Legal Aid Office"
    assert profile.province
    lock(program, qtbot)
    assert program.unlock.new_office.parts.passphrase.value() == ""
    parts = unlock(PASSPHRASE)
    assert parts.folder.text() == str(folder)
    assert program.window.office.user == "ສີວິໄລ"
    assert settings.load(program._path).office == str(folder)


def test_a_wrong_passphrase_changes_nothing_and_stays_typed(program, locked, unlock):
    before = everything_in(locked)
    field = unlock("ກະຕ່າຍ ຂີ່ ໂມງ ຜ່າ").passphrase
    assert field.error_line.text() == said(slots.WRONG)
    assert not field.error_line.isHidden()
    assert field.editor.selectedText() == field.value() != ""
    assert program.window is None
    assert everything_in(locked) == before
    unlock(PASSPHRASE)  # it takes the place of what is selected
    assert program.window is not None


def test_a_folder_without_an_office_is_said(program, tmp_path, answers):
    answers.folder = tmp_path / "empty"
    answers.folder.mkdir()
    unlocking = program.unlock.unlocking
    unlocking.parts.other.click()
    assert unlocking.notice.isVisible()
    assert unlocking.notice.text.text() == said(places.NO_OFFICE)
    assert not unlocking.parts.unlock.isEnabled()
    assert not everything_in(answers.folder)


@pytest.mark.parametrize("kept", [4096 * 6, -4096], ids=["the start", "all but a page"])
def test_a_cut_database_is_said_and_left_alone(program, locked, unlock, kept):
    path = locked / places.DATABASE
    path.write_bytes(path.read_bytes()[:kept])
    before = everything_in(locked)
    unlock(PASSPHRASE)
    told = program.unlock.unlocking.notice.text.text()
    assert told in (said(database.CUT), said(failures.DAMAGED))
    assert program.window is None
    assert everything_in(locked) == before


def test_an_office_of_a_newer_program_is_said_and_left_alone(
    program, create, unlock, qtbot, tmp_path
):
    create(tmp_path / "office")
    with program.window.office._desk.database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'of next year'"))
    lock(program, qtbot)
    before = everything_in(tmp_path / "office")
    unlock(PASSPHRASE)
    assert program.unlock.unlocking.notice.text.text() == said(slots.NEWER)
    assert everything_in(tmp_path / "office") == before


def test_a_missing_database_is_said(program, locked, unlock):
    (locked / places.DATABASE).unlink()
    unlock(PASSPHRASE)
    assert program.unlock.unlocking.notice.text.text() == said(database.NO_DATABASE)
    assert not (locked / places.DATABASE).exists()


def test_a_folder_in_use_gets_no_office(program, create, tmp_path):
    taken = tmp_path / "photos"
    taken.mkdir()
    (taken / "one.jpg").write_bytes(b"photo")
    before = everything_in(taken)
    create(taken)
    assert program.unlock.new_office.notice.text.text() == said(places.NOT_EMPTY)
    assert everything_in(taken) == before
    assert program.window is None


@pytest.fixture
def full_disk(tmp_path):
    """A disk of 256 kB with 100 kB left, where the system lets us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if (
        not mount
        or os.getuid()
        or subprocess.run(command, check=False, capture_output=True).returncode
    ):
        pytest.skip("needs the right to mount a small disk")
    with contextlib.suppress(OSError):
        (disk / "film.mp4").write_bytes(bytes(150_000))
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_gets_no_half_office(program, create, full_disk):
    before = everything_in(full_disk)
    parts = create(full_disk / "office")
    assert program.unlock.new_office.notice.text.text() == said(durable.DISK_FULL)
    assert everything_in(full_disk) == before
    assert not (full_disk / "office").exists()
    assert parts.name_en.value() == "Legal Aid Office"
    assert program.window is None


def test_two_different_passphrases_make_no_office(program, create, tmp_path):
    parts = create(tmp_path / "office", again="ອື່ນ")
    assert parts.again.error_line.text() == said("The two passphrases are not the same.")
    assert not (tmp_path / "office").exists()


def test_a_notice_follows_the_language(program, tmp_path, language, answers):
    answers.folder = tmp_path
    program.unlock.unlocking.parts.other.click()
    before = program.unlock.unlocking.notice.text.text()
    program.unlock.language.click()
    assert program.unlock.unlocking.notice.text.text() == said(places.NO_OFFICE) != before


def test_the_language_changes_in_the_middle_of_a_form(program, type_text, language):
    program.unlock.unlocking.parts.new.click()
    parts = program.unlock.new_office.parts
    type_text(parts.name_lo, "ຫ້ອງການ ຄຳ")
    type_text(parts.passphrase, PASSPHRASE)
    parts.province.editor.setCurrentIndex(3)
    chosen, name, label = parts.province.value(), parts.province.editor.currentText(), parts.name_lo
    captions = [label.caption.text()]
    for _ in range(2):
        program.unlock.language.click()
        captions.append(label.caption.text())
        assert parts.name_lo.value() == "ຫ້ອງການ ຄຳ"
        assert parts.passphrase.value() == PASSPHRASE
        assert parts.province.value() == chosen
    assert captions[0] == captions[2] != captions[1]
    assert parts.province.editor.currentText() == name


def focus_order(window, count):
    """The names of the fields and buttons that Tab goes through."""
    order = []
    for _ in range(count):
        widget = QApplication.focusWidget()
        while not widget.objectName() or widget.objectName().startswith("qt_"):
            widget = widget.parentWidget()
        order.append(widget.objectName())
        QTest.keyClick(window, Qt.Key.Key_Tab)
    return order


def test_tab_goes_through_the_new_office_as_it_is_read(program, qtbot):
    program.unlock.activateWindow()
    qtbot.waitUntil(program.unlock.isActiveWindow)
    program.unlock.unlocking.parts.new.click()
    assert focus_order(program.unlock, 10) == [
        "name_lo", "name_en", "province", "user", "folder", "choose", "passphrase", "again",
        "back", "create",
    ]  # fmt: skip


def test_tab_goes_through_the_unlock_form_as_it_is_read(program, locked, qtbot):
    program.unlock.activateWindow()
    qtbot.waitUntil(program.unlock.isActiveWindow)
    names = ["passphrase", "unlock", "forgot", "other", "new"]
    assert focus_order(program.unlock, 5) == names


def test_enter_unlocks(program, locked, qtbot, type_text):
    passphrase = program.unlock.unlocking.parts.passphrase
    type_text(passphrase, PASSPHRASE)
    qtbot.keyClick(passphrase.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None)


def test_caps_lock_is_hinted_at(program, locked, qtbot):
    passphrase = program.unlock.unlocking.parts.passphrase
    qtbot.keyClick(passphrase.editor, "A")
    assert passphrase.help_line.isHidden() is False
    assert passphrase.help_line.text() == said("Caps Lock seems to be on.")
    qtbot.keyClick(passphrase.editor, "a")
    assert passphrase.help_line.isHidden()
    qtbot.keyClick(passphrase.editor, "A", Qt.KeyboardModifier.ShiftModifier)
    assert passphrase.help_line.isHidden()


@pytest.mark.parametrize("width", [1366, 900])
def test_nothing_is_cut_off_in_the_new_office(program, qtbot, width):
    program.unlock.resize(width, 768)
    program.unlock.unlocking.parts.new.click()
    parts = program.unlock.new_office.parts
    parts.passphrase.editor.setText(PASSPHRASE)
    program.unlock.grab()
    lines = {parts.passphrase: program.unlock.new_office.strength}
    for field in (parts.passphrase, parts.folder, parts.user):
        line = lines.get(field, field.help_line)
        assert line.isVisible()
        assert line.height() >= line.heightForWidth(line.width())
        assert line.geometry().bottom() <= field.rect().bottom()
        assert line.y() >= field.editor.geometry().bottom()
    area = program.unlock.stack.currentWidget()
    assert area.verticalScrollBar().maximum() == 0


def test_settings_that_cannot_be_kept_stop_nobody(program, create, tmp_path):
    (tmp_path / "blocked").write_bytes(b"")
    program._path = tmp_path / "blocked" / "settings.json"
    create(tmp_path / "office")
    assert program.window is not None
    program._change(replace(program.settings, theme="dark"))
    assert program.settings.theme == "dark"


def test_the_wait_after_mistakes_is_counted_down(program, locked, unlock, qtbot):
    for _ in range(4):
        parts = unlock("ຜິດ ຜິດ ຜິດ ຜິດ")
    notice = program.unlock.unlocking.notice
    assert not parts.unlock.isEnabled()
    assert notice.isVisible()
    first = notice.text.text()
    qtbot.waitUntil(lambda: notice.text.text() != first, timeout=3000)
    assert not parts.unlock.isEnabled()
    qtbot.waitUntil(parts.unlock.isEnabled, timeout=4000)
    assert not notice.isVisible()
    unlock(PASSPHRASE)
    assert program.window is not None
