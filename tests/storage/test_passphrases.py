"""One spelling per passphrase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalaid_desktop.storage import passphrases

ALPHABET = (
    "ກຄທນຫມລາະເແໂ \u0eb1\u0eb4\u0eb5\u0eb8\u0eb9\u0ebb\u0ebc\u0ec8\u0ec9\u0ecd\u0eb3\u200b໑ຽAb1"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ຄຳ", "ຄ\u0ecd\u0eb2"),
        ("ນ\u0ec9\u0eb3", "ນ\u0ecd\u0ec9\u0eb2"),
        ("ນ\u0ec9\u0eb3", "ນ\u0ec9\u0ecd\u0eb2"),
        ("ນ\u0ec9\u0eb3", "ນ\u0eb3\u0ec9"),
        ("ທ\u0eb5\u0ec8", "ທ\u0ec8\u0eb5"),
        ("ຊ\u0eb9\u0ec9", "ຊ\u0ec9\u0eb9"),
        ("ໜັງສື", "ຫນັງສື"),
        ("ໝູ່", "ຫມູ່"),
        ("ຫ\u0ebc\u0eb4ນ", "ຫລ\u0eb4ນ"),
        ("ແມ່", "ເເມ່"),
        ("ລາວ\u200bດີ", "ລາວດີ"),
        ("ປີ ໒໐໒໖", "ປີ 2026"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_the_same_word_typed_in_two_ways_is_one_passphrase(one, other):
    assert one != other
    assert passphrases.normalise(one) == passphrases.normalise(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ຄຳ", "ຄາ"), ("Ban", "ban"), ("ທີ່", "ທີ້"), ("a b", "ab"), ("ໄປ", "ໃປ")]
)
def test_different_words_stay_different(one, other):
    assert passphrases.normalise(one) != passphrases.normalise(other)


@given(st.text(ALPHABET, max_size=12))
def test_a_normalised_passphrase_stays_as_it_is(text):
    once = passphrases.normalise(text)
    assert passphrases.normalise(once) == once


def test_version_1_is_frozen():
    """What these texts gave when the first slots were written; another answer locks people out."""
    assert passphrases.normalise("ຫນ\u0ec9\u0ecd\u0eb2 ເເມ\u0ec8\u200b ໑ Aé", 1) == (
        "\u0edc\u0ec9\u0eb3 \u0ec1\u0ea1\u0ec8 1 A\u00e9"
    )
