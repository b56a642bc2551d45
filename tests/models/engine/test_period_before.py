"""A figure beside the period before: by hand, and read from a smaller figure just as from itself."""

import pandas as pd
import pytest
from handmade import empty_house, put

from models.comparison.periods import compare_with_period_before
from models.engine.engine import Engine
from models.engine.selection import Selection

COSTS = [
    ("2025-01-10", "Kitchen", "70.00", "home"),
    ("2025-02-10", "Kitchen", "0.30", "home"),
    ("2025-02-11", "Delivery", "40.10", "firm"),
    ("2025-03-12", "Kitchen", "10.20", "home"),
    ("2025-03-31", "Delivery", "20.00", "firm"),
]
COST = "dissatisfaction_cost"


@pytest.fixture(scope="module")
def engine():
    house = empty_house()
    put(
        house,
        "customers",
        [{"customer_id": name, "started_on": "2024-01-01", "segment": name} for name in ("home", "firm")],
    )
    put(
        house,
        "complaints",
        [
            {
                "complaint_id": str(place),
                "opened_on": day,
                "sector": sector,
                "compensation": amount,
                "customer_id": customer,
            }
            for place, (day, sector, amount, customer) in enumerate(COSTS)
        ],
    )
    return Engine(house)


def test_a_month_stands_beside_the_month_before(engine):
    selection = Selection(("2025-03", "2025-03"))
    rows = compare_with_period_before(engine, "overview_total", [COST], 1, selection, "sector_sum")
    # March: 10.20 + 20.00 = 30.20; February: 0.30 + 40.10 = 40.40
    assert rows[[COST, f"{COST}_before"]].values.tolist() == [[30.2, 40.4]]
    assert rows[f"{COST}_change_share"][0] == pytest.approx(-10.2 / 40.4)


def test_where_the_data_do_not_reach_back_nothing_stands_beside(engine):
    selection = Selection(("2025-01", "2025-03"))
    rows = compare_with_period_before(engine, "overview_total", [COST], 1, selection, "sector_sum")
    # 70.00 + 0.30 + 40.10 + 10.20 + 20.00; the three months before begin in October 2024
    assert rows[COST][0] == 140.6
    assert rows[[f"{COST}_before", f"{COST}_change", f"{COST}_change_share"]].isna().all(axis=None)


@pytest.mark.parametrize("name", ["sector_overview", "overview_total"])
@pytest.mark.parametrize("period", [("2025-03", "2025-03"), ("2025-02", "2025-02"), ("2025-01", "2025-03")])
@pytest.mark.parametrize("choice", [{}, {"sectors": ("Kitchen",)}, {"segments": ("firm",)}])
def test_the_sums_by_sector_say_the_same_of_the_period_before(engine, name, period, choice):
    selection = Selection(period, **choice)
    whole = compare_with_period_before(engine, name, [COST], 1, selection)
    summed = compare_with_period_before(engine, name, [COST], 1, selection, "sector_sum")
    pd.testing.assert_frame_equal(summed, whole, check_exact=True)
