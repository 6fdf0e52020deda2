"""No hidden number can be worked out from what a table shows."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from legalaid_desktop.domain.small_numbers import in_line, in_table

FAR = 10**6
"""More than any number of the tables."""


def numbers(most_rows, most_columns, values):
    shapes = st.tuples(st.integers(1, most_rows), st.integers(1, most_columns))

    def tables(shape):
        row = st.lists(st.sampled_from(values), min_size=shape[1], max_size=shape[1])
        return st.lists(row, min_size=shape[0], max_size=shape[0])

    return shapes.flatmap(tables).filter(lambda table: any(map(any, table)))


def published(table, hidden):
    """Every number of the table with its totals, None for the hidden ones; and the sums."""
    height, width = len(table), len(table[0])
    shown = {
        (row, column): None if (row, column) in hidden.cells else table[row][column]
        for row, column in product(range(height), range(width))
    }
    shown |= {(r, width): None if r in hidden.rows else sum(table[r]) for r in range(height)}
    sums = [sum(column) for column in zip(*table, strict=True)]
    shown |= {(height, c): None if c in hidden.columns else sums[c] for c in range(width)}
    shown[height, width] = None if hidden.total else sum(sums)
    lines = [[(row, column) for column in range(width + 1)] for row in range(height + 1)]
    lines += [[(row, column) for row in range(height + 1)] for column in range(width + 1)]
    return shown, lines


def bounds(shown, lines):
    """How far somebody with a pencil can narrow each number: every sum over and over."""
    low = {place: 0 if one is None else one for place, one in shown.items()}
    high = {place: FAR if one is None else one for place, one in shown.items()}
    was = None
    while was != (low, high):
        was = dict(low), dict(high)
        for *parts, whole in lines:
            low[whole] = max(low[whole], sum(low[one] for one in parts))
            high[whole] = min(high[whole], sum(high[one] for one in parts))
            for one in parts:
                others = [each for each in parts if each != one]
                high[one] = min(high[one], high[whole] - sum(low[each] for each in others))
                low[one] = max(low[one], low[whole] - sum(high[each] for each in others))
    return low, high


@settings(max_examples=200, deadline=None)
@given(numbers(9, 6, [0, 0, 1, 2, 5, 9, 10, 11, 14, 30, 90]), st.sampled_from([5, 11, 20]))
def test_sums_narrow_no_hidden_number_to_fewer_values_than_a_small_one_has(table, below):
    hidden = in_table(table, below, 0)
    shown, lines = published(table, hidden)
    low, high = bounds(shown, lines)
    for place, one in shown.items():
        assert one is None or not 0 < one < below, "a small number stands there"
        assert one is not None or high[place] - low[place] >= below - 1


def possible(shown, height, width, most):
    """Every table that fits what is shown: all that anybody could ever conclude, by trying all."""
    free = [place for place in product(range(height), range(width)) if shown[place] is None]
    for guess in product(range(most + 1), repeat=len(free)):
        cells = {place: shown[place] for place in product(range(height), range(width))}
        cells |= dict(zip(free, guess, strict=True))
        rows = [sum(cells[r, c] for c in range(width)) for r in range(height)]
        columns = [sum(cells[r, c] for r in range(height)) for c in range(width)]
        whole = dict(cells)
        whole |= {(r, width): rows[r] for r in range(height)}
        whole |= {(height, c): columns[c] for c in range(width)}
        whole[height, width] = sum(rows)
        if all(one is None or whole[place] == one for place, one in shown.items()):
            yield whole


@settings(max_examples=40, deadline=None)
@given(numbers(3, 2, [0, 1, 2, 3, 4]))
def test_of_every_hidden_number_tables_exist_that_differ_by_a_small_number(table):
    """Not only by sums: each table that could be behind what is shown is tried."""
    below = 3
    hidden = in_table(table, below)
    shown, _ = published(table, hidden)
    fitting = list(possible(shown, len(table), len(table[0]), 6))
    for place, one in shown.items():
        found = {each[place] for each in fitting}
        assert one is not None or max(found) - min(found) >= below - 1


@settings(max_examples=60, deadline=None)
@given(numbers(6, 5, [0, 1, 5, 11, 30]))
def test_totals_of_the_same_people_are_hidden_alike_in_every_table(table):
    """What stands in the cells decides nothing about the totals, or two tables open each other."""
    sums = [sum(row) for row in table]
    by_something_else = [[total - total // 2, total // 2] for total in sums]
    assert in_table(table, 11).rows == in_table(by_something_else, 11).rows == in_line(sums, 11)


def test_what_is_hidden_and_what_is_not():
    assert in_line([0, 40, 12], 11) == frozenset(), "nobody and many are shown"
    assert in_line([5, 40, 12], 11) == {0, 2}, "the smallest other goes with it"
    assert in_line([5, 40, 12], 11, dear=2) == {0, 2}, "unless that is dearer"
    assert in_line([5, 30, 12], 11, dear=2) == {0, 1}
    assert in_line([5, 6], 11) == {0, 1}
    assert in_line([2, 3], 11) == {0, 1}, "and the total of five is small itself"
    small = in_table([[2, 3], [0, 1]], 11)
    assert small.total
    assert small.cells == {(0, 0), (0, 1), (1, 1)}, "a small table is hidden but for nobody"
    wide = in_table([[12, 3, 20], [30, 40, 50]], 11)
    assert (0, 1) in wide.cells
    assert len(wide.cells) == 4, "a hidden cell needs one more in its row, its column and across"
    assert not wide.rows | wide.columns
