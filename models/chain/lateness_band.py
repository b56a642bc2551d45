"""
title:   What follows lateness
meaning: How often cases are complained about, and what that costs, by how late they were: in time, and the late ones in
         thirds.
grain:   one row per band (0 in time, 1 to 3 the late ones from least to most); none with fewer than 100 cases
units:   from_hours, until_hours = hours elapsed, or working hours if set; cases, complained = cases; complained_share =
         0 to 1; cost, cost_low, cost_high = reporting currency a case; score = points of the longest scale stated;
         answers = answers
formula: bands: the late cases in order of their hours, in three parts as equal as can be; complained_share and cost =
         means in each way, weighted by the cases of all bands in the way; cost_low and cost_high: by their standard
         error at interval_level
source:  lateness_case, assumption interval_level
limits:  an association; ways without a case in every band are left out of the means; score = mean of all answers about
         the cases of the band; leaving is not told, since only a complaint says whose case it was
key:     band
period:  all
untraced: means weighted by the cases of all bands; the rows of the cases stand behind lateness_case
interval: cost = cost_low, cost_high
reads:   lateness_case, normal_quantile
"""

import duckdb
import numpy
import pyarrow

from models.chain.lateness_slope import FEWEST

CASES = """
    select way, cast(late_hours as double) as hours, cast(amount as double) as amount, complaints > 0 as complained,
        cast(coalesce(score, 0) as double) as score, answers,
        case when late_hours > 0 then (row_number() over (partition by late_hours > 0 order by late_hours, case_id) - 1)
            * 3 // count(*) over (partition by late_hours > 0) + 1 else 0 end as band
    from lateness_case order by case_id
"""
NAMES = "band from_hours until_hours cases complained complained_share cost cost_low cost_high score answers".split()
WHOLE = {"band", "cases", "complained", "answers"}


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return band, hours, cases, complained, complained_share, cost with its range, score and answers."""
    rows = cursor.sql(CASES).to_arrow_table()
    ((reach,),) = cursor.sql("select z from normal_quantile").fetchall()
    held = {name: rows[name].to_numpy(zero_copy_only=False) for name in rows.column_names}
    lines = bands(held, reach) if len(rows) >= FEWEST else []
    kinds = {name: pyarrow.int64() if name in WHOLE else pyarrow.float64() for name in NAMES}
    return pyarrow.table({name: pyarrow.array([line[name] for line in lines], kinds[name]) for name in NAMES})


def bands(held: dict[str, numpy.ndarray], reach: float) -> list[dict]:
    """Return a line for each band there is; reach: how many standard errors an interval reaches to either side."""
    _, way = numpy.unique(held["way"].astype(str), return_inverse=True)
    there = numpy.unique(held["band"])
    counts = numpy.array([numpy.bincount(way[held["band"] == band], minlength=way.max() + 1) for band in there])
    weights = numpy.where((counts > 0).all(axis=0), counts.sum(axis=0), 0)
    return [_line(held, held["band"] == band, band, way, weights, reach) for band in there]


def _line(
    held: dict, chosen: numpy.ndarray, band: int, way: numpy.ndarray, weights: numpy.ndarray, reach: float
) -> dict:
    hours, answers = held["hours"][chosen], int(held["answers"][chosen].sum())
    cost, error = _weighted(held["amount"][chosen], way[chosen], weights)
    share, _ = _weighted(held["complained"][chosen].astype(float), way[chosen], weights)
    return {
        "band": int(band),
        "from_hours": float(hours.min()),
        "until_hours": float(hours.max()),
        "cases": int(chosen.sum()),
        "complained": int(held["complained"][chosen].sum()),
        "complained_share": share,
        "cost": cost,
        "cost_low": None if cost is None or error is None else cost - reach * error,
        "cost_high": None if cost is None or error is None else cost + reach * error,
        "score": float(held["score"][chosen].sum()) / answers if answers else None,
        "answers": answers,
    }


def _weighted(values: numpy.ndarray, way: numpy.ndarray, weights: numpy.ndarray) -> tuple[float | None, float | None]:
    """The weighted mean within the ways and its standard error; None where no way has every band, or one case only."""
    total, kept = float(weights.sum()), numpy.flatnonzero(weights)
    if not total:
        return None, None
    parts = [(float(weights[one]) / total, values[way == one]) for one in kept]
    mean = sum(share * float(part.mean()) for share, part in parts)
    if any(len(part) < 2 for _, part in parts):
        return mean, None
    return mean, sum(share**2 * float(part.var(ddof=1)) / len(part) for share, part in parts) ** 0.5
