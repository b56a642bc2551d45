"""Rows set aside that are corrected: in the grid, in the reject file, or dismissed; and how all of it is taken back."""

import pytest

from data.commands.output import answer_with
from data.export.spreadsheets import csv_file, xlsx_file
from data.import_options import Options
from data.problems import Problem, sentence
from data.repairs.reject_file import reject_rows, rows_with_same_value
from data.repairs.repair import dismiss_rows, repair_file, repair_rows
from data.store import Store


def amounts(store, dataset="complaints", key="complaint_id", column="compensation"):
    return {
        row[key]: str(row[column].normalize())
        for row in store.rows(dataset).to_dict("records")
        if row[column] is not None
    }


def aside(store):
    return [(row["row"], row["column"], row["code"]) for row in store.quarantine()]


GOOD = "Z,2026-01-01,7\n"  # a file of bad rows alone is refused
BAD = (
    "Number;Opened;Department;Refund\nC1;13/01/2026;Billing;10,00\nC2;05/02/2026;Billing;12,5O\n"
    "C3;06/02/2026;Delivery;x\nC4;30/02/2026;Delivery;1.234,50\n"
)
MAP = {"complaint_id": "Number", "opened_on": "Opened", "sector": "Department", "compensation": "Refund"}


def test_a_corrected_row_stands_where_it_stood_in_its_file(store, put):
    put("complaints", BAD, mapping=MAP)
    answer = repair_rows(store, "i1", [{"row": 3, "compensation": "12,50"}, {"row": 4, "Refund": "2"}])
    assert (answer["status"], answer["version"], answer["rows"]) == (
        "stored",
        2,
        {"read": 2, "stored": 2, "quarantined": 0},
    )
    assert amounts(store) == {"C1": "1E+1", "C2": "12.5", "C3": "2"}
    rows = store.rows("complaints").set_index("complaint_id")
    assert (rows.source_file["C2"], rows.source_row["C2"]) == ("complaints.csv", 3)
    assert '"Refund":"12,50"' in rows.verbatim["C2"].replace(": ", ":")
    # 05/02 is 5 February: the file's own 13/01 and 30/02 decided that
    assert str(rows.opened_on["C2"]) == "2026-02-05"
    assert aside(store) == [(5, "opened_on", "NOT_A_DATE")]
    listed = store.imports()[1]
    assert (listed["import_id"], listed["repairs"], listed["dataset"], listed["rows"]) == ("i2", "i1", "complaints", 2)


def test_numbers_are_read_as_the_whole_file_was(store, put):
    put("complaints", BAD, mapping=MAP)
    repair_rows(store, "i1", [{"row": 5, "opened_on": "28/02/2026", "compensation": "1.234"}])
    assert amounts(store)["C4"] == "1234"  # the comma is the decimal sign in this file


def test_a_row_that_is_still_wrong_stays_with_its_new_reason(store, put):
    put("complaints", BAD, mapping=MAP)
    answer = repair_rows(store, "i1", [{"row": 3, "compensation": "-5"}])
    assert answer["rows"] == {"read": 1, "stored": 0, "quarantined": 1}
    assert [(row["read"], row["code"]) for row in store.quarantine() if row["row"] == 3] == [("-5", "NEGATIVE_AMOUNT")]
    assert repair_rows(store, "i1", [{"row": 3, "compensation": "-5"}])["status"] == "unchanged" and store.version == 2
    store.undo("i2")
    assert [(row["read"], row["code"]) for row in store.quarantine() if row["row"] == 3] == [("12,5O", "NOT_A_NUMBER")]


