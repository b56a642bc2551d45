"""A scenario as a workbook that calculates itself: its levers, what they act on, and the totals as formulas."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from models.scenarios.levers import Lever, lever
from models.scenarios.measured_effect import Effect
from models.scenarios.outcome import ONE, Outcome, remaining, strength, told_evidence
from models.scenarios.payback import payback
from models.scenarios.scenario_base import Base

SCENARIO, LEVERS, COST = "Scenario", "Levers", "Cost"
HEADS = {
    LEVERS: ("lever", "sector", "type", "percent", "low", "high", "one_off", "yearly", "measured_share", "strength"),
    COST: ("component", "evidence", "sector", "amount", "levers", "left", "in_scenario", "evidence_in_scenario"),
}
FIXED = ("version", "from", "to", "months", "horizon_months", "discount_rate", "levers")  # of the sheet Scenario
TOTALS = ("cost", "cost_in_scenario", "saving_a_year", "one_off_cost", "yearly_cost", "net_value")  # below them
PERCENTAGES, COSTS = "D2:F{last}", "G2:H{last}"  # of the sheet Levers: all that is to be changed
MONEY, HEAD = {"num_format": "#,##0.00"}, {"bold": True, "bottom": 1}
ENTRY = {"bg_color": "#FFF8DC", "border": 1, "border_color": "#C9B458"}
EVER = datetime(2000, 1, 1)  # the same scenario makes the same bytes


@dataclass(frozen=True)
class Sheets:
    """The three sheets of a scenario in a book, and how its amounts, headings and cells to be changed look.

    elsewhere: formulas of the book that stand in place of a number of its own: "amount", for the {row} of the sheet
    Cost, "horizon_months" and "discount_rate".
    """

    scenario: Any
    levers: Any
    cost: Any
    money: Any
    head: Any
    entry: Any
    elsewhere: Mapping[str, str] = field(default_factory=dict)


def workbook(base: Base, levers: list[Lever], name: str, version: int, period: tuple) -> bytes:
    """Return the workbook of a scenario; levers it does not move stand in it at zero. Raises ScenarioProblem.

    Amounts are not rounded, every formula has its value beside it. Only numbers of the sheet Levers are to be changed.
    """
    outcome = with_every_lever(base, base.outcome(levers))
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": name, "created": EVER})
        pages = [book.add_worksheet(title) for title in (SCENARIO, LEVERS, COST)]
        write_sheets(Sheets(*pages, *map(book.add_format, (MONEY, HEAD, ENTRY))), base, outcome, name, version, period)
    return file.getvalue()


def with_every_lever(base: Base, outcome: Outcome) -> Outcome:
    """Return the same outcome with the levers that are not moved, at zero, so that they can be moved in a workbook."""
    keys = {one.key for one in outcome.levers}
    still = [lever(kind) for kind in base.kinds if (kind, "", "") not in keys]
    return Outcome(outcome.cells, (*outcome.levers, *still), outcome.effects)


def total_cell(name: str) -> str:
    """Return the cell of the sheet Scenario that holds a total."""
    return f"B{2 + len(FIXED) + TOTALS.index(name)}"


def write_sheets(sheets: Sheets, base: Base, outcome: Outcome, name: str, version: int, period: tuple) -> None:
    """Write the three sheets; outcome: with every lever there is to be."""
    for sheet, title in ((sheets.levers, LEVERS), (sheets.cost, COST)):
        _row(sheet, 0, HEADS[title], sheets.head)
        sheet.set_column(0, len(HEADS[title]), 22)
        sheet.freeze_panes(1, 0)
    _write_levers(sheets, outcome)
    _write_cost(sheets, outcome)
    first, last = (month or "" for month in period)
    _write_totals(sheets, base, outcome, {"scenario": name, "version": version, "from": first, "to": last})


def _row(sheet, at: int, values: tuple, form=None) -> None:
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(at, column, value, form)
        elif value is not None:
            sheet.write_number(at, column, value, form)


def measured_share(one: Lever, effects: dict[str, Effect]) -> Decimal:
    """Return the measured share a lever rests on, 1 for one that acts directly."""
    return effects[one.acts_on.effect].share if one.acts_on.effect else ONE


def _write_levers(sheets: Sheets, outcome: Outcome) -> None:
    sheet, last = sheets.levers, len(outcome.levers) + 1
    for at, one in enumerate(outcome.levers, 1):
        _row(sheet, at, (one.kind, one.sector, one.category))
        for column, number in enumerate((one.percent, one.low, one.high, one.one_off, one.yearly), 3):
            write = sheet.write_blank if number is None else sheet.write_number
            write(at, column, number, sheets.entry)
        sheet.write_number(at, 8, measured_share(one, outcome.effects))
        sheet.write_formula(at, 9, f"=D{at + 1}/100*I{at + 1}", None, float(strength(one, outcome.effects)))
    if outcome.levers:
        between = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
        sheet.data_validation(PERCENTAGES.format(last=last), between)
        sheet.data_validation(COSTS.format(last=last), {"validate": "decimal", "criteria": ">=", "value": 0})


def _write_cost(sheets: Sheets, outcome: Outcome) -> None:
    strengths, sheet, money = outcome.strengths, sheets.cost, sheets.money
    for at, group in enumerate(outcome.groups, 1):
        left, row = remaining(group, strengths), at + 1
        named = ", ".join(str(place + 2) for place in group.levers)
        _row(sheet, at, (group.component, group.evidence, group.caused_by, group.amount, named))
        if amount := sheets.elsewhere.get("amount"):
            sheet.write_formula(at, 3, "=" + amount.format(row=row), money, float(group.amount))
        factors = "*".join(map(_factor, group.levers, group.weights))
        sheet.write_formula(at, 5, f"=ROUND({factors},12)" if factors else "=1", None, float(left))
        sheet.write_formula(at, 6, f"=D{row}*F{row}", money, float(group.amount * left))
        kept = f'IF(B{row}="booked","estimated",IF(B{row}="measured","estimated",B{row}))'
        sheet.write_formula(at, 7, f"=IF(F{row}=1,B{row},{kept})", None, told_evidence(group.evidence, left))


def _factor(place: int, weight: Decimal) -> str:
    """What a lever leaves; where its effect differs between sectors, by how many times it is the measured share."""
    strength = f"{LEVERS}!$J${place + 2}"
    return f"(1-{strength})" if weight == ONE else f"(1-MIN(1,{strength}*{weight:f}))"


def _write_totals(sheets: Sheets, base: Base, outcome: Outcome, said: dict) -> None:
    found, levers, groups = payback(base, outcome), len(outcome.levers), len(outcome.groups)
    held = {"horizon_months": base.horizon_months, "discount_rate": base.discount_rate}
    fixed = said | {"months": base.months} | held | {"levers": levers}
    for at, pair in enumerate(fixed.items()):
        _row(sheets.scenario, at, pair)
        if formula := sheets.elsewhere.get(pair[0]):
            sheets.scenario.write_formula(at, 1, f"={formula}", None, float(pair[1]))
    present = "IF(B7=0,B6,(1-(1+B7)^(-B6/12))/(1-(1+B7)^(-1/12)))"
    totals = (
        (f"=SUM({COST}!D2:D{groups + 1})", outcome.base),
        (f"=SUM({COST}!G2:G{groups + 1})", outcome.total()),
        ("=(B9-B10)*12/B5", found.yearly_saving),
        (f"=SUM({LEVERS}!G2:G{levers + 1})", found.one_off),
        (f"=SUM({LEVERS}!H2:H{levers + 1})", found.yearly_cost),
        (f"=(B11-B13)/12*{present}-B12", found.net_value),
    )
    for at, (name, (formula, value)) in enumerate(zip(TOTALS, totals, strict=True), len(fixed)):
        sheets.scenario.write_string(at, 0, name)
        sheets.scenario.write_formula(at, 1, formula, sheets.money, float(value))
    sheets.scenario.set_column(0, 1, 24)
