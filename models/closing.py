"""The numbers a month is closed with."""

from decimal import Decimal


def numbers(engine, version: int, month: str) -> list[dict]:
    """Return what a month (YYYY-MM) cost at a version: sector, component and amount (exact Decimal), each pair once."""
    columns, rows = engine.rows("cost_by_sector", version, period=(month, month))
    summed: dict[tuple, object] = {}
    for row in (dict(zip(columns, row)) for row in rows):
        key = row["sector"], row["component"]
        summed[key] = summed.get(key, 0) + row["amount"]
    return [
        {"sector": sector, "component": component, "amount": amount} for (sector, component), amount in summed.items()
    ]


def total(numbers: list[dict]) -> Decimal:
    """Return what the numbers of a month add up to."""
    return sum((number["amount"] for number in numbers), Decimal(0))
