"""One spelling per passphrase, whatever the keyboard: frozen, since old key slots depend on it.

This is a copy of the rules for Lao text on purpose. ``domain.lao`` may learn; a rule changed here
would lock people out. A change gets a new version number, and the old version stays for the slots
that carry it.
"""

import re
import unicodedata

VERSION = 1
"""The version new slots are written with."""

_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_SAME = {0x00A0: " "} | {0x0ED0 + digit: str(digit) for digit in range(10)}
_TONES = "\u0ec8\u0ec9\u0eca\u0ecb"
_VOWELS = "\u0eb1\u0eb4\u0eb5\u0eb6\u0eb7\u0eb8\u0eb9\u0ebb\u0ecd"
_RANK = {"\u0ebc": 0} | dict.fromkeys(_VOWELS, 1) | dict.fromkeys(_TONES, 2)
_MARKS = re.compile(f"[\u0ebc{_VOWELS}{_TONES}]+")
_SPELLINGS = (
    (re.compile("\u0ec0\u0ec0"), "\u0ec1"),
    (re.compile(f"\u0ecd([{_TONES}]*)\u0eb2"), "\\1\u0eb3"),
    (re.compile(f"\u0eb3([{_TONES}]+)"), "\\1\u0eb3"),
    (re.compile("\u0eab\u0e99"), "\u0edc"),
    (re.compile("\u0eab\u0ea1"), "\u0edd"),
    (re.compile("\u0eab\u0ea5"), "\u0eab\u0ebc"),
)


def _version_1(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE).translate(_SAME))
    while (better := _mended(text)) != text:  # mending one slip may bare another
        text = better
    return text


def _mended(text: str) -> str:
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, _in_order(text))
    return _in_order(text)


def _in_order(text: str) -> str:
    return _MARKS.sub(lambda run: "".join(sorted(run[0], key=_RANK.__getitem__)), text)


_VERSIONS = {1: _version_1}


def known(version: int) -> bool:
    """Whether this program knows that version of the rules."""
    return version in _VERSIONS


def normalise(text: str, version: int = VERSION) -> str:
    """The same text for every way of typing it; letters keep their case."""
    return _VERSIONS[version](text)
