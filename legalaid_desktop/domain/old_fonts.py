"""Lao that was typed for a font from before Unicode: letters of one kind that look like another."""

import re

_WORD = re.compile(r"\S+")
# Such fonts drew Lao letters in the upper half of Latin-1, where French has a few accents a word.
_UPPER = re.compile(
    "[\u00a1-\u00ff\u0152\u0153\u0160\u0161\u0178\u0192\u02c6\u02dc"
    "\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_PUNCTUATION = re.compile("[\u00a7\u00ab\u00b0\u00b7\u00bb\u2013-\u2026\u2039\u203a\u20ac]")
SHARE, SHORTEST = 0.5, 3
"""Of a word; dashes, dots and quotation marks alone are no word."""


def is_old(text: str) -> bool:
    """Whether a word of the text was typed for such a font: most of its signs are of that half."""
    return any(_is_old_word(word[0]) for word in _WORD.finditer(text))


def _is_old_word(word: str) -> bool:
    upper = len(_UPPER.findall(word))
    if len(word) < SHORTEST or upper <= SHARE * len(word):
        return False
    return upper > len(_PUNCTUATION.findall(word))
