"""What a shared view says of groups of too few people: a mark in their place, and where they stand together."""

from pages.parts.i18n.direction import in_a_row, own_direction
from pages.parts.ui import html, tables

FEW = "<5"  # the same whatever the least number is set to
UNTOLD = "…"  # enough people, but telling it would tell a smaller group


def mark(few: bool) -> str:
    """Return what stands in the place of a number that is not told."""
    return FEW if few else UNTOLD


def small_rows(view, what: str, named, kinds: list[str]) -> list[str]:
    """Return a table row for each name that is not told apart: a mark under every heading of a number.

    named(name) gives its words; kinds: the classes of the columns after the name.
    """
    return [
        tables.row(
            tables.name(named(row.name)),
            *(tables.cell(html.escape(mark(row.few)) if "num" in kind else "", kind) for kind in kinds),
        )
        for row in view.small(what).itertuples(index=False)
    ]


def marks(view, what: str) -> dict[tuple[str, str], str]:
    """Return the marks of cells by the name they belong to and their own: (of, name) -> mark."""
    return {(row.of, row.name): mark(row.few) for row in view.small(what).itertuples(index=False)}


def small_remark(view, *dimensions: str) -> None:
    """Draw what the marks mean, where there are any."""
    if any(len(view.small(what)) for what in dimensions):
        html.footnote(view.words("small.remark", few=FEW, untold=UNTOLD))


def small_names(view, what: str, named) -> None:
    """Draw the names that stand together in a chart, where there are any; named(name) gives their words."""
    names = [f"{own_direction(named(row.name))} {mark(row.few)}" for row in view.small(what).itertuples(index=False)]
    if names:
        html.footnote(view.words("small.names", few=FEW, names=in_a_row(names, ", ")))
