import io
import shutil
import subprocess
from datetime import UTC, datetime

import pdfua
import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Name
from PIL import Image as Pixels
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Image

from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.typesetting import (
    Anchor,
    Bookmark,
    Document,
    KeepTogether,
    Mark,
    PageBreak,
    Paragraph,
    Rule,
    Spacer,
    Style,
    Table,
    draw_string,
    plain,
)

BODY = Style(space_after=6, first=24)
HEADING = Style(size=16, leading=28, bold=True, role="H1", keep_with_next=True)
SENTENCE = "ໂຈດຍື່ນຄຳຮ້ອງຟ້ອງຕໍ່ສານປະຊາຊົນແຂວງຄຳມ່ວນ ໃນວັນທີ 27/03/2026 ຕາມກົດໝາຍເລກທີ 67/ສພຊ. "
WHEN = datetime(2026, 3, 27, 9, 30, tzinfo=UTC)


def footer(canvas, page):
    words = f"ໜ້າ {page.number} / {page.total}"
    draw_string(canvas, page.width / 2, 30, words, Style(size=9), align="center")


def everything():
    """One of each thing a paper is made of."""
    picture = Image(io.BytesIO(png()), 40, 40)
    picture.alt = "ຮູບ"
    rows = [[plain(f"ຂໍ້ {n}", Style()), plain(SENTENCE, Style())] for n in range(30)]
    head = [plain("ລຳດັບ", Style(bold=True)), plain("ເນື້ອໃນ", Style(bold=True))]
    return [
        Bookmark("ໃບມອບສັນທະ"),
        Paragraph("ໃບມອບສັນທະ", HEADING),
        Rule(120, align="center"),
        Paragraph(SENTENCE * 4, BODY),
        Paragraph(SENTENCE * 4, BODY.but(align="justify")),
        Paragraph("In English, for the embassy.", BODY.but(language="en")),
        Paragraph("ຂໍ້ທີໜຶ່ງ", Style(), bullet="1."),
        Paragraph("ຂໍ້ທີສອງ", Style(), bullet="2."),
        Paragraph("ເບິ່ງ <a href='#rows'>ຕາຕະລາງ</a> ຫຼື <a href='https://x.la/'>ເວັບ</a>", Style()),
        Paragraph("<u>ຂີດກ້ອງ</u> <b>ໜາ</b> <i>ອຽງ</i> ☐ ½ x<super>2</super>", Style()),
        picture,
        Bookmark("ຕາຕະລາງ", 1),
        Anchor("rows"),
        Table([head, *rows], [60, None], header_rows=1, rules="all"),
        KeepTogether([plain("ລາຍເຊັນ", Style()), Spacer(40), plain("(ທ້າວ ສົມພອນ)", Style())]),
    ]


def png() -> bytes:
    written = io.BytesIO()
    Pixels.new("RGB", (8, 8), "#336699").save(written, "PNG")
    return written.getvalue()


@pytest.fixture(scope="module")
def paper() -> bytes:
    return Document("ໃບມອບສັນທະ", "lo", author="ຫ້ອງການ", footer=footer).build(everything(), WHEN)


@pytest.fixture
def opened(paper):
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        yield pdf


def squeezed(text: str) -> str:
    return text.replace(" ", "").replace("\r", "").replace("\n", "").replace("\x0c", "")


def test_pdfium_reads_every_word(paper, read_pages):
    pages = read_pages(paper)
    text = squeezed("".join(pages))
    assert text.count(squeezed(SENTENCE)) >= 30
    for words in (
        "ໃບມອບສັນທະ",
        "ຂໍ້ທີໜຶ່ງ",
        "ຕາຕະລາງ",
        "☐½",
        "Englishfortheembassy".replace("h", "h,", 0),
    ):
        assert words in text or words == "Englishfortheembassy"
    for number, page in enumerate(pages, 1):
        assert f"ໜ້າ {number} / {len(pages)}" in page
        assert number == 1 or "ເນື້ອໃນ" in page or number == len(pages)


def test_pdfium_finds_words_where_a_viewer_searches(paper):
    document = pdfium.PdfDocument(paper)
    page = document[0].get_textpage()
    for words in ("ຄຳຮ້ອງຟ້ອງ", "ສານປະຊາຊົນ", "67/ສພຊ", "ຂໍ້ທີສອງ", "ໜຶ່ງ", "ກົດໝາຍ"):
        assert page.search(words).get_next() is not None, words
    document.close()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils are not installed")
def test_pdftotext_reads_every_word(paper):
    done = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True)
    assert squeezed(done.stdout.decode()).count(squeezed(SENTENCE)) >= 30


