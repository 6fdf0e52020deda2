import pypdfium2 as pdfium
import pytest

from legalaid_desktop.typesetting import Document, Paragraph, Style, Table, plain
from legalaid_desktop.typesetting.colours import rgb

WORDS = "ຜູ້ຖືກເຄາະຮ້າຍຈາກການຄ້າມະນຸດ ABC-12345678901234567890 ☐ ຄໍາຮ້ອງ ກກກກກກກກກກກກກກກກກກກກກກກກກກ"
MILLIMETRE = 72 / 25.4


def boxes(pdf: bytes):
    """Each letter of each page with the left and right edge of its ink."""
    document = pdfium.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            letter = text.get_text_range(index, 1)
            if letter.strip():
                left, low, right, high = text.get_charbox(index)
                yield letter, left, right, low, high
    document.close()


@pytest.mark.parametrize("align", ["left", "right", "center", "justify"])
@pytest.mark.parametrize("family", ["sans", "phetsarath"])
def test_text_never_leaves_a_cell_of_20_mm(align, family):
    style = Style(align=align, family=family)
    width = 20 * MILLIMETRE
    table = Table(
        [[plain(WORDS, style), ""], ["", plain(WORDS, style)]], [width, width], rules="all"
    )
    pdf = Document("ກ", "lo", margins=(72, 72, 72, 100)).build([table])
    edges = [(100, 100 + width), (100 + width, 100 + 2 * width)]
    found = list(boxes(pdf))
    assert len(found) > 150
    for letter, left, right, _, _ in found:
        assert any(start - 0.1 <= left and right <= end + 0.1 for start, end in edges), letter


def test_the_header_comes_again_and_no_row_is_lost(read_pages):
    rows = [[plain(f"ແຖວ{n:03}", Style()), plain("ເນື້ອໃນ", Style())] for n in range(120)]
    table = Table([[plain("ຫົວ", Style()), ""], *rows], [100, 200], header_rows=1)
    pages = read_pages(Document("ກ", "lo").build([table]))
    assert len(pages) > 3
    assert all("ຫົວ" in page for page in pages)
    text = "".join(pages)
    assert [text.count(f"ແຖວ{n:03}") for n in range(120)] == [1] * 120


def test_a_row_taller_than_a_page_goes_on_without_loss(read_pages):
    numbers = " ".join(f"<{n}>" for n in range(900))
    beside = " ".join(f"[{n}]" for n in range(300))
    table = Table([[plain(numbers, Style()), plain(beside, Style())]], [150, 150], rules="all")
    pages = read_pages(Document("ກ", "lo").build([table]))
    text = "".join(pages)
    assert len(pages) > 1
    assert all(text.count(f"<{n}>") == 1 for n in range(900))
    assert all(text.count(f"[{n}]") == 1 for n in range(300))


def test_the_header_comes_again_wherever_the_table_starts(read_pages):
    for lines in range(20, 33):
        rows = [[plain(f"ແຖວ{n:03}\n" * 9, Style())] for n in range(12)]
        table = Table([[plain("ຫົວ", Style())], *rows], [200], header_rows=1)
        story = [plain("ກ\n" * lines, Style()), table]
        pages = read_pages(Document("ກ", "lo").build(story))
        assert all("ຫົວ" in page for page in pages if "ແຖວ" in page), lines


def test_a_header_too_tall_to_come_again_comes_once(read_pages):
    head = [plain("\n".join(f"<{n}>" for n in range(50)), Style()), ""]
    rows = [["", ""], [plain("ກ", Style()), ""]]
    pages = read_pages(Document("ກ", "lo").build([Table([head, *rows], [90, 90], header_rows=1)]))
    text = "".join(pages)
    assert [text.count(f"<{n}>") for n in range(50)] == [1] * 50
    assert text.count("ກ") == 1


def test_an_empty_row_at_the_end_of_a_page_moves_on(read_pages):
    for lines in range(28, 36):
        rows = [[plain("ແຖວ\n" * lines, Style())], [""], [plain("ທ້າຍ", Style())]]
        assert "ທ້າຍ" in "".join(read_pages(Document("ກ", "lo").build([Table(rows, [200])])))


def test_a_low_row_stays_on_one_page(read_pages):
    rows = [[plain("\n".join(f"{n:02}-{line}" for line in range(5)), Style())] for n in range(30)]
    for start in range(1, 6):
        story = [plain("ກ\n" * start, Style()), Table(rows, [200], rules="all")]
        pages = read_pages(Document("ກ", "lo").build(story))
        for n in range(30):
            assert any(f"{n:02}-0" in page and f"{n:02}-4" in page for page in pages), n


def test_columns_without_a_width_share_the_rest():
    table = Table([[plain("ກ", Style())] * 3], [100, None, None])
    assert table.wrap(400, 1000)[0] == pytest.approx(400)
    with pytest.raises(ValueError, match="column of 90"):
        Table([["", ""]], [50, 50]).wrap(90, 1000)


def test_a_span_takes_the_room_of_its_neighbours():
    text = plain("ໂຈດຍື່ນຄຳຮ້ອງຟ້ອງຕໍ່ສານປະຊາຊົນ", Style())
    alone = Table([[text, ""]], [100, 200]).wrap(300, 1000)[1]
    across = Table([[text, ""]], [100, 200], style=[("SPAN", (0, 0), (1, 0))]).wrap(300, 1000)[1]
    assert across < alone
    with pytest.raises(ValueError, match="span rows"):
        Table([[""], [""]], [100], style=[("SPAN", (0, 0), (0, 1))])


def test_cells_stand_where_they_are_told():
    tall = Paragraph("ກ<br/>ກ<br/>ກ<br/>ກ", Style())
    heights = {}
    for across in ("TOP", "MIDDLE", "BOTTOM"):
        style = [("VALIGN", (0, 0), (-1, -1), across)]
        pdf = Document("ກ", "lo").build(
            [Table([[tall, plain("X", Style())]], [90, 90], style=style)]
        )
        heights[across] = next(low for letter, _, _, low, _ in boxes(pdf) if letter == "X")
    assert heights["TOP"] - heights["MIDDLE"] == pytest.approx(30, abs=0.5)
    assert heights["MIDDLE"] - heights["BOTTOM"] == pytest.approx(30, abs=0.5)


def test_colours_are_names_or_numbers_and_nothing_else():
    for colour in ("#ff0000", "red", "RED"):
        assert rgb(colour) == (1, 0, 0)
    for wrong in ("#12", "__import__('os')", "reddish"):
        with pytest.raises(ValueError, match="no colour"):
            rgb(wrong)


@pytest.mark.parametrize("command", [("SHADOW", (0, 0), (0, 0), 1)])
def test_unknown_commands_are_bugs(command):
    with pytest.raises(ValueError, match="SHADOW"):
        Table([[""]], [100], style=[command])


def test_empty_tables_and_cells_are_set(read_pages):
    story = [Table([], []), Table([["", None, []]], [50, 50, 50], rules="box"), plain("ກ", Style())]
    assert read_pages(Document("ກ", "lo").build(story)) == ["ກ"]
