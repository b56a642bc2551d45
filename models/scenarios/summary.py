"""A scenario as a table: base against scenario, the steps between them, costs and pay-back, and what it said before."""

from decimal import Decimal, localcontext

import pandas

from models.scenarios.lever_notation import as_lines, written
from models.scenarios.outcome import DIGITS, Outcome, Step
from models.scenarios.payback import break_evens, order_of_worth, payback
from models.scenarios.scenario_base import Base

COLUMNS = ["part", "name", "base", "scenario", "change", "detail"]
BY = {"component": "component", "sector": "caused_by", "evidence": "evidence"}


def summary(base: Base, outcome: Outcome, seen: dict) -> pandas.DataFrame:
    """Return the lines: cost in all and by component, sector and evidence; levers; steps of the bridge; pay-back.

    seen: what the scenario said when it was saved, as `what_it_says` gave it.
    """
    rows = [_compared("cost", "all", outcome.base, outcome.total())]
    for part, by in BY.items():
        rows += [_compared(part, line.name, line.base, line.scenario) for line in outcome.lines(by)]
    rows += [("lever", line["lever"], None, None, None, _numbers(line)) for line in as_lines([*outcome.levers])]
    rows += [
        ("step", written(step.lever), None, None, step.amount, "greedy by net value") for step in steps(base, outcome)
    ]
    rows += _money(base, outcome)
    if seen.get("cost"):
        said = f"version {seen['version']}, {seen['from']} to {seen['to']}"
        rows.append(_compared("when saved", "all", Decimal(seen["base"]), Decimal(seen["cost"]), said))
    return pandas.DataFrame(rows, columns=COLUMNS, dtype=object)


def assumed_lines(held: list[dict], assumed: dict[str, str], costs: tuple[Decimal, Decimal]) -> pandas.DataFrame:
    """Return the lines of a scenario's own assumptions, and the cost as held and as assumed."""
    values = {row["name"]: row["value"] for row in held}
    rows = [("assumption", name, values[name], text, None, "") for name, text in sorted(assumed.items())]
    return pandas.DataFrame([*rows, _compared("assumptions", "all", *costs)], columns=COLUMNS, dtype=object)


def steps(base: Base, outcome: Outcome) -> list[Step]:
    """Return the steps of the bridge in the greedy order of what the levers are worth."""
    return outcome.bridge(order_of_worth(base, outcome))


def what_it_says(outcome: Outcome, version: int, period: tuple) -> dict[str, str]:
    """Return what a scenario says now as texts, to be kept beside it: version, from, to, base, cost."""
    first, last = (month or "" for month in period)
    return {
        "version": str(version),
        "from": first,
        "to": last,
        "base": f"{outcome.base:f}",
        "cost": f"{outcome.total():f}",
    }


def _money(base: Base, outcome: Outcome) -> list[tuple]:
    found = payback(base, outcome)
    rows = [
        ("pay-back", "saving a year", None, None, found.yearly_saving, ""),
        ("pay-back", "one-off cost", None, None, found.one_off, ""),
        ("pay-back", "yearly cost", None, None, found.yearly_cost, ""),
        ("pay-back", "net value", None, None, found.net_value, f"{found.horizon_months} months, discounted"),
        ("pay-back", "month", None, None, found.payback_month, "" if found.payback_month else "never"),
    ]
    for one in break_evens(base, outcome):
        said = "never" if one.percent is None else f"{one.percent:f} %"
        rows.append(("break-even", written(one.lever), None, None, one.net_value, said))
    return rows


def _compared(part: str, name: str, before: Decimal, after: Decimal, detail: str = "") -> tuple:
    with localcontext(prec=DIGITS):
        return part, name, before, after, after - before, detail


def _numbers(line: dict) -> str:
    return ", ".join(f"{name} {value:f}" for name, value in line.items() if name != "lever" and value)
