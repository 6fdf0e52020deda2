"""Text to glyphs: HarfBuzz's answer as forms, each with the text it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.typesetting.faces import Face, missing_letters, stretches

NO_FONT = N_(
    "No font of this program has these letters: {letters}. Please write them in another way."
)
_AMS = "\u0eb3\u0e33"
_LANGUAGES = {"Laoo": "lo", "Thai": "th"}

Component = tuple[int, int, int]
"""A glyph of the font with its shift to the right and up, in font units."""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What one code of the document's font draws, and the text a reader gets for it.

    Two forms are the same only if they are one object; ``form`` makes each once for a face.

    Attributes:
        parts: the glyphs, each with its shift.
        width: in font units, of a glyph that has to be made; None for a glyph of the font.
        text: what it stands for.
        natural: the width the embedded font gives it.
    """

    parts: tuple[Component, ...]
    width: int | None
    text: str
    natural: int


@lru_cache(None)
def form(face: Face, parts: tuple[Component, ...], width: int | None, text: str) -> Form:
    """The form of that face; there are as many as there are glyphs and places for marks."""
    natural = face.advance(parts[0][0]) if width is None else max(width, 0)
    return Form(parts, width, text, natural)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Forms in a row from one face, with the advance of each in font units."""

    face: Face
    forms: tuple[tuple[Form, int], ...]
    width: float
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A piece of text ready to be set; widths in em.

    Attributes:
        width: with its trailing spaces.
        ink: without them.
    """

    text: str
    runs: tuple[Run, ...]
    width: float
    ink: float


@lru_cache(20_000)
def shape(text: str, family: str, bold: bool) -> Shaped:
    """The text, already normalised and without line ends, as runs of forms.

    Raises:
        Refused: no face has some letter of it.
    """
    runs = []
    for stretch in stretches(text, family, bold):
        if stretch.face is None:
            raise Refused(NO_FONT, letters=named(missing_letters(text, family, bold)))
        runs.append(_run(stretch.text, stretch.face, stretch.script))
    width = sum(run.width for run in runs)
    return Shaped(text, tuple(runs), width, width - _hanging(runs))


def named(letters: str) -> str:
    """The letters with their code points, so that invisible ones can be told apart."""
    shown = (f"{c if c.isprintable() else '?'} (U+{ord(c):04X})" for c in letters[:20])
    return ", ".join(shown)


def _hanging(runs: list[Run]) -> float:
    """The width of the spaces at the end."""
    width = 0.0
    for run in reversed(runs):
        for last, advance in reversed(run.forms):
            if last.text != " ":
                return width
            width += advance / run.face.upem
    return width


def _run(text: str, face: Face, script: str) -> Run:
    forms = tuple(_forms(text, face, script))
    return Run(face, forms, sum(advance for _, advance in forms) / face.upem, text)


def _forms(text: str, face: Face, script: str) -> Iterator[tuple[Form, int]]:
    """HarfBuzz's glyphs; those whose text cannot be told apart become one form."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.direction, buffer.script = "ltr", script
    buffer.language = _LANGUAGES.get(script, "en")
    hb.shape(face.font, buffer, {"kern": True, "liga": True})
    for letters, glyphs in _clusters(text, buffer):
        if len(glyphs) == 1:
            yield _single(face, glyphs[0], letters)
        elif len(glyphs) == 2 and len(letters) > 1 and letters[-1] in _AMS:
            # the font joins a tone to the circle of SARA AM and leaves its AA alone
            yield _single(face, glyphs[0], letters[:-1])
            yield _single(face, glyphs[1], letters[-1])
        else:
            yield _joined(face, glyphs, letters)


_Glyph = tuple[int, int, int, int]


def _clusters(text: str, buffer: hb.Buffer) -> Iterator[tuple[str, list[_Glyph]]]:
    """The letters of each cluster with its glyphs: (glyph, x shift, y shift, advance)."""
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    found: dict[int, list[_Glyph]] = {}
    for info, place in zip(infos, places, strict=True):
        glyph = (info.codepoint, place.x_offset, place.y_offset, place.x_advance)
        found.setdefault(info.cluster, []).append(glyph)
    for start, glyphs in found.items():
        yield text[start : ends[start]], glyphs


def _single(face: Face, glyph: _Glyph, letters: str) -> tuple[Form, int]:
    number, right, up, advance = glyph
    if right or up:
        return form(face, ((number, right, up),), advance, letters), advance
    return form(face, ((number, 0, 0),), None, letters), advance


def _joined(face: Face, glyphs: list[_Glyph], letters: str) -> tuple[Form, int]:
    pen, parts = 0, []
    for number, right, up, advance in glyphs:
        parts.append((number, pen + right, up))
        pen += advance
    return form(face, tuple(parts), pen, letters), pen


def is_cluster_end(forms: tuple[tuple[Form, int], ...], text: str) -> list[bool]:
    """For each form whether a cluster of the text ends with it."""
    ends, at = set(), 0
    for cluster in lao.clusters(text):
        at += len(cluster)
        ends.add(at)
    found, at = [], 0
    for drawn, _ in forms:
        at += len(drawn.text)
        found.append(at in ends)
    return found
