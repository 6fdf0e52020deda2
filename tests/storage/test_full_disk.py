"""A disk that fills up: a sentence, and what was there before is still there."""

import contextlib
import os
import shutil
import subprocess

import pytest
from sqlalchemy import text

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.storage import copies, durable, keys, places
from legalaid_desktop.storage.blobs import BlobStore
from legalaid_desktop.storage.database import Database

INSERT = text("INSERT INTO counter (series, last) VALUES (:series, 1)")


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 3 MB, where the system lets us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if (
        not mount
        or os.getuid()
        or subprocess.run(command, check=False, capture_output=True).returncode
    ):
        pytest.skip("needs the right to mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def office(small_disk, passphrase, cheap):
    folder = small_disk / "office"
    unlocked = keys.create_slots(folder, "noy", passphrase, cheap)
    database = Database.create(folder, unlocked)
    yield folder, unlocked, database
    database.close()


def write(database, series):
    with database.transaction() as session:
        session.execute(INSERT, {"series": series})


def count(database):
    with database.read() as session:
        return session.execute(text("SELECT count(*) FROM counter")).scalar_one()


def fill(small_disk):
    """Takes all the room that is left."""
    path = small_disk / "film.mp4"
    with path.open("wb", buffering=0) as film, contextlib.suppress(OSError):
        while True:
            film.write(bytes(4096))
    return path


def refusal(work):
    with pytest.raises(Refused) as told:
        work()
    return told.value.reason


def test_a_save_is_refused_and_earlier_ones_stay(small_disk, office):
    *_, database = office
    write(database, "before")
    film = fill(small_disk)
    assert refusal(lambda: write(database, "x" * 200_000)) == durable.DISK_FULL
    assert count(database) == 1
    film.unlink()
    write(database, "after")
    assert count(database) == 2
    assert database.complaints() == []


def test_an_office_closed_on_a_full_disk_opens_again(small_disk, office):
    folder, unlocked, database = office
    for number in range(50):
        write(database, f"{number} " + "x" * 4000)
    film = fill(small_disk)
    database.close()
    film.unlink()
    again = Database.open(folder, unlocked)
    assert count(again) == 50
    again.close()


def test_an_attachment_leaves_no_half_file(small_disk, office):
    folder, unlocked, _ = office
    blobs = BlobStore(folder, unlocked)
    small = blobs.put_bytes(b"fits")
    assert refusal(lambda: blobs.put_bytes(bytes(4_000_000))) == durable.DISK_FULL
    assert list(blobs.names()) == [small.name]
    assert not list(folder.rglob("*.part"))
    assert blobs.read(small.name) == b"fits"


def test_a_full_office_is_not_blamed_on_the_file(small_disk, office, tmp_path):
    folder, unlocked, _ = office
    source = tmp_path / "film.mp4"
    source.write_bytes(os.urandom(4_000_000))
    blobs = BlobStore(folder, unlocked)
    assert refusal(lambda: blobs.put_file(source)) == durable.DISK_FULL


def test_a_change_of_passphrase_keeps_the_old_one(small_disk, office, passphrase):
    folder, _, database = office
    database.close()
    fill(small_disk)
    before = (folder / places.KEYS).read_bytes()
    change = lambda: keys.change_passphrase(folder, "noy", passphrase, "long and new")  # noqa: E731 - handed over
    assert refusal(change) == durable.DISK_FULL
    assert (folder / places.KEYS).read_bytes() == before
    assert not list(folder.glob("*.part"))
    keys.unlock(folder, "noy", passphrase).wipe()


def test_a_new_office_is_not_half_made(small_disk, passphrase, cheap):
    folder = small_disk / "office"
    unlocked = keys.create_slots(folder, "noy", passphrase, cheap)
    fill(small_disk)
    assert refusal(lambda: Database.create(folder, unlocked)) == durable.DISK_FULL
    assert [path.name for path in folder.iterdir()] == [places.KEYS]


def test_a_copy_that_does_not_fit_is_removed(small_disk, office):
    folder, _, database = office
    write(database, "x" * 450_000)
    fill(small_disk)
    assert refusal(lambda: database.copy_to(folder / "copy.db")) == durable.DISK_FULL
    assert not list(folder.glob("copy.db*"))
    assert count(database) == 1


@pytest.mark.parametrize("room", [16, 96, 200, 320, 800, 900])
def test_a_copy_is_whole_or_not_there(small_disk, office, room):
    """Room in KiB from almost none to more than enough."""
    _folder, unlocked, database = office
    film, copy = fill(small_disk), small_disk / "copy.db"
    os.truncate(film, film.stat().st_size - room * 1024)
    if room < 400:
        assert refusal(lambda: database.copy_to(copy)) == durable.DISK_FULL
        assert list(small_disk.glob("copy.db*")) == []
    else:
        database.copy_to(copy)
        assert copies.complaints(copy, unlocked) == []
        assert list(small_disk.glob("copy.db*")) == [copy]
    film.unlink()
    assert count(database) == 0
