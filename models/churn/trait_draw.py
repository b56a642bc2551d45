"""
title:   Added risk of a trait, simulated
meaning: The added risk of the exposed customers with a trait, calculated again in each of 1,000 simulations.
grain:   one row per trait and draw
units:   excess = difference of shares, empty where the draw holds nobody to compare
formula: as excess_by, with every bucket counted as often as it was drawn
source:  trait_bucket, risk_draw, assumption resampling_seed
limits:  the strata stay as they are; only the customers in them are drawn
key:     trait, draw
period:  as_of
reads:   trait_bucket, risk_draw, customer_bucket, assumption
"""

import duckdb
import numpy
import pyarrow

from models.churn.resampling import DRAWS, Rows, bucket_sums, bucket_weights, draw_numbers, drawn_sums, risk_content


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return trait, draw and excess."""
    weights = bucket_weights(cursor)
    pairs, rows = bucket_sums(cursor, "trait_bucket", ("trait", "stratum"), ("exposed", "exposed_left"))
    risk = risk_content(cursor) if pairs else {}
    traits = sorted({trait for trait, _ in pairs})
    firsts = numpy.searchsorted([trait for trait, _ in pairs], [*traits, numpy.inf])
    excess = [
        _excess(weights, _between(rows, first, last), risk, [stratum for _, stratum in pairs[first:last]])
        for first, last in zip(firsts, firsts[1:])
    ]
    return pyarrow.table(
        {
            "trait": numpy.repeat(numpy.array(traits, dtype=numpy.int32), DRAWS),
            "draw": draw_numbers(len(traits)),
            "excess": pyarrow.array(numpy.concatenate([numpy.zeros(0), *excess]), from_pandas=True),
        }
    )


def _between(rows: Rows, first: int, last: int) -> Rows:
    """Return the rows of some columns, counted from the first of them."""
    bucket, column, values = rows
    held = slice(*numpy.searchsorted(column, [first, last]))
    return bucket[held], column[held] - first, values[:, held]


def _excess(weights: numpy.ndarray, rows: Rows, risk: dict, strata: list[str]) -> numpy.ndarray:
    """Return the excess risk of a trait that has these strata as columns, one value per draw."""
    exposed, left = drawn_sums(weights, rows, len(strata))
    nobody = numpy.full(DRAWS, numpy.nan)
    content = numpy.stack([risk.get(stratum, nobody) for stratum in strata])
    known = ~numpy.isnan(content)
    with numpy.errstate(invalid="ignore", divide="ignore"):
        return _sum(known, left - exposed * content) / _sum(known, exposed)


def _sum(known: numpy.ndarray, values: numpy.ndarray) -> numpy.ndarray:
    """Return the sum of the known values of each draw, always added up in the same order."""
    return numpy.ascontiguousarray(numpy.where(known, values, 0).T).sum(axis=1)
