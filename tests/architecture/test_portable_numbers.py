"""What another engine would answer otherwise, or not at all, though it understands the text: numbers among texts.

Doubles that are rounded are found by `test_money_exact.py`; products of long decimals are right where the engine's
setting stands, which `models/engine/backends/spark.py` reads back.
"""

import pytest
from bound import Query, built
from sqlglot import exp

from models.engine.definitions.catalogue import Catalogue

FIGURES = sorted(name for name, header in Catalogue().headers.items() if not header.is_python)
NUMBERS = ("INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "DECIMAL", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER")


def numbers_among_texts(sql: str) -> list[str]:
    """Return what a query joins to a text without saying that it is one: Spark reads an empty one as the text ''."""
    query = Query(sql)
    joined = [part for node in query.tree.find_all(exp.Concat) for part in node.expressions]
    return [part.sql() for part in joined if query.type_of(part).startswith(NUMBERS)]


def sums_in_joins(sql: str) -> list[str]:
    """Return the conditions of joins that compare with a sum of two tables' columns: DataFusion and Sail drop them."""
    joins = [join.args["on"] for join in Query(sql).tree.find_all(exp.Join) if join.args.get("on")]
    equal = [condition for on in joins for condition in on.find_all(exp.EQ)]
    return [
        condition.sql()
        for condition in equal
        for side in (condition.this, condition.expression)
        if isinstance(side, exp.Add) and len({column.table for column in side.find_all(exp.Column)}) > 1
    ]


@pytest.mark.parametrize("name", FIGURES)
def test_no_join_compares_with_a_sum_of_two_tables(name):
    assert sums_in_joins(built()[1].headers[name].sql) == []


def test_a_planted_sum_is_found():
    joined = "select a.x from a as a join n as n on n.number < 36 join b as b on b.month = {}"
    assert sums_in_joins(joined.format("a.month + n.number"))
    assert not sums_in_joins(joined.format("a.month + 1"))


@pytest.mark.parametrize("name", FIGURES)
def test_only_texts_are_joined_to_texts(name):
    assert numbers_among_texts(built()[1].headers[name].sql) == []


def test_a_planted_number_is_found():
    assert numbers_among_texts("select concat(stratum.segment, '/', stratum.year) as x from churn_stratum as stratum")
