"""
title:   Cost of an hour of lateness
meaning: How much more a case costs in complaints with every hour it is late, among cases that begin alike and whose
         customers are of one segment.
grain:   one row; none with fewer than 100 cases that can be compared, or where all are equally late
units:   cases, late_cases, all_cases = cases; segments = segments told apart; compared_share,
         level = 0 to 1; slope, low, high = reporting currency an hour of a case
formula: slope = Σ over the strata of their share of the cases compared × (Σ (late_hours − their mean) × (amount −
         its mean) / Σ (late_hours − their mean)² in the stratum); low and high: by its robust standard error at
         interval_level; cases, late_cases = those compared; compared_share = cases / all_cases
source:  lateness_case, assumption interval_level
limits:  an association: late cases may differ in more than their lateness; stratum = way and segment; one with fewer
         than 2 cases in time, or in a third of the late ones, is left out; a category of complaint is no stratum, since
         only cases complained about have one
key:     level
period:  all
untraced: a slope over all cases; their rows stand behind lateness_case
interval: slope = low, high
reads:   lateness_case, normal_quantile
"""

import duckdb
import pyarrow

from models.chain.strata import read_strata

WHOLE = ("cases", "late_cases", "all_cases", "segments")
NAMES = ("cases", "late_cases", "slope", "low", "high", "level", "all_cases", "compared_share", "segments")


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return cases, late_cases, slope, low, high, level, all_cases, compared_share and segments."""
    strata = read_strata(cursor)
    ((level, reach),) = cursor.sql("select level, z from normal_quantile").fetchall()
    found = strata.slope() if strata.is_enough else None
    row: dict[str, float] = {}
    if found:
        (slope, error), compared = found, strata.compared
        cases, every = int(compared.sum()), len(compared)
        row = {"slope": slope, "low": slope - reach * error, "high": slope + reach * error, "level": level}
        row |= {"cases": cases, "all_cases": every, "compared_share": cases / every}
        row |= {"late_cases": int((strata.cases["hours"][compared] > 0).sum())}
        row |= {"segments": len({*strata.cases["segment"][compared]} - {"(none)"})}
    return pyarrow.table(
        {
            name: pyarrow.array([row[name]] if row else [], pyarrow.int64() if name in WHOLE else pyarrow.float64())
            for name in NAMES
        }
    )
