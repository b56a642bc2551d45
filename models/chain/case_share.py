"""
title:   Shares of a case
meaning: How much of a late case starts in each sector that went over its time, whatever the order of the overruns.
grain:   one row per case and sector; cases within their slack have none
units:   share = 0 to 1, exactly 1 in all for each case
formula: Shapley value of v(S) = max(0, Σ overrun of the sectors in S − slack), divided by v of all of them; overruns
         and slack in whole seconds
source:  case_overrun
limits:  exact up to 12 sectors, proportional to the overruns above; what rounding at the tenth decimal leaves goes to
         the largest share
key:     case_id, sector
period:  all
published: Littlechild & Owen 1973: 2, 3, 4, 9; Shapley & Shubik 1954: 1/2, 1/6, 1/6, 1/6
         (tests/models/figures/test_shapley.py)
reads:   case_overrun
"""

import duckdb
import numpy
import pyarrow

from models.chain.shapley import overrun_values

MOST_SECTORS = 12
WHOLE = 10**10
LATE = """
    with timed as (
        select case_id, sector, cast(round(overrun_hours * 3600) as bigint) as overrun,
            cast(round(slack_hours * 3600) as bigint) as slack
        from case_overrun
    )
    select case_id, sector, overrun, slack, count(*) over (partition by case_id) as sectors
    from timed where overrun > 0
    qualify sum(overrun) over (partition by case_id) > slack
    order by sectors, case_id, overrun desc, sector
"""


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return case_id, sector and share."""
    rows = cursor.sql(LATE).to_arrow_table()
    overrun, slack, sectors = (rows[name].to_numpy() for name in ("overrun", "slack", "sectors"))
    shares = [numpy.zeros(0)]
    for count in numpy.unique(sectors):
        chosen = sectors == count
        shares.append(case_shares(overrun[chosen].reshape(-1, count), slack[chosen][::count]).ravel())
    share = pyarrow.array(numpy.concatenate(shares)).cast(pyarrow.decimal128(28, 10))
    return rows.select(["case_id", "sector"]).append_column("share", share)


def case_shares(overrun: numpy.ndarray, slack: numpy.ndarray) -> numpy.ndarray:
    """Return the sectors' shares in each case (cases × sectors), each row 1 in all to ten decimals.

    `overrun` holds whole seconds, cases × sectors, the largest first; `slack` one number a case, below their sum.
    """
    patterns, place = numpy.unique(numpy.column_stack([overrun, slack]), axis=0, return_inverse=True)
    values = patterns[:, :-1]
    if values.shape[1] <= MOST_SECTORS:
        values = overrun_values(values, patterns[:, -1])
    parts = numpy.rint(values / values.sum(axis=1, keepdims=True) * WHOLE)
    parts[:, 0] += WHOLE - parts.sum(axis=1)
    return (parts / WHOLE)[place.ravel()]
