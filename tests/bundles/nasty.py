"""Files of every bad and odd kind, made from nothing: what people really hand in."""

import base64
import io
import zipfile

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Pdf, String
from PIL import Image

GPS_PLACE = (17.0, 57.0, 46.0)


TELEPHONE = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA"
    "AAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABegABAAAAAAAAACYAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABo"
    "dmMxAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEA"
    "GEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoBAgYWW6kkprm4CGgwIAAAMAMgAA"
    "AwACEGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAACAAAAAYAAAABBwaXhpAAAAAAMI"
    "CAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAAC5tZGF0AAAAIigBrxmA/QGt/+C5vNn+N7h8AixqBeQ+p8IB3hT8wCT+"
    "NmA="
)


def pdf(pages=1, size=(595, 842), word="Page", **root):
    made = Pdf.new()
    for number in range(1, pages + 1):
        add_page(made, f"BT /F1 18 Tf 72 500 Td ({word} {number}) Tj ET", size)
    return made


def add_page(made, content, size=(595, 842)):
    made.add_blank_page(page_size=size)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = made.pages[-1].obj
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = made.make_stream(content.encode() if isinstance(content, str) else content)
    return page


def saved(made, **options):
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def plain_bytes(pages=6):
    made = pdf(pages)
    for page in made.pages:
        page.obj.Contents = made.make_stream(b"0 0 m 10 10 l S " * 300 + page.Contents.read_bytes())
    return saved(made, compress_streams=False, object_stream_mode=ObjectStreamMode.disable)


# --- PDFs that cannot be shown whole ---


def truncated():
    data = plain_bytes()
    return data[: len(data) // 2]


def looping():
    data = saved(pdf(2), object_stream_mode=ObjectStreamMode.disable)
    made = Pdf.open(io.BytesIO(data))
    made.Root.Pages.Kids = Array([made.Root.Pages])
    return saved(made, object_stream_mode=ObjectStreamMode.disable)


def locked(user="secret"):
    return saved(pdf(), encryption=Encryption(owner="boss", user=user))


def no_pages():
    return saved(Pdf.new())


# --- PDFs that are odd, but whole ---


def wrong_count():
    data = saved(pdf(3), object_stream_mode=ObjectStreamMode.disable, compress_streams=False)
    return data.replace(b"/Count 3", b"/Count 9")


def bad_xref():
    data = plain_bytes(2)
    return data[: data.rfind(b"startxref")] + b"startxref\n5\n%%EOF\n"


def turned(angle):
    made = pdf(1, size=(500, 700))
    made.pages[0].obj.Rotate = angle
    return saved(made)


def cropped():
    made = pdf()
    page = made.pages[0].obj
    page.MediaBox, page.CropBox = Array([-100, -50, 700, 900]), Array([50, 400, 450, 880])
    return saved(made)


def user_unit():
    made = pdf(1, size=(300, 400))
    made.pages[0].obj.UserUnit = 2
    return saved(made)


def unbalanced():
    made = pdf()
    add_page(made, "q .2 .3 -.3 .2 900 900 cm q BT /F1 9 Tf 72 72 Td (skewed) Tj ET")
    add_page(made, "q BT /F1 9 Tf 72 72 Td (open text")
    add_page(made, "/OC /Hidden BDC BT /F1 9 Tf 72 72 Td (never closed) Tj ET")
    add_page(made, "Q Q 0 0 0 0 re W n")
    return saved(made)


def null_in_contents():
    made = pdf()
    page = made.pages[0].obj
    page.Contents = Array([None, page.Contents, None])
    return saved(made)


def inherited():
    made = pdf(2)
    made.Root.Pages.Resources = made.pages[0].obj.Resources
    made.Root.Pages.Rotate = 90
    for page in made.pages:
        del page.obj.Resources
    return saved(made)


def named_destinations(word):
    """Two of these clash: the same name leads to another page in each."""
    made = pdf(3, word=word)
    last = made.pages[2].obj
    made.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String("target"), Array([last, Name.Fit])]))
    )
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 50, 50]), Dest=String("target")
    )
    made.pages[0].obj.Annots = Array([made.make_indirect(link)])
    with made.open_outline() as outline:
        chapter = pikepdf.OutlineItem(f"{word} chapter", 0)
        chapter.children.append(pikepdf.OutlineItem(f"{word} part", 2))
        outline.root.append(chapter)
    return saved(made)


