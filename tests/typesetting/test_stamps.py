import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Dictionary, Name

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.typesetting import StampFont, Style, string_width

TEXTS = ["ໜ້າ 12 / 340", "ນ້ຳ ຄຳຮ້ອງຟ້ອງ AVATAR", "ຂໍ້ມູນ"]


@pytest.mark.parametrize("bold", [True, False])
def test_a_stamp_reads_back_and_is_as_wide_as_it_says(bold):
    font = StampFont(bold=bold)
    operands = [font.encode(text) for text in TEXTS]
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 200))
    page.Resources = Dictionary(Font=Dictionary(S=font.embed(pdf)))
    code = b"BT /S 20 Tf "
    for number, (operand, width) in enumerate(operands):
        assert width == pytest.approx(
            1000 * string_width(TEXTS[number], Style(size=1, bold=bold)), abs=1
        )
        code += b"1 0 0 1 20 %d Tm %b Tj " % (150 - 50 * number, operand)
    page.Contents = pdf.make_stream(code + b"ET")
    written = io.BytesIO()
    pdf.save(written)
    document = pdfium.PdfDocument(written.getvalue())
    text = document[0].get_textpage()
    assert text.get_text_bounded().replace("\r", "").split("\n") == TEXTS
    ends = [text.get_charbox(i)[2] for i in range(text.count_chars())]
    assert max(ends) == pytest.approx(20 + max(w for _, w in operands) * 0.02, abs=2)
    document.close()


def test_the_font_object_can_be_shared_by_pages():
    font, pdf = StampFont("phetsarath"), pikepdf.new()
    font.encode("ສານ")
    made = font.embed(pdf)
    assert made.is_indirect
    assert made.Subtype == Name.Type0


@pytest.mark.parametrize("text", ["½", "王"])
def test_a_stamp_with_a_letter_the_face_lacks_is_refused(text):
    with pytest.raises(Refused):
        StampFont().encode(text)
