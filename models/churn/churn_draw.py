"""
title:   Avoidable churn, simulated
meaning: What avoidable churn costs in each of 1,000 simulations, so that any sum of it has a range.
grain:   one row per month, segment, causing sector and draw
units:   amount = reporting currency; customers_lost = customers; month = first day of the month of opened_on
formula: Σ over sources of the drawn excess risk × the drawn value of the customers exposed to it
source:  excess_draw, resampled_value
limits:  the same draws everywhere, so sums over months and sectors are drawn sums; rounded to 2⁻²⁰
key:     month, segment, sector, draw
filters: month, segment, sector
reads:   excess_draw, resampled_value, customer_bucket, assumption
"""

from itertools import groupby
from operator import itemgetter

import duckdb
import numpy
import pyarrow

from models.churn.resampling import DRAWS, bucket_weights, draw_numbers, drawn_sums, each_draw, numbered, rows_of

GRID = 2**20


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return month, segment, sector, draw, amount and customers_lost."""
    weights, excess = bucket_weights(cursor), _excess_by_source(cursor)
    cells, sql = numbered(
        cursor, "resampled_value", ("month", "segment", "sector", "risk_source"), ("value", "customers")
    )
    # one month after the other, so that a month is read without the others
    cursor.execute(f"create or replace temp table value_of_cell as {sql} order by place")
    groups, drawn, first = [], [numpy.zeros((2, 0, DRAWS))], 0
    for _, held in groupby(cells, itemgetter(0)):
        own = list(held)
        starts = [place for place, cell in enumerate(own) if place == 0 or cell[:3] != own[place - 1][:3]]
        drawn.append(numpy.add.reduceat(_of_cells(cursor, weights, excess, own, first), starts, axis=1))
        groups += [own[place][:3] for place in starts]
        first += len(own)
    cursor.execute("drop table temp.value_of_cell")
    return _table(groups, numpy.concatenate(drawn, axis=1))


def _excess_by_source(cursor: duckdb.DuckDBPyConnection) -> dict[str, numpy.ndarray]:
    rows = cursor.execute(
        "select risk_source, coalesce(excess, 0) as excess from excess_draw order by risk_source, draw"
    ).fetchnumpy()
    sources = rows["risk_source"][::DRAWS].tolist()
    return dict(zip(sources, rows["excess"].astype(float).reshape(len(sources), DRAWS)))


def _of_cells(
    cursor: duckdb.DuckDBPyConnection, weights: numpy.ndarray, excess: dict, cells: list[tuple], first: int
) -> numpy.ndarray:
    """Return amounts and customers (2 × cells × draws) of some cells, which are numbered from `first`."""
    rows = rows_of(
        cursor,
        f"select bucket, place - {first}, value, customers from temp.value_of_cell "
        f"where place >= {first} and place < {first + len(cells)}",
    )
    return drawn_sums(weights, rows, len(cells)) * numpy.stack([excess[source] for *_, source in cells])


def _table(groups: list[tuple], drawn: numpy.ndarray) -> pyarrow.Table:
    months, segments, sectors = ([group[place] for group in groups] for place in range(3))
    # on a grid of powers of two sums are exact, so their order changes nothing
    amount, lost = (numpy.round(values.ravel() * GRID) / GRID for values in drawn)
    return pyarrow.table(
        {
            "month": numpy.repeat(numpy.array(months, dtype="datetime64[D]"), DRAWS),
            "segment": each_draw(segments),
            "sector": each_draw(sectors),
            "draw": draw_numbers(len(groups)),
            "amount": amount,
            "customers_lost": lost,
        }
    )