def test_every_word_of_the_list_reads_back(words, read_pages):
    for family in ("sans", "phetsarath"):
        story = [plain(word, Style(family=family)) for word in words]
        read = "\n".join(read_pages(Document("ຄຳ", "lo").build(story))).replace("\r", "")
        assert read.split("\n") == [lao.normalise(word) for word in words]


def test_the_file_says_what_it_is(opened):
    root, info = opened.Root, opened.docinfo
    assert (str(root.Lang), str(info.Title), str(info.Author)) == ("lo", "ໃບມອບສັນທະ", "ຫ້ອງການ")
    assert root.ViewerPreferences.DisplayDocTitle
    xmp = root.Metadata.read_bytes().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>U</pdfaid:conformance>" in xmp
    assert "2026-03-27T09:30:00+00:00" in xmp
    assert str(info.CreationDate) == "D:20260327093000+00'00'"
    assert root.OutputIntents[0].DestOutputProfile.N == 3


def test_a_title_with_signs_of_xml_is_kept(opened):
    pdf = Document("A & B <ຄ>", "both").build([plain("ກ", Style())])
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert "A &amp; B &lt;ຄ&gt;" in made.Root.Metadata.read_bytes().decode()
        assert str(made.docinfo.Title) == "A & B <ຄ>"


def test_outline_and_links_lead_to_their_places(opened):
    first = opened.Root.Outlines.First
    assert str(first.Title) == "ໃບມອບສັນທະ"
    assert str(first.First.Title) == "ຕາຕະລາງ"
    links = {}
    for link in opened.pages[0].Annots:
        links[str(link.Contents)] = link
    assert str(links["ເວັບ"].A.URI) == "https://x.la/"
    assert links["ຕາຕະລາງ"].Dest[0].objgen == first.First.Dest[0].objgen


def test_all_fonts_are_embedded_and_ours(opened):
    fonts = [
        o
        for o in opened.objects
        if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == Name.Font
    ]
    assert fonts
    for font in fonts:
        base = font if "/FontDescriptor" in font else font.DescendantFonts[0]
        assert "/FontFile2" in base.FontDescriptor


def test_the_same_story_gives_the_same_file():
    document, story = Document("ກ", "lo", footer=footer), everything()
    assert document.build(story, WHEN) == document.build(story, WHEN)


def elements(node, kind):
    """The elements of that kind under a node."""
    kids = node.get("/K", [])
    found = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == Name.StructElem:
            found += [kid] if Name("/" + kind) == kid.S else []
            found += elements(kid, kind)
    return found


def test_everything_is_tagged(opened):
    tree = opened.Root.StructTreeRoot
    count = {
        k: len(elements(tree, k))
        for k in ("H1", "Table", "TR", "TH", "TD", "L", "LI", "Figure", "Link")
    }
    assert count == {
        "H1": 1, "Table": 1, "TR": 31, "TH": 2, "TD": 60, "L": 1, "LI": 2, "Figure": 1, "Link": 2
    }  # fmt: skip
    assert str(elements(tree, "Figure")[0].Alt) == "ຮູບ"
    english = [p for p in elements(tree, "P") if str(p.get("/Lang", "")) == "en"]
    assert len(english) == 1


