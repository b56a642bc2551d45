"""An explained number in the reader's words: its name, its sentence, its formula with the values now,
the whole as text."""

import re
from datetime import date

from data.contracts.definitions import contract
from models.engine.header import units_of
from models.explain.formula import SUM, TERM
from pages.parts.i18n import figure_texts, model_texts
from pages.parts.i18n.language import has
from pages.parts.i18n.values import is_missing
from pages.parts.runtime.services import services

NAMERS = ("component", "segment", "sector", "channel", "category")
SECTORS = ("sector", "caused_by", "incurred_by")
COUNTED = (
    "month",
    "lag_months",
    "points",
    "tenure_year",
    "place",
    "level",
)  # a bare number does not say what it counts
CALENDAR = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def column_name(view, column: str) -> str:
    """Return a column's name in words, else its own with blanks."""
    return figure_texts.column(view.language, column)


def value_name(view, column: str, value: object) -> str:
    """Return a value of a naming column (a sector, a component) as the pages write it; of several a list of them."""
    if isinstance(value, list):
        return view.formats.listing([value_name(view, column, one) for one in value])
    name = "sector" if column in SECTORS else column
    text = str(value)
    if CALENDAR.match(text) and column in ("month", "cohort"):
        return view.formats.month(date.fromisoformat(text))
    if column in ("cause", "evidence") and has(view.language, f"{column}.{text}"):
        return view.words(f"{column}.{text}")
    if column == "category" and has(view.language, f"quality_cost.{text}"):
        return view.words(f"quality_cost.{text}")
    if column in COUNTED:
        return f"{column_name(view, column)} {text}"
    if name == "dataset":
        return contract(text).title[view.language]
    if name == "purpose":
        return view.words(f"panel.purpose_{text}") if has(view.language, f"panel.purpose_{text}") else text
    return getattr(view, name)(text) if name in NAMERS else text


def title(view, found) -> str:
    """Return the number's name and its cell: "Cost of unhappy customers · Delivery"."""
    cells = [value_name(view, column, value) for column, value in found.where.items()]
    name = column_name(view, found.column)
    return " · ".join([name[:1].upper() + name[1:], *cells])


def sentence(view, found) -> str:
    """Return the one sentence that says what the number is."""
    for key in (f"number.{found.header.name}_{found.column}", f"number.{found.column}"):
        if has(view.language, key):
            return view.words(key)
    return figure_texts.said(view.language, found.header, "meaning")


def written(view, header, column: str, value: object) -> str:
    """Return a value in full, in the unit its figure's header says."""
    unit = units_of(header).get(column, "")
    if is_missing(value):
        return view.formats.number(None)
    if isinstance(value, (str, bool, date)):
        return str(value)
    if unit.startswith("0 to 1"):
        return view.formats.share(value, 1)
    if unit.startswith("reporting currency"):
        return f"{view.formats.number(value, 2)} {view.formats.currency}".strip()
    return view.formats.number(value, 0 if float(value).is_integer() else 2)


def formula_words(view, found) -> str:
    """Return the formula in words: "customers lost × cost of winning one",
    or what the header says of the whole figure."""
    if found.formula is None:
        return figure_texts.said(view.language, found.header, "formula")
    if total := SUM.match(found.formula.text):
        by = view.formats.listing([column_name(view, name.strip()) for name in total[3].split(",")])
        return view.words("panel.sum", what=column_name(view, found.column), by=by)
    return TERM.sub(lambda term: _term_name(view, term.group()), found.formula.text)


def formula_values(view, found) -> str:
    """Return the formula with the values now and its result: "12.3 × 173.71 = 2,136.63"; nothing without a formula."""
    if found.formula is None:
        return ""
    result = written(view, found.header, found.column, found.value)
    if found.formula.parts:
        return " + ".join(view.formats.number(part.amount, 2) for part in found.formula.parts) + " = " + result
    if not found.formula.terms:
        return result
    return TERM.sub(lambda term: _term_value(view, found, term.group()), found.formula.text) + " = " + result


def part_words(view, found, part) -> tuple[str, str, str]:
    """Return a part of a sum: its name, how many at how much each, and its amount."""
    by = [name.strip() for name in SUM.match(found.formula.text)[3].split(",")]
    name = ", ".join(value_name(view, column, value) for column, value in zip(by, part.name, strict=True))
    each = ""
    if part.each is not None:
        fields = {"count": view.formats.number(part.quantity, 2), "each": view.formats.number(part.each, 2)}
        each = view.words(f"panel.each_{part.unit}", **fields)
    return name, each, view.formats.number(part.amount, 2)


def _term_name(view, term: str) -> str:
    name, _, chosen = term.partition(" [")
    return column_name(view, name.rpartition(".")[2]) + (
        f" ({view.words('panel.in_all')})" if "= all" in chosen else ""
    )


def _term_value(view, found, term: str) -> str:
    figure, _, column = re.sub(r" \[.*", "", term).rpartition(".")
    header = services().engine.header(figure) if figure else found.header
    return written(view, header, column, found.formula.terms[term])


def as_text(view, found, changes: list, link: str) -> str:
    """Return all of it as one block of text: number, sentence, formula, changes, assumptions, version and link."""
    words = view.words
    lines = [
        f"{title(view, found)}: {written(view, found.header, found.column, found.value)}",
        view.scope(),
        "",
        sentence(view, found),
        "",
        formula_words(view, found),
        formula_values(view, found),
    ]
    lines += [
        f"  {': '.join(filter(None, part_words(view, found, part)[:2]))} = {part_words(view, found, part)[2]}"
        for part in (found.formula.parts if found.formula else ())
    ]
    lines += ["", words("panel.assumptions") + ":"] + [
        _assumption_line(view, row) for row in found.assumptions if row["value"]
    ]
    moved = [one for one in changes if one.difference]
    lines += ["", words("panel.changes") + ":"] if moved else []
    lines += [f"  {_moved(view, one)}: {written(view, found.header, found.column, one.after)}" for one in moved]
    return "\n".join([*lines, "", link])


def _moved(view, one) -> str:
    title = model_texts.assumption_title(view.language, one.name)
    return f"{title} {_assumed(view, one.name, one.held)} → {_assumed(view, one.name, one.tried)}"


def _assumption_line(view, row: dict) -> str:
    unit, kind = model_texts.assumption(view.language, row, "unit"), view.words(f"panel.kind_{row['kind']}")
    title = model_texts.assumption_title(view.language, row["name"])
    return f"  {title} = {_assumed(view, row['name'], row['value'])} ({unit}; {kind})"


def _assumed(view, name: str, text: str) -> str:
    return model_texts.assumption_value(view.formats, name, text)