def form(kind="/Tx", **extra):
    made = pdf()
    drawn = made.make_stream(
        b"BT /Helv 10 Tf 2 5 Td (Filled in) Tj ET",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 100, 20]),
        Resources=Dictionary(
            Font=Dictionary(
                Helv=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            )
        ),
    )
    field = made.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name(kind),
            T=String("name"),
            Rect=Array([100, 100, 200, 120]),
            F=4,
            AP=Dictionary(N=drawn),
            P=made.pages[0].obj,
            **extra,
        )
    )
    made.pages[0].obj.Annots = Array([field])
    made.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/Helv 10 Tf 0 g"))
    return made


def filled_form():
    return saved(form(V=String("Filled in")))


def signed():
    return saved(form("/Sig", V=Dictionary(Type=Name.Sig, Contents=String("\0" * 8))))


def scripts():
    made = pdf()
    run = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    made.Root.OpenAction = run
    made.Root.AA = Dictionary(WC=run)
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), run])))
    made.pages[0].obj.AA = Dictionary(O=run)
    launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
    web = Dictionary(S=Name.URI, URI=String("https://example.org/"), Next=run)
    made.pages[0].obj.Annots = Array(
        [
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
            for action in (launch, web)
        ]
    )
    return saved(made)


def attachment():
    made = pdf()
    made.attachments["ບັນຊີ.txt"] = b"secret attachment"
    return saved(made)


def hidden_layer():
    made = pdf()
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    made.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    page = made.pages[0].obj
    page.Resources.Properties = Dictionary(L0=layer)
    page.Contents = made.make_stream(
        b"/OC /L0 BDC BT /F1 30 Tf 72 300 Td (DRAFT) Tj ET EMC BT /F1 9 Tf 72 72 Td (Final) Tj ET"
    )
    return saved(made)


def scan_with_gps():
    """A telephone's scanning program puts the photo in as it is."""
    made = pdf()
    photo = pikepdf.Stream(
        made, gps_photo(), Type=Name.XObject, Subtype=Name.Image, Width=400, Height=300,
        BitsPerComponent=8, ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode,
    )  # fmt: skip
    page = made.pages[0].obj
    page.Resources.XObject = Dictionary(Im=photo)
    page.Contents = made.make_stream(b"q 400 0 0 300 50 50 cm /Im Do Q")
    return saved(made)


# --- pictures ---