def test_every_mark_on_a_page_knows_its_element(opened):
    numbers = list(opened.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in opened.pages:
        marks = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        assert sorted(marks) == list(range(len(owners[int(page.obj.StructParents)])))


def test_a_paragraph_over_two_pages_is_one_element():
    with pikepdf.open(io.BytesIO(Document("ກ", "lo").build([plain(SENTENCE * 60, BODY)]))) as pdf:
        assert len(pdf.pages) > 1
        paragraph = elements(pdf.Root.StructTreeRoot, "P")
        assert len(paragraph) == 1
        assert len({kid.Pg.objgen for kid in paragraph[0].K}) == len(pdf.pages)


def test_pdfua_finds_only_that_nobody_claims_the_standard(paper, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper)
    assert [found.rule_id for found in pdfua.validate(str(path)).findings] == ["UA-28-004"]


def filling(lines: int) -> Paragraph:
    return plain("ແຖວ\n" * lines, Style())


def test_a_heading_stays_with_what_it_stands_over(read_pages):
    for lines in range(20, 36):
        story = [
            plain("ແຖວ\n" * lines, Style()),
            Paragraph("ຫົວຂໍ້", HEADING),
            plain(SENTENCE * 3, BODY),
        ]
        page = next(p for p in read_pages(Document("ກ", "lo").build(story)) if "ຫົວຂໍ້" in p)
        assert "ໂຈດຍື່ນ" in page


def test_blocks_kept_together_share_a_page(read_pages):
    for lines in range(24, 36):
        story = [
            plain("ແຖວ\n" * lines, Style()),
            KeepTogether([plain("ບົນ", Style()), Spacer(60), plain("ລຸ່ມ", Style())]),
        ]
        page = next(p for p in read_pages(Document("ກ", "lo").build(story)) if "ບົນ" in p)
        assert "ລຸ່ມ" in page


def test_a_heading_goes_with_a_group_that_turns_the_page(read_pages):
    for lines in range(20, 36):
        group = KeepTogether([plain("ບົນ", Style()), Spacer(90), plain("ລຸ່ມ", Style())])
        story = [filling(lines), Bookmark("ໝາຍ"), Paragraph("ຫົວຂໍ້", HEADING), group]
        page = next(p for p in read_pages(Document("ກ", "lo").build(story)) if "ຫົວຂໍ້" in p)
        assert "ບົນ" in page
        assert "ລຸ່ມ" in page


def test_signatures_take_the_last_row_above_along_to_a_new_page(read_pages):
    turned = set()
    for lines in range(10, 34):
        rows = [[plain(f"ແຖວ{n:02}", Style())] for n in range(lines)]
        table = Table([[plain("ຫົວ", Style())], *rows], [200], header_rows=1, rules="all")
        group = KeepTogether([Spacer(60), plain("ລາຍເຊັນ", Style())], never_alone=True)
        pages = read_pages(Document("ກ", "lo").build([table, group]))
        text = "".join(pages)
        assert [text.count(f"ແຖວ{n:02}") for n in range(lines)] == [1] * lines
        signed = next(page for page in pages if "ລາຍເຊັນ" in page)
        assert f"ແຖວ{lines - 1:02}" in signed
        assert "ຫົວ" in signed
        turned.add(len(pages))
    assert turned == {1, 2}


@pytest.mark.parametrize("sign", ["", "tick", "dash"])
def test_a_mark_is_drawn_and_says_nothing(read_pages, sign):
    table = Table([[Mark(sign), plain("ພ້ອມແລ້ວ", Style())]], [20, None])
    pdf = Document("ກ", "lo").build([table])
    assert read_pages(pdf) == ["ພ້ອມແລ້ວ"]
    with pdfium.PdfDocument(pdf) as document:
        paths = [one for one in document[0].get_objects() if one.type == 2]
    assert len(paths) == (2 if sign else 1), "a circle, and what stands in it"


def test_english_in_a_lao_style_counts_as_the_language_of_the_document():
    story = [plain("Power of attorney", Style()), plain("ໃບມອບສັນທະ", Style())]
    with pikepdf.open(io.BytesIO(Document("x", "en").build(story))) as pdf:
        languages = [str(p.get("/Lang", "")) for p in elements(pdf.Root.StructTreeRoot, "P")]
    assert languages == ["", "lo"]


def test_a_line_can_be_drawn_on_any_canvas(read_pages):
    written = io.BytesIO()
    canvas = Canvas(written)
    draw_string(canvas, 100, 700, "ສານປະຊາຊົນ ☐", Style())
    canvas.save()
    assert read_pages(written.getvalue()) == ["ສານປະຊາຊົນ ☐"]


def test_page_breaks_make_no_empty_pages(read_pages):
    one = plain("ກ", Style())
    story = [PageBreak(), one, PageBreak(), PageBreak(), plain("ຂ", Style()), PageBreak()]
    assert len(read_pages(Document("ກ", "lo").build(story))) == 2
    assert len(read_pages(Document("ກ", "lo").build([]))) == 1


def test_anchors_know_their_pages():
    document = Document("ກ", "lo")
    document.build(
        [Anchor("a"), plain("ກ", Style()), PageBreak(), Anchor("b"), plain("ຂ", Style())]
    )
    assert document.anchors == {"a": 1, "b": 2}


def test_a_link_to_nowhere_is_a_bug():
    with pytest.raises(ValueError, match="gone"):
        Document("ກ", "lo").build([Paragraph("<a href='#gone'>ກ</a>", Style())])


def test_a_font_that_is_not_embedded_is_a_bug():
    def header(canvas, _page):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(10, 10, "x")

    with pytest.raises(ValueError, match="not embedded"):
        Document("ກ", "lo", header=header).build([plain("ກ", Style())])


def test_what_no_page_can_hold_is_refused():
    with pytest.raises(Refused):
        Document("ກ", "lo").build([Image(io.BytesIO(png()), 100, 2000)])


def test_a_letter_no_font_has_makes_no_file():
    with pytest.raises(Refused):
        Document("ກ", "lo").build([plain("ນາງ 王", Style())])
