"""Scope: the tree of the program, trees that are wrong, and what a kept check says."""

import tomllib
from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop import assets
from legalaid_desktop.domain import scope
from legalaid_desktop.domain.errors import Damaged, InvalidValue
from legalaid_desktop.domain.lao import has_lao
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.scope import EndKind, ScopeCheck
from legalaid_desktop.services import reference

TREE = reference.scope()
SPEAKS = (("asks_for", "represent"), ("urgent", "no"), ("other_side", "no"))
FISHERMAN = {**dict(SPEAKS), "category": "tip", "matter": "crime", "merit": "no"}


def end_of(**answers):
    return scope.walk(TREE, answers)


def every_way(name=TREE.first, given=()):
    if name in TREE.ends:
        yield dict(given)
        return
    for answer in TREE.questions[name].answers:
        yield from every_way(answer.to, (*given, (name, answer.id)))


def test_each_way_comes_to_an_end_and_each_end_can_be_read():
    ways = list(every_way())
    assert len(ways) > 100
    reached = {scope.walk(TREE, way).end.id for way in ways}
    assert reached == set(TREE.ends)
    for one in (*TREE.questions.values(), *TREE.ends.values()):
        assert has_lao(one.titles["lo"]), one.id
        assert not has_lao(one.titles["en"]), one.id
    bodies = {one.id for one in reference.other_help()}
    services = {one.id for one in reference.eligibility().services}
    for end in TREE.ends.values():
        assert set(end.other_help) <= bodies, end.id
        assert set(end.services) <= services, end.id
        assert bool(end.source) is (end.certainty is not Certainty.OURS), end.id
        assert not end.source or end.source in reference.laws()
        assert end.kind is not EndKind.ELSEWHERE or end.other_help, end.id


def test_the_fisherman_is_in_scope_of_what_he_asks_for():
    walked = scope.walk(TREE, FISHERMAN)
    assert walked.end.kind is EndKind.SERVICE
    assert walked.services == ("ADVICE", "DRAFT", "REPRESENT")
    asked = scope.walk(TREE, {**FISHERMAN, "asks_for": "draft"})
    assert asked.services == ("ADVICE", "DRAFT")


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"asks_for": "advice"}, EndKind.INFORMATION),
        ({"asks_for": "represent", "urgent": "yes"}, EndKind.HEAD),
        ({**dict(SPEAKS), "other_side": "yes"}, EndKind.ELSEWHERE),
        ({**dict(SPEAKS), "category": "none"}, EndKind.INFORMATION),
        ({**FISHERMAN, "matter": "land", "mediated": "none"}, EndKind.MEDIATION),
        ({**FISHERMAN, "matter": "family", "mediated": "violence"}, EndKind.HEAD),
        ({**FISHERMAN, "merit": "perhaps"}, EndKind.HEAD),
        ({"asks_for": "other", "other_need": "return"}, EndKind.ELSEWHERE),
    ],
)
def test_where_answers_lead(answers, kind):
    assert scope.walk(TREE, answers).end.kind is kind


def test_the_next_question_is_asked_and_answers_that_do_not_count_any_more_fall_away():
    assert end_of().question.id == "asks_for"
    assert end_of(asks_for="draft").question.id == "urgent"
    changed = scope.walk(TREE, {**FISHERMAN, "asks_for": "advice"})
    assert changed.answers == (("asks_for", "advice"),)
    with pytest.raises(InvalidValue):
        end_of(asks_for="nothing")


def test_a_check_keeps_its_end_in_words_and_is_not_kept_half():
    asked = ScopeCheck(case_id=1, answers=tuple(FISHERMAN.items()), note=" ຄຳ ")
    kept = scope.checked(asked, TREE)
    assert (kept.tree, kept.end, kept.note) == (TREE.version, "in_scope", "ຄຳ")
    assert has_lao(kept.end_lo)
    with pytest.raises(InvalidValue):
        scope.checked(replace(asked, answers=SPEAKS), TREE)


def test_an_end_counts_between_its_days():
    end = replace(TREE.ends["in_scope"], valid_to=date(2030, 1, 1))
    assert not end.counts_on(date(2018, 2, 27))
    assert end.counts_on(date(2018, 2, 28))
    assert not end.counts_on(date(2030, 1, 2))
    assert TREE.ends["mediate_first"].counts_on(date(1990, 1, 1)), "its day is not known"


def test_a_decision_prints_the_check_that_was_there_when_it_was_taken():
    made = [ScopeCheck(case_id=1, end=f"{day}", asked_on=date(2026, 3, day)) for day in (9, 5, 2)]
    assert scope.last_before(made, date(2026, 3, 8)).end == "5"
    assert scope.last_before(made, date(2026, 3, 1)) is None
    assert scope.last_before(made, None) is None


def damaged(change):
    data = tomllib.loads(assets.resource("law", "scope.toml").read_text(encoding="utf-8"))
    change(data)
    return data


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["question"][0]["answers"][0].update(to="nowhere"),
        lambda data: data["question"][-1]["answers"][0].update(to="asks_for"),
        lambda data: data["question"][-1].update(answers=[]),
        lambda data: data["question"][0]["answers"].pop(0),
        lambda data: data["end"].append(data["end"][0]),
        lambda data: data.update(first="nowhere"),
    ],
    ids=["dead end", "loop", "no answers", "not reached", "twice", "no first"],
)
def test_a_tree_that_is_wrong_is_not_used(change):
    with pytest.raises(Damaged):
        scope.parse(damaged(change))
