import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.typesetting import (
    Document,
    Paragraph,
    Style,
    escape,
    missing_letters,
    plain,
    string_width,
)
from legalaid_desktop.typesetting.lines import fill
from legalaid_desktop.typesetting.markup import look_of, read
from legalaid_desktop.typesetting.setting import place

TEXT = (
    "ຂ້າພະເຈົ້າ ທ້າວ ສົມພອນ ວົງສະຫວັນ ຂໍມອບສັນທະໃຫ້ທະນາຍຄວາມຕາງໜ້າໃນການດຳເນີນຄະດີຢູ່ສານປະຊາຊົນແຂວງຄຳມ່ວນ "
    "ລວມທັງການຍື່ນຄຳຮ້ອງຟ້ອງ ຄຳແກ້ຟ້ອງ ການຂໍອຸທອນ ແລະ ການຂໍລົບລ້າງ ຕາມກົດໝາຍເລກທີ 67/ສພຊ ລົງວັນທີ 27/03/2026 "
    "and in English too, with numbers 1,250,000 and a long word: incomprehensibility."
)
TORTURE = {
    "unbroken Lao": "ກ" * 10_000,
    "unbroken words": "ປະຊາຊົນລາວ" * 500,
    "unbroken Latin": "W" * 3_000,
    "web address": "https://example.la/" + "a/b-c_d?" * 100,
    "vowels before nothing": "ເແໂໃໄ" * 300,
    "lone marks": "່້ິີຸູ" * 50,
    "lone mark": "້",
    "marks on a space": " ້ ່ ິ",
    "marks on Latin": "a້b່",
    "one letter, many marks": "ກ" + "ິີຶື່້໊໋" * 40,
    "doubled marks": "ທີີ່່ດິິນ ຂໍໍ້ ຄໍໍາ",
    "gazette": "ຄໍາຮ້ອງຟ້ອງ ຫນັງສື ຫມາຍ ນໍ້າ ຫລັກຖານ " * 20,
    "repetition signs": "ໆ" * 400 + "ຯ" * 400,
    "SARA AM alone": "ຳ" * 300 + "ໍ" * 30,
    "mixed": "ຄະດີເລກທີ12/2026ABCສານ(ກ)☐ ½№→“ຄຳ”… " * 60,
    "empty": "",
    "spaces": "   \u00a0\u2003 ",
    "line ends": "\n\nກ\n\n\nຂ\n",
    "controls": "ກ\x00ຂ\x1b\x7f\tຄ\r\nງ",
    "invisible": "ກ\u200bຂ\ufeff\u00ad\u202e\u2066ງ\u200d",
    "markup in the text": "<b>ກ & ຂ</b> &amp; <br/> <unknown a='\"'>",
    "decomposed": "Cafe\u0301 e\u0301\u0302\u0303",
    "many spaces": "ກ" + " " * 3_000 + "ຂ",
    "digits": "໐໑໒໓໔໕໖໗໘໙" * 60,
}
COLUMNS = {"letter": 451.0, "cell of 20 mm": 57.0 - 8}


def shown(lines) -> str:
    return "".join(line.text for line in lines)


@pytest.mark.parametrize("width", COLUMNS.values(), ids=COLUMNS)
@pytest.mark.parametrize("align", ["left", "justify"])
@pytest.mark.parametrize("text", TORTURE.values(), ids=TORTURE)
def test_odd_text_stays_in_its_box_whole_and_untorn(text, width, align):
    style = Style(align=align)
    lines = fill(read(escape(text), style), width)
    expected = lao.normalise(text).replace("\t", " ")
    assert shown(lines) == expected.replace("\n", "")
    for line in lines:
        assert line.ink <= width + 0.01
        if line.pieces:
            assert right_edge(line, width, align) <= width + 0.5
    for hard, text_of_lines in zip(expected.split("\n"), by_hard_line(lines), strict=False):
        edges = set(itertools.accumulate(len(c) for c in lao.clusters(hard)))
        ends = set(itertools.accumulate(len(t) for t in text_of_lines if t))
        assert ends <= edges


def right_edge(line, width, align) -> float:
    """Where the last letter ends; spaces and the room after it hang over."""
    last = place(line, 0, 0, width, align)[-1]
    spaces = len(line.text) - len(line.text.rstrip(" "))
    hang = sum(piece.width for piece in line.pieces) - line.ink
    return last.x + last.width - hang - spaces * last.at_space - last.at_cluster


def is_stretched(line) -> bool:
    fragment = place(line, 0, 0, 400, "justify")[0]
    return bool(fragment.at_space or fragment.at_cluster)


def by_hard_line(lines):
    group = []
    for line in lines:
        group.append(line.text)
        if line.ends:
            yield group
            group = []


