"""A custody clock rings at hour 40 and 48: hidden, locked, and after a sleep; warnings once."""

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop.alarms import AlarmNotice, Alarms
from legalaid_desktop.desktop.alerts import Alerts
from legalaid_desktop.desktop.app import Program
from legalaid_desktop.desktop.bell import Bell
from legalaid_desktop.desktop.told_marks import ToldMarks
from legalaid_desktop.domain.custody import LAOS, Custody, Release
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.services.office import open_office
from tests.desktop.conftest import PASSPHRASE, USER, monday
from tests.desktop.screen import plain

SINCE = datetime(2026, 3, 28, 20, tzinfo=LAOS)


class WallClock:
    """The clock on the wall; a sleep is a jump of it."""

    def __init__(self, hours):
        self.at(hours)

    def at(self, hours):
        self.now = SINCE + timedelta(hours=hours)

    def __call__(self):
        return self.now


class CountedBell:
    def __init__(self):
        self.rung = self.hushed = 0

    def ring(self):
        self.rung += 1

    def hush(self):
        self.hushed += 1


def silent(*_args):
    raise RuntimeError("Failed to play sound")


class BrokenBell(CountedBell):
    def ring(self):
        raise RuntimeError("Failed to play sound")


@pytest.fixture
def held(office, restricted):
    """The fisherman, in police custody since Saturday evening."""
    person = office.people.client(restricted.client_id).person_id
    return office.protection.save(
        Custody(
            case_id=restricted.id, person_id=person, place="ສະຖານີ", ground="police", since=SINCE
        )
    )


def at_the_wall(office, clock):
    """The office with the clock on the wall."""
    return open_office(office.folder, USER, PASSPHRASE, at=clock)


@pytest.fixture
def made(tmp_path, office):
    made = []

    def ringing(clock, is_covered=lambda: False, bell=None, passing=lambda: 0.0):
        said = []
        alarms = Alarms(
            None, clock, ToldMarks(tmp_path / "told.json"), bell=bell or CountedBell(),
            notify=said.append, is_covered=is_covered, passing=passing,
        )  # fmt: skip
        alarms.sign_in("office", at_the_wall(office, clock))
        made.append(alarms)
        return alarms, said

    yield ringing
    for one in made:
        one.stop()


def test_it_rings_once_for_what_it_slept_over_and_again_at_hour_48(office, held, made):
    clock = WallClock(38)
    office = at_the_wall(office, clock)
    alarms, said = made(clock)
    alarms.know("office", office.alerts.alarms())
    assert (alarms.bell.rung, said) == (0, [])
    clock.at(43)  # the computer slept over hour 40
    alarms.check()
    alarms.check()
    assert alarms.bell.rung == 1
    assert "hour 40" in plain(alarms.notice.banner.text.text())
    assert len(said) == 1
    assert alarms.notice.isVisible()
    alarms.notice.button.click()
    assert not alarms.notice.isVisible()
    clock.at(47)
    alarms.check()
    assert alarms.bell.rung == 1
    clock.at(48)
    alarms.check()
    assert alarms.bell.rung == 2
    assert "hour 48" in plain(said[-1])
    again, said_again = made(clock)  # the program was started anew before anybody saw it
    again.know("office", office.alerts.alarms())
    assert (again.bell.rung, said_again) == (0, [])
    assert again.notice.isVisible()
    again.notice.close()
    third, _said = made(clock)
    third.know("office", office.alerts.alarms())
    assert not third.notice.isVisible()


def test_a_clock_that_is_set_back_or_forward_loses_no_alarm(office, held, made):
    clock, passed = WallClock(38), [0.0]
    office = at_the_wall(office, clock)
    alarms, _said = made(clock, passing=lambda: passed[0])
    alarms.know("office", office.alerts.alarms())
    clock.at(-500)  # somebody set it back, and two hours go by
    passed[0] = 2 * 3600.0
    alarms.check()
    assert alarms.bell.rung == 1
    alarms.notice.button.click()
    clock.at(100)  # and far ahead
    alarms.check()
    assert alarms.bell.rung == 2
    clock.at(40.1)  # set right: hour 48 still has its own ring
    alarms.check()
    clock.at(48)
    passed[0] = 10 * 3600.0
    alarms.check()
    assert alarms.bell.rung == 3
    started_wrong, _said = made(WallClock(-9000))
    started_wrong.know("office", office.alerts.alarms(), SINCE + timedelta(hours=49))
    assert started_wrong.notice.isVisible(), "the office knows that it is later"


def test_under_the_cover_it_only_rings_and_then_stands_there_and_rings_again(office, held, made):
    clock = WallClock(50)  # the program was closed at hour 40
    office = at_the_wall(office, clock)
    covered = [True]
    alarms, said = made(clock, lambda: covered[0])
    alarms.know("office", office.alerts.alarms())
    assert (alarms.bell.rung, said, alarms.notice.isVisible()) == (1, [], False)
    covered[0] = False
    alarms.check()
    assert alarms.notice.isVisible()
    assert "hour 48" in plain(alarms.notice.banner.text.text())
    clock.at(50.1)
    alarms.check()
    assert (alarms.bell.rung, len(said)) == (2, 1)


