"""Backups from the office's view: registered, in the trail, rotated, tried, and restored."""

import shutil
from collections import namedtuple
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.backups import Freshness, Place
from legalaid_desktop.domain.errors import Cancelled, Damaged, NotAllowed, Refused, WrongPassphrase
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.services import backups, doors
from legalaid_desktop.services.office import create_office, open_office
from legalaid_desktop.storage import backups as stored
from legalaid_desktop.storage import histories, trail

USER, PASSPHRASE = "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026"
MONDAY = date(2026, 3, 30)


@pytest.fixture
def stick(tmp_path):
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def evidence(office, case, tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("evidence" * 1000)
    about = Attachment(case_id=case.id, title_en="Letter", file_name="", received_on=MONDAY)
    return office.attachments.add(path, about)


def entries(office, deed):
    with office._desk.database.read() as session:
        return histories.entries(session, histories.of_deed(deed))


def backup_path(outcome):
    return Path(outcome.backup.place) / outcome.backup.file_name


def test_a_backup_is_registered_and_in_the_trail(office, evidence, stick):
    assert office.backups.overview().freshness is Freshness.TOO_OLD
    made = office.backups.make(stick)
    found = office.backups.overview()
    assert (found.last, found.days, found.freshness) == (made.backup, 0, Freshness.GOOD)
    assert made.contents.cases == 1
    (entry,) = entries(office, Deed.BACK_UP)
    assert (entry.user, entry.record) == (USER, made.backup.id)
    with office._desk.database.read() as session:
        assert trail.hash_of(session, made.backup.trail_seq) == made.backup.trail_hash


def test_days_go_by(office, clock, stick):
    office.backups.make(stick)
    for days, freshness in ((3, Freshness.GOOD), (4, Freshness.OLD), (9, Freshness.TOO_OLD)):
        clock.set(MONDAY + timedelta(days=days))
        found = office.backups.overview()
        assert (found.days, found.freshness) == (days, freshness)


def test_due_once_a_day_where_a_place_is_set(office, clock, stick, seat):
    assert not office.backups.due()
    office.backups.choose(Place(folder=str(stick)))
    assert office.backups.due()
    assert not seat("noy", Role.VOLUNTEER).backups.due()
    office.backups.make(stick, automatic=True)
    assert not office.backups.due()
    clock.set(MONDAY + timedelta(days=1))
    assert office.backups.due()
    office.backups.choose(None)
    assert not office.backups.due()


def test_not_for_everybody(office, stick, seat):
    made = office.backups.make(stick)
    volunteer = seat("noy", Role.VOLUNTEER).backups
    for attempt in (
        lambda: volunteer.make(stick),
        lambda: volunteer.verify(backup_path(made)),
        lambda: volunteer.rehearse(backup_path(made)),
        lambda: volunteer.choose(None),
        lambda: volunteer.in_folder(stick),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert len(list(stick.iterdir())) == 1


def test_only_backups_of_this_office_ever_go(office, clock, stick, folder):
    for day in range(30):
        clock.set(MONDAY + timedelta(days=day))
        office.backups.make(stick)
        if day == 0:
            (first,) = stick.iterdir()
            foreign = stick / first.name.replace("2026-03-30", "2020-01-01")
            foreign.write_bytes(b"only the name is like ours")
            (stick / "photos.zip").write_bytes(b"mine")
    names = {path.name for path in stick.iterdir()}
    assert {"photos.zip", foreign.name} <= names
    shown = [one for one in office.backups.in_folder(stick) if one.path != foreign]
    assert len(shown) == len(names) - 2 < 15
    assert all(one.kept for one in shown)


def test_damage_in_the_office_lets_no_older_backup_go(office, evidence, clock, stick, folder):
    for day in range(12):
        clock.set(MONDAY + timedelta(days=day))
        if day == 2:
            next((folder / "attachments").glob("??/*")).unlink()
        made = office.backups.make(stick)
        assert made.unsound == (1 if day >= 2 else 0)
    assert len(list(stick.iterdir())) == 12


def test_verified_and_tried(office, evidence, stick):
    path = backup_path(office.backups.make(stick))
    assert office.backups.verify(path).attachments == 1
    found = office.backups.rehearse(path)
    assert (found.cases, found.attachments) == (1, 1)
    assert office.backups.overview().last.rehearsed_at is not None
    assert len(entries(office, Deed.VERIFY)) == 2


def test_a_damaged_one_is_in_the_trail(office, evidence, stick):
    path = backup_path(office.backups.make(stick))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    with pytest.raises(Damaged):
        office.backups.verify(path)
    assert "damaged" in entries(office, Deed.VERIFY)[0].reason


def test_one_of_another_office_is_refused(office, tmp_path, profile, clock, cheap, stick):
    other = create_office(tmp_path / "other", profile, USER, PASSPHRASE, at=clock, cost=cheap)
    path = backup_path(other.backups.make(stick))
    other.lock()
    for attempt in (office.backups.verify, office.backups.rehearse):
        with pytest.raises(Refused) as told:
            attempt(path)
        assert told.value.reason == backups.FOREIGN


def test_after_the_computer_is_gone(office, evidence, stick, folder, tmp_path, clock):
    path = backup_path(office.backups.make(stick))
    office.lock()
    shutil.rmtree(folder)
    with pytest.raises(WrongPassphrase):
        doors.verify_backup(path, USER, "something else")
    assert doors.verify_backup(path, USER, PASSPHRASE).cases == 1
    doors.restore(path, tmp_path / "new")
    assert doors.users(tmp_path / "new") == [USER]
    again = open_office(tmp_path / "new", USER, PASSPHRASE, at=clock)
    try:
        assert len(again.cases.page().lines) == 1
        assert again.attachments.data(evidence.id) == b"evidence" * 1000
        (entry,) = entries(again, Deed.RESTORE)
        assert entry.kind == "backup"
    finally:
        again.lock()
    open_office(tmp_path / "new", USER, PASSPHRASE, at=clock).lock()


@pytest.fixture
def at_lock(office, stick):
    office.backups.choose(Place(folder=str(stick)))
    office.backups.choose_at_lock(wanted=True)
    return office.backups


def test_at_lock_only_where_it_is_wanted(office, case, stick):
    office.backups.choose_at_lock(wanted=True)
    assert not office.backups.due_at_lock(closing=True), "no place"
    office.backups.choose(Place(folder=str(stick)))
    assert office.backups.overview().at_lock
    assert office.backups.due_at_lock(closing=False)
    office.backups.choose_at_lock(wanted=False)
    assert not office.backups.due_at_lock(closing=True)


def test_at_lock_only_after_work_and_by_those_who_may(office, at_lock, case, stick, seat, clock):
    assert not seat("noy", Role.VOLUNTEER).backups.due_at_lock(closing=True)
    at_lock.make(stick, automatic=True)
    clock.set(MONDAY + timedelta(days=1))
    office.cases.get(case.id)
    assert not at_lock.due_at_lock(closing=True), "looking is no work"
    office.cases.save(replace(case, court_number="12"))
    assert at_lock.due_at_lock(closing=True)


def test_at_lock_once_an_hour_but_always_at_the_end(office, at_lock, case, stick, clock):
    at_lock.make(stick, automatic=True)
    office.cases.save(replace(case, court_number="12"))
    clock.set(MONDAY, time(9, 59))
    assert not at_lock.due_at_lock(closing=False)
    assert at_lock.due_at_lock(closing=True)
    clock.set(MONDAY, time(10))
    assert at_lock.due_at_lock(closing=False)


def test_a_failure_is_kept_until_a_backup_is_made(office, stick, tmp_path, clock):
    with pytest.raises(Refused):
        office.backups.make(tmp_path / "gone")
    assert office.backups.overview().failure is None, "told to whoever ordered it"
    with pytest.raises(Refused):
        office.backups.make(tmp_path / "gone", automatic=True)
    failure = office.backups.overview().failure
    assert failure.reason == stored.NO_FOLDER
    clock.set(MONDAY, time(10))
    office.backups.make(stick)
    assert office.backups.overview().failure is None


def test_a_stick_that_is_away_is_kept_once_a_day(office, clock):
    place = Place(stick="1A2B-3C4D", label="OFFICE")
    told = office.backups.miss(place)
    before = entries(office, Deed.CHANGE)
    clock.set(MONDAY, time(15))
    office.backups.miss(place)
    assert entries(office, Deed.CHANGE) == before
    failure = office.backups.overview().failure
    assert (failure.reason, failure.values) == (told.reason, {"name": "OFFICE"})
    clock.set(MONDAY + timedelta(days=1))
    office.backups.miss(place)
    assert office.backups.overview().failure.at.date() == MONDAY + timedelta(days=1)


def test_a_stopped_backup_is_no_failure(office, stick):
    with pytest.raises(Cancelled):
        office.backups.make(stick, automatic=True, cancelled=lambda: True)
    assert office.backups.overview().failure is None
    assert list(stick.iterdir()) == []


def test_a_full_stick_is_a_failure_with_its_sentence(office, stick, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10, 10, 0))
    with pytest.raises(Refused):
        office.backups.make(stick, automatic=True)
    assert office.backups.overview().failure.reason == stored.NO_ROOM
