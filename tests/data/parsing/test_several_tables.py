"""A sheet with more than one table is never read as one without a word."""

import duckdb
import pytest
import xlsxwriter

from data.commands.output import answer_with
from data.contracts.definitions import contract
from data.import_options import Options
from data.parsing.parse_table import parse_table
from data.reading.read_file import read_text

HEADINGS = ["complaint_id", "opened_on", "sector"]
FIRST = ["C1", "2026-01-15", "Billing"]
CUSTOMERS = ["customer_id", "started_on", "segment"]


def staged_rows(tmp_path, rows: list, dataset="complaints", merged=(), **said):
    file = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(number, column, value)
        for place, value in merged:
            sheet.merge_range(place, value)
    options = Options(mapping=said)
    cursor = duckdb.connect().cursor()
    return cursor, parse_table(cursor, read_text(file, file.name, options, tmp_path), contract(dataset), options, {})


def codes(staged) -> list:
    return [question.code for question in staged.questions]


def test_a_table_beside_another_is_asked_about(tmp_path):
    # without the question K1 would become the customer of C1
    rows = [[*HEADINGS, "", *CUSTOMERS], [*FIRST, "", "K1", "2020-01-01", "A"]]
    _, staged = staged_rows(tmp_path, rows)
    assert [(q.code, q.choices, answer_with(q)) for q in staged.questions] == [
        ("TABLE_BESIDE", ["none", "#5"], "--map customer_id=none")
    ]
    cursor, staged = staged_rows(tmp_path, rows, customer_id="none")
    assert (staged.stops, staged.columns) == (False, ["complaint_id", "opened_on", "sector"])
    _, staged = staged_rows(tmp_path, rows, customer_id="#5")
    assert (staged.stops, staged.mapping["customer_id"]) == (False, "customer_id")


def test_an_empty_column_between_columns_of_one_table_asks_nothing(tmp_path):
    _, staged = staged_rows(
        tmp_path,
        [["complaint_id", "opened_on", "", "customer_id", "sector"], ["C1", "2026-01-15", "", "K1", "Billing"]],
    )
    assert not staged.stops


def test_another_table_below_is_refused(tmp_path):
    _, staged = staged_rows(tmp_path, [HEADINGS, FIRST, [], CUSTOMERS, ["K1", "2020-01-01", "A"]])
    assert (staged.error["code"], staged.error["fields"]) == ("TABLE_BELOW", {"row": 4})


def test_rows_below_empty_rows_are_mentioned(tmp_path):
    cursor, staged = staged_rows(
        tmp_path, [HEADINGS, FIRST, [], ["C2", "2026-01-16", "Sales"], ["C3", "2026-01-16", "Sales"]]
    )
    assert [(n["code"], n["fields"]) for n in staged.notes] == [("ROWS_BELOW_GAP", {"count": 2, "row": 4})]
    assert cursor.execute("select count(*) from stage_row").fetchall() == [(3,)]


@pytest.mark.parametrize("rows", [[HEADINGS, FIRST], [["Report"], [], HEADINGS, FIRST], [HEADINGS, FIRST, [], []]])
def test_titles_and_empty_ends_are_not_mentioned(tmp_path, rows):
    assert staged_rows(tmp_path, rows)[1].notes == []


def test_a_heading_over_two_columns_is_asked_about(tmp_path):
    rows = [["month", "sector", "purpose"], ["", "", "", 2025, 2026], ["2026-01-01", "Billing", "running", 100, 200]]
    _, staged = staged_rows(tmp_path, rows, "sector_costs", [("D1:E1", "Amount")])
    assert [(q.code, q.choices) for q in staged.questions] == [("DUPLICATE_COLUMN", ["#4", "#5", "none"])]
    _, staged = staged_rows(tmp_path, rows, "sector_costs", [("D1:E1", "Amount")], amount="#5")
    assert codes(staged) == []


def test_headings_in_two_lines_are_read_from_the_second(tmp_path):
    # complaint_id and opened_on are merged over both lines, Cost over its two columns
    rows = [[], ["", "", "compensation", "rework_cost"], ["C1", "2026-01-15", 10.5, 3]]
    cursor, staged = staged_rows(
        tmp_path, rows, merged=[("A1:A2", "complaint_id"), ("B1:B2", "opened_on"), ("C1:D1", "Cost")]
    )
    assert not staged.stops
    assert cursor.execute("select complaint_id, compensation, rework_cost from stage_row").fetchall() == [
        ("C1", 10.5, 3)
    ]
