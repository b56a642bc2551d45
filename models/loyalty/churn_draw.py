"""
title:   Avoidable churn, drawn again
meaning: What avoidable churn costs in each of 1,000 draws of customers, so that any sum of it has a range.
grain:   one row per month, segment, causing sector and draw
units:   amount = reporting currency; customers_lost = customers; month = first day of the month of opened_on
formula: Σ over sources of the drawn excess risk × the drawn value of the customers exposed to it
source:  excess_draw, resampled_value
limits:  the same draws everywhere, so sums over months and sectors are drawn sums; rounded to 2⁻²⁰
key:     month, segment, sector, draw
filters: month, segment, sector
reads:   excess_draw, resampled_value, customer_bucket, assumption
"""

from datetime import date

import duckdb
import numpy
import pyarrow

from models.loyalty.resampling import DRAWS, bucket_sums, bucket_weights, draw_numbers, drawn_sums, each_draw

GRID = 2**20
# one month after the other, so that a month is read without the others
BY_MONTH = "create or replace temp table value_of_month as select * from resampled_value order by month"
SCHEMA = pyarrow.schema([
    ("month", pyarrow.date32()), ("segment", pyarrow.string()), ("sector", pyarrow.string()),
    ("draw", pyarrow.int32()), ("amount", pyarrow.float64()), ("customers_lost", pyarrow.float64()),
])


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return month, segment, sector, draw, amount and customers_lost."""
    weights, excess = bucket_weights(cursor), _excess_by_source(cursor)
    cursor.execute(BY_MONTH)
    months = cursor.execute("select distinct month from value_of_month order by month").fetchall()
    drawn = [_of_month(cursor, weights, excess, month) for (month,) in months]
    cursor.execute("drop table temp.value_of_month")
    return pyarrow.concat_tables(drawn) if drawn else SCHEMA.empty_table()


def _excess_by_source(cursor: duckdb.DuckDBPyConnection) -> dict[str, numpy.ndarray]:
    rows = cursor.execute(
        "select risk_source, coalesce(excess, 0) as excess from excess_draw order by risk_source, draw"
    ).fetchnumpy()
    sources = rows["risk_source"][::DRAWS].tolist()
    return dict(zip(sources, rows["excess"].astype(float).reshape(len(sources), DRAWS)))


def _of_month(cursor: duckdb.DuckDBPyConnection, weights: numpy.ndarray, excess: dict, month: date) -> pyarrow.Table:
    cells, rows = bucket_sums(
        cursor, "temp.value_of_month", ("segment", "sector", "risk_source"), ("value", "customers"), f"month = date '{month}'"
    )
    groups = sorted({cell[:2] for cell in cells})
    starts = [first for first, cell in enumerate(cells) if first == 0 or cell[:2] != cells[first - 1][:2]]
    risk = numpy.stack([excess[source] for *_, source in cells], axis=1)
    amount, lost = (
        numpy.add.reduceat(drawn_sums(weights, one, len(cells)) * risk, starts, axis=1) for one in rows
    )
    return _table(month, groups, amount, lost)


def _table(month: date, groups: list[tuple], amount: numpy.ndarray, lost: numpy.ndarray) -> pyarrow.Table:
    segments, sectors = (each_draw(list(names)) for names in zip(*groups))
    months = numpy.full(len(segments), numpy.datetime64(month))
    # on a grid of powers of two sums are exact, so their order changes nothing
    amounts, customers = (numpy.round(values.T.ravel() * GRID) / GRID for values in (amount, lost))
    return pyarrow.table([months, segments, sectors, draw_numbers(len(groups)), amounts, customers], schema=SCHEMA)
