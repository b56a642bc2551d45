"""A number explained."""

import re
from dataclasses import dataclass

from models.engine import lineage
from models.engine.definitions.dependents import assumptions_in
from models.engine.definitions.header import Header
from models.engine.selection import Selection
from models.explain.formula import TERM, Formula, figures_read, formula_text, interval, place_of, with_values

YEAR = re.compile(r"\b(1[89]|20)\d\d\b")
FROM_DATA = ("as_of",)


@dataclass(frozen=True)
class Explanation:
    """One number explained: header, column, cell, value, formula with values, assumptions it stands on.

    assumptions: rows of Engine.assumptions with kind; sides: what has uploaded rows behind it; row: the figure's row it
    stands in; interval: the two ends it lies between, None where the figure knows none.
    """

    header: Header
    column: str
    where: dict
    value: object
    formula: Formula | None
    assumptions: list[dict]
    sides: list["SourceSide"]
    row: dict
    interval: tuple | None = None


@dataclass(frozen=True)
class SourceSide:
    """A number whose uploaded rows stand behind another: a term of its formula, or that number itself."""

    figure: str
    column: str
    where: dict


def explain(engine, name: str, column: str, version: int, selection: Selection) -> Explanation:
    """Explain one number: the figure's column in the only row that is chosen, or the sum of a column that adds up.

    Raises LookupError where no row or several are chosen, or the figure has no such column.
    """
    header, row = engine.header(name), one_row(engine, name, version, selection, column)
    if column not in row:
        raise LookupError(f'{name} has no column "{column}". Its columns are: {", ".join(row)}.')
    below, where = figures_behind(header, column), selection.where
    return Explanation(
        header=header,
        column=column,
        where=where,
        value=row[column],
        formula=with_values(engine, header, column, row, version, selection),
        assumptions=used_assumptions(engine, below, version, selection.overrides),
        sides=source_sides(engine, header, column, where, row),
        row=row,
        interval=interval(engine, header, column, row, version, selection),
    )


def figures_behind(header: Header, column: str) -> list[str]:
    """Return the figures a column comes from: those its formula names where they suffice, else the whole figure."""
    return figures_read(formula_text(header, column)) or [header.name]


def one_row(engine, name: str, version: int, selection: Selection, column: str = "") -> dict:
    """Return the only row of a figure that is chosen; raises LookupError where there is none, or several.

    Several rows of a column that adds up are one: what they were chosen by, and the sum.
    """
    columns, rows = engine.rows(name, version, selection)
    header, where = engine.header(name), selection.where
    if len(rows) > 1 and column in header.additive:
        free = [columns.index(key) for key in header.key if key not in where]
        parts = [row[columns.index(column)] for row in rows if lineage.ALL not in [row[place] for place in free]]
        return where | {column: sum(parts)}
    if len(rows) != 1:
        key = ", ".join(engine.header(name).key)
        raise LookupError(f"{name}: {len(rows)} rows are chosen, one is needed. Choose it by: {key}.")
    return dict(zip(columns, rows[0]))


def used_assumptions(engine, names: list[str], version: int, overrides: dict | None = None) -> list[dict]:
    """Return the assumptions figures stand on, themselves or through figures they read, as they hold, with their kind.

    kind: yours (set here), published (a dated source), measured (taken from the data), starting (brought along),
    not_set.
    """
    read = {one for source in engine.catalogue.closure(names) for one in assumptions_in(engine.header(source))}
    return [{**row, "kind": kind(row)} for row in engine.assumptions(version, overrides) if row["name"] in read]


def kind(row: dict) -> str:
    """Return where an assumption comes from: yours, published, measured, starting or not_set."""
    if not row["value"]:
        return "measured" if row["name"] in FROM_DATA else "not_set"
    if row["yours"]:
        return "yours"
    return "published" if YEAR.search(row["source"]) else "starting"


def source_sides(engine, header: Header, column: str, where: dict, row: dict) -> list[SourceSide]:
    """Return each side of a ratio or product that leads to uploaded rows; of any other number itself, if it does."""
    text = formula_text(header, column)
    found = []
    for term in [] if text.startswith("Σ") else dict.fromkeys(TERM.findall(text)):
        figure, name, cell = place_of(engine, term, row)
        if lineage.has_own_way(engine.header(figure) if figure else header, name):
            found.append(SourceSide(figure or header.name, name, cell if figure else lineage.cell(header, name, row)))
    return found or (
        [SourceSide(header.name, column, lineage.cell(header, column, row))] if is_traced(header, column) else []
    )


def is_traced(header: Header, column: str | None = None) -> bool:
    """Whether uploaded rows can be named behind a figure's column."""
    return bool(header.lineage) or lineage.has_own_way(header, column or "")


def rows_read(engine, name: str, column: str, version: int, selection: Selection) -> dict[str, int]:
    """Return the data sets a number stands on, each with how many rows of it were read."""
    header = engine.header(name)
    read = [
        h.name
        for h in map(engine.header, engine.catalogue.closure(figures_behind(header, column)))
        if h.is_cleaned and f"raw_{h.name}" in h.reads
    ]
    cursor = engine.source_cursor(header.name, header.name, version, selection)
    counts = [cursor.execute(f"select count(*) from {source}").fetchone()[0] for source in read]
    return dict(zip(read, counts))
