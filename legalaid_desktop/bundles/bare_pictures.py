"""JPEG, PNG and WebP without notes; the coded picture is copied, not compressed anew."""

import struct
import zlib

from legalaid_desktop.bundles import jpeg as jpeg_parts

_TURN = 0x0112
"""The one note that is kept: which side is up."""

_MARK = b"Exif\0\0"
_NOTES_PNG = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_NOTES_WEBP = {b"EXIF", b"XMP "}
_FLAG_EXIF = 0x08
_FLAGS_WEBP = _FLAG_EXIF | 0x04


def jpeg(data: bytes) -> bytes:
    """The picture, still the right way up."""
    clean = jpeg_parts.stripped(data)
    if not clean:
        raise ValueError
    begins = data.find(_MARK)
    kept = _only_turn(data[begins + 6 : begins + 6 + 65536]) if begins >= 0 else b""
    if not kept:
        return clean
    size = struct.pack(">H", len(kept) + len(_MARK) + 2)
    return clean[:2] + b"\xff\xe1" + size + _MARK + kept + clean[2:]


def _turn(notes: bytes) -> int:
    """How the picture is to be turned, 1 for not at all."""
    order = "<" if notes[:2] == b"II" else ">"
    try:
        (place,) = struct.unpack_from(order + "I", notes, 4)
        (count,) = struct.unpack_from(order + "H", notes, place)
        for number in range(count):
            tag, _kind, _many, value = struct.unpack_from(
                order + "HHIH", notes, place + 2 + 12 * number
            )
            if tag == _TURN:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _only_turn(notes: bytes) -> bytes:
    """Notes that say which side is up and nothing else; empty if it is the first."""
    turn = _turn(notes)
    if turn == 1:
        return b""
    return b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _TURN, 3, 1, turn, 0, 0)


def png(data: bytes) -> bytes:
    """The chunks of the picture alone; what stands behind its end is dropped."""
    kept, place = [data[:8]], 8
    while True:
        (length,) = struct.unpack_from(">I", data, place)
        kind, ends = data[place + 4 : place + 8], place + 12 + length
        if ends > len(data):
            raise ValueError
        if kind not in _NOTES_PNG:
            kept.append(data[place:ends])
        elif kind == b"eXIf" and (turn := _only_turn(data[place + 8 : ends - 4])):
            kept.append(_chunk(kind, turn))
        if kind == b"IEND":
            return b"".join(kept)
        place = ends


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def webp(data: bytes) -> bytes:
    """The chunks of the picture alone, and a head that promises no others."""
    kept, place, turn = [], 12, b""
    while place + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, place + 4)
        kind, ends = data[place : place + 4], place + 8 + length + length % 2
        if kind == b"EXIF":
            turn = _only_turn(data[place + 8 : ends].removeprefix(_MARK))
        if kind not in _NOTES_WEBP:
            kept.append(data[place:ends])
        place = ends
    if kept and kept[0][:4] == b"VP8X":
        flags = kept[0][8] & ~_FLAGS_WEBP | (_FLAG_EXIF if turn else 0)
        kept[0] = kept[0][:8] + bytes([flags]) + kept[0][9:]
        kept.append(b"EXIF" + struct.pack("<I", len(turn)) + turn if turn else b"")
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
