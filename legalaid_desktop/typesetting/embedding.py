"""Puts a document's fonts into ReportLab's file while it is written."""

import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from legalaid_desktop.typesetting.faces import Face
from legalaid_desktop.typesetting.fonts import DocFont, FontProgram


def doc_font(canvas: Canvas, face: Face) -> tuple[DocFont, str]:
    """The face as this canvas's document embeds it, and its name in page code."""
    document = document_of(canvas)
    fonts = document.__dict__.setdefault("lao_fonts", {})
    if face.name not in fonts:
        font, name = DocFont(face), f"L{len(fonts)}"
        document.idToObject["BasicFonts"].dict[name] = document.Reference(_FontObject(font))
        fonts[face.name] = font, name
    found: tuple[DocFont, str] = fonts[face.name]
    return found


def document_of(canvas: Any) -> Any:
    """ReportLab's file under the canvas: it has no door for fonts of one's own."""
    return canvas._doc  # noqa: SLF001 - see above


class _FontObject(pdfdoc.PDFObject):
    """A font that is written last, when all its codes are known."""

    def __init__(self, font: DocFont) -> None:
        self.font = font

    def format(self, document: Any) -> Any:
        program = self.font.program()
        described = _dictionary(
            Type="/FontDescriptor",
            FontName=f"/{program.name}",
            Flags=4,
            FontBBox=pdfdoc.PDFArray(list(program.box)),
            ItalicAngle=0,
            Ascent=program.ascent,
            Descent=program.descent,
            CapHeight=714,
            StemV=80,
            FontFile2=document.Reference(_stream(program.file, Length1=len(program.file))),
        )
        return _dictionary(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=f"/{program.name}",
            Encoding="/Identity-H",
            DescendantFonts=pdfdoc.PDFArray(
                [document.Reference(_cid_font(document, program, described))]
            ),
            ToUnicode=document.Reference(_stream(program.to_unicode)),
        ).format(document)


def _cid_font(document: Any, program: FontProgram, described: Any) -> Any:
    system = _dictionary(
        Registry=pdfdoc.PDFString("Adobe"), Ordering=pdfdoc.PDFString("Identity"), Supplement=0
    )
    return _dictionary(
        Type="/Font",
        Subtype="/CIDFontType2",
        BaseFont=f"/{program.name}",
        CIDSystemInfo=system,
        DW=1000,
        W=pdfdoc.PDFArray([0, pdfdoc.PDFArray(program.widths)]),
        CIDToGIDMap=document.Reference(_stream(program.glyph_of_code)),
        FontDescriptor=document.Reference(described),
    )


def _dictionary(**entries: Any) -> Any:
    return pdfdoc.PDFDictionary(entries)


def _stream(data: bytes, **entries: int) -> Any:
    return pdfdoc.PDFStream(_dictionary(Filter="/FlateDecode", **entries), zlib.compress(data))
