from dataclasses import replace
from datetime import date, datetime

import pytest

from legalaid_desktop.domain import paper_kinds, papers
from legalaid_desktop.domain.eligibility import Outcome
from legalaid_desktop.domain.errors import Damaged, InvalidValue, Refused
from legalaid_desktop.services.paper_kinds import kind, kinds
from tests import made_up_papers as made_up

POA = kind("power_of_attorney")
TODAY = made_up.TODAY
OUTCOMES = {"aid_provisional": Outcome.PROVISIONAL, "aid_refusal": Outcome.REFUSED}


def blockers(kind_id, file, **answers):
    paper = made_up.paper(kind_id, file, **answers)
    return [one.id for one in papers.missing(kind(kind_id), paper, file, TODAY)]


@pytest.mark.parametrize("each", kinds(), ids=lambda each: each.id)
def test_a_paper_with_every_answer_can_go_out(each):
    file = made_up.fisherman()
    outcome = OUTCOMES.get(each.id, file.aid.decision.outcome)
    decided = replace(file.aid, decision=replace(file.aid.decision, outcome=outcome))
    assert blockers(each.id, replace(file, aid=decided)) == []


def test_each_blocker_has_a_sentence_in_both_languages():
    for each in kinds():
        for demand in each.demands:
            assert demand.sentence.lo
            assert demand.sentence.en


def test_a_mandate_waits_for_a_lawyer_who_accepted():
    file = replace(made_up.fisherman(), lawyer=None)
    assert blockers(POA.id, file) == ["lawyer_accepted"]


def test_a_mandate_waits_for_the_number_of_the_lawyers_card():
    lawyer = replace(made_up.LAWYER, card_number="")
    assert blockers(POA.id, replace(made_up.fisherman(), lawyer=lawyer)) == ["lawyer_card"]


@pytest.mark.parametrize(
    ("ends_on", "found"),
    [
        ("2029-06-05", []),
        ("2029-06-06", ["term_too_long"]),
        ("2026-06-04", ["term_backwards"]),
        ("", []),
    ],
)
def test_a_mandate_lasts_three_years_at_most(ends_on, found):
    assert blockers(POA.id, made_up.fisherman(), ends_on=ends_on) == found


def test_a_mandate_of_a_child_is_given_by_the_guardian():
    file = made_up.land_dispute(made_up.GIRL)
    assert blockers(POA.id, file) == ["guardian"]
    assert blockers(POA.id, made_up.with_guardian(file)) == []


@pytest.mark.parametrize("kind_id", ["age_verification_request", "referral_letter"])
def test_for_somebody_perhaps_under_18_the_guardian_consents(kind_id):
    file = made_up.land_dispute(made_up.GIRL)
    assert blockers(kind_id, file, consent_by="person") == ["guardian_consent"]
    assert blockers(kind_id, file, consent_by="guardian") == []


def test_what_must_be_filled_in_is_named_by_its_label():
    file = made_up.fisherman()
    paper = made_up.paper("age_verification_request", file, hospital_lo="", hospital_en="")
    (found,) = papers.missing(kind(paper.kind), paper, file, TODAY)
    assert found.field == "hospital"
    assert "Hospital" in found.sentence.en
    assert "ໂຮງໝໍ" in found.sentence.lo


def test_one_language_is_enough_for_a_field_of_both():
    assert blockers("age_verification_request", made_up.fisherman(), hospital_en="") == []


def test_a_paper_in_both_languages_says_the_same_numbers_in_both():
    def found(lao, english, language="both"):
        file = made_up.fisherman()
        answers = {"background_lo": lao, "background_en": english}
        made = replace(made_up.paper("referral_letter", file, **answers), language=language)
        return [
            (one.id, one.sentence.en.partition(": ")[2])
            for one in papers.missing(kind("referral_letter"), made, file, TODAY)
        ]

    assert found("ໜີ້ ໑.໒໕໐.໐໐໐ ກີບ ປີ 2025", "a debt of 1,250,000 kip in 2025, 3 days late") == []
    assert found("ໜີ້ 1.250.000 ກີບ", "a debt of 1,520,000 kip") == [
        ("differs:background",
         "the numbers in Lao and English are not the same (1250000, 1520000)"),
    ]  # fmt: skip
    assert found("ໜີ້ 1.250.000 ກີບ", "a debt of 1,520,000 kip", "lo") == []
    assert found("ມາດຕາ 215", "") == []


def test_consent_cannot_be_of_tomorrow():
    found = blockers("referral_letter", made_up.fisherman(), consent_on="2026-06-06")
    assert found == ["consent_in_future"]


def test_a_restricted_case_starts_with_a_code_instead_of_the_name():
    referral = kind("referral_letter")
    hidden = papers.new(referral, made_up.fisherman(), "lo", TODAY)
    shown = papers.new(referral, made_up.land_dispute(), "lo", TODAY)
    assert papers.value(hidden, "person_shown") == "code"
    assert papers.value(shown, "person_shown") == "name"


@pytest.mark.parametrize(
    ("key", "typed"),
    [("starts_on", "5/6/2026"), ("settle", "perhaps"), ("nothing_like_it", "x")],
)
def test_a_wrong_answer_names_its_field(key, typed):
    draft = papers.new(POA, made_up.fisherman(), "lo", TODAY)
    with pytest.raises(InvalidValue) as caught:
        papers.with_values(POA, draft, {key: typed})
    assert caught.value.field == key


def test_lao_from_a_gazette_is_kept_in_the_house_spelling():
    draft = papers.new(POA, made_up.fisherman(), "lo", TODAY)
    kept = papers.with_values(POA, draft, {"certifier_name_lo": "ຫ້ອງການບ້ານ ຄໍາ"})
    assert papers.value(kept, "certifier_name_lo") == "ຫ້ອງການບ້ານ ຄຳ"


def test_an_issued_paper_does_not_change():
    draft = papers.new(POA, made_up.fisherman(), "lo", TODAY)
    at = datetime(2026, 6, 5, 9, 0)  # noqa: DTZ001 - offices keep local time
    final = papers.issued(draft, number="7/ຊກ", blob="b", sha256="s", at=at)
    assert final.status is papers.PaperStatus.ISSUED
    with pytest.raises(Refused):
        papers.with_values(POA, final, {"settle": "yes"})
    with pytest.raises(Refused):
        papers.issued(final, number="8", blob="b", sha256="s", at=at)


def test_three_years_after_a_leap_day_is_the_last_of_february():
    assert papers.years_later(date(2024, 2, 29), 3) == date(2027, 2, 28)


def test_a_kind_with_a_part_missing_is_damaged():
    with pytest.raises(Damaged):
        paper_kinds.read({"id": "x", "title": {"lo": "ກ", "en": "x"}})
