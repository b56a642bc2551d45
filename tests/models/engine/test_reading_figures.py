"""What a reading of a figure may choose: rows, months, a day; and what is refused."""

import pytest
from handmade import put
from test_engine import amounts

from models.engine.engine import Engine
from models.engine.selection import Selection

# Reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "where, found",
    [
        ({"month": "2025-01"}, {"1"}),
        ({"month": "2025-01-01"}, {"1"}),
        ({"amount": "5"}, {"1"}),
        ({"amount": "5.000000"}, {"1"}),
        ({"complaint_id": ["1", "2"]}, {"1", "2"}),
        ({"customers_lost": 0, "caused_by": "Delivery"}, {"2"}),
        ({"projected": "false"}, {"1", "2"}),
        ({"segment": None}, set()),
        ({"caused_by": []}, set()),
        ({"caused_by": "Kitchen' or '1'='1"}, set()),
    ],
)
def test_where_chooses_rows_by_the_columns_own_type(house, where, found):
    assert set(amounts(Engine(house), 1, where=where)) == found


@pytest.mark.parametrize(
    "where", [{"amount": "five"}, {"month": "2026-99"}, {"month": "hello"}, {"projected": "maybe"}]
)
def test_a_value_that_cannot_be_in_the_column_is_refused(house, where):
    with pytest.raises(ValueError, match="expected"):
        Engine(house).read("ledger", 1, Selection(where=where))


def test_a_period_that_ends_before_it_starts_is_refused(house):
    with pytest.raises(ValueError, match="after its end"):
        Engine(house).read("cost_by_sector", 1, Selection(("2026-06", "2026-01")))


def test_an_unknown_column_figure_or_month_is_named(house):
    engine = Engine(house)
    with pytest.raises(LookupError, match='ledger has no column "sector"'):
        engine.read("ledger", 1, Selection(where={"sector": "Kitchen"}))
    with pytest.raises(LookupError, match='no figure named "ledgers"'):
        engine.read("ledgers", 1)
    with pytest.raises(ValueError, match='Read "2025-13"; expected a month such as 2026-03'):
        engine.read("ledger", 1, Selection(("2025-13", None)))


@pytest.mark.parametrize(
    "period, found",
    [
        (("2025-02", None), {"2"}),
        ((None, "2025-01"), {"1"}),
        (("2025-01", "2025-02"), {"1", "2"}),
        (("2024-01", "2024-12"), set()),
    ],
)
def test_a_period_chooses_months(house, period, found):
    assert set(amounts(Engine(house), 1, period=period)) == found


def test_one_reading_does_not_change_the_next(house):
    engine = Engine(house)
    assert set(amounts(engine, 1, segments=("home",))) == {"1"}
    assert set(amounts(engine, 1, segments=())) == set()
    assert set(amounts(engine, 1)) == {"1", "2"}


def test_figures_of_a_day_take_the_end_of_the_period_as_that_day(house):
    engine = Engine(house)
    # b left on 10 February: still there at the end of January
    now = engine.read("customer_value", 1, Selection(where={"segment": "all"}))
    then = engine.read("customer_value", 1, Selection(("2024-06", "2025-01"), where={"segment": "all"}))
    assert (now.customers[0], then.customers[0]) == (1, 2)


def test_the_last_complete_month_ends_the_data(house):
    # the latest date is 28 February, the end of a month; one day more and February is the last complete month
    assert str(Engine(house).read("reference_day", 1).as_of[0].date()) == "2025-02-28"
    put(house, "complaints", [{"complaint_id": "9", "opened_on": "2025-03-30"}], version=2)
    assert str(Engine(house).read("reference_day", 2).as_of[0].date()) == "2025-02-28"
