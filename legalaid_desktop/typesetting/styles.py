"""How a paragraph looks: size, leading, alignment, colour, its place in the tag tree."""

from dataclasses import dataclass, replace
from typing import Literal, TypedDict, Unpack

Align = Literal["left", "right", "center", "justify"]
Family = Literal["sans", "phetsarath"]

LAO_LEADING = 1.6
"""The least leading in em at which no vowel below meets a tone mark of the next line."""
ASCENT, DEPTH = 1.107, 0.438
"""How far the tallest and the deepest stack of Lao marks reach from the baseline, in em."""


class StyleChanges(TypedDict, total=False):
    """What ``Style.but`` may change."""

    size: float
    leading: float
    align: Align
    bold: bool
    italic: bool
    colour: str
    space_before: float
    space_after: float
    left: float
    right: float
    first: float
    keep_with_next: bool
    role: str
    family: Family
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The look of a paragraph; lengths in points.

    Attributes:
        first: indent of the first line, on top of ``left``.
        role: the tag of the paragraph: P, H1 to H6, Caption ...
        language: of the text, for those who hear the page read.
    """

    size: float = 12.0
    leading: float = 20.0
    align: Align = "left"
    bold: bool = False
    italic: bool = False
    colour: str = "#000000"
    space_before: float = 0
    space_after: float = 0
    left: float = 0
    right: float = 0
    first: float = 0
    keep_with_next: bool = False
    role: str = "P"
    family: Family = "sans"
    language: str = "lo"

    def but(self, **changes: Unpack[StyleChanges]) -> "Style":
        """The same style with some things changed."""
        return replace(self, **changes)
