"""
title:   What follows lateness
meaning: How often cases are complained about, and what that costs, by how late they were: in time, and the late ones in
         thirds; as if every band had cases of all kinds and segments alike.
grain:   one row per band (0 in time, 1 to 3 the late ones from least to most); none with fewer than 100 cases that can
         be compared
units:   from_hours, until_hours = hours elapsed, or working hours if set; cases, complained, compared = cases;
         complained_share, compared_share = 0 to 1; cost, cost_low, cost_high = reporting currency a case; score =
         points of the longest scale stated; answers = answers
formula: bands: the late cases in order of their hours, in three parts as equal as can be; complained_share and cost =
         means in each stratum, weighted by the cases of all bands in it; cost_low and cost_high: by their standard
         error at interval_level; compared = cases of the band in a stratum with cases in every band; compared_share =
         Σ compared of all bands / Σ cases of all bands
source:  lateness_case, assumption interval_level
limits:  an association; stratum = way and segment; one with fewer than 2 cases in a band is left out of the means;
         score = mean of all answers about the cases of the band; leaving is not told
key:     band
period:  all
untraced: means weighted by the cases of all bands; the rows of the cases stand behind lateness_case
interval: cost = cost_low, cost_high
reads:   lateness_case, normal_quantile
"""

import duckdb
import numpy
import pyarrow

from models.chain.strata import Strata, read_strata

NAMES = (
    "band from_hours until_hours cases complained complained_share cost cost_low cost_high score answers "
    "compared compared_share"
).split()
WHOLE = {"band", "cases", "complained", "answers", "compared"}


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return band, hours, cases, complained, complained_share, cost with its range, score, answers, and compared."""
    strata = read_strata(cursor)
    ((reach,),) = cursor.sql("select z from normal_quantile").fetchall()
    lines = bands(strata, reach) if strata.is_enough else []
    kinds = {name: pyarrow.int64() if name in WHOLE else pyarrow.float64() for name in NAMES}
    return pyarrow.table({name: pyarrow.array([line[name] for line in lines], kinds[name]) for name in NAMES})


def bands(strata: Strata, reach: float) -> list[dict]:
    """Return a line for each band there is; reach: how many standard errors an interval reaches to either side."""
    return [_line(strata, int(band), reach) for band in numpy.unique(strata.cases["band"])]


def _line(strata: Strata, band: int, reach: float) -> dict:
    held = strata.cases
    chosen = held["band"] == band
    hours, answers = held["hours"][chosen], int(held["answers"][chosen].sum())
    cost, error = strata.mean(held["amount"], band)
    share, _ = strata.mean(held["complained"].astype(float), band)
    return {
        "band": band,
        "from_hours": float(hours.min()),
        "until_hours": float(hours.max()),
        "cases": int(chosen.sum()),
        "complained": int(held["complained"][chosen].sum()),
        "complained_share": share,
        "cost": cost,
        "cost_low": cost - reach * error,
        "cost_high": cost + reach * error,
        "score": float(held["score"][chosen].sum()) / answers if answers else None,
        "answers": answers,
        "compared": int((chosen & strata.compared).sum()),
        "compared_share": float(strata.compared.mean()),
    }
