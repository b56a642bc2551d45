"""Which sector the page is about: a select box kept in the address."""

from itertools import chain

import streamlit as st

from pages.parts.ui import html
from pages.parts.ui.url_state import bind_to_url

SECTOR = "sector"


def chosen_sector(view) -> str | None:
    """Draw the select of sectors and return the one chosen; at first the one where most starts, or that works most,
    None without any."""
    rows = view.read("sector_overview").sort_values(
        ["dissatisfaction_cost", "complaints", "sector"], ascending=[False, False, True]
    )
    with_cost = rows[(rows["dissatisfaction_cost"].fillna(0) != 0) | (rows["complaints"].fillna(0) != 0)]
    working = view.read("stage_overrun").sort_values(["actual_hours", "sector"], ascending=[False, True])
    ranked = (with_cost, working, rows, view.read("sector_distance"))
    names = [name for name in dict.fromkeys(chain(*(each["sector"] for each in ranked))) if _is_own(view, name)]
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
