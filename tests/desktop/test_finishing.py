"""The backup that is the last piece of work before the office is locked."""

import shutil
import threading
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import app, settings
from legalaid_desktop.desktop.backups import Backups
from legalaid_desktop.desktop.sleep import SleepWatch
from legalaid_desktop.domain.backups import Place
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services import office as services
from legalaid_desktop.services.clock import VIENTIANE
from tests.desktop.screen import plain, settled, words

PASSPHRASE = "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ"


class Stick:
    """A slow one: nothing is written before it is let go."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.asked, self.free = folder, threading.Event(), threading.Event()
        self._usage = shutil.disk_usage
        monkeypatch.setattr(shutil, "disk_usage", self._slow)
        self.free.set()

    def _slow(self, path):
        self.asked.set()
        self.free.wait(20)
        return self._usage(path)

    def hold(self):
        self.asked.clear()
        self.free.clear()

    def backups(self):
        return len(list(self.folder.glob("backup-*.zip")))


@pytest.fixture
def stick(tmp_path, monkeypatch):
    (tmp_path / "stick").mkdir()
    made = Stick(tmp_path / "stick", monkeypatch)
    yield made
    made.free.set()


@pytest.fixture
def now():
    return [datetime(2026, 3, 30, 9, 0, tzinfo=VIENTIANE)]


@pytest.fixture
def program(qtbot, office, stick, tmp_path, now, language):
    def open_office(folder, user, passphrase):
        return services.open_office(folder, user, passphrase, at=lambda: now[0])

    office.backups.choose(Place(folder=str(stick.folder)))
    office.backups.choose_at_lock(wanted=True)
    made = app.Program(tmp_path / "settings.json", open_office, None, services.users)
    made.settings = settings.Settings(language=language, theme="light", office=str(office.folder))
    made.start()
    yield made
    stick.free.set()
    made.close()


@pytest.fixture
def unlock(program, qtbot, type_text):
    def come_in():
        parts = program.unlock.unlocking.parts
        type_text(parts.passphrase, PASSPHRASE)
        parts.unlock.click()
        qtbot.waitUntil(lambda: program.window is not None, timeout=20000)
        qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20000)
        return program.window

    return come_in


@pytest.fixture
def worked(unlock, now, stick, qtbot):
    """Two hours of work after the backup of the day, with a slow stick from now on."""
    window = unlock()
    assert stick.backups() == 1
    now[0] += timedelta(hours=2)
    window.office.people.take_in(Person(given_lo="ບົວຄຳ"))
    settled(qtbot, window)
    stick.hold()
    return window


def is_locked(program):
    return program.window is None and program._office is None


def on_screen():
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_the_lock_takes_all_off_the_screen_and_backs_up_behind_it(program, worked, stick, qtbot):
    program.lock()
    assert on_screen() == [program.unlock]
    assert stick.asked.wait(20)
    assert program.unlock.unlocking.strip.isVisible()
    assert not program.unlock.unlocking.parts.passphrase.isEnabled()
    assert not is_locked(program)
    stick.free.set()
    qtbot.waitUntil(lambda: is_locked(program), timeout=20000)
    assert stick.backups() == 2
    assert program.unlock.unlocking.strip is None
    assert program.unlock.unlocking.parts.passphrase.isEnabled()


def test_it_can_be_stopped_and_is_locked_all_the_same(program, worked, stick, qtbot, unlock):
    program.lock()
    assert stick.asked.wait(20)
    program.unlock.unlocking.strip.stop.click()
    stick.free.set()
    qtbot.waitUntil(lambda: is_locked(program), timeout=20000)
    assert stick.backups() == 1
    assert unlock().office.backups.overview().failure is None


def test_closing_the_window_backs_up_even_within_the_hour(program, unlock, stick, qtbot, now):
    window = unlock()
    now[0] += timedelta(minutes=5)
    window.office.people.take_in(Person(given_lo="ບົວຄຳ"))
    window.close()
    qtbot.waitUntil(lambda: is_locked(program), timeout=20000)
    assert stick.backups() == 2
    assert on_screen() == []


def test_no_work_no_backup(program, unlock, stick, qtbot, now):
    unlock()
    now[0] += timedelta(hours=2)
    program.lock()
    assert is_locked(program)
    assert stick.backups() == 1


def test_off_by_default(program, unlock, stick, now, qtbot):
    window = unlock()
    window.office.backups.choose_at_lock(wanted=False)
    window.office.people.take_in(Person(given_lo="ບົວຄຳ"))
    settled(qtbot, window)
    now[0] += timedelta(hours=2)
    program.lock()
    assert is_locked(program)


def test_sleep_is_not_kept_waiting(program, worked, stick, qtbot):
    worked.sleep.prepare(True)
    qtbot.waitUntil(lambda: is_locked(program))
    assert not stick.asked.is_set()


def test_the_hiding_key_locks_without_it(program, worked, stick, qtbot):
    program.hide()
    program.cover.over.emit()
    assert is_locked(program)
    assert not stick.asked.is_set()


def test_another_user_is_not_kept_waiting(program, worked, stick):
    program.change_user()
    assert is_locked(program)
    assert not stick.asked.is_set()


def test_a_computer_that_goes_to_sleep_meanwhile_stops_it(program, worked, stick, qtbot):
    program.lock()
    assert stick.asked.wait(20)
    program.findChild(SleepWatch).prepare(True)
    stick.free.set()
    qtbot.waitUntil(lambda: is_locked(program), timeout=20000)
    assert stick.backups() == 1


def test_the_end_of_the_program_stops_it(program, worked, stick):
    program.lock()
    assert stick.asked.wait(20)
    threading.Timer(0.1, stick.free.set).start()
    program.close()
    assert is_locked(program)
    assert stick.backups() == 1


def test_a_failure_is_told_on_today_at_the_next_sign_in(program, worked, stick, qtbot, unlock):
    stick.free.set()
    shutil.rmtree(stick.folder)
    program.lock()
    qtbot.waitUntil(lambda: is_locked(program), timeout=20000)
    window = unlock()
    today = window.pages["today"]
    assert today.backup.isVisible()
    assert str(stick.folder) in words(today.backup)
    tab = Backups(window)
    tab.reload(frozenset())
    assert str(stick.folder) in plain(tab.warning.text.text())
    tab.deleteLater()


def test_a_daily_backup_that_fails_is_on_today_the_same_day(program, stick, unlock, qtbot):
    shutil.rmtree(stick.folder)
    today = unlock().pages["today"]
    today.first.asked.disconnect()
    assert program.window.office.backups.overview().failure is not None
    program.window.office.people.take_in(Person(given_lo="ບົວຄຳ"))
    today.reload(frozenset())
    settled(qtbot, program.window)
    assert str(stick.folder) in words(today.backup)


def test_the_box_stands_below_the_daily_place(unlock, qtbot):
    tab = Backups(unlock())
    qtbot.addWidget(tab)
    tab.show()
    tab.reload(frozenset())
    assert tab.at_lock.isVisible()
    assert tab.at_lock.isChecked()
    tab.at_lock.click()
    assert not tab._frame.office.backups.overview().at_lock
    tab.stop.click()
    assert not tab.at_lock.isVisible()
