"""Small marks that are drawn, not set: a tick, a dash or nothing in a circle.

No font of the program has them. They are decoration: words beside them say the same.
"""

from itertools import pairwise

from legalaid_desktop.typesetting import colours
from legalaid_desktop.typesetting.blocks import Block
from legalaid_desktop.typesetting.tags import add_code, tags_of

Line = tuple[tuple[float, float], ...]

_SIGNS: dict[str, Line] = {
    "": (),
    "tick": ((-0.24, 0.0), (-0.06, -0.2), (0.26, 0.22)),
    "dash": ((-0.24, 0.0), (0.24, 0.0)),
}
"""Corners of what stands in the circle, from its middle, in parts of its width."""
_ROUND = 0.5523
"""How far the handles of a quarter of a circle lie from its ends, in parts of the radius."""


class Mark(Block):
    """A circle of that width in points with a ``tick``, a ``dash``, or nothing in it.

    Args:
        line: height of the line of text that it stands beside: it is in the middle of that.
    """

    def __init__(
        self, sign: str = "", *, size: float = 9, line: float = 14, colour: str = "#000000"
    ) -> None:
        super().__init__()
        self.corners, self.size, self.colour = _SIGNS[sign], size, colour
        self.height = line

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Width and height."""
        return self.size, self.height

    def draw(self) -> None:
        """Draws the mark as decoration."""
        x, y = self.size / 2, self.height / 2
        code = [f"{colours.stroke(self.colour)} 0.7 w", _circle(x, y, self.size / 2 - 0.35)]
        if self.corners:
            path = [(x + self.size * right, y + self.size * up) for right, up in self.corners]
            steps = [
                f"{one:.2f} {two:.2f} {'l' if place else 'm'}"
                for place, (one, two) in enumerate(path)
            ]
            code.append(f"1.1 w 1 J 1 j {' '.join(steps)} S")
        with tags_of(self.canvas).artifact(self.canvas):
            add_code(self.canvas, f"q {' '.join(code)} Q")


def _circle(x: float, y: float, radius: float) -> str:
    """The outline of a circle, in four curves."""
    bow = radius * _ROUND
    places = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]
    curves = [f"{x + radius:.2f} {y:.2f} m"]
    for (right, up), (on, high) in pairwise(places):
        handles = [
            (x + radius * right + bow * on, y + radius * up + bow * high),
            (x + radius * on + bow * right, y + radius * high + bow * up),
            (x + radius * on, y + radius * high),
        ]
        curves.append(" ".join(f"{one:.2f} {two:.2f}" for one, two in handles) + " c")
    return f"{' '.join(curves)} s"
