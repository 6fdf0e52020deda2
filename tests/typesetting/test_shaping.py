import io
import re
from functools import cache

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from legalaid_desktop import assets
from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.typesetting.faces import face
from legalaid_desktop.typesetting.fonts import DocFont
from legalaid_desktop.typesetting.paragraphs import missing_letters
from legalaid_desktop.typesetting.shaping import shape
from legalaid_desktop.typesetting.styles import Style

FACES = {
    ("sans", False): "NotoSansLao-Regular",
    ("sans", True): "NotoSansLao-Bold",
    ("phetsarath", False): "Phetsarath-Regular",
    ("phetsarath", True): "Phetsarath-Bold",
}


@pytest.fixture(params=FACES, ids=FACES.values(), scope="module")
def kind(request):
    return request.param


def outlines(font: TTFont):
    """Each glyph's points by its number."""
    glyf, order = font["glyf"], font.getGlyphOrder()

    @cache
    def points(number):
        coordinates = glyf[order[number]].getCoordinates(glyf)[0]
        return [(int(x), int(y)) for x, y in coordinates]

    return points


def expected(text, name, points):
    """The points of the text by HarfBuzz alone."""
    buffer, found, pen = hb.Buffer(), [], 0
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(face(name).font, buffer, {"kern": True, "liga": True})
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        found += [(x + pen + place.x_offset, y + place.y_offset) for x, y in points(info.codepoint)]
        pen += place.x_advance
    return sorted(found), pen


def test_the_embedded_letters_are_those_of_harfbuzz(words, kind):
    """The codes of each word, drawn with the subset font, put every point where HarfBuzz does."""
    name = FACES[kind]
    words = [word for word in words if set(word) <= face(name).letters]
    assert len(words) > 2500
    font = DocFont(face(name))
    codes = {
        word: [
            (font.code(form), advance)
            for run in shape(lao.normalise(word), *kind).runs
            for form, advance in run.forms
        ]
        for word in words
    }
    program = font.program()
    embedded = outlines(TTFont(io.BytesIO(program.file)))
    whole = outlines(TTFont(assets.resource("fonts", f"{name}.ttf")))
    gids = program.glyph_of_code
    for word, drawn in codes.items():
        found, pen = [], 0
        for code, advance in drawn:
            glyph = int.from_bytes(gids[2 * code : 2 * code + 2], "big")
            found += [(x + pen, y) for x, y in embedded(glyph)]
            pen += advance
        assert (sorted(found), pen) == expected(lao.normalise(word), name, whole), word


def test_a_reader_gets_back_exactly_what_was_typed(words, kind):
    """Through the ToUnicode table of the embedded font."""
    fonts, typed, codes = {}, [], []
    for word in words:
        shaped = shape(lao.normalise(word), *kind)
        typed.append(shaped.text)
        row = []
        for run in shaped.runs:
            font = fonts.setdefault(run.face.name, DocFont(run.face))
            row += [(run.face.name, font.code(form)) for form, _ in run.forms]
        codes.append(row)
    tables = {name: to_unicode(font.program().to_unicode) for name, font in fonts.items()}
    assert ["".join(tables[name][code] for name, code in row) for row in codes] == typed


