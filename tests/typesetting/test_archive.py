"""PDFBox Preflight reads PDF/A-1b only, so it is given a copy made to part 1 of the same pages."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name, Stream

from legalaid_desktop.typesetting import Document, Paragraph, Style, Table, draw_string, plain

JARS = Path("/usr/share/java")
NEEDED = (
    "preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging",
    "jaxb-api", "javax.activation", "jaxb-runtime",
)  # fmt: skip
TEXT = "ໂຈດຍື່ນຄຳຮ້ອງຟ້ອງຕໍ່ສານປະຊາຊົນແຂວງຄຳມ່ວນ ໃນວັນທີ 27/03/2026 ຕາມກົດໝາຍເລກທີ 67/ສພຊ. "

pytestmark = pytest.mark.skipif(
    not shutil.which("java") or not all((JARS / f"{jar}.jar").exists() for jar in NEEDED),
    reason="Java and Debian's libpdfbox2-java are not installed",
)


def part_one(pdf: bytes) -> bytes:
    """The same pages as PDF/A-1b: an older XMP claim, profile and version, and CIDSets."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        xmp = document.Root.Metadata.read_bytes()
        xmp = xmp.replace(b"<pdfaid:part>2", b"<pdfaid:part>1").replace(
            b"conformance>U<", b"conformance>B<"
        )
        document.Root.Metadata = document.make_indirect(
            Stream(document, xmp, Type=Name.Metadata, Subtype=Name.XML)
        )
        intent = document.Root.OutputIntents[0]
        profile = bytearray(intent.DestOutputProfile.read_bytes())
        profile[8:12] = b"\x02\x10\0\0"
        intent.DestOutputProfile = document.make_indirect(Stream(document, bytes(profile), N=3))
        for found in document.objects:
            if isinstance(found, pikepdf.Dictionary) and found.get("/Subtype") == "/CIDFontType2":
                size = len(found.W[1])
                used = bytes(255 for _ in range(size // 8)) + bytes([0xFF00 >> size % 8 & 0xFF])
                found.FontDescriptor.CIDSet = document.make_indirect(Stream(document, used))
        written = io.BytesIO()
        modes = pikepdf.ObjectStreamMode
        document.save(written, object_stream_mode=modes.disable, force_version="1.4")
    return written.getvalue()


@pytest.mark.parametrize("family", ["sans", "phetsarath"])
def test_preflight_accepts_a_paper(family, tmp_path):
    style = Style(family=family)
    link = Paragraph("<a href='https://x.la/'>ເວັບ</a> ☐ <u>½</u> <b>ໜາ</b> <i>ອຽງ</i>", style)
    cells = [[plain(TEXT, style)] * 2] * 3
    story = [plain(TEXT * 40, style.but(align="justify")), link, Table(cells, [200, 200])]
    document = Document("ໃບມອບສັນທະ", "lo", footer=footer)
    path = tmp_path / "paper.pdf"
    path.write_bytes(part_one(document.build(story)))
    jars = ":".join(str(JARS / f"{jar}.jar") for jar in NEEDED)
    judge = "org.apache.pdfbox.preflight.Validator_A1b"
    done = subprocess.run(
        ["java", "-cp", jars, judge, str(path)], capture_output=True, text=True, check=False
    )
    assert "is a valid PDF/A-1b file" in done.stdout + done.stderr


def footer(canvas, page):
    draw_string(canvas, 300, 30, f"ໜ້າ {page.number} / {page.total}", Style(), align="center")
