"""Papers: drafted, looked at, issued, kept."""

import hashlib
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from legalaid_desktop.domain.errors import InvalidValue, NotFound, Refused
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.papers import PaperStatus, value

POWER, REQUEST, LETTER = "power_of_attorney", "age_verification_request", "referral_letter"

REQUEST_FACTS = {
    "hospital_lo": "ໂຮງໝໍມິດຕະພາບ",
    "hospital_en": "Friendship Hospital",
    "reason_lo": "ເພື່ອກຳນົດອາຍຸ",
    "reason_en": "To establish the age",
    "consent_by": "person",
    "consent_on": "2026-03-29",
}


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return search_key(" ".join(pages))


def ids(blockers):
    return [blocker.id for blocker in blockers]


def test_three_kinds_are_offered(office):
    assert [kind.id for kind in office.papers.kinds()] == [POWER, REQUEST, LETTER]


def test_a_draft_says_what_is_missing_and_cannot_go_out(office, case):
    draft = office.papers.draft(case.id, POWER, "lo")
    assert "lawyer_accepted" in ids(office.papers.missing(draft))
    with pytest.raises(Refused):
        office.papers.issue(draft.id)
    assert office.papers.get(draft.id) == draft
    again = office.papers.draft(case.id, REQUEST, "lo")
    kept = office.papers.save(again, REQUEST_FACTS)
    assert office.papers.issue(kept.id).number.startswith("1/"), "a refusal uses up no number"


@pytest.mark.parametrize("language", ["lo", "en", "both"])
def test_an_issued_paper_names_client_lawyer_and_court(office, case, accepted, language):
    draft = office.papers.draft(case.id, POWER, language)
    assert office.papers.missing(draft) == ()
    issued = office.papers.issue(draft.id)
    pages = office.papers.pdf(issued)
    assert (issued.status, issued.sha256) == (
        PaperStatus.ISSUED,
        hashlib.sha256(pages).hexdigest(),
    )
    lao = ["ບົວຄຳ ລັດຕະນະພອນ", "ມະນີວອນ ທອງສຸກໃສ", "ສານປະຊາຊົນແຂວງອຸດົມໄຊ", "0455"]
    english = ["Bouakham Lattanaphone", "Manivone Thongsouksay", "Oudomxay Province", "0455"]
    wanted = {"lo": lao, "en": english, "both": lao + english}[language]
    found = text_of(pages)
    assert [fact for fact in wanted if search_key(fact) not in found] == []


def test_what_went_out_does_not_change_with_the_case(office, case, accepted, client):
    issued = office.papers.issue(office.papers.draft(case.id, POWER, "en").id)
    before = office.papers.pdf(issued)
    person = office.people.get(client.person_id)
    office.people.save(replace(person, given_latin="Somebody", given_lo="ຜູ້ອື່ນ"))
    assert office.papers.pdf(office.papers.get(issued.id)) == before
    for change in (
        lambda: office.papers.save(issued, {"settle": "yes"}),
        lambda: office.papers.discard(issued.id),
        lambda: office.papers.issue(issued.id),
    ):
        with pytest.raises(Refused):
            change()
    assert office.papers.get(issued.id) == issued


def test_numbers_run_by_year_with_the_suffix_of_the_office(office, case, clock):
    def issue():
        draft = office.papers.draft(case.id, REQUEST, "en")
        return office.papers.issue(office.papers.save(draft, REQUEST_FACTS).id).number

    assert [issue(), issue()] == ["1/ຫຊກ", "2/ຫຊກ"]
    clock.set(date(2027, 1, 4))
    assert issue() == "1/ຫຊກ"


def test_a_draft_shows_the_facts_of_today(office, case, client):
    draft = office.papers.draft(case.id, REQUEST, "en")
    person = office.people.get(client.person_id)
    office.people.save(replace(person, given_latin="Bouavanh"))
    assert "bouavanh" in text_of(office.papers.pdf(draft))


