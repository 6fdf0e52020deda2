"""A face inside one document: a code for each form, and what the PDF needs to show and read it."""

import zlib
from dataclasses import dataclass

from legalaid_desktop.typesetting.faces import Face
from legalaid_desktop.typesetting.shaping import Form, Run
from legalaid_desktop.typesetting.subset import subset

_NOTDEF = Form(((0, 0, 0),), None, "")


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
        self._codes: dict[Form, int] = {_NOTDEF: 0}
        self._encoded: dict[Run, str] = {}

    def code(self, form: Form) -> int:
        """The code of the form; each form and text has its own, so that text reads back exactly."""
        return self._codes.setdefault(form, len(self._codes))

    def natural(self, form: Form) -> int:
        """The width the font file will give this form, in font units."""
        return self.face.advance(form.parts[0][0]) if form.width is None else max(form.width, 0)

    def encode(self, run: Run) -> str:
        """The run as the inside of a TJ array."""
        found = self._encoded.get(run)
        if found is None:
            found = self._encoded[run] = self.spread(run, [0.0] * len(run.forms))
        return found

    def spread(self, run: Run, extra: list[float]) -> str:
        """The same with extra room after each form, in em."""
        parts: list[str] = []
        codes: list[str] = []
        for (form, advance), room in zip(run.forms, extra, strict=True):
            codes.append(f"{self.code(form):04X}")
            gap = (advance - self.natural(form)) / self.face.upem + room
            if abs(gap) > 1e-5:
                parts.append(f"<{''.join(codes)}>{-1000 * gap:.4g}")
                codes = []
        if codes:
            parts.append(f"<{''.join(codes)}>")
        return "".join(parts)

    def program(self) -> FontProgram:
        """The font as far as the document uses it."""
        forms, scale = list(self._codes), 1000 / self.face.upem
        file, glyphs = subset(self.face, forms)
        ascent, descent = (round(measure * scale) for measure in self.face.extents)
        return FontProgram(
            name=f"{_tag(file)}+{self.face.name}",
            file=file,
            glyph_of_code=b"".join(glyph.to_bytes(2, "big") for glyph in glyphs),
            widths=[round(self.natural(form) * scale, 3) for form in forms],
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
        f"<{code:04X}> <{form.text.encode('utf-16-be').hex().upper()}>"
        for code, form in enumerate(forms)
        if form.text
    ]
    groups = (lines[at : at + 100] for at in range(0, len(lines), 100))
    entries = "".join(
        f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar\n" for group in groups
    )
    return _CMAP.replace("{entries}", entries).encode()
