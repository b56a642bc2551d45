"""A sheet, row by row: text that never runs, numbers with the format they have, formulas with their value beside."""

import locale
import re
import textwrap
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from data.export.spreadsheets import CELL_SIGNS
from data.export.text import escape_formula
from models.scenarios.workbooks.workbook import ENTRY
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import say
from pages.parts.reports.workbook.many_rows import Formula

NARROWEST, WIDEST, BROKEN = 9, 44, 14
LINE = 15  # points
FUNCTIONS = {
    "COUNTIFS",
    "IF",
    "MIN",
    "OFFSET",
    "ROUND",
    "SUM",
    "SUMIFS",
}  # Excel, LibreOffice and the tests agree on these
TITLE_LINE = 24
AWAY = {"align": "right", "indent": 1}  # so that a number does not touch the words beside it
HEAD = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#EEF1F5"}
UNMEASURED = ("title", "section", "note", "warning", "wrapped")
VISIBLE = ("input", "total", "total_text")  # also when they are empty
MEASURED_ROWS = 500
LEFT, CENTER = ("text", "wrapped", "month", "day", "total_text", "input", "bold"), ("number",)
FORMATS = {
    "title": {"bold": True, "font_size": 16, "font_color": "#1C2430"},
    "section": {"bold": True, "font_size": 12, "font_color": "#1C2430"},
    "note": {"font_color": "#4A5568"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "warning": {"bold": True, "font_color": "#9B2C2C"},
    "head": HEAD,
    "head_right": HEAD | AWAY,
    "head_center": HEAD | {"align": "center"},
    "text": {"valign": "top"},
    "bold": {"bold": True},
    "number": {"num_format": "0", "align": "center", "font_color": "#4A5568"},
    "count": {"num_format": "#,##0"} | AWAY,
    "money": {"num_format": "#,##0.00"} | AWAY,
    "exact": {"num_format": "#,##0.000000"} | AWAY,
    "ratio": {"num_format": "0.00"} | AWAY,
    "plain": {"num_format": "General"} | AWAY,
    "month": {"num_format": "mmm yyyy", "align": "left"},
    "day": {"num_format": "dd mmm yyyy", "align": "left"},
    "total": {"num_format": "#,##0.00", "bold": True, "top": 1} | AWAY,
    "total_text": {"bold": True, "top": 1},
    "input": ENTRY | {"num_format": "General", "locked": False},
}


def half_up(value: Decimal | float | int | None, digits: int = 2) -> Decimal:
    """Return a number rounded as a spreadsheet does, half away from zero by its decimal digits."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value or 0))
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


class Sheet:
    """One sheet of the book; rows are written from above, and `at` is the next, counted from 0."""

    def __init__(self, book, title: str, language: str):
        self.title, self.at = title, 0
        self._formats = _formats(book, language)
        self.page = book.add_worksheet(title)
        self.more: list[tuple] = []
        self._widths: dict[int, int] = {}
        self._first_of_many = -1
        self.page.set_landscape()
        self.page.set_paper(9)  # A4
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&L&A&R&P / &N")
        self.page.hide_gridlines(2)

    def row(self, values, forms="text", lines: int = 1) -> int:
        """Write the next row, in one format or one a value, and return its number as formulas call it.

        lines: how many lines of text it has room for.
        """
        if lines > 1 or forms == "title":
            self.page.set_row(self.at, TITLE_LINE if forms == "title" else LINE * lines)
        named = [forms] * len(values) if isinstance(forms, str) else forms
        for column, (value, form) in enumerate(zip(values, named, strict=True)):
            if value is not None or form in VISIBLE:
                self._put(column, value, form, measured=self.at < MEASURED_ROWS and form not in UNMEASURED)
        self.at += 1
        return self.at

    def form(self, name: str):
        """Return a format of the book."""
        return self._formats[name]

    def cell(self, column: int, row: int, value, form: str = "text") -> None:
        """Write one cell beside rows that are written already; the row as formulas call it."""
        self.at, at = row - 1, self.at
        self._put(column, value, form, measured=form not in UNMEASURED)
        self.at = at

    def one_of_many(self, values: tuple, forms: list[str]) -> int:
        """Write a row of a long table, the last of the sheet, and return its number; all have the formats of the first.

        They are put into the finished file, which takes a tenth of the time.
        """
        if self.more or self.at == self._first_of_many:
            if self.at < MEASURED_ROWS:
                self._measure(values, forms)
            self.more.append(values)
            self.at += 1
            return self.at
        for column, form in enumerate(forms):
            self.page.write_blank(self.at, column, None, self._formats[form])
        self._first_of_many = self.at + 1
        return self.row(values, forms)

    def _measure(self, values: tuple, forms: list[str]) -> None:
        for column, (value, form) in enumerate(zip(values, forms)):
            if value is not None:
                self._widths[column] = max(self._widths.get(column, 0), _width(value, form))

    def head(self, names: list[str], forms: list[str]) -> int:
        """Write a row of headings, each on the side on which the values of its format stand."""
        sides = ["head" if form in LEFT else "head_center" if form in CENTER else "head_right" for form in forms]
        lines = max(len(textwrap.wrap(name, BROKEN + 2)) for name in names)
        return self.row([name[:1].upper() + name[1:] for name in names], sides, lines)

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.at += rows

    def freeze(self, columns: int = 0, is_only_table: bool = True) -> None:
        """Keep what is written so far, and so many columns, in sight, and its last row on every printed page."""
        self.page.freeze_panes(self.at, columns)
        if is_only_table:
            self.page.repeat_rows(self.at - 1)

    def close(self, narrow: dict[int, int] | None = None) -> None:
        """Set the widths of the columns: as wide as their longest text, unless told otherwise."""
        for column, width in (self._widths | (narrow or {})).items():
            self.page.set_column(column, column, min(max(width + 3, NARROWEST), WIDEST))

    def link(self, title: str, said: str) -> None:
        """Write a row that leads to another sheet, with what stands there."""
        self.page.write_url(self.at, 0, f"internal:'{title}'!A1", string=title)
        self._put(1, said, "note", measured=False)
        self.at += 1

    def allow(self, column: int, validation: dict | None) -> None:
        """Let the last row's cell of a column take certain values only."""
        if validation:
            self.page.data_validation(self.at - 1, column, self.at - 1, column, validation)

    def place(self, column: int, row: int | None = None, last: int | None = None) -> str:
        """Return how formulas of other sheets call a cell of a column, or the cells down to a last row."""
        letter = letters(column)
        ends = f":${letter}${last}" if last else ""
        return f"'{self.title}'!${letter}${row or self.at}{ends}"

    def _put(self, column: int, value, named: str, measured: bool) -> None:
        page, at, form = self.page, self.at, self._formats[named]
        if isinstance(value, Formula):
            cached = value.value if isinstance(value.value, str) else float(value.value)
            page.write_formula(at, column, "=" + value.text, form, cached)
        elif isinstance(value, str):
            page.write_string(at, column, escape_formula(value)[:CELL_SIGNS], form)
        elif isinstance(value, date):
            page.write_datetime(at, column, datetime(value.year, value.month, value.day), form)
        elif value is None:
            page.write_blank(at, column, None, form)
        else:
            page.write_number(at, column, value, form)
        if measured:
            self._widths[column] = max(self._widths.get(column, 0), _width(value, named))


def functions(formula: str) -> set[str]:
    """Return the functions a formula calls."""
    return set(re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub(r'"[^"]*"', "", formula)))


