"""The figures' SQL as Spark reads it: sqlglot's translation, and the places where that one is not enough."""

from functools import lru_cache

from sqlglot import exp, parse_one
from sqlglot.dialects.spark import Spark
from sqlglot.generators.spark import SparkGenerator

WHOLE = "DECIMAL(38, 0)"
CALLED = {"epoch_us": "UNIX_MICROS(CAST({} AS TIMESTAMP))"}


def _moved(self: SparkGenerator, node: exp.Binary) -> str:
    """A day ± n months, which Sail does not multiply out; on Spark add_months says the same."""
    times, sign = node.expression, "-" if isinstance(node, exp.Sub) else "+"
    if isinstance(times, exp.Mul) and isinstance(times.expression, exp.Interval):
        if times.expression.text("unit").upper() == "MONTH":
            return f"ADD_MONTHS({self.sql(node.this)}, {sign.strip('+')}({self.sql(times.this)}))"
    return self.binary(node, sign)


def _sign(self: SparkGenerator, node: exp.Sign) -> str:
    """A whole number as in DuckDB: a double would make a double of the amount it is added to."""
    return f"CAST(SIGN({self.sql(node.this)}) AS INT)"


def _divided(self: SparkGenerator, node: exp.IntDiv) -> str:
    """Whole numbers of up to 38 digits on both sides; Spark takes no long one by a short one."""
    return f"CAST({self.sql(node.this)} AS {WHOLE}) DIV CAST({self.sql(node.expression)} AS {WHOLE})"


def _called(self: SparkGenerator, node: exp.Anonymous) -> str:
    """A function that only DuckDB knows, as Spark says it."""
    if node.name.lower() in CALLED:
        return CALLED[node.name.lower()].format(self.sql(node.expressions[0]))
    return self.func(node.name, *node.expressions)


class LedgerGenerator(SparkGenerator):
    """Writes Spark's SQL with months that are added, signs that are whole, and whole numbers of 38 digits."""

    TRANSFORMS = {
        **SparkGenerator.TRANSFORMS,
        exp.Add: _moved,
        exp.Sub: _moved,
        exp.Sign: _sign,
        exp.IntDiv: _divided,
        exp.Anonymous: _called,
    }
    TYPE_MAPPING = {**SparkGenerator.TYPE_MAPPING, exp.DataType.Type.INT128: WHOLE}


class Ledger(Spark):
    """Spark's dialect with these."""

    Generator = LedgerGenerator


@lru_cache(maxsize=1024)
def for_spark(sql: str) -> str:
    """Return a select in DuckDB's SQL as Spark's."""
    return parse_one(sql, read="duckdb").sql(dialect=Ledger, comments=False)
