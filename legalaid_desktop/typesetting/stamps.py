"""The same letters for page code that is written by hand into other people's PDFs."""

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.typesetting.faces import faces, stretches
from legalaid_desktop.typesetting.fonts import DocFont, FontProgram
from legalaid_desktop.typesetting.shaping import NO_FONT, Form, form, named, shape


class StampFont:
    """One face for stamps: encode every text first, then embed once."""

    def __init__(self, family: str = "sans", bold: bool = True) -> None:
        self.family, self.bold = family, bold
        self._font = DocFont(faces(family, bold)[0])

    def encode(self, text: str) -> tuple[bytes, float]:
        """The operand of Tj for the text, and its width in 1/1000 em.

        Raises:
            Refused: the face lacks a letter; a stamp has no other face to turn to.
        """
        text = lao.normalise(text).replace("\n", " ").replace("\t", " ")
        self._expect_letters(text)
        shaped = shape(text, self.family, self.bold)
        codes = (self._code(*pair) for run in shaped.runs for pair in run.forms)
        return f"<{''.join(codes)}>".encode(), 1000 * shaped.width

    def embed(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The font as an object of that file."""
        program = self._font.program()
        file = Stream(pdf, program.file, Length1=len(program.file))
        described = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/" + program.name),
            Flags=4,
            FontBBox=Array(list(program.box)),
            ItalicAngle=0,
            Ascent=program.ascent,
            Descent=program.descent,
            CapHeight=714,
            StemV=80,
            FontFile2=pdf.make_indirect(file),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name("/" + program.name),
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(_cid_font(pdf, program, described))]),
                ToUnicode=pdf.make_indirect(Stream(pdf, program.to_unicode)),
            )
        )

    def _expect_letters(self, text: str) -> None:
        first = self._font.face
        others = [s.text for s in stretches(text, self.family, self.bold) if s.face is not first]
        if others:
            raise Refused(NO_FONT, letters=named("".join(dict.fromkeys("".join(others)))))

    def _code(self, drawn: Form, advance: int) -> str:
        """Tj cannot move between letters, so a kerned letter is a form of its own width."""
        if advance != drawn.natural:
            drawn = form(self._font.face, drawn.parts, advance, drawn.text)
        return f"{self._font.code(drawn):04X}"


def _cid_font(pdf: pikepdf.Pdf, program: FontProgram, described: Dictionary) -> Dictionary:
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/" + program.name),
        CIDSystemInfo=system,
        DW=1000,
        W=Array([0, Array(program.widths)]),
        CIDToGIDMap=pdf.make_indirect(Stream(pdf, program.glyph_of_code)),
        FontDescriptor=pdf.make_indirect(described),
    )
