"""Which sector the page is about: a select box kept in the address."""

from itertools import chain

import streamlit as st

from pages.parts.ui import html
from pages.parts.ui.url_state import bind_to_url

SECTOR = "sector"


def chosen_sector(view) -> str | None:
    """Draw the select of sectors and return the one chosen; at first the one where most starts, None without any."""
    rows = view.read("sector_overview").sort_values(
        ["dissatisfaction_cost", "complaints", "sector"], ascending=[False, False, True]
    )
    others = [view.read(figure)["sector"] for figure in ("sector_distance", "stage_overrun")]
    names = [name for name in dict.fromkeys(chain(rows["sector"], *others)) if _is_own(view, name)]
    if not names:
        return None
    offered = sorted(names, key=str.casefold)
    return st.selectbox(
        view.words("statement.choose"),
        offered,
        key=SECTOR,
        on_change=bind_to_url(SECTOR, offered, names[0]),
        width=320,
        format_func=lambda name: html.plain(view.sector(name)),
    )


def _is_own(view, name: str) -> bool:
    """Whether a name is a sector of the organisation, and one the reader may see."""
    return not name.startswith("(") and (view.sector_scope is None or name in view.sector_scope)
