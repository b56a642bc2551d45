"""Fitted rates of leaving, the best spend on keeping, and figures of tiny and odd data."""

import random
from datetime import date

import pytest
from loyal_organisation import engine_of

from models.acquisition.response import Response, best_keeping, value_of
from models.engine.selection import Selection


def test_the_fitted_tail_takes_over_where_the_switch_says_so(engine):
    plain = engine.read("retention_extended", 1, Selection(where={"segment": "all"}))
    fitted = engine.read("retention_extended", 1, Selection(where={"segment": "all"}, overrides={"fitted_tail": "yes"}))
    assert not plain.fitted.any() and fitted.fitted.equals(fitted.projected)
    seen = ~plain.projected
    assert plain.retention[seen].tolist() == fitted.retention[seen].tolist()
    assert plain.retention[~seen].tolist() != fitted.retention[~seen].tolist()
    assert (fitted.retention.diff().dropna() <= 0).all()
    # segments a and b have fewer than 500 customers each
    assert engine.read("fitted_retention", 1, Selection(overrides={"fitted_tail": "yes"})).segment.tolist() == ["all"]
    assert not engine.read(
        "retention_extended", 1, Selection(where={"segment": "a"}, overrides={"fitted_tail": "yes"})
    ).fitted.any()


@pytest.mark.parametrize("leaving", [0.02, 0.2])
def test_a_fit_finds_a_rate_of_leaving_that_is_the_same_for_everybody(leaving):
    """Without differences between customers the curve is geometric: after ten months (1 − rate)^10."""
    left, customers, there = [], [], 100_000
    for month in range(12):
        gone = round(there * leaving)
        left += [(month, True, gone)]
        there -= gone
    for month, has_left, times in [*left, (11, False, there)]:
        customers += [{"tenure_months": month, "has_left": has_left}] * (times // 50)
    rows = [{"customer_id": f"c{number}", **row} for number, row in enumerate(customers)]
    curve = engine_of({"customers": rows}, fitted_tail="yes").read(
        "fitted_curve", 1, Selection(where={"segment": "all", "month": 9})
    )
    assert curve.retention[0] == pytest.approx((1 - leaving) ** 10, rel=0.02)


def test_the_best_keeping_spend_beats_its_neighbours():
    for seed in range(50):
        chance = random.Random(seed)
        ceiling = chance.uniform(0.05, 1)
        curve = Response(chance.uniform(0.1, 50), ceiling * chance.uniform(0.01, 0.99), ceiling)
        margin, rate = chance.uniform(0, 500), chance.uniform(0, 0.3)
        best = best_keeping(curve, margin, rate)
        value = value_of(curve, margin, rate, best)
        assert value >= max(value_of(curve, margin, rate, spend) for spend in (0, best * 0.99, best * 1.01)) - 1e-9
        assert best == 0 or best < 1e-9 or curve.marginal_cost(best) == pytest.approx(value)


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "odd",
    [
        {
            "customers": [
                {
                    "customer_id": "a",
                    "started_on": date(2024, 1, 31),
                    "ended_on": date(2024, 1, 31),
                    "monthly_margin": 5,
                }
            ]
        },
        {"customers": [{"customer_id": "a", "started_on": date(2030, 1, 1), "monthly_margin": 5}]},
        {
            "customers": [
                {
                    "customer_id": f"c{n}",
                    "started_on": date(2024, 1, 1),
                    "ended_on": date(2024, 2, 1),
                    "monthly_margin": 0,
                }
                for n in range(700)
            ]
        },
        {"customers": [{"customer_id": f"c{n}", "tenure_months": 800, "monthly_margin": -3} for n in range(600)]},
        {
            "transactions": [
                {"transaction_id": "1", "date": date(2024, 1, 1), "revenue": 5},
                {"transaction_id": "2", "date": date(2024, 1, 1), "customer_id": "x", "revenue": 0},
            ]
        },
        {"acquisition_spend": [{"month": "2024-01-01", "channel": "all", "amount": 0}]},
        {
            "sector_costs": [
                {"sector": "Desk", "month": "2024-01-01", "purpose": "running", "amount": 5, "practical_hours": 0}
            ]
        },
    ],
)
def test_tiny_and_odd_data_give_figures_not_errors(odd):
    point = {
        "keep_spend": 10,
        "keep_share": 0.4,
        "keep_ceiling": 0.7,
        "win_spend": 5,
        "win_share": 0.15,
        "win_ceiling": 0.4,
    }
    engine = engine_of(odd, fitted_tail="yes", **point)
    engine.build(1)
    for header in engine.figures():
        if header.path.parent.name in ("loyalty", "acquisition", "costs"):
            engine.read(header.name, 1)