def test_whoever_is_not_signed_in_can_only_put_it_aside(office, held, made):
    clock = WallClock(50)
    office = at_the_wall(office, clock)
    alarms, _said = made(clock)
    alarms.know("office", office.alerts.alarms())
    alarms.sign_in("", None)
    alarms.notice.button.click()
    clock.at(50.3)
    alarms.check()
    assert alarms.bell.rung == 1
    clock.at(50.7)
    alarms.check()
    assert alarms.bell.rung == 2
    assert plain(alarms.notice.button.text()) == "Ring again later"
    alarms.sign_in("office", office)
    alarms.know("office", office.alerts.alarms())
    assert plain(alarms.notice.button.text()) == "I have seen it"
    alarms.notice.button.click()
    clock.at(60)
    alarms.check()
    assert alarms.bell.rung == 2
    ((heard,),) = [one.heard for one in office.protection.of_case(held.case_id).custodies]
    assert (heard.hour, heard.by) == (48, office.account.name)
    alarms.know("another office", [])
    clock.at(72)
    alarms.check()
    assert alarms.bell.rung == 3, "the clocks of the first office ring on"
    (known,) = office.protection.of_case(held.case_id).custodies
    office.protection.save(replace(known, released_at=clock.now, release=Release.RELEASED))
    alarms.know("office", office.alerts.alarms())
    assert not alarms.notice.isVisible(), "whoever is free is no alarm"


def test_where_no_sound_can_be_played_the_notice_stands_there_all_the_same(
    office, held, made, monkeypatch
):
    alarms, said = made(WallClock(43), bell=BrokenBell())
    alarms.know("office", office.alerts.alarms())
    assert alarms.notice.isVisible()
    alarms.check()
    assert len(said) == 1
    windows = SimpleNamespace(SND_FILENAME=0, SND_ASYNC=0, PlaySound=silent)
    monkeypatch.setitem(sys.modules, "winsound", windows)
    monkeypatch.setattr(sys, "platform", "win32")
    bell = Bell()
    bell.ring()
    bell.hush()
    bell.deleteLater()


def test_nothing_it_says_or_keeps_names_anybody(office, held, made, tmp_path, restricted):
    clock = WallClock(50)
    alarms, said = made(clock)
    found = office.alerts.alarms()
    alarms.know("office", found)
    kept = (tmp_path / "told.json").read_text(encoding="utf-8")
    everything = f"{found} {said} {kept} {alarms.notice.windowTitle()}"
    for secret in ("ບົວຄຳ", "Bouakham", "ນົກຍຸງ", restricted.number, "ສະຖານີ"):
        assert secret not in everything
    hidden, unsaid = made(WallClock(50), lambda: True)
    hidden.know("another office", found)
    assert (hidden.bell.rung, unsaid) == (1, [])


@pytest.fixture
def started(tmp_path):
    made = []

    def program(clock):
        path = tmp_path / "s" / "settings.json"
        made.append(Program(path, None, None, lambda _folder: [USER], now=clock))
        return made[-1]

    yield program
    for one in made:
        one.close()


@pytest.fixture
def signed_in(qtbot, office):
    """Signs in; returns what is said beside the clock of the desktop."""

    def come_in(program, *, opened=office, wait=True):
        said = []
        program._opened(opened, str(office.folder))
        program.window.alerts._notify = said.append
        program.alarms.bell = CountedBell()
        if wait:
            qtbot.waitUntil(lambda: not program.jobs.busy)
        return said

    return come_in


@pytest.fixture
def locked(qtbot):
    def lock(program):
        program.lock()
        qtbot.waitUntil(lambda: program.window is None and program._office is None)

    return lock


def test_a_locked_office_rings(held, started, signed_in, locked):
    clock = WallClock(38)
    program = started(clock)
    signed_in(program)
    locked(program)
    clock.at(40)
    program.alarms.check()
    assert program.alarms.bell.rung == 1
    assert any(isinstance(one, AlarmNotice) and one.isVisible() for one in _windows())


def test_what_was_told_after_the_second_sign_in_is_not_told_after_a_restart(
    office, held, case, started, signed_in, locked
):
    clock = WallClock(38)
    program = started(clock)
    assert signed_in(program) == []
    office.settling.write(case.id, DeadlineKind.TARGET, "ນັດ", office.today.day())
    locked(program)
    assert len(signed_in(program, opened=again(office))) == 1
    clock.at(40)
    program.alarms.check()
    program.alarms.notice.button.click()
    assert program.alarms.bell.rung == 1
    locked(program)
    anew = started(clock)
    assert signed_in(anew, opened=again(office)) == []
    assert anew.alarms.bell.rung == 0


def again(office):
    return open_office(office.folder, USER, PASSPHRASE, at=monday)


def test_while_the_program_is_hidden_no_warning_comes_and_none_is_lost(
    qtbot, office, case, started, signed_in
):
    office.settling.write(case.id, DeadlineKind.TARGET, "ນັດ", office.today.day())
    program = started(WallClock(38))
    said = signed_in(program, wait=False)
    program.hide()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    assert said == []
    program.cover.close()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert program.window.alerts.banner.isVisible()


def _windows():
    return QApplication.topLevelWidgets()


def test_each_warning_is_told_once_by_number(qtbot, office, case, jobs, tmp_path):
    office.settling.write(case.id, DeadlineKind.TARGET, "ບົວຄຳ", office.today.day())
    said = []
    for _start in range(2):
        looks = Alerts(None, office, jobs, ToldMarks(tmp_path / "told.json"), said.append)
        looks.start()
        qtbot.waitUntil(lambda: not jobs.busy)
        looks.stop()
        looks.banner.deleteLater()
        looks.deleteLater()
    assert [plain(one) for one in said] == [f"A target of the office: today – case {case.number}"]
