"""A face inside one document: a code for each form, and what the PDF needs to show and read it."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat

from legalaid_desktop.typesetting.faces import Face
from legalaid_desktop.typesetting.shaping import Form, Run, form
from legalaid_desktop.typesetting.subset import subset


@dataclass(frozen=True, slots=True, kw_only=True)
class FontProgram:
    """All that a Type 0 font object of a PDF holds."""

    name: str
    file: bytes
    glyph_of_code: bytes
    widths: list[float]
    to_unicode: bytes
    box: tuple[int, int, int, int]
    ascent: int
    descent: int


class DocFont:
    """The codes that a document gave to the forms of one face."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._codes: dict[Form, int] = {form(face, ((0, 0, 0),), None, ""): 0}
        self._encoded: dict[Run, str] = {}

    def code(self, drawn: Form) -> int:
        """The code of the form; each form and text has its own, so that text reads back exactly."""
        return self._codes.setdefault(drawn, len(self._codes))

    def encode(self, run: Run) -> str:
        """The run as the inside of a TJ array."""
        found = self._encoded.get(run)
        if found is None:
            found = self._encoded[run] = self.spread(run, repeat(0.0))
        return found

    def spread(self, run: Run, extra: Iterable[float]) -> str:
        """The same with extra room after each form, in em."""
        parts = ["<"]
        for (drawn, advance), room in zip(run.forms, extra, strict=False):
            parts.append(f"{self.code(drawn):04X}")
            if room or advance != drawn.natural:
                gap = (advance - drawn.natural) / self.face.upem + room
                # PDF knows no 1e-07: to the hundredth is finer than any eye
                parts.append(f">{round(-1000 * gap, 2):g}<")
        return "".join([*parts, ">"]).removesuffix("<>")

    def program(self) -> FontProgram:
        """The font as far as the document uses it."""
        forms, scale = list(self._codes), 1000 / self.face.upem
        file, glyphs = subset(self.face, forms)
        ascent, descent = (round(measure * scale) for measure in self.face.extents)
        return FontProgram(
            name=f"{_tag(file)}+{self.face.name}",
            file=file,
            glyph_of_code=b"".join(glyph.to_bytes(2, "big") for glyph in glyphs),
            widths=[round(drawn.natural * scale, 3) for drawn in forms],
            to_unicode=_to_unicode(forms),
            box=(-600, min(descent, -500), 1600, max(ascent, 1200)),
            ascent=ascent,
            descent=descent,
        )


def _tag(file: bytes) -> str:
    """Six letters that differ between subsets, as PDF wants them."""
    check = zlib.crc32(file)
    return "".join(chr(65 + (check >> (5 * place)) % 26) for place in range(6))


_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{entries}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def _to_unicode(forms: list[Form]) -> bytes:
    lines = [
        f"<{code:04X}> <{drawn.text.encode('utf-16-be').hex().upper()}>"
        for code, drawn in enumerate(forms)
        if drawn.text
    ]
    groups = (lines[at : at + 100] for at in range(0, len(lines), 100))
    entries = "".join(
        f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar\n" for group in groups
    )
    return _CMAP.replace("{entries}", entries).encode()
