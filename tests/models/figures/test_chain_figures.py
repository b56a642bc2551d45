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


@pytest.fixture(scope="module")
def late_house():
    """Case 1 (late, and about "late"), case 2 (nobody complained), and a complaint about an invoice without a case."""
    house = empty_house()
    stages = [
        ("1", "buying", "08", "12", "Purchasing"),
        ("1", "packing", "12", "17", "Warehouse"),
        ("2", "packing", "08", "11", "Warehouse"),
        ("3", "buying", "08", "09", "Purchasing"),
    ]
    put(
        house,
        "stage_times",
        [
            {
                "case_id": case,
                "stage": stage,
                "started_at": f"2025-03-03 {start}:00:00",
                "finished_at": f"2025-03-03 {end}:00:00",
                "sector": sector,
                "assigned_hours": 2,
            }
            for case, stage, start, end, sector in stages
        ],
    )
    complaints = [
        ("a", "late", "1", "Purchasing", 5),
        ("b", "late", None, "Warehouse", 7),
        ("c", "invoice", None, "Warehouse", 11),
    ]
    put(
        house,
        "complaints",
        [
            {
                "complaint_id": name,
                "opened_on": "2025-03-31",
                "category": category,
                "case_id": case,
                "sector": sector,
                "compensation": amount,
            }
            for name, category, case, sector, amount in complaints
        ],
    )
    links = [("Purchasing", "Warehouse"), ("Warehouse", "customer")]
    put(house, "chain_links", [{"supplier": supplier, "receiver": receiver} for supplier, receiver in links])
    return Engine(house)


@pytest.mark.parametrize(
    "cases, over, amounts",
    [
        # buying 4 - 2 of case 1, packing 5 - 2 of case 1 and 3 - 2 of case 2; the 5 of complaint a start 2 : 3 there
        (None, {"Purchasing": 2, "Warehouse": 4}, {"Purchasing": 2, "Warehouse": 3 + 7 + 11}),
        # case 1 alone; of complaint b the cost counts, though it names no case
        (("category", "late"), {"Purchasing": 2, "Warehouse": 3}, {"Purchasing": 2, "Warehouse": 3 + 7}),
        # no case of an invoice is known
        (("category", "invoice"), {}, {"Purchasing": 0, "Warehouse": 11}),
        # cases 1 and 3 went through Purchasing, all their stages; what starts there
        (("sector", "Purchasing"), {"Purchasing": 2, "Warehouse": 3}, {"Purchasing": 2, "Warehouse": 0}),
        (("category", "unknown"), {}, {"Purchasing": 0, "Warehouse": 0}),
    ],
)
def test_chosen_cases_are_the_only_ones_looked_at(late_house, cases, over, amounts):
    chosen = Selection(cases=cases)
    rows = late_house.read("stage_overrun", 1, chosen)
    assert dict(zip(rows.sector, rows.overrun_hours)) == over
    sectors = late_house.read("chain_sector", 1, chosen)
    assert dict(zip(sectors.sector, sectors.amount)) == amounts
    through = dict(zip(sectors.sector, sectors.amount_through))
    assert through["Warehouse"] == amounts["Purchasing"]


def test_rows_behind_chosen_cases_are_theirs(late_house):
    chosen = Selection(cases=("category", "late"), where={"sector": "Warehouse"})
    assert late_house.trace("stage_overrun", 1, chosen)[["row", "amount"]].values.tolist() == [[3, 3]]
    assert late_house.trace("chain_sector", 1, chosen)[["row", "amount"]].values.tolist() == [[2, 3], [3, 7]]
    assert late_house.trace("stage_time", 1, chosen).row.tolist() == [3]
    assert late_house.read("chain_case", 1, Selection(cases=("sector", "Purchasing"))).case_id.tolist() == ["1", "3"]


def test_what_late_cases_and_hand_overs_say_adds_up_to_their_rows(late_house):
    # packing of case 1 was handed over by Purchasing; 5 hours
    found = late_house.trace("hand_over", 1, Selection(where={"given_by": "Purchasing", "sector": "Warehouse"}))
    assert found[["row", "amount"]].values.tolist() == [[3, 5]]
    # slack 0: case 1 is 2/5 Purchasing's, 3/5 the Warehouse's, case 2 all of the Warehouse's
    rows = late_house.read("joint_lateness", 1).set_index("sector")
    assert rows.late_cases.astype(float).to_dict() == {"Purchasing": 0.4, "Warehouse": 1.6}
    found = late_house.trace("joint_lateness", 1, Selection(where={"sector": "Warehouse"}))
    assert [(row, float(amount)) for row, amount in found[["row", "amount"]].values] == [(3, 0.6), (4, 1)]
