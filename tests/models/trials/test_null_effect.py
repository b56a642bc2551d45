"""Organisations where a complaint changes nothing, and one where only an unresolved one does."""

import pytest
from worlds import Lives, World, brought_in, rows_of

from models.engine.selection import Selection

# riskier customers complain more, so those who complained have left more often all the same
WORLDS = (
    World(101, effect=1, confounding=1.5),
    World(102, effect=1, confounding=1, newness=3),
    World(103, effect=1, confounding=2, spread=4),
    World(104, effect=1, leaving=0.04),
    World(105, effect=1, growth=5, before=0.1),
    World(106, effect=1, own=0.8, newness=1),
    World(107, effect=1, customers=1500, complaining=0.06),
    World(108, effect=1, drift=3, confounding=-1),
)


@pytest.fixture(scope="module")
def totals(tmp_path_factory):
    return [
        brought_in(rows_of(Lives(world)), tmp_path_factory.mktemp("world")).read("avoidable_churn_total", 3).iloc[0]
        for world in WORLDS
    ]


@pytest.mark.long
def test_where_complaints_change_nothing_the_range_holds_zero(totals):
    """At 90 % each, five or fewer of eight hold zero with a chance of 3.8 % (binomial)."""
    held = [row.low <= 0 <= row.high for row in totals]
    assert sum(held) >= 6, [(row.low, row.high) for row in totals]


@pytest.mark.long
def test_the_share_of_churn_is_small_there(totals):
    assert all(abs(row.share_of_churn) < 0.06 for row in totals), [row.share_of_churn for row in totals]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """Complaints that were resolved do nothing; after the others customers leave three and a half times as often."""
    world = World(7, customers=3500, complaining=0.05, effect=1, unresolved=3.5)
    return brought_in(rows_of(Lives(world)), tmp_path_factory.mktemp("world"))


def test_a_strong_effect_of_unresolved_complaints_is_found(engine):
    rows = engine.read("excess_by", 3, Selection(where={"dimension": "resolved"})).set_index("value")
    assert rows.low["no"] > rows.high["yes"] and rows.excess_risk["no"] > 0.1
    assert rows.low["yes"] <= 0 <= rows.high["yes"]


def test_what_has_no_effect_is_not_said_to_have_one(engine):
    rows = engine.read("excess_by", 3, Selection(where={"dimension": "first_contact"})).set_index("value")
    assert rows.low["no"] < rows.high["yes"] and rows.low["yes"] < rows.high["no"]


def test_a_difference_has_a_range_that_holds_zero_only_where_there_is_none(engine):
    rows = engine.read("handling_worth", 3).set_index("dimension")
    assert rows.low["resolved"] > 0
    assert rows.low["first_contact"] <= 0 <= rows.high["first_contact"]
