"""Evidence outside the vault: large, on a full disk, and after a program that was killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest

from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.copies import OWN_FILE
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services import doors

ROOT = Path(__file__).parents[2]
LARGE = Path(__file__).with_name("large_file.py")
MEGABYTES = 400
SECRET = b"\x00\x00\x00\x18ftypmp42" + b"the fisherman's name is said here" * 30_000

KILLED = """
import os, signal, sys
from pathlib import Path
from legalaid_desktop.storage.viewing import Viewing
data = Path(sys.argv[1]).read_bytes()
print(Viewing().put("a", "A3.mp4", len(data), lambda: iter((data,))), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def rooms(tmp_path, monkeypatch):
    """Where files for other programs may lie."""
    memory, disk = tmp_path / "run", tmp_path / "tmp"
    memory.mkdir()
    disk.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(memory))
    monkeypatch.setenv("TMPDIR", str(disk))
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    return memory, disk


def run(*arguments):
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def readable(folder):
    """The files in which the secret can be read."""
    return [
        path for path in folder.rglob("*") if path.is_file() and b"fisherman" in path.read_bytes()
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is told in another way elsewhere")
def test_a_large_film_needs_a_small_part_of_its_size(tmp_path, rooms):
    folder = tmp_path / "large"
    folder.mkdir()
    done = run(LARGE, folder, MEGABYTES)
    shutil.rmtree(folder)  # more than a gigabyte
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["needed"] < MEGABYTES * 1024 * 1024 / 5
    assert found["same"]
    assert found["slips"] == 1
    assert found["shown"] == "a video"
    assert not found["left"]
    assert list(rooms[0].iterdir()) == list(rooms[1].iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="kills as no program can refuse")
def test_what_a_killed_program_left_is_gone_at_the_next_start(tmp_path, rooms):
    secret = tmp_path / "secret"
    secret.write_bytes(SECRET)
    killed = run("-c", KILLED, secret)
    assert killed.returncode == -signal.SIGKILL
    left = Path(killed.stdout.strip())
    assert readable(rooms[0]) == [left]
    assert doors.wipe_leftovers() == 0
    assert list(rooms[0].iterdir()) == []


@pytest.fixture
def office(tmp_path, create_cheaply, rooms):
    made = create_cheaply(
        tmp_path / "office",
        OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04"),
        "ສີວິໄລ",
        "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ",
    )
    yield made
    made.lock()


@pytest.fixture
def film(office, tmp_path):
    opened = Case(client_id=0, type=CaseType.CIVIL, subject_lo="ໜີ້", opened_on=date(2026, 3, 24))
    case = office.cases.take_in(Person(given_lo="ບົວຄຳ"), opened)
    path = tmp_path / "secret.mp4"
    path.write_bytes(SECRET)
    said = Attachment(
        case_id=case.id, title_lo="ຮູບເງົາ", file_name="", received_on=date(2026, 3, 24)
    )
    kept = office.attachments.add(path, said)
    path.unlink()
    return kept


def test_after_locking_nothing_can_be_read(office, film, tmp_path, rooms):
    opening = office.copies.open_attachment(film.id)
    assert readable(tmp_path) == [opening.path]
    office.lock()
    assert readable(tmp_path) == []


def test_a_full_disk_saves_no_half_copy(office, film, full_disk):
    disk, leave = full_disk
    leave(200)
    with pytest.raises(Refused, match="disk is full"):
        office.copies.save_attachment(film.id, disk / "out.mp4", OWN_FILE)
    assert [path.name for path in disk.iterdir()] == ["film.mp4"]
    assert office.copies.of_case(film.case_id) == []


def test_a_full_disk_opens_nothing_and_leaves_no_part_of_it(
    office, film, full_disk, rooms, monkeypatch
):
    disk, leave = full_disk
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(disk))
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    monkeypatch.setattr("legalaid_desktop.storage.viewing.MARGIN", -len(SECRET))  # fills meanwhile
    leave(200)
    with pytest.raises(Refused, match="not enough room"):
        office.copies.open_attachment(film.id)
    assert readable(disk) == []
    assert office.copies.of_case(film.case_id) == []
    office.wipe_views()
    assert [path.name for path in disk.iterdir()] == ["film.mp4"]
