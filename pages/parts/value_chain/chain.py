"""Who serves whom down to the customer, what starts where and passes through, and the sentence of the page."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.contracts.definitions import contract
from pages.parts.access import pages
from pages.parts.access.downloads import template_button
from pages.parts.charts import draw, network
from pages.parts.charts.figure_table import NAME, WIDE, Column, figure_table
from pages.parts.i18n.formats import unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text, row_links, sector_link
from pages.parts.ui.steps import step_of_visitor
from pages.parts.view.shaping import idle_apart, of_every_sector
from pages.parts.view.words.empty_reasons import why_empty

CUSTOMER = "customer"
AMOUNT, COMPLAINTS = "amount", "complaints"
ANYTHING = ("amount", "amount_through", "complaints")
UNSEEN = 2  # links away from the customer: sectors the customer does not meet


def chain_answer(view, distances: pd.DataFrame, lateness: pd.DataFrame) -> str:
    """Return where the cost starts along the chain, and at which stage most hours over the agreed time arise."""
    is_of_one = view.filters.cases and view.filters.cases[0] == "sector"  # whose cost starts at one distance only
    unseen = None if is_of_one else next(distances[distances["distance"] == UNSEEN].itertuples(), None)
    late = next(lateness.dropna(subset=["share_of_overrun"]).itertuples(), None)
    said = []
    if unseen is not None and not is_missing(unseen.share_from_here) and unseen.share_from_here > 0:
        share = view.formats.share(unseen.share_from_here)
        said.append(
            view.words("chain.answer", share=linked_text(view, share, "distance_cost", "share_from_here", distance=2))
        )
    if late is not None:
        cell = {"sector": late.sector, "stage": late.stage}
        share = linked_text(
            view, view.formats.share(late.share_of_overrun), "stage_overrun", "share_of_overrun", **cell
        )
        key = "chain.answer_late" if of_every_sector(view) else "chain.answer_late_some"
        said.append(view.words(key, stage=late.stage, sector=view.sector(late.sector), share=share))
    return Markup(" ").join(said) if said else view.words("chain.answer_open")


def lacking(view, dataset: str) -> None:
    """Draw one line on the list a part of the page needs, with the way to bring it in and its template."""
    step_of_visitor(view, _lacking, dataset)


def _lacking(view, dataset: str) -> None:
    title = contract(dataset).title[view.language]
    with st.container(horizontal=True, key=f"links_lacking_{dataset}", vertical_alignment="center"):
        html.render(f'<p class="badge">{html.escape(view.words(f"chain.lacks_{dataset}"))}</p>', width="content")
        pages.page_link("data", view.words("missing.upload", list=title), {"list": dataset})
        template_button(view, dataset)


def chain_network(view, sectors: pd.DataFrame, flows: pd.DataFrame) -> None:
    """Draw chain_flow and chain_sector as a network; its widths are money, or complaints where nothing has a cost."""
    if flows.empty:
        html.footnote(why_empty(view, "chain.no_links"))
        return
    measure = AMOUNT if sectors[AMOUNT].any() else COMPLAINTS
    boxes, drawn = _busy(sectors, flows)
    write = view.formats.amount if measure == AMOUNT else view.formats.number
    boxes = boxes.assign(
        name=[view.sector(name) for name in boxes["sector"]],
        size=boxes[measure],
        amount_words=[write(size) for size in boxes[measure]],
        words=[view.words("chain.starts_here", amount=write(size)) for size in boxes[measure]],
        link=row_links(view, boxes, "chain_sector", measure, "sector"),
    )
    lines = drawn.assign(
        size=drawn[measure],
        name=[_link_name(view, row) for row in drawn.itertuples()],
        words=[write(size) for size in drawn[measure]],
        link=row_links(view, drawn, "chain_flow", measure, "supplier", "receiver"),
    )
    title = _network_finding(view, flows, sectors, measure)
    unit = unit_words(view, view.formats.column_unit([])) if measure == AMOUNT else view.words("chain.complaints")
    html.section_header(title, view.words("chain.network_subtitle", unit=unit), _legend(view))
    draw.draw_chart(view, "network", network.network, boxes, lines, _layer_words(view, boxes), alternative=title)
    draw.data_table(view, "network", flows, "chain_flow")


def _busy(sectors: pd.DataFrame, flows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sectors of the network and their links; where many have nothing, without these: the table counts them."""
    linked = sectors[sectors["sector"].isin({*flows["supplier"], *flows["receiver"]})]
    busy, idle = idle_apart(linked, *ANYTHING)
    between = flows[~flows["supplier"].isin(idle) & ~flows["receiver"].isin(idle)]
    return (linked, flows) if between.empty else (busy, between)


