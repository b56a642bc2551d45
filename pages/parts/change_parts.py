"""Why the cost changed: the bridge of the whole, and its causes by sector."""

import pandas as pd

from pages.parts import charts, charts_change, charts_cost, look, tables
from pages.parts.sentences import change_finding
from pages.parts.shaping import in_unit
from pages.parts.units import unit_words

CAUSES = ("volume", "rate", "mix", "price", "projected")


def why_it_changed(view, bridge: pd.DataFrame) -> None:
    """Draw change_bridge_total as a bridge from the period before to this one. bridge: its rows, at least one."""
    unit = view.formats.column_unit([*bridge["cost_before"], *bridge["cost_after"]])
    steps = in_unit(_steps(view, bridge), unit, "start", "end", "amount")
    start, axis = charts_change.axis_start(steps), unit_words(view, unit)
    subtitle = view.words("bridge.subtitle", unit=axis)
    if start > 0:
        subtitle += "; " + view.words("bridge.cut", start=view.formats.number(start))
    finding = bridge_finding(view, bridge)
    look.finding(finding, subtitle)
    charts.show(view, "bridge", charts_change.bridge, steps, start, axis, alternative=finding)
    look.remark(view.words("bridge.remark"))
    charts.twin(view, "bridge", bridge)


def changed_by_sector(view, changes: pd.DataFrame) -> None:
    """Draw the change of each sector's cost. changes: name, amount; the largest rise first."""
    unit = view.formats.column_unit(changes["amount"])
    words = unit_words(view, unit)
    look.finding(change_finding(view, changes), view.words("overview.change_subtitle", unit=words))
    said = view.words("overview.change_alternative")
    charts.show(view, "changes", charts_cost.changes, in_unit(changes, unit), words, alternative=said)
    charts.twin(view, "changes", changes)


def bridge_finding(view, bridge: pd.DataFrame) -> str:
    """Return by how much the cost changed, and which cause weighed most in that direction."""
    row = next(bridge.itertuples())
    change = row.cost_after - row.cost_before
    if not change:
        return view.words("bridge.title_same")
    is_more = change > 0
    first = bridge.loc[bridge["amount"].astype(float).idxmax() if is_more else bridge["amount"].astype(float).idxmin()]
    way = "more" if is_more else "less"
    fields = {"change": view.formats.money(abs(change)), "amount": view.formats.money(abs(first["amount"]))}
    return view.words(f"bridge.title_{way}", cause=view.words(f"cause.{first['cause']}_{way}"), **fields)


def _steps(view, bridge: pd.DataFrame) -> pd.DataFrame:
    """The total before, a step for each cause that changed anything, the total now: name, cause, start, end, amount."""
    ordered = bridge.sort_values("place")
    before, after = float(ordered["cost_before"].iloc[0]), float(ordered["cost_after"].iloc[0])
    amounts = ordered["amount"].astype(float)
    moved = pd.DataFrame({"cause": ordered["cause"], "amount": amounts, "end": before + amounts.cumsum()})
    moved = moved.assign(start=moved["end"] - moved["amount"])[moved["amount"] != 0]
    ends = [{"cause": name, "amount": amount, "start": 0.0, "end": amount} for name, amount in (("before", before), ("after", after))]
    steps = pd.concat([pd.DataFrame(ends[:1]), moved, pd.DataFrame(ends[1:])], ignore_index=True)
    return steps.assign(name=[view.words(f"cause.{cause}") for cause in steps["cause"]])


def change_table(view) -> None:
    """Draw change_bridge: for each sector the cost before, what each cause added or took, and the cost now."""
    rows, total = view.read("change_bridge"), view.read("change_bridge_total")
    if rows.empty:
        look.remark(view.words("overview.no_change"))
        return
    unit = view.formats.column_unit([*total["cost_before"], *total["cost_after"]])
    sectors = sorted(set(rows["sector"]), key=lambda name: _place(rows, name))
    lines = [_line(view, view.sector(name), rows[rows["sector"] == name], unit) for name in sectors]
    lines.append(_line(view, view.words("overview.total"), total, unit, total=True))
    heads = [tables.head(view.words("overview.column_sector"))]
    heads += [tables.head(view.words(f"cause.{cause}"), "num") for cause in ("before", *CAUSES, "after")]
    words = unit_words(view, unit)
    tables.table(bridge_finding(view, total), view.words("bridge.table_subtitle", unit=words), heads, lines, kind="lines")
    look.remark(view.words("bridge.remark"))
    charts.twin(view, "bridge_by_sector", rows)


def _place(rows: pd.DataFrame, name: str) -> tuple:
    """The dearest now first; what belongs to no sector last."""
    return name.startswith("("), -rows.loc[rows["sector"] == name, "cost_after"].iloc[0]


def _line(view, name: str, rows: pd.DataFrame, unit, total: bool = False) -> str:
    amounts = dict(zip(rows["cause"], rows["amount"], strict=True))
    first, words, formats = next(rows.itertuples()), view.words, view.formats
    changes = [
        tables.cell(tables.change(formats, amounts.get(cause), unit), "num", words(f"cause.{cause}")) for cause in CAUSES
    ]
    before = tables.number(formats.amount(first.cost_before, unit), words("cause.before"))
    return tables.row(tables.name(name), before, *changes, tables.number(formats.amount(first.cost_after, unit), words("cause.after")), total=total)
