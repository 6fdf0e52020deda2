"""A bundle of everything odd, read back with other programs' eyes."""

import hashlib
import io
import itertools
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, Stream
from PIL import Image

from legalaid_desktop.bundles import (
    build,
    file_texts,
    front,
    images,
    intake,
    isolation,
    office_files,
)
from legalaid_desktop.domain import bundles
from legalaid_desktop.domain.bundles import BundlePlan, Check, Exhibit, Section, Step
from legalaid_desktop.domain.errors import Cancelled, Damaged, Refused
from legalaid_desktop.i18n import catalog


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace())


def page_texts(path):
    with pypdfium2.PdfDocument(path) as document:
        return [document[n].get_textpage().get_text_range() for n in range(len(document))]


@pytest.fixture(scope="module")
def texts(made):
    return page_texts(made[0])


@pytest.fixture(scope="module")
def pdf(made):
    with pikepdf.Pdf.open(made[0]) as opened:
        yield opened


def starts(pdf):
    """Number of a document to the page its bookmark leads to, from 1."""
    pages = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
    with pdf.open_outline() as outline:
        items = [*outline.root, *(child for item in outline.root for child in item.children)]
        found = {
            item.title.split(". ", 1)[0]: (item.title, pages[item.destination[0].objgen])
            for item in items
        }
    return {int(n): value for n, value in found.items() if n.isdigit()}


def numbers(plan):
    return {e.file_name: n for n, e in enumerate(bundles.exhibits(plan), 1)}


def test_no_document_is_dropped(made, pdf, nasty):
    _, _, report = made
    count = sum(map(len, nasty.WHOLE.values())) + len(nasty.MISSING)
    assert report.documents == count
    assert report.pages == len(pdf.pages)
    assert sorted(starts(pdf)) == list(range(1, count + 1))
    assert set(report.checks) == set(Check)


def test_only_what_cannot_be_shown_has_a_slip_sheet(made, nasty):
    _, plan, report = made
    number = numbers(plan)
    assert {r.number for r in report.slip_sheets} == {number[name] for name in nasty.MISSING}


def test_slip_sheets_say_what_is_missing_and_why_in_both_languages(
    made, pdf, texts, nasty, nasty_folder
):
    _, plan, _ = made
    first, number = starts(pdf), numbers(plan)
    lao = plain(catalog("lo").gettext(front.SHEET_TITLE))
    for name, (_make, reason) in nasty.MISSING.items():
        sheet = plain(texts[first[number[name]][1] - 1])
        digest = hashlib.sha256(
            (nasty_folder / "3 cannot be shown" / name).read_bytes()
        ).hexdigest()
        for part in (front.SHEET_TITLE, reason, name, digest):
            assert plain(part) in sheet, (name, part)
        assert lao in sheet


def test_every_page_carries_the_number_that_a_viewer_shows(texts):
    stamp = catalog("lo").gettext("Page {number}/{total}")
    for number, text in enumerate(texts, 1):
        wanted = stamp.format(number=number, total=len(texts))
        assert plain(wanted) in plain(text)


def test_stamps_stand_dark_on_white_in_the_lower_right_corner(made):
    with pypdfium2.PdfDocument(made[0]) as document:
        for number, page in enumerate(document, 1):
            picture = page.render(scale=800 / max(page.get_size())).to_pil().convert("L")
            wide, high = picture.size
            corner = picture.crop((int(wide * 0.6), int(high * 0.9), wide, high))
            shades = corner.histogram()
            assert sum(shades[:80]) > 20, f"page {number} has no readable stamp"
            assert sum(shades[240:]) > 100, f"page {number} has no white below its stamp"


def test_index_lines_lead_to_their_documents(made, pdf, texts):
    _, plan, _ = made
    first = starts(pdf)
    pages = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
    front_pages = first[1][1] - 1
    links = [
        (pages[link.Dest[0].objgen], [str(part) for part in list(link.Dest)[1:]])
        for page in itertools.islice(pdf.pages, front_pages)
        for link in page.obj.get(Name.Annots, [])
    ]
    assert {page for page, _ in links} == {page for _, page in first.values()}
    index = plain("".join(texts[1:front_pages]))
    for exhibit in bundles.exhibits(plan):
        assert plain(exhibit.title_lo) in index


def test_bookmarks_carry_page_numbers_and_those_of_the_inputs(made, pdf):
    _, plan, _ = made
    number = numbers(plan)["18 names.pdf"]
    with pdf.open_outline() as outline:
        section = outline.root[2]
        item = section.children[number - 1]
        assert item.title == f"{number}. 18 names [{starts(pdf)[number][1]}]"
        assert item.children[0].title == "First chapter"
        assert item.children[0].children[0].title == "First part"


