"""Under which ending another program knows a file: by its content, and only where that is safe.

A file whose owner calls it ``letter.exe`` or ``film.lnk`` would be run, not shown; archives and web
pages would unpack or fetch others. None of these has an ending here.
"""

import re
from pathlib import PurePath

from legalaid_desktop.bundles import sniff

_PICTURES = {
    "jpg",
    "jpeg",
    "png",
    "gif",
    "bmp",
    "tif",
    "tiff",
    "webp",
    "heic",
    "heif",
    "avif",
    "jp2",
}
_TEXTS = {"txt", "csv", "log", "md"}
_OFFICE = {"doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf"}
"""Without those of documents that carry programs, such as ``docm``."""
_SOUNDS = {"mp3", "m4a", "wav", "ogg", "oga", "opus", "flac", "aac", "amr", "wma"}
_FILMS = {"mp4", "m4v", "mov", "3gp", "avi", "mkv", "webm", "mpg", "mpeg", "flv", "wmv"}
_PICTURE_STARTS = (
    (b"\xff\xd8\xff", "jpg"), (b"\x89PNG", "png"), (b"GIF8", "gif"), (b"BM", "bmp"),
    (b"II", "tif"), (b"MM", "tif"), (b"RIFF", "webp"), (b"\x00\x00\x00\x0cjP", "jp2"),
)  # fmt: skip
_MEDIA_STARTS = (
    (b"ID3", "mp3"), (b"\xff\xfb", "mp3"), (b"OggS", "ogg"), (b"fLaC", "flac"), (b"#!AMR", "amr"),
    (b"\x1aE\xdf\xa3", "mkv"), (b"\x00\x00\x01\xba", "mpg"), (b"FLV", "flv"), (b"RIFF", "avi"),
)  # fmt: skip
_PLAIN = re.compile("[a-z0-9]{1,5}")


def ending(head: bytes, size: int, file_name: str) -> str:
    """The ending for a file that starts so, without a dot; empty where none is safe."""
    kind, given = sniff.kind(head, size), plain(file_name)
    if kind is sniff.Kind.PDF:
        return "pdf"
    if kind is sniff.Kind.IMAGE:
        return given if given in _PICTURES else _picture(head)
    if kind is sniff.Kind.TEXT:
        return given if given in _TEXTS else "txt"
    if kind is sniff.Kind.OFFICE:
        return given if given in _OFFICE else ""
    return _medium(head, given) if kind is sniff.Kind.OTHER else ""


def plain(file_name: str) -> str:
    """The ending of a name in small letters, without a dot; empty where it says something else."""
    given = PurePath(file_name).suffix[1:].lower()
    return given if _PLAIN.fullmatch(given) else ""


def _picture(head: bytes) -> str:
    found = (known for start, known in _PICTURE_STARTS if head.startswith(start))
    return next(found, "heic" if head[4:8] == b"ftyp" else "")


def _medium(head: bytes, given: str) -> str:
    """Of a film or a sound; players know more kinds of them than can be told from their starts."""
    what = sniff.other(head)
    if given in _SOUNDS | _FILMS and what in (sniff.SOUND, sniff.VIDEO, sniff.UNKNOWN):
        return given
    if head[4:8] == b"ftyp":
        return "m4a" if what == sniff.SOUND else "mp4"
    if head[:4] == b"RIFF" and what == sniff.SOUND:
        return "wav"
    return next((known for start, known in _MEDIA_STARTS if head.startswith(start)), "")
