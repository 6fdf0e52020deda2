"""Backups as files: whole, sealed, made while others work, and never half there."""

import contextlib
import os
import subprocess
import threading
import zipfile
from datetime import UTC, datetime
from random import Random

import pytest
from sqlalchemy import text

from legalaid_desktop.domain.errors import Cancelled, Damaged, NewerFile, NotFound, Refused
from legalaid_desktop.storage import backups, durable, keys, packing, restores
from legalaid_desktop.storage.blobs import BlobStore
from legalaid_desktop.storage.connections import connect
from legalaid_desktop.storage.database import Database

AT = datetime(2026, 3, 30, 2, 0, tzinfo=UTC)
INSERT = text("INSERT INTO counter (series, last) VALUES (:series, 1)")


@pytest.fixture
def blobs(folder, unlocked, database):
    return BlobStore(folder, unlocked)


@pytest.fixture
def stick(tmp_path):
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def made(folder, unlocked, database, blobs, stick):
    blobs.put_bytes(Random(1).randbytes(1_500_000))
    write(database, "before")
    return backups.make(folder, unlocked, stick, AT)


def write(database, series):
    with database.transaction() as session:
        session.execute(INSERT, {"series": series})


def change(path, place, value=None):
    data = bytearray(path.read_bytes())
    data[place] = data[place] ^ 1 if value is None else value
    path.write_bytes(data)


