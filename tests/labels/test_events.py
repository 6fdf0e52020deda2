"""Quick entries: a stroke and a word, Lao or English, whole or begun."""

import pytest

from legalaid_desktop.domain.events import EventKind
from legalaid_desktop.labels.events import KINDS, QUICK, quick_entry


@pytest.mark.parametrize(
    ("typed", "kind", "rest"),
    [
        ("/call nobody answers", EventKind.CALL, "nobody answers"),
        ("/ໂທ ບໍ່ມີຄົນຮັບ", EventKind.CALL, "ບໍ່ມີຄົນຮັບ"),
        ("/dec the claim is dismissed", EventKind.DECISION, "the claim is dismissed"),
        ("/ຢ້ຽມ  ຢູ່ບ້ານ", EventKind.VISIT, "ຢູ່ບ້ານ"),
        ("plain words", EventKind.NOTE, "plain words"),
        ("/unknown word", EventKind.NOTE, "/unknown word"),
        ("/", EventKind.NOTE, "/"),
        ("", EventKind.NOTE, ""),
    ],
)
def test_a_line_says_its_kind(typed, kind, rest):
    assert quick_entry(typed) == (kind, rest)


def test_each_kind_has_words_of_its_own():
    assert set(QUICK) == set(KINDS) == set(EventKind)
    for kind, words in QUICK.items():
        assert {quick_entry(f"/{word} x")[0] for word in words} == {kind}
