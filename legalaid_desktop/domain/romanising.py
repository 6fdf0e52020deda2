"""Lao names in Latin letters, by syllable, plainly: not to be shown, but to be compared.

Daily use knows no standard; ``names.folded`` brings what comes out here and what people write to
one spelling.
"""

import re
from functools import cache

from legalaid_desktop.domain import lao

_TONES = re.compile(f"[{lao.TONES}]")
_SILENT = re.compile("[\u0e81-\u0eae]\u0ecc")  # a letter under the cancelling mark is not read

_SOUNDS = (
    "ກ:k ຂ:kh ຄ:kh ຆ:kh ງ:ng ຈ:ch ຊ:s ສ:s ຍ:y ຢ:y ຎ:y ດ:d ຕ:t ຖ:th ທ:th ນ:n ບ:b ປ:p ຜ:ph ຝ:f "
    "ພ:ph ຟ:f ມ:m ຣ:r ລ:l ວ:v ຫ:h ຮ:h ອ: ໜ:n ໝ:m ຫຼ:l ຫງ:ng ຫຍ:y ຫວ:v ຫຣ:l"
)
_INITIAL = dict(pair.split(":") for pair in _SOUNDS.split(" "))
_FINAL = {
    letter: sound
    for sound, letters in {
        "k": "ກຄຂ", "ng": "ງ", "t": "ດຕຖທຈຊສ", "p": "ບປພຜ", "m": "ມ", "n": "ນຣລ", "i": "ຍຢ",
        "o": "ວ",
    }.items()
    for letter in letters
}  # fmt: skip

_SIGN = "\u0eb0-\u0ebc\u0ebd\u0ecd"
_C = "[\u0e81-\u0eae\u0edc\u0edd]"
_F = "[ກຄຂງດຕຖທຈຊສບປພຜມນຣລຍຢວ]"
# a letter ends the syllable unless a vowel of its own follows: a sign, or ອ and ວ before a final
_END = f"(?P<f>{_F}(?![{_SIGN}])(?![ອວ]{_F}(?![{_SIGN}])))?"
_CLOSED = f"(?P<f>{_F})"
_X = f"(?P<x>ຫຼ|ຫ(?=[ງຍວຣ][{_SIGN}])[ງຍວຣ]|{_C})"
_VOWEL_NEXT = f"(?P<w>(?<=[ກຂຄງຈຊສຖທຕຮລ])ວ(?=[{_SIGN}]))?"
_XW = _X + _VOWEL_NEXT
_NOT_SIGN = f"(?![{_SIGN}])"

_SHAPES = (
    (f"ເ{_XW}[ຶື]ອ{_END}", "eua"),
    (f"ເ{_X}[ິີ]{_END}", "eu"),
    (f"ເ{_XW}ົາ", "ao"),
    (f"ເ{_X}າະ", "o"),
    (f"ເ{_X}ັ?[ຽຍ]{_NOT_SIGN}", "ia"),
    (f"ເ{_XW}ະ", "e"),
    (f"ແ{_XW}ະ", "ae"),
    (f"ໂ{_XW}ະ", "o"),
    (f"ເ{_X}ັ{_CLOSED}", "e"),
    (f"ແ{_X}ັ{_CLOSED}", "ae"),
    (f"ແ(?P<x>[ກຂຄງ])(?P<w>ວ)(?P<f>[ງນດກ]){_NOT_SIGN}", "ae"),
    (f"ເ{_X}{_NOT_SIGN}{_END}", "e"),
    (f"ແ{_X}{_NOT_SIGN}{_END}", "ae"),
    (f"ໂ{_X}{_NOT_SIGN}{_END}", "o"),
    (f"[ໃໄ](?:{_X}(?P<w>(?<=[ກຂຄ])ວ)?){_NOT_SIGN}(?:ຍ{_NOT_SIGN})?", "ai"),
    (f"{_XW}ຳ", "am"),
    (f"{_X}[ົັ]ວະ", "ua"),
    (f"{_X}[ົັ]ວ{_NOT_SIGN}", "ua"),
    (f"{_XW}ົ{_CLOSED}", "o"),
    (f"{_X}ັຽ", "ia"),
    (f"{_XW}ັ{_CLOSED}", "a"),
    (f"{_X}ຽ{_CLOSED}?", "ia"),
    (f"{_X}ໍ{_END}", "o"),
    (f"{_XW}ະ", "a"),
    (f"{_XW}າ{_END}", "a"),
    (f"{_XW}[ິີ]{_END}", "i"),
    (f"{_X}[ຶື]{_END}", "eu"),
    (f"{_X}[ຸູ]{_END}", "u"),
    (f"{_X}ວ(?P<f>{_F}){_NOT_SIGN}", "ua"),
    (f"{_X}ອ(?P<f>{_F}){_NOT_SIGN}", "o"),
    (f"{_X}ອ{_NOT_SIGN}", "o"),
    (_X, ""),
)


def loose(text: str) -> str:
    """The Lao letters of a name without its tones, long and short vowels alike, ຣ as ລ."""
    text = _TONES.sub("", _SILENT.sub("", lao.search_key(text)))
    text = re.sub(f"(?<=[ກຂຄຕທຖປພຜສ])ຣ(?=[{_SIGN}])", "", text)  # ພຣະ, ຈັນທຣາ
    return text.translate(_ALIKE)


_ALIKE = str.maketrans({"ຣ": "ລ", "ິ": "ີ", "ຶ": "ື", "ຸ": "ູ", "ຢ": "ຍ", "ໃ": "ໄ"})


def romanised(text: str) -> str:
    """A Lao word in Latin letters; other letters stay as they are."""
    letters, made, at = loose(text), [], 0
    while at < len(letters):
        sound, end = _syllable(letters, at)
        made.append(sound)
        at = end
    return "".join(made)


def _syllable(letters: str, at: int) -> tuple[str, int]:
    for shape, vowel in _shapes():
        if found := shape.match(letters, at):
            parts = found.groupdict()
            glide, final = "u" if parts.get("w") else "", _FINAL.get(parts.get("f") or "", "")
            return _INITIAL.get(parts["x"], "") + glide + vowel + final, found.end()
    stray = letters[at]
    return "" if "\u0e80" <= stray <= "\u0eff" else stray, at + 1


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(shape), vowel) for shape, vowel in _SHAPES)


_THAI_LIKE = {
    "ญ": "ຍ", "ฎ": "ດ", "ฏ": "ຕ", "ฐ": "ຖ", "ฑ": "ທ", "ฒ": "ທ", "ณ": "ນ", "ธ": "ທ", "ภ": "ພ",
    "ศ": "ສ", "ษ": "ສ", "ฆ": "ຄ", "ฌ": "ຊ", "ฬ": "ລ", "็": "ັ", "ฃ": "ຂ", "ฅ": "ຄ",
}  # fmt: skip


_THAI_SILENT = re.compile("(?:ทร|[ก-ฮ])[ิุ]?์")
_THAI_UNWRITTEN = re.compile("(?:^|(?<=[ก-ฮ]))([ก-ฮ])(?=[ก-ฮ](?:$|[ก-ฮเ-ไ]))")


def from_thai(text: str) -> str:
    """Thai letters as the Lao ones that are read alike, for names out of Thai papers."""
    text = _THAI_SILENT.sub("", text.replace("รร", "ัน").replace("พร", "พอน"))
    text = _THAI_UNWRITTEN.sub("\\1\u0ebb", text)
    return "".join(
        _THAI_LIKE.get(letter, chr(ord(letter) + 0x80))
        if "\u0e01" <= letter <= "\u0e4d"
        else letter
        for letter in text
    )
