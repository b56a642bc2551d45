"""An explained number in the reader's words: its name, its sentence, its formula with the values now,
the whole as text."""

import re
from datetime import date
from decimal import Decimal

from models.engine.definitions.header import units_of
from models.explain.formula import SUM, TERM
from pages.parts.explain.names import column_name, title, value_name
from pages.parts.i18n import figure_texts, model_texts
from pages.parts.i18n.direction import in_a_row
from pages.parts.i18n.language import has
from pages.parts.i18n.values import is_missing
from pages.parts.runtime.services import services

OF_COLUMNS = re.compile(r"[a-z_0-9]+(?:(?:, | and | y | e )[a-z_0-9]+)*(?= = )")
SEVERAL = re.compile(", | and | y | e ")
CODE_NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
TIERS = {"estimated": "estimated", "assumed": "assumed"}  # all else is booked or measured


def range_words(view, found) -> str:
    """Return the range a number lies in, "" where its figure knows none."""
    if not found.interval:
        return ""
    low, high = (written(view, found.header, found.column, end) for end in found.interval)
    return view.words("panel.between", low=low, high=high)


def evidence_words(view, found) -> str:
    """Return how much of a sum is booked or measured, estimated and assumed, "" where its parts do not say."""
    by = _summed_by(found)
    if "evidence" not in by or not found.formula.result:
        return ""
    held: dict[str, Decimal] = {}
    for part in found.formula.parts:
        tier = TIERS.get(part.name[by.index("evidence")], "booked")
        held[tier] = held.get(tier, Decimal(0)) + Decimal(part.amount)
    said = [
        f"{view.formats.share(held[tier] / Decimal(found.formula.result))} {view.words(f'evidence.{tier}_is')}"
        for tier in ("booked", "estimated", "assumed")
        if held.get(tier)
    ]
    return view.formats.listing(said)


def _summed_by(found) -> list[str]:
    """The columns a number is summed by, none where it is no sum."""
    total = SUM.match(found.formula.text) if found.formula else None
    return [name.strip() for name in total[3].split(",")] if total else []


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
    if unit.startswith("difference of shares"):
        return view.formats.points(value)
    if unit.startswith("0 to 1"):
        return view.formats.share(value, 1)
    if unit.startswith("reporting currency"):
        return f"{view.formats.number(value, 2)} {view.formats.currency}".strip()
    return view.formats.number(value, 0 if float(value).is_integer() else 2)


def formula_words(view, found) -> str:
    """Return the formula in words: "customers lost × cost of winning one",
    or what the header says of the whole figure."""
    if found.formula is None:
        return _said_of_column(view, found)
    if names := _summed_by(found):
        by = view.formats.listing([column_name(view, name) for name in names])
        return view.words("panel.sum", by=by)
    return TERM.sub(lambda term: _term_name(view, term.group()), found.formula.text)


def _said_of_column(view, found) -> str:
    """What the header says of the number's column, or of none in particular; names of columns in words."""
    said = [one.strip() for one in figure_texts.written(view.language, found.header, "formula").split(";")]
    of = [OF_COLUMNS.match(one) for one in said]
    own = [one for one, found_names in zip(said, of) if found_names and found.column in SEVERAL.split(found_names[0])]
    chosen = own or [one for one, found_names in zip(said, of) if not found_names]
    return CODE_NAME.sub(lambda name: column_name(view, name.group()), "; ".join(chosen))


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
    by = _summed_by(found)
    name = in_a_row([value_name(view, column, value) for column, value in zip(by, part.name, strict=True)], ", ")
    each = ""
    if part.each is not None:
        fields = {"count": view.formats.number(part.quantity, 2), "each": view.formats.number(part.each, 2)}
        each = view.words(f"panel.each_{part.unit}", **fields)
    return name, each, view.formats.number(part.amount, 2, signed="cause" in by)


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
