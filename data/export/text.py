"""Frames and amounts as exact text."""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
from decimal import Decimal

import pandas
import simplejson


def money_text(amount) -> str:
    """An exact amount as text with at least two decimals and no idle zeros: 1315.490000 -> '1315.49'."""
    whole, _, decimals = f"{amount:f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# A program with another list separator, or one that knows no quotes, begins a new cell there.
INSIDE = re.compile(r"([;,|\t\r\n]['\"\s]*)([=+\-@＝＋－＠])")
GUARDED_INSIDE = re.compile(r"([;,|\t\r\n]['\"\s]*)'([=+\-@＝＋－＠])")


def as_text(value) -> str:
    """One value as it is printed: exact decimals without idle zeros, ISO dates, true/false, '' for nothing."""
    if value is None or value is pandas.NaT or value is pandas.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        whole = f"{value:f}"
        return whole.rstrip("0").rstrip(".") if "." in whole else whole
    if isinstance(value, datetime.datetime):
        return (
            value.date() if value == value.replace(hour=0, minute=0, second=0, microsecond=0) else value
        ).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def escape_formula(text: str) -> str:
    """The text with a leading ' when a spreadsheet program would run it as a formula."""
    return f"'{text}" if text.lstrip(" \ufeff\u200b").startswith(FORMULA_SIGNS) else text


def escape_in_csv(text: str) -> str:
    """The same for a cell of a CSV file, also where a program could take a part of the text for a cell of its own."""
    return escape_formula(INSIDE.sub(r"\1'\2", text))


def unescape_formula(text: str) -> str:
    """The text of a cell that came back from such a file, without the signs these functions put in."""
    plain = GUARDED_INSIDE.sub(r"\1\2", text)
    return plain[1:] if plain.startswith("'") and escape_formula(plain[1:]) == plain else plain


def frame_text(frame: pandas.DataFrame, form: str) -> str:
    """A frame as 'csv', 'json' (array of objects, money as exact numbers) or 'table' for reading."""
    return {"csv": _csv, "json": _json, "table": _table}[form](_with_times(frame))


def _with_times(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Columns ending in _at hold instants: midnight keeps its time, though elsewhere it is a day."""
    instants = [name for name in frame.columns if str(name).endswith("_at")]
    return (
        frame.assign(**{name: [_instant(value) for value in frame[name]] for name in instants}) if instants else frame
    )


def _instant(value):
    return value.isoformat() if isinstance(value, datetime.datetime) and value is not pandas.NaT else value


def _csv(frame: pandas.DataFrame) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows([as_text(value) for value in row] for row in frame.itertuples(index=False, name=None))
    return out.getvalue()


def _json(frame: pandas.DataFrame) -> str:
    rows = [dict(zip(frame.columns, map(_json_value, row))) for row in frame.itertuples(index=False, name=None)]
    return simplejson.dumps(rows, ensure_ascii=False, use_decimal=True, indent=1) + "\n"


def _json_value(value):
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, Decimal):
        return Decimal(as_text(value))
    if isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float) and not math.isnan(value):
        return value
    return as_text(value) or None


def _table(frame: pandas.DataFrame) -> str:
    if frame.empty:
        return "  ".join(frame.columns) + "\n"
    texts = pandas.DataFrame({name: [as_text(value) for value in frame[name]] for name in frame.columns}, dtype="str")
    return texts.to_string(index=False) + "\n"
