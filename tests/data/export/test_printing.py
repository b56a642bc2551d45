"""Frames as text: exact, and harmless in a spreadsheet program."""

from datetime import date, datetime
from decimal import Decimal

import pandas
import pytest

from data.export.text import as_text, escape_formula, escape_in_csv, frame_text, unescape_formula


@pytest.mark.parametrize(
    "value, text",
    [
        (Decimal("1234.500000"), "1234.5"),
        (Decimal("12345678901234567.890000"), "12345678901234567.89"),
        (Decimal(100), "100"),
        (Decimal("0E-6"), "0"),
        (None, ""),
        (float("nan"), ""),
        (True, "true"),
        (datetime(2026, 2, 1), "2026-02-01"),
        (date(2026, 2, 28), "2026-02-28"),
        ("0007", "0007"),
    ],
)
def test_a_value_is_printed_exactly(value, text):
    assert as_text(value) == text


def test_json_keeps_every_digit_of_money():
    frame = pandas.DataFrame({"amount": [Decimal("12345678901234567.89")]}, dtype=object)
    assert "12345678901234567.89" in frame_text(frame, "json")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠SUM(1)", " =1", "\ufeff=1", "\u200b=1"],
)
def test_text_that_would_run_as_a_formula_is_quoted(text):
    assert escape_formula(text) == "'" + text and escape_in_csv(text).startswith("'")
    assert unescape_formula(escape_formula(text)) == unescape_formula(escape_in_csv(text)) == text


@pytest.mark.parametrize(
    "text, guarded",
    [
        ("a;=cmd|' /C calc'!A0", "a;'=cmd|' /C calc'!A0"),  # opened where lists are separated by ;
        ("a,@SUM(1)", "a,'@SUM(1)"),
        ("a\tb|-2+3", "a\tb|'-2+3"),
        ('a\n"=1', "a\n\"'=1"),
        ("a; '=1", "a; ''=1"),
        ("a, b; c=d", "a, b; c=d"),
        ("5 - 3, e.g. a-b", "5 - 3, e.g. a-b"),
    ],
)
def test_in_csv_no_part_of_a_text_becomes_a_formula_of_its_own(text, guarded):
    assert escape_in_csv(text) == guarded and unescape_formula(guarded) == text


def test_midnight_is_an_instant_in_a_column_of_instants_and_a_day_elsewhere():
    midnight = pandas.Timestamp("2025-01-03")
    frame = pandas.DataFrame({"started_at": [midnight, pandas.NaT], "month": [midnight, midnight]})
    assert frame_text(frame, "csv") == "started_at,month\n2025-01-03T00:00:00,2025-01-03\n,2025-01-03\n"
