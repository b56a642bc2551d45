"""Formulas with live values: what the header of a figure says of a column, worked out beside it for one row."""

import ast
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.engine import lineage, read
from models.engine.definitions.header import Header
from models.engine.selection import Selection

SUM = re.compile(r"^Σ (\w+)\.(\w+) by ([\w, ]+)$")
TERM = re.compile(r"[a-z_][a-z0-9_.]*(?: \[[^\]]*\])?")
SIGNS = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b if b else None,
}
PARTS = """
    select {by}, {quantity}, sum(p.{column}) as amount
    from (select * from {source} where {wanted}) as p
    group by {by}
    order by sum(p.{column}) desc, {by}
"""


@dataclass(frozen=True)
class Part:
    """One part of a sum: its name (such as handling, measured), how many of which unit (or None), and its amount."""

    name: tuple
    quantity: Decimal | None
    unit: str | None
    amount: Decimal

    @property
    def each(self) -> Decimal | None:
        """What one unit comes to, None where nothing is counted."""
        return Decimal(self.amount) / self.quantity if self.quantity else None


@dataclass(frozen=True)
class Formula:
    """How a number comes about: the formula in words, its terms with their values now,
    or the parts it is the sum of."""

    text: str
    terms: dict[str, object]
    parts: list[Part]
    result: Any


def formula_text(header: Header, column: str) -> str:
    """Return what the header says the column is worked out from, "" when it says nothing of that column."""
    return _said_of(header.decomposition, column)


def _said_of(texts: str, column: str) -> str:
    said = {name.strip(): text.strip() for name, _, text in (one.partition(" = ") for one in texts.split(";"))}
    return said.get(column, "")


def interval(engine, header: Header, column: str, row: dict, version: int, selection: Selection) -> tuple | None:
    """Return the two ends a number lies between, None where its header names none or the row has none."""
    ends = [one.strip() for one in _said_of(header.interval, column).split(",")]
    found = tuple(_value(engine, term, row, version, selection) for term in ends if term)
    return found if len(found) == 2 and None not in found else None


def figures_read(text: str) -> list[str]:
    """Return the figures that alone give a formula's result; none where it needs the row it stands in."""
    if found := SUM.match(text):
        return [found[1]]
    terms = [term.partition(" [")[0].rpartition(".")[0] for term in TERM.findall(text)]
    return list(dict.fromkeys(terms)) if all(terms) else []


def with_values(engine, header: Header, column: str, row: dict, version: int, selection: Selection) -> Formula | None:
    """Return the formula of a column with the values of one row; None when the header names none for it."""
    text = formula_text(header, column)
    if not text:
        return None
    if found := SUM.match(text):
        ways = _own_parts if found[1] == header.name else _parts
        parts = ways(engine, header, column, row, version, selection, *found.groups())
        return Formula(text, {}, parts, sum((part.amount for part in parts), Decimal(0)))
    terms = {term: _value(engine, term, row, version, selection) for term in dict.fromkeys(TERM.findall(text))}
    return Formula(text, terms, [], _worked_out(text, terms))


def _own_parts(
    engine, header: Header, column: str, row: dict, version: int, selection: Selection, source: str, *said: str
) -> list[Part]:
    """The rows of the figure itself that a sum over some of them adds up, in their order."""
    columns, rows = engine.rows(source, version, selection)
    names = [columns.index(name.strip()) for name in said[1].split(",")]
    amount, chosen = columns.index(column), {columns.index(key): row[key] for key in header.key if key in row}
    return [
        Part(tuple(one[place] for place in names), None, None, one[amount])
        for one in rows
        if all(str(one[place]) == str(value) for place, value in chosen.items())
    ]


def _parts(
    engine,
    header: Header,
    column: str,
    row: dict,
    version: int,
    selection: Selection,
    source: str,
    measure: str,
    by: str,
) -> list[Part]:
    way = lineage.routes(header, column)[0]
    cursor = engine.source_cursor(header.name, source, version, selection)
    types = read.column_types(cursor, source)
    driven = lineage.LineageRoute(header.name, source, way.columns, way.fixed)
    wanted, values = lineage.wanted(cursor, driven, {name: row[name] for name in way.columns if name in row})
    names = ["p." + name.strip() for name in by.split(",")]
    quantity = "sum(p.quantity), max(p.unit)" if "quantity" in types and measure != "quantity" else "null, null"
    sql = PARTS.format(by=", ".join(names), quantity=quantity, column=measure, source=source, wanted=wanted)
    return [Part(found[:-3], *found[-3:]) for found in cursor.execute(sql, values).fetchall()]


def place_of(engine, term: str, row: dict) -> tuple[str, str, dict]:
    """Return figure ("" for the row's own), column and cell a term of a formula stands for."""
    name, _, chosen = term.rstrip("]").partition(" [")
    figure, _, column = name.rpartition(".")
    where = {
        left.strip(): right.strip() for left, _, right in (pair.partition("=") for pair in chosen.split(",")) if left
    }
    shared = [key for key in (engine.header(figure).key if figure else ()) if key in row and key not in where]
    return figure, column, where | {key: row[key] for key in shared}


def _value(engine, term: str, row: dict, version: int, selection: Selection) -> object:
    figure, column, where = place_of(engine, term, row)
    if not figure:
        return row.get(column)
    columns, rows = engine.rows(figure, version, selection.at(where))
    return rows[0][columns.index(column)] if rows else None


def _worked_out(text: str, terms: dict) -> object:
    names = {term: f"t{place}" for place, term in enumerate(terms)}
    plain = TERM.sub(lambda found: names[found.group()], text).replace("×", "*").replace("−", "-")
    return _evaluated(ast.parse(plain, mode="eval").body, {names[term]: value for term, value in terms.items()})


def _evaluated(node: ast.expr, values: dict) -> float | None:
    if isinstance(node, ast.Name):
        return None if values[node.id] is None else float(values[node.id])
    if not isinstance(node, ast.BinOp):
        raise ValueError(f"no formula: {ast.unparse(node)}")
    sides = [_evaluated(side, values) for side in (node.left, node.right)]
    return None if None in sides else SIGNS[type(node.op)](*sides)
