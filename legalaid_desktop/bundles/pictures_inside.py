"""Photos inside PDFs of others: a telephone's scanning program leaves place and owner in them."""

import base64
import zlib
from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from legalaid_desktop.bundles import jpeg
from legalaid_desktop.bundles.images import CLEANED, Notes

_PRIVATE_BOXES = (b"uuid", b"xml ")


def strip(pdf: Pdf, notes: Notes) -> None:
    """Takes what the camera noted out of every photo; the pictures stay bit for bit."""
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.stream_dict.get(Name.Subtype) == Name.Image:
            _strip_one(thing, notes)


def photo(thing: Object) -> bytes:
    """The JPEG file in an image stream, out of a code around it; empty if it is no JPEG."""
    filters = _filters(thing)
    if not filters or filters[-1] != Name.DCTDecode or len(filters) > 2:
        return b""
    data = thing.read_raw_bytes()
    try:
        return _DECODERS[str(filters[0])](data)
    except (KeyError, ValueError, zlib.error):
        return b""


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "/DCTDecode": bytes,
    "/FlateDecode": zlib.decompress,
    "/ASCII85Decode": lambda data: base64.a85decode(data.strip().removesuffix(b"~>")),
    "/ASCIIHexDecode": lambda data: bytes.fromhex(data.decode("ascii").rstrip(" \r\n>")),
}


def _filters(thing: Object) -> list[Object]:
    held = thing.stream_dict.get(Name.Filter)
    return list(held) if isinstance(held, Array) else [held] if held is not None else []


def _strip_one(thing: Stream, notes: Notes) -> None:
    data = photo(thing)
    if data and jpeg.has_metadata(data):
        clean = jpeg.stripped(data)
        if clean:
            parms = thing.stream_dict.get(Name.DecodeParms)
            last = parms[len(parms) - 1] if isinstance(parms, Array) and len(parms) else parms
            kept = last if isinstance(last, Dictionary) else None
            thing.write(clean, filter=Name.DCTDecode, decode_parms=kept)
            notes[CLEANED] = {}
    elif _filters(thing) == [Name.JPXDecode]:
        data = thing.read_raw_bytes()
        clean = without_private_boxes(data)
        if len(clean) < len(data):
            thing.write(clean, filter=Name.JPXDecode)
            notes[CLEANED] = {}


def without_private_boxes(data: bytes) -> bytes:
    """JPEG 2000 without notes: it is a row of boxes, each with its length and its kind."""
    if data[4:8] != b"jP  ":
        return data
    kept, place = [], 0
    while place + 8 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        if length in (0, 1):  # to the end, or a length of 8 bytes: the picture itself
            kept.append(data[place:])
            return b"".join(kept)
        if length < 8:
            return data
        if data[place + 4 : place + 8] not in _PRIVATE_BOXES:
            kept.append(data[place : place + length])
        place += length
    return b"".join(kept)
