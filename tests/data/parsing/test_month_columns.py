"""A month in one column and its year in another are one month; without a year it is asked."""

from datetime import date

import pytest

from data.repairs.repair import repair_rows

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
        ("Year,Month", "2024.0,3.0", "2025.0,12.0"),
        ("Year,Month", "24,3", "25,12"),
        ("Year,Month,Fiscal Year", "2024,3,2023", "2025,12,2026"),
        ("Year,Month,Year", "2024,3,2024", "2025,12,2025"),
    ],
)
def test_a_month_and_its_year_are_one_month(put, stored, headings, first, second):
    answer = put("sector_costs", COSTS.format(",", headings, first, second))
    assert (answer["status"], stored("sector_costs", "month")) == ("stored", DAYS)
    assert "YEAR_BESIDE_MONTH" in [note["code"] for note in answer["notes"]]
    assert not [name for name in answer["ignored"] if name in headings and not name.startswith("Fiscal")]


def test_a_period_of_a_fiscal_year_asks_when_that_begins(put, stored):
    text = COSTS.format(";", "Ejercicio;Periodo", "2024;001", "2024;012")
    asked = put("sector_costs", text)["questions"]
    assert [one.code for one in asked] == ["FISCAL_PERIOD"]
    assert list(asked[0].choices) == [
        *("2024-01", "2023-04", "2023-07", "2023-10"),
        *("2024-04", "2024-07", "2024-10"),
    ]
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


def test_a_word_for_nothing_is_no_month(put):
    answer = put("sector_costs", COSTS.format(",", "Year,Month", "2024,3", "2024,n/a"))
    assert [(row["code"], row["row"]) for row in answer["quarantine"]] == [("MISSING_VALUE", 3)]


def test_numbers_with_a_comma_are_months_too(put, stored):
    put("sector_costs", COSTS.format(";", "Year;Month", "2024,0;3,0", "2025,0;12,0"))
    assert stored("sector_costs", "month") == DAYS


def test_a_row_without_its_year_is_rejected_alone(put, stored):
    answer = put("sector_costs", COSTS.format(",", "Year,Month", "2024,3", ",12"))
    assert [(row["code"], row["row"]) for row in answer["quarantine"]] == [("NOT_A_DATE", 3)]
    assert stored("sector_costs", "month") == DAYS[:1]


def test_months_side_by_side_are_refused_with_what_to_do(put):
    answer = put("sector_costs", "Cost centre,Purpose,Jan 2024,Feb 2024\nLogistics,running,1000,1100\n")
    assert (answer["status"], answer["error"]["code"]) == ("refused", "MONTHS_ACROSS")
    assert answer["error"]["fields"] == {"read": "Jan 2024, Feb 2024", "missing": "month, amount"}


def test_years_that_say_that_they_are_fiscal_are(put):
    asked = put("sector_costs", COSTS.format(",", "Year,Month", "FY2024,1", "FY2024,12"))["questions"]
    assert [one.code for one in asked] == ["FISCAL_PERIOD"]


@pytest.mark.parametrize("last", ["Total,,,,1500", "Total 2024,,,,1500", ",Total,,,1500", "Source: books of 2024,,,,"])
def test_totals_and_remarks_below_leave_the_months_their_years(put, stored, last):
    rows = "Month,Year,Department,Purpose,Amount\n3,2024,Logistics,running,1000\n3,2024,Billing,running,500\n"
    put("sector_costs", rows + last + "\n")
    assert stored("sector_costs", "month") == [DAYS[0], DAYS[0]]


def test_a_number_that_is_no_month_is_rejected(put, stored):
    rows = "".join(f"Logistics,2024,{month},running,1\n" for month in (3, 100, 112, 0, 4, 5, 6))
    answer = put("sector_costs", "Department,Year,Month,Purpose,Amount\n" + rows)
    assert [(row["code"], row["row"]) for row in answer["quarantine"]] == [("NOT_A_DATE", n) for n in (3, 4, 5)]
    assert [month.month for (month,) in stored("sector_costs", "month")] == [3, 4, 5, 6]


def test_years_and_months_written_once_are_filled_down_when_told(put, stored):
    rows = ["Year,Month,Department,Purpose,Amount", "2023,3,Logistics,running,1", ",,Billing,running,2"]
    rows += [",4,Logistics,running,3", ",,Billing,running,4", "2024,3,Logistics,running,5", ",,Billing,running,6", ""]
    asked = put("sector_costs", "\n".join(rows))["questions"]
    assert [(one.code, one.setting, list(one.choices)) for one in asked] == [
        ("LABELS_ONCE", "month.fill", ["down", "none"])
    ]
    put("sector_costs", "\n".join(rows), **{"month.fill": "down"})
    assert [(month.year, month.month) for (month,) in stored("sector_costs", "month")] == [
        *[(2023, 3), (2023, 3), (2023, 4), (2023, 4), (2024, 3), (2024, 3)]
    ]


@pytest.mark.parametrize(
    "corrected",
    [{"amount": "5"}, {"Year": "2025", "amount": "5"}, {"month": "2025-04", "amount": "5"}],
)
def test_a_rejected_month_is_corrected_by_its_year_or_as_a_whole(put, store, stored, corrected):
    year = "2025" if corrected == {"amount": "5"} else ""
    put("sector_costs", COSTS.format(",", "Year,Month", "2024,3", "2025,12") + f"Billing,{year},4,running,x\n")
    assert repair_rows(store, "i1", [{"row": 4, **corrected}])["rows"]["stored"] == 1
    assert (date(2025, 4, 1),) in stored("sector_costs", "month")


def test_a_corrected_fiscal_period_keeps_the_year_that_was_meant(put, store, stored):
    text = COSTS.format(",", "Fiscal year,Period", "2023,5", "2024,3") + "Billing,2024,4,running,x\n"
    put("sector_costs", text, **{"month.period-one": "2023-04"})
    repair_rows(store, "i1", [{"row": 4, "amount": "5"}])
    # 2023 begins in April 2023, so that the fourth period of 2024 is July 2024
    assert stored("sector_costs", "month") == [(date(2023, 8, 1),), (date(2024, 6, 1),), (date(2024, 7, 1),)]


@pytest.mark.parametrize(("setting", "kept"), [("only.Month", [3]), ("skip.Month", [4])])
def test_rows_are_chosen_by_the_month_as_it_stands_in_its_cell(put, stored, setting, kept):
    put("sector_costs", COSTS.format(",", "Year,Month", "2024,3", "2024,4"), **{setting: "3"})
    assert [month.month for (month,) in stored("sector_costs", "month")] == kept
