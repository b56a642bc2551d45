"""A scenario as a workbook that calculates itself: its levers, what they act on, and the totals as formulas."""

import io
from datetime import datetime
from decimal import Decimal

import xlsxwriter

from models.scenarios.levers import Lever, lever
from models.scenarios.outcome import ONE, Outcome, remaining, strength, told_evidence
from models.scenarios.payback import payback
from models.scenarios.scenario_base import Base

SCENARIO, LEVERS, COST = "Scenario", "Levers", "Cost"
HEADS = {
    LEVERS: ("lever", "sector", "type", "percent", "low", "high", "one_off", "yearly", "measured_share", "strength"),
    COST: ("component", "evidence", "sector", "amount", "levers", "left", "in_scenario", "evidence_in_scenario"),
}
FIXED = ("version", "from", "to", "months", "horizon_months", "discount_rate", "levers")  # of the sheet Scenario
EVER = datetime(2000, 1, 1)  # the same scenario makes the same bytes


def workbook(base: Base, levers: list[Lever], name: str, version: int, period: tuple) -> bytes:
    """Return the workbook of a scenario; levers it does not move stand in it at zero. Raises ScenarioProblem.

    Amounts are not rounded, every formula has its value beside it. Only numbers of the sheet Levers are to be changed.
    """
    outcome = base.outcome(levers)
    listed = _listed(base, outcome.levers)
    wide = Outcome(outcome.cells, tuple(listed), outcome.effects)
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": name, "created": EVER})
        totals, changed, cost = (book.add_worksheet(title) for title in (SCENARIO, LEVERS, COST))
        money = book.add_format({"num_format": "#,##0.00"})
        bold = book.add_format({"bold": True, "bottom": 1})
        for sheet, title in ((changed, LEVERS), (cost, COST)):
            _row(sheet, 0, HEADS[title], bold)
            sheet.set_column(0, len(HEADS[title]), 18)
            sheet.freeze_panes(1, 0)
        _write_levers(changed, wide)
        _write_cost(cost, wide, money)
        said = {"scenario": name, "version": version, "from": period[0] or "", "to": period[1] or ""}
        _write_totals(totals, base, outcome, said, (len(wide.levers), len(wide.groups)), money)
    return file.getvalue()


def _listed(base: Base, moved: tuple[Lever, ...]) -> list[Lever]:
    keys = {one.key for one in moved}
    return [*moved, *(lever(kind) for kind in base.kinds if (kind, "", "") not in keys)]


def _row(sheet, at: int, values: tuple, form=None) -> None:
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(at, column, value, form)
        elif value is not None:
            sheet.write_number(at, column, value, form)


def measured_share(one: Lever, outcome: Outcome) -> Decimal:
    """Return the share of the added risk a lever rests on, 1 for one that acts directly."""
    return outcome.effects[one.acts_on.effect].share if one.acts_on.effect else ONE


def _write_levers(sheet, outcome: Outcome) -> None:
    for at, one in enumerate(outcome.levers, 1):
        numbers = (one.percent, one.low, one.high, one.one_off, one.yearly, measured_share(one, outcome))
        _row(sheet, at, (one.kind, one.sector, one.category, *numbers))
        sheet.write_formula(at, 9, f"=D{at + 1}/100*I{at + 1}", None, float(strength(one, outcome.effects)))


def _write_cost(sheet, outcome: Outcome, money) -> None:
    strengths = outcome.strengths
    for at, group in enumerate(outcome.groups, 1):
        left, row = remaining(group, strengths), at + 1
        named = ", ".join(str(place + 2) for place in group.levers)
        _row(sheet, at, (group.component, group.evidence, group.caused_by, group.amount, named))
        factors = "*".join(f"(1-{LEVERS}!$J${place + 2})" for place in group.levers) or "1"
        sheet.write_formula(at, 5, f"={factors}", None, float(left))
        sheet.write_formula(at, 6, f"=D{row}*F{row}", money, float(group.amount * left))
        kept = f'IF(OR(B{row}="booked",B{row}="measured"),"estimated",B{row})'
        sheet.write_formula(at, 7, f"=IF(F{row}=1,B{row},{kept})", None, told_evidence(group.evidence, left))


def _write_totals(sheet, base: Base, outcome: Outcome, said: dict, lines: tuple[int, int], money) -> None:
    """lines: how many rows the sheets Levers and Cost have."""
    found, (levers, groups) = payback(base, outcome), lines
    fixed = said | {
        "months": base.months,
        "horizon_months": base.horizon_months,
        "discount_rate": base.discount_rate,
        "levers": levers,
    }
    for at, pair in enumerate(fixed.items()):
        _row(sheet, at, pair)
    present = "IF(B7=0,B6,(1-(1+B7)^(-B6/12))/(1-(1+B7)^(-1/12)))"
    totals = (
        ("cost", f"=SUM({COST}!D2:D{groups + 1})", outcome.base),
        ("cost_in_scenario", f"=SUM({COST}!G2:G{groups + 1})", outcome.total()),
        ("saving_a_year", "=(B9-B10)*12/B5", found.yearly_saving),
        ("one_off_cost", f"=SUM({LEVERS}!G2:G{levers + 1})", found.one_off),
        ("yearly_cost", f"=SUM({LEVERS}!H2:H{levers + 1})", found.yearly_cost),
        ("net_value", f"=(B11-B13)/12*{present}-B12", found.net_value),
    )
    for at, (name, formula, value) in enumerate(totals, len(fixed)):
        sheet.write_string(at, 0, name)
        sheet.write_formula(at, 1, formula, money, float(value))
    sheet.set_column(0, 1, 24)