def photo(size=(400, 300), mode="RGB"):
    """Dark in its upper left corner, light elsewhere: one sees which way up it is."""
    wide, high = size
    picture = Image.new("RGB", size, (230, 230, 230))
    picture.paste((20, 20, 20), (0, 0, wide // 4, high // 4))
    return picture.convert(mode)


def written(picture, kind, **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def exif(turn=1):
    notes = Image.Exif()
    notes[0x0112], notes[0x010F] = turn, "Telephone"
    notes.get_ifd(0x8825).update({1: "N", 2: GPS_PLACE, 3: "E", 4: GPS_PLACE})
    return notes


def gps_photo(turn=1):
    return written(photo(), "JPEG", exif=exif(turn).tobytes())


def pages_of_a_fax():
    frames = [photo((1240, 1754), "1") for _ in range(3)]
    return written(
        frames[0], "TIFF", save_all=True, append_images=frames[1:], compression="group4",
        dpi=(150, 150),
    )  # fmt: skip


def sixteen_bit():
    return written(Image.new("I;16", (200, 100), 40_000), "TIFF")


def see_through():
    layer = Image.new("RGBA", (200, 200), (255, 0, 0, 0))
    layer.paste((0, 0, 255, 255), (0, 0, 60, 60))
    return written(layer, "PNG")


def heic():
    """Nothing here writes this format: the dark corner again, 128 x 96, as a telephone codes it."""
    return base64.b64decode(TELEPHONE)


def broken_docx():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<w:broken")
    return out.getvalue()


def archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "a")
    return out.getvalue()


def tiff_strip_missing():
    data = written(photo((600, 600)), "TIFF")
    return data[: len(data) // 3]


WHOLE = {
    "1 pleadings": {
        "01 plain.pdf": lambda: saved(pdf(3)),
        "02 no ending": lambda: saved(pdf()),
        "03 wrong count.pdf": wrong_count,
        "04 bad xref.pdf": bad_xref,
        "05 owner password.pdf": lambda: locked(user=""),
        "06 ໜັງສືມອບສິດ ນໍ້າ.pdf": lambda: saved(pdf()),
        "07 100% %20 done.pdf": lambda: saved(pdf()),
        "08 turned 90.pdf": lambda: turned(90),
        "09 turned 180.pdf": lambda: turned(180),
        "10 turned 270.pdf": lambda: turned(270),
        "11 cropped.pdf": cropped,
        "12 receipt.pdf": lambda: saved(pdf(1, size=(90, 140))),
        "13 plan A0.pdf": lambda: saved(pdf(1, size=(2384, 3370))),
        "14 user unit.pdf": user_unit,
        "15 unbalanced.pdf": unbalanced,
        "16 null.pdf": null_in_contents,
        "17 inherited.pdf": inherited,
        "18 names.pdf": lambda: named_destinations("First"),
        "19 names again.pdf": lambda: named_destinations("Second"),
        "20 form.pdf": filled_form,
        "21 signed.pdf": signed,
        "22 scripts.pdf": scripts,
        "23 attachment.pdf": attachment,
        "24 layer.pdf": hidden_layer,
        "25 phone scan.pdf": scan_with_gps,
    },
    "2 pictures": {
        "01 photo.pdf": gps_photo,
        "02 turned photo.jpg": lambda: gps_photo(6),
        "03 fax.tif": pages_of_a_fax,
        "04 sixteen.tif": sixteen_bit,
        "05 cmyk.jpg": lambda: written(photo(mode="CMYK"), "JPEG"),
        "06 see-through.png": see_through,
        "07 chat.webp": lambda: written(photo(), "WEBP"),
        "08 telephone.heic": heic,
        "09 large.jpg": lambda: written(photo((4000, 3000)), "JPEG", exif=exif().tobytes()),
        "10 chat.txt": "ສະບາຍດີ, hello\n\n漢\n".encode,
        "11 old chat.txt": lambda: "ສະບາຍດີ".encode("utf-16"),
        "12 moving.gif": lambda: written(
            photo(), "GIF", save_all=True, append_images=[photo((400, 300), "L")]
        ),
    },
}
"""File name to the bytes of a file that can be shown; folders are sections."""

MISSING = {
    "01 half downloaded.pdf": (truncated, "of 6 pages can be read"),
    "02 garbage.pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20, "cannot be opened"),
    "03 empty.pdf": (lambda: b"", "empty"),
    "04 no pages.pdf": (no_pages, "no pages"),
    "05 locked.pdf": (locked, "locked with a password"),
    "06 looping.pdf": (looping, "cannot be opened"),
    "07 half a photo.jpg": (lambda: gps_photo()[:2500], "only a part"),
    "08 half a scan.tif": (tiff_strip_missing, "only a part"),
    "09 broken.docx": (broken_docx, "LibreOffice"),
    "10 archive.zip": (archive, "archive"),
    "11 voice.mp3": (lambda: b"ID3\x04" + bytes(500), "sound"),
    "12 film.mp4": (lambda: b"\0\0\0\x18ftypisom" + bytes(500), "video"),
    "13 page.pdf": (lambda: b"<!DOCTYPE html><p>Not found", "web page"),
    "14 unknown.bin": (lambda: bytes(range(256)) * 9, "unknown"),
}
"""File name to bytes that cannot be shown, and a part of the reason."""
