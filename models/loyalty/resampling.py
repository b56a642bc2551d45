"""Resampling: buckets of customers drawn again and again, the same way for the same seed."""

import duckdb
import numpy
import pyarrow

DRAWS = 1000
COLUMNS_AT_ONCE = 4096


def bucket_weights(cursor: duckdb.DuckDBPyConnection) -> numpy.ndarray:
    """Return how often each bucket was drawn: one row per draw, one column per bucket.

    As many buckets are drawn as there are (multinomial), from the assumption resampling_seed.
    """
    buckets = cursor.execute("select coalesce(max(bucket) + 1, 0) from customer_bucket").fetchone()[0]
    seed = cursor.execute("select coalesce(resampling_seed, 1) from assumption").fetchone()[0]
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
    names = ", ".join(columns)
    rows = cursor.execute(
        f"select bucket, dense_rank() over (order by {names}) - 1 as place, {', '.join(values)} from {table} where {where}"
    ).fetchnumpy()
    found = cursor.execute(f"select distinct {names} from {table} where {where} order by {names}").fetchall()
    return found, [(rows["bucket"], rows["place"], rows[value].astype(float)) for value in values]


def drawn_sums(weights: numpy.ndarray, rows: tuple[numpy.ndarray, ...], columns: int) -> numpy.ndarray:
    """Return Σ value of every column in every draw (draws × columns), from rows (bucket, column, value)."""
    bucket, column, value = rows
    sums = numpy.empty((len(weights), columns))
    for first in range(0, columns, COLUMNS_AT_ONCE):
        width = min(COLUMNS_AT_ONCE, columns - first)
        inside = (column >= first) & (column < first + width)
        flat = bucket[inside].astype(numpy.int64) * width + (column[inside] - first)
        table = numpy.bincount(flat, value[inside], minlength=weights.shape[1] * width)
        sums[:, first:first + width] = weights @ table.reshape(weights.shape[1], width)
    return sums


def each_draw(names: list[str]) -> pyarrow.Array:
    """Return every text as often as there are draws, one after the other."""
    places = numpy.repeat(numpy.arange(len(names), dtype=numpy.int32), DRAWS)
    return pyarrow.DictionaryArray.from_arrays(places, pyarrow.array(names, pyarrow.string())).cast(pyarrow.string())


def draw_numbers(groups: int) -> numpy.ndarray:
    """Return 0 … 999 for every group, one after the other."""
    return numpy.tile(numpy.arange(DRAWS, dtype=numpy.int32), groups)
