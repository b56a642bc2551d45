"""Figures merged, ordered, divided by a unit."""

import pandas as pd

from pages.parts.i18n.formats import Unit

TIERS = ("sector", "sure", "estimated", "assumed", "low", "high", "running_share")


def by_sector(view) -> pd.DataFrame:
    """Return sector_overview with its change, low and high, `sure` (booked, measured), estimated and assumed,
    dearest first."""
    tiers = view.read("sector_tier")[list(TIERS)]
    rows = view.compare("sector_overview", "dissatisfaction_cost").merge(tiers, how="left", on="sector")
    return sectors_shown(view, rows).sort_values("dissatisfaction_cost", ascending=False, ignore_index=True)


def totals(view):
    """Return the one row of overview_total with its changes, as a named tuple."""
    return next(view.compare("overview_total", "dissatisfaction_cost").itertuples())


def in_unit(rows: pd.DataFrame, unit: Unit, *columns: str) -> pd.DataFrame:
    """Return rows whose amounts (the column amount unless named) are divided by the unit."""
    columns = columns or ("amount",)
    return rows.assign(**{column: rows[column].astype(float) / unit.size for column in columns})


def sectors_shown(view, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the chosen sectors, without a total that speaks of others too;
    all rows when none is chosen."""
    return rows[rows["sector"].isin(view.filters.sectors)] if view.filters.sectors else rows
