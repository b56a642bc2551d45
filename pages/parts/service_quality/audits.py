"""Audits: how often the work was right, by sector, family and month, on which criteria not, and what came of it."""

from functools import partial

import pandas as pd

from pages.parts.charts import cost, draw, quality
from pages.parts.charts.figure_table import ALL, NAME, WIDE, Column, figure_table
from pages.parts.i18n.values import is_missing
from pages.parts.service_quality.disputes import disputes_part
from pages.parts.ui import bars, html
from pages.parts.ui.lanes import balanced
from pages.parts.ui.number_links import linked_text, row_links
from pages.parts.view.words.empty_reasons import why_empty

NONE = "(none)"
HIGH, LOW = "high_impact_accuracy", "low_impact_accuracy"
BESIDE = ("high_as_found", "high_if_upheld")  # the same number without disputes, and with all open ones upheld


def accuracy_finding(view, rows: pd.DataFrame) -> str:
    """Return how often audited work was right where a fault hurts the customer much; rows: scorecard."""
    whole = next((row for row in rows.itertuples() if row.sector == ALL and row.family == ALL), None)
    if whole is None or is_missing(whole.high_impact_accuracy):
        return view.words("house.score_title_open")
    share = linked_text(view, _share(view)(whole.high_impact_accuracy), "scorecard", HIGH, sector=ALL, family=ALL)
    return view.words("house.score_title", share=share)


def scorecards(view, rows: pd.DataFrame) -> None:
    """Draw scorecard by sector, with the numbers that disputes would change."""
    if rows.empty:
        html.footnote(why_empty(view, "house.no_audits"))
        return
    words, share = view.words, _share(view)
    shown = [Column(HIGH, share, words("house.high")), Column(LOW, share, words("house.low"))]
    audits = Column("audits", view.formats.number, words("house.audits"))
    disputes = [
        *(Column(name, share, words(f"house.{name}"), later=True) for name in BESIDE),
        Column("open_disputes", _number(view), words("house.open_disputes"), later=True),
    ]
    if not view.is_live:
        disputes = []  # a link leaves disputes out, and says so
    by_sector = rows[rows["family"] == ALL].sort_values([HIGH, "sector"], na_position="last")
    name = Column("sector", view.sector_or_all, words("overview.column_sector"), NAME)
    figure_table(
        view,
        "scorecard",
        by_sector,
        [name, *shown, audits, *disputes],
        accuracy_finding(view, rows),
        words("house.score_subtitle"),
        ("sector", "family"),
        data="scorecard",
    )


def families(view, rows: pd.DataFrame) -> None:
    """Draw scorecard by family of criteria, the least often right first; nothing where the audits name none."""
    rows = rows[(rows["sector"] == ALL) & ~rows["family"].isin([ALL, NONE])]
    rows = rows.sort_values([HIGH, LOW], na_position="last")
    if rows.empty:
        return
    columns = [
        Column("family", str, view.words("house.family"), NAME),
        Column(HIGH, _share(view), view.words("house.high")),
        Column(LOW, _share(view), view.words("house.low")),
        Column("audits", view.formats.number, view.words("house.audits")),
    ]
    title = view.words("house.family_title", family=rows.iloc[0]["family"])
    key = ("family", "sector")
    figure_table(view, "scorecard", rows, columns, title, view.words("house.family_subtitle"), key, folded=True)


def _share(view):
    return lambda value: "" if is_missing(value) else view.formats.share(value)


def _number(view):
    return lambda value: "" if is_missing(value) else view.formats.number(value)


def trend(view) -> None:
    """Draw scorecard_month of all sectors as lines; nothing for less than two months."""
    rows = view.read("scorecard_month")
    rows = rows[rows["sector"] == ALL].sort_values("month")
    if len(rows) < 2:
        return
    names = {HIGH: view.words("house.line_high"), LOW: view.words("house.line_low")}
    links = {f"link_{kind}": row_links(view, rows, "scorecard_month", kind, "sector", "month") for kind in names}
    lowest = rows.dropna(subset=[HIGH]).sort_values([HIGH, "month"])
    title = view.words("house.trend_title_open")
    if len(lowest):
        title = view.words("house.trend_title", month=view.formats.month(lowest.iloc[0]["month"]))
    swatches = zip(("rule", "dashes"), ("text", "ctx"), names.values(), strict=True)
    html.section_header(title, view.words("house.trend_subtitle"), html.legend([*swatches]))
    axis = view.words("house.trend_axis")
    draw.draw_chart(view, "accuracy", quality.accuracy, rows.assign(**links), names, axis, alternative=title)
    draw.data_table(view, "accuracy", rows, "scorecard_month", sector="sector", month="month")


