"""Files as other people's programs make them: a PDF, a photograph, a scan, half a download."""

import io
import zlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from random import Random

import pikepdf
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

LETTER_PAPER = (612, 792)
LINE = 18
PENANG = ((5, 24, 52.9), (100, 20, 24.4))
SEA = (46, 92, 128)


def make(kind: str, path: Path, lines: Sequence[str] = ()) -> None:
    """Writes a file of that kind: ``letter``, ``photo``, ``scan`` or ``broken``."""
    path.write_bytes(_MAKERS[kind](lines))


def letter(lines: Sequence[str]) -> bytes:
    """A PDF on American paper by some other program, with a page turned on its side."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name("/Times-Roman"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for turned, words in ((0, lines), (90, ("Overleaf", "", "(nothing is written here)"))):
        page = pdf.add_blank_page(page_size=LETTER_PAPER)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(_typed(words))
        page.Rotate = turned
    pdf.docinfo["/Title"] = "Untitled 1"
    pdf.docinfo["/Producer"] = "Counter Writer 3.1"
    pdf.docinfo["/Creator"] = "Counter Writer"
    return _saved(pdf)


def _typed(lines: Sequence[str]) -> bytes:
    text = ["BT", "/F1 12 Tf", f"{LINE} TL", "72 700 Td"]
    for line in lines:
        safe = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        text.append(f"({safe}) Tj T*")
    return "\n".join([*text, "ET"]).encode("cp1252")


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def broken(lines: Sequence[str]) -> bytes:
    """The first half of a PDF: the download ended before the pages were named."""
    pdf = pikepdf.new()
    lot = Random(7)  # noqa: S311 - noise that does not compress, not a secret
    page = pdf.add_blank_page(page_size=LETTER_PAPER)
    page.Contents = pdf.make_stream(_typed(lines))
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(
            Scan=pdf.make_stream(
                zlib.compress(lot.randbytes(120_000)),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=400,
                Height=300,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
                Filter=pikepdf.Name.FlateDecode,
            )
        )
    )
    whole = _saved(pdf)
    return whole[: len(whole) // 2]


def photo(_lines: Sequence[str]) -> bytes:
    """A boat as a telephone keeps it: on its side, with the maker and the place in the file."""
    upright = _boat(960, 1280)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Nokola", "N-8"
    exif[0x0112] = 6  # shown after a quarter turn to the right
    exif[0x0132] = datetime(2025, 8, 15, 6, 30, 12).strftime("%Y:%m:%d %H:%M:%S")  # noqa: DTZ001 - EXIF knows no zone
    exif.get_ifd(0x8825).update(_gps())
    out = io.BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", quality=82, exif=exif)
    return out.getvalue()


def _gps() -> dict[int, object]:
    latitude, longitude = (
        tuple(IFDRational(int(part * 10), 10) for part in place) for place in PENANG
    )
    return {1: "N", 2: latitude, 3: "E", 4: longitude}


def _boat(width: int, height: int) -> Image.Image:
    picture = Image.new("RGB", (width, height), (236, 206, 170))
    pen = ImageDraw.Draw(picture)
    horizon = height // 2
    for row in range(horizon, height):
        shade = (row - horizon) / (height - horizon)
        pen.line([(0, row), (width, row)], fill=tuple(int(c * (1 - shade / 2)) for c in SEA))
    pen.ellipse(
        [width * 0.65, horizon - 190, width * 0.65 + 120, horizon - 70], fill=(250, 232, 196)
    )
    hull = [(200, 640), (780, 640), (700, 760), (280, 760)]
    pen.polygon(hull, fill=(60, 42, 36))
    pen.rectangle([380, 540, 560, 640], fill=(120, 60, 48))
    pen.line([(640, 640), (640, 380)], fill=(40, 30, 28), width=10)
    pen.line([(640, 390), (330, 630)], fill=(40, 30, 28), width=4)
    return picture


def scan(_lines: Sequence[str]) -> bytes:
    """Two pages of a notebook from a flatbed, in one TIFF."""
    pages = [_notebook(page) for page in range(2)]
    out = io.BytesIO()
    pages[0].save(
        out, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw", dpi=(150, 150)
    )
    return out.getvalue()


def _notebook(page: int) -> Image.Image:
    lot = Random(page)  # noqa: S311 - the same strokes each time, not a secret
    picture = Image.new("L", (874, 1240), 238)
    pen = ImageDraw.Draw(picture)
    for row in range(120, 1180, 44):
        pen.line([(60, row), (814, row)], fill=190)
        left = 80
        while left < lot.randrange(500, 780):
            points = [(left + step * 7, row - 6 - lot.randrange(18)) for step in range(6)]
            pen.line(points, fill=60, width=3)
            left += 56
    return picture


_MAKERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "letter": letter,
    "photo": photo,
    "scan": scan,
    "broken": broken,
}
