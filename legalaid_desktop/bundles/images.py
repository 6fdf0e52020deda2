"""Pictures as PDF pages: one page a frame, upright, at most 300 dpi, without camera notes."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pi_heif
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, TiffImagePlugin, UnidentifiedImageError

from legalaid_desktop.bundles import jpeg
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_

A4 = (595.28, 841.89)
A3 = (841.89, 1190.55)
MARGIN = 28.35
"""One centimetre around a photo; the page number stands below it."""

DPI = 300
MOST_PIXELS = 250_000_000
MOST_FRAMES = 2000
LOSSLESS_LIMIT = 3_000_000
"""Screenshots stay sharp up to this size in the file; larger pictures become JPEG."""

TOO_MANY_PIXELS = N_("The picture has {pixels} million pixels; the limit is {limit} million.")
TOO_MANY_FRAMES = N_("The picture has {frames} pages; the limit is {limit}.")
BROKEN = N_("The picture is damaged: only a part of it is in the file.")
NOT_A_PICTURE = N_("The picture is of a kind that this program cannot read.")
MOVING = N_("A moving picture: the first of {frames} frames is shown.")
TURNED = N_("Photo turned upright as the camera noted.")
CLEANED = N_("Camera notes (such as place and owner) left out of the copy.")
REDUCED = N_("Picture reduced to 300 dots per inch.")

Notes = dict[str, dict[str, object]]
"""Remarks on one document: message id and what fills its placeholders."""

_TURNS = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
"""EXIF orientation as a matrix on the unit square, so that the pixels need not be touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """A picture as it goes into the file: coded bytes and how to read them."""

    data: bytes
    entries: dict[str, object]


def to_pdf(data: bytes) -> tuple[bytes, int, Notes]:
    """The pages as PDF, how many, and what was changed; refuses what cannot be read whole."""
    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # our own limit, frame by frame, stands in its place
    try:
        return _pages(data)
    except UnidentifiedImageError as error:
        raise Refused(NOT_A_PICTURE) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused(BROKEN) from error


def _pages(data: bytes) -> tuple[bytes, int, Notes]:
    pdf, notes = Pdf.new(), Notes()
    with Image.open(io.BytesIO(data)) as picture:
        for frame in _frames(picture, notes):
            _add_page(pdf, frame, data, notes)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue(), len(pdf.pages), notes


def _frames(picture: Image.Image, notes: Notes) -> Iterator[Image.Image]:
    frames = getattr(picture, "n_frames", 1)
    if picture.format not in (
        "TIFF",
        "HEIF",
        "AVIF",
    ):  # elsewhere further frames are motion or a preview
        if frames > 1 and picture.format != "MPO":
            notes[MOVING] = {"frames": frames}
        frames = 1
    if frames > MOST_FRAMES:
        raise Refused(TOO_MANY_FRAMES, frames=frames, limit=MOST_FRAMES)
    for number in range(frames):
        if frames > 1:
            picture.seek(number)
        yield picture


