"""The one number at the head of each page that can be shared."""

from data.sharing.shared_view import Number
from pages.parts.i18n.values import is_missing

COST = ("overview_total", "dissatisfaction_cost", ())
HEADLINES = {
    "overview": COST,
    "dissatisfaction": COST,
    "loyalty": ("customer_value", "total_value", (("segment", "all"),)),
    "win_or_keep": ("win_or_keep", "replacement_cost", (("sector", "all"),)),
}


def headline(view, page: str) -> object:
    """Return the page's number as the view has it, exact; None when there is none."""
    figure, column, cell = HEADLINES[page]
    rows = view.read(figure)
    for name, value in cell:
        rows = rows[rows[name] == value] if name in rows else rows.iloc[:0]
    value = rows[column].iloc[0] if len(rows) and column in rows else None
    return None if is_missing(value) else value


def headline_number(view, page: str) -> tuple[Number, ...]:
    """Return the page's number as a link keeps it, nothing when there is none."""
    value = headline(view, page)
    figure, column, cell = HEADLINES[page]
    return () if value is None else (Number(view.words(f"headline.{page}"), figure, column, cell, str(value)),)
