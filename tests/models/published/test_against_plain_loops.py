"""Avoidable churn twice: the figures against plain loops over days, on customers made up at random."""

import random
from collections import defaultdict
from datetime import date, timedelta

import naive_churn as naive
import pytest
from handmade import assume, empty_house, put

from models.engine.engine import Engine
from models.engine.selection import Selection

MONTHS, AS_OF = 3, date(2024, 12, 31)


def made_up(seed: int, customers: int = 300) -> tuple[list[dict], list[dict]]:
    """Return customers and complaints with month ends, same-day events,
    whole windows between complaints and complaints of strangers."""
    chance = random.Random(seed)
    people, complaints = [], []
    for number in range(customers):
        start = date(2022, 1, 1) + timedelta(days=chance.randrange(900))
        end = start + timedelta(days=chance.randrange(1, 900)) if chance.random() < 0.5 else None
        people.append(
            {
                "customer_id": f"c{number}",
                "started_on": start,
                "ended_on": end,
                "segment": chance.choice("ab"),
                "monthly_margin": chance.choice([10, 20, None]),
            }
        )
        day = start
        for _ in range(chance.choice([0, 0, 1, 2, 4])):
            day = chance.choice(
                [
                    start + timedelta(days=chance.randrange(-20, 700)),
                    end or start,
                    date(2024, 8, 31),
                    naive.later(day, MONTHS),
                ]
            )
            complaints.append(
                {
                    "complaint_id": f"k{len(complaints)}",
                    "customer_id": f"c{number}",
                    "opened_on": day,
                    "sector": chance.choice(["Kitchen", "Delivery"]),
                }
            )
    return people, complaints


def engine_for(people: list[dict], complaints: list[dict]) -> Engine:
    house = empty_house()
    put(house, "customers", people)
    put(house, "complaints", complaints)
    assume(house, {"effect_months": MONTHS, "as_of": AS_OF})
    return Engine(house)


@pytest.fixture(scope="module", params=[1, 2, 3])
def both(request):
    people, complaints = made_up(request.param)
    first = min([p["started_on"] for p in people] + [c["opened_on"] for c in complaints])
    exposed = naive.exposures(people, complaints, MONTHS, AS_OF)
    comparable = naive.starts(people, complaints, MONTHS, AS_OF, first)
    return engine_for(people, complaints), exposed, comparable


def test_the_same_customers_are_exposed_and_left(both):
    engine, exposed, _ = both
    rows = engine.read("exposure", 1)
    seen = {(r.customer_id, r.exposed_on.date(), r.followed, r.has_left) for r in rows.itertuples()}
    assert seen == {(one["customer_id"], one["day"], one["followed"], one["left"]) for one in exposed}


def test_the_same_comparable_starts_end_the_same_way(both):
    engine, _, comparable = both
    rows = engine.read("comparable_count", 1)
    seen = defaultdict(int)
    for r in rows.itertuples():
        seen[
            (r.segment, r.tenure_band, r.year, r.quarter), None if r.outcome == "none" else (r.outcome, r.outcome_month)
        ] += r.starts
    expected = defaultdict(int)
    for one in comparable:
        expected[one["cell"], one["outcome"]] += 1
    assert seen == expected


def test_the_same_number_of_customers_was_lost(both):
    engine, exposed, comparable = both
    placed, rate = naive.strata(exposed, comparable), naive.excess(exposed, comparable, MONTHS)
    expected = defaultdict(float)
    for one in exposed:
        if one["followed"]:
            expected[one["cell"][:2]] += rate[placed[one["cell"]]]
    rows = engine.read("avoidable_churn", 1)
    seen = {(r.segment, r.tenure_band): r.avoidable for r in rows.itertuples() if r.complained}
    assert seen == pytest.approx(dict(expected), abs=1e-9)
    assert engine.read("avoidable_churn_total", 1).avoidable[0] == pytest.approx(sum(expected.values()), abs=1e-9)


def test_those_not_yet_followed_take_the_same_projection(both):
    engine, exposed, comparable = both
    placed, rate = naive.strata(exposed, comparable), naive.excess(exposed, comparable, MONTHS)
    expected = naive.projected(exposed, rate, placed, MONTHS, AS_OF)
    rows = engine.read("exposure_excess", 1, Selection(where={"projected": True}))
    assert len(rows) == sum(not one["followed"] for one in exposed) > 0
    for r in rows.itertuples():
        assert r.excess == pytest.approx(expected[r.segment, r.tenure_band], abs=1e-9)


def test_complaints_of_one_window_share_its_amount_exactly(both):
    engine, _, _ = both
    lines = engine.read("avoidable_churn_cost", 1).merge(engine.read("exposed_complaint", 1), on="complaint_id")
    sums = (
        lines.groupby(["customer_id", "exposed_on"])
        .agg(amount=("amount", "sum"), lost=("customers_lost", "sum"))
        .reset_index()
    )
    both_sides = sums.merge(engine.read("exposure_excess", 1), on=["customer_id", "exposed_on"])
    assert len(both_sides) == len(sums) > 100
    assert both_sides.amount.tolist() == pytest.approx(
        (both_sides.excess * both_sides.value.astype(float)).tolist(), abs=1e-6
    )
    assert both_sides.lost.tolist() == pytest.approx(both_sides.excess.tolist(), abs=1e-12)


@pytest.mark.sampled(1)
def test_the_range_is_the_same_for_the_same_seed_and_holds_the_number(both):
    engine, _, _ = both
    total = engine.read("avoidable_churn_total", 1).iloc[0]
    assert total.low < total.avoidable < total.high
    again = engine_for(*made_up(1)), engine_for(*made_up(1))
    ranges = [engine.read("sector_interval", 1) for engine in again]
    assert ranges[0].equals(ranges[1])
