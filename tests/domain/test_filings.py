"""What a paper needs before it is filed (Civil Procedure Law arts 92, 104, 172–185, 211–213)."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.filings import (
    Filing,
    FilingFacts,
    Mandate,
    Readiness,
    Ticked,
    is_ready,
    kind_that_keeps,
    readiness,
    ticked,
)
from legalaid_desktop.domain.rules import Actor
from legalaid_desktop.labels import filings as labels
from legalaid_desktop.services import reference

RULES = reference.filings()
DAY = date(2026, 5, 11)
CASE = Case(client_id=1, type=CaseType.CIVIL, opened_on=DAY)
CLAIM = Filing(case_id=1, kind="claim", planned_on=DAY)
OPEN, READY, NOT_NEEDED = Readiness.OPEN, Readiness.READY, Readiness.NOT_NEEDED


def stands(filing=CLAIM, case=CASE, **facts):
    return {one.item.id: one.state for one in readiness(RULES, filing, case, FilingFacts(**facts))}


def test_a_claim_asks_for_what_the_law_lists():
    found = stands()
    listed = {"court", "parties", "claim-articles", "facts", "evidence", "value", "relief"}
    assert {*listed, "attachments", "signed", "stamp", "copies", "court-form"} <= {*found}
    assert "separate" not in found
    assert found["stamp"] is OPEN


def test_an_answer_asks_for_less_and_a_counterclaim_for_a_paper_of_its_own():
    assert "mediation" not in stands(replace(CLAIM, kind="answer"))
    assert stands(replace(CLAIM, kind="counterclaim"))["separate"] is OPEN


@pytest.mark.parametrize(
    ("first", "last", "number", "state", "told"),
    [
        (date(2025, 5, 12), date(2026, 5, 10), "", OPEN, "not valid on 11 May 2026"),
        (date(2025, 5, 12), DAY, "", READY, "valid on 11 May 2026"),
        (DAY, date(2027, 5, 10), "", READY, "valid on 11 May 2026"),
        (date(2026, 5, 12), date(2027, 5, 10), "", OPEN, "not valid on 11 May 2026"),
        (DAY, date(2027, 5, 10), "POA-7", OPEN, "POA-7 was issued here"),
    ],
)
def test_the_mandate_has_to_be_valid_on_the_day_of_filing(first, last, number, state, told):
    mandate = Mandate(first=first, last=last, number=number)
    facts = FilingFacts(mandates=(mandate,))
    lines = {one.item.id: one for one in readiness(RULES, CLAIM, CASE, facts)}
    assert lines["mandate"].state is state
    assert told in labels.seen(lines["mandate"], "en")
    later = replace(CLAIM, filed_on=date(2028, 1, 3))
    assert stands(later, mandates=(mandate,))["mandate"] is OPEN, "the day it was filed counts"
    assert stands()["mandate"] is OPEN


def test_each_period_of_the_checklists_is_kept_by_one_kind_of_paper():
    known = {one.id: one for one in reference.rules()}
    listed = [one for kind in RULES.kinds for one in kind.rules]
    assert len(listed) == len(set(listed))
    assert all(known[one].actor is Actor.OUR_SIDE for one in listed)
    kept = {one: kind_that_keeps(RULES, one) for one in ("CV-24", "CV-28", "CV-32", "EN-08B", "")}
    assert list(kept.values()) == ["answer", "objection", "appeal", "other", ""]


def test_a_client_who_files_in_person_needs_no_mandate():
    assert stands(replace(CLAIM, by_representative=False))["mandate"] is NOT_NEEDED


def test_foreign_papers_need_a_translation():
    def line(**facts):
        found = readiness(RULES, CLAIM, CASE, FilingFacts(**facts))
        return next(one for one in found if one.item.id == "translation")

    assert line(papers=3, untranslated=2).state is OPEN
    assert line(papers=3).state is READY
    unknown = line(papers=3, unknown=1)
    assert (unknown.state, labels.seen(unknown, "en")) == (
        OPEN,
        "papers whose language nobody noted: 1",
    )
    assert line().state is OPEN, "nothing was looked at"
    assert labels.seen(line(), "en").startswith("no paper is kept")


def test_only_a_client_known_to_speak_lao_needs_no_interpreter():
    assert [stands(speaks_lao=one)["interpreter"] for one in (None, False, True)] == [
        OPEN,
        OPEN,
        NOT_NEEDED,
    ]


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"type": CaseType.LAND, "subtype": "land-use"}, OPEN),
        ({"type": CaseType.LABOUR}, OPEN),
        ({"type": CaseType.CIVIL}, OPEN),
    ],
)
def test_mediation_is_asked_for_first(given, state):
    assert stands(case=replace(CASE, **given))["mediation"] is state


def test_what_is_not_mediated_needs_no_record():
    assert stands(replace(CLAIM, subject="state"))["mediation"] is NOT_NEEDED


def test_somebody_ticks_what_the_program_cannot_see_and_then_it_is_ready():
    ticks = ()
    for one in readiness(RULES, CLAIM, CASE, FilingFacts()):
        assert not is_ready(readiness(RULES, replace(CLAIM, ticks=ticks), CASE, FilingFacts()))
        ticks = ticked(replace(CLAIM, ticks=ticks), Ticked(item=one.item.id, state=READY))
    assert is_ready(readiness(RULES, replace(CLAIM, ticks=ticks), CASE, FilingFacts()))


def test_a_tick_is_taken_back():
    filing = replace(CLAIM, ticks=(Ticked(item="stamp", state=READY),))
    assert ticked(filing, Ticked(item="stamp", state=OPEN)) == ()


def test_what_is_not_needed_has_a_reason():
    with pytest.raises(InvalidValue, match="not needed"):
        ticked(CLAIM, Ticked(item="stamp", state=NOT_NEEDED, note="  "))


def test_every_condition_belongs_to_a_known_kind_and_a_known_law():
    kinds, laws = {one.id for one in RULES.kinds}, reference.laws()
    for item in RULES.items:
        assert {*item.kinds} <= kinds
        assert item.law in laws


def test_every_subtype_that_decides_on_mediation_exists():
    known = {*reference.subtypes()}
    assert {name for one in RULES.subjects for name in one.subtypes} <= known
