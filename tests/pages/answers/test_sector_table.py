"""The table of sectors: many lines of zeros are one line that opens, a few stay where they are."""

import pandas as pd
import pytest

from pages.parts.charts import cost
from pages.parts.i18n.formats import Formats
from pages.parts.overview.sector_table import ANYTHING, _has_pairs
from pages.parts.value_chain import chain
from pages.parts.view.shaping import MANY_IDLE, idle_apart


def overview(idle: int) -> pd.DataFrame:
    """One sector with a cost, one with value at risk alone, one whose cost ended, and some with nothing."""
    rows = [("Delivery", 5.0, 0.0, 0.0), ("Billing", 0.0, None, 7.0), ("Repairs", 0.0, -3.0, None)]
    rows += [(f"Idle {place}", 0.0, None, 0.0) for place in range(idle)]
    names = ["sector", "dissatisfaction_cost", "dissatisfaction_cost_change", "loyalty_at_stake"]
    return pd.DataFrame(rows, columns=names)


def test_many_sectors_without_cost_are_one_line():
    shown, idle = idle_apart(overview(MANY_IDLE), *ANYTHING)
    assert list(shown["sector"]) == ["Delivery", "Billing", "Repairs"]
    assert idle == [f"Idle {place}" for place in range(MANY_IDLE)]


@pytest.mark.parametrize("rows", [overview(MANY_IDLE - 1), overview(MANY_IDLE).iloc[3:]])
def test_a_few_stay_and_so_do_all_when_there_are_no_others(rows):
    shown, idle = idle_apart(rows, *ANYTHING)
    assert idle == [] and len(shown) == len(rows)


def test_winning_beside_keeping_has_no_column_where_neither_is_known():
    known = pd.DataFrame({"win_each": [None, 190.0], "keep_each": [None, 52.0]})
    assert _has_pairs(known) and not _has_pairs(known.iloc[:1])


def test_sectors_along_the_chain_where_nothing_starts_or_passes_are_left_out_when_they_are_many():
    # Delivery has a cost, Billing passes one on, Repairs has complaints alone
    rows = [("Delivery", 5.0, 0.0, 1), ("Billing", 0.0, 5.0, 0), ("Repairs", 0.0, 0.0, 2)]
    rows += [(f"Idle {place}", 0.0, None, 0) for place in range(MANY_IDLE)]
    every = pd.DataFrame(rows, columns=["sector", "amount", "amount_through", "complaints"])
    assert list(idle_apart(every, *chain.ANYTHING)[0]["sector"]) == ["Delivery", "Billing", "Repairs"]
    for rows in (every.iloc[:-1], every.iloc[3:]):  # one fewer, and nothing but zeros
        assert len(idle_apart(rows, *chain.ANYTHING)[0]) == len(rows)


MONTHS = pd.DataFrame({"month": pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"]), "evidence": "booked"})


@pytest.mark.parametrize(
    "period, shaded",
    [(("2026-02", "2026-03"), ["Feb 26", "Mar 26"]), (("2026-01", "2026-03"), []), ((None, None), [])],
)
def test_the_months_of_the_period_are_shaded_unless_it_holds_all(period, shaded):
    chart = cost.by_month(
        Formats("en"), MONTHS.assign(amount=1.0, link=""), "2026-03", {"open": "open", "booked": "booked"}, period
    ).to_dict()
    assert [row["month"] for row in chart["layer"][0]["data"]["values"]] == shaded
