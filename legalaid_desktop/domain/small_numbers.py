"""Small numbers in a table, and the cells that would give them away.

A number below a limit tells too much of a person whom somebody knows to be in it. Hiding that cell
alone is not enough where a total stands beside it, so more cells are hidden until no hidden one can
be narrowed down to fewer values than a small number has. Nothing is what nobody did: it is shown,
unless it has to hide another cell.

What the totals say is decided from themselves alone, before the cells: two tables of the same
people, one by place and one by age, show the same totals, or the one would open the other.

How far a hidden cell can be narrowed down is no guess. A table with its totals is a network: a cell
leads from its row to its column, the totals lead back, and what one cell has more another has less.
How much more a hidden cell may be is what still flows through the other hidden ones.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

DEFAULT = 11
"""So many must be in a cell that leaves the office, as CTDC has it (B)."""
LIMITS = (5, 11, 20)
_DEAR = 3
"""A number that everybody asks for is worth so many others."""
_NOTHING = 4
"""A cell with nobody in it is hidden before others only if they cost more than so many limits."""

Numbers = Sequence[Sequence[int]]
Place = tuple[int, int]
"""Row and column; the totals stand after the last of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenPlaces:
    """What a table does not show: places of cells, of totals of rows and columns, and of all."""

    cells: frozenset[Place]
    rows: frozenset[int]
    columns: frozenset[int]
    total: bool

    def turned(self) -> "HiddenPlaces":
        """The same of the table lying on its side."""
        cells = frozenset((column, row) for row, column in self.cells)
        return HiddenPlaces(cells=cells, rows=self.columns, columns=self.rows, total=self.total)


def is_small(number: int, below: int) -> bool:
    """Whether the number tells too much; nothing at all does not."""
    return 0 < number < below


def in_line(numbers: Sequence[int], below: int, dear: int | None = None) -> frozenset[int]:
    """The places to hide in one line of numbers with their sum beside it.

    Args:
        below: the first number that may be shown; dear: the place to keep if another will do.
    """
    small = {place for place, number in enumerate(numbers) if is_small(number, below)}
    if is_small(sum(numbers), below):
        return frozenset(small)
    others = sorted(
        (number * (_DEAR if place == dear else 1), place)
        for place, number in enumerate(numbers)
        if number >= below
    )
    while small and others and not _is_wide([numbers[place] for place in small], below):
        small.add(others.pop(0)[1])
    return frozenset(small)


def _is_wide(hidden: Sequence[int], below: int) -> bool:
    return len(hidden) > 1 and sum(hidden) >= below - 1


def in_table(numbers: Numbers, below: int, dear: int | None = None) -> HiddenPlaces:
    """The places to hide in a table with the sums of its rows, of its columns and of all.

    Args:
        below: the first number that may be shown; dear: the column to keep if another will do.
    """
    network = _Network(numbers, below, dear)
    network.hide_small()
    if not network.close():
        network.hide_cells()
        if not network.close():
            network.hide_all()
    return network.hidden()


@dataclass(slots=True, eq=False)
class _Edge:
    """A number of the table on its way from one node of the network to another."""

    start: int
    end: int
    number: int
    cost: int
    is_hidden: bool = False
    is_total: bool = False


