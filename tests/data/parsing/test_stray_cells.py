"""Cells that no heading stands over are ignored, and mentioned."""

import duckdb
import pytest
import xlsxwriter

from data.contracts.definitions import contract
from data.import_options import Options
from data.parsing.parse_table import parse_table
from data.reading.read_file import read_text

HEADINGS = ["complaint_id", "opened_on", "sector"]
ROWS = [HEADINGS, ["C1", "2026-01-15", "Billing"], ["C2", "2026-01-16", "Sales"]]


def staged_book(tmp_path, more: list, rows=ROWS):
    file = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for row, column, value in more:
            sheet.write(row, column, value)
    return staged_file(file, tmp_path)


def staged_file(file, tmp_path):
    cursor = duckdb.connect().cursor()
    staged = parse_table(cursor, read_text(file, file.name, Options(), tmp_path), contract("complaints"), Options(), {})
    assert not staged.stops, (staged.error, staged.questions)
    return cursor, staged


def stray(staged) -> list:
    return [(note["fields"]["count"], note["fields"]["row"]) for note in staged.notes if note["code"] == "STRAY_CELLS"]


@pytest.mark.parametrize(
    "cells, expected",
    [
        ([], []),
        ([(1, 3, "beside")], [(1, 2)]),
        ([(2, 20, 5), (9, 20, 7)], [(2, 3)]),  # row 10 holds nothing but a stray cell
        ([(2, 20, 5), (1, 500, "far")], [(2, 2)]),  # one the reader left out, one beyond the heading
        ([(0, 500, "far")], [(1, 1)]),
    ],
)
def test_cells_right_of_the_headings(tmp_path, cells, expected):
    cursor, staged = staged_book(tmp_path, cells)
    assert stray(staged) == expected
    assert staged.rows_read == 2


def test_a_column_without_a_heading_between_others(tmp_path):
    rows = [["complaint_id", "", "opened_on"], ["C1", "x", "2026-01-15"], ["C2", "", "2026-01-16"]]
    assert stray(staged_book(tmp_path, [], rows)[1]) == [(1, 2)]


def test_a_text_file_with_an_index_column(tmp_path):
    file = tmp_path / "f.csv"
    file.write_text(",complaint_id,opened_on\n0,C1,2026-01-15\n1,C2,2026-01-16\n")
    assert stray(staged_file(file, tmp_path)[1]) == [(2, 2)]
