"""
title:   Fitted retention
meaning: The two numbers that describe how the chance of leaving differs between customers: those likely to leave go
         first, the loyal remain.
grain:   one row per segment (and all) with 500 customers or more
units:   alpha, beta = numbers above 0; customers = customers; last_month = last month of tenure the fit rests on;
         log_likelihood = a sum of logarithms
formula: shifted beta-geometric: share leaving in month t of those still there = alpha / (alpha + beta + t), t from 0;
         alpha and beta make what was seen likeliest
source:  tenure_count, assumption fitted_tail
limits:  off unless fitted_tail says yes; rests on months with at least 30 at risk; no row where nobody or everybody
         left
key:     segment
period:  as_of
published: Fader & Hardie 2007: α .704 β 1.182 and α .668 β 3.806 (tests/models/published/test_published_loyalty.py)
reads:   tenure_count, assumption
"""

import duckdb
import numpy
import pyarrow

from models.loyalty.beta_geometric import fitted

COUNTED = """
    select t.segment, t.month, t.at_risk, t.left_count,
        first_value(t.at_risk) over (partition by t.segment order by t.month) as customers
    from tenure_count as t
    cross join assumption as a
    where a.fitted_tail
    qualify customers >= 500 and t.at_risk >= 30
    order by t.segment, t.month
"""
SCHEMA = pyarrow.schema(
    [
        ("segment", pyarrow.string()),
        ("alpha", pyarrow.float64()),
        ("beta", pyarrow.float64()),
        ("customers", pyarrow.int64()),
        ("last_month", pyarrow.int32()),
        ("log_likelihood", pyarrow.float64()),
    ]
)


def figure(cursor: duckdb.DuckDBPyConnection) -> pyarrow.Table:
    """Return segment, alpha, beta, customers, last_month and log_likelihood."""
    rows = cursor.execute(COUNTED).fetchnumpy()
    names = numpy.asarray(rows["segment"], dtype=object)
    found = [
        _of_segment(name, {column: values[names == name] for column, values in rows.items()})
        for name in sorted(set(names))
    ]
    return pyarrow.Table.from_pylist([row for row in found if row], schema=SCHEMA)


def _of_segment(name: str, rows: dict) -> dict | None:
    left, at_risk = rows["left_count"].astype(float), rows["at_risk"].astype(float)
    if not 0 < left.sum() < at_risk.sum():
        return None
    alpha, beta, likelihood = fitted(rows["month"].astype(float), at_risk, left)
    customers, last = int(rows["customers"][0]), int(rows["month"][-1])
    return {
        "segment": name,
        "alpha": alpha,
        "beta": beta,
        "customers": customers,
        "last_month": last,
        "log_likelihood": likelihood,
    }
