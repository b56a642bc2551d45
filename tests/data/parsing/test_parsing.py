"""Texts become typed rows; what can mean two things is asked, what is wrong is set aside."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from file_length import both_lengths
from hypothesis import given
from hypothesis import strategies as st
from typed_text import Result

from data.commands.output import answer_with
from data.import_options import Options
from data.parsing.values.numbers import read_number

most_cells = both_lengths()


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
