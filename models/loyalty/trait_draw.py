"""
title:   Excess risk of a trait, drawn again
meaning: The excess risk of the exposed customers with a trait, worked out anew for each of 1,000 draws of customers.
grain:   one row per trait and draw
units:   excess = 0 to 1, empty where the draw holds nobody to compare
formula: as excess_by, with every bucket counted as often as it was drawn
source:  trait_bucket, stratum_month, assumption resampling_seed
limits:  the strata stay as they are; only the customers in them are drawn
key:     trait, draw
period:  as_of
reads:   trait_bucket, stratum_month, customer_bucket, content_factor, assumption
"""

import duckdb
import numpy
import pyarrow

from models.loyalty.resampling import DRAWS, bucket_sums, bucket_weights, draw_numbers, drawn_sums, risk_content


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return trait, draw and excess."""
    weights = bucket_weights(cursor)
    pairs, rows = bucket_sums(cursor, "trait_bucket", ("trait", "stratum"), ("exposed", "exposed_left"))
    risk = risk_content(cursor, weights) if pairs else {}
    order = numpy.argsort(rows[0][1], kind="stable")
    rows = [tuple(values[order] for values in one) for one in rows]
    traits = sorted({trait for trait, _ in pairs})
    firsts = numpy.searchsorted([trait for trait, _ in pairs], [*traits, numpy.inf])
    excess = [_excess(weights, rows, risk, pairs, first, last) for first, last in zip(firsts, firsts[1:])]
    return pyarrow.table({
        "trait": numpy.repeat(numpy.array(traits, dtype=numpy.int32), DRAWS),
        "draw": draw_numbers(len(traits)),
        "excess": pyarrow.array(numpy.concatenate([numpy.zeros(0), *excess]), from_pandas=True),
    })


def _excess(weights: numpy.ndarray, rows: list, risk: dict, pairs: list[tuple], first: int, last: int) -> numpy.ndarray:
    """Return the excess risk of the trait that has the pairs from first to last, one value per draw."""
    part = slice(*numpy.searchsorted(rows[0][1], [first, last]))
    exposed, left = (drawn_sums(weights, (bucket[part], place[part] - first, value[part]), last - first) for bucket, place, value in rows)
    nobody = numpy.full(len(weights), numpy.nan)
    content = numpy.stack([risk.get(stratum, nobody) for _, stratum in pairs[first:last]], axis=1)
    known = ~numpy.isnan(content)
    with numpy.errstate(invalid="ignore", divide="ignore"):
        avoidable = numpy.where(known, left - exposed * content, 0).sum(axis=1)
        return avoidable / numpy.where(known, exposed, 0).sum(axis=1)
