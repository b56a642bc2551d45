"""The active customers by segment and tenure, with their margins together."""

from decimal import Decimal
from typing import NamedTuple

from pages.parts.reports.workbook.content import Content


class Tenure(NamedTuple):
    """Customers of one segment and tenure: how many, their margins together, the part of these that follows nothing,
    and how many have none, so that they count with the mean of the segment."""

    customers: int = 0
    margins: Decimal = Decimal(0)
    given: Decimal = Decimal(0)
    without: int = 0


Tenures = dict[tuple[str, int], Tenure]


def tenures(held: Content) -> Tenures:
    """Return the active customers of the end of the period by segment and tenure."""
    means = {row["segment"]: row["monthly_margin"] for row in held.rows_of("segment_margin")}
    found: Tenures = {}
    for row in held.rows_of("customer_tenure"):
        if row["has_left"]:
            continue
        key, own = (row["segment"], row["tenure_months"]), row["monthly_margin"]
        margin = means.get(row["segment"]) if own is None else own
        given = 0 if own is None or row["customer_id"] in held.revenues else own
        count, margins, before, without = found.get(key, Tenure())
        found[key] = Tenure(count + 1, margins + (margin or 0), before + given, without + (own is None))
    return {key: found[key] for key in sorted(found)}
