"""Explaining a number: what it stands on, its formula with values, what a fifth of an assumption does, its rows."""

from decimal import Decimal
from itertools import count

import pytest
from command import run
from handmade import assume, empty_house, put

from models.engine import variant_engine
from models.engine.definitions.catalogue import Catalogue
from models.engine.definitions.dependents import assumptions_in, dependents
from models.engine.engine import Engine
from models.engine.selection import EVERYTHING, Selection
from models.engine.variant_engine import AssumedEngine
from models.explain.explanation import explain, kind, rows_read, used_assumptions
from models.explain.missing_assumptions import missing_assumptions
from models.explain.sensitivity import Number, effects, moved_by, sensitivity, shifted_values

DELIVERY = {"sector": "Delivery"}


@pytest.fixture
def engine() -> Engine:
    """Two complaints of Delivery: 90 and 30 minutes at an assumed 20 an hour, and 5 given back."""
    house = empty_house()
    put(
        house,
        "complaints",
        [
            {
                "complaint_id": "1",
                "opened_on": "2025-01-10",
                "sector": "Delivery",
                "handled_by": "Desk",
                "handling_minutes": 90,
                "compensation": 5,
            },
            {
                "complaint_id": "2",
                "opened_on": "2025-01-31",
                "sector": "Delivery",
                "handled_by": "Desk",
                "handling_minutes": 30,
            },
        ],
    )
    assume(house, {"hourly_cost": 20})
    return Engine(house)


def test_a_fifth_of_the_hourly_cost_is_a_fifth_of_handling(engine):
    cell = {"sector": "Delivery", "component": "handling", "evidence": "estimated"}
    found = {
        one.tried: one
        for one in sensitivity(engine, "cost_by_sector", "amount", 1, Selection(where=cell))
        if one.name == "hourly_cost"
    }
    # 2 hours × 20 = 40; × 16 = 32; × 24 = 48
    assert {tried: one.after for tried, one in found.items()} == {"16": 32, "24": 48}
    assert {one.before for one in found.values()} == {40}
    assert [one.difference for one in found.values()] == [-8, 8]


def test_nothing_of_a_trial_stays(engine):
    engine.build(1)
    before = engine._connection.execute("select count(*) from duckdb_schemas()").fetchone()
    sensitivity(engine, "sector_overview", "dissatisfaction_cost", 1, Selection(where=DELIVERY))
    assert engine._connection.execute("select count(*) from duckdb_schemas()").fetchone() == before
    assert engine.is_built(1)
    assert engine.read("sector_overview", 1, Selection(where=DELIVERY)).dissatisfaction_cost[0] == 45


def test_what_a_killed_process_left_of_a_trial_is_not_read(engine, monkeypatch):
    tried = {"16": 32, "24": 48}  # 2 hours each
    for text, amount in tried.items():
        monkeypatch.setattr(variant_engine, "_NUMBERS", count(1))  # as a fresh process counts
        left = AssumedEngine(engine, {"hourly_cost": text})  # never ended
        cell = {"sector": "Delivery", "component": "handling", "evidence": "estimated"}
        assert left.read("cost_by_sector", 1, Selection(where=cell)).amount[0] == amount


def test_a_number_is_the_sum_of_quantities_at_a_price(engine):
    found = explain(engine, "sector_overview", "dissatisfaction_cost", 1, Selection(where=DELIVERY))
    # 2 hours × 20 + 1 complaint × 5 = 45
    assert [(part.name[0], part.quantity, part.unit, part.each, part.amount) for part in found.formula.parts] == [
        ("handling", 2, "hours", 20, 40),
        ("compensation", 1, "complaints", 5, 5),
    ]
    assert found.value == found.formula.result == 45
    read = rows_read(engine, "sector_overview", "dissatisfaction_cost", 1, Selection(where=DELIVERY))
    assert (read["complaints"], read["customers"]) == (2, 0)


@pytest.mark.parametrize(
    "name, used",
    [
        ("handling", {"hourly_cost"}),
        ("customer_value", {"horizon_months", "discount_rate", "as_of"}),
        (
            "ledger",
            {
                "hourly_cost",
                "effect_months",
                "horizon_months",
                "discount_rate",
                "loss_basis",
                "include_assumed",
                "as_of",
            },
        ),
    ],
)
def test_assumptions_are_those_of_everything_a_figure_reads(engine, name, used):
    assert used <= {row["name"] for row in used_assumptions(engine, [name], 1)}


def test_the_seed_is_named_beside_what_was_drawn_but_is_nothing_to_have_less_of(engine):
    assert "resampling_seed" in {row["name"] for row in used_assumptions(engine, ["avoidable_churn_total"], 1)}
    number = Number("avoidable_churn_total", "low")
    assert [moved_by(engine, name, number) for name in ("resampling_seed", "effect_months")] == [False, True]


