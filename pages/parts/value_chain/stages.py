"""The way of a case: agreed against actual time of each stage, where lateness starts, hand-overs and returns."""

import pandas as pd

from pages.parts.charts import draw, stages
from pages.parts.charts.figure_table import ALL, NAME, WIDE, Column, figure_table
from pages.parts.i18n.formats import Unit
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text, row_links
from pages.parts.view.shaping import in_unit, of_every_sector
from pages.parts.view.words.empty_reasons import why_empty
from pages.parts.view.words.stage_words import said_aloud, stage_times, staircase_legend
from pages.parts.view.words.working_hours import are_working, hours_offer, kind_of_hours

WAYS = 2  # drawn; the others stand in the table
DAYS_FROM = 240  # hours from which a way is told in days
HOURS, DAYS = Unit(1, "", 0), Unit(24, "", 1)
LAID = (
    "assigned_hours",
    "median_hours",
    "p90_hours",
    "agreed_from",
    "agreed_until",
    "actual_from",
    "within_until",
    "actual_until",
    "p90_until",
    "promised_hours",
)


def staircases(view, steps: pd.DataFrame) -> None:
    """Draw stage_step: the ways most cases take, each as a staircase of agreed and actual times."""
    if steps.empty:
        html.footnote(why_empty(view, "chain.no_stages"))
        return
    hours_offer(view)
    ways = steps.sort_values(["way_cases", "way", "step"], ascending=[False, True, True])
    named = list(dict.fromkeys(ways["way"]))
    for number, way in enumerate(named[:WAYS]):
        _staircase(view, number, ways[ways["way"] == way])
    if len(named) > WAYS:
        html.footnote(view.words("chain.more_ways", count=len(named) - WAYS))


def _staircase(view, number: int, steps: pd.DataFrame) -> None:
    title, first = _finding(view, steps), steps.iloc[0]
    unit, name = _unit(view, steps)
    laid = in_unit(steps, unit, *LAID)
    shown = laid.assign(
        name=steps["stage"],
        words=[stage_times(view, row) for row in laid.itertuples()],
        said=[said_aloud(view, row) for row in laid.itertuples()],
        link=row_links(view, steps, "stage_step", "median_hours", "way", "step"),
    )
    promise = "" if is_missing(first["promised_hours"]) else _hours(view, laid.iloc[0]["promised_hours"])
    axis = "chain.axis_working" if are_working(view) else f"chain.axis_{name}"
    words = {"axis": view.words(axis), "promise": view.words(f"chain.promise_{name}", time=promise)}
    cases = {"count": int(first["way_cases"]), "cases": view.formats.number(first["way_cases"])}
    subtitle = view.words(f"chain.way_subtitle_{name}", way=first["way"], **cases)
    html.section_header(title, subtitle, staircase_legend(view), is_brief=number > 0)
    draw.draw_chart(view, f"way_{number}", stages.staircase, shown, words, alternative=title)
    draw.data_table(view, f"way_{number}", steps, "stage_step")


def _unit(view, steps: pd.DataFrame) -> tuple[Unit, str]:
    """Days for a long way; working hours make no days of 24."""
    is_long = steps["p90_until"].fillna(steps["actual_until"]).max() >= DAYS_FROM
    return (DAYS, "days") if is_long and not are_working(view) else (HOURS, "hours")


def _finding(view, steps: pd.DataFrame) -> str:
    """The stage whose middle time is furthest over the agreed one; where none is, whose one in ten is; where nothing
    is agreed, the longest."""
    over = steps.dropna(subset=["overrun_hours"]).sort_values("overrun_hours")
    if len(over) and over.iloc[-1]["overrun_hours"] > 0:
        return _said(view, "chain.way_title_over", over.iloc[-1], "median_hours")
    tails = steps[steps["p90_hours"] > steps["assigned_hours"]].sort_values("p90_hours")
    if len(tails):
        return _said(view, "chain.way_title_tail", tails.iloc[-1], "p90_hours")
    longest = steps.dropna(subset=["median_hours"]).sort_values("median_hours")
    if len(over) or longest.empty:
        return view.words("chain.way_title_kept" if len(over) else "chain.time_title")
    return _said(view, "chain.way_title_open", longest.iloc[-1], "median_hours")


def _said(view, key: str, row: pd.Series, column: str) -> str:
    cell = {"way": row["way"], "step": int(row["step"])}
    hours = linked_text(view, _hours(view, row[column]), "stage_step", column, **cell)
    agreed = "" if is_missing(row["assigned_hours"]) else _hours(view, row["assigned_hours"])
    return view.words(key, stage=row["stage"], hours=hours, agreed=agreed, sector=view.sector(row["sector"]))


def _hours(view, hours: float) -> str:
    return view.formats.number(hours, 0 if float(hours).is_integer() else 1)


def lateness_table(view, lateness: pd.DataFrame) -> None:
    """Draw stage_overrun: at which stages the hours over the agreed time arise. lateness: most hours first."""
    words, formats = view.words, view.formats
    rows = lateness.dropna(subset=["share_of_overrun"])
    if rows.empty:
        html.footnote(why_empty(view, "chain.no_agreed"))
        return
    first, scale = rows.iloc[0], bars.largest(rows["share_of_overrun"])
    cell = {"sector": first["sector"], "stage": first["stage"]}
    share = linked_text(view, formats.share(first["share_of_overrun"]), "stage_overrun", "share_of_overrun", **cell)
    key = "chain.late_title" if of_every_sector(view) else "chain.late_title_some"
    title = words(key, stage=first["stage"], sector=view.sector(first["sector"]), share=share)
    columns = [
        _stage(view),
        Column("share_of_overrun", lambda part: bars.plain_bar(scale, part), words("chain.late_bar"), WIDE),
        Column("share_of_overrun", lambda part: formats.share(part), words("chain.late_share")),
        Column("overrun_hours", formats.number, words("chain.late_hours")),
        Column("late_cases", formats.number, words("chain.late_cases")),
        Column("cases", formats.number, words("chain.cases")),
    ]
    figure_table(view, "stage_overrun", rows, columns, title, words("chain.late_subtitle"), ("sector", "stage"))


def time_table(view) -> None:
    """Draw stage_time: every stage with its times, the open ones, the wait before it, hand-overs and returns."""
    words, formats, rows = view.words, view.formats, view.read("stage_time")
    rows = rows[rows["sector"] != ALL].sort_values(["p90_hours"], ascending=False, na_position="first")
    names = ("assigned_hours", "median_hours", "p90_hours", "waiting_hours", "working_hours")
    written = {name: lambda value: "" if is_missing(value) else formats.number(value, 1) for name in names} | {
        "cases": formats.number,
        "open": formats.number,
        "hand_overs": formats.number,
        "returns": formats.number,
    }
    columns = [Column(name, write, words(f"chain.time_{name}")) for name, write in written.items()]
    key = ("stage", "sector")
    title, subtitle = words("chain.time_title"), words("chain.time_subtitle", hours=kind_of_hours(view))
    figure_table(view, "stage_time", rows, [_stage(view), *columns], title, subtitle, key, data="times")


def _stage(view) -> Column:
    words = view.words
    return Column(
        "",
        lambda row: words("chain.stage_of", stage=row.stage, sector=view.sector(row.sector)),
        words("chain.stage"),
        NAME,
    )


def by_overrun(lateness: pd.DataFrame) -> pd.DataFrame:
    """Return stage_overrun with the most hours over the agreed time first."""
    return lateness.sort_values(["share_of_overrun", "stage"], ascending=[False, True], na_position="last")