def test_lines_end_only_where_icu_and_we_allow():
    rng = random.Random(4)
    words = TEXT.split(" ")
    for _ in range(60):
        text = " ".join(rng.choices(words, k=40)) + "".join(rng.choices(words[:8], k=10))
        lines = fill(read(text, Style()), rng.uniform(250, 450))
        ends = set(itertools.accumulate(len(line.text) for line in lines))
        assert ends <= set(lao.breaks(text))


LETTERS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0E80, max_codepoint=0x0EDF, categories=["L", "M", "N"]),
        st.sampled_from(" ab1(\n\u200b\u0301\u00a0/½☐.,"),
    ),
    max_size=60,
)


@given(LETTERS, st.sampled_from(["sans", "phetsarath"]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_lao_text_is_set_or_refused_with_a_sentence(text, family, bold):
    style = Style(family=family, bold=bold, align="justify")
    if missing_letters(text, style):
        with pytest.raises(Refused, match=r"\{letters\}"):
            fill(read(escape(text), style), 80)
        return
    lines = fill(read(escape(text), style), 80)
    assert shown(lines) == lao.normalise(text).replace("\n", "")
    assert all(line.ink <= 80.01 for line in lines)


def test_a_column_too_narrow_for_one_letter_is_refused():
    with pytest.raises(Refused):
        fill(read("ກ", Style()), 3)


def test_a_justified_line_fills_its_box_and_the_last_does_not():
    style = Style(align="justify")
    lines = fill(read(TEXT, style), 400)
    for line in lines[:-1]:
        if is_stretched(line):
            assert right_edge(line, 400, "justify") == pytest.approx(400, abs=0.1)
    assert any(is_stretched(line) for line in lines)
    assert not is_stretched(lines[-1])


def test_justifying_never_opens_a_cluster():
    """The extra room stands only after spaces and whole clusters."""
    style = Style(align="justify")
    for line in fill(read("ກົດໝາຍປະຊາຊົນເຄື່ອງນ້ຳ" * 20, style), 402):
        fragment = place(line, 0, 0, 402, "justify")[0]
        assert fragment.at_cluster <= 0.09 * style.size + 1e-9


def test_plain_text_shows_exactly_that_text():
    text = "a < b & c > d <b>ບໍ່ໜາ</b>\nແຖວສອງ"
    assert plain(text, Style()).text == text


def test_markup_changes_the_look_of_whole_clusters_only():
    spans = read("ກ<b>ິ່ງ</b> ຄ<font color='#ff0000'>ຳ</font>ຮ້ອງ", Style())
    assert [(span.text, span.look.bold) for span in spans if span.look.bold] == [("ງ", True)]
    assert "ຄຳຮ້ອງ" in "".join(span.text for span in spans)
    assert all(span.look.colour == "#000000" for span in spans)


@pytest.mark.parametrize("markup", ["<b>ກ", "<b>ກ</i>", "<blink>ກ</blink>", "ກ</b>"])
def test_wrong_markup_is_a_bug_and_says_which(markup):
    with pytest.raises(ValueError, match="<"):
        read(markup, Style())


def test_lao_gets_the_room_its_marks_need():
    assert Paragraph("ກ", Style(size=16)).leading >= 1.6 * 16
    assert Paragraph("Plain", Style(size=9, leading=11, language="en")).leading == 11


def test_a_paragraph_leaves_two_lines_on_each_page():
    paragraph = Paragraph(TEXT, Style())
    _, height = paragraph.wrap(200, 1000)
    lines = round(height / 20)
    for room in range(0, lines * 20, 7):
        parts = paragraph.split(200, room)
        heights = [round(part.wrap(200, 1000)[1] / 20) for part in parts]
        assert not parts or (sum(heights) == lines and min(heights) >= 2)
        assert not parts or heights[0] * 20 <= room
    assert paragraph.split(200, 39) == []


def test_string_width_is_that_of_the_line():
    style = Style(size=10)
    assert string_width("ສານ  ", style) == pytest.approx(string_width("ສານ", style))
    assert string_width("", style) == 0
    assert string_width("ສານ ລາວ", style) > string_width("ສານ", style)
    assert string_width("ສານ", Style(size=20)) == pytest.approx(2 * string_width("ສານ", style))


def test_a_look_follows_its_style():
    look = look_of(Style(bold=True, colour="#123456", family="phetsarath"))
    assert (look.bold, look.colour, look.family) == (True, "#123456", "phetsarath")


def test_the_whole_torture_set_becomes_one_document(read_pages):
    story = [plain(text, Style(align="justify")) for text in TORTURE.values()]
    pages = read_pages(Document("ທົດສອບ", "lo").build(story))
    read = squeezed("".join(pages))
    for name in ("unbroken Lao", "unbroken words", "mixed", "gazette", "markup in the text"):
        assert squeezed(lao.normalise(TORTURE[name])) in read, name


def squeezed(text: str) -> str:
    return "".join(text.replace("\ufffe", "-").split(" ")).replace("\r", "").replace("\n", "")
