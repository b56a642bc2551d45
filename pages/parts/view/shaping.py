"""Figures merged, ordered, divided by a unit."""

import pandas as pd

from pages.parts.i18n.formats import Unit

REPLACING = ("win_each", "keep_each", "win_to_keep", "win_to_keep_low", "win_to_keep_high")
MANY_IDLE = 6  # fewer lines of zeros stand in the table as all others do
TIERS = ("sector", "sure", "estimated", "assumed", "low", "high", "running_share")


def by_sector(view) -> pd.DataFrame:
    """Return sector_overview with its change, low and high, `sure` (booked, measured), estimated and assumed, and what
    replacing a customer costs against keeping one, dearest first."""
    tiers = view.read("sector_tier")[list(TIERS)]
    rows = view.compare("sector_overview", "dissatisfaction_cost").merge(tiers, how="left", on="sector")
    rows = rows.merge(_replacing(view), how="left", on="sector")
    return sectors_shown(view, rows).sort_values("dissatisfaction_cost", ascending=False, ignore_index=True)


def totals(view):
    """Return the one row of overview_total with its changes, and what replacing a customer lost costs against keeping
    one, as a named tuple; None without a row."""
    whole = view.compare("overview_total", "dissatisfaction_cost").assign(sector="all")
    return next(whole.merge(_replacing(view), how="left", on="sector").drop(columns="sector").itertuples(), None)


def _replacing(view) -> pd.DataFrame:
    """win_or_keep of the customers lost, by names that overview_total does not use for its own average."""
    rows = view.read("win_or_keep").reindex(columns=["sector", *REPLACING])
    return rows.rename(columns=lambda name: name.replace("win_to_keep", "replace_to_keep"))


def in_unit(rows: pd.DataFrame, unit: Unit, *columns: str) -> pd.DataFrame:
    """Return rows whose amounts (the column amount unless named) are divided by the unit."""
    columns = columns or ("amount",)
    return rows.assign(**{column: rows[column].astype(float) / unit.size for column in columns})


def idle_apart(sectors: pd.DataFrame, *columns: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the sectors with anything in these columns, and the names of the others where these are many."""
    is_idle = sectors[list(columns)].astype(float).fillna(0).eq(0).all(axis=1)
    if is_idle.all() or is_idle.sum() < MANY_IDLE:
        return sectors, []
    return sectors[~is_idle], list(sectors[is_idle]["sector"])


def sectors_shown(view, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the chosen sectors, without a total that speaks of others too;
    all rows when none is chosen."""
    return rows[rows["sector"].isin(view.filters.sectors)] if view.filters.sectors else rows


def of_every_sector(view) -> bool:
    """Return whether a share of the rows read is one of all sectors, not of those chosen or those a reader may see."""
    return not view.filters.sectors and view.sector_scope is None
