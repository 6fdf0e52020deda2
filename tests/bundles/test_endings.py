"""Endings: told by the content; what could be run or unpacked has none."""

import io
import zipfile

import pytest

from legalaid_desktop.bundles.endings import ending, plain

ODD = b"\x01\xff\xfe\x02" * 9
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(100)


def office(part):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", "")
        packed.writestr(part, "")
    return made.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "wanted"),
    [
        (b"%PDF-1.7", "ໃບຕາດິນ.pdf", "pdf"),
        (b"%PDF-1.7", "letter.exe", "pdf"),
        (b"\xff\xd8\xff\xe0", "IMG.JPEG", "jpeg"),
        (b"\xff\xd8\xff\xe0", "photo", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "a.bat", "png"),
        (b"just words", "words.txt", "txt"),
        (b"@echo off", "run.bat", "txt"),
        (b"[Desktop Entry]", "run.desktop", "txt"),
        (office("word/document.xml"), "letter.docx", "docx"),
        (office("word/document.xml"), "letter.docm", ""),
        (MP4, "film.mp4", "mp4"),
        (MP4, "film.lnk", "mp4"),
        (ODD, "call.3gp", "3gp"),
        (b"OggS" + bytes(9), "voice", "ogg"),
        (b"MZ" + bytes(99), "film.mp4", ""),
        (b"\x7fELF" + bytes(99), "photo.jpg", ""),
        (b"<html><script>", "page.mp4", ""),
        (b"PK\x03\x04" + bytes(99), "all.zip", ""),
        (ODD, "unknown.scr", ""),
        (b"", "empty.mp4", ""),
    ],
)
def test_the_ending_is_safe_or_empty(head, name, wanted):
    assert ending(head, len(head), name) == wanted


def test_a_name_gives_no_more_than_a_plain_ending():
    assert [plain(one) for one in ("a.ZIP", "ນາງ.ບົວ", "x.tar gz", "none", "a.verylong")] == [
        "zip", "", "", "", "",
    ]  # fmt: skip
