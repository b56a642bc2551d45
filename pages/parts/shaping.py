"""Figures as the pages draw them: merged, put in order, divided by a unit. Nothing is worked out here."""

import pandas as pd

from pages.parts.formats import Unit

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


def dearest_month(rows: pd.DataFrame):
    """Return the month of monthly_cost that cost most."""
    return rows.sort_values(["month_amount", "month"], ascending=[False, True])["month"].iloc[0]


def leaders(rows: pd.DataFrame, count: int = 3) -> tuple[list[str], float | None]:
    """Return the first sectors of by_sector and the share of the whole they start together."""
    first = rows.head(count)
    return list(first["sector"]), first["running_share"].iloc[-1] if len(first) else None


def crossings(lines: pd.DataFrame) -> dict[str, int]:
    """Return the first month in which each side of payback_curve has paid back; sides that never do have none."""
    return lines.dropna(subset=["paid_back_in"]).set_index("side")["paid_back_in"].astype(int).to_dict()


def curves_shown(view, values: pd.DataFrame, count: int = 3) -> dict[str, str]:
    """Return the segments whose curves are drawn, all customers first, with the names shown."""
    largest = values[values["segment"] != "all"].nlargest(count, "customers")["segment"]
    shown = ["all", *largest] if len(largest) > 1 else ["all"]
    return {name: view.segment(name) for name in shown}


def spoken_of(view, values: pd.DataFrame) -> str:
    """Return of whom the sentences on loyalty speak: the one segment chosen, or all customers."""
    chosen = [name for name in view.filters.segments if name in set(values["segment"])]
    return chosen[0] if len(chosen) == len(view.filters.segments) == 1 else "all"


def last_month_shown(curves: pd.DataFrame, fewest: int = 30, longest: int = 60) -> int:
    """Return the last month of tenure worth drawing: enough customers are still observed."""
    everyone = curves[(curves["segment"] == "all") & (curves["at_risk"] >= fewest)]["month"]
    return int(min(everyone.max() if len(everyone) else longest, longest)) or 1


def sectors_shown(view, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the chosen sectors, without a total that speaks of others too;
    all rows when none is chosen."""
    return rows[rows["sector"].isin(view.filters.sectors)] if view.filters.sectors else rows


def pairs_of_sectors(sectors: pd.DataFrame) -> pd.DataFrame:
    """Return the sectors of win_or_keep that have something to compare, dearest first."""
    rows = sectors[(sectors["sector"] != "all") & ~sectors["sector"].str.startswith("(")]
    rows = rows[(rows["replacement_cost"].fillna(0) != 0) | (rows["keeping_cost"].fillna(0) != 0)]
    return rows.sort_values("replacement_cost", ascending=False)[
        ["sector", "replacement_cost", "keeping_cost", "loyalty_lost"]
    ]


def with_others(rows: pd.DataFrame, name: str, count: int = 12) -> pd.DataFrame:
    """Return cost_by_category with all beyond the first rows as one row of that name."""
    rest = rows.iloc[count:]
    if len(rest) < 2:
        return rows
    first = rest.iloc[0]
    others = {
        "category": name,
        "amount": first["amount_from_here"],
        "share": first["share_from_here"],
        "running_share": 1.0,
        "vital": False,
    }
    return pd.concat([rows.head(count), pd.DataFrame([others])], ignore_index=True)
