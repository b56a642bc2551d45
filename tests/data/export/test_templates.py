"""A template, filled with the examples of its contract, imports without a question."""

import csv
import io

import duckdb
import openpyxl
import pytest

from data.contracts.definitions import contract, dataset_names
from data.export.templates import csv_template, template_columns, xlsx_template
from data.import_options import Options
from data.languages import LANGUAGES
from data.parsing.parse_table import parse_table
from data.reading.read_file import read_text

CASES = [(dataset, language) for dataset in dataset_names() for language in LANGUAGES]


def examples(dataset: str) -> list:
    columns = template_columns(contract(dataset))
    return list(zip(*(column.examples for column in columns), strict=True))


def check_imports(file, dataset, tmp_path):
    table = read_text(file, file.name, Options(), tmp_path)
    cursor = duckdb.connect().cursor()
    staged = parse_table(cursor, table, contract(dataset), Options(), {})
    assert (staged.error, staged.questions, staged.ignored) == (None, [], [])
    assert staged.columns == [column.name for column in template_columns(contract(dataset))]
    assert cursor.execute("select * from stage_problem").fetchall() == []
    assert cursor.execute("select count(*) from stage_row").fetchone() == (3,)


@pytest.mark.sampled(8)
@pytest.mark.parametrize("dataset, language", CASES)
def test_csv_template_round_trip(dataset, language, tmp_path):
    template = csv_template(dataset, language)
    assert template.startswith(b"\xef\xbb\xbf")
    rows = io.StringIO()
    csv.writer(rows, delimiter=";" if b";" in template else ",").writerows(examples(dataset))
    file = tmp_path / "filled.csv"
    file.write_bytes(template + rows.getvalue().encode("utf-8"))
    check_imports(file, dataset, tmp_path)


@pytest.mark.sampled(8)
@pytest.mark.parametrize("dataset, language", CASES)
def test_xlsx_template_round_trip(dataset, language, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(xlsx_template(dataset, language)))
    for row in examples(dataset):
        book.active.append(row)
    file = tmp_path / "filled.xlsx"
    book.save(file)
    check_imports(file, dataset, tmp_path)


def test_template_headings_have_notes_and_lists():
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_template("complaints", "en"))).active
    assert sheet["A1"].value == "complaint_id"
    assert "Number of the complaint." in sheet["A1"].comment.text
    assert sheet.column_dimensions["A"].width >= 12
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    assert '"yes,no"' in lists.values()


def test_empty_template_says_there_are_no_rows(tmp_path):
    file = tmp_path / "empty.xlsx"
    file.write_bytes(xlsx_template("sectors", "es"))
    table = read_text(file, file.name, Options(), tmp_path)
    staged = parse_table(duckdb.connect().cursor(), table, contract("sectors"), Options(), {})
    assert staged.error["code"] == "NO_ROWS"