class _Network:
    """The table as a circulation: rows to columns, columns to all, all back to rows."""

    def __init__(self, numbers: Numbers, below: int, dear: int | None) -> None:
        self._below, self._dear = below, dear
        self._numbers = [list(row) for row in numbers]
        self._rows, self._columns = len(numbers), len(numbers[0])
        self._of_columns = self._rows + self._columns
        self._of_rows = self._of_columns + 1
        self._edges = {place: self._edge(*place) for place in self._places()}
        self._touching: list[list[_Edge]] = [[] for _ in range(self._of_rows + 1)]
        for edge in self._edges.values():
            self._touching[edge.start].append(edge)
            self._touching[edge.end].append(edge)

    def hide_small(self) -> None:
        """Hides small cells, and of the totals what the totals alone ask for."""
        rows = in_line([sum(row) for row in self._numbers], self._below)
        sums = [sum(column) for column in zip(*self._numbers, strict=True)]
        columns = in_line(sums, self._below, self._dear)
        for (row, column), edge in self._edges.items():
            if row == self._rows:
                edge.is_hidden = column in columns
            elif column == self._columns:
                edge.is_hidden = row in rows
            if not edge.is_total or (row, column) == (self._rows, self._columns):
                edge.is_hidden = is_small(edge.number, self._below)

    def hide_cells(self) -> None:
        """Hides all but the totals."""
        for edge in self._edges.values():
            edge.is_hidden |= not edge.is_total

    def hide_all(self) -> None:
        """Hides everything."""
        for edge in self._edges.values():
            edge.is_hidden = True

    def close(self) -> bool:
        """Hides more cells until none can be worked out; whether that came about."""
        done: set[int] = set()
        while waiting := [one for one in self._edges.values() if one.is_hidden]:
            fresh = [one for one in waiting if id(one) not in done]
            if not fresh:
                break
            if not all(self._widened(edge) for edge in fresh):
                return False
            done.update(map(id, fresh))
        return True

    def hidden(self) -> HiddenPlaces:
        """What is hidden now."""
        at = [place for place, edge in self._edges.items() if edge.is_hidden]
        return HiddenPlaces(
            cells=frozenset((row, column) for row, column in at if self._is_cell(row, column)),
            rows=frozenset(
                row for row, column in at if row < self._rows and column == self._columns
            ),
            columns=frozenset(
                column for row, column in at if row == self._rows and column < self._columns
            ),
            total=(self._rows, self._columns) in at,
        )

    def _widened(self, edge: _Edge) -> bool:
        """Whether the number may be any of so many; cells are hidden until it may."""
        needed = self._below - 1
        for may_hide in (False, True):
            less = self._flow(edge, min(needed, edge.number), may_hide, up=False)
            more = self._flow(edge, needed - less, may_hide, up=True)
            if less + more >= needed:
                return True
        return False

    def _flow(self, edge: _Edge, wanted: int, may_hide: bool, *, up: bool) -> int:
        """By how much the number may differ in that direction, up to what is wanted."""
        start, end = (edge.end, edge.start) if up else (edge.start, edge.end)
        now = {id(one): one.number for one in self._edges.values()}
        found = 0
        while found < wanted:
            way = self._way(start, end, edge, now, may_hide=may_hide)
            if not way:
                break
            step = min([wanted - found, *(now[id(one)] for one, on in way if not on)])
            for one, on in way:
                now[id(one)] += step if on else -step
                one.is_hidden = True
            found += step
        return found

    def _way(
        self, start: int, end: int, but: _Edge, now: dict[int, int], *, may_hide: bool
    ) -> list[tuple[_Edge, bool]]:
        """The cheapest way through the network, with whether each number grows on it."""

        def steps(node: int) -> Iterator[tuple[int, int, _Edge, bool]]:
            for edge in self._touching[node]:
                if edge is but or not (edge.is_hidden or (may_hide and not edge.is_total)):
                    continue
                cost = 0 if edge.is_hidden else edge.cost
                if edge.start == node:
                    yield cost, edge.end, edge, True
                elif now[id(edge)] > 0:
                    yield cost, edge.start, edge, False

        return _cheapest(start, end, steps)

    def _is_cell(self, row: int, column: int) -> bool:
        return row < self._rows and column < self._columns

    def _places(self) -> Iterator[Place]:
        for row in range(self._rows + 1):
            for column in range(self._columns + 1):
                yield row, column

    def _edge(self, row: int, column: int) -> _Edge:
        ends = {
            (True, True): (row, self._rows + column),
            (True, False): (self._of_rows, row),
            (False, True): (self._rows + column, self._of_columns),
            (False, False): (self._of_columns, self._of_rows),
        }
        start, end = ends[row < self._rows, column < self._columns]
        number = self._number(row, column)
        cost = (number + self._below) * (_DEAR if column == self._dear else 1)
        return _Edge(
            start=start,
            end=end,
            number=number,
            cost=cost if number else _NOTHING * self._below,
            is_total=not self._is_cell(row, column),
        )

    def _number(self, row: int, column: int) -> int:
        rows = self._numbers if row == self._rows else [self._numbers[row]]
        return sum(
            sum(one if column == self._columns else one[column : column + 1]) for one in rows
        )


def _cheapest(
    start: int,
    end: int,
    steps: Callable[[int], Iterator[tuple[int, int, _Edge, bool]]],
) -> list[tuple[_Edge, bool]]:
    order = count()
    waiting: list[tuple[int, int, int, list[tuple[_Edge, bool]]]] = [(0, next(order), start, [])]
    seen: set[int] = set()
    while waiting:
        spent, _, node, way = heappop(waiting)
        if node == end:
            return way
        if node in seen:
            continue
        seen.add(node)
        for cost, other, edge, grows in steps(node):
            if other not in seen:
                heappush(waiting, (spent + cost, next(order), other, [*way, (edge, grows)]))
    return []
