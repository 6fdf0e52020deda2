"""Papers: drafted, looked at, issued, kept."""

import hashlib
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.errors import InvalidValue, NotFound, Refused, Stale
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.papers import PaperStatus, value
from tests.consenting import agreed

POWER, REQUEST, LETTER = "power_of_attorney", "age_verification_request", "referral_letter"

REQUEST_FACTS = {
    "hospital_lo": "ໂຮງໝໍມິດຕະພາບ",
    "hospital_en": "Friendship Hospital",
    "reason_lo": "ເພື່ອກຳນົດອາຍຸ",
    "reason_en": "To establish the age",
    "consent_by": "person",
    "consent_on": "2026-03-29",
}


@pytest.fixture
def case(office, case):
    """Whose client agreed that the hospital verifies the age."""
    agreed(office, case.id)
    return case


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return search_key(" ".join(pages))


def ids(blockers):
    return [blocker.id for blocker in blockers]


def test_every_kind_is_offered(office):
    assert {kind.id for kind in office.papers.kinds()} >= {POWER, REQUEST, LETTER, "consent_form"}


def test_a_draft_says_what_is_missing_and_cannot_go_out(office, case):
    draft = office.papers.draft(case.id, POWER, "lo")
    assert "lawyer_accepted" in ids(office.papers.missing(draft))
    with pytest.raises(Refused):
        office.papers.issue(draft)
    assert office.papers.get(draft.id) == draft
    again = office.papers.draft(case.id, REQUEST, "lo")
    kept = office.papers.save(again, REQUEST_FACTS)
    assert office.papers.issue(kept).number.startswith("1/"), "a refusal uses up no number"


@pytest.mark.parametrize("language", ["lo", "en", "both"])
def test_an_issued_paper_names_client_lawyer_and_court(office, case, accepted, language):
    draft = office.papers.draft(case.id, POWER, language)
    assert office.papers.missing(draft) == ()
    issued = office.papers.issue(draft)
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
    issued = office.papers.issue(office.papers.draft(case.id, POWER, "en"))
    before = office.papers.pdf(issued)
    person = office.people.get(client.person_id)
    office.people.save(replace(person, given_latin="Somebody", given_lo="ຜູ້ອື່ນ"))
    assert office.papers.pdf(office.papers.get(issued.id)) == before
    for change in (
        lambda: office.papers.save(issued, {"settle": "yes"}),
        lambda: office.papers.discard(issued.id),
        lambda: office.papers.issue(issued),
    ):
        with pytest.raises(Refused):
            change()
    assert office.papers.get(issued.id) == issued


def test_numbers_run_by_year_with_the_suffix_of_the_office(office, case, clock):
    def issue():
        draft = office.papers.draft(case.id, REQUEST, "en")
        return office.papers.issue(office.papers.save(draft, REQUEST_FACTS)).number

    assert [issue(), issue()] == ["1/ຫຊກ", "2/ຫຊກ"]
    clock.set(date(2027, 1, 4))
    assert issue() == "1/ຫຊກ"


def test_a_paper_bears_the_date_and_the_number_of_the_day_it_goes_out(
    office, case, accepted, clock
):
    clock.set(date(2026, 12, 30))
    untouched = office.papers.draft(case.id, POWER, "en")
    chosen = office.papers.draft(case.id, POWER, "en")
    chosen = office.papers.save(chosen, {"starts_on": "2026-12-01"})
    assert office.papers.issue(office.papers.draft(case.id, POWER, "en")).number == "1/ຫຊກ"
    clock.set(date(2027, 1, 4))
    shown = office.papers.pdf(office.papers.get(untouched.id))
    assert "december" not in text_of(shown), "what is shown is what would go out"
    issued = office.papers.issue(untouched)
    assert (issued.number, issued.dated_on) == ("1/ຫຊກ", date(2027, 1, 4))
    assert value(issued, "starts_on") == "2027-01-04"
    assert "4january2027" in text_of(office.papers.pdf(issued)).replace(" ", "")
    assert value(office.papers.issue(chosen), "starts_on") == "2026-12-01"


def test_two_windows_never_give_one_number_to_two_papers(office, case, clock):
    mine, theirs = (
        office.papers.save(office.papers.draft(case.id, REQUEST, "en"), REQUEST_FACTS)
        for _ in range(2)
    )
    clock.happens_meanwhile(lambda: office.papers.issue(theirs))
    issued = office.papers.issue(mine)
    assert office.papers.get(theirs.id).number == "1/ຫຊກ"
    assert issued.number == "2/ຫຊກ"
    printed = text_of(office.papers.pdf(issued)).replace(" ", "")
    assert search_key("2/ຫຊກ") in printed
    assert search_key("1/ຫຊກ") not in printed


def test_a_fact_that_changes_while_a_paper_is_made_stands_in_it(office, case, client, clock):
    draft = office.papers.save(office.papers.draft(case.id, REQUEST, "en"), REQUEST_FACTS)
    renamed = replace(office.people.get(client.person_id), given_latin="Bouavanh")
    clock.happens_meanwhile(lambda: office.people.save(renamed))
    assert "bouavanh" in text_of(office.papers.pdf(office.papers.issue(draft)))


def test_nobody_issues_what_somebody_else_has_changed(office, case):
    seen = office.papers.save(office.papers.draft(case.id, REQUEST, "en"), REQUEST_FACTS)
    changed = office.papers.save(seen, {"reason_en": "Another reason"})
    with pytest.raises(Stale):
        office.papers.issue(seen)
    assert office.papers.issue(changed).number == "1/ຫຊກ"


def test_a_text_of_thousands_of_lines_is_refused_with_the_limit(office, case):
    draft = office.papers.draft(case.id, POWER, "lo")
    with pytest.raises(InvalidValue) as caught:
        office.papers.save(draft, {"scope_lo": "ກ\n" * 9999})
    assert (caught.value.field, caught.value.values) == ("scope_lo", {"limit": 300})
    kept = office.papers.save(draft, {"scope_lo": "\n".join("ກ" * 300)})
    assert value(kept, "scope_lo").count("\n") == 299


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
    office.bin.restore(BinKind.PAPER, gone.id)
    (back,) = office.papers.of_case(case.id)
    assert back.values == draft.values


def test_a_paper_that_cannot_be_set_uses_up_no_number(office, case):
    facts = {**REQUEST_FACTS, "hospital_lo": "中医院"}
    draft = office.papers.save(office.papers.draft(case.id, REQUEST, "lo"), facts)
    (blocker,) = office.papers.missing(draft)
    assert blocker.field == "hospital"
    assert "Hospital" in blocker.sentence.en
    assert all("中" in one for one in (blocker.sentence.lo, blocker.sentence.en))
    with pytest.raises(Refused):
        office.papers.issue(draft)
    assert office.papers.get(draft.id) == draft
    mended = office.papers.save(draft, REQUEST_FACTS)
    assert office.papers.issue(mended).number == "1/ຫຊກ"


def test_a_name_that_cannot_be_set_uses_up_no_number(office, case, client):
    person = office.people.get(client.person_id)
    office.people.save(replace(person, surname_lo="中"))
    draft = office.papers.save(office.papers.draft(case.id, REQUEST, "lo"), REQUEST_FACTS)
    with pytest.raises(Refused) as refused:
        office.papers.issue(draft)
    assert refused.value.values["letters"] == "中 (U+4E2D)"
    assert office.papers.get(draft.id) == draft
    office.people.save(replace(office.people.get(person.id), surname_lo="ຈັນ"))
    assert office.papers.issue(draft).number == "1/ຫຊກ"


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
