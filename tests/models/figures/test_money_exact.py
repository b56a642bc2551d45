"""Money stays exact: no amount is divided or multiplied as a double, except where a double by nature is in it.

An estimate (a risk, a multiple, a discount: a double of another figure, a power, a logarithm) becomes money by
`round(cast(x as decimal(38, 8)), 6)` only, or by a sum of terms cast to more digits than that. It may also stay a
double, as draws and intervals do. A double that another figure gives counts as an estimate; one made in the query is
followed.
"""

import re
import tomllib
from pathlib import Path

import pytest
from bound import Query, built
from sqlglot import exp

from models.engine.definitions.catalogue import Catalogue

MONEY = "DECIMAL(38,6)"
FEWEST_DIGITS = 8
UNITLESS = (exp.Pow, exp.Ln, exp.Exp, exp.Sqrt, exp.Sign, exp.Count, exp.RowNumber, exp.Predicate, exp.Subquery)
BY_NATURE = (exp.Pow, exp.Ln, exp.Exp, exp.Sqrt)
FIGURES = sorted(name for name, header in Catalogue().headers.items() if not header.is_python)


def queries(kind: str) -> list:
    """Return the queries of money.toml that are wrong, or right."""
    found = tomllib.loads((Path(__file__).parent / "money.toml").read_text(encoding="utf-8"))
    return [pytest.param(each["sql"], id=each["says"]) for each in found[kind]]


def money_in(query: Query, node: exp.Expression) -> int:
    """Return how often money stands in a term: 1 for an amount, 0 for a share of one, -1 for what it buys."""
    if isinstance(node, exp.Column):
        if query.type_of(node) == MONEY:
            return 1
        return max((money_in(query, made) for made in query.made_by(node) or []), default=0)
    if isinstance(node, exp.Mul):
        return money_in(query, node.this) + money_in(query, node.expression)
    if isinstance(node, (exp.Div, exp.IntDiv)):
        return money_in(query, node.this) - money_in(query, node.expression)
    if isinstance(node, UNITLESS):
        return 0
    return max((money_in(query, part) for part in _values(node)), default=0)


def is_estimate(query: Query, node: exp.Expression) -> bool:
    """Whether a double by nature stands in a term: one of another table, or a power or logarithm."""
    if isinstance(node, BY_NATURE):
        return True
    if isinstance(node, exp.Column):
        made = query.made_by(node)
        return query.type_of(node) == "DOUBLE" if made is None else any(is_estimate(query, one) for one in made)
    return any(is_estimate(query, part) for part in _values(node))


def faults(sql: str) -> list[str]:
    """Return what in a query lets money pass through a double, each with the text of it."""
    query = Query(sql)
    found = []
    for node in query.tree.find_all(exp.Binary, exp.Func, exp.Cast):
        if node.find_ancestor(exp.Select) is None or isinstance(node, exp.Predicate):
            continue
        if isinstance(node, exp.Round) and query.type_of(node.this) == "DOUBLE":
            found.append(f"a double is rounded: {node.sql()}")
        elif isinstance(node, exp.Cast) and query.type_of(node) == MONEY and query.type_of(node.this) == "DOUBLE":
            found.append(f"a double becomes money at once: {node.sql()}")
        elif _is_whole_double(query, node) and money_in(query, node) > 0 and not _may_be_a_double(query, node):
            found.append(f"money as a double: {node.sql()}")
    return found


def _values(node: exp.Expression) -> list[exp.Expression]:
    if isinstance(node, exp.Window):
        return [node.this]
    if isinstance(node, exp.Case):
        return [*(each.args["true"] for each in node.args["ifs"]), *filter(None, [node.args.get("default")])]
    parts = [node.this, node.args.get("expression"), *(node.args.get("expressions") or [])]
    return [part for part in parts if isinstance(part, exp.Expression) and not isinstance(part, exp.DataType)]


def _is_whole_double(query: Query, node: exp.Expression) -> bool:
    around = node.parent
    while isinstance(around, (exp.Paren, exp.If)):
        around = around.parent
    return query.type_of(node) == "DOUBLE" and not (
        isinstance(around, (exp.Binary, exp.Func, exp.Case)) and query.type_of(around) == "DOUBLE"
    )


def _may_be_a_double(query: Query, node: exp.Expression) -> bool:
    around = node.parent
    while isinstance(around, exp.Paren):
        around = around.parent
    digits = re.fullmatch(r"DECIMAL\(\d+, ?(\d+)\)", around.to.sql()) if isinstance(around, exp.Cast) else None
    return is_estimate(query, node) and (digits is None or int(digits[1]) >= FEWEST_DIGITS)


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_lets_money_pass_through_a_double(name):
    assert faults(built()[1].headers[name].sql) == []


@pytest.mark.parametrize("sql", queries("wrong"))
def test_a_planted_double_is_found(sql):
    assert faults(sql)


@pytest.mark.parametrize("sql", queries("right"))
def test_shares_estimates_and_exact_quotients_are_let_through(sql):
    assert faults(sql) == []
