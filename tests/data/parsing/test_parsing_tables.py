"""Rows that are no rows, doubles, headings found and mapped, files refused as a whole."""

from datetime import date
from decimal import Decimal

from typed_text import Result

from data.commands.output import answer_with, in_words
from data.import_options import Options


def test_rows_that_are_no_rows(tmp_path):
    text = (
        "Complaints 2026,,\n,,\ncomplaint_id,opened_on,compensation\nC1,2026-01-15,10.00\n,,\n"
        "C2,2026-01-16\nC3,2026-01-17,5.00,x\nTotal,,15.00\nC4,,1.00\nC5,2026-01-18,2.50,,\n"
    )
    result = Result(tmp_path, text)
    assert [(row, code) for row, _, _, code in result.problems] == [
        (6, "ROW_TOO_SHORT"),
        (7, "ROW_TOO_LONG"),
        (8, "TOTALS_ROW"),
        (9, "MISSING_VALUE"),
    ]
    assert result.column("complaint_id") == ["C1", "C5"]
    assert result.staged.rows_read == 6
    assert result.notes == ["TOTALS_DIFFER"]  # 15.00 is written, the stored rows above sum to 10.00


def test_a_file_whose_rows_are_all_longer_is_refused(tmp_path):
    assert Result(tmp_path, "complaint_id,opened_on\nC1,2026-01-15,x\nC2,2026-01-15,y\n").error == "ROW_TOO_LONG"


def test_nul_bytes_and_long_cells_set_a_row_aside(tmp_path):
    text = f"complaint_id,opened_on,category\nC1,2026-01-15,a\0b\nC2,2026-01-15,{'x' * 32768}\nC3,2026-01-15,ok\n"
    assert [(row, code) for row, _, _, code in Result(tmp_path, text).problems] == [
        (2, "NUL_BYTE"),
        (3, "CELL_TOO_LONG"),
    ]


def test_duplicates(tmp_path):
    text = "complaint_id,opened_on\nA,2026-01-15\nA,2026-01-15\nB,2026-01-15\nB,2026-01-16\nC,2026-01-15\n"
    assert Result(tmp_path, text).questions == ["DOUBLED_KEYS"]  # three of five rows, told apart by their days
    result = Result(tmp_path, text, options=Options(settings={"keep": "none"}))
    assert result.column("complaint_id") == ["A", "C"]
    assert [(row, code) for row, _, _, code in result.problems] == [
        (3, "DUPLICATE_ID"),
        (4, "DUPLICATE_ID"),
        (5, "DUPLICATE_ID"),
    ]
    lines = Result(tmp_path, "complaint_id,sector,minutes\nA,X,5\nA,X,5\nA,X,5\n", "complaint_work")
    assert (lines.column("minutes"), lines.notes) == ([5, 5, 5], ["EXACT_COPIES"])
    assert lines.staged.notes[0]["fields"] == {"count": 2}


def test_mostly_bad_files_are_refused_with_reasons(tmp_path):
    rows = "".join(f"C{i},soon\n" for i in range(600)) + "".join(f"D{i},2026-01-15\n" for i in range(400))
    result = Result(tmp_path, "complaint_id,opened_on\n" + rows)
    assert result.error == "MOSTLY_BAD"
    assert "opened_on NOT_A_DATE (600)" in in_words(result.staged.error)["message"]


def test_headings_are_found_mapped_and_asked_about(tmp_path):
    text = "Ticket Number,Created Date,refund,cost\nC1,2026-01-15,10.00,99.00\n"
    result = Result(tmp_path, text)
    assert result.questions == ["DUPLICATE_COLUMN"]
    assert answer_with(result.staged.questions[0]) == "--map 'compensation=#3'"
    chosen = Result(tmp_path, text, options=Options(mapping={"compensation": "cost"}))
    assert chosen.column("compensation") == [Decimal(99)]
    assert chosen.staged.mapping == {
        "complaint_id": "Ticket Number",
        "opened_on": "Created Date",
        "compensation": "cost",
    }
    again = Result(tmp_path, text, remembered={"cost": "compensation", "refund": "rework_cost"})
    assert (again.column("compensation"), again.column("rework_cost")) == ([Decimal(99)], [Decimal(10)])


def test_missing_and_unknown_headings(tmp_path):
    missing = Result(tmp_path, "complaint_id,whatever\nC1,x\n")
    assert (missing.error, missing.staged.ignored) == ("MISSING_COLUMN", ["whatever"])
    assert "opened_on" in in_words(missing.staged.error)["message"]
    assert (
        Result(
            tmp_path, "complaint_id,opened_on\nC1,2026-01-15\n", options=Options(mapping={"sector": "nowhere"})
        ).error
        == "UNKNOWN_HEADING"
    )
    filled = Result(tmp_path, "complaint_id\nC1\nC2\n", options=Options(settings={"opened_on.value": "2026-01-15"}))
    assert filled.column("opened_on") == [date(2026, 1, 15)] * 2


def test_no_header(tmp_path):
    text = "C1,2026-01-15,10.00\nC2,2026-01-16,20.00\n"
    assert Result(tmp_path, text).questions == ["NO_HEADER"]
    options = Options(mapping={"complaint_id": "#1", "opened_on": "#2"}, settings={"header-row": "0"})
    assert Result(tmp_path, text, options=options).column("complaint_id") == ["C1", "C2"]


def test_what_can_stand_instead_of_other_columns(tmp_path):
    customers = Result(
        tmp_path, "customerID,tenure in months,Churn,MonthlyCharges\n0007,5,Yes,29.85\n0008,,No,20.00\n", "customers"
    )
    assert (customers.column("tenure_months"), customers.column("has_left")) == ([5], [True])
    assert [(row, code) for row, _, _, code in customers.problems] == [(3, "MISSING_VALUE")]
    sales = Result(
        tmp_path,
        "InvoiceNo,InvoiceDate,Quantity,UnitPrice\n1,2026-01-15,3,0.3333333\n2,2026-01-15,-9360,0.03\n",
        "transactions",
    )
    # 3 × 0.3333333 = 0.9999999, rounded to six decimals 1.000000; −9360 × 0.03 = −280.80
    assert sales.column("revenue") == [Decimal("1.000000"), Decimal("-280.8")]


def test_garbled_text_is_asked_about_only_where_it_matters(tmp_path):
    text = "complaint_id,opened_on,category,town\nC1,2026-01-15,{},{}\n"
    assert Result(tmp_path, text.format("ok", "YaoundÃ©")).questions == []
    assert Result(tmp_path, text.format("LogÃ­stica", "ok")).questions == ["MOJIBAKE"]
    repaired = Result(tmp_path, text.format("LogÃ­stica", "ok"), options=Options(settings={"mojibake": "repair"}))
    assert repaired.column("category") == ["Logística"]


def test_headings_never_become_sql(tmp_path):
    result = Result(tmp_path, 'complaint_id,opened_on,"x\'); drop table stage_row; --"\nC1,2026-01-15,"\'; --"\n')
    assert result.column("verbatim") == [
        '{"complaint_id":"C1","opened_on":"2026-01-15","x\'); drop table stage_row; --":"\'; --"}'
    ]
