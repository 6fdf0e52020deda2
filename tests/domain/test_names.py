"""Names of one person in many spellings, and of different people: measured on a labelled set."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import text

from legalaid_desktop.domain.names import (
    ALIKE,
    How,
    best,
    distance,
    folded,
    least_distance,
    likeness,
    parsed,
)

PAIRS = Path(__file__).parents[1] / "data" / "name_pairs.tsv"


def score(one, other):
    return likeness(parsed(one), parsed(other)).score


def labelled(half):
    lines = [
        line.split("\t")
        for line in PAIRS.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    return [(one, other, label == "same") for at, label, one, other, _what in lines if at == half]


def figures(half):
    pairs = [(score(one, other) >= ALIKE, same) for one, other, same in labelled(half)]
    hits = pairs.count((True, True))
    return {
        "pairs": len(pairs),
        "recall": round(hits / (hits + pairs.count((False, True))), 3),
        "precision": round(hits / (hits + pairs.count((True, False))), 3),
    }


def test_names_that_the_rules_were_not_tuned_on_are_told_apart(record_property):
    assert len(labelled("tuning")) + len(labelled("unseen")) >= 400
    unseen = figures("unseen")
    record_property("unseen", json.dumps(unseen))
    record_property("tuning", json.dumps(figures("tuning")))
    assert unseen["recall"] >= 0.97, unseen
    assert unseen["precision"] >= 0.80, unseen


def test_harder_names_that_nothing_was_tuned_on_keep_their_floor(record_property):
    """Villages as families, monks' titles, Hmong, Khmu, clerks abroad, one syllable, nicknames.

    What is missed is known: Hmong in its own letters, titles that are not in the list, one letter.
    """
    hard = figures("hard")
    record_property("hard", json.dumps(hard))
    assert hard["recall"] >= 0.85, hard
    assert hard["precision"] >= 0.80, hard


def test_no_family_and_no_given_name_is_in_both_halves():
    words = [
        {word for one, other, same in labelled(half) if same for word in f"{one} {other}".split()}
        for half in ("tuning", "unseen")
    ]
    shared = words[0] & words[1]
    assert len(shared) < 5, shared  # titles


@pytest.mark.parametrize(
    "spellings",
    [
        ("Xay", "Sai", "Say", "ໄຊ"),
        ("Phim", "Fim", "ພິມ"),
        ("Nhot", "Nyot", "Gnot", "ຍອດ"),
        ("Souk", "Suk", "Sook", "ສຸກ"),
        ("Keo", "Kaew", "Kaeo", "ແກ້ວ"),
        ("Vieng", "Wieng", "Viang", "ວຽງ"),
        ("Phouvong", "Phuwong", "ພູວົງ"),
        ("Somphone", "Somporn", "ສົມພອນ", "สมพร"),
        ("Luangnamtha", "ຫຼວງນ້ຳທາ", "ຫລວງນໍ້າທາ"),
    ],
)
def test_spellings_of_one_name_sound_the_same(spellings):
    assert len({folded(word) for word in (parsed(s).words[0].plain for s in spellings)}) == 1


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("ຄຳຫຼ້າ", "ຄໍາຫຼ້າ", How.SAME),
        ("ນ້ອຍ ວົງສາ", "ນອ້ຍ ວົງສາ", How.LAO_SPELLING),
        ("ນ້ອຍ ວົງສາ", "ນອຍ ວົງສາ", How.LAO_SPELLING),
        ("ລັດສະໝີ", "ຣັດສະຫມີ", How.LAO_SPELLING),
        ("ບຸນມີ ວົງສາ", "Bounmy Vongsa", How.TWO_SCRIPTS),
        ("Souksavanh Vongsa", "Suksawan Wongsa", How.ROMANISED),
        ("Bounmy Vongsa", "Wongsa Bunmee", How.SWAPPED),
        ("Phetsamone Sisoulath", "Phetsmone Sisoulath", How.SOUND),
        ("Somphone Vongsa", "Somphote Vongsa", How.NEARLY),
        ("ບຸນມີ", "Bounmy Vongsa", How.GIVEN_ALONE),
    ],
)
def test_each_likeness_says_by_which_rule(one, other, how):
    assert how in likeness(parsed(one), parsed(other)).how


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mekong 12", "Mekong 13"),
        ("ບຸນມີ", "ບຸນມາ"),
        ("ຄຳ", "ຄຳດີ"),
        ("Noy", "Nok"),
        ("Bounmy Vongsa", "Bounmy Inthavong"),
    ],
)
def test_short_names_that_differ_are_different_people(one, other):
    assert score(one, other) < ALIKE


def test_titles_and_gaps_do_not_count():
    assert score("ທ້າວ ບຸນມີ ວົງສາ", "ບຸນມີວົງສາ") >= 0.95
    assert score("ນາງວັນນາ ວົງສາ", "Ms. Vanna Wongsa") >= 0.9
    assert parsed("ນາງ").words, "a title alone is somebody's name"


def test_a_given_name_alone_is_worth_a_look_but_no_more():
    assert 0.4 < score("ບຸນມີ", "ບຸນມີ ວົງສາ") < ALIKE


def test_the_best_of_several_names_counts():
    aliases = [parsed(name) for name in ("ແກ້ວ", "Somsack Vongsa")]
    assert best(aliases, [parsed("ສົມສັກ ວົງສາ")]).score >= 0.9
    assert best([], aliases).score == 0


@given(*[text("kmnoyaeiuŋstphbl", max_size=16)] * 2)
def test_two_keys_are_never_nearer_than_their_length_lets_them(one, other):
    assert least_distance(one, other) <= distance(one, other) + 1e-9


@pytest.mark.parametrize("typed", ["", " ", "-", "\u200b", "😀", "123", "王小明", "Нгуен"])
def test_whatever_is_typed_is_no_error(typed):
    assert score(typed, "ບຸນມີ") < ALIKE
    assert likeness(parsed(typed), parsed(typed)).score in (0.0, 1.0)
