"""Copies bear no notes of a camera or a program, and show the same picture."""

import io
import struct
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageOps, PngImagePlugin, TiffImagePlugin
from PIL.TiffImagePlugin import IFDRational

from legalaid_desktop.bundles import bare
from legalaid_desktop.domain.errors import Refused

GPS = 0x8825
HEIC = Path(__file__).parent / "photo.heic"


@pytest.fixture(scope="module")
def picture():
    made = Image.effect_mandelbrot((97, 61), (-2, -1.5, 1, 1.5), 40).convert("RGB")
    return ImageChops.offset(made, 13, 5)


@pytest.fixture(scope="module")
def exif():
    notes = Image.Exif()
    notes[0x010F], notes[0x0110], notes[0x0112] = "Nokola", "N-8 of Khamla", 6
    notes[0x0131] = "Khamla's telephone"
    there = tuple(IFDRational(part, 1) for part in (17, 58, 4))
    notes.get_ifd(GPS).update({1: "N", 2: there, 3: "E", 4: there})
    notes.get_ifd(0x8769).update({0x9003: "2025:08:15 06:30:12", 0xA430: "Khamla"})
    return notes


def saved(picture, kind, **more):
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def tiff_notes(exif):
    """Pillow writes the lists inside a TIFF only when they are handed over so."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    for tag in exif:
        tags[tag] = exif[tag]
    for folder in (GPS, 0x8769):
        tags[folder] = dict(exif.get_ifd(folder))
    return {"tiffinfo": tags}


MORE = {"WebP": lambda exif: {"exif": exif, "lossless": True}, "TIFF": tiff_notes}


def pixels(data):
    with Image.open(io.BytesIO(data)) as opened:
        return ImageOps.exif_transpose(opened).convert("RGB").tobytes()


def notes_of(data):
    with Image.open(io.BytesIO(data)) as opened:
        found = opened.getexif()
        return dict(found.get_ifd(GPS)), found.get(0x0110), opened.info.get("xmp")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "TIFF"])
def test_place_and_owner_go_and_the_picture_stays(picture, exif, kind):
    came = saved(picture, kind, **MORE.get(kind, lambda notes: {"exif": notes})(exif))
    assert notes_of(came)[0]
    went = bare.strip(came)[1]
    assert notes_of(went) == ({}, None, None)
    assert b"Khamla" in came
    assert b"Khamla" not in went
    assert b"2025:08:15" not in went
    assert pixels(went) == pixels(came)


def test_a_picture_of_a_telephone_with_hevc(tmp_path):
    came = HEIC.read_bytes()
    went = bare.strip(came)[1]
    (tmp_path / "out.heic").write_bytes(went)
    assert b"Phone" in came
    assert b"Phone" not in went
    assert len(went) == len(came)
    from legalaid_desktop.bundles import images

    assert images.to_pdf(went)[1] == 1


def test_words_in_a_png_and_behind_its_end_go(picture):
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Khamla")
    came = saved(picture, "PNG", pnginfo=info) + b"Khamla was here"
    went = bare.strip(came)[1]
    assert b"Khamla" not in went
    assert pixels(went) == pixels(came)


@pytest.mark.parametrize("order", ["II", "MM"])
def test_every_page_of_a_scan_is_cleaned(picture, order):
    tags = TiffImagePlugin.ImageFileDirectory_v2(prefix=order.encode())
    tags[270], tags[315] = "House of Khamla", "Khamla"
    came = saved(
        picture, "TIFF", tiffinfo=tags, save_all=True, append_images=[picture.rotate(180)] * 2
    )
    went = bare.strip(came)[1]
    assert b"Khamla" not in went
    with Image.open(io.BytesIO(went)) as opened:
        assert opened.n_frames == 3
    assert pixels(went) == pixels(came)


def test_a_scan_whose_lists_go_round_in_a_circle_ends(picture):
    came = bytearray(saved(picture, "TIFF"))
    (first,) = struct.unpack_from("<I", came, 4)
    (count,) = struct.unpack_from("<H", came, first)
    struct.pack_into("<I", came, first + 2 + 12 * count, first)
    assert len(bare.strip(bytes(came))[1]) == len(came)


def pdf_of(picture, exif, *, signed=False):
    out = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page()
        photo = made.make_stream(saved(picture, "JPEG", exif=exif))
        photo.Type, photo.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        photo.Width, photo.Height, photo.BitsPerComponent = 97, 61, 8
        photo.ColorSpace, photo.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=photo))
        made.docinfo["/Author"] = "Khamla"
        with made.open_metadata() as notes:
            notes["dc:creator"] = ["Khamla"]
        if signed:
            made.Root.Perms = pikepdf.Dictionary(
                DocMDP=pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3])
            )
        made.save(out)
    return out.getvalue()


def test_author_and_photos_in_a_pdf(picture, exif):
    came = pdf_of(picture, exif)
    went = bare.strip(came)[1]
    assert b"Khamla" not in went
    with pikepdf.open(io.BytesIO(went)) as opened:
        assert len(opened.pages) == 1
        assert "/Info" not in opened.trailer
        assert "/Metadata" not in opened.Root


def test_a_signed_pdf_keeps_its_proof(picture, exif):
    came = pdf_of(picture, exif, signed=True)
    assert bare.strip(came)[1] == came


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\nhalf of it", b"%PDF-1.4 half of it"])
def test_what_cannot_be_cleaned_does_not_go_out(data):
    with pytest.raises(Refused, match="hidden in this file"):
        bare.bare(data)
