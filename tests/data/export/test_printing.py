"""Frames as text: exact, and harmless in a spreadsheet program."""

from datetime import date, datetime
from decimal import Decimal

import pandas
import pytest

from data.export.text import as_text, frame_text, safe_for_spreadsheets


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


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", "\r=1"])
def test_text_that_would_run_as_a_formula_is_quoted(text):
    safe = safe_for_spreadsheets(pandas.DataFrame({"sector": [text], "amount": [-5]}))
    assert safe["sector"][0] == "'" + text and safe["amount"][0] == -5


def test_midnight_is_an_instant_in_a_column_of_instants_and_a_day_elsewhere():
    midnight = pandas.Timestamp("2025-01-03")
    frame = pandas.DataFrame({"started_at": [midnight, pandas.NaT], "month": [midnight, midnight]})
    assert frame_text(frame, "csv") == "started_at,month\n2025-01-03T00:00:00,2025-01-03\n,2025-01-03\n"
