"""The cells of a table: what they hold, and what the style commands say about them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.platypus.flowables import Flowable

from legalaid_desktop.typesetting.blocks import anything, stack_height
from legalaid_desktop.typesetting.tags import Element

Command = tuple[Any, ...]
"""A name, the first and the last cell (column, row; negative from the end), and values."""

_SIDES = ("ABOVE", "BELOW", "BEFORE", "AFTER")
_PADDINGS = {"TOPPADDING": 0, "RIGHTPADDING": 1, "BOTTOMPADDING": 2, "LEFTPADDING": 3}
_RULE = 0.5, "#000000"


@dataclass(slots=True, eq=False)
class Cell:
    """One cell; ``padding`` is top, right, bottom, left."""

    blocks: list[Flowable]
    column: int
    padding: list[float]
    element: Element
    columns: int = 1
    background: str = ""
    across: str = "TOP"
    edges: dict[str, tuple[float, str]] = field(default_factory=dict)

    def inner(self, widths: Sequence[float]) -> float:
        """The width its blocks have."""
        outer = sum(widths[self.column : self.column + self.columns])
        return outer - self.padding[1] - self.padding[3]

    def height(self, widths: Sequence[float]) -> float:
        """The height it needs."""
        return stack_height(self.blocks, self.inner(widths)) + self.padding[0] + self.padding[2]

    def holding(self, blocks: list[Flowable]) -> "Cell":
        """The same cell with other blocks: a part of it on another page."""
        return Cell(
            blocks,
            self.column,
            self.padding,
            self.element,
            self.columns,
            self.background,
            self.across,
            self.edges,
        )


@dataclass(slots=True, eq=False)
class Row:
    """Cells side by side."""

    cells: list[Cell]
    element: Element
    _known: tuple[list[float], float] = field(default=([], 0))

    def height(self, widths: list[float]) -> float:
        """That of its tallest cell; asked for on every page, so it is kept."""
        if self._known[0] != widths:
            self._known = widths, max((cell.height(widths) for cell in self.cells), default=0)
        return self._known[1]


def make_rows(
    contents: Sequence[Sequence[Any]],
    header_rows: int,
    rules: str,
    padding: float,
    style: Iterable[Command],
) -> list[Row]:
    """The rows with rules and style commands applied; spanned cells are gone."""
    columns = max((len(row) for row in contents), default=0)
    if any(len(row) != columns for row in contents):
        raise ValueError("the rows of a table differ in length")
    grid = [
        [_cell(value, column, padding, number < header_rows) for column, value in enumerate(row)]
        for number, row in enumerate(contents)
    ]
    _apply_rules(grid, rules)
    for command in style:
        _apply(grid, command)
    return [_row(cells) for cells in grid]


def _cell(value: Any, column: int, padding: float, header: bool) -> Cell:
    element = Element("TH", scope="Column") if header else Element("TD")
    return Cell(anything(value), column, [padding] * 4, element)


def _row(cells: list[Cell]) -> Row:
    kept, covered = [], 0
    for cell in cells:
        if cell.column >= covered:
            kept.append(cell)
            covered = cell.column + cell.columns
            cell.element.columns = cell.columns
    return Row(kept, Element("TR"))


def _apply_rules(grid: list[list[Cell]], rules: str) -> None:
    commands = {
        "none": [],
        "all": ["GRID"],
        "horizontal": ["LINEABOVE", "LINEBELOW"],
        "box": ["BOX"],
    }[rules]
    for name in commands:
        _apply(grid, (name, (0, 0), (-1, -1), *_RULE))


def _apply(grid: list[list[Cell]], command: Command) -> None:
    """Does what the command says; the names are those of ReportLab's tables."""
    name, start, end, *values = command
    if not grid:
        return
    cells = list(_area(grid, start, end))
    if name == "SPAN":
        _span(cells)
    elif name == "BOX":
        _box(grid, start, end, values)
    elif name in ("GRID", "LINEABOVE", "LINEBELOW", "LINEBEFORE", "LINEAFTER"):
        for cell in cells:
            sides = _SIDES if name == "GRID" else (name.removeprefix("LINE"),)
            cell.edges |= {side: _edge(values) for side in sides}
    else:
        for cell in cells:
            _set(cell, name, values)


def _set(cell: Cell, name: str, values: list[Any]) -> None:
    if name == "BACKGROUND":
        cell.background = str(values[0])
    elif name == "VALIGN":
        cell.across = str(values[0])
    elif name == "PADDING":
        cell.padding = [float(values[0])] * 4
    elif name in _PADDINGS:
        cell.padding[_PADDINGS[name]] = float(values[0])
    elif name == "HEADER":
        cell.element.kind, cell.element.scope = "TH", "Row"
    else:
        raise ValueError(f"tables do not know {name}")


def _span(cells: list[Cell]) -> None:
    """The first cell takes the room of the others beside it."""
    first = cells[0]
    first.columns = cells[-1].column - first.column + 1
    if len(cells) != first.columns:
        raise ValueError("a cell cannot span rows: a page end might cut it")


def _box(
    grid: list[list[Cell]], start: tuple[int, int], end: tuple[int, int], values: list[Any]
) -> None:
    (left, top), (right, bottom) = _corner(grid, start), _corner(grid, end)
    edge = _edge(values)
    for row in range(top, bottom + 1):
        grid[row][left].edges["BEFORE"] = grid[row][right].edges["AFTER"] = edge
    for column in range(left, right + 1):
        grid[top][column].edges["ABOVE"] = grid[bottom][column].edges["BELOW"] = edge


def _edge(values: list[Any]) -> tuple[float, str]:
    thickness, colour = [*values, *_RULE[len(values) :]][:2]
    return float(thickness), str(colour)


def _area(grid: list[list[Cell]], start: tuple[int, int], end: tuple[int, int]) -> Iterator[Cell]:
    (left, top), (right, bottom) = _corner(grid, start), _corner(grid, end)
    for row in grid[top : bottom + 1]:
        yield from row[left : right + 1]


def _corner(grid: list[list[Cell]], at: tuple[int, int]) -> tuple[int, int]:
    column, row = at
    return column % len(grid[0]) if column < 0 else column, row % len(grid) if row < 0 else row