def test_named_links_stay_within_their_own_document(made, pdf):
    _, plan, _ = made
    pages = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    for name in ("18 names.pdf", "19 names again.pdf"):
        first = starts(pdf)[numbers(plan)[name]][1]
        target = names[str(pdf.pages[first - 1].obj.Annots[0].Dest)]
        place = target.D if isinstance(target, Dictionary) else target
        assert pages[place[0].objgen] == first + 2


def test_nothing_in_it_acts_or_is_attached(made, pdf):
    assert not pdf.is_encrypted
    assert not pdf.attachments
    data = b"\n".join(o.unparse() if not isinstance(o, Stream) else b"" for o in pdf.objects)
    for word in (
        b"/JavaScript",
        b"/Launch",
        b"/EmbeddedFile",
        b"/OpenAction",
        b"/AcroForm",
        b"/AA",
    ):
        assert word not in data


def test_web_links_stay_without_what_was_chained_to_them(made, pdf):
    _, plan, _ = made
    page = pdf.pages[starts(pdf)[numbers(plan)["22 scripts.pdf"]][1] - 1]
    (action,) = [link.A for link in page.obj.Annots if Name.A in link]
    assert str(action.URI) == "https://example.org/"
    assert Name.Next not in action


def test_no_camera_notes_are_left(made, pdf):
    assert b"Telephone" not in made[0].read_bytes()
    photos = [
        o.read_raw_bytes()
        for o in pdf.objects
        if isinstance(o, Stream) and o.get(Name.Filter) == Name.DCTDecode
    ]
    assert photos
    assert not [p for p in photos if b"Exif" in p or b"Telephone" in p]


def test_what_was_filled_in_and_signed_stays_to_be_seen(made, pdf, texts):
    _, plan, report = made
    for name in ("20 form.pdf", "21 signed.pdf"):
        number = numbers(plan)[name]
        assert "Filled in" in texts[starts(pdf)[number][1] - 1]
    assert any("signed" in r.reason for r in report.remarks if r.number == number)


def test_hidden_layers_stay_hidden(made, pdf):
    _, plan, _ = made
    page = starts(pdf)[numbers(plan)["24 layer.pdf"]][1]
    (layer,) = pdf.Root.OCProperties.D.OFF
    assert str(layer.Name) == "Draft"
    with pypdfium2.PdfDocument(made[0]) as document:
        picture = document[page - 1].render().to_pil().convert("L")
    assert picture.crop((72, 500, 200, 560)).getextrema() == (255, 255)


@pytest.mark.parametrize("name", ["01 photo.pdf", "02 turned photo.jpg", "08 telephone.heic"])
def test_photos_stand_upright(made, pdf, name):
    _, plan, _ = made
    page = starts(pdf)[numbers(plan)[name]][1]
    with pypdfium2.PdfDocument(made[0]) as document:
        picture = document[page - 1].render().to_pil().convert("L")
    box = picture.point(lambda shade: 255 if shade < 240 else 0).crop(
        (0, 0, picture.width, int(picture.height * 0.92))
    )
    left, top, right, bottom = box.getbbox()
    turned = name.startswith("02")
    assert (right - left > bottom - top) is not turned
    corners = {
        "upper left": picture.getpixel((left + 8, top + 8)),
        "upper right": picture.getpixel((right - 8, top + 8)),
        "lower left": picture.getpixel((left + 8, bottom - 8)),
    }
    assert min(corners, key=corners.get) == ("upper right" if turned else "upper left")


def test_each_frame_of_a_scan_is_a_page_and_faxes_stay_small(made, pdf):
    _, plan, _ = made
    first = starts(pdf)
    number = numbers(plan)["03 fax.tif"]
    assert first[number + 1][1] - first[number][1] == 3
    page = pdf.pages[first[number][1] - 1]
    assert page.resources.XObject.Picture.Filter == Name.CCITTFaxDecode
    assert [round(float(x)) for x in page.mediabox] == [0, 0, 595, 842]


def test_large_photos_are_reduced_to_300_dots_per_inch(made, pdf):
    _, plan, report = made
    number = numbers(plan)["09 large.jpg"]
    page = pdf.pages[starts(pdf)[number][1] - 1]
    assert int(page.resources.XObject.Picture.Width) < 3400
    assert "Picture reduced to 300 dots per inch." in {
        r.reason for r in report.remarks if r.number == number
    }


def test_the_same_inputs_give_the_same_file(nasty, tmp_path):
    def make(name):
        (tmp_path / "photo").write_bytes(nasty.gps_photo())
        return written(plan(tmp_path / "photo", nasty.saved(nasty.pdf())), tmp_path / name)

    assert make("a.pdf").read_bytes() == make("b.pdf").read_bytes()


