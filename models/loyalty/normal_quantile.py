"""
title:   Quantile of the normal distribution
meaning: How many standard errors a range reaches to either side to contain the true number as often as interval_level
         says.
grain:   one row
units:   level = 0 to 1; z = standard errors
formula: z with Φ(z) = (1 + level) / 2
source:  assumption interval_level
limits:  for shares and their differences; ranges of avoidable churn are drawn instead
key:     level
period:  as_of
reads:   assumption
"""

from statistics import NormalDist

import duckdb
import pyarrow

NEARLY_ALL = 1 - 1e-12


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return level and z."""
    ((level,),) = cursor.execute("select coalesce(interval_level, 0.9) from assumption").fetchall()
    return pyarrow.table({"level": [level], "z": [NormalDist().inv_cdf((1 + min(level, NEARLY_ALL)) / 2)]})