def to_unicode(table: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def test_widths_in_the_file_are_those_of_the_layout(kind):
    text = "ນ້ຳເຄື່ອງ AVATAR To 12"
    for run in shape(text, *kind).runs:
        font = DocFont(run.face)
        moved = sum(float(n) for n in re.findall(r">(-?[\d.e-]+)", font.encode(run)))
        widths = font.program().widths
        codes = re.findall(r"[0-9A-F]{4}", re.sub(r">[^<]*", ">", font.encode(run)))
        drawn = sum(widths[int(code, 16)] for code in codes) - moved
        assert drawn == pytest.approx(1000 * run.width, abs=0.1 * len(codes))


@pytest.mark.parametrize("room", [1e-9, 1e-5, 0.0333333, 0.6, 25.0])
def test_however_far_a_line_is_opened_the_page_holds_plain_numbers(room):
    """A justified line that is full but for a rounding error wrote 1e-07, which no reader knows."""
    (run,) = shape("ຄະດີ ແພ່ງ", "sans", False).runs
    assert re.fullmatch(r"[-0-9A-F.<>]+", DocFont(run.face).spread(run, [room] * len(run.forms)))


def test_latin_is_kerned_beside_lao():
    alone = shape("AVATAR", "sans", False).width
    beside = shape("ລາວAVATAR", "sans", False).width - shape("ລາວ", "sans", False).width
    assert alone < sum(shape(letter, "sans", False).width for letter in "AVATAR")
    assert beside == pytest.approx(alone)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ລາວ ½", ["NotoSansLao-Regular", "DejaVuSans"]),
        ("☐", ["DejaVuSans"]),
        ("ກ½ຂ", ["NotoSansLao-Regular", "DejaVuSans", "NotoSansLao-Regular"]),
    ],
)
def test_signs_come_from_the_next_face(text, names):
    assert [run.face.name for run in shape(text, "sans", False).runs] == names


THAI = "บริษัท น้ำเงินผู้ใหญ่ จำกัด ปู่ญาติ ศักดิ์ กรุ๊ปฯ ป่าๆ เลขที่๑๒"


@pytest.mark.parametrize("bold", [False, True])
def test_thai_is_set_as_harfbuzz_sets_it_and_read_back(bold):
    """A Thai employer stands in the papers of many who worked there."""
    name = "NotoSansThai-Bold" if bold else "NotoSansThai-Regular"
    font, points = DocFont(face(name)), outlines(TTFont(assets.resource("fonts", f"{name}.ttf")))
    words = THAI.split(" ")
    runs = [shape(word, "sans", bold).runs for word in words]
    assert {run.face.name for each in runs for run in each} == {name}
    codes = [[(font.code(form), move) for form, move in each[0].forms] for each in runs]
    program = font.program()
    drawn, table = outlines(TTFont(io.BytesIO(program.file))), to_unicode(program.to_unicode)
    for word, row in zip(words, codes, strict=True):
        found, pen = [], 0
        for code, move in row:
            glyph = int.from_bytes(program.glyph_of_code[2 * code : 2 * code + 2], "big")
            found += [(x + pen, y) for x, y in drawn(glyph)]
            pen += move
        assert (sorted(found), pen) == expected(word, name, points), word
        assert "".join(table[code] for code, _ in row) == word


@pytest.mark.parametrize("word", ["Nguyễn", "Đạt", "Hương", "Иванович", "José", "Łukasz"])
@pytest.mark.parametrize("family", ["sans", "phetsarath"])
def test_a_foreign_name_is_set_from_one_face(word, family):
    assert len(shape(word, family, False).runs) == 1


def test_the_government_face_takes_latin_from_the_other():
    names = {run.face.name for run in shape("ຄະດີ Case", "phetsarath", False).runs}
    assert names == {"Phetsarath-Regular", "NotoSansLao-Regular"}


@pytest.mark.parametrize("text", ["中文", "ກ中ຂ", "שלום", "العربية", "\ue000", "👍"])
def test_letters_that_no_font_has_are_named_not_printed_as_boxes(text):
    missing = missing_letters(text, Style())
    assert missing
    assert set(missing) <= set(text)
    with pytest.raises(Refused) as refused:
        shape(lao.normalise(text), "sans", False)
    assert f"U+{ord(missing[0]):04X}" in str(refused.value.values["letters"])
    str(refused.value.values["letters"]).encode()  # a log can hold it


def test_nothing_is_missing_from_ordinary_text():
    text = "ຄະດີ ເລກທີ 12/2026 “Nguyễn” ☐☑ ½ № → € ₭ é\u00a0\u2003\n\t"
    assert missing_letters(text, Style()) == ""
