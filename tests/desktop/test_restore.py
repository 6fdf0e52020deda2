"""An office out of a backup, before anything is unlocked; and all that can go wrong on the way."""

import contextlib
import os
import shutil
import subprocess
import threading
import zipfile

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import app, restore, settings, sticks
from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.sticks import Stick
from legalaid_desktop.desktop.texts import filled, shown
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services import doors
from legalaid_desktop.storage import durable, packing, restores, slots
from tests.desktop.screen import plain, words

USER, PASSPHRASE = "ສີວິໄລ", "ກະຕ່າຍ ຂີ່ ໂມງ ຜ່ານ"


@pytest.fixture
def old(tmp_path, create_cheaply):
    """The folder of an office with one client, locked again."""
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    made = create_cheaply(tmp_path / "old", profile, USER, PASSPHRASE)
    made.people.take_in(Person(given_lo="ບົວຄຳ"))
    (tmp_path / "STICK" / "backups").mkdir(parents=True)
    made.backups.make(tmp_path / "STICK" / "backups")
    made.lock()
    return tmp_path / "old"


@pytest.fixture
def backup(old, tmp_path):
    return next((tmp_path / "STICK" / "backups").glob("*.zip"))


@pytest.fixture
def plugged(monkeypatch, tmp_path):
    """A stick is plugged in, until it is called with nothing."""

    def plug(*roots):
        here = [Stick(id=root.name, label="OFFICE", root=root, free=10**9) for root in roots]
        monkeypatch.setattr(sticks, "present", lambda: here)

    plug(tmp_path / "STICK")
    return plug


@pytest.fixture
def program(qtbot, tmp_path, language, old, plugged):
    made = app.Program(
        tmp_path / "settings.json", doors.open_office, doors.create_office, doors.users
    )
    made.settings = settings.Settings(language=language, theme="light", office=str(old))
    made.start()
    qtbot.waitExposed(made.unlock)
    yield made
    made.close()


@pytest.fixture
def form(program, qtbot):
    program.unlock.unlocking.parts.restore.click()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    QApplication.processEvents()
    return program.unlock.restoring


@pytest.fixture
def choose(form, program, qtbot, answers):
    def chosen(path):
        answers.files = [path]
        form.parts.choose.click()
        qtbot.waitUntil(lambda: not program.jobs.busy)

    return chosen


@pytest.fixture
def restore_into(form, program, qtbot):
    def into(folder):
        form.parts.folder.set_value(str(folder))
        form.parts.restore.click()
        qtbot.waitUntil(lambda: not program.jobs.busy)

    return into


def said(message, **values):
    return plain(shown(filled(message, **values)))


def notice(form):
    return plain(form.notice.text.text()) if form.notice.isVisible() else ""


def left_behind(tmp_path):
    return sorted(path.name for path in tmp_path.iterdir() if "new" in path.name)


def test_a_stick_shows_its_backups_and_the_cover_comes_first(form, backup, old):
    (row,) = [one for one in form.found.findChildren(Row) if one.isVisible()]
    assert filled(restore.OF_THIS, folder=old) in plain(row.reason.text())
    assert not form.parts.restore.isEnabled()
    row.opened.emit(str(backup))
    assert form.parts.file.value() == str(backup)


def test_an_office_comes_out_and_is_unlocked_in_its_new_folder(
    program, form, choose, restore_into, backup, tmp_path, qtbot, type_text, old
):
    choose(backup)
    assert str(old) in plain(form.parts.cover.text())
    assert form.parts.folder.value().startswith(str(tmp_path / "office-"))
    restore_into(tmp_path / "new")
    unlocking = program.unlock.unlocking
    assert unlocking.isVisible()
    assert unlocking.parts.folder.text() == str(tmp_path / "new")
    told = plain(unlocking.notice.text.text())
    assert told == said(restore.SIGN_IN, **restore.told_after(form.backup))
    type_text(unlocking.parts.passphrase, PASSPHRASE)
    unlocking.parts.unlock.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=20000)
    assert len(program.window.office.people.page().lines) == 1
    assert old.is_dir()


