"""The figures of the chain and of quality: promised columns, chosen sectors, and the rows behind a cell."""

import pytest
from handmade import empty_house, put

from models.engine.engine import Engine
from models.engine.selection import Selection

PROMISED = {
    "excess_by": "dimension value complained excess_risk low high",
    "service_gap": "sector dimension answers expected perceived gap",
    "scorecard": "sector family audits high_impact_accuracy low_impact_accuracy disputed overturned",
    "quality_gap": "sector planned delivered received planning_gap perception_gap total_gap",
    "cost_of_quality": "category amount share_of_revenue",
    "service_reach": (
        "sector complaints handled_here_share started_elsewhere_share handovers_mean first_contact_share resolved_share"
    ),
    "satisfaction_link": "sector month overrun_share complaints_per_1000 score answers retention_next",
    "supplier_treatment": "sector purchases late_share days_late declined premium",
    "change_bridge": "sector cause amount",
}


@pytest.fixture
def engine():
    house = empty_house()
    put(
        house,
        "complaints",
        [
            {"complaint_id": "1", "opened_on": "2025-01-31", "sector": "Kitchen", "compensation": 5},
            {"complaint_id": "2", "opened_on": "2025-02-28", "sector": "Sales", "compensation": 7},
        ],
    )
    put(
        house,
        "sector_costs",
        [
            {"sector": "Kitchen", "month": "2025-01-01", "purpose": purpose, "amount": amount}
            for purpose, amount in (("prevention", 3), ("internal_failure", 4))
        ],
    )
    put(
        house,
        "supplier_purchases",
        [
            {
                "date": "2025-02-05",
                "sector": "Sales",
                "supplier": "N",
                "quantity": 2,
                "price_paid": 9,
                "reference_price": 8,
            }
        ],
    )
    put(
        house,
        "audits",
        [
            {
                "audit_id": "1",
                "criterion": "c",
                "date": "2025-01-10",
                "sector": name,
                "impact": "high",
                "result": "fail",
            }
            for name in ("Kitchen", "Sales")
        ],
    )
    put(
        house,
        "quality_levels",
        [
            {"month": "2025-01-01", "sector": name, "planned": 90, "delivered": 80, "received": 70}
            for name in ("Kitchen", "Sales")
        ],
    )
    return Engine(house)


@pytest.mark.parametrize("figure", PROMISED)
def test_columns_that_were_promised_come_first(figure):
    columns = PROMISED[figure].split()
    assert Engine(empty_house()).rows(figure, 1)[0][: len(columns)] == columns


@pytest.mark.parametrize(
    "figure, where, rows",
    [
        ("cost_of_quality", {"category": "prevention"}, [["sector_costs", 2, 3]]),
        ("cost_of_quality", {"category": "internal_failure"}, [["sector_costs", 3, 4], ["supplier_purchases", 2, 2]]),
        ("cost_of_quality", {"category": "external_failure"}, [["complaints", 2, 5], ["complaints", 3, 7]]),
        ("cost_by_sector", {"sector": "Kitchen", "component": "internal_failure"}, [["sector_costs", 3, 4]]),
        ("cost_by_category", {"category": "(no complaint)"}, [["sector_costs", 3, 4], ["supplier_purchases", 2, 2]]),
        ("supplier_treatment", {"sector": "Sales"}, [["supplier_purchases", 2, 2]]),
    ],
)
def test_a_cell_leads_to_its_rows(engine, figure, where, rows):
    found = engine.trace(figure, 1, Selection(where=where))
    assert found[["dataset", "row", "amount"]].values.tolist() == rows


def test_audits_and_levels_are_traced_without_an_amount(engine):
    assert engine.trace("scorecard", 1, Selection(where={"sector": "all", "family": "all"})).row.tolist() == [2, 3]
    assert engine.trace("quality_gap", 1, Selection(where={"sector": "Sales"})).row.tolist() == [3]


def test_a_trace_of_the_cost_of_quality_keeps_to_the_period(engine):
    period = ("2025-02", "2025-02")
    found = engine.trace("cost_of_quality", 1, Selection(period, where={"category": "internal_failure"}))
    assert found[["dataset", "amount"]].values.tolist() == [["supplier_purchases", 2]]
    amounts = engine.read("cost_of_quality", 1, Selection(period)).set_index("category").amount
    assert (amounts["prevention"], amounts["internal_failure"], amounts["external_failure"]) == (0, 2, 7)


def test_chosen_sectors_narrow_the_figures_of_the_chain(engine):
    for figure in ("quality_gap", "supplier_treatment", "change_bridge"):
        rows = engine.read(figure, 1, Selection(("2025-02", "2025-02"), sectors=("Sales",)))
        assert set(rows.sector) <= {"Sales"}
    assert set(engine.read("scorecard", 1, Selection(sectors=("Sales",))).sector) == {"Sales", "all"}
    kitchen = engine.read("cost_of_quality", 1, Selection(sectors=("Kitchen",))).set_index("category").amount
    assert (kitchen["prevention"], kitchen["internal_failure"], kitchen["external_failure"]) == (3, 4, 5)


def test_a_foreign_price_without_a_rate_is_named_and_fails(engine):
    house = empty_house()
    put(house, "complaints", [{"complaint_id": "1", "opened_on": "2025-02-28", "compensation": 7, "currency": "EUR"}])
    put(
        house,
        "supplier_purchases",
        [
            {
                "date": "2025-02-05",
                "sector": "Sales",
                "supplier": "N",
                "quantity": 2,
                "price_paid": 9,
                "reference_price": 8,
                "currency": "GBP",
            }
        ],
    )
    put(house, "exchange_rates", [{"month": "2025-01-01", "currency": "GBP", "rate": 1.2}])
    engine = Engine(house)
    assert engine.read("without_rate", 1).dataset.tolist() == ["supplier_purchases"]
    failing = engine.read("reconciliation", 1, Selection(where={"holds": False}))
    assert failing.identity.tolist() == ["amounts without an exchange rate = 0"]
    assert engine.rows("internal_failure", 1)[1] == []


def test_prices_in_the_only_currency_stated_need_no_rate():
    house = empty_house()
    put(
        house,
        "supplier_purchases",
        [
            {
                "date": "2025-02-05",
                "sector": "Sales",
                "supplier": "N",
                "quantity": 2,
                "price_paid": 9,
                "reference_price": 8,
                "currency": "GBP",
            }
        ],
    )
    assert Engine(house).read("supplier_treatment", 1).premium[0] == 2


def test_a_line_of_many_dear_pieces_does_not_overflow():
    house = empty_house()
    put(
        house,
        "transactions",
        [{"transaction_id": "1", "date": "2025-01-31", "quantity": 30_000_000, "unit_price": 9_000}],
    )
    # 30,000,000 × 9,000
    assert Engine(house).read("revenue_month", 1).revenue[0] == 270_000_000_000
