"""
title:   Added risk, simulated
meaning: The added risk of every stratum and every pool, calculated again in each of 1,000 simulations.
grain:   one row per draw and source of an excess risk
units:   excess = difference of shares, empty where the draw holds nobody to compare; exposed = followed exposures in
         the draw
formula: as stratum_risk and exposure_excess, with every bucket counted as often as it was drawn
source:  resampled_exposure, risk_draw, assumption resampling_seed
limits:  the strata stay as they are; only the customers in them are drawn
key:     draw, risk_source
period:  as_of
reads:   resampled_exposure, risk_draw, customer_bucket, assumption
"""

import duckdb
import numpy
import pyarrow

from models.churn.resampling import (
    DRAWS,
    bucket_sums,
    bucket_weights,
    draw_numbers,
    drawn_sums,
    each_draw,
    risk_content,
)


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return draw, risk_source, is_stratum, excess and exposed."""
    weights = bucket_weights(cursor)
    pairs, rows = bucket_sums(cursor, "resampled_exposure", ("risk_source", "stratum"), ("exposed", "exposed_left"))
    exposed, left = drawn_sums(weights, rows, len(pairs))
    excess, followed = _excess(pairs, exposed, left, risk_content(cursor))
    return _table(sorted({source for source, _ in pairs}), {stratum for _, stratum in pairs}, excess, followed)


def _excess(pairs: list[tuple], exposed: numpy.ndarray, left: numpy.ndarray, risk: dict) -> tuple[dict, dict]:
    """Return the excess risk and the exposed customers of every source, one value per draw."""
    own = {stratum: column for column, (source, stratum) in enumerate(pairs) if source == stratum}
    nobody = numpy.full(DRAWS, numpy.nan)
    with numpy.errstate(invalid="ignore", divide="ignore"):
        of_stratum = {stratum: left[c] / exposed[c] - risk.get(stratum, nobody) for stratum, c in own.items()}
        avoidable: dict[str, numpy.ndarray] = {}
        followed: dict[str, numpy.ndarray] = {}
        for column, (source, stratum) in enumerate(pairs):
            known = numpy.where(numpy.isnan(of_stratum[stratum]), 0, exposed[column])
            avoidable[source] = avoidable.get(source, 0) + known * numpy.nan_to_num(of_stratum[stratum])
            followed[source] = followed.get(source, 0) + known
        return {source: avoidable[source] / followed[source] for source in avoidable}, followed


def _table(sources: list[str], strata: set[str], excess: dict, followed: dict) -> pyarrow.Table:
    nothing = [numpy.zeros(0)]
    return pyarrow.table(
        {
            "draw": draw_numbers(len(sources)),
            "risk_source": each_draw(sources),
            "is_stratum": numpy.repeat(numpy.array([source in strata for source in sources], dtype=bool), DRAWS),
            "excess": pyarrow.array(
                numpy.concatenate([excess[source] for source in sources] or nothing), from_pandas=True
            ),
            "exposed": numpy.concatenate([followed[source] for source in sources] or nothing),
        }
    )
