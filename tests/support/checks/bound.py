"""What DuckDB makes of a piece of a figure: the type of an expression, asked of its own binder on an empty house."""

from functools import lru_cache

import duckdb
import sqlglot
from handmade import empty_house
from sqlglot import exp

from models.engine.engine import Engine


@lru_cache(maxsize=1)
def built():
    """Return a cursor that sees every figure, empty, and the catalogue they come from."""
    engine = Engine(empty_house())
    schema = engine.build(0)
    cursor = engine._connection.cursor()
    cursor.execute(f"use {schema}")
    for name in engine.catalogue.closure(list(engine.catalogue.headers)):
        if not engine.catalogue.headers[name].materialized:
            cursor.execute(f"create view {name} as {engine.catalogue.headers[name].sql}")
    return cursor, engine.catalogue


class Query:
    """One query with its named steps; each select in it can be asked for the types of its expressions."""

    def __init__(self, sql: str):
        self.tree = sqlglot.parse_one(sql, read="duckdb")
        self.steps = {step.alias: step.this for step in self.tree.find_all(exp.CTE)}
        self._with = self.tree.args["with_"].sql("duckdb") if self.tree.args.get("with_") else ""
        self._types: dict[int, dict[int, str]] = {}

    def type_of(self, node: exp.Expression) -> str:
        """Return DuckDB's type of an expression a select gives; "" where it cannot stand alone, or is a condition."""
        select = node.find_ancestor(exp.Select)
        if id(select) not in self._types:
            self._types[id(select)] = self._asked(select)
        return self._types[id(select)].get(id(node), "")

    def made_by(self, column: exp.Column) -> list[exp.Expression] | None:
        """Return what a column of a named step is made by, once a branch; None for a table's own column."""
        select = column.find_ancestor(exp.Select)
        tables = {table.alias_or_name: table.name for table in _around(select)}
        step = self.steps.get(tables.get(column.table, ""))
        if step is None:
            return None
        return [found for branch in _branches(step) for found in self._projected(branch, column.name)]

    def _projected(self, select: exp.Select, name: str) -> list[exp.Expression]:
        for projection in select.expressions:
            if projection.alias_or_name == name:
                return [projection.unalias()]
        starred = [one for one in select.expressions if isinstance(one, exp.Column) and isinstance(one.this, exp.Star)]
        tables = {table.alias_or_name: table.name for table in _around(select)}
        below = [self.steps[tables[one.table]] for one in starred if tables.get(one.table) in self.steps]
        return [found for step in below for branch in _branches(step) for found in self._projected(branch, name)]

    def _asked(self, select: exp.Select) -> dict[int, str]:
        terms = {}
        for node in (one for each in select.expressions for one in each.walk()):
            is_term = isinstance(node, (exp.Column, exp.Binary, exp.Func, exp.Cast)) and not isinstance(
                node, exp.Predicate
            )
            if is_term and node.find_ancestor(exp.Select) is select and not isinstance(node.this, exp.Star):
                terms[id(node)] = node.sql("duckdb"), _is_summed(node)
        found = {}
        for is_summed in (False, True):
            found |= self._types_of(select, list({text for text, summed in terms.values() if summed == is_summed}))
        return {node: found[text] for node, (text, _) in terms.items()}

    def _types_of(self, select: exp.Select, texts: list[str]) -> dict[str, str]:
        if not texts:
            return {}
        try:
            return dict(zip(texts, self._described(select, texts)))
        except duckdb.Error:
            middle = len(texts) // 2
            if not middle:
                return {texts[0]: ""}
            return self._types_of(select, texts[:middle]) | self._types_of(select, texts[middle:])

    def _described(self, select: exp.Select, texts: list[str]) -> list[str]:
        around = [select.args.get("from_"), *select.args.get("joins", [])]
        listed = ", ".join(f"{text} as asked_{place}" for place, text in enumerate(texts))
        asked = f"select {listed} " + " ".join(part.sql("duckdb") for part in around if part)
        return [row[1] for row in built()[0].execute(f"describe {self._with} {asked}").fetchall()]


def _around(select: exp.Select) -> list[exp.Table]:
    parts = [select.args.get("from_"), *select.args.get("joins", [])]
    return [part.this for part in parts if part is not None and isinstance(part.this, exp.Table)]


def _branches(step: exp.Expression) -> list[exp.Select]:
    return [step] if isinstance(step, exp.Select) else [*_branches(step.left), *_branches(step.right)]


def _is_summed(node: exp.Expression) -> bool:
    return any(not isinstance(one.parent, exp.Window) or one is node for one in node.find_all(exp.AggFunc))
