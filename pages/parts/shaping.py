"""Figures as the pages draw them: merged, put in order, divided by a unit. Nothing is worked out here."""

import pandas as pd

from pages.parts.formats import Unit

SURE = ("booked", "measured")


def by_sector(view) -> pd.DataFrame:
    """Return sector_overview with its change, low and high, `sure` (booked, measured), estimated and assumed, dearest first."""
    tiers = view.read("sector_tier")[["sector", *SURE, "estimated", "assumed", "low", "high"]]
    rows = view.compare("sector_overview", "dissatisfaction_cost").merge(tiers, how="left", on="sector")
    rows["sure"] = rows[list(SURE)].sum(axis=1)
    rows = rows[rows["sector"].isin(view.filters.sectors)] if view.filters.sectors else rows
    return rows.sort_values("dissatisfaction_cost", ascending=False, ignore_index=True)


def totals(view):
    """Return the one row of overview_total with its changes, as a named tuple."""
    return next(view.compare("overview_total", "dissatisfaction_cost").itertuples())


def months_and_tiers(view) -> pd.DataFrame:
    """Return cost by month and evidence over all months, whatever period is chosen."""
    rows = view.read_all_months("monthly_cost")
    return rows.groupby(["month", "evidence"], as_index=False)["amount"].sum()


def in_unit(rows: pd.DataFrame, unit: Unit, *columns: str) -> pd.DataFrame:
    """Return rows whose amounts (the column amount unless named) are divided by the unit."""
    columns = columns or ("amount",)
    return rows.assign(**{column: rows[column].astype(float) / unit.size for column in columns})


def changes_by_sector(view, sectors: pd.DataFrame) -> pd.DataFrame:
    """Return name and amount of each sector's change on the period before, largest rise first; empty without one."""
    rows = pd.DataFrame({"name": sectors["sector"].map(view.sector), "amount": sectors["dissatisfaction_cost_change"]})
    return rows.dropna(subset=["amount"]).astype({"amount": float}).sort_values("amount", ascending=False)


def dearest_month(rows: pd.DataFrame):
    """Return the month with the largest sum of amounts."""
    return rows.groupby("month")["amount"].sum().idxmax()


def leaders(rows: pd.DataFrame, name: str, amount: str, count: int = 3) -> tuple[list[str], float | None]:
    """Return the names of the rows with the largest amounts and their share of the whole, None without any."""
    first = rows.nlargest(count, amount)
    whole = rows[amount].sum()
    return list(first[name]), float(first[amount].sum() / whole) if whole else None


def crossings(lines: pd.DataFrame) -> dict[str, int]:
    """Return the first month in which each side of payback_curve has paid back; sides that never do have none."""
    return lines[lines["cumulative"] >= 0].groupby("side")["month"].min().astype(int).to_dict()


def curves_shown(view, values: pd.DataFrame, count: int = 3) -> dict[str, str]:
    """Return the segments whose curves are drawn, all customers first, with the names shown."""
    largest = values[values["segment"] != "all"].nlargest(count, "customers")["segment"]
    shown = ["all", *largest] if len(largest) > 1 else ["all"]
    return {name: view.segment(name) for name in shown}


def last_month_shown(curves: pd.DataFrame, fewest: int = 30, longest: int = 60) -> int:
    """Return the last month of tenure worth drawing: enough customers are still observed."""
    everyone = curves[(curves["segment"] == "all") & (curves["at_risk"] >= fewest)]["month"]
    return int(min(everyone.max() if len(everyone) else longest, longest)) or 1


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
    others = {"category": name, "running_share": 1.0, "vital": False} | rest[["amount", "share"]].sum().to_dict()
    return pd.concat([rows.head(count), pd.DataFrame([others])], ignore_index=True)
