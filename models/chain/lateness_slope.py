"""
title:   Cost of an hour of lateness
meaning: How much more a case costs in complaints with every hour it is late, among cases that begin alike.
grain:   one row; none with fewer than 100 cases, or where all are equally late
units:   cases, late_cases = cases; slope, low, high = reporting currency an hour of a case; level = 0 to 1
formula: slope = Σ (late_hours − their mean in the way) × (amount − its mean in the way) / Σ (late_hours − their
         mean)²; low and high: by the robust standard error of the slope at interval_level
source:  lateness_case, assumption interval_level
limits:  an association: late cases may differ in more than their lateness; standardised by way only, since a case names
         no customer and so no segment
key:     level
period:  all
untraced: a slope over all cases; their rows stand behind lateness_case
interval: slope = low, high
reads:   lateness_case, normal_quantile
"""

import duckdb
import numpy
import pyarrow

FEWEST = 100
CASES = """
    select way, cast(late_hours as double) as hours, cast(amount as double) as amount
    from lateness_case order by way, case_id
"""


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return cases, late_cases, slope, low, high and level."""
    rows = cursor.sql(CASES).to_arrow_table()
    ((level, reach),) = cursor.sql("select level, z from normal_quantile").fetchall()
    ways, hours, amount = (rows[name].to_numpy(zero_copy_only=False) for name in ("way", "hours", "amount"))
    found = slope(ways, hours, amount, reach) if len(ways) >= FEWEST else None
    columns = dict(zip(("slope", "low", "high"), ([one] for one in found))) if found else {}
    counted = {"cases": [len(ways)], "late_cases": [int((hours > 0).sum())], "level": [level]} if found else {}
    kinds = {"cases": pyarrow.int64(), "late_cases": pyarrow.int64()}
    names = ("cases", "late_cases", "slope", "low", "high", "level")
    every = columns | counted
    return pyarrow.table(
        {name: pyarrow.array(every.get(name, []), kinds.get(name, pyarrow.float64())) for name in names}
    )


def slope(
    ways: numpy.ndarray, hours: numpy.ndarray, amount: numpy.ndarray, reach: float
) -> tuple[float, float, float] | None:
    """Return the slope of the amount by hour within the ways, with the ends of its interval; None without any spread.

    reach: how many standard errors the interval reaches to either side.
    """
    _, place = numpy.unique(ways.astype(str), return_inverse=True)
    x, y = (one - (numpy.bincount(place, one) / numpy.bincount(place))[place] for one in (hours, amount))
    spread = float((x * x).sum())
    if not spread > 0:
        return None
    found = float((x * y).sum()) / spread
    error = float((x * x * (y - found * x) ** 2).sum()) ** 0.5 / spread
    return found, found - reach * error, found + reach * error
