"""Margins worked out from revenue: the customers whose margin follows the gross margin."""

from decimal import ROUND_HALF_UP, Decimal

from models.engine.engine import Engine
from models.engine.selection import Selection
from models.recalculation.charges import told

GROSS_MARGIN = "gross_margin"
PLACES = Decimal("0.000001")


def revenues(engine: Engine, version: int, gross_margin: str) -> dict[str, Decimal]:
    """Return the monthly revenue of every customer whose margin is revenue × gross margin, by the customer.

    None are returned where a margin would not come out to its last digit, as with some revenues in another currency.
    """
    nothing, whole = (_margins(engine, version, {GROSS_MARGIN: text}) for text in ("0", "1"))
    found = {name: revenue for name, revenue in whole.items() if revenue is not None and revenue != nothing[name]}
    held, share = _margins(engine, version, {}), Decimal(gross_margin)
    exact = all(
        held[name] == (revenue * share).quantize(PLACES, rounding=ROUND_HALF_UP) for name, revenue in found.items()
    )
    return found if exact else {}


def _margins(engine: Engine, version: int, overrides: dict[str, str]) -> dict[str, Decimal | None]:
    rows = told(engine, "customers", version, Selection(overrides=overrides))
    return {row["customer_id"]: row["monthly_margin"] for row in rows}
