import functools
import itertools
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from legalaid_desktop import assets
from legalaid_desktop.domain import lao

LETTERS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0E80, max_codepoint=0x0EDF),
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B),
        st.sampled_from(" ab1(\n\u200b\u00ad\u0301\u00a0/½☐"),
    ),
    max_size=40,
)


def test_gazette_spellings_become_the_one_that_is_kept():
    same = {
        "ຄໍາຮ້ອງ": "ຄຳຮ້ອງ",
        "ນໍ້າ": "ນ້ຳ",
        "ນຳ້": "ນ້ຳ",
        "ນ້ໍາ": "ນ້ຳ",
        "ກ່ິງ": "ກິ່ງ",
        "ເເຂວງ": "ແຂວງ",
        "ທີີ່ດິນ": "ທີ່ດິນ",
        "ຂໍໍ້": "ຂໍ້",
        "ສ\u200bປ\ufeffປ\u00ad": "ສປປ",
        "ຫູຼ": "ຫຼູ",
        "ຂໍ້": "ຂໍ້",
        "ສໍ້ໂກງ": "ສໍ້ໂກງ",
        "ກ\r\nຂ\u2028ຄ\x00": "ກ\nຂ\nຄ",
        "Cafe\u0301": "Café",
        "ກ\ud800ຂ": "ກ\ufffdຂ",
    }
    assert {typed: lao.normalise(typed) for typed in same} == same


def test_ho_no_stays_as_typed():
    assert lao.normalise("ຫນ້າ") == "ຫນ້າ"


@given(LETTERS)
def test_a_normal_text_is_normal(text):
    once = lao.normalise(text)
    assert lao.normalise(once) == once


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ຈໍາເລີຍ", "ຈຳເລີຍ"),
        ("ຫນັງສື", "ໜັງສື"),
        ("ຫມາຍ", "ໝາຍ"),
        ("ຫລັກຖານ", "ຫຼັກຖານ"),
        ("ນໍ້າ", "ນ້ຳ"),
        ("ໂຮງ ໝໍ", "ໂຮງໝໍ"),
        ("ໂຮງ\u200bໝໍ", "ໂຮງໝໍ"),
        ("ປີ ໒໐໒໖", "ປີ 2026"),
        ("VIENTIANE", "Vientiane"),
        ("\uff36ientiane", "vientiane"),
        ("ຫນໍໍ່ໄມ້", "ໜໍ່ໄມ້"),
    ],
)
def test_two_spellings_share_a_search_key(typed, stored):
    assert lao.search_key(typed) == lao.search_key(stored)


def test_different_words_have_different_search_keys():
    words = ["ຂ່າ", "ຂ້າ", "ຂາ", "ຄາ", "ຄຳ", "ຄ້ຳ", "Kham", "ຫາ", "ໝາ"]
    assert len({lao.search_key(word) for word in words}) == len(words)


@given(LETTERS)
def test_clusters_lose_nothing(text):
    assert "".join(lao.clusters(text)) == text


def test_clusters_keep_a_letter_with_its_vowels_and_tones():
    assert lao.clusters("ເຄື່ອງນ້ຳຫຼູ້ຫນ້າໜຶ່ງໆ") == [
        "ເຄື່", "ອ", "ງ", "ນ້ຳ", "ຫຼູ້", "ຫນ້າ", "ໜຶ່", "ງໆ"
    ]  # fmt: skip


@given(LETTERS)
def test_a_line_never_ends_inside_a_cluster(text):
    text = lao.normalise(text)
    edges = set(itertools.accumulate(len(c) for c in lao.clusters(text)))
    assert set(lao.breaks(text)) <= edges
    assert not text or lao.breaks(text)[-1] == len(text)


