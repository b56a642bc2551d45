"""Figures on loyalty and winning that hold for any data: against a second way of working them out, and at the edges."""

from datetime import date

import numpy
import pytest
from handmade import empty_house, put
from loyal_organisation import SECTORS, engine_of, organisation

from models.engine.engine import Engine
from models.engine.selection import Selection


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
