"""The month of a file without a column of months is asked about where its sheet, title or name says it."""

from datetime import date

import openpyxl
import pytest
from parsed import Parsed

COSTS = "sector,purpose,amount\nA,running,1000\n"


@pytest.mark.parametrize(
    ("title", "name", "months"),
    [
        ("", "Costs March 2025.csv", ["2025-03"]),
        ("", "costes_2025-03.csv", ["2025-03"]),
        ("", "Kosten 03-2025.csv", ["2025-03"]),
        ("", "costs 2025_3.csv", ["2025-03"]),
        ("Gastos de marzo de 2025,,\n", "file.csv", ["2025-03"]),
        ("Custos: março de 2025,,\n", "file.csv", ["2025-03"]),
        ("March,,\n", "Costs 2025.csv", ["2025-03"]),
        ("April 2025,,\n", "Costs March 2025.csv", ["2025-04", "2025-03"]),
        ("March,,\n", "file.csv", [f"{date.today().year - back}-03" for back in (0, 1)]),
        ("Costs January to March 2025,,\n", "file.csv", None),  # not one month
        ("", "costs_2025-03-31.csv", None),  # a day, such as that of the export
        ("", "costs 2025.csv", None),
    ],
)
def test_a_month_beside_the_table_is_asked_about(tmp_path, title, name, months):
    found = Parsed(tmp_path, "sector_costs", title + COSTS, name=name)
    assert found.answers == ([("month.value", [*months, "none"])] if months else [])
    assert found.error == (None if months else "MISSING_COLUMN")


def test_the_month_that_was_said_is_that_of_every_row(tmp_path):
    found = Parsed(tmp_path, "sector_costs", COSTS, settings={"month.value": "2025-03"}, name="Costs March 2025.csv")
    assert (found.questions, found.column("month")) == ([], [date(2025, 3, 1)])


def test_a_month_that_is_not_meant_refuses_the_file(tmp_path):
    """ "set" is September too."""
    found = Parsed(tmp_path, "sector_costs", COSTS, name="Data set 2025.csv")
    assert found.answers == [("month.value", ["2025-09", "none"])]
    said = Parsed(tmp_path, "sector_costs", COSTS, settings={"month.value": "none"}, name="Data set 2025.csv")
    assert said.error == "MISSING_COLUMN"


def test_the_name_of_a_sheet_comes_first(tmp_path):
    """A sheet for each month: its name is the month, the name of the file its year."""
    book = openpyxl.Workbook()
    book.active.title = "Marzo"
    for line in COSTS.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "book.xlsx")
    found = Parsed(tmp_path, "sector_costs", (tmp_path / "book.xlsx").read_bytes())
    assert found.answers == [("month.value", [f"{date.today().year - back}-03" for back in (0, 1)] + ["none"])]


def test_other_missing_columns_refuse_the_file(tmp_path):
    assert Parsed(tmp_path, "sector_costs", "sector,amount\nA,1\n", name="March 2025.csv").error == "MISSING_COLUMN"