@pytest.mark.parametrize("form", ["csv", "es.csv", "xlsx"])
def test_the_reject_file_goes_out_and_comes_back(store, put, tmp_path, form):
    put(
        "complaints",
        'complaint_id,opened_on,sector,category,compensation\n0001,2026-02-05,Billing,"=cmd",12.5O\n'
        "0002,2026-02-06,Billing,-late,7x\n0003,2026-02-06,Billing,ok,3\n",
    )
    frame = reject_rows(store, "i1")
    assert list(frame.columns) == [
        "row",
        "column",
        "read",
        "reason",
        "complaint_id",
        "opened_on",
        "sector",
        "category",
        "compensation",
    ]
    assert frame.values.tolist()[0][:3] == [2, "compensation", "12.5O"] and frame.reason[0].startswith(
        'read "12.5O"; expected'
    )
    assert repair_file(store, "i1", _written(frame, tmp_path, form))["status"] == "unchanged"
    frame.loc[0, "compensation"] = "12.50"
    answer = repair_file(store, "i1", _written(frame.iloc[::-1], tmp_path, form))  # in another order
    assert answer["rows"] == {"read": 1, "stored": 1, "quarantined": 0} and answer["status"] == "stored"
    row = store.rows("complaints").set_index("complaint_id").loc["0001"]
    assert (row.category, str(row.compensation.normalize()), row.source_row) == ("=cmd", "12.5", 2)
    assert repair_file(store, "i1", _written(frame, tmp_path, form))["status"] == "unchanged"
    assert aside(store) == [(3, "compensation", "NOT_A_NUMBER")] and store.version == 2


def _written(frame, folder, form):
    path = folder / f"rejects.{form}"
    path.write_bytes(xlsx_file(frame) if form == "xlsx" else csv_file(frame, form.removesuffix(".csv")))
    return path


def test_a_spreadsheet_program_that_made_numbers_of_texts_corrects_nothing(store, put, tmp_path):
    put("complaints", "complaint_id,opened_on,compensation\n0001,2026-02-05,12.5O\n0002,2026-02-05,8.50x\n" + GOOD)
    path = tmp_path / "saved.csv"
    path.write_text(
        "row;column;read;reason;complaint_id;opened_on;compensation\n2;compensation;x;x;1;2026-02-05;12.50\n"
        "3;x;x;x;2;2026-02-05;8.50x\n"
    )
    assert repair_file(store, "i1", path)["rows"]["stored"] == 1
    assert amounts(store) == {"0001": "12.5", "Z": "7"}  # not 1: the zeros were lost on the way


def test_a_file_without_row_numbers_or_with_two_lines_for_one_is_refused(store, put, tmp_path):
    put("complaints", BAD, mapping=MAP)
    path = tmp_path / "other.csv"
    for text, code in (("Number,Refund\nC2,12\n", "NO_ROW_NUMBERS"), ("row,Refund\n3,12\n3,13\n", "ROW_TWICE")):
        path.write_text(text)
        with pytest.raises(Problem) as refused:
            repair_file(store, "i1", path)
        assert refused.value.code == code
    path.write_text("row,Refund\n3,12\n99,1\n")  # fewer columns and rows do
    answer = repair_file(store, "i1", path)
    assert answer["rows"]["stored"] == 1 and [note["code"] for note in answer["notes"]] == ["ROWS_NOT_ASIDE"]


def test_undoing_the_file_takes_its_repaired_rows_too(store, put):
    put("complaints", BAD, mapping=MAP)
    repair_rows(store, "i1", [{"row": 3, "compensation": "12,50"}])
    store.undo("i1")
    assert amounts(store) == {} and not aside(store)
    assert [row["status"] for row in store.imports()] == ["undone", "undone"]
    assert len(store.changes()) == 3
    with pytest.raises(Problem):
        repair_rows(store, "i1", [{"row": 4, "compensation": "1"}])
    assert put("complaints", BAD, mapping=MAP)["status"] == "stored"


def test_rows_alike_are_found_by_what_they_hold(store, put):
    put(
        "complaints",
        "complaint_id,opened_on,compensation,resolved\nC1,2026-01-15,n.d.,yes\nC2,2026-01-15,n.d.,maybe\nC3,2026-01-15,x,yes\n"
        "Z,2026-01-01,7,yes\n",
    )
    assert rows_with_same_value(store, "i1", "compensation", "n.d.") == [2, 3]


