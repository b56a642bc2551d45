"""Where the next amount belongs, by hand: marginal costs, worth, range, what flips it; a complaint prevented."""

from dataclasses import replace
from decimal import Decimal

import pandas
import pytest

from models.acquisition.next_amount import Points, curve_rows, next_amount
from models.acquisition.prevention import Prevention, prevention

# halfway to its ceiling, k = ln 2 / spend and one more costs spend / (ceiling / 2 × ln 2):
# keeping 10 / (0.4 × 0.693147) = 36.067376, winning 20 / (0.1 × 0.693147) = 288.539008
# value: 100 + (100 × 0.4 − 10) / (1.1 − 0.4) = 142.857143
POINTS = Points(10, 0.4, 0.8, 20, 0.1, 0.2)
MARGIN, RATE, AMOUNT = 100 / 12, 0.1, 10000.0


def test_the_amount_belongs_where_one_more_customer_costs_less():
    found = next_amount(POINTS, MARGIN, RATE, AMOUNT, 0.0)
    assert found.side == "keep"
    assert (found.keep.marginal_cost, found.win.marginal_cost) == pytest.approx((36.067376, 288.539008))
    assert (found.keep.customers, found.win.customers) == pytest.approx((277.258872, 34.657359))
    # 277.258872 and 34.657359 customers at 142.857143 each
    assert (found.keep.worth, found.win.worth) == pytest.approx((39608.410, 4951.0513))
    assert (found.keep.low, found.keep.high) == (found.keep.worth, found.keep.worth)


def test_the_nearest_number_that_flips_it():
    # winning at 3 costs 43.280851 for one more, and costs grow as spend does: keeping is as dear at 10 × 43.280851 /
    # 36.067376 = 12, winning as cheap at 2.5, both a factor of 1.2 away; shares and ceilings have to change more
    found = next_amount(replace(POINTS, win_spend=3.0), MARGIN, RATE, AMOUNT, 0.0)
    assert (found.side, found.flip.side, found.flip.name) == ("keep", "win", "keep_spend")
    assert found.flip.value == pytest.approx(12)


def test_neither_where_one_more_costs_more_than_a_customer_is_worth():
    found = next_amount(replace(POINTS, keep_spend=90), MARGIN, RATE, AMOUNT, 0.0)
    # 90 / (0.4 × 0.693147) = 324.6; value 100 + (40 − 90) / 0.7 = 28.6
    assert found.side == "neither" and found.keep.worth < AMOUNT and found.flip.side == "keep"
    # 31.208185 / (0.4 × 0.693147) = 112.559731 is what a customer is worth then: 100 + (40 − 31.208185) / 0.7
    assert (found.flip.name, found.flip.value) == ("keep_spend", pytest.approx(31.208185))


def test_the_range_is_that_of_wrong_shares():
    found = next_amount(POINTS, MARGIN, RATE, AMOUNT, 0.1)
    assert found.keep.low < found.keep.worth < found.keep.high
    sure = [next_amount(replace(POINTS, keep_share=share), MARGIN, RATE, AMOUNT, 0.0) for share in (0.36, 0.44)]
    assert all(found.keep.low <= one.keep.worth <= found.keep.high for one in sure)


@pytest.mark.parametrize(
    "name, value", [("keep_share", 0.8), ("win_share", 0.0), ("win_spend", 0), ("keep_ceiling", 2)]
)
def test_no_curve_no_answer(name, value):
    assert next_amount(replace(POINTS, **{name: value}), MARGIN, RATE, AMOUNT, 0.1) is None


def test_the_curves_go_through_the_points():
    at = {(row["side"], round(row["times"], 6)): row["share"] for row in curve_rows(POINTS)}
    assert (at["keep", 0], at["keep", 1], at["win", 1]) == pytest.approx((0, 0.4, 0.1))
    assert at["keep", 2] == pytest.approx(0.6)  # 0.8 × (1 − 1 / 4)
    assert curve_rows(replace(POINTS, win_share=0.9)) == []


def test_a_complaint_prevented_against_replacing_those_it_loses():
    columns = ["sector", "complaints", "dissatisfaction_cost", "loyalty_lost", "replacement_cost"]
    rows = [
        ("A", 4, 100, 40, 60),
        ("B", 2, 80, 0, 10),
        ("C", 0, 5, 0, 0),
        ("D", 1, 5, None, None),
        ("(outside)", 1, 9, 1, 1),
    ]
    assert prevention(pandas.DataFrame(rows, columns=columns)) == [
        Prevention("B", Decimal(40), Decimal(0), Decimal(5)),
        Prevention("A", Decimal(25), Decimal(10), Decimal(15)),
    ]