def test_breaks_are_those_of_icu_but_for_our_own_rules():
    text = "ທະນາຍຄວາມຍື່ນຄຳຮ້ອງຕໍ່ສານປະຊາຊົນນະຄອນຫຼວງວຽງຈັນ ໃນວັນທີ 27 ມີນາ 2026"
    ends = set(itertools.accumulate(len(part) for part in LineBreaker(text, "lo")))
    ours = set(lao.breaks(text))
    assert ours <= ends
    assert len(ours) >= 10


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ໃນປີ2026ສານ", "ໃນ|ປີ|2026|ສານ"),
        ("ຕາມກົດໝາຍເລກທີ67/ສພຊ", "ຕາມ|ກົດໝາຍ|ເລກທີ|67/ສພຊ"),
        ("ລົງວັນທີ 12 ພຶດສະພາ 2017, ມາດຕາ 12 ວັກ 3", "ລົງວັນທີ |12 ພຶດສະພາ 2017, |ມາດຕາ 12 |ວັກ |3"),
        ("dated 7 May 2017, Article 16.", "dated |7 May 2017, |Article 16."),
        ("ຮ່ວມກັບIOMລາວ", "ຮ່ວມກັບ|IOM|ລາວ"),
        ("ລົງລາຍເຊັນ", "ລົງ|ລາຍເຊັນ"),
        ("ຖືກຫມາຍພາຕົວ", "ຖືກ|ຫມາຍພາຕົວ"),
        ("ຕ່າງໆນານາ", "ຕ່າງໆ|ນານາ"),
        ("ເພື່ອເປັນຫຼັກຖານ", "ເພື່ອ|ເປັນຫຼັກຖານ"),
        ("ຜູ້ມອບສັນທະລົງລາຍເຊັນ", "ຜູ້ມອບສັນທະ|ລົງ|ລາຍເຊັນ"),
        ("ຜູ້ຖືກເຄາະຮ້າຍຈາກການຄ້າມະນຸດ", "ຜູ້ຖືກເຄາະຮ້າຍ|ຈາກ|ການຄ້າມະນຸດ"),
        ("ໃຫ້ມາສະແດງຕົວ", "ໃຫ້|ມາສະແດງຕົວ"),
        ("ຄຸກປີນັງ ກ ຂ", "ຄຸກ|ປີນັງ |ກ |ຂ"),
    ],
)
def test_where_lines_may_end(text, lines):
    starts = [0, *lao.breaks(text)]
    assert "|".join(text[a:b] for a, b in itertools.pairwise(starts)) == lines


def test_thai_lines_end_between_words_and_never_inside_a_letter():
    text = "ນາຍຈ້າງบริษัทประมงไทย จำกัดປີ2026"
    starts = [0, *lao.breaks(text)]
    assert "|".join(text[a:b] for a, b in itertools.pairwise(starts)) == (
        "ນາຍຈ້າງ|บริษัท|ประมง|ไทย |จำกัด|ປີ|2026"
    )
    assert lao.clusters("น้ำเงินผู้ป่าๆ") == ["น้ำ", "เงิ", "น", "ผู้", "ป่าๆ"]


def test_no_legal_term_is_cut():
    with assets.resource("reference", "lao_terms.toml").open("rb") as stream:
        terms = [record["lo"] for record in tomllib.load(stream)["term"]]
    assert len(terms) > 100
    assert [t for t in terms if lao.normalise(t) != t or lao.breaks(t) != [len(t)]] == []


def test_no_legal_term_is_so_long_that_lines_get_ragged():
    with assets.resource("reference", "lao_terms.toml").open("rb") as stream:
        terms = [record["lo"] for record in tomllib.load(stream)["term"]]
    assert len(terms) == len(set(terms))
    assert [term for term in terms if len(term) > 16] == []


def test_changing_the_answer_changes_nothing_for_others():
    lao.breaks("ສານພາກ").clear()
    assert lao.breaks("ສານພາກ") == [3, 6]


def test_a_narrow_column_may_cut_terms_and_addresses():
    text = "ສິດຜູ້ຖືກຫາ https://example.la/a.html 27/03/2026"
    starts = [0, *lao.narrow_breaks(text)]
    parts = [text[a:b] for a, b in itertools.pairwise(starts)]
    assert parts == [
        "ສິດ", "ຜູ້", "ຖືກ", "ຫາ ", "https://", "example.", "la/", "a.", "html ", "27/", "03/", "2026"
    ]  # fmt: skip