def test_an_ambiguous_correction_is_asked_about_and_then_goes_in(store, put):
    put("complaints", "complaint_id,opened_on,compensation\nC1,2026-01-15,x\n" + GOOD)
    asked = repair_rows(store, "i1", [{"row": 2, "opened_on": "03/04/2026", "compensation": "5"}])
    assert (asked["status"], answer_with(asked["questions"][0])) == ("question", "--set opened_on.order=day-first")
    repair_rows(
        store,
        "i1",
        [{"row": 2, "opened_on": "03/04/2026", "compensation": "5"}],
        Options(settings={"opened_on.order": "day-first"}),
    )
    assert str(store.rows("complaints").set_index("complaint_id").opened_on["C1"]) == "2026-04-03"


def test_a_dry_run_stores_nothing(store, put):
    put("complaints", BAD, mapping=MAP)
    answer = repair_rows(store, "i1", [{"row": 3, "compensation": "12,50"}], Options(dry_run=True))
    assert answer["rows"]["stored"] == 1 and answer["dry_run"] and store.version == 1 and len(aside(store)) == 3


def test_a_file_without_headings_is_repaired_by_its_places(store, put):
    put(
        "complaints",
        "C1,2026-01-15,10\nC2,2026-01-16,x\n",
        mapping={"complaint_id": "#1", "opened_on": "#2", "compensation": "#3"},
        **{"header-row": "0"},
    )
    repair_rows(store, "i1", [{"row": 2, "compensation": "4"}])
    assert amounts(store) == {"C1": "1E+1", "C2": "4"}


def test_a_currency_stated_in_the_file_holds_for_its_repaired_rows(store, put):
    put("complaints", "complaint_id,opened_on,compensation (EUR)\nC1,2026-01-15,10\nC2,2026-01-16,x\n")
    repair_rows(store, "i1", [{"row": 3, "compensation": "4"}])
    assert set(store.rows("complaints").currency) == {"EUR"}


def test_a_repaired_event_ends_the_one_before_it(store, put):
    put(
        "stage_times",
        "case_id,activity,sector,timestamp\nK1,received,Sales,2026-01-13 08:00\nK1,checked,Sales,2026-13-13 09:00\n"
        "K1,picked,Store,2026-01-13 10:30\n",
    )
    repair_rows(store, "i1", [{"row": 3, "timestamp": "2026-01-13 09:00"}])
    ends = {row.stage: str(row.finished_at)[11:16] for row in store.rows("stage_times").itertuples() if row.finished_at}
    assert ends == {"received": "09:00", "checked": "10:30"}
    store.undo("i2")
    ends = {row.stage: str(row.finished_at)[11:16] for row in store.rows("stage_times").itertuples() if row.finished_at}
    assert ends == {"received": "10:30"}


def test_repairs_are_made_again_when_the_database_is_lost(store, put, tmp_path):
    put("complaints", BAD, mapping=MAP)
    repair_rows(store, "i1", [{"row": 3, "compensation": "12,50"}])
    frame = reject_rows(store, "i1")
    frame.loc[frame.row == 4, "Refund"] = "3"
    repair_file(store, "i1", _written(frame, tmp_path, "xlsx"))
    dismiss_rows(store, "i1", [5])
    before = [
        [(r.complaint_id, r.source_row, r.compensation) for r in store.rows("complaints", v).itertuples()]
        for v in range(5)
    ]
    store.close()
    (store.home / "ledger.duckdb").unlink()
    again = Store(store.home)
    assert before == [
        [(r.complaint_id, r.source_row, r.compensation) for r in again.rows("complaints", v).itertuples()]
        for v in range(5)
    ]
    assert not again.quarantine() and [row["repairs"] for row in again.imports()] == [None, "i1", "i1", "i1"]
    again.close()


def test_the_reasons_speak_the_reader_s_language(store, put):
    put("complaints", BAD, mapping=MAP)
    assert reject_rows(store, "i1", "es").reason[0] == "se leyó «12,5O»; se esperaba un número como 12,50."
    row = store.quarantine()[0]
    assert sentence(row["code"], row["fields"], "es") == "se leyó «12,5O»; se esperaba un número como 12,50."


def test_the_same_file_again_after_its_repair_changes_nothing(store, put):
    put("complaints", BAD, mapping=MAP)
    repair_rows(store, "i1", [{"row": 3, "compensation": "12,50"}])
    dismiss_rows(store, "i1", [5])
    assert put("complaints", BAD, mapping=MAP)["status"] == "unchanged" and store.version == 3
