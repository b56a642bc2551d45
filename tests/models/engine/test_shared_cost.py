"""Sharing a cost loses nothing, a lost customer counts once, and a seed moves ranges only."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pytest
from handmade import assume, empty_house, put
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from test_against_plain_loops import made_up
from test_figures import repeated

from models.engine import build
from models.engine.engine import Engine
from models.engine.selection import Selection

money = some.decimals(min_value=0, max_value=10**7, places=2) | some.decimals(min_value=0, max_value=1, places=6)
sectors = some.sampled_from(["Kitchen", "Delivery", "Sales", "Legal"])


def within_one(shares: list[tuple]) -> Iterator[tuple]:
    """Yield the shares in millionths, each cut to what the others left of the whole, as the upload demands."""
    left = defaultdict(lambda: 10**6)
    for complaint, sector, part in shares:
        part = min(part, left[complaint])
        left[complaint] -= part
        yield complaint, sector, part


@pytest.mark.long
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    paid=some.lists(some.tuples(money, sectors, sectors), min_size=1, max_size=8),
    shares=some.lists(
        some.tuples(some.integers(0, 7), sectors, some.integers(0, 10**6)), max_size=12, unique_by=lambda s: s[:2]
    ),
)
def test_sharing_loses_nothing_along_any_margin(paid, shares):
    house = empty_house()
    put(
        house,
        "complaints",
        [
            {
                "complaint_id": str(n),
                "opened_on": f"2025-0{n % 3 + 1}-28",
                "compensation": amount,
                "paid_by": payer,
                "sector": sector,
            }
            for n, (amount, payer, sector) in enumerate(paid)
        ],
    )
    put(
        house,
        "complaint_shares",
        [
            {"complaint_id": str(n), "sector": sector, "share": Decimal(part) / 10**6}
            for n, sector, part in within_one(shares)
            if n < len(paid)
        ],
    )
    assume(house, {"as_of": "2025-12-31"})
    engine = Engine(house)
    columns, rows = engine.rows("ledger", 1)
    total, place = sum(amount for amount, _, _ in paid), columns.index("amount")
    for margin in ("caused_by", "incurred_by", "component", "month"):
        sums = defaultdict(Decimal)
        for row in rows:
            sums[row[columns.index(margin)]] += row[place]
        assert sum(sums.values()) == total
    assert engine.read("reconciliation", 1).holds.all()


# Avoidable churn -----------------------------------------------------------------------------


def lost_ground() -> list[dict]:
    """Return 40 exposed of whom 20 leave and 60 comparable of whom 6 leave, all within a month."""
    start = {"started_on": "2024-01-01", "monthly_margin": 100, "customer_id": "c{n}"}
    groups = [
        {"times": 20, "ended_on": "2024-01-20"},
        {"times": 20},
        {"times": 6, "ended_on": "2024-01-20"},
        {"times": 54},
    ]
    return repeated([{**start, **group} for group in groups])


@pytest.mark.parametrize("basis, amount", [("residual_margin", 100), ("replacement", 250), ("lower_of", 100)])
def test_a_lost_customer_is_counted_once_on_the_chosen_basis(basis, amount):
    house = empty_house()
    put(house, "customers", lost_ground())
    put(
        house,
        "complaints",
        repeated([{"times": 40, "complaint_id": "k{n}", "customer_id": "c{n}", "opened_on": "2024-01-10"}]),
    )
    put(house, "acquisition_spend", [{"month": "2024-01-01", "channel": "(no channel)", "amount": 25000}])
    assume(house, {"effect_months": 1, "horizon_months": 1, "as_of": "2024-02-20", "loss_basis": basis})
    # 40 × (20/40 − 6/60) = 16 customers; a month's margin is 100, winning one cost 25,000 / 100 = 250
    cost = Engine(house).read("sector_overview", 1)
    assert cost.customers_lost[0] == pytest.approx(16)
    assert cost.dissatisfaction_cost[0] == pytest.approx(16 * amount)


def test_without_any_margin_customers_are_lost_but_no_amount():
    house = empty_house()
    put(
        house,
        "customers",
        [{name: value for name, value in row.items() if name != "monthly_margin"} for row in lost_ground()],
    )
    put(
        house,
        "complaints",
        repeated([{"times": 40, "complaint_id": "k{n}", "customer_id": "c{n}", "opened_on": "2024-01-10"}]),
    )
    assume(house, {"effect_months": 1, "as_of": "2024-02-20"})
    row = Engine(house).read("sector_overview", 1).iloc[0]
    assert row.customers_lost == pytest.approx(16) and row.loyalty_lost != row.loyalty_lost


def test_another_seed_draws_another_range_around_the_same_number():
    house = empty_house()
    put(house, "customers", lost_ground())
    put(
        house,
        "complaints",
        repeated([{"times": 40, "complaint_id": "k{n}", "customer_id": "c{n}", "opened_on": "2024-01-10"}]),
    )
    assume(house, {"effect_months": 1, "as_of": "2024-02-20"})
    engine = Engine(house)
    one, two = (
        engine.read("avoidable_churn_total", 1, Selection(overrides={"resampling_seed": seed})).iloc[0]
        for seed in ("1", "2")
    )
    assert one.avoidable == two.avoidable == pytest.approx(16)
    assert one.low != two.low and one.low == pytest.approx(two.low, abs=1.5)
    # what one customer adds: left − 0.1 if exposed (Σ² = 20 × 0.81 + 20 × 0.01 = 16.4), −40/60 × (left − 0.1) if not
    # (Σ² = 2.4); variance of the drawn sum = 16.4 + 2.4 − 16² / 100 = 16.24; the range is 2 × 1.645 × 4.03 = 13.26 wide
    assert one.high - one.low == pytest.approx(13.26, rel=0.1)


@pytest.mark.long
def test_worked_out_again_every_figure_is_the_same_to_the_last_digit():
    people, complaints = made_up(4)
    house = empty_house()
    put(house, "customers", people)
    put(house, "complaints", complaints)
    assume(house, {"effect_months": 3, "as_of": "2024-12-31"})
    engine = Engine(house)
    names = [header.name for header in engine.figures()]
    first = {name: engine.rows(name, 1)[1] for name in names}
    build.drop(house.cursor(), engine.build(1))
    house.execute("set threads = 1")
    again = {name: engine.rows(name, 1)[1] for name in names}
    assert [name for name in names if first[name] != again[name]] == []