def plan(*contents, language="en", **changes):
    exhibits = tuple(
        Exhibit(
            title_lo=f"ເອກະສານ {n}",
            title_en=f"Document {n}",
            content=content if not isinstance(content, bytes) else (lambda c=content: c),
            file_name=f"{n}.pdf",
            **changes,
        )
        for n, content in enumerate(contents, 1)
    )
    return BundlePlan(
        title_lo="ຊຸດ",
        title_en="Bundle",
        case_number="12/2026",
        sections=(Section(exhibits=exhibits),),
        language=language,
        created_on=date(2026, 11, 23),
    )


def written(a_plan, out):
    build.build(a_plan, out)
    return out


@pytest.mark.parametrize("language", ["lo", "en"])
def test_each_language_stands_alone(language, nasty, tmp_path):
    made = written(plan(nasty.saved(nasty.pdf()), language=language), tmp_path / "b.pdf")
    text = plain("".join(page_texts(made)))
    shown = {"lo": "ເອກະສານ 1", "en": "Document 1"}
    assert plain(shown.pop(language)) in text
    assert plain(shown.popitem()[1]) not in text
    assert plain(catalog(language).gettext(front.INDEX)) in text


def test_a_locked_file_opens_with_its_password(nasty, tmp_path):
    report = build.build(plan(nasty.locked(), password="secret"), tmp_path / "b.pdf")
    assert report.slip_sheets == ()


def test_an_index_of_several_pages_has_right_numbers(nasty, tmp_path):
    page = nasty.saved(nasty.pdf())
    made = written(plan(*[page] * 60), tmp_path / "b.pdf")
    with pikepdf.Pdf.open(made) as pdf:
        first = starts(pdf)
    texts = page_texts(made)
    assert first[1][1] > 3
    assert all("Page 1" in texts[page - 1] for _, page in first.values())


def test_a_reader_that_fails_gives_a_slip_sheet(nasty, tmp_path):
    def lost():
        raise Damaged("The file could not be read from the disk.")

    report = build.build(plan(nasty.saved(nasty.pdf()), lost), tmp_path / "b.pdf")
    assert [r.number for r in report.slip_sheets] == [2]


def test_cancelling_leaves_what_was_there(nasty, tmp_path):
    out = tmp_path / "b.pdf"
    out.write_bytes(b"before")
    page = nasty.saved(nasty.pdf())
    for step in Step:
        seen = []
        with pytest.raises(Cancelled):
            build.build(
                plan(page, page),
                out,
                lambda done, total, now, seen=seen: seen.append(now),
                lambda step=step, seen=seen: step in seen,
            )
    assert out.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["b.pdf"]


