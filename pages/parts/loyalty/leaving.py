"""Why customers leave, by what they said and by whose matter it was; and whether those marked as complainers leave."""

import pandas as pd

from pages.parts.charts.figure_table import NAME, RANGE, TEXT, WIDE, Column, figure_table
from pages.parts.explain.figure_grid import withheld
from pages.parts.i18n.formats import Unit, unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.sections import folded_section
from pages.parts.view.view import NO_VALUE
from pages.parts.view.words.empty_reasons import why_empty

KEY = ("reason", "sector")
TENTHS = Unit(1, "", 1)


def leaving_table(view) -> None:
    """Draw leaving_reason: who left, by reason and sector; without reasons of few for who may not read rows."""
    rows, words = view.read("leaving_reason"), view.words
    if rows[rows["reason"] != NO_VALUE].empty:
        html.footnote(why_empty(view, "leaving.missing"))
        return
    fewest = int(view.assumptions("small_group")["small_group"])
    shown = rows[rows["customers"] >= fewest] if withheld(KEY) else rows
    shown = shown.sort_values(["customers", *KEY], ascending=[False, True, True], ignore_index=True)
    subtitle = words("leaving.subtitle", unit=unit_words(view, Unit(1, "", 0)))
    figure_table(
        view, "leaving_reason", shown, _columns(view, shown), _finding(view, shown), subtitle, KEY, data="leaving"
    )
    html.footnote(words("leaving.remark"))
    if len(shown) < len(rows):
        html.footnote(words("leaving.few", fewest=fewest))


def _columns(view, rows: pd.DataFrame) -> list[Column]:
    formats, words, scale = view.formats, view.words, bars.largest(rows["customers"])
    return [
        Column("reason", lambda reason: _reason(view, reason), words("leaving.reason"), NAME),
        Column("sector", view.sector, words("stake.sector"), TEXT),
        Column("customers", lambda count: bars.plain_bar(scale, count), words("chart.of_largest"), WIDE),
        Column("customers", formats.number, words("leaving.customers")),
        Column("share", lambda share: formats.share(share, 1), words("leaving.share")),
        Column(
            "monthly_margin",
            lambda amount: "" if is_missing(amount) else formats.number(amount),
            words("leaving.monthly_margin"),
        ),
    ]


def _finding(view, rows: pd.DataFrame) -> str:
    """Return the reason and sector most of those who said one have."""
    stated = rows[rows["reason"] != NO_VALUE]
    if stated.empty:
        return view.words("leaving.title_open")
    first = stated.iloc[0]
    share = view.formats.share(first["share"], 1)
    linked = linked_text(view, share, "leaving_reason", "share", reason=first["reason"], sector=first["sector"])
    return view.words("leaving.title", share=linked, reason=first["reason"], sector=view.sector(first["sector"]))


def _reason(view, reason: str) -> str:
    return view.words("leaving.not_stated") if reason == NO_VALUE else reason


def complainers_part(view) -> None:
    """Draw the folded comparison of those marked as having complained, where some are marked."""
    if len(view.read("crude_comparison")):
        folded_section(view, "crude", "crude_comparison", crude_table)


def crude_table(view) -> None:
    """Draw crude_comparison: how many of those marked as having complained left, beside the others; not adjusted."""
    rows, words, formats = view.read("crude_comparison"), view.words, view.formats
    marked = next(rows[rows["value"] == "yes"].itertuples(), None)
    title = words("crude.title_open")
    if marked is not None and not is_missing(marked.risk_ratio):
        ratio = formats.number(marked.risk_ratio, 1)
        title = words(
            "crude.title",
            ratio=linked_text(view, ratio, "crude_comparison", "risk_ratio", flag=marked.flag, value="yes"),
        )
    columns = [
        Column("", lambda row: words(f"crude.{row.flag}_{row.value}"), words("crude.name"), NAME),
        Column("customers", formats.number, words("crude.customers")),
        Column("left_count", formats.number, words("crude.left_count")),
        Column("risk", lambda risk: formats.share(risk, 1), words("crude.risk")),
        Column("risk_ratio", lambda one: "" if is_missing(one) else formats.number(one, 1), words("crude.risk_ratio")),
        Column("", lambda row: formats.interval(row.low, row.high, TENTHS), words("crude.range"), RANGE),
    ]
    subtitle = words("crude.subtitle", level=formats.share(rows["level"].iloc[0]))
    shown = rows.sort_values("value", ascending=False)
    figure_table(view, "crude_comparison", shown, columns, title, subtitle, ("flag", "value"), data="crude")
    html.footnote(words("crude.remark"))
