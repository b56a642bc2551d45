"""Figures on loyalty and winning that hold for any data: against a second way of working them out, and at the edges."""

import random
from datetime import date, timedelta

import numpy
import pytest
from handmade import assume, empty_house, put

from models.acquisition.response import Response, best_keeping, value_of
from models.engine.engine import Engine
from models.engine.selection import Selection

SECTORS = ("Kitchen", "Delivery", "Billing")
CHANNELS = ("search", "fair", "shop", None)
AS_OF = date(2024, 12, 31)


def organisation(seed: int, customers: int = 600) -> dict[str, list[dict]]:
    """Return customers, complaints, spend and sales made up at random; who complains leaves more often."""
    chance = random.Random(seed)
    found = {"customers": [], "complaints": [], "acquisition_spend": [], "transactions": []}
    for number in range(customers):
        start = date(2022, 1, 1) + timedelta(days=chance.randrange(900))
        complained = start + timedelta(days=chance.randrange(400)) if chance.random() < 0.5 else None
        end = start + timedelta(days=chance.randrange(1, 1500))
        if complained and chance.random() < 0.3:
            end = complained + timedelta(days=chance.randrange(1, 90))
        found["customers"].append(
            {
                "customer_id": f"c{number}",
                "started_on": start,
                "ended_on": end if end < AS_OF else None,
                "segment": chance.choice("ab"),
                "channel": chance.choice(CHANNELS),
                "monthly_margin": chance.choice([10, 20, None]),
            }
        )
        if complained:
            found["complaints"].append(
                {
                    "complaint_id": f"k{number}",
                    "customer_id": f"c{number}",
                    "opened_on": complained,
                    "sector": chance.choice(SECTORS),
                    "compensation": chance.choice([5, 10, None]),
                }
            )
        for place in range(chance.choice([0, 1, 3])):
            sold = start + timedelta(days=chance.randrange(700))
            found["transactions"].append(
                {
                    "transaction_id": f"t{number}-{place}",
                    "date": sold,
                    "customer_id": f"c{number}",
                    "revenue": 50,
                    "margin": 9,
                }
            )
    for month in (1, 2, 5, 6, 12):
        found["acquisition_spend"] += [
            {"month": f"2023-{month:02d}-01", "channel": channel, "amount": 100 * month}
            for channel in ("search", "fair")
        ]
    return found


def engine_of(rows: dict[str, list[dict]], **assumptions: object) -> Engine:
    house = empty_house()
    for dataset, stored in rows.items():
        put(house, dataset, stored)
    assume(house, {"as_of": AS_OF, "effect_months": 3, **assumptions})
    return Engine(house)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(organisation(1))


@pytest.mark.parametrize("lag", [0, 1, 5])
def test_each_lag_is_the_cost_of_winning_with_that_lag_assumed(engine, lag):
    columns = ["channel", "spend", "new_customers", "cac"]
    by_lag = engine.read("acquisition_by_lag", 1, Selection(where={"lag_months": lag}))[columns]
    assumed = engine.read("acquisition_cost", 1, Selection(overrides={"acquisition_lag_months": str(lag)}))[columns]
    assert len(by_lag) > 3
    assert by_lag.astype(str).values.tolist() == assumed.astype(str).values.tolist()


def test_places_are_counted_over_the_draws_of_the_ranges(engine):
    cube, drawn = engine.read("ledger_cube", 1), engine.read("churn_draw", 1)
    booked = cube[cube.component != "avoidable_churn"].groupby("caused_by").amount.sum().astype(float)
    table = drawn.groupby(["draw", "sector"]).amount.sum().unstack().fillna(0)[list(SECTORS)] + booked[list(SECTORS)]
    largest = table.idxmax(axis=1).value_counts(normalize=True)
    places = table.rank(axis=1, ascending=False)
    seen = engine.read("sector_rank", 1).set_index("sector")
    assert seen.largest_share.sum() == pytest.approx(1)
    assert 0 < seen.largest_share.max() < 1
    for sector in SECTORS:
        assert seen.largest_share[sector] == pytest.approx(largest.get(sector, 0))
        low, high = (
            numpy.percentile(places[sector], share, method=how) for share, how in ((5, "lower"), (95, "higher"))
        )
        assert (seen.place_low[sector], seen.place_high[sector]) == (low, high)


def test_places_of_chosen_sectors_are_counted_among_them(engine):
    seen = engine.read("sector_rank", 1, Selection(sectors=("Kitchen", "Billing")))
    assert sorted(seen.place) == [1, 2] and seen.largest_share.sum() == pytest.approx(1)