def test_without_icu_lines_end_between_clusters(monkeypatch):
    lao._breaks.cache_clear()
    monkeypatch.setattr(lao, "_icu", None)
    text = "ສານພາກເໜືອ ທີ່ 12 ກໍ"
    ends = lao.breaks(text)
    edges = set(itertools.accumulate(len(c) for c in lao.clusters(text)))
    assert set(ends) <= edges
    assert text.index("ທີ່") in ends
    lao._breaks.cache_clear()


def test_a_label_shows_breaks_and_strips_back_to_the_text():
    text = "ທະນາຍຄວາມຍື່ນຄຳຮ້ອງ ຕໍ່ສານ"
    shown = lao.for_display(text)
    assert shown.count("\u200b") >= 2
    assert " \u200b" not in shown
    assert not shown.endswith("\u200b")
    assert lao.normalise(shown) == text
    assert lao.for_display("Plain English text") == "Plain English text"


PLACES = (
    "ນະຄອນຫຼວງວຽງຈັນ ຜົ້ງສາລີ ຫຼວງນ້ຳທາ ອຸດົມໄຊ ບໍ່ແກ້ວ ຫຼວງພະບາງ ຫົວພັນ ໄຊຍະບູລີ ຊຽງຂວາງ ວຽງຈັນ ບໍລິຄຳໄຊ ຄຳມ່ວນ "
    "ສະຫວັນນະເຂດ ສາລະວັນ ເຊກອງ ຈຳປາສັກ ອັດຕະປື ໄຊສົມບູນ ປາກເຊ ໂພນສະຫວັນ ທ່າແຂກ ໝື່ນ ເມືອງເຟືອງ ເມືອງໝື່ນ ຫີນບູນ"
)


def _words() -> list[str]:
    """Syllables of every vowel over many letters, places, names, and other scripts."""
    letters = ["ກ", "ຂ", "ສ", "ຊ", "ຍ", "ດ", "ນ", "ປ", "ມ", "ຢ", "ລ", "ຫ", "ໜ", "ໝ", "ອ", "ຮ"]
    frames = ["{}າ", "{}ະ", "{}ິ", "{}ຸ", "ເ{}", "ແ{}ະ", "ໂ{}", "ໄ{}", "ໃ{}", "{}ຳ", "{}ໍ", "{}ົວ"]
    tones = ["{}່າ", "{}້າ", "ເ{}ົ້າ", "{}ີ້", "{}້ຳ"]
    words = [f.format(c) for f in frames for c in letters] + [
        f.format(c) for f in tones for c in letters[::3]
    ]
    closed = [f.format(c) + "ງ" for f in ("{}າ", "{}ັ", "ແ{}", "ເ{}ື") for c in letters]
    others = ["apple", "Apple", "banana", "Zoë", "zoo", "12", "9", "ກ1", "ກ 1", "ກກ", "éa", "eb"]
    return [*words, *closed, *PLACES.split(" "), *others]


def test_sorting_agrees_with_cldr():
    """Qt's Linux wheel carries ICU; its collator is the judge."""
    core = pytest.importorskip("PySide6.QtCore")
    collator = core.QCollator(core.QLocale("lo"))
    words = _words()
    assert len(words) >= 300
    wrong = [
        (a, b)
        for a, b in itertools.combinations(words, 2)
        if (order := collator.compare(a, b)) and (order < 0) != (lao.sort_key(a) < lao.sort_key(b))
    ]
    assert wrong == []


def test_sorting_reads_vowels_after_their_consonant():
    assert sorted(["ໂຂ", "ແກ", "ກາ", "ຂາ", "ກ້າ", "ກ່າ"], key=lao.sort_key) == [
        "ກາ", "ກ່າ", "ກ້າ", "ແກ", "ຂາ", "ໂຂ"
    ]  # fmt: skip


@given(st.lists(LETTERS, max_size=5))
def test_any_texts_can_be_sorted(texts):
    ordered = sorted(texts, key=lao.sort_key)
    assert sorted(ordered, key=functools.cmp_to_key(_compare)) == ordered


def _compare(a: str, b: str) -> int:
    first, second = lao.sort_key(a), lao.sort_key(b)
    return (first > second) - (first < second)
