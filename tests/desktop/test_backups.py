"""The page of backups: made, tried, checked, chosen, and what Today says of the last one."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import daily, dialogs, sticks
from legalaid_desktop.desktop.backups import Backups
from legalaid_desktop.desktop.cards import Chip
from legalaid_desktop.desktop.sticks import Stick
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.backups import Place
from legalaid_desktop.services.clock import VIENTIANE
from tests.desktop.screen import settled


@pytest.fixture
def tab(window, qtbot):
    shown = Backups(window)
    qtbot.addWidget(shown)
    shown.resize(1100, 800)
    shown.show()
    shown.reload(frozenset())
    return shown


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "elsewhere"
    made.mkdir()
    return made


def texts(widget):
    return " ".join(text.text().replace("\u200b", "") for text in widget.findChildren(Text))


def told():
    return " ".join(
        texts(w)
        for w in QApplication.topLevelWidgets()
        if isinstance(w, dialogs.Dialog) and w.isVisible()
    )


def make(tab, answers, qtbot, folder):
    answers.folder = folder
    tab.elsewhere.click()
    qtbot.waitUntil(lambda: not tab._frame.jobs.busy, timeout=20000)
    return next(folder.glob("backup-*.zip"))


def test_made_then_tried_then_checked(tab, answers, qtbot, folder):
    assert "There is no backup yet" in texts(tab.now)
    path = make(tab, answers, qtbot, folder)
    assert "There is no backup yet" not in texts(tab.now)
    assert "at least until" in texts(tab.present)
    answers.files = [path]
    tab.try_it.click()
    qtbot.waitUntil(lambda: "The backup works" in told(), timeout=20000)
    answers.agree()
    assert "found good" in texts(tab.now)
    tab.read_it.click()
    qtbot.waitUntil(lambda: "The backup is sound" in told(), timeout=20000)
    answers.agree()
    tab.verify.click()
    qtbot.waitUntil(lambda: "The office is sound" in told(), timeout=20000)
    answers.agree()


def test_a_damaged_backup_gives_its_sentence(tab, answers, qtbot, folder):
    path = make(tab, answers, qtbot, folder)
    path.write_bytes(path.read_bytes()[:-5000])
    answers.files = [path]
    tab.read_it.click()
    qtbot.waitUntil(lambda: "damaged or cut short" in told(), timeout=20000)
    answers.agree()


def test_the_daily_place(tab, answers, window, qtbot, folder, jobs):
    answers.folder = folder
    tab.choose.click()
    assert str(folder) in texts(tab.place).replace(" ", "")
    assert daily.begin(window.office, jobs, pytest.fail)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20000)
    assert len(list(folder.glob("backup-*.zip"))) == 1
    assert not daily.begin(window.office, jobs, pytest.fail), "once a day"
    tab.stop.click()
    assert "nothing is backed up alone" in texts(tab.place)


def test_a_stick_is_known_again_elsewhere(window, tmp_path, monkeypatch, jobs, qtbot):
    def plugged(root):
        here = [Stick(id="1A2B-3C4D", label="OFFICE", root=root, free=10**9)] if root else []
        monkeypatch.setattr(sticks, "present", lambda: here)

    window.office.backups.choose(Place(stick="1A2B-3C4D", label="OFFICE"))
    told = []
    plugged(None)
    assert not daily.begin(window.office, jobs, told.append)
    assert [error.values for error in told] == [{"name": "OFFICE"}]
    (tmp_path / "E").mkdir()
    plugged(tmp_path / "E")
    assert daily.begin(window.office, jobs, pytest.fail)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20000)
    assert list((tmp_path / "E" / "backups").glob("backup-*.zip"))


def test_no_stick_is_said(tab, monkeypatch, answers):
    monkeypatch.setattr(sticks, "present", list)
    tab.to_stick.click()
    assert "No stick is plugged in" in told()
    answers.agree()


def test_a_stick_in_two_languages(tab, language, monkeypatch, answers, tmp_path, qtbot):
    here = [Stick(id="1A2B-3C4D", label="OFFICE", root=tmp_path, free=2_000_000_000)]
    monkeypatch.setattr(sticks, "present", lambda: here)
    tab.to_stick.click()
    assert "OFFICE" in told()
    assert "2.0 GB" in told()
    answers.agree()
    qtbot.waitUntil(lambda: not tab._frame.jobs.busy, timeout=20000)
    assert list((tmp_path / "backups").glob("backup-*.zip"))


@pytest.mark.parametrize(("days", "shown"), [(2, False), (5, True), (9, True)])
def test_today_says_how_old_the_last_one_is(window, folder, days, shown, qtbot):
    from legalaid_desktop.domain.people import Person

    window.office.people.take_in(Person(given_lo="ບົວຄຳ"))
    window.office.backups.make(folder)
    later = datetime(2026, 3, 30, 10, tzinfo=VIENTIANE) + timedelta(days=days)
    object.__setattr__(window.office._desk, "clock", lambda: later)
    today = window.pages["today"]
    settled(qtbot, window)
    today.reload(frozenset())
    settled(qtbot, window)
    assert today.backup.isHidden() is not shown
    chips = [chip.text() for chip in today.backup.findChildren(Chip)]
    assert not shown or filled("{count} days ago", count=days) in chips


def test_volumes_are_looked_at():
    assert all(isinstance(one.root, Path) for one in sticks.present())
