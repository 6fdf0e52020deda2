"""Copies: each print and export is in the register and the trail, and its foot says which it is."""

import hashlib
from contextlib import closing
from datetime import date

import pypdfium2
import pytest
from PIL import Image

from legalaid_desktop.domain import lao
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.copies import OWN_FILE, CopyWay, Errand
from legalaid_desktop.domain.errors import NotAllowed, Refused
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.services import demo_files
from legalaid_desktop.storage import histories

COURT = Errand(recipient="ສານປະຊາຊົນແຂວງ", purpose="ຍື່ນຄຳຮ້ອງ")


@pytest.fixture
def paper(office, case):
    return office.papers.draft(case.id, "referral_letter", "both")


def feet(pdf):
    """What stands at the very foot of each page."""
    with closing(pypdfium2.PdfDocument(pdf)) as made:
        return [
            lao.normalise(page.get_textpage().get_text_bounded(top=28)).strip() for page in made
        ]


def deeds(office):
    with office._desk.database.read() as session:
        return [(one.deed, one.kind, one.reason) for one in histories.entries(session)]


def test_a_print_is_entered_with_its_number(office, case, paper):
    plain = office.papers.pdf(paper)
    first = office.copies.print_paper(paper, COURT).pages
    office.copies.print_paper(paper, OWN_FILE)
    assert [(one.number, one.way, one.recipient) for one in office.copies.of_case(case.id)] == [
        (2, CopyWay.PRINT, ""),
        (1, CopyWay.PRINT, COURT.recipient),
    ]
    assert (Deed.PRINT, "paper", COURT.purpose) in deeds(office)
    assert all("Copy 1" in foot for foot in feet(first))
    assert len(feet(first)) == len(feet(plain)) > 1
    assert not any("Copy" in foot for foot in feet(plain))


def test_the_foot_says_copy_day_and_code_in_both_languages(office, paper, tmp_path):
    copy = office.copies.save_paper(paper, tmp_path / "out.pdf", COURT)
    for foot in feet(tmp_path / "out.pdf"):
        assert f"Copy 1 · 30/03/2026 · C{copy.id:05d}" in foot
        assert "ສຳເນົາທີ 1" in foot


def test_what_was_issued_stays_as_it_was(office, case, accepted, clock, tmp_path):
    draft = office.papers.draft(case.id, "power_of_attorney", "lo")
    missing = office.papers.missing(draft)
    if missing:
        typed = {key: "ໜຶ່ງ" for one in missing for key in (one.field,) if key}
        draft = office.papers.save(draft, typed)
    issued = office.papers.issue(draft)
    office.copies.save_paper(issued, tmp_path / "out.pdf", COURT)
    assert hashlib.sha256(office.papers.pdf(issued)).hexdigest() == issued.sha256
    assert hashlib.sha256((tmp_path / "out.pdf").read_bytes()).hexdigest() != issued.sha256


def test_an_attachment_goes_out_byte_for_byte(office, case, tmp_path):
    (tmp_path / "voice.bin").write_bytes(bytes(range(256)) * 900)
    one = office.attachments.add(
        tmp_path / "voice.bin",
        Attachment(case_id=case.id, title_lo="ສຽງ", received_on=date(2026, 3, 20), file_name=""),
    )
    office.copies.save_attachment(one.id, tmp_path / "out.bin", COURT)
    assert (tmp_path / "out.bin").read_bytes() == (tmp_path / "voice.bin").read_bytes()
    assert (Deed.EXPORT, "attachment", COURT.purpose) in deeds(office)


def test_a_photo_goes_out_without_its_place_and_stays_whole_in_the_office(office, case, tmp_path):
    photo = tmp_path / "boat.jpg"
    photo.write_bytes(demo_files.photo(()))
    with Image.open(photo) as opened:
        assert opened.getexif().get_ifd(0x8825)
    one = office.attachments.add(
        photo,
        Attachment(case_id=case.id, title_lo="ເຮືອ", received_on=date(2026, 3, 20), file_name=""),
    )
    office.copies.save_attachment(one.id, tmp_path / "out.jpg", COURT)
    with Image.open(tmp_path / "out.jpg") as opened:
        assert dict(opened.getexif()) == {0x0112: 6}  # which side is up, and no more
        assert not opened.getexif().get_ifd(0x8825)
    assert b"Nokola" not in (tmp_path / "out.jpg").read_bytes()
    assert office.attachments.data(one.id) == photo.read_bytes()


def test_a_damaged_picture_stays_in_the_office(office, case, tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\nhalf of it")
    one = office.attachments.add(
        tmp_path / "a.png",
        Attachment(case_id=case.id, title_lo="ຮູບ", received_on=date(2026, 3, 20), file_name=""),
    )
    with pytest.raises(Refused, match="hidden in this file"):
        office.copies.save_attachment(one.id, tmp_path / "out.png", COURT)
    assert not list(tmp_path.glob("out.*"))
    assert office.copies.of_case(case.id) == []


def test_a_bundle_is_a_copy_too(office, case, tmp_path):
    (tmp_path / "a.txt").write_text("ຂໍ້ຄວາມ", encoding="utf-8")
    office.attachments.add(
        tmp_path / "a.txt",
        Attachment(case_id=case.id, title_lo="ຂໍ້ຄວາມ", received_on=date(2026, 3, 20), file_name=""),
    )
    office.bundles.build(case.id, tmp_path / "b.pdf", "lo", errand=COURT)
    (copy,) = office.copies.of_case(case.id)
    assert (copy.kind, copy.number, copy.purpose) == ("bundle", 1, COURT.purpose)


def test_what_cannot_be_written_is_not_in_the_register(office, case, paper, tmp_path):
    with pytest.raises(Refused):
        office.copies.save_paper(paper, tmp_path / "gone" / "out.pdf", COURT)
    assert office.copies.of_case(case.id) == []


def test_who_may_not_export_leaves_the_file_there_as_it_was(office, case, paper, seat, tmp_path):
    auditor = seat("ຄຳຫຼ້າ", Role.AUDITOR)
    (tmp_path / "out.pdf").write_bytes(b"of before")
    with pytest.raises(NotAllowed):
        auditor.copies.save_paper(paper, tmp_path / "out.pdf", COURT)
    with pytest.raises(NotAllowed):
        auditor.copies.print_paper(paper, COURT)
    assert (tmp_path / "out.pdf").read_bytes() == b"of before"
    assert office.copies.of_case(case.id) == []
