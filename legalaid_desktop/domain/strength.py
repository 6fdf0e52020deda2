"""How long a passphrase would stand up to somebody who has copied the files.

Guesses are counted by zxcvbn, which knows leaked passwords, keyboards, dates and English words but
no Lao: it is given the words of a Lao passphrase, each as one word that everybody knows, and what
would be guessed first. It loads with the first call, not with this module.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from legalaid_desktop import assets
from legalaid_desktop.domain import lao
from legalaid_desktop.domain.privacy import Private

MEMORY, PASSES = 64 * 1024, 3
"""What one guess costs at the least, in KiB and times over it: every slot of a key file costs so
much or more (RFC 9106, section 4)."""
BANDWIDTH = 1e12
"""Bytes that the memory of one strong computer moves in a second: a graphics card of 2025. Argon2id
is bound by memory, and reads twice and writes once what it goes over."""
DAY = 86_400.0
_YEAR = 365.25 * DAY
WEAK, STRONG = _YEAR, 100 * _YEAR

_LONGEST = 40
"""Letters that are judged; a longer passphrase is not easier to guess."""
_WORD = 1_000
_LONG_WORD = 5_000
_SYLLABLE = 2
"""Clusters of a syllable: a letter with its vowel, and the consonant at its end."""
_SURELY_ONE = 4
"""Letters and marks of which a piece is a word, and not one that happens to stand alone."""
_SPELLINGS = (("ຫນ", "ໜ"), ("ຫມ", "ໝ"), ("ຫລ", "ຫຼ"))
_DIGITS = {0x0ED0 + n: str(n) for n in range(10)}


class Grade(StrEnum):
    """Whether a passphrase protects anybody."""

    REFUSED = "urgent"
    WEAK = "attention"
    GOOD = "good"
    STRONG = "strong"


class Advice(StrEnum):
    """What makes a passphrase easier to guess than it looks, or would make it harder."""

    NONE = ""
    FEW_WORDS = "few_words"
    NO_SYMBOLS = "no_symbols"
    MORE_WORDS = "more_words"
    STRAIGHT_KEYS = "straight_keys"
    SHORT_KEYS = "short_keys"
    MORE_TURNS = "more_turns"
    ONE_LETTER = "one_letter"
    REPEATED = "repeated"
    NO_REPEATS = "no_repeats"
    SEQUENCE = "sequence"
    NO_SEQUENCES = "no_sequences"
    YEAR = "year"
    NO_YEARS = "no_years"
    OWN_YEARS = "own_years"
    DATE = "date"
    NO_DATES = "no_dates"
    TOP_TEN = "top_ten"
    TOP_HUNDRED = "top_hundred"
    COMMON = "common"
    LIKE_COMMON = "like_common"
    ONE_WORD = "one_word"
    ONE_NAME = "one_name"
    NAMES = "names"
    CAPITALS = "capitals"
    ALL_CAPITALS = "all_capitals"
    REVERSED = "reversed"
    SUBSTITUTED = "substituted"
    LISTED = "listed"
    OWN = "own"


SAID_BY_ZXCVBN: Mapping[str, Advice] = {
    "Use a few words, avoid common phrases.": Advice.FEW_WORDS,
    "No need for symbols, digits, or uppercase letters.": Advice.NO_SYMBOLS,
    "Add another word or two. Uncommon words are better.": Advice.MORE_WORDS,
    "Straight rows of keys are easy to guess.": Advice.STRAIGHT_KEYS,
    "Short keyboard patterns are easy to guess.": Advice.SHORT_KEYS,
    "Use a longer keyboard pattern with more turns.": Advice.MORE_TURNS,
    'Repeats like "aaa" are easy to guess.': Advice.ONE_LETTER,
    'Repeats like "abcabcabc" are only slightly harder to guess than "abc".': Advice.REPEATED,
    "Avoid repeated words and characters.": Advice.NO_REPEATS,
    'Sequences like "abc" or "6543" are easy to guess.': Advice.SEQUENCE,
    "Avoid sequences.": Advice.NO_SEQUENCES,
    "Recent years are easy to guess.": Advice.YEAR,
    "Avoid recent years.": Advice.NO_YEARS,
    "Avoid years that are associated with you.": Advice.OWN_YEARS,
    "Dates are often easy to guess.": Advice.DATE,
    "Avoid dates and years that are associated with you.": Advice.NO_DATES,
    "This is a top-10 common password.": Advice.TOP_TEN,
    "This is a top-100 common password.": Advice.TOP_HUNDRED,
    "This is a very common password.": Advice.COMMON,
    "This is similar to a commonly used password.": Advice.LIKE_COMMON,
    "A word by itself is easy to guess.": Advice.ONE_WORD,
    "Names and surnames by themselves are easy to guess.": Advice.ONE_NAME,
    "Common names and surnames are easy to guess.": Advice.NAMES,
    "Capitalization doesn't help very much.": Advice.CAPITALS,
    "All-uppercase is almost as easy to guess as all-lowercase.": Advice.ALL_CAPITALS,
    "Reversed words aren't much harder to guess.": Advice.REVERSED,
    "Predictable substitutions like '@' instead of 'a' don't help very much.": Advice.SUBSTITUTED,
}
"""All that zxcvbn can say; a test reads them out of it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Strength(Private):
    """How a passphrase stands.

    Attributes:
        guesses: after how many tries it would be found.
        seconds: how long that takes one strong computer, at the least cost of a guess.
        advice: what to mind; nothing for a strong one.
    """

    guesses: float
    seconds: float
    grade: Grade
    advice: Advice


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Found(Private):
    guesses: float
    sequence: Sequence[Mapping[str, Any]]  # as zxcvbn has it: a record of a kind of its own each


