"""Says at the foot of each page which copy it is; the pages themselves stay as they were issued."""

import io
from datetime import date

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from legalaid_desktop import i18n
from legalaid_desktop.documents import frame, page
from legalaid_desktop.typesetting import StampFont

SIZE = 7.5
BASELINE = 21.0
"""On the last line of our papers' foot, and above what most printers cannot reach."""
_GREY = b"0.3 g"
_FONT = "/CopyStampFont"


def words(number: int, day: date, code: str, language: str) -> str:
    """What is stamped: the number of the copy, the day, and its code in the register."""
    spoken = page.languages(language)
    numbered = [frame.word(one, "copy", number=number) for one in spoken]
    return " · ".join((*numbered, i18n.date_short(day, spoken[0]), code))


def stamp(pdf: bytes, text: str) -> bytes:
    """The pages with the text at the right of their foot, as a mark beside their content."""
    font = StampFont(bold=False)
    operand, width = font.encode(text)
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as made:
        embedded = font.embed(made)
        before = made.make_stream(b"q")
        for each in made.pages:
            after = made.make_stream(b"\nQ " + _drawing(each, operand, width))
            each.obj.Contents = Array([before, *_contents(each), after])
            _add_font(each, embedded)
        made.save(out)
    return out.getvalue()


def _drawing(each: Page, operand: bytes, width: float) -> bytes:
    _left, bottom, right, _top = (float(end) for end in each.mediabox)
    x = right - page.MARGINS[1] - width * SIZE / 1000
    place = f"{x:.3f} {bottom + BASELINE:.3f}".encode()
    return b"/Artifact BMC q %b BT %b %.1f Tf %b Td %b Tj ET Q EMC" % (
        _GREY, _FONT.encode(), SIZE, place, operand,
    )  # fmt: skip


def _contents(each: Page) -> list[Object]:
    held = each.obj.get(Name.Contents)
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def _add_font(each: Page, font: Object) -> None:
    """Pages may share their resources: each gets its own."""
    own = Dictionary(dict(each.resources.items()))
    fonts = own.get(Name.Font)
    own[Name.Font] = (
        Dictionary(dict(fonts.items())) if isinstance(fonts, Dictionary) else Dictionary()
    )
    own.Font[_FONT] = font
    each.obj.Resources = own
