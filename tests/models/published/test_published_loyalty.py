"""Somebody else's numbers on loyalty: fitted retention, renewals, cash flows, the best split, capacity."""

import pytest
from handmade import assume, empty_house, put

from models.engine.engine import Engine
from models.engine.selection import Selection

# one period of the published example is one month here, so its interest is a month's
TEN_PERCENT_A_MONTH = str(1.1**12 - 1)
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]


def cohort(survivors: list[int]) -> list[dict]:
    """Return customers of whom so many are there after 0, 1, 2 … renewals; the last ones are still there."""
    customers = []
    for period, (before, after) in enumerate(zip(survivors, survivors[1:])):
        customers += [{"tenure_months": period, "has_left": True}] * (before - after)
    customers += [{"tenure_months": len(survivors) - 2, "has_left": False}] * survivors[-1]
    return [{"customer_id": f"c{number}", "monthly_margin": 1, **row} for number, row in enumerate(customers)]


def engine_with(assumptions: dict, **rows: list[dict]) -> Engine:
    house = empty_house()
    for dataset, stored in rows.items():
        put(house, dataset, stored)
    assume(house, assumptions)
    return Engine(house)


@pytest.mark.parametrize(
    "survivors, alpha, beta, likelihood",
    [
        (REGULAR, 0.704, 1.182, -1.680),
        (HIGH_END, 0.668, 3.806, -1.611),
    ],
)
def test_shifted_beta_geometric_of_two_groups_of_customers(survivors, alpha, beta, likelihood):
    """Fader & Hardie 2007: alpha, beta and log-likelihood a customer (a preprint prints .688 for High End: a typo)."""
    engine = engine_with({"fitted_tail": "yes"}, customers=cohort(survivors))
    fit = engine.read("fitted_retention", 1, Selection(where={"segment": "all"})).iloc[0]
    assert (round(fit.alpha, 3), round(fit.beta, 3)) == (alpha, beta)
    assert round(fit.log_likelihood / fit.customers, 3) == likelihood


def test_projected_survival_of_the_high_end_customers():
    """Fader & Hardie 2007: survival after 8 to 12 renewals; month 7 of tenure ends with the eighth."""
    engine = engine_with({"fitted_tail": "yes"}, customers=cohort(HIGH_END))
    curve = engine.read("fitted_curve", 1, Selection(where={"segment": "all", "month": [7, 8, 9, 10, 11]}))
    assert curve.retention.round(3).tolist() == [0.460, 0.436, 0.414, 0.395, 0.378]


def test_residual_lifetime_of_a_customer_with_seven_renewals():
    """Fader & Hardie: 7.530 just before the eighth renewal at 10 %; one saved there renews for certain: 7.530 / r₈."""
    assumptions = {"fitted_tail": "yes", "discount_rate": TEN_PERCENT_A_MONTH}
    row = (
        engine_with(assumptions, customers=cohort(HIGH_END))
        .read("renewal_value", 1, Selection(where={"segment": "all", "renewals": 7}))
        .iloc[0]
    )
    assert round(row.derl, 3) == 7.530
    # r₈ = (β + 7) / (α + β + 7) = 10.806 / 11.474
    assert row.saved == pytest.approx(7.5296 / (10.806 / 11.474), abs=1e-3)


def test_cash_flows_of_a_customer_who_stays():
    """Reichheld & Sasser 1990: −51 for the card, then 30, 42, 44, 49 and 55 a year: 111.66 at 10 %."""
    sales = [
        {"transaction_id": str(year), "date": f"{year}-01-01", "customer_id": "a", "revenue": 100, "margin": margin}
        for year, margin in zip(range(2019, 2024), (30, 42, 44, 49, 55))
    ]
    engine = engine_with(
        {"as_of": "2024-01-01", "discount_rate": "0.10"},
        customers=[{"customer_id": "a", "started_on": "2019-01-01"}],
        transactions=sales,
        acquisition_spend=[{"month": "2019-01-01", "channel": "mail", "amount": 51}],
    )
    flow = engine.read("customer_cash_flow", 1)
    assert flow.amount.astype(float).tolist() == [-51, 30, 42, 44, 49, 55]
    assert round(float(flow.cumulative.iloc[-1]), 2) == 111.66


def test_best_split_of_winning_and_keeping():
    """Blattberg & Deighton 1996 as in the ledger: M 50, d .15;
    .15 won at 5 of at most .40, .40 kept at 10 of at most .70."""
    point = {
        "keep_spend": 10,
        "keep_share": 0.4,
        "keep_ceiling": 0.7,
        "win_spend": 5,
        "win_share": 0.15,
        "win_ceiling": 0.4,
    }
    # 50 a year is 4.166667 a month
    engine = engine_with(
        {**point, "discount_rate": 0.15},
        customers=[{"customer_id": "a", "tenure_months": 1, "monthly_margin": "4.166667"}],
    )
    sides = engine.read("best_split", 1).set_index("side")
    keep, win = sides.loc["keep"], sides.loc["win"]
    assert (round(float(keep.best_spend), 4), round(keep.best_share, 5)) == (16.0755, 0.52071)
    assert float(win.best_spend) == pytest.approx(9.64132, abs=1e-5)
    for side in (keep, win):
        assert round(float(side.best_value), 4) == round(float(side.best_marginal_cost), 4) == 65.8273


def test_unused_capacity_of_the_customer_service_department():
    """Kaplan & Anderson 2004: of 700,000 minutes 578,600 were used, 462,880; 121,400 were not, 97,120."""
    minutes = {"orders": 49000 * 8, "enquiries": 1400 * 44, "checks": 2500 * 50}
    engine = engine_with(
        {"as_of": "2025-03-31"},
        sector_costs=[
            {
                "sector": "Service",
                "month": "2025-03-01",
                "purpose": "running",
                "amount": 560000,
                "practical_hours": "11666.6666666667",
            }
        ],
        complaints=[{"complaint_id": name, "opened_on": "2025-03-31"} for name in minutes],
        complaint_work=[
            {"complaint_id": name, "sector": "Service", "minutes": spent} for name, spent in minutes.items()
        ],
    )
    row = engine.read("capacity_use", 1, Selection(where={"sector": "all"})).iloc[0].astype(float, errors="ignore")
    assert float(row.used_hours) * 60 == pytest.approx(578_600, abs=1e-6)
    assert float(row.unused_hours) * 60 == pytest.approx(121_400, abs=1e-6)
    assert float(row.used_cost) == pytest.approx(462_880, abs=0.001)
    assert float(row.unused_cost) == pytest.approx(97_120, abs=0.001)
    assert row.used_cost + row.unused_cost == row.running_cost == 560_000