@pytest.mark.parametrize("as_of, any_incomplete", [(date(2024, 12, 31), False), (date(2024, 11, 30), True)])
def test_cohorts_count_whole_months_as_plainly(engine, as_of, any_incomplete):
    """At the end of a quarter every quarter before it is whole; a month earlier its last starts are missing."""
    rows = engine.read("cohort_retention", 1, Selection((None, f"{as_of:%Y-%m}"), where={"segment": "all", "month": 9}))
    people = organisation(1)["customers"]
    for row in rows.itertuples():
        quarter = [one for one in people if _quarter(one["started_on"]) == _quarter(row.cohort)]
        seen = [one for one in quarter if _months(one["started_on"], as_of) >= 9]
        kept = [one for one in seen if _months(one["started_on"], min(one["ended_on"] or as_of, as_of)) >= 9]
        assert (row.customers, row.observed, row.kept) == (len(quarter), len(seen), len(kept))
        assert row.incomplete == (len(seen) < len(quarter))
    assert rows.incomplete.any() == any_incomplete and not rows.incomplete.all()


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def _months(first: date, last: date) -> int:
    return last.year * 12 + last.month - first.year * 12 - first.month - (last.day < first.day)


def test_a_point_of_retention_never_takes_value_and_five_are_worth_more_than_one(engine):
    worth = engine.read("retention_worth", 1).set_index(["segment", "points"])
    for segment in ("a", "b", "all"):
        one, five = worth.loc[(segment, 1)], worth.loc[(segment, 5)]
        assert 0 < one.gain < five.gain and 0 < one.total_gain < five.total_gain
    totals = [worth.loc[(segment, 5)].total_raised for segment in ("a", "b", "all")]
    assert totals[0] + totals[1] == pytest.approx(totals[2])


def test_the_points_are_points_of_a_year(engine):
    raised = (
        engine.read("retention_raised", 1, Selection(where={"segment": "all", "month": [11, 23]}))
        .set_index(["points", "month"])
        .retention
    )
    curve = (
        engine.read("retention_extended", 1, Selection(where={"segment": "all", "month": [11, 23]}))
        .set_index("month")
        .retention
    )
    for points in (1, 5):
        assert raised[points, 11] == pytest.approx(curve[11] + points / 100)
        assert raised[points, 23] / raised[points, 11] == pytest.approx(curve[23] / curve[11] + points / 100)


def test_observed_and_projected_value_are_the_whole(engine):
    for row in engine.read("customer_value", 1).itertuples():
        assert row.total_observed + row.total_projected == pytest.approx(row.total_value)
        assert 0 < row.total_observed < row.total_value


def test_the_fitted_tail_takes_over_where_the_switch_says_so(engine):
    plain = engine.read("retention_extended", 1, Selection(where={"segment": "all"}))
    fitted = engine.read("retention_extended", 1, Selection(where={"segment": "all"}, overrides={"fitted_tail": "yes"}))
    assert not plain.fitted.any() and fitted.fitted.equals(fitted.projected)
    seen = ~plain.projected
    assert plain.retention[seen].tolist() == fitted.retention[seen].tolist()
    assert plain.retention[~seen].tolist() != fitted.retention[~seen].tolist()
    assert (fitted.retention.diff().dropna() <= 0).all()
    # segments a and b have fewer than 500 customers each
    assert engine.read("fitted_retention", 1, Selection(overrides={"fitted_tail": "yes"})).segment.tolist() == ["all"]
    assert not engine.read(
        "retention_extended", 1, Selection(where={"segment": "a"}, overrides={"fitted_tail": "yes"})
    ).fitted.any()


