"""Amounts of a year or a quarter below a heading of amounts a month, and parts of one in levels of a hundred."""

from decimal import Decimal

import pytest
from parsed import Parsed


@pytest.mark.parametrize(
    ("title", "heading", "period", "months"),
    [
        ("Customer margins per year", "margin", "years", 12),
        ("", "margin (annual)", "years", 12),
        ("Margen anual por cliente", "margen", "years", 12),
        ("Deckungsbeitrag pro Quartal", "margin", "quarters", 3),
        ("Margem por trimestre", "margem", "quarters", 3),
    ],
)
def test_amounts_of_another_period_in_a_column_of_amounts_a_month_are_asked_about(
    tmp_path, title, heading, period, months
):
    text = f"{title},,\n,,\ncustomer_id,started_on,{heading}\n1,2020-02-13,1200\n2,2020-03-14,100\n"
    mapping = {"monthly_margin": heading}
    asked = Parsed(tmp_path, "customers", text, mapping)
    assert asked.answers == [("monthly_margin.unit", [period, "months"])]
    found = Parsed(tmp_path, "customers", text, mapping, {"monthly_margin.unit": period})
    # a twelfth of 100 is 8.333333 with the six places money has
    assert found.column("monthly_margin") == [
        Decimal(1200) / months,
        (Decimal(100) / months).quantize(Decimal("0.000001")),
    ]
    whole = Parsed(tmp_path, "customers", text, mapping, {"monthly_margin.unit": "months"})
    assert whole.column("monthly_margin") == [1200, 100]


def test_a_title_that_also_says_a_month_is_not_asked_about(tmp_path):
    text = "Annual report: monthly margins,,\n,,\ncustomer_id,started_on,margin\n1,2020-02-13,1200\n"
    assert Parsed(tmp_path, "customers", text).questions == []


def test_parts_of_one_are_asked_about_once_for_all_levels(tmp_path):
    text = "month,sector,planned,delivered,received\n2025-01,Sales,0.95,0.9,0.85\n"
    assert Parsed(tmp_path, "quality_levels", text).answers == [("planned.scale", ["100", "1"])]
    found = Parsed(tmp_path, "quality_levels", text, settings={"planned.scale": "100"})
    assert [found.column(name) for name in ("planned", "delivered", "received")] == [[95], [90], [85]]
