"""Why the cost changed, from the period before or from an earlier version:
the bridge of the whole, and its causes by sector."""

import pandas as pd

from pages.parts import charts, charts_change, charts_cost, look, seam, tables
from pages.parts.asking import link, linked
from pages.parts.because import reasons
from pages.parts.change_line import change_line
from pages.parts.compared_with import compared_with, is_ready
from pages.parts.findings import change_finding
from pages.parts.shaping import in_unit
from pages.parts.steps import columns, step_of_visitor
from pages.parts.units import unit_words
from pages.parts.view_cache import drawn

CAUSES = ("corrections", "volume", "rate", "mix", "price", "projected")


def cost_change(view) -> None:
    """Draw what the cost is compared with, the bridge from there to now, and the change of each sector."""
    step_of_visitor(view, _compared)


def _compared(view) -> None:
    earlier = compared_with(view)
    if is_ready(view, earlier):
        drawn(view, ("change", earlier), _change, earlier)


def _change(view, earlier: int | None) -> None:
    bridge, rows = view.read_against("change_bridge_total", earlier), view.read_against("change_bridge", earlier)
    if bridge.empty and not seam.sees_all(view):
        return
    if bridge.empty or (earlier and not bridge["amount"].any()):
        look.remark(view.words("against.nothing" if earlier else "overview.no_change"))
        return
    left, right = columns(2)
    with left:
        why_it_changed(view, bridge, earlier)
    if rows.empty:
        return
    with right:
        changed_by_sector(view, _by_sector(view, rows, earlier), earlier)


def why_it_changed(view, bridge: pd.DataFrame, earlier: int | None) -> None:
    """Draw change_bridge_total as a bridge to the cost of now. bridge: its rows, at least one."""
    unit = view.formats.column_unit([*bridge["cost_before"], *bridge["cost_after"]])
    steps = in_unit(_steps(view, bridge, earlier), unit, "start", "end", "amount")
    start, axis = charts_change.axis_start(steps), unit_words(view, unit)
    subtitle = _words(view, earlier, "subtitle", unit=axis)
    if start > 0:
        subtitle += "; " + view.words("bridge.cut", start=view.formats.number(start))
    finding = bridge_finding(view, bridge, earlier)
    look.finding(finding, subtitle)
    charts.show(view, f"bridge_{earlier or 'period'}", charts_change.bridge, steps, start, axis, alternative=finding)
    _remarks(view, earlier)
    charts.twin(view, "bridge", bridge, "" if earlier else "change_bridge_total")


def _words(view, earlier: int | None, name: str, **fields: object) -> str:
    """The sentence of this name for the period before, or for an earlier version."""
    return (
        view.words(f"against.{name}", version=earlier, **fields) if earlier else view.words(f"bridge.{name}", **fields)
    )


def _remarks(view, earlier: int | None) -> None:
    if earlier and (why := reasons(view, earlier, view.version)):
        look.remark(view.words("against.why", reasons="; ".join(why)))
    look.remark(_words(view, earlier, "remark"))


def changed_by_sector(view, changes: pd.DataFrame, earlier: int | None) -> None:
    """Draw the change of each sector's cost. changes: name, amount, link; the largest rise first."""
    unit = view.formats.column_unit(changes["amount"])
    words = unit_words(view, unit)
    subtitle = view.words(
        "against.changes_subtitle" if earlier else "overview.change_subtitle", unit=words, version=earlier
    )
    look.finding(change_finding(view, changes, earlier), subtitle)
    said = view.words("overview.change_alternative")
    charts.show(
        view, f"changes_{earlier or 'period'}", charts_cost.changes, in_unit(changes, unit), words, alternative=said
    )
    charts.twin(view, "changes", changes.drop(columns="link"))


def _by_sector(view, rows: pd.DataFrame, earlier: int | None) -> pd.DataFrame:
    """Name, change and link of each sector in change_bridge, the largest rise first."""
    each = rows[rows["cause"] == CAUSES[-1]].sort_values(["cost_change", "sector"], ascending=[False, True])
    links = ["" if earlier else link(view, "change_bridge", "amount", sector=name) for name in each["sector"]]
    return pd.DataFrame(
        {"name": each["sector"].map(view.sector), "amount": each["cost_change"].astype(float), "link": links}
    )


