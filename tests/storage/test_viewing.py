"""Files for other programs: private, under a code, and gone without a trace when wiped."""

import os
import stat
import sys
import tempfile

import pytest

from legalaid_desktop.domain.errors import Damaged, Refused
from legalaid_desktop.storage import viewing
from legalaid_desktop.storage.viewing import Viewing

SECRET = b"the fisherman's name is written here" * 400


@pytest.fixture(autouse=True)
def rooms(tmp_path, monkeypatch):
    """Memory that the system keeps for the user, and its place for temporary files."""
    memory, disk = tmp_path / "run", tmp_path / "tmp"
    memory.mkdir()
    disk.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(memory))
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    return memory, disk


@pytest.fixture
def shown():
    made = Viewing()
    yield made
    made.close()


def pieces():
    yield SECRET[:5000]
    yield SECRET[5000:]


def lay_out(shown, key="a", name="A3.mp4"):
    return shown.put(key, name, len(SECRET), pieces)


def test_a_file_lies_in_memory_for_its_user_alone_and_cannot_be_changed(shown, rooms):
    path = lay_out(shown)
    assert path.read_bytes() == SECRET
    assert path.name == "A3.mp4"
    assert rooms[0] in path.parents
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o400
        folders = [one for one in path.parents if viewing.PREFIX in str(one)]
        assert {stat.S_IMODE(one.stat().st_mode) for one in folders} == {0o700}


def test_closing_overwrites_and_leaves_nothing(shown, rooms):
    path = lay_out(shown)
    held = path.open("rb")  # as a player holds it
    assert shown.close() == 0
    if os.name == "posix":
        assert set(held.read()) == {0}
    held.close()
    assert [*rooms[0].iterdir(), *rooms[1].iterdir()] == []
    assert not shown.is_open


def test_what_other_programs_put_beside_it_is_wiped_too(shown, rooms):
    path = lay_out(shown, name="A3.odt")
    (path.parent / ".~lock.A3.odt#").write_bytes(b"somebody")
    shown.close()
    assert list(rooms[0].iterdir()) == []


def test_the_same_file_is_laid_out_once_and_another_beside_it(shown):
    first, again = lay_out(shown), lay_out(shown)
    other = lay_out(shown, key="b")
    assert first == again != other
    shown.take_back(first)
    assert not first.exists()
    assert other.exists()
    assert lay_out(shown).read_bytes() == SECRET


def test_what_memory_cannot_take_goes_to_the_disk(shown, rooms, monkeypatch):
    usage = viewing.shutil.disk_usage
    small = usage(rooms[0])._replace(free=len(SECRET))
    monkeypatch.setattr(
        viewing.shutil, "disk_usage", lambda at: small if at == rooms[0] else usage(at)
    )
    assert rooms[1] in lay_out(shown).parents
    monkeypatch.setattr(viewing.shutil, "disk_usage", lambda _at: small)
    with pytest.raises(Refused, match="not enough room"):
        lay_out(shown, key="b")


def test_a_damaged_file_leaves_no_half_of_it(shown, rooms):
    def broken():
        yield SECRET[:5000]
        raise Damaged("damaged")

    with pytest.raises(Damaged):
        shown.put("a", "A3.mp4", len(SECRET), broken)
    assert list(rooms[0].rglob("*.mp4")) == []


def test_only_what_no_program_is_at_work_with_is_swept(shown, rooms):
    path = lay_out(shown)
    left = rooms[1] / f"{viewing.PREFIX}left"
    (left / "x").mkdir(parents=True)
    (left / "held").touch()
    (left / "x" / "A1.jpg").write_bytes(SECRET)
    theirs = rooms[1] / "somebody else's"
    theirs.mkdir()
    assert viewing.sweep() == 0
    assert path.read_bytes() == SECRET
    assert not left.exists()
    assert theirs.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="a file that cannot be removed")
def test_what_is_still_held_is_counted_and_goes_at_the_next_try(shown, rooms, monkeypatch):
    path = lay_out(shown)

    def refuse(_path):
        raise PermissionError(13, "in use by another program")

    with monkeypatch.context() as patch:
        patch.setattr(viewing, "_overwrite", refuse)
        assert shown.close() == 1
        assert viewing.sweep() == 1
    assert path.exists()
    assert viewing.sweep() == 0
    assert list(rooms[0].iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_in_the_folder_harms_nothing_outside(shown, tmp_path):
    path, kept = lay_out(shown), tmp_path / "kept.txt"
    kept.write_text("stays", encoding="utf-8")
    (path.parent / "link").symlink_to(kept)
    shown.close()
    assert kept.read_text(encoding="utf-8") == "stays"
