"""The scope of a person who may see some sectors only:
which figures can be narrowed to them, and how the rest is refused."""

import pandas

from models.engine.definitions.catalogue import Catalogue
from models.engine.selection import EVERYTHING, Selection
from models.engine.visibility import Visibility

ALL, CUSTOMER = "all", "customer"
SECTORS = ("sector", "caused_by")
NAMED = ("sector", "caused_by", "rated_by", "supplier", "receiver", "given_by")
# customers and days belong to no sector, nor does the chain itself; what a customer costs and is worth is one price
COMMON = (
    "assumption",
    "month_number",
    "chosen_period",
    "currency_rate",
    "home_currency",
    "customers",
    "transactions",
    "reference_day",
    "calendar_month",
    "ledger_span",
    "churn_state",
    "uploads",
    "sectors",
    "acquisition_cost",
    "channel_cost",
    "customer_value",
    "active_month",
    "customer_month",
    "bridge_customer",
    "revenue_month",
    "chain_links",
    "chain_path",
    "sector_distance",
)
SPENDING = ("keeping_line", "spend_purpose_line")  # a sector's own rows, whatever sector a complaint starts in
# spend of others; keeping a customer by the whole organisation; ways named by
# the stages of others; sums along the chain
REFUSED = ("acquisition_cost", "channel_cost", "payback_curve", "stage_step", "distance_cost")
SIDES = {
    "chain_sector": ("complaints_through", "amount_through", "share"),
    "chain_flow": ("complaints", "amount"),
    "reconciliation": ("left_side", "right_side", "difference"),
    "overview_total": ("cac", "keeping_cost_per_customer_year", "win_to_keep"),
    "win_or_keep": (
        "keep_instead",
        "keep_each",
        "win_to_keep",
        "win_to_keep_low",
        "win_to_keep_high",
        "keeping_cost_per_customer_year",
    ),
}  # what rests on amounts of all sectors


def is_releasable(catalogue: Catalogue, name: str) -> bool:
    """Return whether a figure can be told to somebody who may see some sectors only, without what belongs to others."""
    if name in REFUSED:
        return False
    return name in SIDES or name in COMMON or _is_filtered(catalogue, name)


def read_scoped(
    engine, name: str, version: int, sectors: tuple[str, ...], selection: Selection = EVERYTHING
) -> pandas.DataFrame | None:
    """Return a figure's rows for some sectors, sums included; None for a figure that cannot be narrowed to them."""
    if not is_releasable(engine.catalogue, name):
        return None
    rows = engine.read(name, version, selection, Visibility(tuple(sectors)))
    return keep_sectors(rows, name, sectors)


def keep_sectors(rows: pandas.DataFrame, name: str, sectors: tuple[str, ...]) -> pandas.DataFrame:
    """Return the rows without those of other sectors and without what rests on amounts of all."""
    for column in NAMED:
        if column in rows:
            rows = rows[rows[column].isin([*sectors, ALL, CUSTOMER])]
    blank = {column: None for column in SIDES.get(name, ()) if column in rows}
    return rows.assign(**blank).reset_index(drop=True)


def _is_filtered(catalogue: Catalogue, name: str) -> bool:
    header = catalogue.headers.get(name)
    if name in COMMON:
        return True
    if header is None or header.is_cleaned:
        return False
    if not catalogue.is_filtered(name):
        return all(_is_of_customers(catalogue, source) for source in header.reads)
    if header.filters:
        return bool(set(header.filters) & set(SECTORS)) or name in SPENDING
    return all(_is_filtered(catalogue, source) for source in header.reads)


def _is_of_customers(catalogue: Catalogue, name: str) -> bool:
    """Whether a table read as it is speaks of customers and assumptions only."""
    if name in COMMON:
        return name not in REFUSED
    header = catalogue.headers.get(name)
    return (
        header is not None
        and not header.is_cleaned
        and not header.filters
        and all(_is_of_customers(catalogue, source) for source in header.reads)
    )
