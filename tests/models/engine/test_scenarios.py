"""A calculation with other assumptions: nothing changed is the base, and assumed lines that are off change nothing."""

import pytest
from handmade import assume, empty_house, put
from test_against_plain_loops import made_up
from test_figures import repeated

from models import assumptions
from models.engine.engine import Engine
from models.engine.selection import EVERYTHING, Selection

ASSUMED = {
    "silent_share": "0.2",
    "silent_risk_ratio": "3",
    "told_per": "9",
    "already_customers": "0.3",
    "influenced": "0.1",
    "would_have_bought": "0.4",
}


@pytest.fixture(scope="module")
def engine():
    people, complaints = made_up(7)
    house = empty_house()
    put(house, "customers", people)
    put(house, "complaints", [{**row, "compensation": 12, "resolved": n % 3 > 0} for n, row in enumerate(complaints)])
    put(house, "acquisition_spend", [{"month": "2024-01-01", "channel": "(no channel)", "amount": 900}])
    put(house, "transactions", [{"transaction_id": "t", "date": "2024-03-05", "revenue": 70_000}])
    put(
        house,
        "supplier_purchases",
        [
            {
                "date": "2024-03-05",
                "sector": "Kitchen",
                "supplier": "N",
                "quantity": 3,
                "price_paid": 7,
                "reference_price": 5,
            }
        ],
    )
    put(
        house,
        "sector_costs",
        [
            {"sector": "Kitchen", "month": "2024-03-01", "purpose": purpose, "amount": 40, "practical_hours": 9}
            for purpose in ("prevention", "running", "internal_failure")
        ],
    )
    assume(house, {"effect_months": 3, "as_of": "2024-12-31"})
    return Engine(house)


def everything(engine: Engine, selection: Selection = EVERYTHING) -> dict[str, list]:
    """Return the rows of every figure, without those that repeat the assumptions."""
    engine.build(1, selection.overrides)
    return {header.name: engine.rows(header.name, 1, selection)[1] for header in engine.figures()}


@pytest.fixture(scope="module")
def base(engine):
    """The rows of every figure as they are."""
    return everything(engine)


def test_a_scenario_with_nothing_changed_is_the_base(engine, base):
    held = {row["name"]: row["value"] for row in engine.assumptions(1)}
    assert held["effect_months"] == "3"
    again = everything(engine, Selection(overrides=held))
    assert [name for name in base if base[name] != again[name]] == []


def test_assumed_lines_that_are_off_change_nothing(engine, base):
    given = everything(engine, Selection(overrides=ASSUMED))
    assert [name for name in base if base[name] != given[name]] == []


def test_assumed_lines_that_are_on_keep_every_identity(engine):
    given = {**ASSUMED, "include_assumed": "yes"}
    rows = engine.read("reconciliation", 1, Selection(overrides=given))
    assert rows.holds.all(), rows[~rows.holds]
    assert "left = baseline + silent + after a complaint" in set(rows.identity)
    lines = engine.read("cost_by_component", 1, Selection(overrides=given)).set_index("component")
    assert {"silent", "word_of_mouth"} <= set(lines.index)
    assert set(lines.loc[["silent", "word_of_mouth"]].evidence) == {"assumed"}


def test_booked_and_measured_amounts_do_not_move_with_assumed_lines(engine):
    parts = [
        engine.read("sector_tier", 1, Selection(where={"sector": "all"}, overrides=given)).iloc[0]
        for given in ({}, {**ASSUMED, "include_assumed": "yes"})
    ]
    assert parts[0].booked == parts[1].booked and parts[0].assumed == 0 < parts[1].assumed
    # the risk of content customers is lower than that of all who did not complain, so more is due to the complaint
    assert parts[1].estimated > parts[0].estimated


def test_a_trace_of_assumed_lines_leads_to_the_assumptions(engine):
    found = engine.trace(
        "cost_by_sector", 1, Selection(where={"component": "silent"}, overrides={**ASSUMED, "include_assumed": "yes"})
    )
    assert set(found.dataset) == {"assumptions"}


@pytest.mark.parametrize("period", [(None, None), ("2024-03", "2024-03"), ("2024-01", "2024-06"), (None, "2024-10")])
@pytest.mark.parametrize("choice", [{}, {"segments": ("a",)}, {"sectors": ("Kitchen",)}])
def test_the_causes_of_a_change_add_up_to_it(engine, period, choice):
    rows = engine.read("change_bridge", 1, Selection(period, **choice))
    assert len(rows) and set(rows.cause) == {"volume", "rate", "mix", "price", "projected"}
    for _, causes in rows.groupby("sector"):
        assert sum(causes.amount) == pytest.approx(causes.cost_after.iloc[0] - causes.cost_before.iloc[0], abs=1e-6)
    total = engine.read("change_bridge_total", 1, Selection(period, **choice))
    assert sum(total.amount) == pytest.approx(sum(rows.amount), abs=1e-6)


