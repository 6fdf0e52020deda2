"""The fonts of the program as HarfBuzz faces, and which of them sets which letters."""

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate, groupby

import uharfbuzz as hb

from legalaid_desktop import assets
from legalaid_desktop.domain import lao

_REGULAR, _BOLD = ("DejaVuSans", "NotoSansThai-Regular"), ("DejaVuSans", "NotoSansThai-Bold")
_FILES = {
    ("sans", False): ("NotoSansLao-Regular", *_REGULAR),
    ("sans", True): ("NotoSansLao-Bold", *_BOLD),
    ("phetsarath", False): ("Phetsarath-Regular", "NotoSansLao-Regular", *_REGULAR),
    ("phetsarath", True): ("Phetsarath-Bold", "NotoSansLao-Bold", *_BOLD),
}


class Face:
    """One font file: its letters, its measures, and HarfBuzz's view of it."""

    def __init__(self, name: str) -> None:
        blob = hb.Blob.from_file_path(str(assets.resource("fonts", f"{name}.ttf")))
        self.name = name
        self.hb = hb.Face(blob)
        self.font = hb.Font(self.hb)
        self.upem: int = self.hb.upem
        self.letters = frozenset(chr(code) for code in self.hb.unicodes)

    @cached_property
    def extents(self) -> tuple[int, int]:
        """Ascender and descender in font units."""
        found = self.font.get_font_extents("ltr")
        return int(found.ascender), int(found.descender)

    def advance(self, glyph: int) -> int:
        """The width of a glyph as the font file gives it, in font units."""
        return int(self.font.get_glyph_h_advance(glyph))

    def has(self, letter: str) -> bool:
        """Whether this face can set the letter; any space can be made from a plain one."""
        return letter in self.letters or unicodedata.category(letter) == "Zs"


@cache
def face(name: str) -> Face:
    """The face of that font file."""
    return Face(name)


def faces(family: str, bold: bool) -> list[Face]:
    """The faces of a family, the wanted one first, then those that fill its gaps."""
    return [face(name) for name in _FILES[family, bold]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters in a row that one face sets in one script; no face if none has them."""

    text: str
    face: Face | None
    script: str


def stretches(text: str, family: str, bold: bool) -> list[Stretch]:
    """The text cut where the face or the script changes."""
    clusters = lao.clusters(text)
    found = _faces_of(clusters, family, bold)
    scripts = _scripts(clusters)
    # a mark without a letter stands alone, or HarfBuzz would pile it on the letter before
    alone = accumulate(lao.is_mark(cluster[0]) for cluster in clusters)
    parts = zip(found, scripts, alone, clusters, strict=True)
    return [
        Stretch("".join(part[3] for part in group), kind[0], kind[1])
        for kind, group in groupby(parts, key=lambda part: part[:3])
    ]


def _faces_of(clusters: list[str], family: str, bold: bool) -> list[Face | None]:
    """The face of each cluster; a word of Latin letters is never set from two."""
    found: list[Face | None] = []
    for spelled, group in groupby(clusters, key=_is_spelled):
        word = list(group)
        whole = _face_of("".join(word), family, bold) if spelled else None
        found += [whole or _face_of(cluster, family, bold) for cluster in word]
    return found


def _is_spelled(cluster: str) -> bool:
    """Whether it is a letter of a script that is written letter by letter."""
    return cluster[0].isalpha() and not lao.has_lao(cluster) and not lao.has_thai(cluster)


@lru_cache(4096)
def _face_of(letters: str, family: str, bold: bool) -> Face | None:
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in letters):
        return None  # nothing here puts lines in order that run from right to left
    for candidate in faces(family, bold):
        if all(candidate.has(letter) for letter in letters):
            return candidate
    return None


def _scripts(clusters: list[str]) -> list[str]:
    """Laoo, Thai or Latn for each cluster; signs, digits and spaces go with what they follow."""
    found, script = [], ""
    for cluster in clusters:
        if lao.has_lao(cluster):
            script = "Laoo"
        elif lao.has_thai(cluster):
            script = "Thai"
        elif cluster[0].isalpha() or not script:
            script = "Latn"
        found.append(script)
    return found


def missing_letters(text: str, family: str, bold: bool) -> str:
    """The letters no face has, each once, in the order of the text."""
    text = lao.normalise(text).translate({ord("\n"): " ", ord("\t"): " "})
    bare = (s.text for s in stretches(text, family, bold) if s.face is None)
    return "".join(dict.fromkeys(letter for part in bare for letter in part))
