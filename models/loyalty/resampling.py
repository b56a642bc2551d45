"""Resampling: buckets of customers drawn again and again, the same way for the same seed."""

import duckdb
import numpy
import pyarrow

DRAWS = 1000
COLUMNS_AT_ONCE = 4096
LARGEST_HALF = 2**23


def bucket_weights(cursor: duckdb.DuckDBPyConnection) -> numpy.ndarray:
    """Return how often each bucket was drawn: one row per draw, one column per bucket.

    As many buckets are drawn as there are (multinomial), from the assumption resampling_seed.
    """
    ((buckets,),) = cursor.execute("select coalesce(max(bucket) + 1, 0) from customer_bucket").fetchall()
    ((seed,),) = cursor.execute("select coalesce(resampling_seed, 1) from assumption").fetchall()
    if not buckets:
        return numpy.zeros((DRAWS, 0))
    drawn = numpy.random.default_rng(seed).multinomial(buckets, numpy.full(buckets, 1 / buckets), size=DRAWS)
    return drawn.astype(float)


def bucket_sums(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...], values: tuple[str, ...], where: str = "true"
) -> tuple[list[tuple], list[tuple[numpy.ndarray, ...]]]:
    """Return the different combinations of `columns` in a table, sorted, and its rows as (bucket, combination, value).

    The rows stand once for every name in `values`; a combination is a place in the sorted list.
    """
    names, same = ", ".join(columns), " and ".join(f"c.{column} = t.{column}" for column in columns)
    found = cursor.execute(f"select distinct {names} from {table} where {where} order by {names}").fetchall()
    # numbering the few combinations and joining them takes a fifth of ranking all rows
    rows = cursor.execute(
        f"with c as (select *, row_number() over (order by {names}) - 1 as place from (select distinct {names} from {table} where {where})) "
        f"select t.bucket, c.place, {', '.join(f't.{value}' for value in values)} from {table} as t join c on {same} where {where}"
    ).fetchnumpy()
    return found, [(rows["bucket"], rows["place"], rows[value].astype(float)) for value in values]


def drawn_sums(weights: numpy.ndarray, rows: tuple[numpy.ndarray, ...], columns: int) -> numpy.ndarray:
    """Return Σ value of every column in every draw (draws × columns), from rows (bucket, column, value)."""
    bucket, column, value = rows
    held, bucket = numpy.unique(bucket, return_inverse=True)
    kind = numpy.float32 if _are_small_counts(weights, rows) else numpy.float64
    drawn = weights[:, held].astype(kind)
    sums = numpy.empty((len(weights), columns))
    for first in range(0, columns, COLUMNS_AT_ONCE):
        width = min(COLUMNS_AT_ONCE, columns - first)
        inside = (column >= first) & (column < first + width)
        flat = bucket[inside].astype(numpy.int64) * width + (column[inside] - first)
        table = numpy.bincount(flat, value[inside], minlength=len(held) * width).astype(kind)
        sums[:, first:first + width] = drawn @ table.reshape(len(held), width)
    return sums


def _are_small_counts(weights: numpy.ndarray, rows: tuple[numpy.ndarray, ...]) -> bool:
    """Whether all sums are whole or half numbers that single precision, which is twice as fast, holds exactly."""
    _, column, value = rows
    if not len(value) or (2 * value != numpy.floor(2 * value)).any() or (value < 0).any():
        return False
    return numpy.bincount(column, value).max() * weights.max() < LARGEST_HALF


def risk_content(cursor: duckdb.DuckDBPyConnection, weights: numpy.ndarray) -> dict[str, numpy.ndarray]:
    """Return, for every stratum, the risk of leaving without a complaint in each draw, nan where nobody is comparable."""
    pairs, rows = bucket_sums(cursor, "stratum_month", ("stratum", "followed_month"), ("at_risk", "left_count"))
    ((factor,),) = cursor.execute("select factor from content_factor").fetchall()
    at_risk, left = (drawn_sums(weights, one, len(pairs)) for one in rows)
    stays = 1 - numpy.divide(left, at_risk, out=numpy.zeros_like(left), where=at_risk > 0)
    found: dict[str, numpy.ndarray] = {}
    for column, (stratum, month) in enumerate(pairs):
        start = numpy.where(at_risk[:, column] > 0, 1.0, numpy.nan) if month == 1 else found[stratum]
        found[stratum] = start * stays[:, column]
    return {stratum: (1 - product) * factor for stratum, product in found.items()}


def each_draw(names: list[str]) -> pyarrow.Array:
    """Return every text as often as there are draws, one after the other."""
    places = numpy.repeat(numpy.arange(len(names), dtype=numpy.int32), DRAWS)
    return pyarrow.DictionaryArray.from_arrays(places, pyarrow.array(names, pyarrow.string())).cast(pyarrow.string())


def draw_numbers(groups: int) -> numpy.ndarray:
    """Return 0 … 999 for every group, one after the other."""
    return numpy.tile(numpy.arange(DRAWS, dtype=numpy.int32), groups)
