"""Why the cost changed: bridge, causes, table."""

from functools import partial

import pandas as pd

from pages.parts.charts import cost, draw
from pages.parts.charts.figure_table import NAME, Column, Total, figure_table
from pages.parts.cost_change.baseline import compared_with, is_ready
from pages.parts.i18n.formats import unit_words
from pages.parts.ui import html, tables
from pages.parts.ui.lanes import balanced
from pages.parts.ui.number_links import linked_text, mark_link
from pages.parts.ui.steps import step_of_visitor
from pages.parts.ui.url_state import fold
from pages.parts.view.shaping import in_unit
from pages.parts.view.view_cache import drawn
from pages.parts.view.words.empty_reasons import why_empty
from pages.parts.view.words.version_reasons import version_reasons


def change_finding(view, changes, earlier: int | None) -> str:
    """Return which sector added most, fell most when none added, or that none did either.

    changes: name, amount; the largest rise first.
    """
    key = "against.changes_title" if earlier else "overview.change_title"
    first, last = changes.iloc[0], changes.iloc[-1]
    if first["amount"] > 0:
        return view.words(key, sector=first["name"], version=earlier)
    way = "less" if last["amount"] < 0 else "same"
    return view.words(f"{key}_{way}", sector=last["name"], version=earlier)


CAUSES = ("corrections", "volume", "rate", "mix", "price", "projected", "each")
EVERY = CAUSES[1]  # which no sector lacks


def cost_change(view) -> None:
    """Draw what the cost is compared with, the bridge from there to now, and the change of each sector."""
    if view.filters.scenario:
        return  # it tells what happened, beside what did not
    step_of_visitor(view, _compared)


def _compared(view) -> None:
    earlier = compared_with(view)
    if not is_ready(view, earlier):
        return
    drawn(view, ("change", earlier), change_part, earlier)
    if view.can_read("change_bridge"):
        table = partial(drawn, view, ("change_table", earlier), _change_table, earlier)
        fold(view.words("section.change"), "section_change", table)


def change_part(view, earlier: int | None) -> None:
    """Draw the bridge from the period before (or an earlier version) to now, and the change of each sector."""
    bridge, rows = view.read_against("change_bridge_total", earlier), view.read_against("change_bridge", earlier)
    if bridge.empty and not view.may_read_rows:
        html.footnote(view.words("untold.change"))
        return
    if bridge.empty or (earlier and not bridge["amount"].any()):
        html.footnote(view.words("against.nothing" if earlier else "overview.no_change"))
        return
    parts = [partial(why_it_changed, view, bridge, earlier)]
    if len(rows):
        parts.append(partial(changed_by_sector, view, _by_sector(view, rows, earlier), earlier))
    balanced(view, *parts)


def why_it_changed(view, bridge: pd.DataFrame, earlier: int | None) -> None:
    """Draw change_bridge_total as a bridge to the cost of now. bridge: its rows, at least one."""
    unit = view.formats.column_unit([*bridge["cost_before"], *bridge["cost_after"]])
    steps = in_unit(_steps(view, bridge, earlier), unit, "start", "end", "amount")
    start, axis = cost.axis_start(steps), unit_words(view, unit)
    subtitle = _words(view, earlier, "subtitle", unit=axis)
    if start > 0:
        subtitle += "; " + view.words("bridge.cut", start=view.formats.number(start))
    finding = bridge_finding(view, bridge, earlier)
    html.section_header(finding, subtitle)
    draw.draw_chart(view, f"bridge_{earlier or 'period'}", cost.bridge, steps, start, axis, alternative=finding)
    _remarks(view, earlier, CAUSES[-1] in set(bridge["cause"]))
    draw.data_table(view, f"bridge_{earlier or 'period'}", bridge, "" if earlier else "change_bridge_total")


def _words(view, earlier: int | None, name: str, **fields: object) -> str:
    """The sentence of this name for the period before, or for an earlier version."""
    return (
        view.words(f"against.{name}", version=earlier, **fields) if earlier else view.words(f"bridge.{name}", **fields)
    )


