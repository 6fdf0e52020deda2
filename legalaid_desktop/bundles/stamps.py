"""A word at the foot of every page, such as its number: upright and on white on any page."""

import io

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from legalaid_desktop.typesetting import StampFont

SIZE = 11.0
SMALLEST = 6.0
MARGIN = 18.0
"""From the lower right corner to the box, on an A4 page."""

_FONT = "/PageStampFont"
_A4 = (595.0, 842.0)
_PADDING = 0.35


def stamp(pdf: Pdf, texts: list[str], size: float = SIZE) -> None:
    """Draws one text on each page, over its content; ``size`` is that on an A4 page."""
    font = StampFont()
    coded = [font.encode(text) for text in texts]
    embedded = font.embed(pdf)
    begin = pdf.make_stream(b"q")
    for page, (operand, width) in zip(pdf.pages, coded, strict=True):
        drawn = pdf.make_stream(b"\nQ " + _drawing(page, operand, width, size))
        page.obj.Contents = Array([begin, *_contents(page), drawn])
        _add_font(page, embedded)


def marked(pages: bytes, words: str, size: float) -> bytes:
    """A PDF with the same words at the foot of all its pages."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(pages)) as made:
        stamp(made, [words] * len(made.pages), size)
        made.save(out)
    return out.getvalue()


def box_of(page: Page) -> tuple[float, float, float, float]:
    """What a viewer shows of the page: left, bottom, right, top."""
    media = _ordered(page.mediabox)
    crop = _ordered(page.cropbox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if right > left and top > bottom else media


def _ordered(box: Object) -> tuple[float, float, float, float]:
    """Boxes may name any two opposite corners."""
    x1, y1, x2, y2 = (float(end) for end in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _contents(page: Page) -> list[Object]:
    held = page.obj.get(Name.Contents)
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def _add_font(page: Page, font: Object) -> None:
    """Resources may be inherited from the page tree or shared between pages: each gets its own."""
    own = Dictionary(dict(page.resources.items()))
    fonts = own.get(Name.Font)
    own[Name.Font] = (
        Dictionary(dict(fonts.items())) if isinstance(fonts, Dictionary) else Dictionary()
    )
    own.Font[_FONT] = font
    page.obj.Resources = own


def _drawing(page: Page, operand: bytes, width: float, wanted: float) -> bytes:
    left, bottom, right, top = box_of(page)
    turn = int(page.rotation) % 360
    seen = (right - left, top - bottom) if turn % 180 == 0 else (top - bottom, right - left)
    scale = max(seen[0] / _A4[0], seen[1] / _A4[1])
    size = min(max(wanted * scale, SMALLEST), 0.8 * seen[0] * 1000 / width, 0.3 * seen[1])
    wide, pad = width * size / 1000, size * _PADDING
    margin = min(MARGIN * scale, (seen[0] - wide) / 4, seen[1] / 20)
    x, y = seen[0] - wide - pad - margin, margin + pad
    matrix = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }[turn - turn % 90]
    a, b, c, d, e, f = matrix
    return (
        (
            f"/Artifact BMC q {a} {b} {c} {d} {e:.3f} {f:.3f} cm 1 g "
            f"{x - pad:.3f} {y - pad:.3f} {wide + 2 * pad:.3f} {size * 1.1 + pad:.3f} re f "
            f"0 g BT {_FONT} {size:.3f} Tf {x:.3f} {y:.3f} Td "
        ).encode()
        + operand
        + b" Tj ET Q EMC"
    )
