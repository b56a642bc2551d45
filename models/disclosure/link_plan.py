"""The plan of a link at a version of the data."""

import pandas

from models.disclosure.people_counts import AS_IT_IS, PartsLeft
from models.disclosure.plan import DisclosurePlan, Names, SharedSelection, plan


def link_plan(
    engine, version: int, fewest: int, scope: Names | None, own: SharedSelection, left: PartsLeft = AS_IT_IS
) -> DisclosurePlan:
    """Return what a link of this scope and choice may tell; left: what the scenario it shows leaves of the cost."""
    engine.build(version, names=["ledger", "new_customer"])
    cursor = engine.source_cursor("ledger", "ledger", version)
    return plan(cursor, _months(engine, version), fewest, scope, own, left)


def _months(engine, version: int) -> list[str]:
    """Every month from the first to the last one of the ledger."""
    span = next(engine.read("ledger_span", version).itertuples(), None)
    if span is None or pandas.isna(span.first_month):
        return []
    return [f"{month:%Y-%m}" for month in pandas.date_range(span.first_month, span.last_month, freq="MS")]