def test_backups_of_other_offices_are_told_apart_and_the_newest_comes_first(
    program, form, tmp_path, create_cheaply, plugged, qtbot, backup
):
    profile = OfficeProfile(name_lo="ອື່ນ", name_en="Other", province="04")
    other = create_cheaply(tmp_path / "other", profile, USER, PASSPHRASE)
    second = tmp_path / "SECOND"
    second.mkdir()
    made = other.backups.make(second)
    other.lock()
    (second / "backup-holiday.zip").write_bytes(b"PK\x03\x04 photos")
    plugged(tmp_path / "STICK", second)
    form.again.click()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    QApplication.processEvents()
    rows = [one for one in form.found.findChildren(Row) if one.isVisible()]
    assert [one._key for one in rows] == [str(second / made.backup.file_name), str(backup)]
    assert filled("newest") in words(form.found) or rows[0].isVisible()


def test_no_stick_says_what_to_do(program, form, plugged, qtbot):
    plugged()
    form.again.click()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    assert form.nothing.isVisible()
    assert plain(form.nothing.text()) == said(restore.NO_STICK)


def test_the_cover_follows_the_language(program, choose, form, backup):
    choose(backup)
    before = form.parts.cover.text()
    program.unlock.language.click()
    assert form.parts.cover.text() != before
    program.unlock.language.click()
    assert form.parts.cover.text() == before


def test_a_backup_is_checked_by_whoever_could_sign_in_then(
    form, choose, backup, type_text, program, qtbot
):
    choose(backup)
    form.parts.check.click()
    assert form.parts.user.value() == USER
    type_text(form.parts.passphrase, "ຜິດ ຜິດ ຜິດ")
    form.parts.check.click()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    assert plain(form.parts.passphrase.error_line.text()) == said(slots.WRONG)
    form.parts.passphrase.editor.setText(PASSPHRASE)
    form.parts.check.click()
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20000)
    assert "0" in notice(form)
    assert form.parts.passphrase.value() == ""
    assert form.parts.restore.isEnabled()


def test_an_office_is_never_written_over(choose, form, restore_into, backup, old):
    before = (old / "office.keys").read_bytes()
    choose(backup)
    restore_into(old)
    assert notice(form) == said(restores.OVER_OFFICE)
    assert (old / "office.keys").read_bytes() == before


def test_a_folder_that_is_not_empty_is_refused(choose, form, restore_into, backup, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "photo.jpg").write_bytes(b"photo")
    choose(backup)
    restore_into(tmp_path / "new")
    assert notice(form) == said(restores.NOT_EMPTY)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["photo.jpg"]


def test_a_damaged_backup_is_said_and_leaves_nothing(choose, form, restore_into, backup, tmp_path):
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(bytes(data))
    choose(backup)
    restore_into(tmp_path / "new")
    assert notice(form) == said(packing.DAMAGED_BACKUP)
    assert left_behind(tmp_path) == []


def test_a_half_copied_backup_shows_no_cover(choose, form, backup):
    backup.write_bytes(backup.read_bytes()[:-3000])
    choose(backup)
    assert notice(form) == said(packing.DAMAGED_BACKUP)
    assert not form.parts.cover.isVisible()
    assert not form.parts.restore.isEnabled()


def test_a_newer_backup_is_said_at_the_cover(choose, form, backup, tmp_path):
    newer = tmp_path / "backup-newer.zip"
    with zipfile.ZipFile(backup) as read, zipfile.ZipFile(newer, "w") as write:
        for name in read.namelist():
            data = read.read(name)
            if name == packing.PLAIN:
                data = data.replace(b'"format": 1', b'"format": 2')
            write.writestr(name, data)
    choose(newer)
    assert notice(form) == said(packing.NEWER_BACKUP)


