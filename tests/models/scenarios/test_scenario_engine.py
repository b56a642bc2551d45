"""The figures of the answer pages under a scenario: nothing changed is the base, and every figure tells the same."""

from decimal import Decimal

import pytest
from home_templates import copied

from data.store import Store
from models.engine.engine import Engine
from models.engine.selection import EVERYTHING, Selection
from models.scenarios.levers import lever
from models.scenarios.scenario_base import scenario_base
from models.scenarios.scenario_engine import ANSWERED, ScenarioEngine

D = Decimal
CHOSEN = Selection(("2025-11", "2026-04"), ("Households",))


@pytest.fixture(scope="module")
def sample(templates, tmp_path_factory):
    store = Store(copied(templates.sample(), tmp_path_factory.mktemp("scenario")))
    engine = Engine(store.connection)
    yield engine, store.version, scenario_base(engine, store.version)
    store.close()


def said(engine, version, name, selection=EVERYTHING):
    columns, rows = engine.rows(name, version, selection)
    return [dict(zip(columns, row)) for row in rows]


def test_nothing_changed_is_the_base_in_every_figure(sample):
    engine, version, base = sample
    with ScenarioEngine(engine, base.outcome([])) as scenario:
        for selection in (EVERYTHING, CHOSEN):
            for name in ANSWERED:
                assert scenario.rows(name, version, selection) == engine.rows(name, version, selection), name


def test_half_of_a_sectors_complaints_are_half_of_all_it_costs(sample):
    # everything that starts in Billing is halved: complaints, cost, customers lost, replacing them; nothing elsewhere
    engine, version, base = sample
    halved = ("complaints", "dissatisfaction_cost", "loyalty_lost", "customers_lost", "replacement_cost")
    with ScenarioEngine(engine, base.outcome([lever("fewer_complaints", "Billing", percent=50)])) as scenario:
        before = {row["sector"]: row for row in said(engine, version, "sector_overview", CHOSEN)}
        after = {row["sector"]: row for row in said(scenario, version, "sector_overview", CHOSEN)}
        total = said(scenario, version, "overview_total", CHOSEN)[0]
    for name in halved:
        assert after["Billing"][name] == pytest.approx(before["Billing"][name] / 2, abs=D("0.000001")), name
        assert total[name] == pytest.approx(sum(row[name] for row in after.values()), abs=D("0.00001")), name
    for kept in ("keeping_cost", "loyalty_at_stake"):
        assert after["Billing"][kept] == before["Billing"][kept], kept
    assert {name: row for name, row in after.items() if name != "Billing"} == {
        name: row for name, row in before.items() if name != "Billing"
    }


def test_the_range_of_a_sector_shrinks_with_what_leaving_costs(sample):
    # all leavers kept: what is left has no draws any more, so both ends are the cost itself
    engine, version, base = sample
    with ScenarioEngine(engine, base.outcome([lever("leavers_kept", percent=100)])) as scenario:
        rows = said(scenario, version, "sector_interval")
    assert rows
    for row in rows:
        assert row["low"] == pytest.approx(float(row["amount"])) == pytest.approx(row["high"]), row


def test_less_cost_of_failures_is_less_that_pays_to_prevent_them(sample):
    # a fifth fewer complaints everywhere: a customer-year's failures cost a fifth less where a complaint is behind them
    engine, version, base = sample
    of_complaints = sum(
        row["amount"] for row in said(engine, version, "scenario_cell") if row["category"] != "(no complaint)"
    )
    with ScenarioEngine(engine, base.outcome([lever("fewer_complaints", percent=20)])) as scenario:
        (failure,) = [row for row in said(scenario, version, "customer_year") if row["side"] == "failure"]
        (now,) = [row for row in said(engine, version, "customer_year") if row["side"] == "failure"]
    assert now["amount"] - failure["amount"] == pytest.approx(of_complaints / 5, abs=D("0.00001"))
