"""Texts become typed rows; what can mean two things is asked, what is wrong is set aside."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import duckdb
import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from data.commands.output import answer_with, in_words
from data.contracts.definitions import contract
from data.import_options import Options
from data.parsing.parse_table import parse_table
from data.parsing.values.numbers import read_number
from data.reading.read_file import read_text


class Result:
    """What staging one CSV text gave: rows by column, problems by row, codes of questions and error."""

    def __init__(self, folder, text, dataset="complaints", options=None, remembered=None):
        options = options or Options()
        file = folder / "file.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        self.cursor = duckdb.connect().cursor()
        table = read_text(file, file.name, options, folder)
        self.staged = parse_table(self.cursor, table, contract(dataset), options, remembered or {})
        self.questions = [question.code for question in self.staged.questions]
        self.error = self.staged.error and self.staged.error["code"]
        self.notes = [note["code"] for note in self.staged.notes]

    def column(self, name):
        return [v for (v,) in self.cursor.execute(f"select {name} from stage_row order by source_row").fetchall()]

    @property
    def problems(self):
        return self.cursor.execute(
            "select source_row, column_name, read, code from stage_problem order by 1, 2"
        ).fetchall()


@pytest.fixture
def complaints(tmp_path):
    """Stages complaints with one further column; ids count from 1, all opened on 2026-01-15."""

    def run(column, *texts, heading=None, **settings):
        lines = [f"complaint_id|opened_on|{heading or column}"] + [
            f"{i}|2026-01-15|{t}" for i, t in enumerate(texts, 1)
        ]
        options = Options(settings={name.replace("__", "."): value for name, value in settings.items()})
        return Result(tmp_path, "\n".join(lines) + "\n", options=options)

    return run


@pytest.mark.parametrize(
    "texts, expected",
    [
        (["1234.50"], "1234.50"),
        (["1,234.50"], "1234.50"),
        (["1.234,50"], "1234.50"),
        (["1 234,50"], "1234.50"),
        (["1'234.50"], "1234.50"),
        (["1,23,456.50"], "123456.50"),
        (["１２３"], "123"),
        (["80-"], None),
        (["0.125"], "0.125"),
        (["€ 80"], "80"),
        (["1,234", "1234.50"], "1234"),
        (["1.234", "12,50"], "1234"),
        (["1,234", "1,234,567"], "1234"),
        (["20.-"], "20"),
        (["1E3"], "1000"),
        (["12345678901234567.89"], "12345678901234567.89"),
    ],
)
def test_money_that_reads_one_way(complaints, texts, expected):
    result = complaints("compensation", *texts)
    if expected is None:
        assert [p[3] for p in result.problems] == ["NEGATIVE_AMOUNT"]
    else:
        assert result.column("compensation")[0] == Decimal(expected)


@pytest.mark.parametrize("texts", [["1.234"], ["1,234"], ["1,234", "80"], ["1.234", "1234.50"]])
def test_money_that_reads_two_ways_is_asked(complaints, texts):
    result = complaints("compensation", *texts)
    assert result.questions == ["AMBIGUOUS_NUMBER"]
    assert answer_with(result.staged.questions[0]) == "--set compensation.decimal=point"


def test_the_answer_about_the_decimal_sign_holds(complaints):
    assert complaints("compensation", "1.234", compensation__decimal="comma").column("compensation") == [Decimal(1234)]
    assert complaints("compensation", "1.234", compensation__decimal="point").column("compensation") == [
        Decimal("1.234")
    ]


@pytest.mark.parametrize(
    "text, code",
    [
        ("12,5O", "NOT_A_NUMBER"),
        ("Infinity", "NOT_A_NUMBER"),
        ("TRUE", "NOT_A_NUMBER"),
        ("1_000", "NOT_A_NUMBER"),
        ("#DIV/0!", "CELL_ERROR"),
        ("80%", "NOT_MONEY"),
        ("-5", "NEGATIVE_AMOUNT"),
        ("(5.00)", "NEGATIVE_AMOUNT"),
        ("−5", "NEGATIVE_AMOUNT"),
        ("0.1234567", "TOO_PRECISE"),
        ("1e19", "AMOUNT_TOO_LARGE"),
        ("1e999999", "AMOUNT_TOO_LARGE"),
        ("1.2.3", "NOT_A_NUMBER"),
        ("12 34", "NOT_A_NUMBER"),
    ],
)
def test_what_is_no_amount_is_set_aside(complaints, text, code):
    result = complaints("compensation", text, "80.50")
    assert result.problems == [(2, "compensation", text, code)]
    assert result.column("compensation") == [Decimal("80.50")]
    (message,) = result.cursor.execute("select message from stage_problem").fetchone()
    assert message.startswith(f'file.csv, row 2, column compensation: read "{text}"')


def test_empty_words_are_empty_and_counted(complaints):
    result = complaints("compensation", "N/A", "-", "NaN", "5.50")
    assert result.column("compensation") == [None, None, None, Decimal("5.50")]
    assert result.staged.notes[0]["fields"] == {"count": 3}
    assert complaints("sector", "NA").column("sector") == ["NA"]


def test_currencies(complaints):
    assert complaints("compensation", "EUR 5", "EUR 6").column("currency") == ["EUR", "EUR"]
    assert complaints("compensation", "5", heading="compensation (EUR)").column("currency") == ["EUR"]
    assert "currency" not in complaints("compensation", "€5", "6").staged.columns
    assert complaints("compensation", "EUR 5", "6").questions == ["MIXED_CURRENCY"]
    assert complaints("compensation", "EUR 5", "6", compensation__currency="EUR").column("currency") == ["EUR", "EUR"]
    assert complaints("compensation", "EUR 5", "$6").error == "MIXED_CURRENCY"


@pytest.mark.parametrize(
    "texts, expected",
    [
        (["28/02/2026"], date(2026, 2, 28)),
        (["2/28/2026"], date(2026, 2, 28)),
        (["28.02.26"], date(2026, 2, 28)),
        (["2026/02/28"], date(2026, 2, 28)),
        (["28 Feb 2026"], date(2026, 2, 28)),
        (["28 de febrero de 2026"], date(2026, 2, 28)),
        (["03/04/2026", "28/02/2026"], date(2026, 4, 3)),
        (["03/04/2026", "2/28/2026"], date(2026, 3, 4)),
        (["05/05/2026"], date(2026, 5, 5)),
        (["2026-02-28T23:30-05:00"], date(2026, 2, 28)),
        (["20260228"], date(2026, 2, 28)),
        (["28/02/2026 11:30 PM"], date(2026, 2, 28)),
    ],
)
def test_days_that_read_one_way(complaints, texts, expected):
    assert complaints("closed_on", *texts).column("closed_on")[0] == expected


@pytest.mark.parametrize(
    "text, code",
    [
        ("2026-02-30", "NOT_A_DATE"),
        ("1900-01-00", "NOT_A_DATE"),
        ("31/04/2026", "NOT_A_DATE"),
        ("soon", "NOT_A_DATE"),
        ("1899-12-31", "DATE_OUT_OF_RANGE"),
        ("2025-12-31", "CLOSED_BEFORE_OPENED"),
        ("March 2026", "NOT_A_DATE"),
        (str(date.today() + timedelta(days=40)), "DATE_OUT_OF_RANGE"),
    ],
)
def test_what_is_no_day_is_set_aside(complaints, text, code):
    assert complaints("closed_on", text, "2026-01-20").problems == [(2, "closed_on", text, code)]


def test_dates_that_read_two_ways(complaints):
    assert complaints("closed_on", "03/04/2026").questions == ["AMBIGUOUS_DATE"]
    assert complaints("closed_on", "03/04/2026", closed_on__order="month-first").column("closed_on") == [
        date(2026, 3, 4)
    ]
    assert complaints("closed_on", "28/02/2026", "02/28/2026").error == "MIXED_DATE_ORDER"
    assert complaints("closed_on", "46081").questions == ["EXCEL_SERIAL"]
    # 46081 days from 1899-12-30 are 2026-02-28
    assert complaints("closed_on", "46081", closed_on__serial="1900").column("closed_on") == [date(2026, 2, 28)]
    assert complaints("closed_on", "9999-12-31").questions == ["OPEN_DATE"]
    assert complaints("closed_on", "9999-12-31", closed_on__open="9999-12-31").column("closed_on") == [None]
    assert complaints("closed_on", "9999-12-31", closed_on__open="none").problems[0][3] == "DATE_OUT_OF_RANGE"


def test_months_instants_yes_and_shares(tmp_path):
    costs = Result(
        tmp_path,
        "sector,month,purpose,amount\nA,March 2026,Funcionamiento,-5\nA,03/2026,running,5\n"
        "A,2026-03-31,retención,1\nB,2026-03,party,1\n",
        "sector_costs",
    )
    assert costs.column("month") == [date(2026, 3, 1)] * 3
    assert costs.column("purpose") == ["running", "running", "retention"]
    assert costs.problems == [(5, "purpose", "party", "NOT_A_CHOICE")]
    times = Result(
        tmp_path, "case_id,stage,started_at\nK,x,2026-01-05T08:00+01:00\nL,x,2026-01-05 08:00Z\n", "stage_times"
    )
    # 08:00 one hour ahead of UTC is 07:00 UTC
    assert times.column("started_at") == [datetime(2026, 1, 5, 7), datetime(2026, 1, 5, 8)]
    assert times.column("started_at_offset") == [60, 0]
    shares = Result(tmp_path, "complaint_id,sector,share\nC,A,60 %\nC,B,0.4\nD,A,60\n", "complaint_shares")
    assert shares.column("share") == [Decimal("0.6"), Decimal("0.4")]
    assert shares.problems == [(4, "share", "60", "OUT_OF_RANGE")]


def test_yes_and_no_in_three_languages(complaints):
    assert complaints("resolved", "Yes", "sí", "NÃO", "0", "").column("resolved") == [True, True, False, False, None]
    assert complaints("resolved", "maybe").problems[0][3] == "NOT_YES_OR_NO"


def test_ids_stay_as_written(tmp_path):
    result = Result(
        tmp_path,
        "complaint_id,opened_on\n0007,2026-01-15\n1E5,2026-01-15\n 9007199254740993,2026-01-15\n"
        "1.23457E+15,2026-01-15\nNA,2026-01-15\n",
    )
    assert result.column("complaint_id") == ["0007", "1E5", " 9007199254740993", "NA"]
    assert result.problems == [(5, "complaint_id", "1.23457E+15", "ID_LOST_DIGITS")]


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


def _written(amount, locale):
    if locale == "de_CH":  # Babel 2.19 takes the apostrophe that groups Swiss numbers for a quotation mark and drops it
        return format_decimal(amount, locale="en", format="#,##0.00").replace(",", "’")
    return format_decimal(amount, locale=locale, format="#,##,##0.00" if locale == "en_IN" else "#,##0.00")


@given(
    st.decimals(min_value=-(10**15), max_value=10**15, places=2), st.sampled_from(["en", "es", "de_CH", "en_IN", "fr"])
)
def test_money_written_in_any_locale_reads_back(amount, locale):
    reading = read_number(_written(amount, locale))
    assert amount in (reading.point, reading.comma)
    assert reading.only_sign is not None


@given(st.decimals(min_value=-(10**18), max_value=10**18, places=6))
def test_plain_money_reads_back_exactly(amount):
    assert read_number(str(amount)).point == amount
