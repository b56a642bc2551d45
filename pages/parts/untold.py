"""What a page says where the reader may not see the figures it is about."""

import streamlit as st

from pages.parts import look, seam, told
from pages.parts.badge import badge
from pages.parts.sector_table import sector_table
from pages.parts.shaping import by_sector
from pages.parts.steps import end


def tells(view, name: str) -> bool:
    """Return whether the reader may see a figure at all."""
    return seam.tells(view, name)


def end_without_blocks(view) -> None:
    """End the page when too few people stand behind everything a link could tell; else do nothing."""
    if view.shared and not told.plan_of(view.shared, view.version).blocks:
        look.headline(view.scope(), view.words("untold.none"), "")
        st.stop()


def end_untold(view, *needed) -> None:
    """End the page with the sums by sector when a figure it rests on has no rows for this reader; else do nothing.

    needed: the figures' rows.
    """
    if seam.sees_all(view) or all(len(rows) for rows in needed):
        return
    key = "untold.link" if view.shared and not view.shared.sectors else "untold.scope"
    look.headline(view.scope(), view.words(key), view.words("untold.why"))
    total = next(view.compare("overview_total", "dissatisfaction_cost").itertuples(), None)
    if total is not None:
        sector_table(view, by_sector(view), total)
        badge(view)
    end()
