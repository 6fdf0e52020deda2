"""The part of a font that a document uses, with shifted and joined glyphs added as composites."""

import struct
from collections.abc import Iterable

import uharfbuzz as hb

from legalaid_desktop.typesetting.faces import Face
from legalaid_desktop.typesetting.shaping import Component, Form

_DROP = ["GSUB", "GPOS", "GDEF", "kern", "name", "post", "cmap"]
_DROP += ["OS/2", "gasp", "DSIG", "STAT", "MATH", "meta"]
_ARE_XY, _WORDS, _MORE = 0x0002, 0x0001, 0x0020

Tables = dict[str, bytearray]
Box = tuple[int, int, int, int]


def subset(face: Face, forms: Iterable[Form]) -> tuple[bytes, list[int]]:
    """A TrueType file with a glyph for each form, and the number of that glyph."""
    forms = list(forms)
    tables, numbers = _plain_subset(face, {part[0] for form in forms for part in form.parts})
    glyphs = _Glyphs(tables)
    made: dict[tuple[tuple[Component, ...], int | None], int] = {}
    for form in forms:
        key = form.parts, form.width
        if key in made:
            continue
        parts = [(numbers[glyph], right, up) for glyph, right, up in form.parts]
        made[key] = parts[0][0] if form.width is None else glyphs.add(parts, form.width)
    glyphs.store()
    return _font_file(tables), [made[form.parts, form.width] for form in forms]


def _plain_subset(face: Face, glyphs: set[int]) -> tuple[Tables, dict[int, int]]:
    """The tables of a subset by HarfBuzz, and the new number of each glyph."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wanted.flags = (
        hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING
    )
    dropped = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    for tag in _DROP:
        dropped.add(int.from_bytes(tag.encode(), "big"))
    plan = hb.SubsetPlan(face.hb, wanted)
    mapping = plan.old_to_new_glyph_mapping
    return _tables(plan.execute().blob.data), {glyph: mapping[glyph] for glyph in glyphs}


def _tables(font: bytes) -> Tables:
    (count,) = struct.unpack(">H", font[4:6])
    found = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _, start, length = struct.unpack(">4sLLL", font[at : at + 16])
        found[tag.decode()] = bytearray(font[start : start + length])
    return found


class _Glyphs:
    """The outlines and widths of a font, open for more."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        (count,) = struct.unpack(">H", tables["maxp"][4:6])
        if struct.unpack(">h", tables["head"][50:52])[0]:
            self.starts = list(struct.unpack(f">{count + 1}L", tables["loca"]))
        else:
            self.starts = [2 * at for at in struct.unpack(f">{count + 1}H", tables["loca"])]
        self.widths = _widths(tables, count)
        self.outlines = tables["glyf"]

    def add(self, parts: list[Component], width: int) -> int:
        """The number of a new glyph that draws the parts; spaces among them draw nothing."""
        drawn = [(part, box) for part in parts if (box := self._box(part[0]))]
        record, left = b"", 0
        if drawn:
            bounds = _bounds(drawn)
            left = bounds[0]
            record = struct.pack(">h4h", -1, *bounds) + _components([part for part, _ in drawn])
        self._pad()
        self.outlines += record
        self.starts.append(len(self.outlines))
        self.widths.append((max(width, 0), left))
        return len(self.starts) - 2

    def store(self) -> None:
        """Puts everything back into the tables."""
        self._pad()
        count, tables = len(self.starts) - 1, self.tables
        tables["loca"] = bytearray(struct.pack(f">{count + 1}L", *self.starts))
        tables["hmtx"] = bytearray(b"".join(struct.pack(">Hh", *pair) for pair in self.widths))
        tables["head"][50:52] = b"\0\1"
        tables["hhea"][34:36] = tables["maxp"][4:6] = struct.pack(">H", count)
        tables["maxp"][10:14] = struct.pack(">HH", 4000, 200)
        tables["maxp"][28:32] = struct.pack(">HH", 16, 4)

    def _pad(self) -> None:
        self.outlines += b"\0" * (-len(self.outlines) % 4)
        self.starts[-1] = len(self.outlines)

    def _box(self, glyph: int) -> Box | None:
        outline = self.outlines[self.starts[glyph] : self.starts[glyph + 1]]
        if len(outline) < 10:
            return None
        left, low, right, high = struct.unpack(">4h", outline[2:10])
        return left, low, right, high


def _widths(tables: Tables, count: int) -> list[tuple[int, int]]:
    """Advance and left bearing of each glyph; the last advance holds for those without one."""
    (full,) = struct.unpack(">H", tables["hhea"][34:36])
    data = tables["hmtx"]
    pairs = [struct.unpack(">Hh", data[4 * n : 4 * n + 4]) for n in range(full)]
    rest = struct.unpack(f">{count - full}h", data[4 * full : 4 * full + 2 * (count - full)])
    return [(a, b) for a, b in pairs] + [(pairs[-1][0], left) for left in rest]


def _bounds(drawn: list[tuple[Component, Box]]) -> Box:
    boxes = [
        (left + right, low + up, far + right, high + up)
        for (_, right, up), (left, low, far, high) in drawn
    ]
    lefts, lows, fars, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(fars), max(highs)


def _components(parts: list[Component]) -> bytes:
    last = len(parts) - 1
    return b"".join(
        struct.pack(">HHhh", _ARE_XY | _WORDS | (_MORE if at < last else 0), *part)
        for at, part in enumerate(parts)
    )


def _font_file(tables: Tables) -> bytes:
    """The tables as a font file with the right checksums."""
    tables["head"][8:12] = b"\0" * 4
    tags = sorted(tables)
    power = len(tags).bit_length() - 1
    head = struct.pack(
        ">LHHHH", 0x10000, len(tags), 16 << power, power, 16 * len(tags) - (16 << power)
    )
    start, body, head_at = 12 + 16 * len(tags), b"", 0
    for tag in tags:
        data = bytes(tables[tag])
        if tag == "head":
            head_at = start + len(body)
        head += struct.pack(">4sLLL", tag.encode(), _sum(data), start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    font = bytearray(head + body)
    font[head_at + 8 : head_at + 12] = struct.pack(">L", (0xB1B0AFBA - _sum(font)) & 0xFFFFFFFF)
    return bytes(font)


def _sum(data: bytes | bytearray) -> int:
    data = bytes(data) + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
