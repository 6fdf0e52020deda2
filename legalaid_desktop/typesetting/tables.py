"""A table that breaks between rows, inside a tall row if it must, and repeats its header."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reportlab.platypus.flowables import Flowable

from legalaid_desktop.typesetting.blocks import (
    Block,
    Stroke,
    cut_stack,
    draw_box,
    draw_lines,
    draw_stack,
    stack_height,
)
from legalaid_desktop.typesetting.cells import Cell, Command, Row, make_rows
from legalaid_desktop.typesetting.tags import Element, tags_of

_WORTH_CUTTING = 120
"""A row lower than this many points moves to the next page whole."""


class Table(Block):
    """Rows of cells; a cell is a block, a list of blocks or empty.

    Args:
        rows: all of one length.
        widths: of the columns in points; those that are None share what is left.
        header_rows: so many rows from the top are headings and come again on each page.
        rules: "none", "all", "horizontal" or "box".
        padding: inside each cell, in points.
        style: ReportLab's commands SPAN (within a row), BACKGROUND, VALIGN, LINEABOVE, LINEBELOW,
            LINEBEFORE, LINEAFTER, BOX, GRID, PADDING, TOPPADDING and so on; HEADER makes a cell
            the heading of its row.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Any]],
        widths: Sequence[float | None],
        *,
        header_rows: int = 0,
        rules: str = "none",
        padding: float = 4,
        style: Iterable[Command] = (),
        space_before: float = 0,
        space_after: float = 0,
    ) -> None:
        super().__init__()
        self.rows = make_rows(rows, header_rows, rules, padding, style)
        self.header_rows = header_rows
        self.before, self.after = space_before, space_after
        self._wanted = list(widths)
        self._element = Element("Table")
        self._continues = False

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Width and height."""
        self._widths = self._shares(availWidth)
        self.width = sum(self._widths)
        self.height = sum(row.height(self._widths) for row in self.rows)
        return self.width, self.height

    def least(self, width: float) -> float:
        """The height without which it should not start on a page."""
        widths = self._shares(width)
        rows = self.rows[: self.header_rows + 1]
        heights = [row.height(widths) for row in rows]
        if len(rows) > self.header_rows and heights[-1] > _WORTH_CUTTING:
            heights[-1] = _WORTH_CUTTING / 2
        return sum(heights)

    def cut(self, width: float, height: float, force: bool = False) -> list[Flowable]:
        """A part that fits and the rest, or nothing."""
        widths = self._shares(width)
        head, body = self._head(widths, height if force else math.inf)
        room = height - sum(row.height(widths) for row in head)
        fits = list[Row]()
        while body and (tall := body[0].height(widths)) <= room + 0.01:
            fits.append(body.pop(0))
            room -= tall
        must = force and not fits
        if body and (must or body[0].height(widths) > _WORTH_CUTTING):
            parts = _cut_row(body[0], widths, room, must)
            fits, body = fits + parts[:1], (parts or body[:1])[-1:] + body[1:]
        if not fits or not body:
            return []
        return [
            self._part(head + fits, len(head), self._continues),
            self._part(head + body, len(head), True),
        ]

    def without_end(self) -> list[Flowable]:
        """The table without its last row, and that row under the same head."""
        head, body = self.rows[: self.header_rows], self.rows[self.header_rows :]
        if len(body) < 2:
            return []
        return [
            self._part(head + body[:-1], len(head), self._continues),
            self._part(head + body[-1:], len(head), True),
        ]

    def draw(self) -> None:
        """Draws backgrounds, then texts, then rules over both."""
        tags, top = tags_of(self.canvas), self.height
        with tags.inside(self._element):
            for number, row in enumerate(self.rows):
                tall = row.height(self._widths)
                if self._continues and number < self.header_rows:
                    with tags.artifact(self.canvas):  # heard once, on the first page
                        self._draw_row(row, top, tall)
                else:
                    self._draw_row(row, top, tall)
                top -= tall
            draw_lines(self.canvas, self._strokes())

    def _shares(self, available: float) -> list[float]:
        fixed = sum(width for width in self._wanted if width is not None)
        open_columns = sum(width is None for width in self._wanted)
        share = (available - fixed) / open_columns if open_columns else 0
        if fixed > available + 0.5 or (open_columns and share <= 0):
            raise ValueError(f"a table of {fixed:.0f} points in a column of {available:.0f}")
        return [share if width is None else width for width in self._wanted]

    def _head(self, widths: list[float], height: float) -> tuple[list[Row], list[Row]]:
        """The rows that come again on each page, unless they would half fill it, and the others."""
        head, body = self.rows[: self.header_rows], self.rows[self.header_rows :]
        if sum(row.height(widths) for row in head) > height / 2:
            return [], self.rows[:]
        return head, body

    def _part(self, rows: list[Row], header_rows: int, continues: bool) -> "Table":
        """Some of the rows as a table that is the same element of the tag tree."""
        part = Table([], self._wanted, header_rows=header_rows)
        part.rows, part._element, part._continues = rows, self._element, continues
        part.before = 0 if continues else self.before
        part.after = self.after
        return part

    def _draw_row(self, row: Row, top: float, tall: float) -> None:
        tags = tags_of(self.canvas)
        with tags.inside(row.element):
            for cell in row.cells:
                self._draw_cell(cell, top, tall)

    def _draw_cell(self, cell: Cell, top: float, tall: float) -> None:
        left = sum(self._widths[: cell.column])
        wide = sum(self._widths[cell.column : cell.column + cell.columns])
        if cell.background:
            draw_box(self.canvas, (left, top - tall, wide, tall), cell.background)
        inner = cell.inner(self._widths)
        spare = tall - cell.padding[0] - cell.padding[2] - stack_height(cell.blocks, inner)
        down = {"TOP": 0, "MIDDLE": 0.5, "BOTTOM": 1}[cell.across] * max(spare, 0)
        with tags_of(self.canvas).inside(cell.element):
            draw_stack(
                self.canvas,
                cell.blocks,
                left + cell.padding[3],
                top - cell.padding[0] - down,
                inner,
            )

    def _strokes(self) -> Iterator[Stroke]:
        """The rules around all cells."""
        edges = [sum(self._widths[:column]) for column in range(len(self._widths) + 1)]
        high = self.height
        for row in self.rows:
            low = high - row.height(self._widths)
            for cell in row.cells:
                left, right = edges[cell.column], edges[cell.column + cell.columns]
                ends = {
                    "ABOVE": (left, high, right, high),
                    "BELOW": (left, low, right, low),
                    "BEFORE": (left, low, left, high),
                    "AFTER": (right, low, right, high),
                }
                for side, (thickness, colour) in cell.edges.items():
                    yield *ends[side], thickness, colour
            high = low


def _cut_row(row: Row, widths: list[float], height: float, force: bool) -> list[Row]:
    """The row in two parts of the same cells, or nothing if that would tear it badly."""
    first, rest = list[Cell](), list[Cell]()
    for cell in row.cells:
        room = height - cell.padding[0] - cell.padding[2]
        fits, left = cut_stack(cell.blocks, cell.inner(widths), room, force)
        if left and not fits:
            return []
        first.append(cell.holding(fits))
        rest.append(cell.holding(left))
    if not any(cell.blocks for cell in rest):
        return []  # only its padding is too tall, and that cannot be cut
    return [Row(first, row.element), Row(rest, row.element)]
