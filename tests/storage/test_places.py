"""Which folders an office may lie in."""

import os
from pathlib import Path

import pytest

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.storage import places

MOUNTS = """\
/dev/vda / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/cases /srv/our\\040cases nfs4 rw 0 0
//server/share /mnt/share cifs rw 0 0
/dev/sdb1 /mnt/share/stick vfat rw 0 0
"""


@pytest.mark.parametrize(
    "folder",
    ["/srv/our cases", "/srv/our cases/office/2026", "/mnt/share/x", "//server/share/office",
     "\\\\server\\share\\office"],
)  # fmt: skip
def test_folders_on_other_computers_are_known(folder):
    assert places.is_shared(Path(folder), MOUNTS)


@pytest.mark.parametrize("folder", ["/home/noy/office", "/tmp/x", "/mnt/share/stick/office"])  # noqa: S108 - only names
def test_folders_on_this_computer_are_known(folder):
    assert not places.is_shared(Path(folder), MOUNTS)


def test_an_office_is_not_made_on_a_network_drive():
    with pytest.raises(Refused) as refusal:
        places.require_local(Path("//server/share/office"))
    assert refusal.value.reason == places.NETWORK


def test_an_office_takes_its_place_when_it_is_whole(tmp_path):
    with places.making(tmp_path / "new" / "office") as part:
        part.mkdir()
        (part / "file").write_text("whole", encoding="utf-8")
        assert not (tmp_path / "new" / "office").exists()
    assert [path.name for path in (tmp_path / "new").rglob("*")] == ["office", "file"]


def test_an_office_that_fails_leaves_nothing(tmp_path):
    def fail():
        with places.making(tmp_path / "office") as part:
            part.mkdir()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_neighbour_with_the_name_of_a_half_office_is_left_alone(tmp_path):
    mine = tmp_path / "office.part" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    with places.making(tmp_path / "office") as part:
        part.mkdir()
    assert mine.read_text(encoding="utf-8") == "mine"


def test_an_office_can_be_made_where_one_stands(tmp_path, monkeypatch):
    (tmp_path / "office").mkdir()
    monkeypatch.chdir(tmp_path / "office")
    with places.making(Path()) as part:
        part.mkdir()
        (part / "file").write_text("whole", encoding="utf-8")
    assert (tmp_path / "office" / "file").exists()


def test_a_folder_in_use_is_not_taken(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(Refused), places.making(tmp_path):
        raise AssertionError
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_scratch_that_a_killed_program_left_goes_after_a_day(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with places.scratch(0) as first:
        left = first.with_name(f"{first.name}-left")
        left.mkdir()
        (left / "office.db").write_bytes(b"encrypted")
        os.utime(left / "office.db", (0, 0))
        os.utime(left, (0, 0))
        with places.scratch(0):
            assert (left.exists(), first.exists()) == (False, True)
