"""More of winning and keeping: the cost of winning by lag, the cash of a customer who stays,
the best split of a budget."""

from functools import partial

import pandas as pd
import streamlit as st

from pages.parts.access import pages
from pages.parts.charts import acquisition, draw
from pages.parts.charts.figure_table import ALL, NAME, Column, figure_table
from pages.parts.i18n import model_texts
from pages.parts.ui import html
from pages.parts.ui.number_links import linked_text, row_links
from pages.parts.ui.steps import step_of_visitor
from pages.parts.view.words.empty_reasons import why_empty

LAGS = (0, 1, 2, 3, 6, 9, 12)
POINT = ("keep_spend", "keep_share", "keep_ceiling")


def lag_table(view) -> None:
    """Draw acquisition_by_lag: the cost of winning through each channel,
    were the customers to start so many months later."""
    rows, words = view.read("acquisition_by_lag"), view.words
    rows = rows[rows["lag_months"].isin(LAGS)]
    if rows["cac"].isna().all():
        html.footnote(why_empty(view, "lag.missing"))
        return
    columns = [Column("channel", view.channel, words("channel.head"), NAME)]
    columns += [
        Column("cac", lambda cost: view.formats.number(cost, 2), words("lag.months", count=lag), of={"lag_months": lag})
        for lag in sorted(set(rows["lag_months"]))
    ]
    shown = rows.sort_values("channel", key=lambda names: names.map(lambda name: (name.startswith("("), name)))
    held = view.assumptions("acquisition_lag_months")["acquisition_lag_months"]
    subtitle = words("lag.subtitle", lag=held)
    figure_table(view, "acquisition_by_lag", shown, columns, _lag_finding(view, rows), subtitle)
    draw.data_table(view, "lags", rows, "acquisition_by_lag")


def _lag_finding(view, rows: pd.DataFrame) -> str:
    every = rows[rows["channel"] == ALL].set_index("lag_months")["cac"].dropna()
    first, last = (
        linked_text(view, view.formats.money(every[lag]), "acquisition_by_lag", "cac", channel=ALL, lag_months=lag)
        for lag in every.index[[0, -1]]
    )
    return view.words("lag.title", first=first, last=last, count=int(every.index[-1]))


def cash_chart(view) -> None:
    """Draw customer_cash_flow: what a customer who stays has brought after each year, the winning included."""
    rows, words = view.read("customer_cash_flow"), view.words
    if rows.empty:
        html.footnote(why_empty(view, "cash.missing"))
        return
    rows = rows[rows["basis"] == rows["basis"].min()].sort_values("tenure_year")
    first, last = rows.iloc[0], rows.iloc[-1]
    fields = {
        "cost": view.formats.money(abs(first["amount"])),
        "sum": view.formats.money(abs(last["cumulative"])),
        "count": int(last["tenure_year"]),
    }
    key = "cash.title" if last["cumulative"] >= 0 else "cash.title_open"
    held = view.assumptions("discount_rate")["discount_rate"]
    title, rate = words(key, **fields), model_texts.assumption_value(view.formats, "discount_rate", held)
    html.section_header(title, words("cash.subtitle", rate=rate))
    link = row_links(view, rows, "customer_cash_flow", "cumulative", "basis", "tenure_year")
    shown = rows.assign(
        link=link, name=[words("cash.year", year=year) if year else words("cash.won") for year in rows["tenure_year"]]
    )
    draw.draw_chart(view, "cash", acquisition.cumulative, shown, words("cash.axis"), alternative=title)
    draw.data_table(view, "cash", rows, "customer_cash_flow")


def best_split_table(view) -> None:
    """Draw best_split where the organisation's own response is stated;
    else one line on what it needs, with the way there."""
    rows, words, formats = view.read("best_split"), view.words, view.formats
    if rows.empty:
        _needs(view, "best.impossible" if all(view.assumptions(*POINT).values()) else "best.unset")
        return
    keep = next(rows[rows["side"] == "keep"].itertuples())
    fields = {"best": formats.money(keep.best_spend), "now": formats.money(keep.spend)}
    way = "more" if keep.best_spend > keep.spend else "less"
    written = {"spend": formats.number, "share": formats.share, "marginal_cost": formats.number}
    written |= {f"best_{name}": write for name, write in written.items()} | {"best_value": formats.number}
    digits = {"share": 1, "best_share": 1}
    columns = [Column("side", lambda side: words(f"best.side_{side}"), words("best.side"), NAME)]
    columns += [
        Column(name, partial(write, digits=digits.get(name, 2)), words(f"best.{name}"))
        for name, write in written.items()
    ]
    title = words(f"best.title_{way}", **fields)
    figure_table(view, "best_split", rows, columns, title, words("best.subtitle"))
    html.footnote(words("best.remark"))
    draw.data_table(view, "best", rows, "best_split")
    if len(rows) == 1:
        _needs(view, "best.unset_win")


def _needs(view, key: str) -> None:
    """One line on what is missing, and the link to where it is said."""
    step_of_visitor(view, _draw_need, key)


def _draw_need(view, key: str) -> None:
    with st.container(horizontal=True, key=f"links_{key.replace('.', '_')}", vertical_alignment="center"):
        html.render(f'<p class="badge">{html.escape(view.words(key))}</p>', width="content")
        pages.page_link("assumptions", view.words("best.link"))
