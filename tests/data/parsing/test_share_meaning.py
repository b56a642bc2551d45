"""Shares, percentages, lengths of tenure and hours that can mean two things are asked about."""

from decimal import Decimal

import pytest
from parsed import Parsed


def shares(heading, *lines):
    return f"complaint_id,sector,{heading}\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "heading, lines, expected",
    [
        ("Allocation %", ("A,S,99.5", "A,B,0.5"), ["0.995", "0.005"]),
        ("share", ("A,S,60", "A,B,40", "B,S,99.5", "B,T,0.5"), ["0.6", "0.4", "0.995", "0.005"]),
        ("porcentaje", ("A,S,60", "A,B,1", "A,C,39"), ["0.6", "0.01", "0.39"]),
        ("percentage", ("A,S,0.6", "A,B,0.4"), ["0.6", "0.4"]),
        ("share", ("A,S,0.6", "A,B,0.4", "B,S,0.5"), ["0.6", "0.4", "0.5"]),
        ("share", ("A,S,60 %", "A,B,0.4"), ["0.6", "0.4"]),
        ("Allocation %", ("A,S,60%", "A,B,40"), ["0.6", "0.4"]),
    ],
)
def test_percent_is_told_by_the_heading_and_the_sums(tmp_path, heading, lines, expected):
    taken = Parsed(tmp_path, "complaint_shares", shares(heading, *lines))
    assert (taken.questions, taken.problems) == ([], [])
    assert taken.column("share") == [Decimal(share) for share in expected]


def margins(heading, *shown):
    return f"customer_id,started_on,monthly_revenue,{heading}\n" + "".join(
        f"K{i},2024-01-05,100,{text}\n" for i, text in enumerate(shown)
    )


def test_a_column_of_percentages_is_one_alike(tmp_path):
    taken = Parsed(tmp_path, "customers", margins("margin %", "35", "0.8", "1", "0"))
    assert taken.column("margin_share") == [Decimal("0.35"), Decimal("0.008"), Decimal("0.01"), 0]
    assert taken.staged.decided == {"margin_share.percent": "yes"}


@pytest.mark.parametrize("heading, shown", [("margin %", ("0.35", "0.4")), ("margin_share", ("35", "0.8", "1"))])
def test_shares_that_can_be_percentages_are_asked_about(tmp_path, heading, shown):
    text = margins(heading, *shown)
    assert Parsed(tmp_path, "customers", text).answers == [("margin_share.percent", ["yes", "no"])]
    taken = Parsed(tmp_path, "customers", text, settings={"margin_share.percent": "yes"})
    assert taken.column("margin_share")[0] == Decimal(shown[0]) / 100


def test_parts_of_one_among_levels_of_a_hundred_are_asked_about(tmp_path):
    text = "month,sector,planned,delivered,received\n2025-01,A,0.95,90,88\n"
    assert Parsed(tmp_path, "quality_levels", text).answers == [("planned.scale", ["100", "1"])]
    assert Parsed(tmp_path, "quality_levels", text, settings={"planned.scale": "100"}).column("planned") == [95]


def tenures(heading, *shown):
    return f"customer_id,{heading},churn\n" + "".join(f"K{i},{text},no\n" for i, text in enumerate(shown))


@pytest.mark.parametrize("heading", ["Tenure", "antigüedad", "tempo de casa"])
def test_tenure_without_a_unit_is_asked_about(tmp_path, heading):
    assert Parsed(tmp_path, "customers", tenures(heading, 2, 5)).answers == [
        ("tenure_months.unit", ["months", "years"])
    ]
    taken = Parsed(tmp_path, "customers", tenures(heading, 2, "2.5"), settings={"tenure_months.unit": "years"})
    assert taken.column("tenure_months") == [24, 30]


@pytest.mark.parametrize(
    "heading, shown", [("tenure_months", (2, 5)), ("tenure", (2, 72)), ("antigüedad en meses", (2,)), ("months", (2,))]
)
def test_tenure_with_a_unit_or_over_fifty_is_not_asked_about(tmp_path, heading, shown):
    assert Parsed(tmp_path, "customers", tenures(heading, *shown)).questions == []


def test_tenure_in_years_is_asked_about(tmp_path):
    text = tenures("Años como cliente", 2, 5)
    asked = Parsed(tmp_path, "customers", text, mapping={"tenure_months": "Años como cliente"})
    assert asked.answers == [("tenure_months.unit", ["years", "months"])]


def test_hours_repeated_on_the_lines_of_a_month_count_once_if_so_said(tmp_path):
    text = (
        "sector,month,purpose,amount,practical_hours\nA,2025-03-01,running,10,160\nA,2025-03-31,running,5,160\n"
        "B,2025-03-31,running,5,80\nB,2025-04-30,running,5,80\n"
    )
    assert Parsed(tmp_path, "sector_costs", text).answers == [("practical_hours.repeated", ["once", "add"])]
    once = Parsed(tmp_path, "sector_costs", text, settings={"practical_hours.repeated": "once"})
    assert once.column("practical_hours") == [160, None, 80, 80]
    both = Parsed(tmp_path, "sector_costs", text, settings={"practical_hours.repeated": "add"})
    assert both.column("practical_hours") == [160, 160, 80, 80]