def test_a_file_that_is_not_as_planned_is_not_kept(nasty, tmp_path, monkeypatch):
    """The proof is not a formality: bookmarks that differ from the plan stop the export."""
    real = build.bookmark_title
    monkeypatch.setattr(build, "bookmark_title", lambda p, one: real(p, one) + "!")
    with pytest.raises(Refused, match="did not pass"):
        build.build(plan(nasty.saved(nasty.pdf())), tmp_path / "b.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_closed_is_a_sentence(nasty, tmp_path):
    with pytest.raises(Refused, match="could not be written"):
        build.build(plan(nasty.saved(nasty.pdf())), tmp_path / "missing" / "b.pdf")


def test_nothing_to_bundle_is_refused(tmp_path):
    with pytest.raises(Refused, match="no document"):
        build.build(plan(), tmp_path / "b.pdf")


def run_one(task, *arguments, seconds=20.0):
    job = isolation.Job(task=task, arguments=lambda: arguments, seconds=seconds)
    ((_, answer),) = isolation.run([job], workers=1, cancelled=lambda: False)
    return answer


def test_a_process_that_dies_or_hangs_costs_one_document():
    import os
    import time

    assert run_one(os._exit, 3).refusal.reason == isolation.CRASHED
    assert run_one(time.sleep, 60, seconds=0.5).refusal.reason == isolation.TOO_SLOW
    assert run_one(bytearray, 1 << 40).refusal.reason == isolation.TOO_LARGE


MEMORY = """
import os, re, sys
from dataclasses import replace
from datetime import date
from pathlib import Path
import pikepdf
from pikepdf import Dictionary, Name
from legalaid_desktop.bundles import build
from legalaid_desktop.domain.bundles import BundlePlan, Exhibit, Section

def most():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

def scan(path):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        picture = pdf.make_stream(
            os.urandom(2000 * 4000), Subtype=Name.Image, Type=Name.XObject, Width=2000, Height=4000,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Scan=picture))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /Scan Do Q")
        pdf.save(path, compress_streams=False)
    return Exhibit(title_en=path.stem, title_lo=path.stem, content=path)

folder = Path(sys.argv[1])
plan = BundlePlan(
    title_lo="ກ", title_en="A", language="en", created_on=date(2026, 11, 23),
    sections=(Section(exhibits=(scan(folder / "warm.pdf"),)),),
)
build.build(plan, folder / "out.pdf")
scans = tuple(scan(folder / f"{n}.pdf") for n in range(8))
before = most()
build.build(replace(plan, sections=(Section(exhibits=scans),)), folder / "out.pdf")
print(most() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory used")
def test_scans_are_in_memory_once_at_most(tmp_path):
    """An office's computer has little; a bundle of scans must not need a multiple of their size."""
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) * 1024 < 1.25 * 8 * 2000 * 4000


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_word_processor_that_hangs_is_told_from_a_damaged_document(monkeypatch, tmp_path):
    stand_in = tmp_path / "soffice"
    stand_in.write_text("#!/bin/sh\nexec sleep 30\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(office_files, "SECONDS", 0.3)
    with office_files.private_folder() as folder, pytest.raises(Refused) as refused:
        office_files.to_pdf(b"{\\rtf1 x}", "rtf", folder)
    assert refused.value.reason == isolation.TOO_SLOW


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_letter_is_wiped_when_its_reading_is_stopped(tmp_path, monkeypatch):
    stand_in = tmp_path / "soffice"
    stand_in.write_text(f'#!/bin/sh\necho "$@" >{tmp_path}/asked\nexec sleep 60\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    asked = tmp_path / "asked"
    with pytest.raises(Cancelled):
        file_texts.read(b"{\\rtf1 Bounmy}", lambda: asked.exists() and bool(asked.read_text()))
    source = Path(asked.read_text().split()[-1])
    assert source.name == "in.rtf"
    assert not source.parent.parent.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a running program can be written")
def test_what_a_word_processor_still_holds_open_does_not_undo_the_bundle():
    with office_files.private_folder() as folder:
        shutil.copy(shutil.which("sleep"), f"{folder}/held")
        with subprocess.Popen([f"{folder}/held", "30"]) as held:
            office_files._wipe(Path(folder))
            held.kill()
    assert not Path(folder).exists()


def test_a_reading_process_that_dies_idle_costs_no_document():
    def ready():
        return "text", b"hello", "", ""

    lost = []

    def lose_the_process():
        for child in multiprocessing.active_children() if not lost else ():
            child.kill()
            child.join()
            lost.append(child)
        return "text", b"hello", "", ""

    calls = [ready, lose_the_process, ready, ready]
    jobs = [isolation.Job(task=intake.convert, arguments=call, seconds=20) for call in calls]
    answers = dict(isolation.run(jobs, workers=1, cancelled=lambda: False))
    assert len(lost) == 1
    assert [answers[n].refusal for n in range(4)] == [None] * 4


@pytest.mark.parametrize(
    ("pixels", "dpi", "points"),
    [
        ((1728, 1145), (204, 98), (610, 841)),
        ((1654, 2339), (200, 200), (595, 842)),
    ],
)
def test_a_fax_is_not_squashed(pixels, dpi, points):
    """Faxes have half as many dots down as across."""
    out = io.BytesIO()
    Image.new("1", pixels, 1).save(out, "TIFF", dpi=dpi, compression="group4")
    made, _, _ = images.to_pdf(out.getvalue())
    with pikepdf.open(io.BytesIO(made)) as pdf:
        size = [float(side) for side in pdf.pages[0].mediabox[2:]]
    assert size == pytest.approx(points, abs=1)


def test_a_scan_of_too_many_pages_is_refused_not_cut_short(monkeypatch):
    monkeypatch.setattr(images, "MOST_FRAMES", 2)
    page, out = Image.new("1", (80, 80), 1), io.BytesIO()
    page.save(out, "TIFF", save_all=True, append_images=[page, page])
    with pytest.raises(Refused) as refused:
        images.to_pdf(out.getvalue())
    assert refused.value.values == {"frames": 3, "limit": 2}


def test_what_a_killed_program_left_in_clear_is_wiped():
    with office_files.private_folder() as folder:
        left, fresh = (
            Path(tempfile.mkdtemp(prefix="pages-", dir=Path(folder).parent)) for _ in range(2)
        )
    for one in (left, fresh):
        (one / "letter.docx").write_bytes(b"in clear")
    for path in (left / "letter.docx", left):
        os.utime(path, (0, 0))
    with office_files.private_folder():
        assert (left.exists(), fresh.exists()) == (False, True)
    shutil.rmtree(fresh)