def test_what_is_typed_is_kept_and_checked(office, case):
    draft = office.papers.draft(case.id, REQUEST, "both")
    kept = office.papers.save(draft, {**REQUEST_FACTS, "hospital_lo": " ໂຮງຫມໍ\u200bແຂວງ "})
    assert value(office.papers.get(kept.id), "hospital_lo") == "ໂຮງຫມໍແຂວງ"
    for wrong in ({"consent_on": "29/03/2026"}, {"consent_by": "nobody"}, {"colour": "red"}):
        with pytest.raises(InvalidValue):
            office.papers.save(kept, wrong)
    assert office.papers.get(kept.id) == kept


def test_a_discarded_draft_can_be_put_back(office, case):
    draft = office.papers.save(office.papers.draft(case.id, REQUEST, "lo"), REQUEST_FACTS)
    gone = office.papers.discard(draft.id)
    with pytest.raises(NotFound):
        office.papers.get(draft.id)
    back = office.papers.restore(gone)
    assert back.values == draft.values
    assert office.papers.of_case(case.id) == [back]


def test_a_paper_that_cannot_be_set_uses_up_no_number(office, case):
    facts = {**REQUEST_FACTS, "hospital_lo": "โรงพยาบาล"}
    draft = office.papers.save(office.papers.draft(case.id, REQUEST, "lo"), facts)
    (blocker,) = office.papers.missing(draft)
    assert blocker.field == "hospital"
    assert "Hospital" in blocker.sentence.en
    assert all("โ" in one for one in (blocker.sentence.lo, blocker.sentence.en))
    with pytest.raises(Refused):
        office.papers.issue(draft.id)
    assert office.papers.get(draft.id) == draft
    mended = office.papers.save(draft, REQUEST_FACTS)
    assert office.papers.issue(mended.id).number == "1/ຫຊກ"


def test_a_name_that_cannot_be_set_uses_up_no_number(office, case, client):
    person = office.people.get(client.person_id)
    office.people.save(replace(person, surname_lo="中"))
    draft = office.papers.save(office.papers.draft(case.id, REQUEST, "lo"), REQUEST_FACTS)
    with pytest.raises(Refused) as refused:
        office.papers.issue(draft.id)
    assert refused.value.values["letters"] == "中 (U+4E2D)"
    assert office.papers.get(draft.id) == draft
    office.people.save(replace(office.people.get(person.id), surname_lo="ຈັນ"))
    assert office.papers.issue(draft.id).number == "1/ຫຊກ"


def test_a_paper_is_in_lao_in_english_or_in_both(office, case):
    draft = office.papers.draft(case.id, REQUEST, "lo")
    for attempt in (
        lambda: office.papers.draft(case.id, REQUEST, "fr"),
        lambda: office.papers.save(draft, {}, "fr"),
    ):
        with pytest.raises(InvalidValue) as caught:
            attempt()
        assert caught.value.field == "language"
    assert office.papers.of_case(case.id) == [draft]


def test_an_issued_paper_is_not_put_back_a_second_time(office, case):
    draft = office.papers.save(office.papers.draft(case.id, REQUEST, "lo"), REQUEST_FACTS)
    issued = office.papers.issue(draft.id)
    with pytest.raises(Refused):
        office.papers.restore(issued)
    assert office.papers.of_case(case.id) == [issued]


def test_an_unknown_kind_is_said_so(office, case):
    with pytest.raises(NotFound):
        office.papers.draft(case.id, "love_letter", "lo")
    assert office.papers.page() == []


def test_the_list_of_papers_is_newest_first_in_pages(office, case, clock):
    for day in (3, 1, 2):
        clock.set(date(2026, 4, day))
        office.papers.draft(case.id, REQUEST, "lo")
    first = office.papers.page(limit=2)
    rest = office.papers.page(after=(first[-1].dated_on, first[-1].id), limit=2)
    assert [one.dated_on.day for one in (*first, *rest)] == [3, 2, 1]
