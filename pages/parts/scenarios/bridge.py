"""The bridge from the cost as it is to that of the scenario: its assumptions, then lever by lever, with its table."""

from decimal import Decimal

import pandas as pd

from models.scenarios.outcome import Outcome
from models.scenarios.scenario_base import Base
from models.scenarios.summary import steps
from pages.parts.charts import cost, draw
from pages.parts.i18n.formats import unit_words
from pages.parts.scenarios.base import cost_as_it_is
from pages.parts.scenarios.wording import in_lines
from pages.parts.ui import html
from pages.parts.view.shaping import in_unit
from pages.parts.view.words.scenario_words import lever_name


def bridge_chart(view, base: Base, outcome: Outcome) -> None:
    """Draw the cost as it is, a step for assumptions of the scenario's own and for each lever in the order of what it
    is worth, and the cost of the scenario."""
    held = cost_as_it_is(view)
    rows = _rows(view, base, outcome, held)
    unit = view.formats.column_unit(rows["end"])
    drawn = in_unit(rows.assign(name=rows["name"].map(in_lines)), unit, "start", "end", "amount")
    start, axis = cost.axis_start(drawn), unit_words(view, unit)
    ends = {"base": view.formats.money(held), "cost": view.formats.money(outcome.total())}
    title = view.words("scenarios.bridge_title", **ends)
    subtitle = view.words("scenarios.bridge_subtitle", unit=axis)
    if start > 0:
        subtitle += "; " + view.words("bridge.cut", start=view.formats.number(start))
    html.section_header(title, subtitle)
    draw.draw_chart(view, "scenario_bridge", cost.bridge, drawn, start, axis, alternative=title)
    html.footnote(view.words("scenarios.bridge_remark"))
    draw.data_table(view, "scenario_bridge", rows[["name", "amount"]])


def _rows(view, base: Base, outcome: Outcome, held: Decimal) -> pd.DataFrame:
    """name, cause, start, end, amount; the steps are estimates, which the bridge draws as projected ones."""
    rows = [{"name": view.words("scenarios.as_it_is"), "cause": "before", "start": 0.0, "amount": held}]
    if outcome.base != held:
        name, changed = view.words("scenarios.step_assumptions"), outcome.base - held
        rows.append({"name": name, "cause": "projected", "start": float(held), "amount": changed})
    at = outcome.base
    for step in steps(base, outcome):
        rows.append(
            {"name": lever_name(view, step.lever), "cause": "projected", "start": float(at), "amount": step.amount}
        )
        at += step.amount
    rows.append({"name": view.words("scenarios.scenario"), "cause": "after", "start": 0.0, "amount": outcome.total()})
    found = pd.DataFrame(rows)
    found["amount"] = found["amount"].astype(float)
    return found.assign(end=found["start"] + found["amount"])
