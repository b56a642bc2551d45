"""Imports on the command line: what they print, what is stored, what is asked and answered."""

from decimal import Decimal
from pathlib import Path

import pytest
from four_files import FILES, bring, costs


def version(command) -> int:
    return max(row["version"] for row in command("imports", "--json").json)


# What import prints ---------------------------------------------------------------------------------


def test_import_prints_one_object(fresh, tmp_path):
    answer = bring(fresh, tmp_path, "complaints", FILES["complaints"])
    assert answer.code == 0
    said = answer.json
    assert {
        "status",
        "dataset",
        "import_id",
        "version",
        "rows",
        "quarantine",
        "notes",
        "new_sectors",
        "questions",
        "control_totals",
        "control_totals_quarantined",
    } <= set(said)
    assert (said["status"], said["dataset"], said["version"]) == ("stored", "complaints", 1)
    assert said["rows"] == {"read": 3, "stored": 3, "quarantined": 0}
    assert said["control_totals"] == {"compensation": "35.50"}  # 25.00 + 10.50
    assert sorted(said["new_sectors"]) == ["Billing", "Delivery", "Front desk"]


def test_a_bad_row_is_set_aside_with_row_column_what_was_read_and_code(fresh, tmp_path):
    text = 'complaint_id,opened_on,compensation\nK1,2026-01-15,12.50\nK2,2026-01-16,"12,5O"\n'
    said = bring(fresh, tmp_path, "complaints", text).json
    assert said["rows"] == {"read": 2, "stored": 1, "quarantined": 1}
    (problem,) = said["quarantine"]
    assert {name: problem[name] for name in ("row", "column", "read", "code")} == {
        "row": 3,
        "column": "compensation",
        "read": "12,5O",
        "code": "NOT_A_NUMBER",
    }
    (listed,) = fresh("quarantine", said["import_id"], "--format", "json").json
    assert {name: listed[name] for name in ("row", "column", "read", "code")} == {
        "row": 3,
        "column": "compensation",
        "read": "12,5O",
        "code": "NOT_A_NUMBER",
    }
    assert problem["message"] and listed["message"] == problem["message"]


def test_rows_come_with_their_source(command):
    row = command("rows", "complaints", "--format", "json").json[0]
    assert (row["complaint_id"], row["opened_on"], row["sector"]) == ("K1", "2026-01-15", "Billing")
    assert (row["source_file"], row["source_row"]) == ("complaints.csv", 2)
    assert "source_sheet" in row and "25.00" in str(row["verbatim"])


def test_a_dry_run_stores_nothing(fresh, tmp_path):
    said = bring(fresh, tmp_path, "customers", FILES["customers"], "--dry-run").json
    assert said["rows"] == {"read": 3, "stored": 3, "quarantined": 0}
    assert fresh("imports", "--json").json == []
    assert fresh("rows", "customers", "--format", "csv").rows == []


# Versions -------------------------------------------------------------------------------------------


def test_every_accepted_change_raises_the_version_by_one(command, tmp_path):
    assert [row["version"] for row in command("imports", "--json").json] == [1, 2, 3, 4]
    said = bring(command, tmp_path, "customers", "customer_id,started_on\nC4,2025-05-05\n").json
    assert said["version"] == 5
    assert command("undo", said["import_id"]).code == 0  # version 6
    assert command("assume", "hourly_cost=30").code == 0  # version 7
    assert bring(command, tmp_path, "customers", "customer_id,started_on\nC5,2025-05-05\n").json["version"] == 8


def test_the_same_file_again_changes_nothing(command, tmp_path):
    answer = bring(command, tmp_path, "complaints", FILES["complaints"])
    assert answer.code == 0
    assert (answer.json["status"], answer.json["version"]) == ("unchanged", 4)
    assert answer.json["rows"] == {"read": 3, "stored": 3, "quarantined": 0}
    assert version(command) == 4


def test_an_earlier_version_prints_the_same_bytes_later(command, tmp_path):
    figures = ("cost_by_sector", "ledger", "sector_overview")
    before = [command("figure", name, "--format", "csv").out for name in figures]
    bring(command, tmp_path, "complaints", "complaint_id,opened_on,sector,compensation\nK1,2026-01-15,Delivery,99.00\n")
    command("assume", "hourly_cost=30")
    assert command("figure", "cost_by_sector", "--format", "csv").out != before[0]
    assert [command("figure", name, "--version", 4, "--format", "csv").out for name in figures] == before
    rows = command("rows", "complaints", "--version", 4, "--format", "json").json
    assert Decimal(str(rows[0]["compensation"])) == Decimal("25.00")


