"""Recovery sheets on paper: one page each, and every group can be read back from it."""

from datetime import date

import pypdfium2
import pytest

from legalaid_desktop.documents import recovery_sheet
from legalaid_desktop.domain.lao import normalise
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.recovery import sheet
from legalaid_desktop.domain.recovery_codes import read
from legalaid_desktop.storage import shares

OFFICE = OfficeProfile(
    name_lo="ຫ້ອງການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ ແຂວງສະຫວັນນະເຂດ",
    name_en="Legal Aid Office of Savannakhet Province",
)
DAY = date(2026, 11, 26)
A4 = (595, 842)


def pages(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            assert tuple(round(side) for side in page.get_size()) == A4
            yield normalise(page.get_textpage().get_text_bounded())


@pytest.mark.parametrize("language", ["lo", "en", "both"])
@pytest.mark.parametrize("shared", [False, True])
def test_each_sheet_is_one_page_with_its_whole_code(language, shared):
    codes = shares.made(shared=shared)
    sheets = [sheet(code) for code in codes]
    found = list(pages(recovery_sheet.render(sheets, OFFICE, DAY, language)))
    assert len(found) == len(sheets)
    for code, one, text in zip(codes, sheets, found, strict=True):
        words = text.replace("\n", " ").split(" ")
        printed = [word for word in words if len(word.strip()) == 5 and word.strip().isdecimal()]
        assert read(" ".join(printed)) == code
        assert one.set in text
        assert f"recovery-{one.set}" in text


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("lo", ["ສ່ວນກູ້ຄືນທີ 2 ໃນ 5", "ລືມລະຫັດຜ່ານບໍ?", "26 ພະຈິກ 2026", "ສະຫວັນນະເຂດ"]),
        (
            "en",
            ["Recovery share 2 of 5", "Forgot the passphrase?", "26 November 2026"],
        ),
    ],
)
def test_a_share_says_what_it_is_how_it_is_used_and_who_keeps_it(language, wanted):
    sheets = [sheet(code) for code in shares.made(shared=True)]
    text = list(pages(recovery_sheet.render(sheets, OFFICE, DAY, language)))[1]
    missing = [words for words in wanted if normalise(words) not in text.replace("\r\n", " ")]
    assert missing == []


def test_a_key_does_not_ask_for_a_second_sheet():
    (text,) = pages(recovery_sheet.render([sheet(*shares.made(shared=False))], OFFICE, DAY, "en"))
    assert "Recovery key of the office" in text
    assert "second share" not in text


def test_a_long_name_of_an_office_breaks_no_sheet_in_two():
    office = OfficeProfile(name_lo=OFFICE.name_lo * 2, name_en=f"{OFFICE.name_en} " * 2)
    sheets = [sheet(code) for code in shares.made(shared=True)]
    assert len(list(pages(recovery_sheet.render(sheets, office, DAY, "both")))) == 5
