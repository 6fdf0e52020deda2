"""Attachments: what goes in comes out, and nothing else ever does."""

import errno
import hashlib
import io
import os

import pytest

from legalaid_desktop.domain.errors import Damaged, NotFound, Refused
from legalaid_desktop.storage import keys, places
from legalaid_desktop.storage.blobs import CHUNK, GONE, MAGIC, UNREADABLE, BlobStore

HEADER = len(MAGIC) + 32
SEALED = CHUNK + 16


@pytest.fixture
def blobs(folder, unlocked):
    return BlobStore(folder, unlocked)


@pytest.fixture
def content():
    return b"".join(bytes([number]) * CHUNK for number in range(3)) + b"the end"


def kept(folder):
    return sorted(path for path in (folder / places.ATTACHMENTS).rglob("*") if path.is_file())


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_goes_in_comes_out(blobs, size):
    data = os.urandom(size)
    blob = blobs.put_bytes(data)
    assert blobs.read(blob.name) == data
    assert (blob.size, blob.sha256) == (size, hashlib.sha256(data).hexdigest())
    blobs.verify(blob.name)


def test_a_file_is_kept_and_left_alone(blobs, tmp_path, content):
    source = tmp_path / "scan.pdf"
    source.write_bytes(content)
    blob = blobs.put_file(source)
    assert b"".join(blobs.chunks(blob.name)) == content
    assert source.read_bytes() == content


def test_a_file_that_cannot_be_read_is_not_blamed_on_the_office(blobs, folder, tmp_path):
    for source, reason in ((tmp_path / "gone.pdf", GONE), (tmp_path, UNREADABLE)):
        with pytest.raises(Refused) as told:
            blobs.put_file(source)
        assert told.value.reason == reason
    assert kept(folder) == []


def test_a_closed_office_is_not_blamed_on_the_file(blobs, folder, tmp_path):
    source = tmp_path / "scan.pdf"
    source.write_bytes(b"scan")
    (folder / places.ATTACHMENTS).rmdir()
    (folder / places.ATTACHMENTS).write_bytes(b"no folder")
    with pytest.raises(Refused) as told:
        blobs.put_file(source)
    assert told.value.reason not in {GONE, UNREADABLE}


def test_the_same_file_is_kept_once(blobs, folder, content):
    assert blobs.put_bytes(content) == blobs.put(io.BytesIO(content))
    assert len(kept(folder)) == 1
    assert list(blobs.names()) == [kept(folder)[0].name]


def test_names_and_files_say_nothing_about_the_content(blobs, folder, content, cheap, tmp_path):
    text = "ນາງ ຄຳ ວົງສາ Kham Vongsa" * 50_000
    blob = blobs.put_bytes(text.encode())
    sealed = kept(folder)[0].read_bytes()
    for word in ("ຄຳ", "Vongsa"):
        assert word.encode() not in sealed
        assert word.encode("utf-16-le") not in sealed
    assert blob.name != blob.sha256
    elsewhere = keys.create_slots(tmp_path / "second", "noy", "another office", cheap)
    assert BlobStore(tmp_path / "second", elsewhere).put_bytes(text.encode()).name != blob.name


@pytest.mark.parametrize(
    "tamper",
    [
        lambda _: b"",
        lambda data: data[:20],
        lambda data: data[:HEADER],
        lambda data: data[: HEADER + SEALED],
        lambda data: data[: HEADER + 3 * SEALED],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data + data[HEADER : HEADER + SEALED],
        lambda data: b"X" + data[1:],
        lambda data: data[:10] + bytes([data[10] ^ 1]) + data[11:],
        lambda data: (
            data[:HEADER]
            + data[HEADER + SEALED : HEADER + 2 * SEALED]
            + data[HEADER : HEADER + SEALED]
            + data[HEADER + 2 * SEALED :]
        ),
    ],
    ids=["empty", "no salt", "no chunk", "1 of 4", "3 of 4", "short", "longer", "chunk added",
         "magic", "salt", "swapped"],
)  # fmt: skip
def test_a_changed_file_is_damaged(blobs, folder, content, tamper):
    blob = blobs.put_bytes(content)
    path = kept(folder)[0]
    path.write_bytes(tamper(path.read_bytes()))
    with pytest.raises(Damaged):
        blobs.read(blob.name)
    with pytest.raises(Damaged):
        blobs.verify(blob.name)


def test_every_flipped_bit_is_found(blobs, folder):
    blob = blobs.put_bytes(b"evidence" * 20)
    path = kept(folder)[0]
    data = bytearray(path.read_bytes())
    for position in range(len(data)):
        data[position] ^= 0x10
        path.write_bytes(data)
        with pytest.raises(Damaged):
            blobs.verify(blob.name)
        data[position] ^= 0x10


def test_a_file_in_anothers_place_gives_not_one_byte(blobs, folder):
    one, other = blobs.put_bytes(b"one"), blobs.put_bytes(b"other")
    path = {path.name: path for path in kept(folder)}
    path[one.name].write_bytes(path[other.name].read_bytes())
    with pytest.raises(Damaged):
        next(blobs.chunks(one.name))


def test_attaching_again_heals_a_damaged_file(blobs, folder, content):
    blob = blobs.put_bytes(content)
    kept(folder)[0].write_bytes(b"damaged")
    blobs.put_bytes(content)
    assert blobs.read(blob.name) == content


@pytest.mark.parametrize("name", ["0" * 64, "../office.keys", "", "A" * 64])
def test_a_name_that_is_not_here_is_not_found(blobs, name):
    with pytest.raises(NotFound):
        blobs.read(name)


def test_what_a_crash_left_is_removed_and_what_is_being_written_is_not(folder, unlocked, blobs):
    inside = folder / places.ATTACHMENTS / "ab"
    inside.mkdir()
    for name, age in (("old.part", 3600), ("new.part", 0)):
        (inside / name).write_bytes(b"half")
        moment = (inside / name).stat().st_mtime - age
        os.utime(inside / name, (moment, moment))
    BlobStore(folder, unlocked)
    assert [path.name for path in inside.iterdir()] == ["new.part"]


class Shrinking(io.BytesIO):
    """A file that somebody else rewrites between two readings."""

    def seek(self, offset, whence=0):
        if self.tell():
            self.truncate(3)
        return super().seek(offset, whence)


def test_a_file_that_changes_meanwhile_is_not_kept(blobs, folder):
    with pytest.raises(Refused):
        blobs.put(Shrinking(b"first this, then less"))
    assert kept(folder) == []


def test_a_failing_source_leaves_no_half_file(blobs, folder):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            if self.tell() and self.already:
                raise OSError(errno.EIO, "gone")
            piece = super().read(size)
            self.already = self.already or not piece
            return piece

        already = False

    with pytest.raises(Refused) as refusal:
        blobs.put(Broken(b"x" * (CHUNK + 1)))
    assert refusal.value.reason == UNREADABLE
    assert kept(folder) == []


def test_locked_attachments_stay_shut(blobs, unlocked):
    blob = blobs.put_bytes(b"secret")
    unlocked.wipe()
    with pytest.raises(Refused):
        blobs.read(blob.name)
    with pytest.raises(Refused):
        blobs.put_bytes(b"more")
