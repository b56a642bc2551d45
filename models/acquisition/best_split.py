"""
title:   Where the next euro earns most
meaning: How much to spend on winning a prospect and on keeping a customer so that neither could be spent better, from
         what the organisation knows of its own response.
grain:   one row per side (keep, win) whose response is stated
units:   spend, best_spend = reporting currency a prospect (win) or a customer and year (keep); share, best_share,
         ceiling = 0 to 1; marginal_cost, best_marginal_cost = reporting currency of one more customer won or kept;
         value, best_value = reporting currency a customer won
formula: share(x) = ceiling × (1 − e^(−kx)) through the stated point; value = M + (M × r − R) / (1 + d − r), M = 12 ×
         mean monthly margin; best where one more customer won, and one more kept, costs exactly the value
source:  segment_margin, assumptions keep_spend, keep_share, keep_ceiling, win_spend, win_share, win_ceiling and
         discount_rate
limits:  Blattberg & Deighton 1996; empty until a point with a ceiling above it is stated; winning needs the point of
         keeping too; every customer alike, and the curve between nothing and the ceiling taken for granted
key:     side
period:  as_of
published: Blattberg & Deighton 1996: R* 16.0755, r* .52071, value 65.8273, A* 9.64132
         (tests/models/published/test_published_loyalty.py)
reads:   segment_margin, assumption
"""

import duckdb
import pyarrow

from models.acquisition.estimates import money
from models.acquisition.response import Response, best_keeping, response, value_of

INPUTS = """
    select 12 * m.monthly_margin, a.discount_rate, a.keep_spend, a.keep_share, a.keep_ceiling, a.win_spend, a.win_share,
        a.win_ceiling
    from assumption as a join segment_margin as m on m.segment = 'all'
    where m.monthly_margin is not null and a.discount_rate is not null
"""
MONEY, SHARE = pyarrow.decimal128(38, 6), pyarrow.float64()
SCHEMA = pyarrow.schema(
    [
        ("side", pyarrow.string()),
        ("spend", MONEY),
        ("share", SHARE),
        ("ceiling", SHARE),
        ("marginal_cost", MONEY),
        ("value", MONEY),
        ("best_spend", MONEY),
        ("best_share", SHARE),
        ("best_marginal_cost", MONEY),
        ("best_value", MONEY),
    ]
)


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return what is spent now and the best, for keeping and for winning."""
    inputs = cursor.execute(INPUTS).fetchall()
    keeping = response(*inputs[0][2:5]) if inputs else None
    if not keeping:
        return SCHEMA.empty_table()
    found, margin, rate = inputs[0], float(inputs[0][0]), inputs[0][1]
    best = best_keeping(keeping, margin, rate)
    now, then = value_of(keeping, margin, rate, found[2]), value_of(keeping, margin, rate, best)
    rows = [_row("keep", keeping, now, best, then)]
    if winning := response(*found[5:8]):
        rows.append(_row("win", winning, now, winning.spend_at(then), then))
    columns = [[row[place] for row in rows] for place in range(len(SCHEMA))]
    return pyarrow.table([_exact(values, field) for values, field in zip(columns, SCHEMA)], schema=SCHEMA)


def _row(side: str, curve: Response, value: float, best: float, best_value: float) -> tuple:
    return (
        side,
        curve.spend,
        curve.share,
        curve.ceiling,
        curve.marginal_cost(curve.spend),
        value,
        best,
        curve.share_at(best),
        curve.marginal_cost(best),
        best_value,
    )


def _exact(values: list, field: pyarrow.Field) -> pyarrow.Array:
    if field.type != MONEY:
        return pyarrow.array(values, field.type)
    return pyarrow.array([money(value) for value in values], MONEY)
