"""The head of a sector's statement: what starts here, passes through here and is at stake, and what is not stored."""

import streamlit as st
from markupsafe import Markup

from data.contracts.definitions import contract
from pages.parts.access import pages
from pages.parts.access.downloads import template_button
from pages.parts.i18n.direction import in_a_row
from pages.parts.i18n.values import is_missing
from pages.parts.ui import html
from pages.parts.ui.number_links import linked_text
from pages.parts.ui.steps import step_of_visitor
from pages.parts.view.shaping import totals
from pages.parts.view.words.empty_reasons import why_empty, why_no_stake

LISTS = ("complaints", "chain_links", "stage_times", "audits", "quality_levels", "service_survey")


def of_sector(view, figure: str, sector: str, column: str = "sector"):
    """Return the rows of a figure that are about a sector."""
    rows = view.read(figure)
    return rows[rows[column] == sector]


def head(view, sector: str) -> None:
    """Draw the sentence of the statement, and in three numbers what starts here, passes through and is at stake."""
    place = next(of_sector(view, "chain_sector", sector).itertuples(), None)
    own = next(of_sector(view, "sector_overview", sector).itertuples(), None)
    html.page_header(
        in_a_row((view.sector(sector), view.scope())), _answer(view, sector, own), view.words("statement.why")
    )
    html.render(f'<div class="ans">{_starts(view, own)}{_passes(view, place)}{_loyalty(view, own)}</div>')


def _answer(view, sector: str, own) -> str:
    name = view.sector(sector)
    if own is None or is_missing(own.dissatisfaction_cost) or not own.dissatisfaction_cost:
        return view.words("statement.answer_open", sector=name)
    amount = _linked(view, own, "sector_overview", "dissatisfaction_cost", view.formats.money)
    return view.words("statement.answer", sector=name, amount=amount, period=view.formats.period(*view.period))


def _starts(view, own) -> str:
    if view.lacks("complaints"):
        needed = contract("complaints").title[view.language]
        return _box(view.words("statement.starts"), "–", view.words("overview.needs", lists=needed))
    counted = _linked(view, own, "sector_overview", "complaints", lambda value: view.formats.number(value, 1))
    below = "" if own is None else view.words("statement.starts_complaints", complaints=counted)
    amount = _linked(view, own, "sector_overview", "dissatisfaction_cost", view.formats.money)
    return _box(view.words("statement.starts"), amount, below)


def _passes(view, place) -> str:
    if view.lacks("chain_links"):
        return _box(view.words("statement.passes"), "–", view.words("statement.passes_unknown"))
    amount = _linked(view, place, "chain_sector", "amount_through", view.formats.money)
    remark = "statement.passes_remark"
    return _box(
        view.words("statement.passes"), amount, why_empty(view, remark) if amount == "–" else view.words(remark)
    )


def _loyalty(view, own) -> str:
    amount = _linked(view, own, "sector_overview", "loyalty_at_stake", view.formats.money)
    lost = _linked(view, own, "sector_overview", "customers_lost", lambda value: view.formats.number(value, 1))
    margin = _linked(view, own, "sector_overview", "loyalty_lost", view.formats.money)
    below = "" if "–" in (lost, margin) else view.words("statement.lost", customers=lost, amount=margin)
    if own is not None and amount == "–":
        below = Markup(". ").join(filter(None, (below, why_no_stake(view, totals(view)))))
    return _box(view.words("statement.loyalty"), amount, below)


def _linked(view, row, figure: str, column: str, write) -> str:
    """A number of the sector's row as a link to what it is made of; a dash where it is not told."""
    value = getattr(row, column, None)
    return "–" if is_missing(value) else linked_text(view, write(value), figure, column, sector=row.sector)


def _box(question: str, number: str, below: str) -> str:
    return (
        f'<div><h2 class="q">{html.escape(question)}</h2><p class="n">{html.escape(number)}</p>'
        f'<p class="d">{html.escape(below)}</p></div>'
    )


def lacking(view) -> None:
    """Draw which lists would say more of the sector, with the way to bring the first one in and its template."""
    missing = view.lacks(*LISTS)
    if missing and view.may_read_rows:
        step_of_visitor(view, _lacking, missing)


def _lacking(view, missing: list[str]) -> None:
    titles = [contract(name).title[view.language] for name in missing]
    html.footnote(view.words("statement.lacks", lists=view.formats.listing(titles)))
    with st.container(horizontal=True, key="noprint_lacking", vertical_alignment="center"):
        for name, title in zip(missing, titles, strict=True):
            pages.page_link("data", view.words("missing.upload", list=title), {"list": name})
        template_button(view, missing[0])
