"""What a page draws: whether it can be read, and whether it leaves the page as it found it."""

import contextlib
import zlib

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    Page,
    Pdf,
    PdfError,
    Stream,
    parse_content_stream,
)

COUNTED_LIMIT = 4_000_000
"""Reading longer content to count its brackets costs more than wrapping it."""

_OPENS = {"q": "q", "BT": "BT", "BMC": "BMC", "BDC": "BMC", "BX": "BX"}
_CLOSES = {"Q": "q", "ET": "BT", "EMC": "BMC", "EX": "BX"}
_BRACKETS = " ".join([*_OPENS, *_CLOSES])


def is_readable(page: Page) -> bool:
    """Whether all that the page draws is in the file, with the fonts and pictures it names."""
    if b"/Contents" in _own_text(page) and not _streams(page):
        return False
    if Name.Contents not in page.obj:
        return False
    try:
        for stream in _streams(page):
            stream.read_bytes()
    except PdfError:
        return False
    return not _has_lost_parts(page)


def _own_text(page: Page) -> bytes:
    return page.obj.unparse(resolved=True)


def _streams(page: Page) -> list[Stream]:
    held = page.obj.get(Name.Contents)
    if isinstance(held, Stream):
        return [held]
    return [part for part in held if isinstance(part, Stream)] if isinstance(held, Array) else []


def _has_lost_parts(page: Page) -> bool:
    """Whether a font or a picture that the page names is not in the file, or cut off."""
    resources = page.resources
    for group in (Name.XObject, Name.Font):
        held = resources.get(group)
        if not isinstance(held, Dictionary):
            continue
        if held.unparse(resolved=True).count(b" R") > len(held):
            return True
    return any(_is_cut(thing) for thing in _pictures(resources))


def _pictures(resources: Object) -> list[Object]:
    held = resources.get(Name.XObject)
    return list(held.values()) if isinstance(held, Dictionary) else []


def _is_cut(thing: Object) -> bool:
    if not isinstance(thing, Stream):
        return True
    length = thing.stream_dict.get(Name.Length)
    return length is not None and len(thing.read_raw_bytes()) < int(length)


def isolate_if_unbalanced(pdf: Pdf, page: Page) -> None:
    """Content that leaves a bracket open would turn, scale or hide what is drawn after it.

    Such content becomes a form XObject, which a reader leaves in the state in which it entered.
    """
    _repair_nulls(page)
    if not _is_balanced(pdf, page):
        _isolate(pdf, page)


def _repair_nulls(page: Page) -> None:
    held = page.obj.get(Name.Contents)
    if isinstance(held, Array) and len(_streams(page)) < len(held):
        page.obj.Contents = Array(_streams(page))


def _is_balanced(pdf: Pdf, page: Page) -> bool:
    if sum(len(stream.read_raw_bytes()) for stream in _streams(page)) > COUNTED_LIMIT:
        return False
    pdf.get_warnings()
    depth = dict.fromkeys(_OPENS.values(), 0)
    try:
        for step in parse_content_stream(page, operators=_BRACKETS):
            word = str(step.operator)
            kind = _OPENS.get(word) or _CLOSES[word]
            depth[kind] += 1 if word in _OPENS else -1
            if depth[kind] < 0:
                return False
    except (PdfError, UnicodeDecodeError):  # operators are letters; these are none
        return False
    return not any(depth.values()) and not pdf.get_warnings()


def _isolate(pdf: Pdf, page: Page) -> None:
    data = b"\n".join(stream.read_bytes() for stream in _streams(page))
    whole = pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array(list(page.mediabox)),
        Resources=page.resources,
    )
    page.obj.Contents = pdf.make_stream(b"/Page Do")
    page.obj.Resources = Dictionary(XObject=Dictionary(Page=whole))


def mend_streams(pdf: Pdf) -> None:
    """Compressed data that breaks off is replaced by what can be read of it."""
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.stream_dict.get(Name.Filter) == Name.FlateDecode:
            try:
                thing.read_bytes()
            except PdfError:
                rest = zlib.decompressobj()
                thing.write(_readable(rest, thing.read_raw_bytes()))


def _readable(reader: "zlib._Decompress", data: bytes) -> bytes:
    found = []
    with contextlib.suppress(zlib.error):
        for place in range(0, len(data), 256):
            found.append(reader.decompress(data[place : place + 256]))
    return b"".join(found)