def test_a_file_with_bad_rows_again_changes_nothing(fresh, tmp_path):
    text = "complaint_id,opened_on,compensation\nK1,2026-01-15,3.00\nK2,2026-02-30,4.00\n"
    first, second = (bring(fresh, tmp_path, "complaints", text).json for _ in range(2))
    assert (first["status"], second["status"]) == ("stored", "unchanged")
    assert second["rows"] == {"read": 2, "stored": 1, "quarantined": 1}
    assert (first["control_totals"], first["control_totals_quarantined"]) == (
        {"compensation": "3.00"},
        {"compensation": "4.00"},
    )


# Questions ------------------------------------------------------------------------------------------


def ask_and_answer(command, folder: Path, dataset: str, text: str, code: str):
    """Checks that the file is asked about, answers as told and returns what was stored then."""
    before = len(command("imports", "--json").json)
    answer = bring(command, folder, dataset, text)
    assert (answer.code, answer.json["status"]) == (3, "question")
    (question,) = answer.json["questions"]
    assert question["code"] == code and question["choices"]
    assert len(command("imports", "--json").json) == before
    told = bring(command, folder, dataset, text, *question["answer_with"].split(" ", 1))
    assert (told.code, told.json["status"], told.json["questions"]) == (0, "stored", [])
    return told.json


def test_days_that_can_be_read_two_ways_are_asked_about(fresh, tmp_path):
    text = "customer_id,started_on\nC1,03/04/2025\nC2,05/06/2025\n"
    ask_and_answer(fresh, tmp_path, "customers", text, "AMBIGUOUS_DATE")
    days = {row["started_on"] for row in fresh("rows", "customers", "--format", "csv").rows}
    assert days in ({"2025-04-03", "2025-06-05"}, {"2025-03-04", "2025-05-06"})


def test_an_amount_that_can_be_read_two_ways_is_asked_about(fresh, tmp_path):
    text = "complaint_id;opened_on;compensation\nK1;2026-01-15;1.234\n"
    said = ask_and_answer(fresh, tmp_path, "complaints", text, "AMBIGUOUS_NUMBER")
    assert Decimal(said["control_totals"]["compensation"]) in (Decimal(1234), Decimal("1.234"))


def test_a_sector_near_a_known_one_is_asked_about(command, tmp_path):
    text = "complaint_id,opened_on,sector,compensation\nK5,2026-01-20,Biling,5.00\n"
    assert ask_and_answer(command, tmp_path, "complaints", text, "UNKNOWN_SECTOR")["new_sectors"] == []
    assert costs(command)[("Billing", "compensation")] == Decimal("30.00")  # 25.00 + 5.00


def test_dates_that_overlap_what_is_stored_are_asked_about_where_rows_have_no_key(fresh, tmp_path):
    bring(fresh, tmp_path, "satisfaction", "date,score\n2026-01-15,7\n2026-02-15,8\n")
    text = "date,score\n2026-02-10,5\n2026-03-15,9\n"
    said = ask_and_answer(fresh, tmp_path, "satisfaction", text, "OVERLAPPING_PERIOD")
    assert said["rows"]["read"] == 2


def test_headings_mapped_once_are_remembered(fresh, tmp_path):
    mapping = ("--map", "customer_id=Whoever", "--map", "started_on=Since then")
    first = bring(fresh, tmp_path, "customers", "Whoever,Since then\nC1,2025-01-15\n", *mapping)
    assert first.json["rows"]["stored"] == 1
    assert bring(fresh, tmp_path, "customers", "Whoever,Since then\nC2,2025-01-16\n").json["rows"]["stored"] == 1


# Refusals -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "EMPTY_FILE"),
        (b"complaint_id,opened_on\n", "NO_ROWS"),
        (b"complaint_id,compensation\nK1,3.00\n", "MISSING_COLUMN"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "NOT_A_SPREADSHEET"),
        (b"<!doctype html><html><body><table><tr><td>K1</td></tr></table></body></html>", "NOT_A_SPREADSHEET"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(fresh, tmp_path, content, code):
    answer = bring(fresh, tmp_path, "complaints", content)
    assert (answer.code, answer.json["status"], answer.json["error"]["code"]) == (2, "refused", code)
    assert answer.json["error"]["message"] and "\n" not in answer.json["error"]["message"]
    assert "Traceback" not in answer.err
    assert fresh("imports", "--json").json == []
