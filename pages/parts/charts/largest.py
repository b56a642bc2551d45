"""The title of a table that names what has the largest of an amount."""

from collections.abc import Callable

import pandas as pd

from pages.parts.charts.figure_table import ALL
from pages.parts.ui.number_links import linked_text

MORE_THAN_ONE = 2  # names, so that one of them can be the largest


def largest_finding(
    view,
    rows: pd.DataFrame,
    figure: str,
    cell: tuple[str, str],
    title: str,
    written: Callable[[str], str] = str,
    otherwise: str = "",
) -> str:
    """Return the sentence `title` with the name and the amount, which leads to its explanation, of the largest.

    cell: the column of names and that of amounts of the figure; written: what a name is called. otherwise: the
    sentence where no two have an amount and a name of their own; without it one is enough.
    """
    name, column = cell
    own = ~rows[name].str.startswith("(") & (rows[name] != ALL)
    known = rows[own].dropna(subset=[column])
    if otherwise and len(known) < MORE_THAN_ONE:
        return view.words(otherwise)
    first = known.sort_values(column, ascending=False, kind="stable").iloc[0]
    amount = linked_text(view, view.formats.money(first[column]), figure, column, **{name: first[name]})
    return view.words(title, **{name: written(first[name])}, amount=amount)