def letters(column: int) -> str:
    """Return how a spreadsheet calls a column, counted from 0: "A", "AB"."""
    named = ""
    while column >= 0:
        named, column = chr(ord("A") + column % 26) + named, column // 26 - 1
    return named


def quoted(text: str) -> str:
    """Return a text as formulas write it."""
    return '"' + text.replace('"', '""') + '"'


def _width(value, form: str) -> int:
    """How many characters a value takes; a heading may be broken between its words."""
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, str):
        longest = max((len(word) for word in value.split()), default=0)
        return max(longest + 1, min(len(value), BROKEN)) if form.startswith("head") else len(value)
    digits = 6 if form == "exact" else 2
    return 11 if isinstance(value, date) else len(f"{float(value or 0):,.{digits}f}")


def _formats(book, language: str) -> dict:
    """The formats of a book, made once; months and days in the language of the reader."""
    made = getattr(book, "own_formats", None)
    if made is None:
        name = Formats(language).locale
        changed = say(language, "workbook.yes").replace('"', "")
        code = next((code for code, of in sorted(locale.windows_locale.items()) if of.startswith(name)), 0x0409)
        said = {
            key: form | {"num_format": f"[$-{code:X}]{form['num_format']}"} if key in ("month", "day") else form
            for key, form in FORMATS.items()
        }
        said["state"] = {"num_format": f'[=0]"";"{changed}"', "align": "center"}
        made = book.own_formats = {key: book.add_format({"valign": "top"} | form) for key, form in said.items()}
    return made
