"""What a story is made of besides text: space, rules, marks for links, and how blocks stack."""

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from legalaid_desktop.typesetting import colours
from legalaid_desktop.typesetting.tags import Element, Entry, add_code, tags_of


class Block(Flowable):
    """A flowable that knows how to be cut at a page end, and how much of it must stay together."""

    keep_with_next = False
    before = 0.0
    after = 0.0

    @property
    def canvas(self) -> Canvas:
        """Where it is being drawn."""
        canvas: Canvas = self.canv
        return canvas

    def cut(self, width: float, height: float, force: bool = False) -> list[Flowable]:  # noqa: ARG002 - the default for those that cannot be cut
        """A part that fits and the rest, or nothing; ``force`` drops what is only good manners."""
        return []

    def without_end(self) -> list[Flowable]:
        """All but the least part of its end, and that part; nothing if it cannot be taken off."""
        return []

    def least(self, width: float) -> float:
        """The height without which it should not start on a page."""
        return self.wrap(width, 1e6)[1]

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """The same, under ReportLab's name."""
        return self.cut(availWidth, availHeight)

    def getSpaceBefore(self) -> float:
        """The room it asks for above."""
        return self.before

    def getSpaceAfter(self) -> float:
        """The room it asks for below."""
        return self.after


class Spacer(Block):
    """Empty height; none at the top of a page."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Width and height."""
        return availWidth, self.height

    def draw(self) -> None:
        """Nothing."""


class PageBreak(Spacer):
    """What follows starts on a new page."""

    def __init__(self) -> None:
        super().__init__(0)


class KeepTogether(Block):
    """Blocks that stand on one page if one page can hold them.

    Args:
        never_alone: the last row of a table above comes along to a new page.
    """

    def __init__(self, blocks: Sequence[Flowable], *, never_alone: bool = False) -> None:
        super().__init__()
        self.blocks, self.never_alone = list(blocks), never_alone

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Width and height."""
        self.width, self.height = availWidth, stack_height(self.blocks, availWidth)
        return availWidth, self.height

    def draw(self) -> None:
        """Draws the blocks where there is no page to fill."""
        draw_stack(self.canvas, self.blocks, 0, self.height, self.width)


class Rule(Block):
    """A horizontal line, as wide as its column unless told otherwise."""

    def __init__(
        self,
        width: float | None = None,
        thickness: float = 0.7,
        colour: str = "#000000",
        space_before: float = 4,
        space_after: float = 4,
        align: str = "left",
    ) -> None:
        super().__init__()
        self.wanted, self.thickness, self.colour, self.align = width, thickness, colour, align
        self.before, self.after = space_before, space_after

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Width and height."""
        self.width, self.height = availWidth, self.thickness
        return availWidth, self.thickness

    def draw(self) -> None:
        """Draws the line as decoration."""
        length = min(self.wanted or self.width, self.width)
        start = {"left": 0, "center": 0.5, "right": 1}[self.align] * (self.width - length)
        middle = self.thickness / 2
        stroke = start, middle, start + length, middle, self.thickness, self.colour
        draw_lines(self.canvas, [stroke])


class Bookmark(Block):
    """An entry in the outline that viewers show; level 0 is the top."""

    keep_with_next = True

    def __init__(self, title: str, level: int = 0) -> None:
        super().__init__()
        self.title, self.level = title, level

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Width and height."""
        return availWidth, 0

    def draw(self) -> None:
        """Notes page and height."""
        tags = tags_of(self.canvas)
        place = tags.page, self.canvas.absolutePosition(0, 0)[1]
        tags.outline.append(Entry(self.title, self.level, place))


class Anchor(Block):
    """A place that ``<a href="#name">`` leads to."""

    keep_with_next = True

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Width and height."""
        return availWidth, 0

    def draw(self) -> None:
        """Notes page and height."""
        tags = tags_of(self.canvas)
        tags.anchors[self.name] = tags.page, self.canvas.absolutePosition(0, 0)[1]


