"""Somebody else's numbers: each method against a result printed where it was published."""

import csv

import pytest
from handmade import assume, empty_house, put
from paths import SHARED

from models.engine.engine import Engine
from models.engine.selection import Selection

TELCO = SHARED / "data" / "telco"
MONTHLY_TEN_PERCENT = str(1.1**12 - 1)


def engine_of(customers: list[dict], **assumptions: str) -> Engine:
    house = empty_house()
    put(house, "customers", customers)
    assume(house, assumptions)
    return Engine(house)


def people(tenures: list[tuple[int, bool]], **more: object) -> list[dict]:
    return [
        {"customer_id": f"c{n}", "tenure_months": t, "has_left": left, **more} for n, (t, left) in enumerate(tenures)
    ]


def test_kaplan_meier_of_the_leukaemia_trial():
    """Freireich et al. 1963, 6-MP arm: weeks of remission, + still in remission."""
    relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    engine = engine_of(people([(t, True) for t in relapsed] + [(t, False) for t in censored]))
    rows = engine.read("retention_curve", 1, Selection(where={"segment": "all", "month": [6, 7, 10, 13, 16, 22, 23]}))
    assert rows.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert rows.left_count.tolist() == [3, 1, 1, 1, 1, 1, 1]
    assert rows.retention.round(3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]


@pytest.mark.parametrize("retention, multiple", [(0.6, 1.20), (0.7, 1.75), (0.8, 2.67), (0.9, 4.50)])
def test_margin_multiples_of_constant_retention(retention, multiple):
    """Gupta & Lehmann 2003: r / (1 + i − r) at i = 10 %, first margin a period ahead,
    so one period's interest is taken off."""
    left = round(10 * (1 - retention))
    engine = engine_of(
        people([(0, True)] * left + [(0, False)] * (10 - left), monthly_margin=1),
        discount_rate=MONTHLY_TEN_PERCENT,
        horizon_months="240",
    )
    value = float(engine.read("customer_value", 1, Selection(where={"segment": "all"})).value[0])
    assert round(value / 1.1, 2) == multiple


def test_constant_retention_lifetime_value():
    """Margin 150, retention .55, interest 10 %: 150 when the first margin comes a period ahead;
    at once, the first adds 150."""
    engine = engine_of(
        people([(0, True)] * 9 + [(0, False)] * 11, monthly_margin=150),
        discount_rate=MONTHLY_TEN_PERCENT,
        horizon_months="240",
    )
    new = float(engine.read("customer_value", 1, Selection(where={"segment": "all"})).value[0])
    assert new / 1.1 == pytest.approx(150, abs=1e-5)
    # the same customer, still there at month 0, is worth the margin of that month and 150 more
    staying = engine.read("staying_multiple", 1, Selection(where={"segment": "all", "tenure_months": 0})).staying[0]
    assert 150 * staying == pytest.approx(150 + 150, abs=1e-5)


def test_time_driven_cost_of_the_customer_service_department():
    """Kaplan & Anderson 2004: 49,000 orders of 8, 1,400 enquiries of 44,
    2,500 checks of 50 minutes at 0.80 a minute."""
    house = empty_house()
    put(
        house,
        "sector_costs",
        [
            {
                "sector": "Service",
                "month": "2025-03-01",
                "purpose": "running",
                "amount": 560000,
                "practical_hours": "11666.6666666667",
            }
        ],
    )
    minutes = {"orders": 49000 * 8, "enquiries": 1400 * 44, "checks": 2500 * 50}
    put(house, "complaints", [{"complaint_id": name, "opened_on": "2025-03-31"} for name in minutes])
    put(house, "complaint_work", [{"complaint_id": n, "sector": "Service", "minutes": m} for n, m in minutes.items()])
    columns, rows = Engine(house).rows("handling", 1)
    assert sum(minutes.values()) == 578_600
    assert float(sum(row[columns.index("amount")] for row in rows)) == pytest.approx(462_880, abs=0.001)


@pytest.fixture(scope="module")
def telco():
    if not TELCO.exists():
        pytest.skip("a telephone company's customers, without ../shared/data/telco")
    with next(TELCO.glob("*.csv")).open(encoding="utf-8-sig", newline="") as file:
        rows = [
            {
                "customer_id": row["customerID"],
                "tenure_months": row["tenure"],
                "has_left": row["Churn"] == "Yes",
                "segment": row["Contract"],
                "monthly_margin": row["MonthlyCharges"],
            }
            for row in csv.DictReader(file)
        ]
    return engine_of(rows, horizon_months="60", discount_rate=str(1.01**12 - 1))


def test_retention_of_the_telephone_company(telco):
    curve = telco.read("retention_curve", 1).set_index(["segment", "month"])
    pooled = curve.loc["all"]
    assert (pooled.at_risk[0], pooled.left_count.sum()) == (7043, 1869)
    assert pooled.retention[[12, 24, 36, 60, 72]].round(4).tolist() == [0.8432, 0.7887, 0.7485, 0.6644, 0.5928]
    assert pooled.loc[12, ["low", "high"]].round(4).tolist() == [0.8342, 0.8518]
    by_contract = {
        "Month-to-month": [0.7031, 0.5859, 0.2972],
        "One year": [0.9908, 0.9783, 0.8318],
        "Two year": [1, 1, 0.9862],
    }
    for segment, expected in by_contract.items():
        assert curve.loc[segment].retention[[12, 24, 60]].round(4).tolist() == expected


def test_value_of_the_telephone_company(telco):
    row = telco.read("customer_value", 1, Selection(where={"segment": "all"})).iloc[0]
    assert round(row.monthly_margin, 4) == 64.7617
    assert round(row.value, 2) == 2332.10