def _remarks(view, earlier: int | None, is_coarse: bool) -> None:
    if earlier and (why := version_reasons(view, earlier, view.version)):
        html.footnote(view.words("against.why", reasons="; ".join(why)))
    html.footnote(view.words("bridge.remark_each") if is_coarse else _words(view, earlier, "remark"))


def changed_by_sector(view, changes: pd.DataFrame, earlier: int | None) -> None:
    """Draw the change of each sector's cost. changes: name, amount, link; the largest rise first."""
    unit = view.formats.column_unit(changes["amount"])
    words = unit_words(view, unit)
    subtitle = view.words(
        "against.changes_subtitle" if earlier else "overview.change_subtitle", unit=words, version=earlier
    )
    html.section_header(change_finding(view, changes, earlier), subtitle, is_brief=True)
    said = view.words("overview.change_alternative")
    draw.draw_chart(
        view, f"changes_{earlier or 'period'}", cost.changes, in_unit(changes, unit), words, alternative=said
    )
    draw.data_table(view, f"changes_{earlier or 'period'}", changes[["name", "amount"]])


def _by_sector(view, rows: pd.DataFrame, earlier: int | None) -> pd.DataFrame:
    """Name, change and link of each sector in change_bridge, the largest rise first."""
    each = rows[rows["cause"] == EVERY].sort_values(["cost_change", "sector"], ascending=[False, True])
    links = ["" if earlier else mark_link(view, "change_bridge", "amount", sector=name) for name in each["sector"]]
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
            name: linked_text(view, text, "change_bridge_total", "amount", **cells[name])
            for name, text in fields.items()
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
    return mark_link(
        view, "change_bridge_total", f"cost_{cause}" if is_end else "amount", cause=EVERY if is_end else cause
    )


def _change_table(view, earlier: int | None) -> None:
    """Draw change_bridge: for each sector the cost before, what each cause added or took, and the cost now."""
    rows, total = view.read_against("change_bridge", earlier), view.read_against("change_bridge_total", earlier)
    if rows.empty:
        html.footnote(why_empty(view, "overview.no_change"))
        return
    unit = view.formats.column_unit([*total["cost_before"], *total["cost_after"]])
    figure = "" if earlier else "change_bridge"  # only a change between periods has rows of this version on both sides
    every = Total(figure and "change_bridge_total", total.itertuples())
    places = {name: _place(rows, name) for name in set(rows["sector"])}
    shown = rows.sort_values("sector", key=lambda names: names.map(places), kind="stable")
    title = bridge_finding(view, total, earlier)
    subtitle = _words(view, earlier, "table_subtitle", unit=unit_words(view, unit))
    figure_table(view, figure, shown, _columns(view, rows, unit), title, subtitle, total=every)
    _remarks(view, earlier, CAUSES[-1] in set(rows["cause"]))
    draw.data_table(view, "bridge_by_sector", rows, figure)


def _columns(view, rows: pd.DataFrame, unit) -> list[Column]:
    """The cost before, what each cause added or took, and the cost now, which stand on the row of every cause."""
    amount, of = partial(view.formats.amount, unit=unit), {"cause": EVERY}
    before, after = (Column(f"cost_{end}", amount, view.words(f"cause.{end}"), of=of) for end in ("before", "after"))
    between = [
        Column(
            "amount",
            lambda change: tables.change(view.formats, change, unit),
            view.words(f"cause.{cause}"),
            of={"cause": cause},
            later=True,
        )
        for cause in CAUSES
        if cause in set(rows["cause"])
    ]
    return [Column("sector", view.sector_or_all, view.words("overview.column_sector"), NAME), before, *between, after]


def _place(rows: pd.DataFrame, name: str) -> tuple:
    """The dearest now first; what belongs to no sector last."""
    return name.startswith("("), -rows.loc[rows["sector"] == name, "cost_after"].iloc[0]
