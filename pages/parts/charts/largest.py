"""The title of a table that names what has the largest of an amount."""

from collections.abc import Callable

import pandas as pd

from pages.parts.charts.figure_table import ALL
from pages.parts.ui.number_links import linked_text


def largest_finding(
    view,
    rows: pd.DataFrame,
    figure: str,
    cell: tuple[str, str],
    titles: tuple[str, str],
    written: Callable[[str], str] = str,
    fewest: int = 1,
) -> str:
    """Return a sentence with the name and the amount, which leads to its explanation, of the largest.

    cell: the column of names and that of amounts of the figure; written: what a name is called. titles: the sentence,
    and the one that stands where fewer than `fewest` have an amount and a name of their own.
    """
    name, column = cell
    own = ~rows[name].str.startswith("(") & (rows[name] != ALL)
    known = rows[own].dropna(subset=[column])
    if len(known) < fewest:
        return view.words(titles[1])
    first = known.sort_values(column, ascending=False, kind="stable").iloc[0]
    amount = linked_text(view, view.formats.money(first[column]), figure, column, **{name: first[name]})
    return view.words(titles[0], **{name: written(first[name])}, amount=amount)