Stroke = tuple[float, float, float, float, float, str]
"""A line: the x and y of both ends, its thickness and its colour."""


def draw_lines(canvas: Canvas, strokes: Iterable[Stroke]) -> None:
    """Lines that are decoration, not content; the same line is drawn once."""
    code = [
        f"{colours.stroke(colour)} {thick:.3g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S"
        for x1, y1, x2, y2, thick, colour in dict.fromkeys(strokes)
    ]
    if code:
        with tags_of(canvas).artifact(canvas):
            add_code(canvas, f"q {' '.join(code)} Q")


def draw_box(canvas: Canvas, box: tuple[float, float, float, float], colour: str) -> None:
    """A filled rectangle (x, y, width, height) behind the content."""
    x, y, width, height = box
    with tags_of(canvas).artifact(canvas):
        add_code(
            canvas, f"q {colours.fill(colour)} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q"
        )


def flat(blocks: Sequence[Flowable]) -> list[Flowable]:
    """The blocks with those inside a ``KeepTogether`` in their place."""
    found: list[Flowable] = []
    for block in blocks:
        found += flat(block.blocks) if isinstance(block, KeepTogether) else [block]
    return found


def gap(above: Flowable | None, below: Flowable) -> float:
    """The room between two blocks: the greater of what they ask for; none at the top."""
    if above is None:
        return 0
    return max(above.getSpaceAfter(), below.getSpaceBefore())


def height_of(block: Flowable, width: float, height: float = 1e6) -> float:
    """The height of a block in a column."""
    return float(block.wrap(width, height)[1])


def stack_height(blocks: Sequence[Flowable], width: float) -> float:
    """The height of blocks on top of each other."""
    total, above = 0.0, None
    for block in blocks:
        total += gap(above, block) + height_of(block, width)
        above = block
    return total


def cut_stack(
    blocks: Sequence[Flowable], width: float, height: float, force: bool = False
) -> tuple[list[Flowable], list[Flowable]]:
    """The blocks that fit in that height, one of them cut if it can be, and the rest."""
    used, above, fits = 0.0, None, list[Flowable]()
    for at, block in enumerate(blocks):
        room = height - used - gap(above, block)
        tall = height_of(block, width)
        if tall > room + 0.01:
            parts = cut_block(block, width, room, force and not fits)
            return fits + parts[:1], [*(parts[1:] or [block]), *blocks[at + 1 :]]
        fits.append(block)
        used, above = height - room + tall, block
    return fits, []


def cut_block(block: Flowable, width: float, height: float, force: bool = False) -> list[Flowable]:
    """The block in two parts, or nothing."""
    if isinstance(block, Block):
        return block.cut(width, height, force)
    return list(block.split(width, height))


def draw_stack(
    canvas: Canvas, blocks: Sequence[Flowable], x: float, top: float, width: float
) -> None:
    """Draws blocks on top of each other, the first at the top."""
    above = None
    for block in blocks:
        top -= gap(above, block) + height_of(block, width)
        draw_block(canvas, block, x, top)
        above = block


def draw_block(canvas: Canvas, block: Flowable, x: float, y: float) -> None:
    """Draws a block; a foreign one that carries ``alt`` is a figure, else decoration."""
    if isinstance(block, Block):
        block.drawOn(canvas, x, y)
        return
    tags, words = tags_of(canvas), str(getattr(block, "alt", "") or "")
    if not words:
        with tags.artifact(canvas):
            block.drawOn(canvas, x, y)
        return
    with tags.inside(Element("Figure", words=words)), tags.content(canvas):
        block.drawOn(canvas, x, y)


def anything(value: Any) -> list[Flowable]:
    """What may stand in a table cell, as a list of blocks."""
    if isinstance(value, Flowable):
        return flat([value])
    return flat(value) if value else []