def test_assumptions_of_other_tables_columns_are_not_taken_for_used():
    catalogue = Catalogue()
    assert assumptions_in(catalogue.header("handling")) == {"hourly_cost"}
    assert assumptions_in(catalogue.headers["sectors"]) == set()  # its hourly_cost is a column of the list
    assert "ledger" in dependents(catalogue, "hourly_cost") and "retention_curve" not in dependents(
        catalogue, "hourly_cost"
    )


@pytest.mark.parametrize(
    "row, said",
    [
        ({"name": "hourly_cost", "value": "", "yours": False, "source": "not set"}, "not_set"),
        ({"name": "as_of", "value": "", "yours": False, "source": "the data"}, "measured"),
        ({"name": "discount_rate", "value": "0.1", "yours": True, "source": "board, 2024"}, "yours"),
        ({"name": "told_per", "value": "9", "yours": False, "source": "TARP 1979"}, "published"),
        ({"name": "effect_months", "value": "6", "yours": False, "source": "the organisation's choice"}, "starting"),
    ],
)
def test_an_assumption_says_where_it_is_from(row, said):
    assert kind(row) == said


@pytest.mark.parametrize(
    "name, held, tried",
    [
        ("discount_rate", "0.10", ["0.08", "0.12"]),
        ("horizon_months", "36", ["29", "43"]),
        ("effect_months", "2", ["1", "3"]),
        ("interval_level", "0.90", ["0.72", "1"]),
        ("hourly_cost", "0", []),
        ("effect_months", "1", ["2"]),
    ],
)
def test_a_fifth_of_an_assumption(name, held, tried):
    assert shifted_values(name, held) == tried


def test_one_assumption_moves_the_numbers_that_stand_on_it(engine):
    cost = Number("cost_by_sector", "amount", Selection(where=DELIVERY))
    assert moved_by(engine, "hourly_cost", cost) and not moved_by(engine, "lapse_months", cost)
    ((less, more),) = effects(engine, "hourly_cost", [cost], 1)
    # 2 hours at 20 and 5 given back are 45; a fifth of the 40 is 8
    assert (less.tried, less.before, less.after, more.after) == ("16", Decimal(45), Decimal(37), Decimal(53))


def test_the_empty_assumptions_that_data_wait_for_are_named():
    house = empty_house()
    complaint = {"complaint_id": "1", "opened_on": "2025-01-10", "sector": "Desk", "handling_minutes": 90}
    put(house, "complaints", [complaint])
    revenue = {"started_on": "2025-01-01", "monthly_revenue": 10}
    put(house, "customers", [{"customer_id": "a", **revenue}, {"customer_id": "b", **revenue, "monthly_margin": 4}])
    waiting = {"reporting_currency": 0, "hourly_cost": 1, "gross_margin": 1}
    assert missing_assumptions(Engine(house), 1) == waiting
    held = {"hourly_cost": 20, "gross_margin": 0.4, "reporting_currency": "EUR", "include_assumed": "yes"}
    assume(house, held, version=2)
    alone = {"silent_share", "silent_risk_ratio", "told_per", "already_customers", "influenced", "would_have_bought"}
    assert set(missing_assumptions(Engine(house), 2)) == alone


def test_one_number_is_asked_for_not_many(engine):
    with pytest.raises(LookupError, match="one is needed"):
        explain(engine, "ledger", "amount", 1, EVERYTHING)
    with pytest.raises(LookupError, match="no column"):
        explain(engine, "sector_overview", "amount", 1, Selection(where=DELIVERY))


@pytest.mark.long
def test_the_command_line_explains(tmp_path):
    home = tmp_path / "home"
    file = tmp_path / "complaints.csv"
    file.write_text(
        "complaint_id,opened_on,sector,handled_by,handling_minutes\n1,2025-01-31,Delivery,Desk,90\n", encoding="utf-8"
    )
    assert run(home, "import", "complaints", file).code == 0
    run(home, "assume", "hourly_cost=20")
    answer = run(
        home,
        "explain",
        "cost_by_sector",
        "--where",
        "sector=Delivery",
        "--where",
        "component=handling",
        "--format",
        "csv",
    )
    lines = {(row["part"], row["name"]): row for row in answer.rows}
    # 1.5 hours × 20 = 30; × 24 = 36
    assert Decimal(lines["number", "amount"]["value"]) == 30
    assert lines["of which", "handling, estimated"]["detail"] == "1.50 hours × 20.00"
    assert Decimal(lines["if", "hourly_cost = 24"]["value"]) == 36
    assert lines["assumption", "hourly_cost"]["kind"] == "yours"
    assert lines["rows", "amount"]["value"] == "1"
    assert run(home, "explain", "ledger", "--where", "sector=Delivery").code == 2