def _add_page(pdf: Pdf, frame: Image.Image, data: bytes, notes: Notes) -> None:
    width, height = frame.size
    if width * height > MOST_PIXELS:
        limit = MOST_PIXELS // 1_000_000
        raise Refused(TOO_MANY_PIXELS, pixels=width * height // 1_000_000, limit=limit)
    frame.load()
    width, height = frame.size  # a TIFF turns itself while it is loaded
    turn = _orientation(frame)
    if turn != 1:
        notes[TURNED] = {}
    upright = (height, width) if turn > 4 else (width, height)
    page, box = _layout(upright, _resolution(frame, turn, upright))
    scale = min(1.0, DPI * box[2] / 72 / upright[0])
    if scale < 1:
        notes[REDUCED] = {}
    drawing = _drawn(frame, data, scale, notes)
    _draw(pdf, drawing, page, box, _TURNS[turn])


def _orientation(frame: Image.Image) -> int:
    if frame.format in ("HEIF", "AVIF"):  # the opener has turned it already
        return 1
    turn = int(frame.getexif().get(0x0112, 1) or 1)
    return turn if turn in _TURNS else 1


def _resolution(
    frame: Image.Image, turn: int, upright: tuple[int, int]
) -> tuple[float, float] | None:
    """Dots per inch across and down if the file is a scan that says so; a photo's mean nothing.

    A fax has half as many dots down as across.
    """
    try:
        across, down = (float(dpi) for dpi in frame.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    least, most = sorted((across, down))
    if not (100 <= most <= 2400 and least >= most / 2.5):
        return None
    if turn > 4:
        across, down = down, across
    short, long = sorted((upright[0] / across * 72, upright[1] / down * 72))
    fits = short <= A3[0] * 1.02 and long <= A3[1] * 1.02
    return (across, down) if fits else None


def _layout(
    upright: tuple[int, int], dpi: tuple[float, float] | None
) -> tuple[tuple[float, float], tuple[float, float, float, float]]:
    """The size of the page and where on it the picture stands: x, y, width, height."""
    width, height = upright
    if dpi:
        size = (width / dpi[0] * 72, height / dpi[1] * 72)
        return size, (0, 0, *size)
    page = A4 if height >= width else (A4[1], A4[0])
    room = (page[0] - 2 * MARGIN, page[1] - 3 * MARGIN)
    factor = min(room[0] / width, room[1] / height, 72 / 96)  # a small picture is not blown up
    wide, high = width * factor, height * factor
    return page, ((page[0] - wide) / 2, MARGIN * 2 + (room[1] - high) / 2, wide, high)


def _drawn(frame: Image.Image, data: bytes, scale: float, notes: Notes) -> _Drawing:
    if frame.format in ("JPEG", "MPO") and scale == 1 and frame.mode in ("L", "RGB", "CMYK"):
        if jpeg.has_metadata(data):
            notes[CLEANED] = {}
        return _as_it_is(frame, jpeg.stripped(data))
    if frame.getexif().get_ifd(0x8825):
        notes[CLEANED] = {}
    picture = _flat(frame)
    if scale < 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = (picture.convert("L") if picture.mode == "1" else picture).resize(
            size, Image.Resampling.LANCZOS, reducing_gap=2.0
        )
    if picture.mode == "1":
        return _fax(picture)
    if frame.format in ("PNG", "GIF", "BMP"):
        lossless = _sharp(picture)
        if len(lossless.data) <= LOSSLESS_LIMIT:
            return lossless
    return _photo(picture)


def _flat(frame: Image.Image) -> Image.Image:
    """The frame as 1 bit, grey or RGB, nothing transparent, no more than 8 bits a colour."""
    if frame.mode in ("1", "L", "RGB"):
        return frame
    if frame.mode in ("I", "F") or frame.mode.startswith("I;16"):
        return _eight_bits(frame)
    if frame.has_transparency_data:
        layer = frame.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return frame.convert("RGB")


def _eight_bits(frame: Image.Image) -> Image.Image:
    wide = frame.convert("F")
    low, high = (float(str(end)) for end in wide.getextrema())
    if frame.mode.startswith("I;16") or (low >= 0 and high > 255):
        low, high = 0.0, 65535.0
    factor = 255 / ((high - low) or 1)
    return wide.point(lambda value: value * factor + -low * factor).convert("L")


def _as_it_is(frame: Image.Image, data: bytes) -> _Drawing:
    if not data:
        raise Refused(BROKEN)
    entries: dict[str, object] = {"Filter": Name.DCTDecode, "ColorSpace": _colours(frame.mode)}
    if frame.mode == "CMYK" and "adobe" in frame.info:
        entries["Decode"] = Array([1, 0] * 4)
    profile = frame.info.get("icc_profile", b"")
    if frame.mode == "RGB" and profile[16:20] == b"RGB ":
        entries["profile"] = profile
    return _Drawing(data=data, entries=entries | _size(frame))


def _photo(picture: Image.Image) -> _Drawing:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, optimize=False)
    data = jpeg.stripped(out.getvalue())
    entries = {"Filter": Name.DCTDecode, "ColorSpace": _colours(picture.mode)}
    return _Drawing(data=data, entries=entries | _size(picture))


def _sharp(picture: Image.Image) -> _Drawing:
    """The compressed rows of a PNG are what PDF calls Flate with predictor 15."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    parts, png, place = [], out.getvalue(), 8
    while place < len(png):
        length = int.from_bytes(png[place : place + 4], "big")
        if png[place + 4 : place + 8] == b"IDAT":
            parts.append(png[place + 8 : place + 8 + length])
        place += length + 12
    rows = Dictionary(
        Predictor=15, Colors=len(picture.getbands()), BitsPerComponent=8, Columns=picture.width
    )
    entries = {
        "Filter": Name.FlateDecode,
        "DecodeParms": rows,
        "ColorSpace": _colours(picture.mode),
    }
    return _Drawing(data=b"".join(parts), entries=entries | _size(picture))


def _fax(picture: Image.Image) -> _Drawing:
    """One bit a dot, as fax machines code it: a page of text in a tenth of the size."""
    out = io.BytesIO()
    picture.save(out, "TIFF", compression="group4", strip_size=1 << 30)
    out.seek(0)
    with Image.open(out) as coded:
        tags = coded.tag_v2 if isinstance(coded, TiffImagePlugin.TiffImageFile) else {}
        start, length = tags[273][0], tags[279][0]
        white_is_zero = tags[262] == 0
    parms = Dictionary(K=-1, Columns=picture.width, Rows=picture.height, BlackIs1=not white_is_zero)
    entries = {"Filter": Name.CCITTFaxDecode, "DecodeParms": parms, "ColorSpace": Name.DeviceGray}
    size = _size(picture) | {"BitsPerComponent": 1}
    return _Drawing(data=out.getvalue()[start : start + length], entries=entries | size)


def _colours(mode: str) -> Name:
    return {"L": Name.DeviceGray, "CMYK": Name.DeviceCMYK}.get(mode, Name.DeviceRGB)


def _size(picture: Image.Image) -> dict[str, object]:
    return {"Width": picture.width, "Height": picture.height, "BitsPerComponent": 8}


def _draw(
    pdf: Pdf,
    drawing: _Drawing,
    page_size: tuple[float, float],
    box: tuple[float, float, float, float],
    turn: tuple[int, int, int, int, int, int],
) -> None:
    entries = dict(drawing.entries)
    profile = entries.pop("profile", None)
    if isinstance(profile, bytes):
        stream = pdf.make_stream(profile, N=3, Alternate=Name.DeviceRGB)
        entries["ColorSpace"] = Array([Name.ICCBased, stream])
    image = pikepdf.Stream(pdf, drawing.data, Type=Name.XObject, Subtype=Name.Image, **entries)
    x, y, wide, high = box
    a, b, c, d, e, f = turn
    content = (
        f"q {wide:.3f} 0 0 {high:.3f} {x:.3f} {y:.3f} cm {a} {b} {c} {d} {e} {f} cm /Picture Do Q"
    )
    pdf.add_blank_page(page_size=page_size)
    page = pdf.pages[-1].obj
    page.Resources = Dictionary(XObject=Dictionary(Picture=pdf.make_indirect(image)))
    page.Contents = pdf.make_stream(content.encode())
