"""A month in one column and its year in another are one month; without a year it is asked."""

from datetime import date

import pytest

COSTS = "Department{0}{1}{0}Purpose{0}Amount\nLogistics{0}{2}{0}running{0}1000\nBilling{0}{3}{0}running{0}500\n"
DAYS = [(date(2024, 3, 1),), (date(2025, 12, 1),)]


@pytest.mark.parametrize(
    ("headings", "first", "second"),
    [
        ("Year,Month", "2024,3", "2025,12"),
        ("Month,Year", "03,2024", "12,2025"),
        ("Year,Month", "2024,March", "2025,Dec"),
        ("Año,Mes", "2024,marzo", "2025,diciembre"),
        ("Ano,Mês", "2024,mar.", "2025,dez."),
    ],
)
def test_a_month_and_its_year_are_one_month(put, stored, headings, first, second):
    answer = put("sector_costs", COSTS.format(",", headings, first, second))
    assert (answer["status"], stored("sector_costs", "month")) == ("stored", DAYS)
    assert "YEAR_BESIDE_MONTH" in [note["code"] for note in answer["notes"]]
    assert not [name for name in answer["ignored"] if name in headings]


def test_a_period_of_a_fiscal_year_asks_when_that_begins(put, stored):
    text = COSTS.format(";", "Ejercicio;Periodo", "2024;001", "2024;012")
    asked = put("sector_costs", text)["questions"]
    assert [one.code for one in asked] == ["FISCAL_PERIOD"]
    put("sector_costs", text, **{"month.period-one": "2024-04"})
    # the first period is April 2024, the twelfth March 2025
    assert stored("sector_costs", "month") == [(date(2024, 4, 1),), (date(2025, 3, 1),)]


def test_a_month_without_a_year_asks_with_the_year_of_the_title_first(put, stored):
    text = "Costs of the year 2024,,,\n" + COSTS.format(",", "Month", "1", "2")
    asked = put("sector_costs", text)["questions"]
    assert [(one.code, list(one.choices)) for one in asked] == [("MONTH_WITHOUT_YEAR", ["2024"])]
    put("sector_costs", text, **{"month.year": "2024"})
    assert stored("sector_costs", "month") == [(date(2024, 1, 1),), (date(2024, 2, 1),)]


def test_a_month_that_says_its_year_is_read_by_itself(put, stored):
    put("sector_costs", COSTS.format(",", "Year,Month", "2020,2024-03", "2020,2025-12"))
    assert stored("sector_costs", "month") == DAYS


def test_a_row_without_its_year_is_rejected_alone(put, stored):
    answer = put("sector_costs", COSTS.format(",", "Year,Month", "2024,3", ",12"))
    assert [(row["code"], row["row"]) for row in answer["quarantine"]] == [("NOT_A_DATE", 3)]
    assert stored("sector_costs", "month") == DAYS[:1]


def test_months_side_by_side_are_refused_with_what_to_do(put):
    answer = put("sector_costs", "Cost centre,Purpose,Jan 2024,Feb 2024\nLogistics,running,1000,1100\n")
    assert (answer["status"], answer["error"]["code"]) == ("refused", "MONTHS_ACROSS")
    assert answer["error"]["fields"] == {"read": "Jan 2024, Feb 2024", "missing": "month, amount"}
