"""Resampling: buckets of customers drawn again and again, the same way for the same seed."""

import duckdb
import numpy
import pyarrow

DRAWS = 1000
COLUMNS_AT_ONCE = 4096
FEW_BUCKETS = (
    256  # a column in so few buckets is summed by itself, which is cheaper than in a table that is mostly empty
)
LARGEST_HALF = 2**23
Rows = tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]


def bucket_weights(cursor: duckdb.DuckDBPyConnection) -> numpy.ndarray:
    """Return how often each bucket was drawn: one row per bucket, one column per draw.

    As many buckets are drawn as there are (multinomial), from the assumption resampling_seed.
    """
    ((buckets,),) = cursor.execute("select coalesce(max(bucket) + 1, 0) from customer_bucket").fetchall()
    ((seed,),) = cursor.execute("select coalesce(resampling_seed, 1) from assumption").fetchall()
    if not buckets:
        return numpy.zeros((0, DRAWS))
    drawn = numpy.random.default_rng(seed).multinomial(buckets, numpy.full(buckets, 1 / buckets), size=DRAWS)
    return numpy.ascontiguousarray(drawn.T, dtype=float)


def numbered(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...], values: tuple[str, ...]
) -> tuple[list[tuple], str]:
    """Return the different combinations of `columns` in a table, sorted, and a select of bucket,
    combination (as a place in that list) and values."""
    names, same = ", ".join(columns), " and ".join(f"c.{column} = t.{column}" for column in columns)
    found = cursor.execute(f"select distinct {names} from {table} order by {names}").fetchall()
    # numbering the few combinations and joining them takes a fifth of ranking all rows
    return found, (
        f"with c as (select *, row_number() over (order by {names}) - 1 as place "
        f"from (select distinct {names} from {table})) "
        f"select t.bucket, c.place, {', '.join(f'cast(t.{value} as double) as {value}' for value in values)} "
        f"from {table} as t join c on {same}"
    )


def bucket_sums(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...], values: tuple[str, ...]
) -> tuple[list[tuple], Rows]:
    """Return the different combinations of `columns` in a table, sorted,
    and its rows as (bucket, combination, values)."""
    found, sql = numbered(cursor, table, columns, values)
    return found, rows_of(cursor, sql)


def rows_of(cursor: duckdb.DuckDBPyConnection, sql: str) -> Rows:
    """Return the rows of a select of bucket, column and values, by column and bucket;
    there is one line of numbers for each value."""
    bucket, column, *values = cursor.execute(sql).fetchnumpy().values()
    order = numpy.argsort(column * (bucket.max(initial=0) + 1) + bucket)
    return bucket[order], column[order], numpy.stack([value[order] for value in values])


def drawn_sums(weights: numpy.ndarray, rows: Rows, columns: int) -> numpy.ndarray:
    """Return Σ value of every column in every draw (values × columns × draws),
    from rows (bucket, column, values) by column."""
    bucket, column, values = rows
    kind = numpy.float32 if _are_small_counts(weights, rows) else numpy.float64
    values, weights = values.astype(kind, copy=False), weights.astype(kind, copy=False)
    ends = numpy.searchsorted(column, numpy.arange(columns + 1))
    counts = numpy.diff(ends)
    sums = numpy.zeros((len(values), columns, DRAWS))
    for place in numpy.flatnonzero((counts > 0) & (counts <= FEW_BUCKETS)):
        part = slice(ends[place], ends[place + 1])
        held = weights.take(bucket[part], axis=0)
        for value, sum_of in zip(values, sums):
            sum_of[place] = value[part] @ held
    many = numpy.flatnonzero(counts > FEW_BUCKETS)
    for places in numpy.split(many, range(COLUMNS_AT_ONCE, len(many), COLUMNS_AT_ONCE)):
        for value, sum_of in zip(values, sums):
            sum_of[places] = _table(bucket, value, ends, places, len(weights)) @ weights
    return sums


def _table(
    bucket: numpy.ndarray, value: numpy.ndarray, ends: numpy.ndarray, places: numpy.ndarray, buckets: int
) -> numpy.ndarray:
    """Return the values of some columns as a table of columns × buckets."""
    table = numpy.zeros((len(places), buckets), dtype=value.dtype)
    for line, place in zip(table, places):
        part = slice(ends[place], ends[place + 1])
        line[bucket[part]] = value[part]
    return table


def _are_small_counts(weights: numpy.ndarray, rows: Rows) -> bool:
    """Whether all sums are whole or half numbers that single precision, which is twice as fast, holds exactly."""
    _, column, values = rows
    if not values.size or (2 * values != numpy.floor(2 * values)).any() or (values < 0).any():
        return False
    return max(numpy.bincount(column, value).max() for value in values) * weights.max() < LARGEST_HALF


def risk_content(cursor: duckdb.DuckDBPyConnection) -> dict[str, numpy.ndarray]:
    """Return, for every stratum, the risk of leaving without a complaint in each draw,
    nan where nobody is comparable."""
    rows = cursor.execute("select stratum, risk from risk_draw order by stratum, draw").fetchnumpy()
    strata = rows["stratum"][::DRAWS].tolist()
    return dict(zip(strata, numpy.ma.filled(rows["risk"], numpy.nan).reshape(len(strata), DRAWS)))


def each_draw(names: list[str]) -> pyarrow.DictionaryArray:
    """Return every text as often as there are draws, one after the other."""
    coded = pyarrow.array(names, pyarrow.string()).dictionary_encode()
    return pyarrow.DictionaryArray.from_arrays(numpy.repeat(coded.indices.to_numpy(), DRAWS), coded.dictionary)


def draw_numbers(groups: int) -> numpy.ndarray:
    """Return 0 … 999 for every group, one after the other."""
    return numpy.tile(numpy.arange(DRAWS, dtype=numpy.int32), groups)
