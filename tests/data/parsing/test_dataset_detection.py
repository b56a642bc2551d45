"""What a file is, is seen before it is imported: its tables, their first rows, and the data set each may be."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest
import xlsxwriter
from paths import SHARED

from data.contracts.definitions import contract, dataset_names
from data.export.templates import csv_template, template_columns, xlsx_template
from data.languages import LANGUAGES
from data.parsing.dataset_detection import FileInspection, detect_datasets, inspect_file
from data.reading.text_table import ReadFailure

CASES = [(dataset, language) for dataset in dataset_names() for language in LANGUAGES]
WHAT = {
    "telco": "customers",
    "oxford_spend": "sector_costs",
    "volvo_bpi2013": "stage_times",
    "nyc_council": "complaints",
    "online_retail": "transactions",
}


def missing(what: str) -> list:
    """Return the cases of a test whose files are not there: one that is skipped and says so."""
    return [pytest.param(None, marks=pytest.mark.skip(reason=what), id="missing")]


def looked(tmp_path, content: bytes, name="file.csv", **settings) -> FileInspection | ReadFailure:
    file = tmp_path / name
    file.write_bytes(content)
    return inspect_file(file, name, tmp_path, settings)


def best(sheet, remembered=None) -> list:
    """The data sets that share the highest score."""
    guesses = detect_datasets(sheet, remembered or {})
    return [guess.dataset for guess in guesses if guess.score == guesses[0].score]


def examples(dataset: str) -> list:
    return list(zip(*(column.examples for column in template_columns(contract(dataset))), strict=True))


def text(*rows) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def workbook(**sheets) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name.startswith("hidden"):
                sheet.hide()
    return file.getvalue()


@pytest.mark.parametrize("dataset, language", CASES)
def test_every_template_is_recognised(dataset, language, tmp_path):
    rows = io.StringIO()
    template = csv_template(dataset, language)
    csv.writer(rows, delimiter=";" if b";" in template else ",").writerows(examples(dataset))
    found = looked(tmp_path, template + rows.getvalue().encode())
    guess = detect_datasets(found.sheets[0], {})[0]
    assert (best(found.sheets[0]), guess.heading_row, guess.missing) == ([dataset], 1, [])


@pytest.mark.parametrize("dataset", dataset_names())
def test_every_workbook_template_is_recognised(dataset, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(xlsx_template(dataset, "es")))
    for row in examples(dataset):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    sheet = looked(tmp_path, file.getvalue(), "f.xlsx").sheets[0]
    assert (best(sheet), sheet.rows, sheet.name) == ([dataset], 4, contract(dataset).title["es"][:31])


@pytest.mark.parametrize(
    "file",
    sorted(
        path
        for folder in WHAT
        for path in (SHARED / "data" / folder).glob("*")
        if path.suffix in (".csv", ".gz", ".zip")
    )
    or missing("recognising real files, without ../shared/data"),
    ids=lambda path: path.name,
)
def test_real_files_are_recognised(file, tmp_path):
    found = inspect_file(file, file.name, tmp_path)
    assert best(found.sheets[0]) == [WHAT[file.parent.name]]
    assert detect_datasets(found.sheets[0], {})[0].heading_row == 1


def hostile():
    manifest = SHARED / "badfiles" / "files" / "manifest.json"
    if not manifest.exists():
        return missing("recognising hostile files, without ../shared/badfiles")
    return json.loads(manifest.read_text("utf-8"))[::3]


@pytest.mark.parametrize("case", hostile(), ids=lambda case: case["file"])
def test_hostile_files_are_complaints_undecided_or_refused(case, tmp_path):
    file = SHARED / "badfiles" / "files" / case["file"]
    found = inspect_file(file, file.name, tmp_path)
    if isinstance(found, ReadFailure):
        assert case["must"] == "reject", found
    else:
        assert all(best(sheet) in (["complaints"], []) for sheet in found.sheets)


def test_rows_are_shown_with_their_numbers_below_titles(tmp_path):
    found = looked(tmp_path, b"Report of March\n\ncomplaint_id,opened_on,sector\nC1,2026-01-15,Billing\n")
    sheet = found.sheets[0]
    assert (sheet.name, sheet.rows, sheet.is_hidden) == (None, 3, False)
    assert sheet.first_rows == [
        (1, ["Report of March"]),
        (3, ["complaint_id", "opened_on", "sector"]),
        (4, ["C1", "2026-01-15", "Billing"]),
    ]
    assert detect_datasets(sheet, {})[0].heading_row == 3


def test_twelve_rows_are_shown_and_a_heading_further_down_is_still_found(tmp_path):
    notes = [[f"note {n}"] for n in range(20)]
    sheet = looked(tmp_path, text(*notes, ["complaint_id", "opened_on"], ["C1", "2026-01-15"])).sheets[0]
    assert len(sheet.first_rows) == 12
    assert detect_datasets(sheet, {})[0].heading_row == 21


def test_a_sheet_of_notes_is_not_taken_for_data(tmp_path):
    notes = [
        ["How to read this workbook"],
        ["Sector: who caused it."],
        ["The date is the day of opening.", "See page 3"],
        ["Amounts in euros"],
    ]
    data = [["complaint_id", "opened_on", "sector"], ["C1", "2026-01-15", "Billing"]]
    found = looked(
        tmp_path, workbook(Notes=notes, March=data, hidden_lists=[["Billing"], ["Sales"]], empty=[]), "f.xlsx"
    )
    assert [(sheet.name, sheet.rows, sheet.is_hidden) for sheet in found.sheets] == [
        ("Notes", 4, False),
        ("March", 2, False),
        ("hidden_lists", 2, True),
    ]
    assert [best(sheet) for sheet in found.sheets] == [[], ["complaints"], []]


def test_each_table_of_a_zip_is_a_sheet(tmp_path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("in/complaints.csv", text(["complaint_id", "opened_on"], ["C1", "2026-01-15"]))
        archive.writestr("in/customers.xlsx", workbook(Data=[["customer_id", "started_on"], ["K1", "2026-01-15"]]))
        archive.writestr("in/readme.txt", b"nothing")
    found = looked(tmp_path, file.getvalue(), "f.zip")
    assert [(sheet.name, best(sheet)) for sheet in found.sheets] == [
        ("in/complaints.csv", ["complaints"]),
        ("in/customers.xlsx", ["customers"]),
    ]


def test_one_column_is_a_list_only_where_nothing_else_is_required(tmp_path):
    sheet = looked(tmp_path, text(["customer"], ["K1"])).sheets[0]
    assert best(sheet) == []
    assert best(looked(tmp_path, text(["sector"], ["Billing"])).sheets[0]) == ["sectors"]


def test_remembered_headings_are_known(tmp_path):
    sheet = looked(tmp_path, text(["Vorgang", "Eingang"], ["C1", "2026-01-15"])).sheets[0]
    assert detect_datasets(sheet, {}) == []
    assert best(sheet, {"complaints": {"Vorgang": "complaint_id", "Eingang": "opened_on"}}) == ["complaints"]


def test_a_case_with_a_column_of_times_per_stage_is_recognised(tmp_path):
    rows = (
        ["case_id", "Order", "Picking", "Delivery"],
        ["1", "2026-01-05 10:00", "2026-01-06 11:00", ""],
        ["2", "2026-01-07 10:00", "", ""],
    )
    assert best(looked(tmp_path, text(*rows)).sheets[0]) == ["stage_times"]


def test_long_files_are_not_read_to_their_end(tmp_path):
    content = b"complaint_id,opened_on\n" + b"C1,2026-01-15\n" * 200_000  # 2.8 MB; 1 MB is looked at
    sheet = looked(tmp_path, content).sheets[0]
    assert (sheet.rows, best(sheet)) == (None, ["complaints"])
    cut = looked(tmp_path, content.decode().encode("utf-16")).sheets[0]
    assert cut.first_rows[1] == (2, ["C1", "2026-01-15"])