def bridge_finding(view, bridge: pd.DataFrame, earlier: int | None) -> str:
    """Return by how much the cost changed, and which cause weighed most in that direction."""
    change = bridge["cost_change"].iloc[0]
    if not change:
        return _words(view, earlier, "title_same")
    is_more = change > 0
    first = bridge.loc[bridge["amount"].astype(float).idxmax() if is_more else bridge["amount"].astype(float).idxmin()]
    way = "more" if is_more else "less"
    fields = {"change": view.formats.money(abs(change)), "amount": view.formats.money(abs(first["amount"]))}
    if not earlier:  # only a change between periods has rows of this version on both sides
        cells = {"change": {}, "amount": {"cause": first["cause"]}}
        fields = {
            name: linked(view, text, "change_bridge_total", "amount", **cells[name]) for name, text in fields.items()
        }
    return _words(view, earlier, f"title_{way}", cause=view.words(f"cause.{first['cause']}_{way}"), **fields)


def _steps(view, bridge: pd.DataFrame, earlier: int | None) -> pd.DataFrame:
    """The total before, a step for each cause that changed anything, the total now:
    name, cause, start, end, amount, link."""
    columns = {"starts_at": "start", "ends_at": "end"}
    moved = (
        bridge[bridge["amount"] != 0].sort_values("place").rename(columns=columns)[["cause", "start", "end", "amount"]]
    )
    before, after = (float(bridge[f"cost_{side}"].iloc[0]) for side in ("before", "after"))
    ends = [
        {"cause": name, "amount": amount, "start": 0.0, "end": amount}
        for name, amount in (("before", before), ("after", after))
    ]
    steps = pd.concat(
        [pd.DataFrame(ends[:1]), moved.astype({"start": float, "end": float, "amount": float}), pd.DataFrame(ends[1:])],
        ignore_index=True,
    )
    links = ["" if earlier else _link(view, cause) for cause in steps["cause"]]
    return steps.assign(name=[view.words(f"cause.{cause}") for cause in steps["cause"]], link=links)


def _link(view, cause: str) -> str:
    """The link of a step; the ends stand on every row of the bridge."""
    is_end = cause in ("before", "after")
    return link(
        view, "change_bridge_total", f"cost_{cause}" if is_end else "amount", cause=CAUSES[-1] if is_end else cause
    )


def change_table(view) -> None:
    """Draw change_bridge: for each sector the cost before, what each cause added or took, and the cost now."""
    step_of_visitor(view, _table_compared)


def _table_compared(view) -> None:
    earlier = compared_with(view)
    if is_ready(view, earlier):
        drawn(view, ("change_table", earlier), _change_table, earlier)


def _change_table(view, earlier: int | None) -> None:
    rows, total = view.read_against("change_bridge", earlier), view.read_against("change_bridge_total", earlier)
    if rows.empty:
        look.remark(view.words("overview.no_change"))
        return
    unit = view.formats.column_unit([*total["cost_before"], *total["cost_after"]])
    causes = [cause for cause in CAUSES if cause in set(rows["cause"])]
    sectors = sorted(set(rows["sector"]), key=lambda name: _place(rows, name))
    asks = None if earlier else "change_bridge"
    lines = [
        change_line(view, view.sector(name), rows[rows["sector"] == name], causes, unit, asks, {"sector": name})
        for name in sectors
    ]
    lines.append(
        change_line(view, view.words("overview.total"), total, causes, unit, asks and "change_bridge_total", {})
    )
    heads = [tables.head(view.words("overview.column_sector"))]
    heads += [tables.head(view.words(f"cause.{cause}"), "num") for cause in ("before", *causes, "after")]
    subtitle = _words(view, earlier, "table_subtitle", unit=unit_words(view, unit))
    tables.table(bridge_finding(view, total, earlier), subtitle, heads, lines, kind="lines")
    _remarks(view, earlier)
    charts.twin(view, "bridge_by_sector", rows, asks or "")


def _place(rows: pd.DataFrame, name: str) -> tuple:
    """The dearest now first; what belongs to no sector last."""
    return name.startswith("("), -rows.loc[rows["sector"] == name, "cost_after"].iloc[0]