@pytest.mark.parametrize("leaving", [0.02, 0.2])
def test_a_fit_finds_a_rate_of_leaving_that_is_the_same_for_everybody(leaving):
    """Without differences between customers the curve is geometric: after ten months (1 − rate)^10."""
    left, customers, there = [], [], 100_000
    for month in range(12):
        gone = round(there * leaving)
        left += [(month, True, gone)]
        there -= gone
    for month, has_left, times in [*left, (11, False, there)]:
        customers += [{"tenure_months": month, "has_left": has_left}] * (times // 50)
    rows = [{"customer_id": f"c{number}", **row} for number, row in enumerate(customers)]
    curve = engine_of({"customers": rows}, fitted_tail="yes").read(
        "fitted_curve", 1, Selection(where={"segment": "all", "month": 9})
    )
    assert curve.retention[0] == pytest.approx((1 - leaving) ** 10, rel=0.02)


def test_the_best_keeping_spend_beats_its_neighbours():
    for seed in range(50):
        chance = random.Random(seed)
        ceiling = chance.uniform(0.05, 1)
        curve = Response(chance.uniform(0.1, 50), ceiling * chance.uniform(0.01, 0.99), ceiling)
        margin, rate = chance.uniform(0, 500), chance.uniform(0, 0.3)
        best = best_keeping(curve, margin, rate)
        value = value_of(curve, margin, rate, best)
        assert value >= max(value_of(curve, margin, rate, spend) for spend in (0, best * 0.99, best * 1.01)) - 1e-9
        assert best == 0 or best < 1e-9 or curve.marginal_cost(best) == pytest.approx(value)


def test_used_and_unused_capacity_lead_to_the_rows_of_the_running_cost():
    rows = {
        "sector_costs": [
            {
                "sector": "Desk",
                "month": f"2024-{month:02d}-01",
                "purpose": "running",
                "amount": 100 * month,
                "practical_hours": 7,
            }
            for month in (1, 2, 3)
        ],
        "complaints": [
            {"complaint_id": str(n), "opened_on": f"2024-0{n % 3 + 1}-05", "handled_by": "Desk", "handling_minutes": n}
            for n in range(40)
        ],
    }
    engine = engine_of(rows)
    row = engine.read("capacity_use", 1, Selection(where={"sector": "Desk"})).iloc[0]
    assert (
        row.used_cost + row.unused_cost == row.running_cost and row.used_hours + row.unused_hours == row.practical_hours
    )
    assert row.used_cost == engine.read("cost_by_component", 1, Selection(where={"component": "handling"})).amount.sum()
    source = engine.trace("capacity_use", 1, Selection(where={"sector": "Desk"}))
    assert source.amount.sum() == row.running_cost and source.row.tolist() == [2, 3, 4]
    february = engine.trace("capacity_month", 1, Selection(where={"sector": "Desk", "month": "2024-02"}))
    assert february.row.tolist() == [3]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "odd",
    [
        {
            "customers": [
                {
                    "customer_id": "a",
                    "started_on": date(2024, 1, 31),
                    "ended_on": date(2024, 1, 31),
                    "monthly_margin": 5,
                }
            ]
        },
        {"customers": [{"customer_id": "a", "started_on": date(2030, 1, 1), "monthly_margin": 5}]},
        {
            "customers": [
                {
                    "customer_id": f"c{n}",
                    "started_on": date(2024, 1, 1),
                    "ended_on": date(2024, 2, 1),
                    "monthly_margin": 0,
                }
                for n in range(700)
            ]
        },
        {"customers": [{"customer_id": f"c{n}", "tenure_months": 800, "monthly_margin": -3} for n in range(600)]},
        {
            "transactions": [
                {"transaction_id": "1", "date": date(2024, 1, 1), "revenue": 5},
                {"transaction_id": "2", "date": date(2024, 1, 1), "customer_id": "x", "revenue": 0},
            ]
        },
        {"acquisition_spend": [{"month": "2024-01-01", "channel": "all", "amount": 0}]},
        {
            "sector_costs": [
                {"sector": "Desk", "month": "2024-01-01", "purpose": "running", "amount": 5, "practical_hours": 0}
            ]
        },
    ],
)
def test_tiny_and_odd_data_give_figures_not_errors(odd):
    point = {
        "keep_spend": 10,
        "keep_share": 0.4,
        "keep_ceiling": 0.7,
        "win_spend": 5,
        "win_share": 0.15,
        "win_ceiling": 0.4,
    }
    engine = engine_of(odd, fitted_tail="yes", **point)
    for header in engine.figures():
        if header.path.parent.name in ("loyalty", "acquisition", "costs"):
            engine.read(header.name, 1)


def test_the_range_of_an_assumed_rate_stands_in_the_range_of_the_cost():
    """60 minutes at an assumed 40 an hour, between 30 and 60, and 10 booked: 50, between 40 and 70."""
    house = empty_house()
    put(
        house,
        "complaints",
        [
            {
                "complaint_id": "1",
                "opened_on": "2024-12-31",
                "sector": "Kitchen",
                "handled_by": "Desk",
                "handling_minutes": 60,
                "compensation": 10,
            }
        ],
    )
    house.execute(
        "insert into assumption_value (name, value, low, high, from_version) "
        "values ('hourly_cost', '40', '30', '60', 1)"
    )
    engine = Engine(house)
    for sector in ("Kitchen", "all"):
        row = engine.read("sector_interval", 1, Selection(where={"sector": sector})).iloc[0]
        assert (float(row.amount), row.low, row.high) == (50, 40, 70)
    # a rate for this calculation alone has no range; one outside the stored range never turns it round
    plain = engine.read("sector_interval", 1, Selection(where={"sector": "all"}, overrides={"hourly_cost": "90"})).iloc[
        0
    ]
    assert float(plain.amount) == 100 and plain.low <= 100 <= plain.high
