"""What a file is, told from its content; its name is never believed."""

import io
import zipfile
from enum import StrEnum

from legalaid_desktop.i18n import N_

HEAD = 64 * 1024


class Kind(StrEnum):
    """What can be done with a file."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    OFFICE = "office"
    EMPTY = "empty"
    OTHER = "other"


SOUND = N_("a sound recording")
VIDEO = N_("a video")
ARCHIVE = N_("an archive of files")
WEB_PAGE = N_("a web page")
PROGRAM = N_("a program")
UNKNOWN = N_("a file of unknown kind")

_IMAGES = (
    b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM",
    b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+", b"\x00\x00\x00\x0cjP  ", b"\xff\x4f\xff\x51",
)  # fmt: skip
_HEIF = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
_OTHERS = (
    (SOUND, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"OggS", b"fLaC", b"#!AMR")),
    (VIDEO, (b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba", b"FLV")),
    (ARCHIVE, (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")),
    (PROGRAM, (b"MZ", b"\x7fELF")),
)
_OFFICE_PARTS = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml")
_OFFICE_SIGNS = (
    b"mimetypeapplication/vnd.oasis.opendocument",
    b"[Content_Types].xml", b"word/", b"xl/", b"ppt/",
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind(head: bytes, size: int) -> Kind:
    """The kind of a file that starts with ``head``."""
    if size == 0:
        return Kind.EMPTY
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if _is_image(head):
        return Kind.IMAGE
    if _is_office(head):
        return Kind.OFFICE
    if not _is_web_page(head) and other(head) == UNKNOWN and encoding(head):
        return Kind.TEXT
    return Kind.OTHER


def other(head: bytes) -> str:
    """What a file is that cannot be shown on paper, as a message id."""
    if _is_web_page(head):
        return WEB_PAGE
    if head[:4] == b"RIFF":
        return SOUND if head[8:12] == b"WAVE" else VIDEO
    if head[4:8] == b"ftyp":
        return SOUND if head[8:11] == b"M4A" else VIDEO
    return next((name for name, starts in _OTHERS if head.startswith(starts)), UNKNOWN)


def encoding(head: bytes) -> str:
    """The encoding of a plain text; empty if it is none that can be told for sure."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if head[1:400:2].count(0) > len(head[1:400:2]) * 0.4:
        return "utf-16-le"
    if set(head) & _CONTROLS:
        return ""
    try:
        head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut_in_a_letter = len(head) == HEAD and error.start >= HEAD - 3
        return "utf-8-sig" if cut_in_a_letter else ""
    return "utf-8-sig"


_CONTROLS = set(range(32)) - {9, 10, 12, 13, 27}


def _is_image(head: bytes) -> bool:
    if head.startswith(_IMAGES):
        return head[:2] != b"BM" or head[6:10] == b"\0\0\0\0"
    if head[:4] == b"RIFF":
        return head[8:12] == b"WEBP"
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF


def _is_office(head: bytes) -> bool:
    if head.startswith(_OLE):
        return True
    if head.startswith(b"{\\rtf"):
        return True
    if not head.startswith(b"PK\x03\x04"):
        return False
    return any(part in head for part in _OFFICE_SIGNS)


def office_ending(data: bytes) -> str:
    """The ending under which a word processor takes the file; empty if it is none of its kinds."""
    if data.startswith(_OLE):
        return _ole_ending(data)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return ""
    if "mimetype" in names:
        return "odt"
    return next(
        (
            e
            for e, part in zip(("docx", "xlsx", "pptx"), _OFFICE_PARTS, strict=True)
            if part in names
        ),
        "",
    )


def _ole_ending(data: bytes) -> str:
    """Streams of old Office files are named in UTF-16."""
    streams = {"doc": "WordDocument", "xls": "Workbook", "ppt": "PowerPoint Document"}
    return next((e for e, name in streams.items() if name.encode("utf-16-le") in data), "")


def _is_web_page(head: bytes) -> bool:
    start = head[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype", b"<html", b"<?xml", b"<svg", b"<head"))
