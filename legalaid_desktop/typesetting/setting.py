"""Lines to page code: where each piece stands, stretched if asked, as PDF operators."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from legalaid_desktop.typesetting import colours
from legalaid_desktop.typesetting.embedding import doc_font
from legalaid_desktop.typesetting.lines import Line, Piece
from legalaid_desktop.typesetting.markup import Look
from legalaid_desktop.typesetting.shaping import Run, is_cluster_end

_MOST_AT_SPACE = 0.6
_MOST_AT_CLUSTER = 0.09
"""How far a justified line may be opened, in em; what would need more stays ragged."""
_SLANT = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Pieces of a line that share a link, at their place.

    Attributes:
        at_space: extra room after each space, in points.
        at_cluster: extra room after each cluster.
    """

    pieces: tuple[Piece, ...]
    x: float
    y: float
    width: float
    at_space: float = 0
    at_cluster: float = 0

    @property
    def link(self) -> str:
        """Where a click on it leads; empty for plain text."""
        return self.pieces[0].look.link


def place(line: Line, x: float, y: float, width: float, align: str) -> list[Fragment]:
    """The fragments of a line in a box that starts at x and is that wide."""
    at_space, at_cluster = _stretch(line, width) if align == "justify" else (0.0, 0.0)
    if align == "right":
        x += width - line.ink
    elif align == "center":
        x += (width - line.ink) / 2
    found = []
    for _, group in groupby(line.pieces, key=lambda piece: piece.look.link):
        pieces = tuple(group)
        stretched = sum(_width(piece, at_space, at_cluster) for piece in pieces)
        found.append(
            Fragment(
                pieces=pieces,
                x=x,
                y=y,
                width=stretched,
                at_space=at_space,
                at_cluster=at_cluster,
            )
        )
        x += stretched
    return found


def _width(piece: Piece, at_space: float, at_cluster: float) -> float:
    if not at_space and not at_cluster:
        return piece.width
    spaces, clusters = _gaps(piece)
    return piece.width + spaces * at_space + clusters * at_cluster


def _gaps(piece: Piece) -> tuple[int, int]:
    """How many spaces and how many other cluster ends the piece has."""
    spaces = clusters = 0
    for run in piece.shaped.runs:
        for (form, _), ends in zip(run.forms, _cluster_ends(run), strict=True):
            spaces += form.text == " "
            clusters += ends and form.text != " "
    return spaces, clusters


@lru_cache(4096)
def _cluster_ends(run: Run) -> list[bool]:
    return is_cluster_end(run.forms, run.text)


def _stretch(line: Line, width: float) -> tuple[float, float]:
    """Extra room at each space and at each cluster that fills the line, or none of either."""
    missing = width - line.ink
    if line.ends or missing <= 0:
        return 0, 0
    size = max(piece.look.size for piece in line.pieces)
    gaps = [_gaps(piece) for piece in line.pieces]
    hanging = len(line.text) - len(line.text.rstrip(" "))
    spaces = sum(gap[0] for gap in gaps) - hanging
    clusters = sum(gap[1] for gap in gaps) - 1
    at_space = min(missing / spaces, _MOST_AT_SPACE * size) if spaces else 0.0
    rest = missing - at_space * spaces
    at_cluster = rest / clusters if clusters > 0 and rest > 0.01 else 0.0
    if at_cluster > _MOST_AT_CLUSTER * size or (rest > 0.01 and not at_cluster):
        return 0, 0
    return at_space, at_cluster


def page_code(canvas: Canvas, fragments: list[Fragment]) -> str:
    """Operators that set the fragments and leave the graphics state as it was."""
    code = ["q BT"]
    state = _State(canvas)
    for fragment in fragments:
        state.write(fragment)
    code += [*state.code, "ET Q"]
    return " ".join(code)


class _State:
    """What the operators so far have set, so that nothing is said twice."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.code: list[str] = []
        self._letters: list[str] = []
        self._font: tuple[str, float] | None = None
        self._look: Look | None = None

    def write(self, fragment: Fragment) -> None:
        """Adds the operators of a fragment."""
        pen, slanted = fragment.x, None
        for piece in fragment.pieces:
            look = piece.look
            if look.italic != slanted:
                slanted = look.italic
                self._say(f"1 0 {_SLANT if slanted else 0} 1 {pen:.2f} {fragment.y:.2f} Tm")
            if look is not self._look:
                self._change(look)
            for run in piece.shaped.runs:
                self._write_run(run, look.size, fragment)
            pen += _width(piece, fragment.at_space, fragment.at_cluster)
        self._say()

    def _say(self, *operators: str) -> None:
        """Shows the letters that wait, as one array, before anything changes."""
        if self._letters:
            self.code.append(f"[{''.join(self._letters).replace('><', '')}]TJ")
            self._letters = []
        self.code += operators

    def _change(self, look: Look) -> None:
        before, self._look = self._look, look
        if before is None or look.colour != before.colour:
            self._say(colours.fill(look.colour))
        if look.rise != (before.rise if before else 0):
            self._say(f"{look.rise:.2f} Ts")

    def _write_run(self, run: Run, size: float, fragment: Fragment) -> None:
        font, name = doc_font(self.canvas, run.face)
        if self._font != (name, size):
            self._font = name, size
            self._say(f"/{name} {size:g} Tf")
        if not fragment.at_space and not fragment.at_cluster:
            self._letters.append(font.encode(run))
            return
        spaces, clusters = fragment.at_space / size, fragment.at_cluster / size
        extra = [
            spaces if form.text == " " else clusters * ends
            for (form, _), ends in zip(run.forms, _cluster_ends(run), strict=True)
        ]
        self._letters.append(font.spread(run, extra))