def error_pareto(view) -> None:
    """Draw audit_error as a Pareto chart: the criteria on which work was not right, most errors first."""
    rows = view.read("audit_error").sort_values("place") if view.can_read("audit_error") else pd.DataFrame()
    if rows.empty or not rows["errors"].any():
        return
    first, words = rows.iloc[0], view.words
    cell = {name: first[name] for name in ("criterion", "family", "impact")}
    errors = linked_text(view, view.formats.number(first["errors"]), "audit_error", "errors", **cell)
    title = words("house.error_title", criterion=first["criterion"], errors=errors)
    html.section_header(title, words("house.error_subtitle"))
    shown = rows[rows["errors"] > 0].assign(
        category=lambda some: _criteria(view, some),
        amount=lambda some: some["errors"],
        running_share=lambda some: some["cumulative_share"],
        link=lambda some: row_links(view, some, "audit_error", "errors", *cell),
    )
    axis, cut = words("house.error_axis"), words("house.error_cut")
    draw.draw_chart(view, "errors", cost.pareto, shown, axis, cut, alternative=title)
    draw.data_table(view, "errors", rows, "audit_error")


def _criteria(view, rows: pd.DataFrame) -> list[str]:
    """What each criterion is called: one that counts as high and as low impact in two audits with its impact."""
    twice = rows["criterion"].duplicated(keep=False)
    impact = {"high": view.words("house.line_high"), "low": view.words("house.line_low")}
    return [
        f"{row.criterion} ({impact[row.impact]})" if is_twice else row.criterion
        for row, is_twice in zip(rows.itertuples(), twice)
    ]


def complaints_table(view) -> None:
    """Draw error_complaint: how often somebody complained of a case with an error, and of one without."""
    if not view.can_read("error_complaint"):
        return
    rows = view.read("error_complaint").dropna(subset=["error_share"])
    rows, words = rows.sort_values("difference", ascending=False, na_position="last"), view.words
    parts = rows[rows["criterion"] != ALL]
    if parts.empty:
        html.footnote(words("house.no_cases"))
        return
    first, share = parts.iloc[0], _share(view)
    cell = {name: first[name] for name in ("criterion", "family", "impact")}
    told = linked_text(view, share(first["error_share"]), "error_complaint", "error_share", **cell)
    title = words("house.complained_title_open")
    if not is_missing(first["difference"]) and first["difference"] > 0:
        right = linked_text(view, share(first["right_share"]), "error_complaint", "right_share", **cell)
        title = words("house.complained_title", criterion=first["criterion"], share=told, right=right)
    scale = bars.largest(rows["error_share"], rows["right_share"])
    columns = [
        Column(
            "criterion",
            lambda name: words("house.all_criteria") if name == ALL else name,
            words("house.criterion"),
            NAME,
        ),
        Column("error_share", lambda part: bars.plain_bar(scale, part, "cost"), words("house.error_bar"), WIDE),
        Column("error_share", share, words("house.error_share")),
        Column("right_share", share, words("house.right_share")),
        Column("error_cases", view.formats.number, words("house.error_cases")),
    ]
    key = ("criterion", "family", "impact")
    subtitle = words("house.complained_subtitle")
    figure_table(view, "error_complaint", rows, columns, title, subtitle, key, data="complained", folded=True)


def audits_section(view, scores: pd.DataFrame) -> None:
    """Draw what the audits say: scorecards, disputes, trend, errors, and the complaints about the same cases."""
    scorecards(view, scores)
    disputes_part(view)
    html.space()
    parts = (trend, partial(families, rows=scores), error_pareto, complaints_table)
    balanced(view, *(partial(part, view) for part in parts))
