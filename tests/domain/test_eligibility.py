"""Eligibility: scenarios that a lawyer can read, and what a decision must say."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from legalaid_desktop.domain import eligibility, suggestions
from legalaid_desktop.domain.cases import Case, CaseType, PartyRole
from legalaid_desktop.domain.eligibility import (
    EligibilityDecision,
    Means,
    Outcome,
    SeenProof,
)
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.intakes import Intake, Tongue
from legalaid_desktop.domain.people import Person, Sex
from legalaid_desktop.domain.safe_contacts import Answer
from legalaid_desktop.domain.suggestions import Speaking
from legalaid_desktop.services import reference

FILE = Path(__file__).parents[1] / "data" / "eligibility_scenarios.toml"
SCENARIOS = tomllib.loads(FILE.read_text(encoding="utf-8"))["scenario"]
RULES = reference.eligibility()
TODAY = date(2026, 3, 30)
GRANT = EligibilityDecision(
    case_id=1,
    outcome=Outcome.GRANTED,
    categories=(SeenProof(category="POOR"),),
    services=("DRAFT",),
)
REFUSAL = replace(
    GRANT,
    outcome=Outcome.REFUSED,
    reasons=("no_prospect",),
    review_lo="ຂໍໃຫ້ພິຈາລະນາຄືນ",
    help_lo="ສະພາທະນາຍຄວາມ",
)


@pytest.mark.parametrize("one", SCENARIOS, ids=lambda one: one["what"][:40])
def test_a_scenario_comes_out_as_a_lawyer_expects(one):
    found = eligibility.assess(RULES, one["claims"], one["on"])
    assert list(found.categories) == one["counts"]
    assert found.asks_means is one["asks_means"]
    assert list(found.free) == one["free"]
    assert set(found.free) | set(found.closed) == {"INFO", "ADVICE", "DRAFT", "REPRESENT"}


def test_all_seven_categories_are_in_both_languages_and_sourced():
    assert [one.id for one in RULES.categories] == [
        "POOR", "DISADV", "DISAB", "CHILD", "MANDATORY", "VIOLENCE", "TIP",
    ]  # fmt: skip
    for one in RULES.categories:
        assert all((*one.titles.values(), *one.proofs.values(), one.source))
        assert one.proof_certainty == "C"
        assert one.article == "2", "the portal quotes no other article of the decree"
    never = {one.id for one in RULES.categories if one.means is Means.NEVER}
    assert never == {"TIP", "VIOLENCE", "CHILD", "MANDATORY"}
    assert RULES.review_certainty == "C"


@pytest.mark.parametrize("category", ["TIP", "VIOLENCE", "CHILD", "MANDATORY", "DISAB"])
def test_who_is_in_such_a_category_is_never_asked_about_money(category):
    asked = replace(
        GRANT,
        categories=(*GRANT.categories, SeenProof(category=category)),
        means=(("income", "1.000.000"),),
    )
    with pytest.raises(InvalidValue, match="money"):
        eligibility.checked(asked, RULES, TODAY)
    assert eligibility.checked(replace(asked, categories=GRANT.categories), RULES, TODAY).means


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("services", {"services": ()}),
        ("categories", {"categories": ()}),
        ("categories", {"categories": (SeenProof(category="RICH"),)}),
        ("services", {"services": ("MONEY",)}),
        ("proof", {"categories": (SeenProof(category="POOR", seen_on="2026-04-01"),)}),
        ("proof", {"categories": (SeenProof(category="POOR", seen_on="yesterday"),)}),
        ("full_by", {"outcome": Outcome.PROVISIONAL}),
        ("full_by", {"outcome": Outcome.PROVISIONAL, "full_by": date(2026, 3, 29)}),
    ],
)
def test_a_grant_that_lacks_something_is_refused_at_its_field(field, changes):
    with pytest.raises(InvalidValue) as caught:
        eligibility.checked(replace(GRANT, **changes), RULES, TODAY)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("reasons", {"reasons": ()}),
        ("reasons", {"reasons": ("client_asked",)}),
        ("review_lo", {"review_lo": ""}),
        ("help_lo", {"help_lo": ""}),
    ],
)
def test_a_refusal_says_why_how_to_have_it_reviewed_and_where_else_to_go(field, changes):
    with pytest.raises(InvalidValue) as caught:
        eligibility.checked(replace(REFUSAL, **changes), RULES, TODAY)
    assert caught.value.field == field
    assert eligibility.checked(REFUSAL, RULES, TODAY).services == ()


def test_advice_needs_no_category_and_a_proof_may_come_later():
    advice = replace(GRANT, categories=(), services=("INFO", "ADVICE"))
    assert eligibility.checked(advice, RULES, TODAY) == advice
    assert eligibility.checked(GRANT, RULES, TODAY) == GRANT


def test_what_was_decided_does_not_change():
    taken = eligibility.decided(GRANT, number="1", by="a", on=TODAY)
    with pytest.raises(Refused):
        eligibility.decided(taken, number="2", by="b", on=TODAY)
    assert eligibility.present([GRANT, taken]) == taken
    assert eligibility.is_overdue(replace(taken, full_by=date(2026, 3, 29)), TODAY)


ABOUT = Speaking(
    case=Case(client_id=1, type=CaseType.CIVIL, opened_on=TODAY),
    person=Person(given_lo="ຄຳ"),
    roles=frozenset({PartyRole.ACCUSED}),
    young=False,
)
TOLD = Intake(case_id=1, received_at=datetime(2026, 3, 30, tzinfo=UTC))


def of_kind(**changes):
    return replace(ABOUT.case, **changes)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, {}),
        ({"young": True}, {"CHILD": "age", "MANDATORY": "accused_child"}),
        ({"young": True, "roles": frozenset()}, {"CHILD": "age"}),
        ({"case": of_kind(type=CaseType.TRAFFICKING)}, {"TIP": "case_type"}),
        ({"presumed": True}, {"TIP": "presumed"}),
        ({"intake": replace(TOLD, trafficking=Answer.YES)}, {"TIP": "signs"}),
        ({"person": Person(given_lo="ຄຳ", disability="ຫູໜວກ")}, {"DISAB": "disability"}),
        ({"intake": replace(TOLD, adaptations=("hearing",))}, {"MANDATORY": "accused_hindered"}),
        ({"intake": replace(TOLD, adaptations=("moving",))}, {}),
        ({"intake": replace(TOLD, language=Tongue.HMONG)}, {"MANDATORY": "accused_language"}),
        ({"intake": replace(TOLD, language=Tongue.LAO)}, {}),
        ({"intake": replace(TOLD, language=Tongue.HMONG), "roles": frozenset()}, {}),
        ({"case": of_kind(subtype="rape")}, {}),
        ({"case": of_kind(subtype="rape"), "roles": frozenset()}, {"VIOLENCE": "violence"}),
        (
            {
                "case": of_kind(subtype="violence-in-family"), "roles": frozenset(),
                "person": Person(given_lo="ຄຳ", sex=Sex.MALE),
            },
            {},
        ),
    ],
)  # fmt: skip
def test_the_case_itself_speaks_for_categories(changes, found):
    assert suggestions.suggested(replace(ABOUT, **changes)) == found
