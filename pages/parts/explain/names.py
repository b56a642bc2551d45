"""What an explained number is called: its name, and in words what chooses its row."""

import re
from datetime import date

from data.contracts.definitions import contract
from pages.parts.i18n import figure_texts
from pages.parts.i18n.direction import in_a_row
from pages.parts.i18n.language import has

NAMERS = ("component", "segment", "sector", "channel", "category")
SECTORS = ("sector", "caused_by", "incurred_by", "supplier", "receiver")
COUNTED = ("month", "lag_months", "points", "tenure_year", "level", "step", "distance")
KINDS = {  # figures of several kinds of thing, and the section of texts that names each: dimension and value in one
    "excess_by": "handled",
    "time_to_close_by": "time_to_close",
    "promise_kept": "promise",
    "satisfaction_by": "satisfied",
}
PLACED = ("category", "cause")  # what stands at a place is named, not its place
CALENDAR = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def column_name(view, column: str) -> str:
    """Return a column's name in words, else its own with blanks."""
    return figure_texts.column(view.language, column)


def number_name(view, found) -> str:
    """Return what kind of number it is: the name its figure gives it, else its column's."""
    key = f"title.{found.header.name}_{found.column}"
    return view.words(key) if has(view.language, key) else column_name(view, found.column)


def title(view, found) -> str:
    """Return the number's name and its cell: "Cost of unhappy customers · Delivery"."""
    name = number_name(view, found)
    return in_a_row([name[:1].upper() + name[1:], *_cells(view, found)])


def _cells(view, found) -> list[str]:
    """What chooses the number's row, in words."""
    where, section = dict(found.where), KINDS.get(found.header.name)
    if section and {"dimension"} < set(where):
        kind = next(name for name in where if name != "dimension")
        first = [_kind(view, section, where.pop("dimension"), where.pop(kind))]
    else:
        first = []
    placed = next((name for name in PLACED if "place" in where and name in found.row), None)
    if placed:
        where = {name: value for name, value in where.items() if name != "place"} | {placed: found.row[placed]}
    return first + [value_name(view, column, value) for column, value in where.items()]


def _kind(view, section: str, dimension: str, value: str) -> str:
    for key in (f"{section}.{dimension}_{value}", f"{section}.{dimension}"):
        if has(view.language, key):
            return view.words(key, name=value_name(view, dimension, value))
    return value_name(view, dimension, value)


def value_name(view, column: str, value: object) -> str:
    """Return a value of a naming column (a sector, a component) as the pages write it; of several a list of them."""
    if isinstance(value, list):
        return view.formats.listing([value_name(view, column, one) for one in value])
    text, name = str(value), "sector" if column in SECTORS else column
    if CALENDAR.match(text) and column in ("month", "cohort"):
        return view.formats.month(date.fromisoformat(text))
    for key in _keys_of(column, text):
        if has(view.language, key):
            return view.words(key)
    if column in COUNTED and has(view.language, f"counted.{column}"):
        return view.words(f"counted.{column}", count=text)
    if name == "dataset":
        return contract(text).title[view.language]
    return getattr(view, name)(text) if name in NAMERS else text


def _keys_of(column: str, text: str) -> tuple[str, ...]:
    """The sentences that may name a value of a column, the first that is there."""
    return {
        "cause": (f"cause.{text}",),
        "evidence": (f"evidence.{text}",),
        "category": (f"quality_cost.{text}",),
        "purpose": (f"panel.purpose_{text}", f"spend.{text}", f"contacts.{text}"),
        "basis": (f"tenure.basis_{text}",),
        "side": (f"win.line_{text}", f"best.side_{text}"),
        "dimension": (f"handled.of_{text}",),
    }.get(column, ())