def _link_name(view, row) -> str:
    receiver = view.words("chain.customer") if row.receiver == CUSTOMER else view.sector(row.receiver)
    return view.words("chain.hand_over_of", giver=view.sector(row.supplier), taker=receiver)


def _legend(view) -> str:
    entries = [("bk", "cost", view.words("chain.key_here")), ("flow", "cost", view.words("chain.key_through"))]
    return html.legend(entries)


def _layer_words(view, boxes: pd.DataFrame) -> dict[str, str]:
    known = sorted(int(distance) for distance in boxes["distance"].dropna().unique())
    away = {f"away_{distance}": view.words("chain.away", count=distance) for distance in known}
    return away | {"away_": view.words("chain.away_nowhere"), "customer": view.words("chain.customer")}


def _network_finding(view, flows: pd.DataFrame, sectors: pd.DataFrame, measure: str) -> str:
    """Through which sector most reaches the customer, and how much of it starts there."""
    last = flows[(flows["receiver"] == CUSTOMER) & (flows[measure].fillna(0) > 0)].sort_values(measure)
    if last.empty:
        return view.words("chain.network_title_open")
    first = last.iloc[-1]
    here = sectors.set_index("sector")[measure][first["supplier"]]
    write = view.formats.money if measure == AMOUNT else view.formats.number
    cell = {"supplier": first["supplier"], "receiver": CUSTOMER}
    return view.words(
        f"chain.network_title_{measure}",
        sector=view.sector(first["supplier"]),
        amount=linked_text(view, write(first[measure]), "chain_flow", measure, **cell),
        here=linked_text(view, write(here), "chain_sector", measure, sector=first["supplier"]),
    )


def sector_part(view, sectors: pd.DataFrame, distances: pd.DataFrame) -> None:
    """Draw chain_sector: for each sector its distance, what starts there and what passes through it."""
    words, formats = view.words, view.formats
    some, _ = idle_apart(sectors, *ANYTHING)
    rows = some.sort_values(["distance", "amount"], ascending=[True, False], na_position="last")
    scale = bars.largest(rows["amount"])
    columns = [
        Column(
            "sector", lambda name: sector_link(view, name, view.sector(name)), words("overview.column_sector"), NAME
        ),
        Column("distance", lambda value: _whole(view, value), words("chain.distance")),
        Column("amount", lambda value: bars.cost_bar(scale, value, 0, None, None, ""), words("chart.of_largest"), WIDE),
        Column("amount", formats.number, words("chain.amount")),
        Column("share", lambda value: formats.share(value), words("chain.share")),
        Column("amount_through", formats.number, words("chain.amount_through")),
        Column("complaints", lambda value: formats.number(value), words("chain.complaints_here")),
    ]
    unit = unit_words(view, formats.column_unit([]))
    title = _distance_finding(view, distances)
    figure_table(view, "chain_sector", rows, columns, title, words("chain.sectors_subtitle", unit=unit), folded=True)
    if idle := len(sectors) - len(rows):
        html.footnote(words("chain.sectors_idle", count=idle))
    html.footnote(words("chain.sectors_remark"))


def _distance_finding(view, distances: pd.DataFrame) -> str:
    """How much of the cost starts where the customer is met, and how much further up the chain."""
    shares = distances.dropna(subset=["distance"]).set_index("distance")
    near, far = shares["share"].get(UNSEEN - 1), shares["share_from_here"].get(UNSEEN)
    if is_missing(near) or is_missing(far):
        return view.words("chain.sectors_title_open")
    told = {
        name: linked_text(view, view.formats.share(share), "distance_cost", column, distance=distance)
        for name, share, column, distance in (
            ("near", near, "share", UNSEEN - 1),
            ("far", far, "share_from_here", UNSEEN),
        )
    }
    return view.words("chain.sectors_title", **told)


def _whole(view, value: object) -> str:
    return "" if is_missing(value) else view.formats.number(value)
