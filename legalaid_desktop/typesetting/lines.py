"""Spans to lines: cut where a line may end, filled from the left, never wider than their box."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.typesetting.markup import Look, Span
from legalaid_desktop.typesetting.shaping import Shaped, shape

TOO_NARROW = N_("A column of {width} points is too narrow for this text.")
_ROUNDING = 0.001


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Shaped text of one look; widths in points.

    Attributes:
        width: with its trailing spaces.
        ink: without them.
    """

    shaped: Shaped
    look: Look
    width: float
    ink: float


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Pieces side by side.

    Attributes:
        ink: the width without the spaces that hang over the end.
        ends: whether the text was told to end here, so that it is not stretched.
    """

    pieces: tuple[Piece, ...]
    ink: float
    ends: bool

    @property
    def text(self) -> str:
        """The letters of the line."""
        return "".join(piece.shaped.text for piece in self.pieces)


_Unit = tuple[list[Piece], float, float]
"""Pieces that stay together, their width, and their width without trailing spaces."""


def fill(spans: list[Span], width: float, first: float = 0) -> list[Line]:
    """The spans as lines of that width, the first one narrower by ``first``.

    Raises:
        Refused: one cluster is wider than a line, or no face has a letter.
    """
    lines: list[Line] = []
    for hard_line in _hard_lines(spans):
        indent = 0 if lines else first
        lines += _filled(hard_line, width, indent)
    return lines or [Line((), 0, ends=True)]


def widest_word(spans: list[Span]) -> float:
    """The width that the longest stretch without a break needs."""
    return max((ink for line in _hard_lines(spans) for _, _, ink in _units(line)), default=0.0)


def natural_width(spans: list[Span]) -> float:
    """The width that no line would have to be broken for."""
    return max((sum(u[1] for u in _units(line)) for line in _hard_lines(spans)), default=0.0)


def piece(text: str, look: Look) -> Piece:
    """The text shaped in that look."""
    shaped = shape(text, look.family, look.bold)
    return Piece(shaped, look, shaped.width * look.size, shaped.ink * look.size)


def _hard_lines(spans: list[Span]) -> Iterator[list[Span]]:
    """The spans between forced breaks; a break at the end makes no further line."""
    current: list[Span] = []
    for span in spans:
        first, *rest = span.text.split("\n")
        current.append(Span(first, span.look))
        for text in rest:
            yield current
            current = [Span(text, span.look)]
    if any(span.text for span in current):
        yield current


def _units(spans: list[Span]) -> Iterator[_Unit]:
    """What lies between two places where a line may end."""
    text, start = "".join(span.text for span in spans), 0
    if len(spans) == 1:
        for end in lao.breaks(text):
            whole = piece(text[start:end], spans[0].look)
            yield [whole], whole.width, whole.ink
            start = end
        return
    looks = [span.look for span in spans for _ in span.text]
    for end in lao.breaks(text):
        letters = zip(text[start:end], looks[start:end], strict=True)
        groups = groupby(letters, key=lambda pair: pair[1])
        yield _unit([piece("".join(letter for letter, _ in g), look) for look, g in groups])
        start = end


def _unit(pieces: list[Piece]) -> _Unit:
    width = sum(piece.width for piece in pieces)
    hang = 0.0
    for last in reversed(pieces):
        hang += last.width - last.ink
        if last.ink > _ROUNDING:
            break
    return pieces, width, width - hang


def _filled(spans: list[Span], width: float, first: float) -> Iterator[Line]:
    """Greedy lines of one stretch between forced breaks; an empty stretch is an empty line."""
    room, used, ink, row = width - first, 0.0, 0.0, list[Piece]()
    for pieces, full, bare in _fitting_units(spans, width, first):
        if row and used + bare > room + _ROUNDING:
            yield Line(tuple(row), ink, ends=False)
            room, used, row = width, 0.0, []
        row += pieces
        ink = used + bare
        used += full
    yield Line(tuple(row), ink if row else 0.0, ends=True)


def _fitting_units(spans: list[Span], width: float, first: float) -> Iterator[_Unit]:
    """The units; one that is wider than a line starts on a new one and comes in parts."""
    narrow = min(width, width - first)
    for unit in _units(spans):
        if unit[2] <= narrow + _ROUNDING:
            yield unit
            continue
        yield [], 0, narrow  # as wide as a line and empty: ends the one before
        for part in unit[0]:
            yield from _parts(part, narrow)


def _parts(whole: Piece, width: float) -> Iterator[_Unit]:
    """A piece cut where it hurts least, and what is still too wide between its clusters."""
    text, start = whole.shaped.text, 0
    for end in lao.narrow_breaks(text):
        part = piece(text[start:end], whole.look)
        if part.ink <= width + _ROUNDING:
            yield [part], part.width, part.ink
        else:
            for cluster in lao.clusters(text[start:end]):
                yield _fitting_cluster(piece(cluster, whole.look), width)
        start = end


def _fitting_cluster(cluster: Piece, width: float) -> _Unit:
    if cluster.ink > width + _ROUNDING:
        raise Refused(TOO_NARROW, width=round(width))
    return [cluster], cluster.width, cluster.ink
