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
from legalaid_desktop.domain.copies import OWN_FILE, CopyWay, Errand, Hidden
from legalaid_desktop.domain.errors import Cancelled, Damaged, NotAllowed, NotFound, Refused
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.labels import copies as labels
from legalaid_desktop.services import demo_files, paper_kinds
from legalaid_desktop.storage import histories

COURT = Errand(recipient="ສານປະຊາຊົນແຂວງ", purpose="ຍື່ນຄຳຮ້ອງ", body="court")

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40


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


@pytest.fixture
def attached(office, case, tmp_path):
    def attach(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        said = Attachment(
            case_id=case.id, title_lo="ສຽງ", title_en="Voice", file_name="",
            received_on=date(2026, 3, 20),
        )  # fmt: skip
        return office.attachments.add(path, said)

    return attach


@pytest.mark.parametrize(
    ("name", "data", "proposed", "hidden", "opens"),
    [
        ("ບົວຄຳ.jpg", demo_files.photo(()), "2026-001-A1.jpg", Hidden.TAKEN_OUT, True),
        ("Bouakham.mp4", MP4, "2026-001-A1.mp4", Hidden.STAYS, True),
        ("list.txt", b"words", "2026-001-A1.txt", Hidden.NONE, True),
        ("setup.exe", b"MZ" + bytes(90), "2026-001-A1.exe", Hidden.STAYS, False),
    ],
)
def test_what_would_go_out_is_told_before_under_a_code(
    office, attached, name, data, proposed, hidden, opens
):
    found = office.copies.prospect(attached(name, data).id)
    assert (found.name, found.hidden, found.opens) == (proposed, hidden, opens)
    assert found.code == "2026-001-A1"


def test_a_film_is_laid_out_as_it_is_and_entered(office, case, attached):
    opening = office.copies.open_attachment(attached("Bouakham.mp4", MP4).id)
    assert opening.path.read_bytes() == MP4
    assert opening.path.name == "A1.mp4"
    (copy,) = office.copies.of_case(case.id)
    assert (copy.way, copy.kind, copy.by) == (CopyWay.OPEN, "attachment", office.user)
    assert (Deed.OPEN, "attachment", "") in deeds(office)
    office.wipe_views()
    assert not opening.path.exists()


def test_a_program_is_not_opened(office, case, attached):
    with pytest.raises(Refused, match="opens no files of this kind"):
        office.copies.open_attachment(attached("film.mp4", b"MZ" + bytes(90)).id)
    assert office.copies.of_case(case.id) == []


def test_who_may_not_export_opens_nothing(office, attached, seat):
    kept = attached("Bouakham.mp4", MP4)
    for role in (Role.VOLUNTEER, Role.AUDITOR):  # a volunteer who is not on the team
        theirs = seat(f"khamla {role}", role)
        for attempt in (theirs.copies.prospect, theirs.copies.open_attachment):
            with pytest.raises(NotAllowed):
                attempt(kept.id)
    assert not office._desk.viewing.is_open


def test_stopping_leaves_nothing_open(office, case, attached):
    with pytest.raises(Cancelled):
        office.copies.open_attachment(attached("a.mp4", MP4).id, cancelled=lambda: True)
    assert office.copies.of_case(case.id) == []
    assert office._desk.viewing._open == {}


def test_what_no_program_opened_is_taken_back(office, case, attached):
    opening = office.copies.open_attachment(attached("a.mp4", MP4).id)
    office.copies.take_back(opening)
    assert not opening.path.exists()
    assert [one.way for one in office.copies.of_case(case.id)] == [CopyWay.CANCELLED]


def test_a_cancelled_print_keeps_its_number(office, case, paper):
    first = office.copies.print_paper(paper, COURT).copy
    office.copies.cancel(first.id)
    again = office.copies.print_paper(paper, COURT).copy
    assert again.number == 2
    assert [(one.number, one.way) for one in office.copies.of_case(case.id)] == [
        (2, CopyWay.PRINT),
        (1, CopyWay.CANCELLED),
    ]
    assert (Deed.CHANGE, "copy", "") in deeds(office)


def test_a_file_or_the_print_of_others_cannot_be_cancelled(office, case, paper, seat, tmp_path):
    saved = office.copies.save_paper(paper, tmp_path / "out.pdf", COURT)
    printed = office.copies.print_paper(paper, COURT).copy
    clerk = seat("khamla", Role.CLERK)
    for theirs, copy in ((office, saved), (clerk, printed)):
        with pytest.raises(Refused, match="cannot be cancelled"):
            theirs.copies.cancel(copy.id)


def test_the_cover_of_a_bundle_says_which_copy_it_is(office, case, attached, tmp_path):
    attached("a.txt", b"words")
    for _ in range(2):
        office.bundles.build(case.id, tmp_path / "b.pdf", "both", errand=COURT)
    second, first = office.copies.of_case(case.id)
    assert (first.number, second.number) == (1, 2)
    assert second.record == office.bundles.of_case(case.id)[0].id
    with closing(pypdfium2.PdfDocument(tmp_path / "b.pdf")) as made:
        cover = lao.normalise(made[0].get_textpage().get_text_bounded())
    assert f"2 · C{second.id:05d}" in cover


def test_a_bundle_that_came_to_nothing_says_so(office, case, attached, tmp_path):
    attached("a.txt", b"words")
    with pytest.raises(Cancelled):
        office.bundles.build(case.id, tmp_path / "b.pdf", "lo", cancelled=lambda: True)
    assert [one.way for one in office.copies.of_case(case.id)] == [CopyWay.CANCELLED]
    assert not (tmp_path / "b.pdf").exists()


def test_the_list_names_what_went_out_newest_first(office, case, paper, attached, tmp_path):
    kept = attached("a.mp4", MP4)
    office.copies.print_paper(paper, Errand(recipient="ສານ", purpose="ເພື່ອຍື່ນ"))
    office.copies.save_attachment(kept.id, tmp_path / "out.mp4", COURT)
    office.attachments.remove(kept.id, "ຜິດຄະດີ")
    attached("a.txt", b"words")
    office.bundles.build(case.id, tmp_path / "b.pdf", "lo", errand=COURT)
    bundle, film, letter = office.copies.lines(case.id)
    assert labels.what(bundle, "en") == "bundle"
    assert labels.what(film, "en") == "A1 · Voice"
    assert labels.what(film, "lo", titled=False) == "A1"
    assert labels.what(letter, "lo") == paper_kinds.kind(paper.kind).title.lo
    assert labels.said(letter.copy.recipient, "en") == "the court"


def test_a_bundle_of_nothing_is_not_even_entered(office, case, tmp_path):
    with pytest.raises(Refused):
        office.bundles.build(case.id, tmp_path / "b.pdf", "lo")
    assert office.copies.of_case(case.id) == []


@pytest.mark.parametrize("language", ["lo", "en", "both"])
def test_the_printed_list_is_a_copy_itself(office, case, paper, language, tmp_path):
    office.copies.print_paper(paper, COURT)
    saved = office.copies.save_list(case.id, language, tmp_path / "list.pdf", COURT)
    printed = office.copies.print_list(case.id, language, COURT)
    assert (saved.kind, saved.number, printed.copy.number) == ("copy_list", 1, 2)
    with closing(pypdfium2.PdfDocument(tmp_path / "list.pdf")) as made:
        told = lao.normalise(" ".join(page.get_textpage().get_text_bounded() for page in made))
    assert f"C{office.copies.of_case(case.id)[-1].id:05d}" in told
    assert ("List of copies" in told) is (language != "lo")
    assert ("ລາຍການສຳເນົາ" in told) is (language != "en")
    assert all(f"C{saved.id:05d}" in foot for foot in feet(tmp_path / "list.pdf"))


@pytest.mark.parametrize("language", ["lo", "en"])
def test_what_is_usual_is_entered_in_lao_and_read_in_both(language):
    said = {"lo": "ສານ", "en": "the court"}
    assert labels.entered(said[language], language) == "ສານ"
    assert labels.said("ສານ", language) == said[language]
    assert labels.entered("Mr. Khamla", language) == labels.said("Mr. Khamla", language)


def test_a_damaged_or_missing_file_is_said_and_not_entered(office, case, attached, tmp_path):
    kept = attached("a.mp4", MP4)
    (blob,) = (office.folder / "attachments").glob(f"??/{kept.blob}")
    whole = blob.read_bytes()
    blob.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    out = tmp_path / "out.mp4"
    attempts = (
        lambda: office.copies.open_attachment(kept.id),
        lambda: office.copies.save_attachment(kept.id, out, COURT),
    )
    for attempt in attempts:
        with pytest.raises(Damaged):
            attempt()
    blob.unlink()
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert office.copies.of_case(case.id) == []
    assert not out.exists()


def test_the_foot_of_printed_evidence_says_exhibit_and_code(office, case, attached):
    made = office.copies.print_attachment(attached("a.txt", b"words").id, COURT, lambda: False)
    assert all(f"A1 · C{made.copy.id:05d}" in foot for foot in feet(made.pages))
    with closing(pypdfium2.PdfDocument(made.pages)) as pages:
        assert "words" in pages[0].get_textpage().get_text_bounded()
