"""The index of definitions: what answers something by question, the steps behind it one level down, a search."""

import re
import unicodedata

import streamlit as st

from models.engine.definitions.header import Header
from pages.parts.i18n import figure_texts
from pages.parts.ui import html, tables
from pages.parts.ui.html import escape
from pages.parts.ui.number_links import with_filters
from pages.parts.ui.url_state import expander

# question -> the figures that answer it; all others are steps on the way to one of them
ANSWERS = {
    "cost": (
        "overview_total",
        "sector_overview",
        "component_cost",
        "cost_by_category",
        "cost_matrix",
        "monthly_cost",
        "change_bridge_total",
        "change_bridge",
        "cost_of_quality",
        "capacity_use",
    ),
    "leaving": (
        "avoidable_churn_total",
        "avoidable_churn",
        "excess_by",
        "handling_worth",
        "leaving_reason",
        "loyalty_at_stake",
    ),
    "loyalty": (
        "retention_curve",
        "cohort_retention",
        "customer_value",
        "margin_by_tenure",
        "retention_worth",
        "repeat_buyers",
    ),
    "win": (
        "win_or_keep",
        "acquisition_cost",
        "payback_curve",
        "customer_cash_flow",
        "customer_year",
        "sector_spend",
        "best_split",
        "conversion_by",
    ),
    "time": (
        "chain_flow",
        "stage_time",
        "stage_overrun",
        "joint_lateness",
        "hand_over",
        "returned_case",
        "hour_worth",
        "lateness_share",
        "lateness_band",
        "promise_kept",
        "distance_cost",
        "time_to_close",
    ),
    "quality": (
        "backfire",
        "customer_way",
        "self_service",
        "satisfaction_by",
        "service_gap",
        "own_view",
        "morale_month",
        "scorecard",
        "scorecard_month",
        "audit_error",
        "error_complaint",
        "quality_gap",
        "supplier_treatment",
    ),
    "trust": ("reconciliation", "control_difference", "data_quality", "restatement"),
}
WORD = re.compile(r"[^\W_]+")
NAMED = {name for names in ANSWERS.values() for name in names}


def index_header(view, headers: dict[str, Header]) -> None:
    """Draw the head of the index: how many figures answer something, and how many steps lead to them."""
    said = view.words("figures.answer", count=len(NAMED), steps=len(headers.keys() - NAMED))
    html.page_header(view.scope(), said, view.words("figures.why"))


def figure_index(view, headers: dict[str, Header]) -> None:
    """Draw the search, and what it finds, else the figures by question and all steps in a fold. headers: by name."""
    sought = st.text_input(view.words("figures.search"), key="figure_search", width=420)
    if sought.strip():
        _found(view, headers, sought)
        return
    for group in ANSWERS:
        html.render(_group(view, headers, group))
    steps = {name: header for name, header in headers.items() if name not in NAMED}
    with expander(view.words("figures.steps", count=len(steps)), "all_steps") as section:
        if section.open:
            _table(view, steps, view.words("figures.steps_title"), view.words("figures.index_subtitle"))


def steps_behind(view, headers: dict[str, Header], header: Header) -> None:
    """Draw the figures a figure is calculated from, each a link to its own definition."""
    read = [name for name in header.reads if name in headers]
    if read:
        links = " · ".join(_link(view, headers[name]) for name in read)
        html.render(f'<p class="cs">{escape(view.words("figures.behind"))} <span class="steps">{links}</span></p>')


def matches(text: str, sought: str) -> bool:
    """Return whether every word sought begins a word of a text, whatever the accents and capitals."""
    words = WORD.findall(_plain(text))
    return all(any(word.startswith(begun) for word in words) for begun in WORD.findall(_plain(sought)))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _found(view, headers: dict[str, Header], sought: str) -> None:
    def _says(header: Header) -> str:
        told = [figure_texts.said(view.language, header, field) for field in ("title", "meaning")]
        return " ".join([*told, header.name])

    found = {name: header for name, header in headers.items() if matches(_says(header), sought)}
    if found:
        _table(view, found, view.words("figures.found", count=len(found)), view.words("figures.index_subtitle"))
    else:
        html.footnote(view.words("figures.found_none", sought=sought.strip()))


def _group(view, headers: dict[str, Header], group: str) -> str:
    lines = "".join(
        f"<li>{_link(view, headers[name])}<span>{escape(figure_texts.said(view.language, headers[name], 'meaning'))}"
        "</span></li>"
        for name in ANSWERS[group]
        if name in headers
    )
    title = escape(view.words(f"figure_group.{group}"))
    return f'<section class="figs"><h2 class="ct">{title}</h2><ul>{lines}</ul></section>'


def _table(view, headers: dict[str, Header], title: str, subtitle: str) -> None:
    heads = [tables.head(view.words("figures.which")), tables.head(view.words("explain.meaning"))]
    titles = {name: figure_texts.said(view.language, header, "title") for name, header in headers.items()}
    ordered = sorted(headers, key=lambda name: _plain(titles[name]))
    tables.table(title, subtitle, heads, [_line(view, headers[name]) for name in ordered], kind="index")


def _line(view, header: Header) -> str:
    meaning = figure_texts.said(view.language, header, "meaning")
    return tables.row(f'<th scope="row">{_link(view, header)}</th>', tables.cell(escape(meaning), "full"))


def _link(view, header: Header) -> str:
    title = figure_texts.said(view.language, header, "title")
    return f'<a href="{escape(with_filters(view, {"figure": header.name}))}">{escape(title)}</a>'
