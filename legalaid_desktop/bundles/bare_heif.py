"""HEIC and AVIF without notes: they are overwritten where they stand, and the picture stays."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_EMPTY_NOTES = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"
"""EXIF as HEIF wants it, with nothing in it."""

_NOTES = {b"Exif", b"mime", b"uri "}


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    begins: int
    ends: int


def heif(data: bytes) -> bytes:
    """The same picture, with all that is no picture emptied; raises ``ValueError``."""
    out = bytearray(data)
    for box in _boxes(data, 0, len(data)):
        if box.kind == b"meta":
            _clean(out, data, box)
        elif box.kind in (b"uuid", b"moov"):  # a moving picture beside it has its own notes
            out[box.begins : box.ends] = bytes(box.ends - box.begins)
            out[box.begins - 4 : box.begins] = b"free"
    return bytes(out)


def _boxes(data: bytes, place: int, ends: int) -> Iterator[_Box]:
    while place + 8 <= ends:
        size, kind = struct.unpack_from(">I4s", data, place)
        begins = place + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, begins)
            begins += 8
        stop = ends if size == 0 else place + size
        if stop > ends or stop < begins:
            raise ValueError
        yield _Box(kind, begins, stop)
        place = stop


def _clean(out: bytearray, data: bytes, meta: _Box) -> None:
    inside = {box.kind: box for box in _boxes(data, meta.begins + 4, meta.ends)}
    if b"iinf" not in inside:
        return
    names = _kinds(data, inside[b"iinf"])
    held = inside.get(b"idat")
    for item, method, extents in _Places(data, inside[b"iloc"]).items():
        if names.get(item) in _NOTES:
            base = held.begins if method == 1 and held else 0
            _empty(out, [(base + place, size) for place, size in extents], names[item])


def _empty(out: bytearray, extents: list[tuple[int, int]], kind: bytes) -> None:
    rest = _EMPTY_NOTES if kind == b"Exif" else b""
    for place, size in extents:
        if place + size > len(out):
            raise ValueError
        piece, rest = rest[:size], rest[size:]
        out[place : place + size] = piece.ljust(size, b"\0" if kind == b"Exif" else b" ")


def _kinds(data: bytes, iinf: _Box) -> dict[int, bytes]:
    """What each item of the file is."""
    wide = data[iinf.begins] > 0
    return dict(
        _kind(data, box)
        for box in _boxes(data, iinf.begins + (8 if wide else 6), iinf.ends)
        if box.kind == b"infe" and data[box.begins] >= 2
    )


def _kind(data: bytes, infe: _Box) -> tuple[int, bytes]:
    wide = data[infe.begins] > 2
    item, _protection, kind = struct.unpack_from(
        ">IH4s" if wide else ">HH4s", data, infe.begins + 4
    )
    return item, kind


class _Places:
    """Reads the box that says where each item lies."""

    def __init__(self, data: bytes, iloc: _Box) -> None:
        self._data, self._place = data, iloc.begins
        self._version = self._number(4) >> 24
        sizes = self._number(2)
        self._offset, self._length, self._base, self._index = (
            sizes >> shift & 15 for shift in (12, 8, 4, 0)
        )

    def items(self) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
        """Number, method and extents of each item."""
        wide = 4 if self._version == 2 else 2
        for _ in range(self._number(wide)):
            item = self._number(wide)
            method = self._number(2) & 15 if self._version else 0
            self._number(2)  # which file; always this one
            base = self._number(self._base)
            yield item, method, [self._extent(base) for _ in range(self._number(2))]

    def _extent(self, base: int) -> tuple[int, int]:
        if self._version:
            self._number(self._index)
        place = base + self._number(self._offset)
        return place, self._number(self._length)

    def _number(self, size: int) -> int:
        found = int.from_bytes(self._data[self._place : self._place + size], "big")
        self._place += size
        return found
