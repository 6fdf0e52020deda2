"""How long a case is kept: the longest of the rules that apply, counted by people's ages too."""

from datetime import date

import pytest

from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.retention import (
    KeptCase,
    OfficeRule,
    after,
    latest_birth,
    proposed,
    review,
)
from legalaid_desktop.services import reference

RULES = [proposed(rule) for rule in reference.retention_rules()]
CLOSED = date(2020, 5, 10)


def kept(kind=CaseType.CIVIL, since=CLOSED, opened=date(2019, 1, 1), **facts):
    return KeptCase(case=Case(client_id=1, type=kind, opened_on=opened), since=since, **facts)


@pytest.mark.parametrize(
    ("case", "until", "rule"),
    [
        (kept(), date(2030, 5, 10), "general"),
        (kept(CaseType.LAND), date(2040, 5, 10), "property"),
        (kept(enforced=True), date(2040, 5, 10), "property"),
        (kept(people=(Person(born_on=date(2010, 3, 1)),)), date(2038, 3, 1), "child"),
        (kept(people=(Person(born_on=date(1990, 3, 1)),)), date(2030, 5, 10), "general"),
        (kept(people=(Person(born_on=date(2001, 3, 1)),)), date(2030, 5, 10), "general"),
        (kept(people=(Person(born_year=2001),)), date(2030, 5, 10), "general"),
        (kept(people=(Person(born_year=2008),)), date(2036, 12, 31), "child"),
        (kept(CaseType.CHILD), date(2047, 1, 1), "child"),
        (kept(since=date(2020, 2, 29)), date(2030, 3, 1), "general"),
    ],
)
def test_the_longest_rule_counts(case, until, rule):
    found = review(case, RULES)
    assert (found.until, found.rule.rule.id) == (until, rule)


def test_of_several_children_the_youngest_counts():
    people = (Person(born_on=date(2008, 1, 1)), Person(born_on=date(2015, 6, 2)))
    assert review(kept(people=people), RULES).until == date(2043, 6, 2)


def test_an_estimated_age_counts_at_its_youngest():
    person = Person(age_from=14, age_to=17, age_seen_on=date(2019, 1, 20))
    assert latest_birth(person) == date(2005, 1, 20)
    assert review(kept(people=(person,)), RULES).until == date(2033, 1, 20)


def test_without_the_day_of_closing_nobody_knows():
    assert review(kept(since=None), RULES).until is None
    assert review(kept(since=None, people=(Person(born_year=2010),)), RULES).until is None


def test_what_the_office_decided_counts_instead():
    decided = [OfficeRule(rule=one.rule, number=one.number + 5, decided_by="ກ") for one in RULES]
    assert review(kept(), decided).until == date(2035, 5, 10)


def test_every_rule_is_a_proposal_and_says_so_in_both_languages():
    assert [rule.id for rule in reference.retention_rules()] == ["general", "property", "child"]
    for rule in reference.retention_rules():
        assert rule.certainty == "C"
        assert all(rule.titles.values())
        assert all(rule.notes.values())
        assert not proposed(rule).is_decided


def test_every_anchor_stands_in_a_known_law():
    assert {one.law for one in reference.retention_anchors()} <= set(reference.laws())


def test_years_later_and_earlier():
    assert after(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert after(date(2024, 2, 29), -1) == date(2023, 3, 1)
