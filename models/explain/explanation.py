"""A number explained."""

import re
from dataclasses import dataclass
from typing import Any

from models.engine import lineage
from models.engine.dependents import assumptions_in
from models.engine.header import Header
from models.explain.formula import TERM, Formula, figures_read, formula_text, place_of, with_values

YEAR = re.compile(r"\b(1[89]|20)\d\d\b")
FROM_DATA = ("as_of", "working_hours")


@dataclass(frozen=True)
class Explanation:
    """One number explained: header, column, cell, value, formula with values, assumptions and data sets it stands on.

    assumptions: rows of Engine.assumptions with kind; data: data set -> rows read; sides: what has uploaded rows behind
    it.
    """

    header: Header
    column: str
    where: dict
    value: object
    formula: Formula | None
    assumptions: list[dict]
    data: dict[str, int]
    sides: list["SourceSide"]


@dataclass(frozen=True)
class SourceSide:
    """A number whose uploaded rows stand behind another: a term of its formula, or that number itself."""

    figure: str
    column: str
    where: dict


def explain(engine, name: str, column: str, where: dict, **scope: Any) -> Explanation:
    """Explain one number: the figure's column in the only row that `where` leaves, or the sum of a column that adds up.

    `scope` goes to Engine.rows.
    Raises LookupError where `where` leaves no row or several, or the figure has no such column.
    """
    header, row = engine.header(name), one_row(engine, name, where, scope, column)
    if column not in row:
        raise LookupError(f'{name} has no column "{column}". Its columns are: {", ".join(row)}.')
    below = figures_behind(header, column)
    return Explanation(
        header=header,
        column=column,
        where=where,
        value=row[column],
        data=_data(engine, header, below, scope),
        formula=with_values(engine, header, column, row, scope),
        assumptions=used_assumptions(engine, below, scope["version"], scope.get("assume")),
        sides=source_sides(engine, header, column, where, row),
    )


def figures_behind(header: Header, column: str) -> list[str]:
    """Return the figures a column comes from: those its formula names where they suffice, else the whole figure."""
    return figures_read(formula_text(header, column)) or [header.name]


def one_row(engine, name: str, where: dict, scope: dict, column: str = "") -> dict:
    """Return the only row of a figure that `where` leaves; raises LookupError where there is none, or several.

    Several rows of a column that adds up are one: what they were chosen by, and the sum.
    """
    columns, rows = engine.rows(name, where=where, **scope)
    header = engine.header(name)
    if len(rows) > 1 and column in header.adds:
        free = [columns.index(key) for key in header.key if key not in where]
        parts = [row[columns.index(column)] for row in rows if lineage.EVERYTHING not in [row[place] for place in free]]
        return where | {column: sum(parts)}
    if len(rows) != 1:
        key = ", ".join(engine.header(name).key)
        raise LookupError(f"{name}: {len(rows)} rows are chosen, one is needed. Choose it by: {key}.")
    return dict(zip(columns, rows[0]))


def used_assumptions(engine, names: list[str], version: int, assume: dict | None = None) -> list[dict]:
    """Return the assumptions figures stand on, themselves or through figures they read, as they hold, with their kind.

    kind: yours (set here), published (a dated source), measured (taken from the data), starting (brought along),
    not_set.
    """
    read = {one for source in engine.catalogue.closure(names) for one in assumptions_in(engine.header(source))}
    return [{**row, "kind": kind(row)} for row in engine.assumptions(version, assume) if row["name"] in read]


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
    return bool(header.trace) or lineage.has_own_way(header, column or "")


def _data(engine, header: Header, below: list[str], scope: dict) -> dict[str, int]:
    read = [
        h.name
        for h in map(engine.header, engine.catalogue.closure(below))
        if h.is_cleaned and f"raw_{h.name}" in h.reads
    ]
    cursor = engine.cursor_behind(header.name, header.name, **scope)
    counts = [cursor.execute(f"select count(*) from {source}").fetchone()[0] for source in read]
    return dict(zip(read, counts))
