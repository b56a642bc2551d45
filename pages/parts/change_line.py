"""A line of the table that says why the cost changed."""

import pandas as pd

from pages.parts import tables
from pages.parts.asking import asked, number
from pages.parts.values import is_missing


def change_line(view, name: str, rows: pd.DataFrame, causes: list[str], unit, figure: str | None, cell: dict) -> str:
    """Return a sector's line of the bridge, or that of all sectors for an empty cell;
    its numbers are links where a figure is named."""
    amounts = dict(zip(rows["cause"], rows["amount"], strict=True))
    first, words, formats = next(rows.itertuples()), view.words, view.formats
    written = {cause: tables.change(formats, amounts.get(cause), unit) for cause in causes}
    if figure:
        written = {
            cause: said if is_missing(amounts.get(cause)) else asked(view, said, figure, "amount", **cell, cause=cause)
            for cause, said in written.items()
        }
    changes = [tables.cell(said, "num", words(f"cause.{cause}")) for cause, said in written.items()]
    before, after = (
        number(
            view,
            formats.amount(getattr(first, f"cost_{end}"), unit),
            figure,
            f"cost_{end}",
            cell | {"cause": first.cause},
            words(f"cause.{end}"),
        )
        if figure
        else tables.number(formats.amount(getattr(first, f"cost_{end}"), unit), words(f"cause.{end}"))
        for end in ("before", "after")
    )
    return tables.row(tables.name(name), before, *changes, after, total=not cell)
