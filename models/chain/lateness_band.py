"""
title:   What follows lateness
meaning: How often cases are complained about, what that costs, and how many of their customers leave, by how late they
         were: in time, and the late ones in thirds; as if every band had the same mix of cases and segments.
grain:   one row per band (0 in time, 1 to 3 the late ones from least to most); none with fewer than 100 cases that can
         be compared
units:   from_hours, until_hours = hours elapsed, or working hours if set; cases, complained, compared, followed =
         cases; complained_share, compared_share, left_share, left_low, left_high = 0 to 1; cost, cost_low, cost_high =
         reporting currency a case; score = points of the longest scale stated; answers = answers
formula: bands: the late cases in order of their hours, in three parts as equal as can be; complained_share and cost =
         means in each stratum, weighted by the cases of all bands in it; cost_low and cost_high: by their standard
         error at interval_level; compared = cases of the band in a stratum with cases in every band; compared_share = Σ
         compared of all bands / Σ cases of all bands; followed = cases whose customer could be followed for
         effect_months; left_share = mean of has_left among those, in strata of their own, its range within 0 to 1
source:  lateness_case, assumption interval_level
limits:  an association; stratum = way and segment; one with fewer than 2 cases in a band is left out of the means;
         score = mean of all answers about the cases of the band; left_share is empty where fewer than 100 followed
         cases can be compared
key:     band
period:  all
untraced: means weighted by the cases of all bands; the rows of the cases stand behind lateness_case
interval: cost = cost_low, cost_high; left_share = left_low, left_high
reads:   lateness_case, normal_quantile
"""

import duckdb
import numpy
import pyarrow

from models.chain.strata import Strata, read_strata

NAMES = (
    "band from_hours until_hours cases complained complained_share cost cost_low cost_high score answers "
    "compared compared_share followed left_share left_low left_high"
).split()
WHOLE = {"band", "cases", "complained", "answers", "compared", "followed"}


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return band, hours, cases, what is complained and costs, score, compared, and who left; all with their ranges."""
    strata = read_strata(cursor)
    ((reach,),) = cursor.sql("select z from normal_quantile").fetchall()
    lines = bands(strata, reach) if strata.is_enough else []
    kinds = {name: pyarrow.int64() if name in WHOLE else pyarrow.float64() for name in NAMES}
    return pyarrow.table({name: pyarrow.array([line[name] for line in lines], kinds[name]) for name in NAMES})


def bands(strata: Strata, reach: float) -> list[dict]:
    """Return a line for each band there is; reach: how many standard errors an interval reaches to either side."""
    followed = strata.of(strata.cases["followed"])
    every = numpy.unique(strata.cases["band"]).tolist()
    return [_line(strata, band, reach) | _left(followed, band, reach) for band in every]


def _left(followed: Strata, band: int, reach: float) -> dict:
    """How many of the customers who could be followed left after a case of the band."""
    held = followed.cases
    told: dict = {"followed": int((held["band"] == band).sum())} | dict.fromkeys(
        ("left_share", "left_low", "left_high")
    )
    if not followed.is_enough:
        return told
    share, error = followed.mean(held["has_left"].astype(float), band)
    low, high = max(0.0, share - reach * error), min(1.0, share + reach * error)
    return told | {"left_share": share, "left_low": low, "left_high": high}


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
