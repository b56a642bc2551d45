"""Parts side by side end about as low as each other, or stand one below the other: no column leaves a hole."""

from types import SimpleNamespace

from pages.parts.ui import html, tables
from pages.parts.ui.lanes import balanced
from pages.parts.ui.steps import noting, side_by_side

VIEW = SimpleNamespace()


def table(lines: int):
    """A part of a page: a table of so many lines, named by them."""
    rows = [tables.row(tables.name(str(lines))) for _ in range(lines)]
    return lambda: tables.compact(tables.caption(f"{lines} lines", ""), [], rows, "", "", False)


def lanes_of(*parts):
    """The heads of each column, one list for each; all heads of one column where the parts are not side by side."""
    steps = []
    with noting(steps):
        balanced(VIEW, *parts)
    lanes = steps[0].arguments[2] if steps and steps[0].draw is side_by_side else [steps]
    return [
        [found.split("<")[0] for one in lane for found in one.arguments[0].split('class="ct">')[1:]] for lane in lanes
    ]


def test_parts_are_spread_so_that_both_columns_end_alike():
    # 36 a line and 64 + 36 for heads: 14 lines against 6 + 5 and one head more, 604 against 2 × 100 + 396 = 596
    assert lanes_of(table(14), table(6), table(5)) == [["14 lines"], ["6 lines", "5 lines"]]
    # the first stands in the left column, those of a column in their order: 8 + 2 lines and two heads against 12
    assert lanes_of(table(2), table(12), table(8)) == [["2 lines", "8 lines"], ["12 lines"]]


def test_parts_that_cannot_be_even_have_the_whole_width():
    # 9 lines against 4: 180 pixels, more than may be left empty; 7 against 4: 108
    assert lanes_of(table(9), table(4)) == [["9 lines", "4 lines"]]
    assert lanes_of(table(7), table(4)) == [["7 lines"], ["4 lines"]]


def test_what_draws_nothing_leaves_no_empty_half():
    assert lanes_of(table(3), lambda: None) == [["3 lines"]]
    assert lanes_of(lambda: None, lambda: html.footnote("only this")) == [[]]
