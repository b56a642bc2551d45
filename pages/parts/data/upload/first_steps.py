"""The way to the first numbers of one's own: three data sets, what each adds, its template, and which comes next."""

import streamlit as st

from data.contracts.definitions import contract
from pages.parts.access import pages
from pages.parts.access.downloads import template_button
from pages.parts.access.visitor import is_allowed
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.view.figure_cache import currency_at

FILES = ("complaints", "customers", "sector_costs")
DONE, NEXT, LATER = "done", "next", "later"


def states(view) -> dict[str, str]:
    """Return for each of the files whether it is imported, comes next or comes later."""
    lacking = view.lacks(*FILES)
    return {name: DONE if name not in lacking else NEXT if name == lacking[0] else LATER for name in FILES}


def first_steps(view, with_ways: bool = True) -> None:
    """Draw the steps. with_ways: each leads to its import; where one stands beside the import itself it does not."""
    with st.container(key="first_steps", gap=None):
        for place, (name, state) in enumerate(states(view).items(), 1):
            with st.container(key=f"step_{name}", horizontal=True, vertical_alignment="center"):
                _step(view, place, name, state)
                if state != DONE:
                    if with_ways:
                        label = view.words("missing.upload", list=contract(name).title[view.language])
                        pages.page_link("data", label, {"list": name})
                    if name not in services().store.tables:
                        template_button(view, name)
    if not is_allowed("change"):
        html.footnote(view.words("start.ask"))
    elif not currency_at(view.version):
        html.footnote(view.words("start.currency"))


def _step(view, place: int, name: str, state: str) -> None:
    title, adds = html.escape(contract(name).title[view.language]), html.escape(view.words(f"start.adds_{name}"))
    said = html.escape(view.words(f"start.{state}"))
    mark = "✓" if state == DONE else view.formats.number(place)
    html.render(
        f'<p class="step {state}"><i aria-hidden="true">{mark}</i><b>{title}</b> <em>{said}</em><span>{adds}</span></p>'
    )
