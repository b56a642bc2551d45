"""Files handed out for spreadsheet programs: harmless, numbers as numbers, days as days, exact where a cell can be."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pandas
import pytest

from data.export import spreadsheets
from data.export.spreadsheets import csv_file, xlsx_file
from data.export.text import FORMULA_SIGNS, unescape_formula

ROWS = pandas.DataFrame(
    {
        "sector": ["Billing", "=1+1"],
        "amount": [Decimal("12.50"), Decimal("-0.10")],
        "on": [date(2026, 2, 28), None],
        "at": [datetime(2026, 2, 28, 23, 30), None],
        "yes": [True, False],
    },
    dtype=object,
)


def test_csv_reads_as_a_spreadsheet_of_the_language_reads_it():
    assert csv_file(ROWS).decode("utf-8-sig").splitlines() == [
        "sector,amount,on,at,yes",
        "Billing,12.5,2026-02-28,2026-02-28T23:30:00,true",
        "'=1+1,-0.1,,,false",
    ]
    assert (
        csv_file(ROWS, "es").decode("utf-8-sig").splitlines()[1] == "Billing;12,5;2026-02-28;2026-02-28T23:30:00;true"
    )


def test_xlsx_holds_numbers_days_and_harmless_text():
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(ROWS, "Costs: a/b"))).active
    assert sheet.title == "Costs  a b"
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows == [
        ("Billing", 12.5, datetime(2026, 2, 28), datetime(2026, 2, 28, 23, 30), True),
        ("'=1+1", -0.1, None, None, False),
    ]
    assert [cell.data_type for cell in sheet[3]] == ["s", "n", "n", "n", "b"]
    assert sheet["C2"].number_format == "yyyy-mm-dd"


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(spreadsheets, "SHEET_ROWS", 2)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(pandas.DataFrame({"n": [1, 2, 3]}), "rows")))
    assert [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book] == [["n", 1, 2], ["n", 3]]


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_what_was_guarded_comes_back_as_it_was(sign):
    text = sign + "x"
    guarded = openpyxl.load_workbook(io.BytesIO(xlsx_file(pandas.DataFrame({"a": [text]})))).active["A2"].value
    assert guarded.startswith("'")
    assert unescape_formula(guarded.replace("_x000D_", "\r")) == text


def test_an_empty_frame_is_a_file_with_its_headings():
    empty = pandas.DataFrame({"a": []})
    assert csv_file(empty).decode("utf-8-sig").split() == ["a"]
    assert openpyxl.load_workbook(io.BytesIO(xlsx_file(empty))).active["A1"].value == "a"
