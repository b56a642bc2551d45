"""
title:   Risk without a complaint, simulated
meaning: How likely comparable customers of every stratum were to leave without a complaint, calculated again in each
         of 1,000 simulations.
grain:   one row per stratum and draw
units:   risk = 0 to 1 within effect_months, empty where the draw holds nobody to compare
formula: as risk_content in stratum_risk, with every bucket counted as often as it was drawn
source:  stratum_month, content_factor, assumption resampling_seed
limits:  the strata stay as they are; only the customers in them are drawn
key:     stratum, draw
period:  as_of
reads:   stratum_month, customer_bucket, content_factor, assumption
"""

import duckdb
import numpy
import pyarrow

from models.churn.resampling import bucket_sums, bucket_weights, draw_numbers, drawn_sums, each_draw


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return stratum, draw and risk."""
    found = _risks(cursor)
    strata = sorted(found)
    return pyarrow.table(
        {
            "stratum": each_draw(strata),
            "draw": draw_numbers(len(strata)),
            "risk": pyarrow.array(
                numpy.concatenate([numpy.zeros(0), *(found[stratum] for stratum in strata)]), from_pandas=True
            ),
        }
    )


def _risks(cursor: duckdb.DuckDBPyConnection) -> dict[str, numpy.ndarray]:
    """Return the risk of every stratum, one value per draw."""
    pairs, rows = bucket_sums(cursor, "stratum_month", ("stratum", "followed_month"), ("at_risk", "left_count"))
    ((factor,),) = cursor.execute("select factor from content_factor").fetchall()
    at_risk, left = drawn_sums(bucket_weights(cursor), rows, len(pairs))
    stays = 1 - numpy.divide(left, at_risk, out=numpy.zeros_like(left), where=at_risk > 0)
    found: dict[str, numpy.ndarray] = {}
    for column, (stratum, month) in enumerate(pairs):
        start = numpy.where(at_risk[column] > 0, 1.0, numpy.nan) if month == 1 else found[stratum]
        found[stratum] = start * stays[column]
    return {stratum: (1 - product) * factor for stratum, product in found.items()}
