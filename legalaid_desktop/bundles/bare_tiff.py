"""TIFF without notes: they are overwritten where they stand, so that the picture stays in place."""

import struct
from dataclasses import dataclass

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_FOLDERS = {34665, 34853, 40965}
"""EXIF, GPS and interoperability: lists of notes of their own."""

_NOTES = _FOLDERS | {
    269, 270, 271, 272, 285, 305, 306, 315, 316, 700, 33432, 33723, 34377, 37724, 42032, 42033,
    42035, 42036, 42037, 50341, 50708, 50735, 37500, 40091, 40092, 40093, 40094, 40095,
}  # fmt: skip
"""Names, texts, times, owner, maker, device numbers, XMP, IPTC, Photoshop and Windows notes."""

_SUBPICTURES = 330
_MOST = 10_000
"""More lists than any file has: somebody made them point at each other."""


def tiff(data: bytes) -> bytes:
    """The same pictures, with the notes gone from every page."""
    return _Cleaner(bytearray(data), "<" if data[:2] == b"II" else ">").cleaned()


@dataclass(frozen=True, slots=True)
class _Entry:
    tag: int
    raw: bytes
    place: int
    size: int
    count: int


class _Cleaner:
    def __init__(self, data: bytearray, order: str) -> None:
        self._data, self._order = data, order
        self._seen: set[int] = set()

    def cleaned(self) -> bytes:
        place = self._long(4)
        while place and self._is_new(place):
            place = self._clean_pages(place)
        return bytes(self._data)

    def _is_new(self, place: int) -> bool:
        known = place in self._seen
        self._seen.add(place)
        if len(self._seen) > _MOST:
            raise ValueError
        return not known

    def _clean_pages(self, place: int) -> int:
        """Takes the notes out of one list and gives the place of the next."""
        entries, ends = self._entries(place)
        following = self._long(ends)
        kept = [one for one in entries if one.tag not in _NOTES]
        for one in entries:
            if one.tag in _NOTES:
                self._wipe(one)
            elif one.tag == _SUBPICTURES:
                for below in self._longs(one):
                    if self._is_new(below):
                        self._clean_pages(below)
        self._write(place, ends, kept, following)
        return following

    def _wipe(self, entry: _Entry) -> None:
        if entry.tag in _FOLDERS:
            for place in self._longs(entry):
                if place and self._is_new(place):
                    entries, ends = self._entries(place)
                    for one in entries:
                        self._wipe(one)
                    self._blank(place, ends + 4)
        elif entry.size > 4:
            self._blank(entry.place, entry.place + entry.size)

    def _entries(self, place: int) -> tuple[list[_Entry], int]:
        (count,) = struct.unpack_from(self._order + "H", self._data, place)
        begins = place + 2
        return [self._entry(begins + 12 * number) for number in range(count)], begins + 12 * count

    def _entry(self, place: int) -> _Entry:
        tag, kind, count = struct.unpack_from(self._order + "HHI", self._data, place)
        size = _SIZES.get(kind, 1) * count
        held = place + 8 if size <= 4 else self._long(place + 8)
        if held + size > len(self._data):
            raise ValueError
        return _Entry(tag, bytes(self._data[place : place + 12]), held, size, count)

    def _longs(self, entry: _Entry) -> list[int]:
        return [self._long(entry.place + 4 * number) for number in range(min(entry.count, _MOST))]

    def _long(self, place: int) -> int:
        found: int = struct.unpack_from(self._order + "I", self._data, place)[0]
        return found

    def _write(self, place: int, ends: int, kept: list[_Entry], following: int) -> None:
        head = struct.pack(self._order + "H", len(kept)) + b"".join(one.raw for one in kept)
        written = head + struct.pack(self._order + "I", following)
        self._data[place : ends + 4] = written.ljust(ends + 4 - place, b"\0")

    def _blank(self, begins: int, ends: int) -> None:
        ends = min(ends, len(self._data))
        self._data[begins:ends] = bytes(ends - begins)
