"""Tiny and odd data: every figure can be read, and says nothing that cannot be."""

import pytest
from handmade import assume, empty_house, put
from odd_organisations import ODD, complaints, leavers
from sound import faults

from models.engine.engine import Engine
from models.engine.selection import Selection

POINTS = {
    "keep_spend": 10,
    "keep_share": 0.4,
    "keep_ceiling": 0.7,
    "win_spend": 5,
    "win_share": 0.15,
    "win_ceiling": 0.4,
}
ASSUMED = {
    "include_assumed": "yes",
    "silent_share": "0.2",
    "silent_risk_ratio": "3",
    "told_per": "9",
    "already_customers": "0.3",
    "influenced": "0.1",
    "would_have_bought": "0.4",
}


def engine_of(rows: dict[str, list[dict]], **assumptions: object) -> Engine:
    house = empty_house()
    for dataset, stored in rows.items():
        put(house, dataset, stored)
    assume(
        house,
        {
            "effect_months": 1,
            "as_of": "2025-09-30",
            "hourly_cost": 30,
            "fitted_tail": "yes",
            **POINTS,
            **ASSUMED,
            **assumptions,
        },
    )
    return Engine(house)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", ODD)
def test_no_figure_says_what_cannot_be(name):
    engine = engine_of(ODD[name])
    assert faults(engine) == []
    failing = engine.read("reconciliation", 1, Selection(where={"holds": False})).identity.tolist()
    assert failing == (["amounts without an exchange rate = 0"] if name == "a currency without a rate" else [])


@pytest.mark.parametrize("name", ["three complaints at one sector", "one customer and a complaint", "nobody left"])
def test_what_cannot_be_known_is_empty_and_not_zero(name):
    engine = engine_of(ODD[name], include_assumed="no")
    state = engine.read("avoidable_churn_total", 1).iloc[0]
    assert (
        state.state in ("no_customers", "no_end_dates")
        and state[["avoidable", "low", "high", "share_of_churn", "projected"]].isna().all()
    )
    sectors = engine.read("sector_overview", 1)
    assert sectors[["loyalty_lost", "customers_lost", "replacement_cost"]].isna().all(axis=None)
    assert engine.read("win_or_keep", 1)[["loyalty_lost", "customers_lost", "break_even_spend"]].isna().all(axis=None)
    assert engine.read("cost_of_quality", 1).share_of_revenue.isna().all()
    # each complaint: 7 paid, and half an hour at the assumed 30
    assert sum(sectors.dissatisfaction_cost) == len(ODD[name]["complaints"]) * 22


def test_minutes_without_any_rate_cost_nothing_known():
    engine = engine_of({"complaints": complaints(3)}, hourly_cost="")
    assert set(engine.read("cost_by_component", 1).component) == {"compensation"}


def test_winning_nobody_has_no_price():
    rows = (
        engine_of(ODD["new customers stated that nobody is, and sales taken back"])
        .read("acquisition_cost", 1)
        .set_index("channel")
    )
    assert rows.cac[["fair", '"all"']].isna().all() and rows.new_customers["fair"] == 0


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "odd",
    [
        {"as_of": "2001-01-01"},
        {"as_of": "2060-12-31", "effect_months": 60, "horizon_months": 240, "discount_rate": 0},
        {
            "interval_level": 0.999,
            "horizon_months": 1,
            "loss_basis": "replacement",
            "silent_share": 1,
            "silent_risk_ratio": 50,
        },
    ],
)
def test_no_assumption_makes_a_figure_say_what_cannot_be(odd):
    engine = engine_of(
        {
            "customers": leavers(40, 150),
            "complaints": complaints(60),
            "acquisition_spend": [{"month": "2024-01-01", "channel": "web", "amount": 900}],
        },
        **odd,
    )
    assert faults(engine) == []
    assert engine.read("reconciliation", 1).holds.all()