_NOTHING = _Found(guesses=1.0, sequence=())


def judged(passphrase: str, own: Iterable[str] = ()) -> Strength:
    """How a passphrase stands.

    Args:
        own: names of the office and its people, which are guessed first.
    """
    text = _plain(passphrase)[:_LONGEST]
    found, repeated = _found(text, own) if text else (_NOTHING, False)
    seconds = found.guesses * seconds_a_guess()
    grade = _grade(seconds)
    advice = Advice.NONE if grade is Grade.STRONG else _advice(found.sequence, repeated=repeated)
    return Strength(guesses=found.guesses, seconds=seconds, grade=grade, advice=advice)


def _found(text: str, own: Iterable[str]) -> tuple[_Found, bool]:
    """After how many guesses it is found, and whether that is because words are repeated."""
    words = _words(text)
    dictionaries, once = _dictionaries(words, own), dict.fromkeys(words)
    found, shorter = _counted(text, dictionaries), _counted("".join(once), dictionaries)
    repeated = len(once) < len(words)
    guesses = shorter.guesses * (len(words) if repeated else 1)  # how often, but not with spaces
    if guesses < found.guesses:
        return _Found(guesses=guesses, sequence=shorter.sequence), repeated
    return found, False


def seconds_a_guess(memory: int = MEMORY, passes: int = PASSES) -> float:
    """How long one strong computer needs for a guess of that cost."""
    return 3 * 1024 * memory * passes / BANDWIDTH


def load() -> None:
    """Loads what the first judgement needs; it takes longer than a window may stand still."""
    _listed()
    _zxcvbn()


def _grade(seconds: float) -> Grade:
    if seconds < DAY:
        return Grade.REFUSED
    if seconds < WEAK:
        return Grade.WEAK
    return Grade.GOOD if seconds < STRONG else Grade.STRONG


def _plain(text: str) -> str:
    """One spelling for every keyboard, as the key file has it; digits in one script."""
    text = lao.normalise(text).translate(_DIGITS)
    for typed, kept in _SPELLINGS:
        text = text.replace(typed, kept)
    return text.strip()


def _words(text: str) -> list[str]:
    """The words and syllables, where a line might end between them."""
    ends = lao.breaks(text)
    pieces = (text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False))
    return [piece for piece in pieces if piece]


def _dictionaries(words: Iterable[str], own: Iterable[str]) -> dict[str, dict[str, int]]:
    """What is tried before single letters are, each word with the number of tries."""
    known = {_plain(name).lower() for name in own}
    known |= {word.lower() for name in list(known) for word in _words(name) if len(word) > 1}
    return {
        **_zxcvbn()[0].RANKED_DICTIONARIES,
        "lao": {word: _tries(word) for word in words if lao.has_lao(word)},
        "listed": _listed(),
        "own": {name: rank for rank, name in enumerate(sorted(known), 1) if name},
    }


def _tries(word: str) -> int:
    """After how many tries a Lao word is found: as one of those that everybody knows."""
    most = _WORD if len(lao.clusters(word)) <= _SYLLABLE else _LONG_WORD
    return most if len(word) >= _SURELY_ONE else int(min(10 ** len(word), most))


@cache
def _listed() -> dict[str, int]:
    """What is guessed first, and after how many tries."""
    common = _read("guessed_first.toml")
    places = [*_read("provinces.toml")["province"], *_read("districts.toml")["district"]]
    words = [*common["lo"], *common["latin"]]
    words += [place[language] for place in places for language in ("lo", "en")]
    words += [term["lo"] for term in _read("lao_terms.toml")["term"]]
    plain = dict.fromkeys(_plain(word).lower() for word in words)
    return {word: rank for rank, word in enumerate(plain, 1)}


def _read(name: str) -> dict[str, Any]:
    with assets.resource("reference", name).open("rb") as stream:
        return tomllib.load(stream)


@cache
def _zxcvbn() -> tuple[Any, Any, Any]:
    """Its parts: its own front door would keep our names among its lists for good."""
    from zxcvbn import feedback, matching, scoring

    return matching, scoring, feedback


def _counted(text: str, dictionaries: Mapping[str, Mapping[str, int]]) -> _Found:
    matching, scoring, _ = _zxcvbn()
    matches = matching.omnimatch(text, dictionaries)
    # without what it adds for each further part: names of the office are tried together at once
    found = scoring.most_guessable_match_sequence(text, matches, _exclude_additive=True)
    return _Found(guesses=float(found["guesses"]), sequence=found["sequence"])


def _advice(sequence: Sequence[Mapping[str, Any]], *, repeated: bool) -> Advice:
    if repeated:
        return Advice.NO_REPEATS
    lists = {match.get("dictionary_name") for match in sequence}
    if "own" in lists:
        return Advice.OWN
    said = _zxcvbn()[2].get_feedback(0, sequence)
    for text in (said["warning"], *said["suggestions"]):
        advice = SAID_BY_ZXCVBN.get(text, Advice.NONE)
        if advice is not Advice.NONE and not (advice is Advice.MORE_WORDS and "listed" in lists):
            return advice
    return Advice.LISTED if "listed" in lists else Advice.MORE_WORDS
