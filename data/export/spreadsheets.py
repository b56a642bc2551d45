"""Frames as files for a spreadsheet program: nothing in them runs, numbers are numbers and dates are dates."""

from __future__ import annotations

import csv
import io
import math
from datetime import date, datetime
from decimal import Decimal
from numbers import Number

import pandas
import xlsxwriter
from babel.numbers import get_decimal_symbol

from data.export.text import as_text, escape_formula, escape_in_csv
from data.languages import ENGLISH, habit

SHEET_ROWS = 1_048_575  # below the headings
CELL_SIGNS = 32_767
WIDEST = 60


def csv_file(frame: pandas.DataFrame, language: str = ENGLISH) -> bytes:
    """A CSV file (UTF-8 with BOM) as a spreadsheet program of this language opens it;
    text that would run is guarded."""
    out, sign = io.StringIO(), decimal_sign(language)
    writer = csv.writer(out, delimiter=separator(language))
    writer.writerow(map(escape_in_csv, frame.columns))
    writer.writerows([_csv_cell(value, sign) for value in row] for row in frame.itertuples(index=False, name=None))
    return out.getvalue().encode("utf-8-sig")


def decimal_sign(language: str) -> str:
    """The sign before the decimals in a language."""
    return get_decimal_symbol(habit(language, "locale"))


def separator(language: str) -> str:
    """What stands between two cells of a CSV file; semicolons where commas are decimal signs."""
    return ";" if decimal_sign(language) == "," else ","


def _csv_cell(value, sign: str) -> str:
    if isinstance(value, str):
        return escape_in_csv(value)
    text = as_text(value.item() if hasattr(value, "item") else value)
    is_number = isinstance(value, Number) and not isinstance(value, bool)
    return text.replace(".", sign) if is_number else text


def xlsx_file(frame: pandas.DataFrame, title: str = "") -> bytes:
    """A workbook with one heading row; as many sheets as the rows need.

    Written row by row, so it stays small in memory.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        kinds = {
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "bold": book.add_format({"bold": True, "bottom": 1}),
        }
        for start in range(0, max(len(frame), 1), SHEET_ROWS):
            number = start // SHEET_ROWS + 1
            name = (title or "rows").translate(dict.fromkeys(map(ord, "[]:*?/\\'"), " "))[:28].strip()
            sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
            _write_sheet(sheet, frame.iloc[start : start + SHEET_ROWS], kinds)
    return file.getvalue()


def _write_sheet(sheet, frame: pandas.DataFrame, kinds: dict) -> None:
    sheet.freeze_panes(1, 0)
    for position, name in enumerate(frame.columns):
        longest = max([len(str(name)), *(len(as_text(value)) for value in frame.iloc[:50, position])])
        sheet.set_column(position, position, min(longest + 2, WIDEST))
        sheet.write_string(0, position, escape_formula(str(name)), kinds["bold"])
    for place, row in enumerate(frame.itertuples(index=False, name=None), 1):
        for position, value in enumerate(row):
            _write_cell(sheet, place, position, value, kinds)


def _write_cell(sheet, place: int, position: int, value, kinds: dict) -> None:
    if isinstance(value, str):
        sheet.write_string(place, position, escape_formula(value)[:CELL_SIGNS])
        return
    value = value.item() if hasattr(value, "item") else value
    if as_text(value) == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(place, position, value)
    elif isinstance(value, (int, float, Decimal)) and math.isfinite(value):
        sheet.write_number(place, position, value)
    elif isinstance(value, date) and value.year >= 1900:
        is_day = not isinstance(value, datetime) or value == value.replace(hour=0, minute=0, second=0, microsecond=0)
        sheet.write_datetime(place, position, value, kinds["day" if is_day else "moment"])
    else:
        sheet.write_string(place, position, escape_formula(as_text(value)))
