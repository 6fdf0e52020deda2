"""Eligibility: proposed by who takes a case in, decided by the head, never changed."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome, SeenProof
from legalaid_desktop.domain.errors import NotAllowed, Refused
from legalaid_desktop.domain.papers import PaperStatus
from tests.services.test_papers import text_of

TIP = (SeenProof(category="TIP"),)


def aid(case, outcome=Outcome.GRANTED, **changes):
    said = {"categories": TIP, "services": ("ADVICE", "REPRESENT"), **changes}
    return EligibilityDecision(case_id=case.id, outcome=outcome, **said)


def test_an_urgent_grant_is_due_on_today_until_it_is_decided_in_full(office, case, clock):
    first = office.eligibility.decide(aid(case, Outcome.PROVISIONAL, full_by=date(2026, 4, 6)))
    assert (first.number, first.decided_by) == ("1/ຫຊກ", "ສີວິໄລ")
    (due,) = office.deadlines.of_case(case.id)
    assert (due.safe_on, due.title_en, due.certainty) == (
        date(2026, 4, 6), "Full decision on legal aid", "D",
    )  # fmt: skip
    assert due in [one for one, _case in office.today.look().deadlines]
    clock.set(date(2026, 4, 3))
    second = office.eligibility.decide(aid(case))
    assert second.number == "2/ຫຊກ"
    assert office.deadlines.of_case(case.id)[0].status is DeadlineStatus.DONE
    assert office.eligibility.of_case(case.id) == [second, first], "the first one stays"
    for again in (second, replace(second, decided_by="")):
        with pytest.raises(Refused):
            office.eligibility.decide(again)


def test_a_decision_by_mistake_makes_place_for_the_one_before(office, case, seat):
    first = office.eligibility.decide(aid(case, Outcome.PROVISIONAL, full_by=date(2026, 4, 6)))
    wrong = office.eligibility.decide(aid(case))
    with pytest.raises(NotAllowed):
        seat("khamla", Role.OFFICER).eligibility.remove(wrong.id, "ຜິດຄະດີ")
    office.eligibility.remove(wrong.id, "ຜິດຄະດີ")
    assert office.cases.file(case.id).aid.decision == first
    assert office.deadlines.of_case(case.id)[0].status is DeadlineStatus.OPEN
    paper = office.eligibility.paper(first.id, "lo")
    office.papers.issue(paper)
    with pytest.raises(Refused):
        office.eligibility.remove(first.id, "ຜິດຄະດີ")


def test_an_officer_proposes_and_the_head_decides(office, case, seat):
    officer = seat("khamla", Role.OFFICER)
    with pytest.raises(NotAllowed):
        officer.eligibility.decide(aid(case))
    forged = replace(aid(case), decided_by="ສີວິໄລ", decided_on=date(2026, 3, 30), number="9")
    with pytest.raises(Refused):
        officer.eligibility.propose(forged)
    proposed = officer.eligibility.propose(aid(case))
    assert (proposed.proposed_by, proposed.is_decided) == ("khamla", False)
    assert office.cases.file(case.id).aid is None, "a proposal grants nothing"
    decided = office.eligibility.decide(proposed)
    assert (decided.id, decided.proposed_by, decided.decided_by) == (
        proposed.id, "khamla", "ສີວິໄລ",
    )  # fmt: skip


def test_the_paper_says_what_was_decided_and_nothing_else(office, case):
    help_lo, help_en = "ສະພາທະນາຍຄວາມ", "Lao Bar Association"
    refusal = aid(
        case, Outcome.REFUSED, reasons=("no_prospect",), review_lo="ຂໍພິຈາລະນາຄືນ",
        help_lo=help_lo, help_en=help_en,
    )  # fmt: skip
    granted = office.eligibility.decide(aid(case))
    grant = office.eligibility.paper(granted.id, "en")
    assert office.papers.missing(grant) == ()
    refused = office.eligibility.decide(refusal)
    assert [one.id for one in office.papers.missing(grant)] == ["no_grant"]
    with pytest.raises(Refused):
        office.eligibility.paper(granted.id, "en")
    paper = office.papers.issue(office.eligibility.paper(refused.id, "en"))
    assert (paper.kind, paper.status) == ("aid_refusal", PaperStatus.ISSUED)
    told = text_of(office.papers.pdf(paper))
    for words in ("no prospect of success", "lao bar association", "not confirmed", "2/"):
        assert words in told
