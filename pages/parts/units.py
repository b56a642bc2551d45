"""The unit of a column or an axis, in words."""

from pages.parts.formats import Unit


def unit_words(view, unit: Unit) -> str:
    """Return "thousand EUR", or "amount in thousands" while no reporting currency is set."""
    size = "unit.thousand" if unit.size == 1000 else "unit.one"
    currency = view.formats.currency
    return view.words(size + "_of", currency=currency) if currency else view.words(size)
