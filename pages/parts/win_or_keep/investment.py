"""More of winning and keeping: the cost of winning by lag, the cash of a customer who stays,
the best split of a budget."""

import streamlit as st

from pages.parts.access import pages
from pages.parts.charts import acquisition, draw
from pages.parts.ui import html, tables
from pages.parts.ui.number_links import linked_text, number_cell, row_links
from pages.parts.ui.steps import step_of_visitor
from pages.parts.view.empty_reasons import why_empty

ALL = "all"
LAGS = (0, 1, 2, 3, 6, 9, 12)
POINT = ("keep_spend", "keep_share", "keep_ceiling")
MEASURES = {"spend": 2, "share": None, "marginal_cost": 2}


def lag_table(view) -> None:
    """Draw acquisition_by_lag: the cost of winning through each channel,
    were the customers to start so many months later."""
    rows, words = view.read("acquisition_by_lag"), view.words
    rows = rows[rows["lag_months"].isin(LAGS)]
    if rows["cac"].isna().all():
        html.footnote(why_empty(view, "lag.missing"))
        return
    every = rows[rows["channel"] == ALL].set_index("lag_months")["cac"].dropna()
    names = sorted(set(rows["channel"]), key=lambda name: (name == ALL, name.startswith("("), name))
    lags = sorted(set(rows["lag_months"]))
    heads = [tables.head(words("channel.head"))] + [tables.head(words("lag.months", count=lag), "num") for lag in lags]
    costs = rows.set_index(["channel", "lag_months"])["cac"]
    lines = [_lag_line(view, name, costs, lags) for name in names]
    first, last = (
        linked_text(view, view.formats.money(every[lag]), "acquisition_by_lag", "cac", channel=ALL, lag_months=lag)
        for lag in every.index[[0, -1]]
    )
    ends = {"first": first, "last": last, "count": int(every.index[-1])}
    held = view.assumptions("acquisition_lag_months")["acquisition_lag_months"]
    tables.table(words("lag.title", **ends), words("lag.subtitle", lag=held), heads, lines)
    draw.data_table(view, "lags", rows, "acquisition_by_lag")


def _lag_line(view, name: str, costs, lags: list[int]) -> str:
    cells = [
        number_cell(
            view,
            view.formats.number(costs.get((name, lag)), 2),
            "acquisition_by_lag",
            "cac",
            {"channel": name, "lag_months": lag},
            view.words("lag.months", count=lag),
        )
        for lag in lags
    ]
    return tables.row(tables.name(view.channel(name)), *cells, total=name == ALL)


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
    title, rate = words(key, **fields), view.formats.share(view.assumptions("discount_rate")["discount_rate"])
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
    rows, words = view.read("best_split"), view.words
    if rows.empty:
        _needs(view, "best.impossible" if all(view.assumptions(*POINT).values()) else "best.unset")
        return
    keep = next(rows[rows["side"] == "keep"].itertuples())
    fields = {"best": view.formats.money(keep.best_spend), "now": view.formats.money(keep.spend)}
    way = "more" if keep.best_spend > keep.spend else "less"
    heads = [tables.head(words("best.side"))]
    heads += [tables.head(words(f"best.{name}"), "num") for name in MEASURES] + [
        tables.head(words(f"best.best_{name}"), "num") for name in MEASURES
    ]
    heads += [tables.head(words("best.best_value"), "num")]
    tables.table(
        words(f"best.title_{way}", **fields),
        words("best.subtitle"),
        heads,
        [_split_line(view, row) for row in rows.itertuples()],
        kind="lines",
    )
    html.footnote(words("best.remark"))
    draw.data_table(view, "best", rows, "best_split")
    if len(rows) == 1:
        _needs(view, "best.unset_win")


def _split_line(view, row) -> str:
    cells = [
        _measured(view, getattr(row, prefix + name), digits, view.words(f"best.{prefix}{name}"))
        for prefix in ("", "best_")
        for name, digits in MEASURES.items()
    ]
    value = tables.number(view.formats.number(row.best_value, 2), view.words("best.best_value"))
    return tables.row(tables.name(view.words(f"best.side_{row.side}")), *cells, value)


def _measured(view, value: object, digits: int | None, label: str) -> str:
    return tables.number(view.formats.share(value, 1) if digits is None else view.formats.number(value, digits), label)


def _needs(view, key: str) -> None:
    """One line on what is missing, and the link to where it is said."""
    step_of_visitor(view, _draw_need, key)


def _draw_need(view, key: str) -> None:
    with st.container(horizontal=True, key=f"links_{key.replace('.', '_')}", vertical_alignment="center"):
        html.render(f'<p class="badge">{html.escape(view.words(key))}</p>', width="content")
        pages.page_link("assumptions", view.words("best.link"))
