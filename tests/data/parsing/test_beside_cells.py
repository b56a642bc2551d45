"""What a workbook says beside its cells: number formats, comments, titles, struck and hidden parts, tables below."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from parsed import Parsed

COSTS = ["department", "month", "purpose", "amount"]
ROWS = [COSTS, ["Sales", date(2025, 1, 1), "running", 42.75], ["Sales", date(2025, 2, 1), "running", 7.5]]
TICKETS = [["complaint_id", "opened_on", "handling_minutes"], ["C1", date(2025, 1, 25), 1.5]]


def book(rows, change=None, sheet="Costs") -> bytes:
    """A workbook of these rows as its bytes, changed by a function of its sheet."""
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    if change:
        change(made.active)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def shown(column: str, code: str):
    """A function that gives all cells of a column below its heading a number format."""
    return lambda sheet: [setattr(cell, "number_format", code) for cell in sheet[column][1:]]


def amounts(found: Parsed) -> list:
    return [Decimal(value) for value in found.column("amount")]


@pytest.mark.parametrize(
    ("code", "scale", "stored"),
    [
        ('0.00" T€"', "1000", [42750, 7500]),  # 42.75 T€ is 42,750
        ('#,##0.0 "Mio. €"', "1000000", [42750000, 7500000]),
        ('0.0"k"', "1000", [42750, 7500]),
        ('0.0,"K"', None, [Decimal("42.75"), Decimal("7.5")]),  # the cell holds all of it and only shows thousands
        ('0.0,,"M"', None, [Decimal("42.75"), Decimal("7.5")]),
        ('#,##0.00 "EUR"', None, [Decimal("42.75"), Decimal("7.5")]),
        ("#,##0;[Red]#,##0", None, [Decimal("42.75"), Decimal("7.5")]),
    ],
)
def test_a_scale_in_the_number_format_is_asked_about(tmp_path, code, scale, stored):
    content = book(ROWS, shown("D", code))
    if scale:
        assert Parsed(tmp_path, "sector_costs", content).answers == [("amount.scale", [scale, "1"])]
    found = Parsed(tmp_path, "sector_costs", content, settings={"amount.scale": scale} if scale else {})
    assert (found.answers, amounts(found)) == ([], stored)


def test_hours_in_the_number_format_of_minutes_are_asked_about(tmp_path):
    content = book(TICKETS, shown("C", '0.00" h"'))
    assert Parsed(tmp_path, "complaints", content).answers == [("handling_minutes.unit", ["hours", "minutes"])]
    found = Parsed(tmp_path, "complaints", content, settings={"handling_minutes.unit": "hours"})
    assert found.column("handling_minutes") == [90]


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("in thousand EUR", "1000"),
        ("Controlling:\nAlle Beträge in dieser Spalte sind, wie mit der Leitung vereinbart, in Mio. EUR", "1000000"),
        ("net of returns", None),
    ],
)
def test_a_comment_on_a_heading_is_heard(tmp_path, text, scale):
    content = book(ROWS, lambda sheet: setattr(sheet["D1"], "comment", Comment(text, "a")))
    found = Parsed(tmp_path, "sector_costs", content)
    assert found.answers == ([("amount.scale", [scale, "1"])] if scale else [])


@pytest.mark.parametrize(
    ("sheet", "title", "currency"),
    [
        ("USD", None, "USD"),
        ("Costs", "Costs 2025 in USD", "USD"),
        ("Costs", "Costs (USD, net)", "USD"),
        ("Costs", "Costs of 2025 [USD]", "USD"),
        ("Costs", "Costs of SLE department", None),  # the code of the leone, and of a team
        ("Costs", "Costs (HRK team)", None),
        ("Costs", "Währung: CHF", "CHF"),
        ("Costs", "Moneda: MAD", "MAD"),
        ("Costs", "Costs of all departments", None),
        ("ALL", "COSTS IN ALL DEPARTMENTS", None),  # ALL is the Albanian lek as well
        ("USD", "Costs in EUR", None),  # which of them nobody can tell
    ],
)
def test_the_currency_a_title_or_a_sheet_names_is_that_of_its_amounts(tmp_path, sheet, title, currency):
    found = Parsed(tmp_path, "sector_costs", book([[title], [], *ROWS] if title else ROWS, sheet=sheet))
    assert found.staged.currencies == ({"amount": currency} if currency else {})
    assert amounts(found) == [Decimal("42.75"), Decimal("7.5")]


def test_rows_struck_through_are_asked_about(tmp_path):
    def strike(sheet):
        for cell in (*sheet[3], sheet["B2"]):  # row 2 only in part
            cell.font = Font(strike=True)

    content = book(ROWS, strike)
    assert Parsed(tmp_path, "sector_costs", content).answers == [("struck-rows", ["include", "skip"])]
    said = {
        way: Parsed(tmp_path, "sector_costs", content, settings={"struck-rows": way}) for way in ("include", "skip")
    }
    assert amounts(Parsed(tmp_path, "sector_costs", content, settings={"struck-rows": "skip"})) == [Decimal("42.75")]
    assert [found.answers for found in said.values()] == [[], []]


def test_a_hidden_column_that_is_read_is_mentioned(tmp_path):
    def hide(sheet):
        sheet.column_dimensions["D"].hidden = True

    rows = [[*COSTS, "net amount"], ["Sales", date(2025, 1, 1), "running", 119, 100]]
    found = Parsed(tmp_path, "sector_costs", book(rows, hide))
    assert [(n["column"], n["fields"]["heading"]) for n in found.staged.notes if n["code"] == "HIDDEN_COLUMN"] == [
        ("amount", "amount")
    ]
    assert "HIDDEN_COLUMN" not in Parsed(tmp_path, "sector_costs", book(rows)).notes


@pytest.mark.parametrize("title", ["Budget", "Plan 2026", "Region Nord"])
def test_rows_under_a_title_below_empty_rows_are_asked_about(tmp_path, title):
    below = [[], [title], ["Sales", date(2025, 1, 1), "running", 15], ["Sales", date(2025, 2, 1), "running", 25]]
    content = book([*ROWS, *below])
    assert Parsed(tmp_path, "sector_costs", content).answers == [("rows-below", ["skip", "include"])]
    left = Parsed(tmp_path, "sector_costs", content, settings={"rows-below": "skip"})
    assert (amounts(left), left.staged.left_out, left.staged.rows_read) == ([Decimal("42.75"), Decimal("7.5")], 3, 2)
    kept = Parsed(tmp_path, "sector_costs", content, settings={"rows-below": "include"})
    assert amounts(kept) == [Decimal("42.75"), Decimal("7.5"), 15, 25]


def test_a_title_below_cases_in_one_row_is_asked_about(tmp_path):
    case = ",2026-01-05 08:00,2026-01-05 09:00\n"
    text = f"case,received,shipped\nA{case}B{case},,\nCancelled cases,,\nC{case}"
    assert Parsed(tmp_path, "stage_times", text).answers == [("rows-below", ["skip", "include"])]
    left = Parsed(tmp_path, "stage_times", text, settings={"rows-below": "skip"})
    assert set(left.column("case_id")) == {"A", "B"}


def test_a_footnote_below_empty_rows_is_no_table(tmp_path):
    found = Parsed(tmp_path, "sector_costs", book([*ROWS, [], ["Prepared by accounting"]]))
    assert found.answers == [] and amounts(found) == [Decimal("42.75"), Decimal("7.5")]


@pytest.mark.parametrize(
    ("heading", "is_gross"),
    [
        ("Importe con IVA", True),
        ("Amount (incl. VAT)", True),
        ("Montant TTC", True),
        ("Bruttobetrag", True),
        ("Valor bruto", True),
        ("Bedrag excl. btw", False),
        ("Importe sin IVA", False),
        ("Nettobetrag", False),
    ],
)
def test_amounts_with_tax_are_mentioned(tmp_path, heading, is_gross):
    text = f"department;month;purpose;{heading}\nSales;2025-01;running;121.00\n"
    found = Parsed(tmp_path, "sector_costs", text, mapping={"amount": heading})
    assert (amounts(found), "GROSS_AMOUNTS" in found.notes) == ([121], is_gross)