def test_any_other_file_is_said_to_be_no_backup(choose, form, tmp_path):
    (tmp_path / "letter.zip").write_bytes(b"Dear Sir")
    choose(tmp_path / "letter.zip")
    assert notice(form) == said(packing.NOT_A_BACKUP)


def test_a_backup_that_vanished_after_its_cover_was_seen(
    choose, form, restore_into, backup, tmp_path
):
    choose(backup)
    backup.unlink()
    restore_into(tmp_path / "new")
    assert notice(form) == said(packing.GONE)
    assert left_behind(tmp_path) == []


class Halfway:
    """A slow stick: the restore stands at the first piece until it may go on."""

    def __init__(self, monkeypatch):
        self.reached, self.go_on, self.happens = threading.Event(), threading.Event(), None
        read = zipfile.ZipExtFile.read

        def slow(stream, count=-1):
            if count == packing.CHUNK and not self.reached.is_set():
                self.reached.set()
                self.go_on.wait(20)
                if self.happens:
                    self.happens()
            return read(stream, count)

        monkeypatch.setattr(zipfile.ZipExtFile, "read", slow)


@pytest.fixture
def halfway(choose, form, backup, tmp_path, monkeypatch):
    choose(backup)
    stopped = Halfway(monkeypatch)
    form.parts.folder.set_value(str(tmp_path / "new"))
    form.parts.restore.click()
    assert stopped.reached.wait(20)
    yield stopped
    stopped.go_on.set()


def test_a_restore_shows_how_far_it_is_and_can_be_stopped(halfway, form, program, qtbot, tmp_path):
    assert form.strip.isVisible()
    form.strip.stop.click()
    halfway.go_on.set()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    assert notice(form) == said(restore.STOPPED)
    assert left_behind(tmp_path) == []
    assert form.parts.restore.isEnabled()


def test_a_stick_pulled_out_in_the_middle(halfway, form, program, qtbot, tmp_path, backup):
    def pulled():
        shutil.rmtree(tmp_path / "STICK")
        raise OSError(5, "Input/output error")

    halfway.happens = pulled
    halfway.go_on.set()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    assert notice(form) == said(packing.GONE)
    assert left_behind(tmp_path) == []


def test_the_program_is_closed_while_a_restore_runs(halfway, program, tmp_path):
    threading.Timer(0.1, halfway.go_on.set).start()
    program.close()
    assert left_behind(tmp_path) == []


def test_somebody_else_fills_the_folder_meanwhile(halfway, form, program, qtbot, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "photo.jpg").write_bytes(b"photo")
    halfway.go_on.set()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    assert notice(form)
    assert left_behind(tmp_path) == ["new"]
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["photo.jpg"]


@pytest.fixture
def full_disk(tmp_path):
    """A disk with too little room for the office, where the system lets us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount") or "mount"
    command = [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if os.getuid() or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    with contextlib.suppress(OSError):
        (disk / "film.mp4").write_bytes(bytes(150_000))
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_said_before_anything_is_written(
    choose, form, restore_into, backup, full_disk
):
    choose(backup)
    restore_into(full_disk / "new")
    assert notice(form)
    assert "kB" in notice(form)
    assert [path.name for path in full_disk.iterdir()] == ["film.mp4"]


def test_a_disk_that_fills_up_in_the_middle(halfway, form, program, qtbot, tmp_path, monkeypatch):
    def full():
        raise OSError(28, "No space left on device")

    halfway.happens = full
    halfway.go_on.set()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    assert notice(form) == said(durable.DISK_FULL)
    assert left_behind(tmp_path) == []


def test_nothing_is_restored_without_a_folder(choose, form, backup):
    choose(backup)
    form.parts.folder.set_value("")
    form.parts.restore.click()
    assert plain(form.parts.folder.error_line.text()) == said(restore.NEEDED)


def test_back_leads_to_the_unlock_form(form, program):
    form.parts.back.click()
    assert program.unlock.unlocking.isVisible()