def exchanged(path, name, content, seal=False):
    """A backup in which somebody put another member, and mended the plain list."""
    import hashlib
    import json

    out = path.with_name("exchanged.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        cover = json.loads(old.read(packing.PLAIN))
        cover["members"][name] = [len(content), hashlib.sha256(content).hexdigest()]
        for item in old.namelist():
            data = content if item == name else old.read(item)
            new.writestr(item, json.dumps(cover) if item == packing.PLAIN else data)
    return out


def test_everything_comes_back(made, unlocked, tmp_path, folder, passphrase):
    office = tmp_path / "again"
    restores.restore(made.path, office)
    before = restores.fingerprint(office)
    again = keys.unlock(office, "noy", passphrase)
    assert restores.prove(office, again, before).counts["counter"] == 1
    assert restores.fingerprint(office) == "", "proved once, it is an office as any"
    database = Database.open(office, again)
    with database.read() as session:
        assert session.execute(text("SELECT series FROM counter")).scalar_one() == "before"
    database.close()
    store = BlobStore(office, again)
    (name,) = store.names()
    assert store.read(name) == Random(1).randbytes(1_500_000)
    assert (office / "office.keys").read_bytes() == (folder / "office.keys").read_bytes()


def test_nothing_is_readable_in_it(made):
    assert b"before" not in made.path.read_bytes()
    assert b"counter" not in made.path.read_bytes()


def test_while_another_saves(folder, unlocked, database, stick):
    stop, saved = threading.Event(), []

    def work():
        while not stop.is_set():
            write(database, f"{len(saved)} " + "x" * 3000)
            saved.append(1)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        while len(saved) < 5:
            pass
        made = backups.make(folder, unlocked, stick, AT)
    finally:
        stop.set()
        worker.join()
    contents, _ = backups.verify(made.path, unlocked)
    assert 5 <= contents.counts["counter"] <= len(saved)
    assert database.complaints() == []


def test_a_bit_anywhere_is_found(made, unlocked):
    whole = made.path.read_bytes()
    places = [*Random(7).sample(range(len(whole)), 60), 0, len(whole) - 1, len(whole) - 70]
    for place in places:
        change(made.path, place)
        with pytest.raises(Damaged):
            backups.verify(made.path, unlocked)
        made.path.write_bytes(whole)
    backups.verify(made.path, unlocked)


@pytest.mark.parametrize("left", [0, 3, 100, 5000, -1, -70])
def test_cut_short(made, unlocked, left, tmp_path):
    made.path.write_bytes(made.path.read_bytes()[:left])
    with pytest.raises(Damaged):
        backups.verify(made.path, unlocked)
    with contextlib.suppress(Damaged):  # the last bytes are only the sum
        restores.restore(made.path, tmp_path / "new")
        return
    assert not list(tmp_path.glob("new*"))


def test_an_exchanged_member_is_found_at_the_first_unlock(
    folder, unlocked, database, made, tmp_path, stick
):
    write(database, "later")
    later = backups.make(folder, unlocked, stick, AT)
    with zipfile.ZipFile(made.path) as old:
        forged = exchanged(later.path, "office.db", old.read("office.db"))
    with pytest.raises(Damaged):
        backups.verify(forged, unlocked)
    restores.restore(forged, tmp_path / "new")  # the plain list says that all is well
    with pytest.raises(Damaged) as told:
        restores.prove(tmp_path / "new", unlocked, restores.fingerprint(tmp_path / "new"))
    assert told.value.reason in (restores.UNPROVED, packing.EXCHANGED)


def test_a_name_that_leads_out_of_the_folder_is_refused(made, tmp_path):
    forged = exchanged(made.path, "../evil", b"x")
    with pytest.raises(Damaged):
        restores.restore(forged, tmp_path / "deep" / "new")
    assert not list(tmp_path.rglob("evil"))


def test_never_over_an_office(made, folder):
    before = (folder / "office.keys").read_bytes()
    with pytest.raises(Refused) as told:
        restores.restore(made.path, folder)
    assert told.value.reason == restores.OVER_OFFICE
    assert (folder / "office.keys").read_bytes() == before


def test_of_another_office(made, tmp_path, cheap):
    other = keys.create_slots(tmp_path / "other", "kham", "another passphrase", cheap)
    with pytest.raises(Damaged) as told:
        backups.verify(made.path, other)
    assert told.value.reason == packing.EXCHANGED


def test_of_a_newer_program(folder, unlocked, database, stick):
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    made = backups.make(folder, unlocked, stick, AT)
    with pytest.raises(NewerFile):
        backups.verify(made.path, unlocked)
    with pytest.raises(NewerFile):
        restores.rehearse(made.path, unlocked)


@pytest.mark.parametrize("share", [0.01, 0.4, 0.6])
def test_stopped_half_way(folder, unlocked, database, blobs, stick, share):
    blobs.put_bytes(Random(2).randbytes(5_000_000))
    reached = []
    stop = lambda: bool(reached)  # noqa: E731 - handed over
    with pytest.raises(Cancelled):
        backups.make(
            folder, unlocked, stick, AT,
            lambda done, total: reached.append(1) if done >= share * total else None, stop,
        )  # fmt: skip
    assert list(stick.iterdir()) == []
    assert not list(folder.glob("*.part*"))


def test_a_restore_stopped_half_way(made, tmp_path):
    with pytest.raises(Cancelled):
        restores.restore(made.path, tmp_path / "new", cancelled=lambda: True)
    assert not list(tmp_path.glob("new*"))


def test_into_no_folder_and_into_the_office(folder, unlocked, database, tmp_path):
    with pytest.raises(NotFound):
        backups.make(folder, unlocked, tmp_path / "nowhere", AT)
    with pytest.raises(Refused) as told:
        backups.make(folder, unlocked, folder, AT)
    assert told.value.reason == backups.INSIDE


def test_a_damaged_attachment_is_counted_and_does_not_stop_it(folder, unlocked, database, blobs):
    name = blobs.put_bytes(b"x" * 3_000_000).name
    path = folder / "attachments" / name[:2] / name
    change(path, 1_500_000)
    with contextlib.closing(connect(folder / "office.db", unlocked)) as other:
        other.execute("CREATE TABLE named (blob TEXT)")
        other.execute("INSERT INTO named VALUES (?)", (name,))
    out = folder.parent / "out"
    out.mkdir()
    made = backups.make(folder, unlocked, out, AT)
    assert made.contents.unsound == 1
    assert backups.verify(made.path, unlocked)[0].attachments == 1


def test_a_damaged_database_is_not_backed_up(folder, unlocked, database, stick):
    for number in range(50):
        write(database, f"{number} " + "x" * 3000)
    database.close()
    change(folder / "office.db", 4096 * 20 + 100)
    with pytest.raises(Damaged):
        backups.make(folder, unlocked, stick, AT)
    assert list(stick.iterdir()) == []


def test_the_rehearsal_counts_and_leaves_nothing(made, unlocked, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    found, digest = restores.rehearse(made.path, unlocked)
    assert (found.attachments, found.cases) == (1, 0)
    assert digest == made.sha256
    assert list(scratch.iterdir()) == []


@pytest.fixture
def small_stick(tmp_path):
    """A stick of 3 MB, where the system lets us mount one."""
    stick = tmp_path / "small"
    stick.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(stick)]
    if os.name == "nt" or os.getuid() or subprocess.run(command, check=False).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield stick
    subprocess.run(["umount", "-l", str(stick)], check=False, capture_output=True)


def test_too_little_room_is_said_before(folder, unlocked, database, blobs, small_stick):
    blobs.put_bytes(Random(3).randbytes(5_000_000))
    with pytest.raises(Refused) as told:
        backups.make(folder, unlocked, small_stick, AT)
    assert told.value.reason == backups.NO_ROOM
    assert "MB" in str(told.value.values["needed"])
    assert list(small_stick.iterdir()) == []


def test_a_stick_that_fills_up_meanwhile(
    folder, unlocked, database, blobs, small_stick, monkeypatch
):
    monkeypatch.setattr(backups, "_MARGIN", -10_000_000)  # others write there too
    blobs.put_bytes(Random(4).randbytes(5_000_000))
    with pytest.raises(Refused) as told:
        backups.make(folder, unlocked, small_stick, AT)
    assert told.value.reason == durable.DISK_FULL
    assert list(small_stick.iterdir()) == []


def test_a_write_protected_stick(folder, unlocked, database, small_stick):
    subprocess.run(["mount", "-o", "remount,ro", str(small_stick)], check=True)
    with pytest.raises(Refused) as told:
        backups.make(folder, unlocked, small_stick, AT)
    assert told.value.reason in (backups.NOT_WRITTEN, backups.NO_ROOM)


def test_a_stick_pulled_out_meanwhile(folder, unlocked, database, blobs, small_stick, monkeypatch):
    monkeypatch.setattr(backups, "_MARGIN", 0)
    blobs.put_bytes(Random(5).randbytes(2_000_000))
    pulled = []

    def pull(done, total):
        if not pulled and done > total / 4:
            subprocess.run(["umount", "-l", str(small_stick)], check=True)
            pulled.append(1)

    with pytest.raises(Refused) as told:
        backups.make(folder, unlocked, small_stick, AT, pull)
    assert told.value.reason in (backups.NOT_WRITTEN, backups.NO_FOLDER, packing.GONE)
    assert list(small_stick.iterdir()) == []
