"""Whether two names may be one person's: both scripts, any romanisation, with the reason.

Each word of a name gets a key: Lao is romanised by syllable, and what Latin spellings disagree on
is folded (Souk and Suk, Phet and Pet, Xay and Sai, Vieng and Wieng). Equal keys sound the same;
keys that nearly do are weighed letter by letter. No table of real people was at hand to tune it.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from legalaid_desktop.domain import lao, romanising
from legalaid_desktop.domain.privacy import Private

ALIKE = 0.8
"""From this score on two names count as perhaps one person's."""
GIVEN_SCORE = 0.6
"""The most that a given name scores where the other side has a family name too."""


class How(StrEnum):
    """By which rule two names agree."""

    SAME = "same"
    LAO_SPELLING = "lao_spelling"
    TWO_SCRIPTS = "two_scripts"
    ROMANISED = "romanised"
    SOUND = "sound"
    NEARLY = "nearly"
    SWAPPED = "swapped"
    GIVEN_ALONE = "given_alone"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Likeness(Private):
    """How alike two names are, from 0 to 1, and by which rules."""

    score: float
    how: tuple[How, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Word(Private):
    """One word of a name.

    Attributes:
        plain: in one spelling, tones kept; loose: Lao letters without tones.
        key: how it sounds, in folded letters; empty for scripts that nobody here can read.
    """

    plain: str
    loose: str
    key: str
    is_lao: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Name(Private):
    """A name without its title, by words: the given name first, as Lao names are.

    Attributes:
        key: the keys of all words, in the order of the alphabet: for names with swapped order.
        skeleton: the consonants of that.
    """

    words: tuple[Word, ...]
    key: str
    skeleton: str


_TITLES = frozenset((
    "ທ້າວ", "ທາວ", "ນາງ", "ທ່ານ", "ນາງສາວ", "ພຣະ", "ພະ", "ຈົວ", "ດຣ",
    "ດຊ", "ດຍ", "ເດັກຊາຍ", "ເດັກຍິງ", "ພໍ່ເຖົ້າ", "ແມ່ເຖົ້າ", "ພໍ່", "ແມ່", "ນາຍ",
    "thao", "nang", "nangsao", "than", "mr", "mrs", "ms", "miss", "mister", "dr", "madam", "tao",
))  # fmt: skip
_LAO_TITLE = re.compile("(?:ທ້າວ|ນາງສາວ|ນາງ|ທ່ານ)(?=.{4})")
_GAP = re.compile(r"[\s\-\u2010-\u2015_.,;:/()\[\]\"'\u2018-\u201d]+")


def parsed(text: str) -> Name:
    """The name as it is compared."""
    parts = [part for part in _GAP.split(lao.normalise(text)) if part]
    while len(parts) > 1 and parts[0].casefold() in _TITLES:
        parts = parts[1:]
    words = [word for part in parts if (word := _word(part)).plain]
    if words and words[0].is_lao and len(words) == len(parts):
        words[0] = _word(_LAO_TITLE.sub("", parts[0], count=1))
    keys = sorted((word.key for word in words), key=lambda key: key.replace("c", "s"))
    key = " ".join(keys)
    return Name(words=tuple(words), key=key, skeleton=skeleton(key))


def plain(text: str) -> str:
    """The text in one spelling, Lao digits as Arabic ones."""
    return lao.search_key(text)


@lru_cache(65536)
def _word(text: str) -> Word:
    if lao.has_thai(text):
        text = romanising.from_thai(text)
    is_lao = lao.has_lao(text)
    plain = lao.search_key(text)
    loose = romanising.loose(text) if is_lao else plain
    return Word(plain=plain, loose=loose, key=folded(text), is_lao=is_lao)


_FOLDS = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        ("^ny(?=[aeou])|(?<!n)gn(?=[aeiouy])", "y"),
        ("ng", "ŋ"),
        ("tch|tsh|ch|dj|j", "C"),
        ("kh|ck|q|c|gh", "k"),
        ("sh|x|z", "s"),
        ("th", "t"), ("ph|f", "p"), ("dh", "d"), ("bh", "b"), ("lh|hl", "l"), ("mh|hm", "m"),
        ("hn", "n"), ("^nh(?=[aeiouy])", "y"), ("nh", "n"), ("wh", "v"),
        ("(?<=k)[wv](?=[aeiy])", "u"),
        ("(?<=[aeio])w(?![aeiouy])", "o"),
        ("w", "v"),
        ("r+", "r"),
        ("(?<=[ptkCdbs])r(?=[aeiouy])", ""),
        ("[eu]r(?![aeiouy])", "u"),
        ("r(?![aeiouy])", ""), ("r", "l"),
        ("(?<=[bdgklmnpstvCŋ])h|h(?![aeiouy])", ""),
        (r"([bdgkmnpstvlCŋy])\1+", r"\1"),
        ("(?<=[aeiouy][nmlptkdsŋC])e$|(?<=o[nm])e(?=[^aeiouy])", ""),
        ("ye$", "i"),
        ("aa", "a"), ("ee|ii", "i"), ("oo|uu", "u"),
        ("y(?![aeiou])", "i"),
        ("iy(?=[aeou])", "y"), ("(?<=[^aeiou])y(?=[ao])(?<=[bdgkmnpstvlC]y)", "iy"),
        ("ai(?=[aeou])", "ay"),
        ("oua|uo", "ua"), ("ou", "u"), ("eua|uea|eue|oea|euo", "ua"),
        ("oeu|oe|eu|ue", "u"),
        ("aeo|eao|aeu", "eo"), ("iea|ia|ie", "ie"), ("ae|ea", "e"),
        ("au|ow", "ao"), ("ei", "ai"),
        ("g", "k"), ("d(?![aeiouy])", "t"), ("b(?![aeiouy])", "p"), ("C(?![aeiouy])", "t"),
        ("s$", "t"), ("l(?![aeiouy])", "n"),
        ("t(?=[sC])", ""), (r"([kmnpstl])\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(65536)
def folded(word: str) -> str:
    """How a word of a name sounds, whatever script and romanisation it is in."""
    text = romanising.romanised(word) if lao.has_lao(word) else word
    letters = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(letter for letter in letters if letter.isalnum())
    for pattern, into in _FOLDS:
        text = pattern.sub(into, text)
    return text.replace("C", "c")


def skeleton(key: str) -> str:
    """The consonants of a key; ``c`` as ``s``, since Thai papers write the one for the other."""
    return re.sub("[aeiou]|(?<=[^ ])[yh]", "", key).replace("c", "s").replace("ŋ", "n")


def likeness(one: Name, other: Name) -> Likeness:
    """How alike two parsed names are.

    A given name alone scores at most ``GIVEN_SCORE`` against one with a family name.
    """
    if not one.words or not other.words:
        return Likeness(score=0.0)
    if len(one.words) == len(other.words) == 1:
        return words_alike(one.words[0], other.words[0])
    if len(one.words) == len(other.words):
        found = []
    else:
        found = [like for like in (_whole(one.words, other.words),) if like.score >= ALIKE]
    if 1 in (len(one.words), len(other.words)):
        found.append(_given_alone(one.words[0], other.words[0]))
    else:
        found += [_pairs(one.words, other.words), _swapped(one.words, other.words)]
    return max(found, key=lambda like: like.score)


def _given_alone(one: Word, other: Word) -> Likeness:
    given = words_alike(one, other)
    if given.score < ALIKE:
        return Likeness(score=0.0)
    return Likeness(score=given.score * GIVEN_SCORE, how=(*given.how, How.GIVEN_ALONE))


def best(one: Collection[Name], other: Collection[Name]) -> Likeness:
    """The likeness of those two names of two people that are most alike."""
    found = [likeness(first, second) for first in one for second in other]
    return max(found, key=lambda like: like.score, default=Likeness(score=0.0))


def _whole(one: tuple[Word, ...], other: tuple[Word, ...]) -> Likeness:
    """The names as one word each, since the gap may be missing or more; nothing where it is not.

    Whoever asks for a given name alone meets all who have it: most are told apart by length.
    """
    first, second = _joined(one), _joined(other)
    if least_distance(first.key, second.key) > _allowed(max(len(first.key), len(second.key))):
        return Likeness(score=0.0)
    return words_alike(first, second)


def _joined(words: tuple[Word, ...]) -> Word:
    if len(words) == 1:
        return words[0]
    return Word(
        plain="".join(word.plain for word in words),
        loose="".join(word.loose for word in words),
        key="".join(word.key for word in words),
        is_lao=all(word.is_lao for word in words),
    )


def _pairs(one: tuple[Word, ...], other: tuple[Word, ...]) -> Likeness:
    """Given name against given name, the rest against the rest."""
    given = words_alike(one[0], other[0])
    return _both(given, words_alike(_joined(one[1:]), _joined(other[1:])))


def _swapped(one: tuple[Word, ...], other: tuple[Word, ...]) -> Likeness:
    first = words_alike(one[0], other[-1])
    both = _both(first, words_alike(_joined(one[1:]), _joined(other[:-1])))
    return Likeness(score=both.score - 0.02, how=(*both.how, How.SWAPPED))


def _both(given: Likeness, family: Likeness) -> Likeness:
    low, high = sorted((given.score, family.score))
    how = tuple(dict.fromkeys((*given.how, *family.how)))
    if len(how) > 1:
        how = tuple(one for one in how if one is not How.SAME)
    return Likeness(score=0.9 * low + 0.1 * high, how=how)


def words_alike(one: Word, other: Word) -> Likeness:
    """How alike two words of names are."""
    if one.plain == other.plain:
        return Likeness(score=1.0, how=(How.SAME,))
    if one.is_lao and other.is_lao and one.loose == other.loose:
        return Likeness(score=0.98, how=(How.LAO_SPELLING,))
    if not one.key or not other.key or _number(one) != _number(other):
        return Likeness(score=0.0)
    if one.key == other.key:
        return Likeness(score=0.95, how=(_by_sound(one, other),))
    away, allowed = distance(one.key, other.key), _allowed(max(len(one.key), len(other.key)))
    how = How.SOUND if away < 1 else How.NEARLY
    return Likeness(score=max(0.0, 0.95 - 0.15 * away / allowed), how=(how,))


def _number(word: Word) -> str:
    """The digits in a word: a number in a name, as firms have, is no slip of the pen."""
    return "".join(letter for letter in word.key if letter.isdigit())


def _by_sound(one: Word, other: Word) -> How:
    if one.is_lao and other.is_lao:
        return How.SOUND
    return How.TWO_SCRIPTS if one.is_lao != other.is_lao else How.ROMANISED


def _allowed(length: int) -> float:
    """How far apart two keys of that length may be; short names differ by one letter."""
    if length < 6:
        return {1: 0.1, 2: 0.2, 3: 0.3, 4: 0.5, 5: 0.8}.get(length, 0.1)
    return length / 5


_NEAR = {
    frozenset(pair): cost
    for pair, cost in {
        "ei": 0.4, "ou": 0.4, "au": 0.4, "ao": 0.7, "ae": 0.6, "iu": 0.8, "eo": 0.8, "nŋ": 0.5,
        "cs": 0.3, "td": 0.4, "pb": 0.4, "mn": 0.7, "yi": 0.2, "yn": 0.5, "vu": 0.3, "vb": 0.7,
        "ld": 0.8, "ln": 0.7,
    }.items()
}  # fmt: skip
_DROPPED = dict.fromkeys("aeiou", 0.5) | {"y": 0.3, "h": 0.3}


def least_distance(one: str, other: str) -> float:
    """What two keys are apart at least, by the letters that the longer one has too many."""
    shorter, longer = sorted((one, other), key=len)
    over = len(longer) - len(shorter)
    heavy = sum(letter not in _DROPPED for letter in longer) - len(shorter)
    surely = max(0, heavy)
    return surely + (over - surely) * min(_DROPPED.values())


def distance(one: str, other: str) -> float:
    """How far apart two keys are: 1 for a wrong letter, less where letters sound nearly alike."""
    before: list[float] = []
    row = [0.0]
    for letter in other:
        row.append(row[-1] + _DROPPED.get(letter, 1.0))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [row[0] + _DROPPED.get(a, 1.0)]
        for j, b in enumerate(other, 1):
            step = 0.0 if a == b else _NEAR.get(frozenset((a, b)), 1.0)
            cost = min(
                before[j - 1] + step,
                before[j] + _DROPPED.get(a, 1.0),
                row[-1] + _DROPPED.get(b, 1.0),
            )
            if i > 1 and j > 1 and (a, b) == (other[j - 2], one[i - 2]):
                cost = min(cost, older[j - 2] + 0.8)
            row.append(cost)
    return row[-1]
