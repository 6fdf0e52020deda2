"""Lao text: one spelling to keep, keys to search and sort by, and where a line may end.

Lines and clusters know Thai as well, which names of people and employers bring with them.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from itertools import accumulate
from types import ModuleType

from legalaid_desktop import assets

_icu: ModuleType | None
try:
    _icu = import_module("icu4py.breakers")
except ImportError:  # no wheel for this machine: lines then end at spaces and between clusters
    _icu = None

PREVOWELS = "\u0ec0-\u0ec4"
TONES = "\u0ec8-\u0ecc\u0ece"
MARKS = "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
"""Marks above and below, without the vowels that stand beside their letter."""

_THAI = "\u0e01-\u0e3a\u0e40-\u0e5b"
_THAI_PREVOWELS = "\u0e40-\u0e44"
_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"

_LETTER = "\u0e81-\u0eae\u0edc-\u0edf"
_LAO = "\u0e81-\u0ecf\u0edc-\u0edf"
_DIGIT = "0-9\u0ed0-\u0ed9"
LAO_DIGITS = {0x0ED0 + n: str(n) for n in range(10)}

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_HALF = re.compile("[\ud800-\udfff]")  # half a letter, which no file can hold
_MARK = re.compile(f"[{MARKS}{_THAI_MARKS}\u0300-\u036f]")
_MARK_RUN = re.compile(f"[{MARKS}]{{2,}}")
_MARK_RANK = {"\u0ebc": 0, "\u0ecd": 2} | dict.fromkeys("່້໊໋໌໎", 3)
_SPLIT_AM = re.compile(f"\u0ecd([{TONES}]*)\u0eb2")
_TONE_AFTER_AM = re.compile(f"\u0eb3([{TONES}]+)")

# no letter carries more than four marks; what is pasted with more must not become a tower
_CLUSTER = re.compile(
    f"[{_THAI_PREVOWELS}]?[\u0e01-\u0e2e][{_THAI_MARKS}]{{0,4}}[\u0e30\u0e32\u0e33\u0e45]{{0,2}}[\u0e2f\u0e46]{{0,2}}"
    f"|[{PREVOWELS}]?(?:\u0eab(?=[\u0e87\u0e8d\u0e99\u0ea1\u0ea3\u0ea5\u0ea7]))?[^{MARKS}{PREVOWELS}{_THAI}\\s]"
    f"[{MARKS}\u0300-\u036f]{{0,4}}[\u0eb0\u0eb2\u0eb3\u0ebd]{{0,2}}[{MARKS}]{{0,2}}[\u0ec6\u0eaf]{{0,2}}"
    "|.",
    re.DOTALL,
)
_NEVER_BEFORE = re.compile(
    "[\u0eaf-\u0ebd\u0ec6\u0ec8-\u0ece\u0e2f-\u0e3a\u0e45-\u0e4e\u0300-\u036f]"
)
_NEEDS_END = re.compile(f"[ັົ][{TONES}]?$")
_LONE = re.compile(f"[{_LETTER}]")
_NEVER_AFTER = re.compile(f"[{PREVOWELS}{_THAI_PREVOWELS}]")
_JOINT = re.compile(
    f"(?<=[{_LAO}{_THAI}])(?=[A-Za-z{_DIGIT}(\u201c])|(?<=[A-Za-z{_DIGIT})\u201d])(?=[{_LAO}{_THAI}])"
    f"|(?<=[{_LAO}])(?=[{_THAI}])|(?<=[{_THAI}])(?=[{_LAO}])"
)
_LAW_NUMBER = re.compile(f"[{_DIGIT}]+/[{_LETTER}]{{1,4}}")
_DATE = re.compile(
    f"(?<![{_DIGIT}])[{_DIGIT}]{{1,2}} (?:[{_LAO}]{{3,10}}|[A-Za-z]{{3,9}}) "
    f"[{_DIGIT}]{{4}}(?![{_DIGIT}])"
)
_ARTICLE = re.compile(f"(?:ມາດຕາ|Article) [{_DIGIT}]+")
_SEPARATOR = re.compile(r"[-/._@?&=:,;]+")


def has_lao(text: str) -> bool:
    """Whether any letter of the text is Lao."""
    return any("\u0e80" <= letter <= "\u0eff" for letter in text)


def has_thai(text: str) -> bool:
    """Whether any letter of the text is Thai."""
    return any("\u0e00" <= letter <= "\u0e7f" for letter in text)


def normalise(text: str) -> str:
    """The text in the one spelling that is kept: composed, marks in order, nothing invisible.

    HO before NO, MO or LO stays as typed; ``search_key`` makes those equal.
    """
    text = _without_invisible(unicodedata.normalize("NFC", text))
    if not has_lao(text):
        return text
    while (better := _one_pass(text)) != text:
        text = better
    return text


def _without_invisible(text: str) -> str:
    """One kind of line end; no controls, no U+200B, soft hyphens or direction marks."""
    if text.isascii() and text.isprintable():
        return text
    return _INVISIBLE.sub("", _LINE_END.sub("\n", _HALF.sub("\ufffd", text)))


def _one_pass(text: str) -> str:
    """The text with each slip mended once; mending one may bare another."""
    text = text.replace("\u0ec0\u0ec0", "\u0ec1")
    text = _MARK_RUN.sub(_sorted_marks, text)
    text = _SPLIT_AM.sub("\\1\u0eb3", text)
    text = _TONE_AFTER_AM.sub("\\1\u0eb3", text)
    return unicodedata.normalize("NFC", text)


def _sorted_marks(run: re.Match[str]) -> str:
    """The marks on one letter, vowels before NIGGAHITA before tones, none twice in a row."""
    marks = sorted(run[0], key=lambda mark: _MARK_RANK.get(mark, 1))
    return "".join(m for m, before in zip(marks, ["", *marks], strict=False) if m != before)


def search_key(text: str) -> str:
    """What two spellings of the same words have in common; not for showing."""
    text = normalise(unicodedata.normalize("NFKC", normalise(text)))
    text = re.sub(r"\s+", " ", text).strip().translate(LAO_DIGITS)
    text = re.sub(f"(?<=[{_LAO}]) (?=[{_LAO}])", "", text)
    for typed, kept in (("ຫນ", "ໜ"), ("ຫມ", "ໝ"), ("ຫລ", "ຫຼ")):
        text = text.replace(typed, kept)
    return unicodedata.normalize("NFC", text.casefold())


SPLIT = 1
"""The version of ``syllables``; whoever changes what it gives raises it, and indexes are remade."""

_T = f"[{TONES}]?"
_V = "[\u0eb0-\u0ebb\u0ebd\u0ecd]"
_ONSET = (  # SO and LO with WO first; HO leads a sonorant whichever way that pair is written
    f"(?:ຫ[ງຍວນມລຣ]\u0ebc?|[{_LETTER}]\u0ebc|[ກຂຄຈຊຖທສຕລ]ວ|[{_LETTER}])"
)
_END = "[ກງຍດຕນບປມຢວລຣສຊທຈພຄ]"
_FINAL = (  # unless it begins the next syllable
    f"(?:{_END}(?!{_V}|\u0ebc|[{TONES}])(?!(?<=[ກຄຈຊທສຕ])ວ(?:{_V}|[{TONES}]))"
    f"(?![ອວ]{_T}[{_LETTER}](?!{_V}|[{TONES}])(?!ອ[{_LETTER}])))"
)
_NO_VOWEL = f"(?!{_V}|[{TONES}])"
_SYLLABLE = "|".join(
    shape.format(CL=_ONSET, C=f"[{_LETTER}]", T=_T, V=_V, F=_FINAL, FM=_END, NO=_NO_VOWEL)
    for shape in (
        "ເ{CL}[ຶື]{T}ອ{F}?", "ເ{CL}ົ{T}າ", "ເ{CL}{T}າະ", "ເ{CL}ັ{T}[ຍຽ]", "ເ{CL}[ິີ]{T}{F}?",
        "ເ{CL}{T}ຍ{NO}", "[ເແໂ]{CL}{T}ະ", "[ເແ]{CL}ັ{T}{FM}", "[ເແໂ]{CL}(?!{V}){T}{F}?",
        "[ໃໄ]{CL}(?!{V}){T}", "{CL}{T}ຳ", "{CL}{T}ະ", "{CL}{T}າ{F}?", "{CL}[ິ-ູ]{T}{F}?",
        "{CL}ົ{T}ວະ", "{CL}ົ{T}ວ{NO}", "{CL}ົ{T}{FM}", "{CL}ັ{T}ວະ", "{CL}ັ{T}ຽ", "{CL}ັ{T}{FM}",
        "{CL}{T}ຽ{FM}", "{CL}ໍ{T}{F}?", "(?:ຫ[ງຍນມລຣ]|{C})\u0ebc?{T}[ອວ]{F}", "{CL}ົ{T}", "{CL}ັ{T}",
    )
)  # fmt: skip
_TOKEN = re.compile(
    f"{_SYLLABLE}|[{_LAO}]|[{_DIGIT}]+|[^\\W\\d_{_LAO}{_THAI}][^\\W\\d_{_LAO}{_THAI}\u0300-\u036f]*"
    f"|[{_THAI}]"
)
_SILENT = frozenset("ໆຯ")
"""Signs that some write and some leave out."""


def syllables(text: str) -> list[str]:
    """The syllables of Lao and the words of other scripts, folded so that spellings are equal.

    Every Lao syllable is written with a vowel, so rules find where it ends. Numbers are runs of
    digits; words of letters and digits fall apart where one kind ends.
    """
    return [token for token, _start, _end in spans(normalise(text))]


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """The same for normalised text, each with where it stands there."""
    for found in _TOKEN.finditer(text):
        if found[0] not in _SILENT:
            yield _folded(found[0]), found.start(), found.end()


@lru_cache(16384)
def _folded(token: str) -> str:
    if has_lao(token):
        return search_key(token)
    plain = unicodedata.normalize("NFKD", token).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_TONED = re.compile(f"([{PREVOWELS}]?{_ONSET}[\u0eb1\u0eb4-\u0ebb\u0ecd]*)[{TONES}]?(.*)")
_TONES_IN_USE = ("", "\u0ec8", "\u0ec9")


def other_tones(syllable: str) -> tuple[str, ...]:
    """The folded syllable without its tone mark, and with each of the two that are in daily use."""
    bare = re.sub(f"[{TONES}]", "", syllable)
    found = _TONED.fullmatch(bare)
    if found is None:
        return (syllable,)
    made = (f"{found[1]}{tone}{found[2]}" for tone in _TONES_IN_USE)
    return tuple(search_key(one) for one in made if one != syllable)


def is_mark(letter: str) -> bool:
    """Whether it is drawn above or below the letter before it."""
    return _MARK.match(letter) is not None


def clusters(text: str) -> list[str]:
    """The text in the smallest pieces that may stand alone on a line."""
    return _CLUSTER.findall(text)


def breaks(text: str) -> list[int]:
    """Offsets at which a line may end, the end of the text included."""
    return list(_breaks(text)) if text else []


@lru_cache(8192)
def _breaks(text: str) -> tuple[int, ...]:
    found = _word_ends(text) | {m.start() for m in _JOINT.finditer(text)}
    for pattern in (_LAW_NUMBER, _DATE, _ARTICLE, *_kept_terms()):
        for kept in pattern.finditer(text):
            found.difference_update(range(kept.start() + 1, kept.end()))
    return tuple(sorted(_allowed(text, found) | {len(text)}))


def narrow_breaks(text: str) -> list[int]:
    """Offsets for a column too narrow for ``breaks``: inside terms, addresses and law numbers."""
    if not text:
        return []
    found = _word_ends(text) | {m.end() for m in _SEPARATOR.finditer(text)}
    return sorted(_allowed(text, found) | {len(text)})


def _allowed(text: str, found: set[int]) -> set[int]:
    """Those of the breaks that part neither a cluster nor a syllable: ICU guesses at names."""
    inside = [at for at in found if 0 < at < len(text)]
    return {at for at in inside if _may_part(text[at - 1], text[at]) and _parts(text, at, found)}


def _parts(text: str, at: int, found: set[int]) -> bool:
    """Whether a syllable ends there: after a vowel that needs an end, and before an end, none."""
    if _NEEDS_END.search(text, max(at - 2, 0), at):
        return False
    is_end = _LONE.match(text, at) is not None and has_lao(text[at - 1])
    return not (is_end and (at + 1 in found or not has_lao(text[at + 1 : at + 2])))


def _may_part(before: str, after: str) -> bool:
    """Whether these two neighbours belong to different clusters."""
    if _NEVER_BEFORE.match(after) or _NEVER_AFTER.match(before):
        return False
    return not (before == "ຫ" and after in "ນມລ")


def _word_ends(text: str) -> set[int]:
    """Where a word ends, by ICU; without ICU, after spaces and between clusters."""
    if _icu is None:
        found = _CLUSTER.finditer(text)
        return {m.end() for m in found if m[0].isspace() or has_lao(m[0]) or has_thai(m[0])}
    return set(accumulate(len(piece) for piece in _icu.LineBreaker(text, "lo")))


@cache
def _kept_terms() -> tuple[re.Pattern[str], ...]:
    """The legal words that are never broken, in any of their spellings, as patterns."""
    with assets.resource("reference", "lao_terms.toml").open("rb") as stream:
        terms = [record["lo"] for record in tomllib.load(stream)["term"]]
    longest_first = sorted(terms, key=len, reverse=True)
    return (re.compile("|".join(_any_spelling(term) for term in longest_first)),)


def _any_spelling(term: str) -> str:
    return term.replace("ໜ", "(?:ໜ|ຫນ)").replace("ໝ", "(?:ໝ|ຫມ)").replace("ຫຼ", "(?:ຫຼ|ຫລ)")


def for_display(text: str) -> str:
    """The text with U+200B where a line may end, for Qt labels; never store it."""
    if not has_lao(text):
        return text
    parts, start = [], 0
    for end in breaks(text):
        parts.append(text[start:end])
        start = end
    return "".join(
        part if not after or part[-1:].isspace() else part + "\u200b"
        for part, after in zip(parts, [*parts[1:], ""], strict=True)
    )


SortKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[int, ...], str]

_SORT_ORDER = (  # of CLDR's root collation, in which SO SUNG stands after CHO
    "ກຂຄຆງຈຉສຊຌຎຍຏຐຑຒຓດຕຖທຘນບປຜຝພຟຠມຢຣລວຨຩຫຬອຮ"
    "\u0eaf\u0eb0\u0eb1\u0eb2\u0eb3\u0eb4\u0eb5\u0eb6\u0eb7\u0eb8\u0eb9\u0eba\u0ebb\u0ebc\u0ebdເແໂໃໄ"
)
_SORT_RANK = {letter: rank for rank, letter in enumerate(_SORT_ORDER)}
_SORT_SAME = str.maketrans({"ໞ": "ກ", "ໟ": "ຍ", "ໜ": "ຫນ", "ໝ": "ຫມ"})
_SWAP = re.compile(f"([{PREVOWELS}])([{_LETTER}])")


def sort_key(text: str) -> SortKey:
    """A key that sorts digits, Lao and Latin as CLDR does: by letters, then tones, then case."""
    text = normalise(text)
    letters = unicodedata.normalize("NFD", _SWAP.sub(r"\2\1", text))
    plain = letters.translate(_SORT_SAME)
    weights = [_weight(letter) for letter in plain]
    first = tuple(weight for weight in weights if weight[0])
    second = tuple(0 if weight[0] else weight[1] for weight in weights)
    third = tuple(int(c.isupper() or c in "ໜໝໞໟ") for c in letters)
    return first, second, third, text


def _weight(letter: str) -> tuple[int, int]:
    """Group and place in the group; group 0 is a mark, which counts only between equal words."""
    if letter in _SORT_RANK:
        return 5, _SORT_RANK[letter]
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return 4, unicodedata.digit(letter)
    group = {"Z": 1, "C": 1, "P": 2, "S": 3, "M": 0, "N": 4}.get(kind[0], 6)
    return (3 if letter == "ໆ" else group), ord(letter.casefold()[0])