def test_the_two_periods_of_a_bridge_are_those_of_the_cost(engine):
    chosen, before = (
        engine.read("overview_total", 1, Selection(period)).dissatisfaction_cost[0]
        for period in (("2024-04", "2024-06"), ("2024-01", "2024-03"))
    )
    row = engine.read("change_bridge_total", 1, Selection(("2024-04", "2024-06"))).iloc[0]
    assert (row.cost_after, row.cost_before) == pytest.approx((chosen, before), abs=1e-6)


def test_what_is_not_followed_yet_is_called_projected(engine):
    late = engine.read("change_bridge_total", 1, Selection(("2024-11", "2024-12"))).set_index("cause").amount
    early = engine.read("change_bridge_total", 1, Selection(("2024-03", "2024-04"))).set_index("cause").amount
    assert late["projected"] != 0 == early["projected"]


def test_every_assumption_can_be_given_back_as_it_is_held(engine):
    for row in engine.assumptions(1):
        assumptions.check(row["name"], row["value"])


def test_the_range_of_a_kind_of_complaint_is_the_one_of_the_formula():
    rows = [
        {"times": 48, "ended_on": "2024-01-20"},
        {"times": 72},
        {"times": 100, "ended_on": "2024-01-20"},
        {"times": 900},
    ]
    house = empty_house()
    put(house, "customers", repeated([{"customer_id": "c{n}", "started_on": "2024-01-01", **row} for row in rows]))
    put(
        house,
        "complaints",
        repeated([{"times": 120, "complaint_id": "k{n}", "customer_id": "c{n}", "opened_on": "2024-01-10"}]),
    )
    assume(house, {"effect_months": 1, "as_of": "2024-02-20"})
    row = Engine(house).read("excess_by", 1, Selection(where={"dimension": "repeat"})).iloc[0]
    assert row.excess_risk == pytest.approx(0.3)
    # Σ (left − .1 − .3)² = 48 × .36 + 72 × .16 = 28.8 over 120²; the comparable add 1,000 × .09 / 1,000²:
    # variance .00209, the range is 2 × 1.645 × .0457 = .1504 wide
    assert row.high - row.low == pytest.approx(0.1504, rel=0.1)


def test_a_customer_who_complained_long_ago_comes_back_as_a_repeat():
    house = empty_house()
    put(
        house,
        "customers",
        [
            {"customer_id": f"c{n}", "started_on": "2024-01-01", "ended_on": "2024-03-20" if 200 <= n < 204 else None}
            for n in range(400)
        ],
    )
    put(
        house,
        "complaints",
        [
            {"complaint_id": f"{day}{n}", "customer_id": f"c{n}", "opened_on": day}
            for day in ("2024-01-10", "2024-03-10")
            for n in range(150)
        ],
    )
    assume(house, {"effect_months": 1, "as_of": "2024-05-31"})
    rows = Engine(house).read("excess_by", 1, Selection(where={"dimension": "repeat"})).set_index("value")
    assert rows.complained.to_dict() == {"no": 150, "yes": 150}


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "dataset, rows",
    [
        ("satisfaction", [{"date": "2025-01-10", "score": 8}]),
        (
            "service_survey",
            [{"date": "2025-01-10", "rated_by": "A", "sector": "B", "dimension": "x", "expected": 5, "perceived": 4}],
        ),
        (
            "audits",
            [
                {
                    "audit_id": "1",
                    "criterion": "c",
                    "date": "2025-01-10",
                    "sector": "B",
                    "impact": "high",
                    "result": "na",
                }
            ],
        ),
        ("quality_levels", [{"month": "2025-01-01", "sector": "B", "planned": 90, "delivered": 80, "received": 70}]),
        (
            "supplier_purchases",
            [{"date": "2025-01-10", "sector": "B", "supplier": "N", "quantity": 1, "price_paid": 2}],
        ),
        ("complaints", [{"complaint_id": "1", "opened_on": "2025-01-10"}]),
        ("sector_costs", [{"sector": "B", "month": "2025-01-01", "purpose": "internal_failure", "amount": 3}]),
        ("transactions", [{"transaction_id": "1", "date": "2025-01-10", "quantity": "30000000", "unit_price": "9000"}]),
        ("stage_times", [{"case_id": "1", "stage": "a", "started_at": "2025-01-10 08:00:00"}]),
    ],
)
def test_a_store_with_one_row_of_one_list_works(dataset, rows):
    house = empty_house()
    put(house, dataset, rows)
    assume(house, {**ASSUMED, "include_assumed": "yes"})
    engine = Engine(house)
    everything(engine)
    assert engine.read("reconciliation", 1).holds.all()
