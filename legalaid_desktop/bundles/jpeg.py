"""JPEG files without what a camera wrote beside the picture: place, owner, preview, video.

Nothing is compressed anew: the picture stays, bit for bit.
"""

_START = b"\xff\xd8"
_SCAN, _END = 0xDA, 0xD9
_KEPT_MARKS = {0xE0, 0xEE}
"""APP0 (JFIF) and APP14 (Adobe: how the colours are coded)."""

_ALONE = {0x01, *range(0xD0, 0xD8)}


def stripped(data: bytes) -> bytes:
    """The same picture without metadata; data that is no JPEG comes back empty."""
    begins = data.find(_START + b"\xff")
    if begins < 0:
        return b""
    kept, place = [_START], begins + 2
    while place + 4 <= len(data):
        mark = data[place + 1]
        if data[place] != 0xFF or mark in (0, 0xFF):  # fill bytes, or rubbish between two parts
            place += 1
            continue
        if mark == _END:
            break
        ends = _segment_end(data, place, mark)
        if _is_kept(data, place, mark):
            kept.append(data[place:ends])
        place = ends
    return b"".join([*kept, b"\xff\xd9"])


def has_metadata(data: bytes) -> bool:
    """Whether a camera's notes are in it."""
    return stripped(data)[:-2] != data.rstrip(b"\0\r\n")[:-2]


def tells_position(data: bytes) -> bool:
    """Whether notes of the kinds that hold place and owner are still in it."""
    return b"Exif\0\0" in data or b"ns.adobe.com/xap" in data


def _segment_end(data: bytes, place: int, mark: int) -> int:
    if mark in _ALONE:
        return place + 2
    ends = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return _scan_end(data, ends) if mark == _SCAN else ends


def _scan_end(data: bytes, place: int) -> int:
    """Where the coded picture stops: at the first mark that is neither an escape nor a restart."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            return len(data)
        if data[place + 1] != 0 and data[place + 1] not in _ALONE:
            return place
        place += 2


def _is_kept(data: bytes, place: int, mark: int) -> bool:
    if mark == 0xE2:
        return data[place + 4 : place + 15] == b"ICC_PROFILE"
    return mark in _KEPT_MARKS or not (0xE0 <= mark <= 0xEF or mark == 0xFE)
