"""The one number at the head of each page that can be shared."""

from data.sharing.shared_view import Number
from pages.parts.access.pages import page_named
from pages.parts.i18n.values import is_missing


def headline(view, name: str) -> object:
    """Return the page's number as the view has it, exact; None when there is none."""
    number = page_named(name).headline
    rows = view.read(number.figure)
    for column, value in number.cell:
        rows = rows[rows[column] == value] if column in rows else rows.iloc[:0]
    value = rows[number.column].iloc[0] if len(rows) and number.column in rows else None
    return None if is_missing(value) else value


def headline_number(view, name: str) -> tuple[Number, ...]:
    """Return the page's number as a link keeps it, nothing when there is none."""
    value, number = headline(view, name), page_named(name).headline
    if value is None:
        return ()
    return (Number(view.words(f"headline.{name}"), number.figure, number.column, number.cell, str(value)),)
