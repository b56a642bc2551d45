"""Empty files to fill in: the headings of a data set, with notes and drop-down lists in XLSX."""

import csv
import io

import xlsxwriter

from data.contracts.definitions import Column, Contract, contract
from data.export.spreadsheets import separator
from data.languages import habit, texts

FILLED_ROWS = 5000
FORMATS = {
    "id": "@",
    "text": "@",
    "sector": "@",
    "instant": "@",
    "choice": "@",
    "currency": "@",
    "yes_no": "@",
    "day": "yyyy-mm-dd",
    "month": "yyyy-mm",
    "money": "0.00",
}


def template_columns(dataset: Contract) -> list:
    """The columns a template has: those that stand for themselves, not in place of others."""
    return [column for column in dataset.columns if not column.instead]


def csv_template(dataset: str, language: str) -> bytes:
    """A CSV file (UTF-8 with BOM) with the headings only; semicolons where commas are decimal signs."""
    text = io.StringIO()
    headings = [column.heading[language] for column in template_columns(contract(dataset))]
    csv.writer(text, delimiter=separator(language)).writerow(headings)
    return text.getvalue().encode("utf-8-sig")


def xlsx_template(dataset: str, language: str) -> bytes:
    """A workbook with the headings, a note on each with meaning, unit and examples, and drop-down lists."""
    file = io.BytesIO()
    facts = contract(dataset)
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(facts.title[language][:31])
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.freeze_panes(1, 0)
        for position, column in enumerate(template_columns(facts)):
            _write_column(book, sheet, position, column, language, bold)
    return file.getvalue()


def _write_column(book, sheet, position: int, column: Column, language: str, bold) -> None:
    name = column.heading[language]
    cells = book.add_format({"num_format": FORMATS.get(column.type, "General")})
    sheet.set_column(position, position, max(12, len(name) + 4), cells)
    sheet.write_string(0, position, name, bold)
    sheet.write_comment(0, position, note(column, language), {"x_scale": 2, "y_scale": 1.5})
    offered = list(_offered(column, language))
    if offered:
        strict = {"error_type": "stop"} if column.choices or column.type == "yes_no" else {"error_type": "information"}
        sheet.data_validation(1, position, FILLED_ROWS, position, {"validate": "list", "source": offered} | strict)


def note(column: Column, language: str) -> str:
    """What the column means, its unit, whether it is required, and examples, in a few lines."""
    words = texts("locale", language)
    lines = [column.meaning[language]]
    lines.append(words["required"] if column.required else words["optional"])
    if column.unit:
        lines.append(f"{words['unit']}: {column.unit_label[language]}")
    if column.choices:
        lines.append(f"{words['choices']}: {', '.join(column.choices)}")
    examples = [example for example in dict.fromkeys(column.examples) if example]
    if examples:
        lines.append(f"{words['examples']}: {', '.join(examples)}")
    return "\n".join(lines)


def _offered(column: Column, language: str) -> tuple:
    if column.type == "yes_no":
        return habit(language, "yes"), habit(language, "no")
    return column.choices or column.suggestions
