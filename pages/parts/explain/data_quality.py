"""How much of the headline rests on what is assumed, projected, set aside or missing, with the way to cure it."""

import streamlit as st

from pages.parts.access import pages
from pages.parts.explain.cures import cure_rates, rates_to_do
from pages.parts.i18n.values import is_missing
from pages.parts.ui import html
from pages.parts.ui.steps import step_of_visitor


def quality_line(view) -> None:
    """Draw one line on the quality of the data behind the page's figures, and the links to where each part is cured."""
    row = next(view.read("data_quality").itertuples(), None)
    if row is None:
        return
    if is_missing(row.amount):
        step_of_visitor(view, rates_to_do, row)
        return
    said = " ".join([_rests_on(view, row), *_lacks(view, row)])
    step_of_visitor(view, _draw, said, row)


def _draw(view, said: str, row) -> None:
    with st.container(horizontal=True, key="links_cures", vertical_alignment="center"):
        html.render(f'<p class="badge">{html.escape(said)}</p>', width="content")
        if row.rows_set_aside:
            label = view.words("quality.cure_aside", count=view.formats.number(row.rows_set_aside))
            pages.page_link("data", label, {"part": "aside"})
        if row.complaints_without_cost:
            pages.page_link("data", view.words("quality.cure_cost"), {"list": "complaints"})
        if row.amounts_without_rate:
            cure_rates(view)


def _rests_on(view, row) -> str:
    """ "Of this cost 61 % is booked or measured and 39 % estimated; 4 % is projected."""
    amounts = {
        "sure": row.booked + row.measured,
        "estimated": row.estimated,
        "assumed": row.assumed,
        "projected": row.projected,
    }
    if not row.amount:
        return view.words("quality.no_cost")
    parts = [
        view.words(f"quality.{name}", share=view.formats.share(amount / row.amount))
        for name, amount in amounts.items()
        if amount
    ]
    return view.words("quality.rests", parts=view.formats.listing(parts))


def _lacks(view, row) -> list[str]:
    number, said = view.formats.number, []
    if row.rows_set_aside:
        worth = row.amount_set_aside
        key = "quality.aside_worth" if worth and not is_missing(worth) else "quality.aside"
        said.append(view.words(key, count=number(row.rows_set_aside), amount=view.formats.money(worth)))
    for name in ("complaints_without_cost", "amounts_without_rate"):
        if getattr(row, name):
            said.append(view.words(f"quality.{name}", count=number(getattr(row, name))))
    return said
