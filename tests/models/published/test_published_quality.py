"""Somebody else's numbers for quality, comparison and discounting: each method against a printed result."""

import pytest
from handmade import assume, empty_house, put
from test_figures import repeated

from models.engine.engine import Engine
from models.engine.selection import Selection

MONTHLY_TEN_PERCENT = str(1.1**12 - 1)
START, LEFT, DAY = "2024-01-01", "2024-01-20", "2024-01-10"


def compared(strata: dict[str, tuple[int, int, int, int]], **assumptions: object) -> Engine:
    """Return an engine over customers by segment: exposed, of them left, comparable, of them left,
    all within a month."""
    customers, complaints = [], []
    for segment, (exposed, exposed_left, comparable, comparable_left) in strata.items():
        row = {"customer_id": "c{n}", "started_on": START, "segment": segment}
        first = sum(group["times"] for group in customers)
        customers += [
            {**row, "times": exposed_left, "ended_on": LEFT},
            {**row, "times": exposed - exposed_left},
            {**row, "times": comparable_left, "ended_on": LEFT},
            {**row, "times": comparable - comparable_left},
        ]
        complaints += [
            {"complaint_id": f"k{n}", "customer_id": f"c{n}", "opened_on": DAY} for n in range(first, first + exposed)
        ]
    house = empty_house()
    put(house, "customers", repeated(customers))
    put(house, "complaints", complaints)
    assume(house, {"effect_months": 1, "as_of": "2024-02-20", **assumptions})
    return Engine(house)


def test_cost_of_quality_of_the_textbook_company():
    """Benton, Purchasing and Supply Chain Management:
    540,000 + 162,000 + 114,750 + 533,250 on sales of 8,100,000 are 16.67 %."""
    house = empty_house()
    put(
        house,
        "sector_costs",
        [
            {"sector": "Plant", "month": "2025-01-01", "purpose": purpose, "amount": amount}
            for purpose, amount in (("prevention", 540_000), ("appraisal", 162_000), ("internal_failure", 114_750))
        ],
    )
    put(house, "complaints", [{"complaint_id": "1", "opened_on": "2025-01-31", "rework_cost": 533_250}])
    put(house, "transactions", [{"transaction_id": "t", "date": "2025-01-31", "revenue": 8_100_000}])
    engine = Engine(house)
    parts = engine.read("cost_of_quality", 1).set_index("category").amount
    assert parts.iloc[:4].tolist() == [540_000, 162_000, 114_750, 533_250]
    total = engine.read("cost_of_quality_total", 1).iloc[0]
    assert total.amount == 1_350_000 and round(100 * total.share_of_revenue, 2) == 16.67


def test_unused_capacity_of_the_customer_service_department():
    """Kaplan & Anderson 2004: 700,000 minutes for 560,000, 578,600 of them used: 121,400 unused minutes cost 97,120."""
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
    put(house, "complaints", [{"complaint_id": "1", "opened_on": "2025-03-31"}])
    put(house, "complaint_work", [{"complaint_id": "1", "sector": "Service", "minutes": 578_600}])
    row = Engine(house).read("capacity_month", 1).iloc[0]
    assert float(row.unused_hours) * 60 == pytest.approx(121_400, abs=1e-3)
    assert float(row.unused_cost) == pytest.approx(97_120, abs=1e-3)


def test_cash_flows_of_the_credit_card_pattern():
    """Reichheld & Sasser 1990: −51 now, then 30, 42, 44, 49, 55 at 10 % a year are worth 111.66."""
    house = empty_house()
    put(house, "customers", [{"customer_id": "a", "tenure_months": 1, "has_left": False, "monthly_margin": 1}])
    engine = Engine(house)
    worth = [0.0]
    for months in range(1, 7):
        given = {"horizon_months": str(months), "discount_rate": MONTHLY_TEN_PERCENT}
        worth.append(
            engine.read(
                "staying_multiple", 1, Selection(where={"segment": "all", "tenure_months": 0}, overrides=given)
            ).new_customer[0]
        )
    factors = [later - earlier for earlier, later in zip(worth, worth[1:])]
    assert round(sum(f * flow for f, flow in zip(factors, (-51, 30, 42, 44, 49, 55))), 2) == 111.66


def test_standardisation_reverses_the_crude_comparison_of_kidney_stones():
    """Charig et al. 1986: open surgery 81/87 and 192/263, through the skin 234/270 and 55/80;
    small and large stones apart."""
    engine = compared({"small": (87, 81, 270, 234), "large": (263, 192, 80, 55)})
    crude = engine.read("crude_difference", 1, Selection(where={"segment": "all"})).iloc[0]
    assert round(100 * crude.difference, 2) == -4.57
    strata = engine.read("stratum_risk", 1)
    people = strata.exposed + strata.comparable
    standardised = [(strata[risk] * people).sum() / people.sum() for risk in ("risk_exposed", "risk_comparable")]
    assert [round(one, 4) for one in standardised] == [0.8325, 0.7789]
    assert round(100 * (standardised[0] - standardised[1]), 2) == 5.37
    # among the exposed themselves the sign is turned too
    assert engine.read("avoidable_churn_total", 1).avoidable[0] > 0


@pytest.mark.parametrize("exposed, unexposed, share", [(140, 10, 92.9), (669, 413, 38.3)])
def test_attributable_fraction(exposed, unexposed, share):
    """Gordis, Epidemiology: deaths of smokers and others, 140 against 10 and 669 against 413:
    92.9 % and 38.3 % are due to it."""
    row = compared({"all of them": (1000, exposed, 1000, unexposed)}).read("avoidable_churn", 1).iloc[0]
    assert round(100 * row.avoidable / row.complained_left, 1) == share


def test_range_of_a_share():
    """Newcombe 1998, Statistics in Medicine 17:857, score method: 81 of 263 lie between .2553 and .3662."""
    row = (
        compared({"a": (263, 81, 10, 1)}, interval_level=0.95)
        .read("crude_difference", 1, Selection(where={"segment": "a"}))
        .iloc[0]
    )
    assert [round(row.complained_low, 4), round(row.complained_high, 4)] == [0.2553, 0.3662]


def test_range_of_a_difference():
    """Newcombe 1998, Statistics in Medicine 17:873, method 10: 56/70 − 48/80 lies between .0524 and .3339."""
    row = (
        compared({"a": (70, 56, 80, 48)}, interval_level=0.95)
        .read("crude_difference", 1, Selection(where={"segment": "a"}))
        .iloc[0]
    )
    assert round(row.difference, 4) == 0.2
    assert [round(row.low, 4), round(row.high, 4)] == [0.0524, 0.3339]


def test_three_parts_of_all_who_left():
    """ledger.md's stratum of 1,000: 100 complained/32 left, 900/124, 300 of them silent at .20:
    106.667 + 28 + 21.333 = 156."""
    engine = compared({"a": (100, 32, 900, 124)}, include_assumed="yes", silent_share=1 / 3, silent_risk_ratio=1.875)
    row = engine.read("loyalty_balance", 1).iloc[0]
    parts = [float(row.baseline), float(row.silent), float(row.complaint_excess)]
    assert [round(part, 3) for part in parts] == [106.667, 28.0, 21.333] and float(row.left_in_all) == 156
    # the same 300 at .20 are 1.875 times as likely to leave as the 600 content ones
    assert 0.20 / ((124 - 300 * 0.20) / 600) == pytest.approx(1.875)
    assert engine.read("reconciliation", 1).holds.all()
