"""What no figure may ever say, whatever was brought in."""

import math
from decimal import Decimal

from models.engine.engine import Engine

# shares that lie between 0 and 1 only where nothing is below 0; money may be below 0
OF_MONEY = {
    "share_of_churn",
    "cost_share",
    "running_share",
    "share",
    "share_of_revenue",
    "gain_share",
    "measured_share",
    "used_share",
    "repeat_revenue_share",
}
SHARES = {
    "retention",
    "retention_next",
    "risk_exposed",
    "risk_comparable",
    "risk_content",
    "high_impact_accuracy",
    "low_impact_accuracy",
    "level",
}
SIGNED = {"unused", "place_change"}


def faults(engine: Engine, version: int = 1) -> list[str]:
    """Return what the figures say that cannot be, as 'figure.column: value', the whole catalogue read."""
    found = []
    engine.build(version)  # all at once: one by one, looking what is there takes longer than working it out
    for header in engine.figures():
        if header.name.endswith("_draw"):
            continue  # hundreds of thousands of rows, of which the ranges speak
        columns, rows = engine.rows(header.name, version)
        for row in rows:
            found += [f"{header.name}.{fault}" for fault in _of_row(dict(zip(columns, row)))]
        found += [
            f"{header.name}: two rows of one key"
            for _ in range(len(rows) - len({_key(header, columns, row) for row in rows}))
        ]
    return found + _rising(engine, version)


def _key(header, columns: list[str], row: tuple) -> tuple:
    return tuple(row[columns.index(name)] for name in header.key)


def _of_row(row: dict) -> list[str]:
    found = [f"{name}: {value}" for name, value in row.items() if not _possible(name, value)]
    found += [
        f"{name}: {row[name]} above {row[other]}" for name, other in _ordered(row) if _above(row[name], row[other])
    ]
    return found


def _possible(name: str, value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return True
    if not math.isfinite(value):
        return False
    if name in SHARES or (name.endswith("_share") and name not in OF_MONEY):
        return -1e-9 <= value <= 1 + 1e-9
    return not isinstance(value, int) or name in SIGNED or value >= 0


def _ordered(row: dict) -> list[tuple[str, str]]:
    """Return the pairs of columns of which the first is never above the second."""
    low = [(name, name.replace("low", "high")) for name in row if name == "low" or name.endswith("_low")]
    parts = [(f"{name}_left", name) for name in ("complained", "comparable", "exposed", "others")]
    return [
        pair
        for pair in [*low, *parts, ("left_count", "at_risk"), ("kept", "observed"), ("observed", "customers")]
        if set(pair) <= row.keys()
    ]


def _above(one: object, other: object) -> bool:
    numbers = one is not None and other is not None
    return bool(numbers and one > other) or (one is None) != (other is None)


def _rising(engine: Engine, version: int) -> list[str]:
    """Return the months of tenure in which more are there than the month before."""
    found, before = [], {}
    for segment, month, *_, retention in (row[:5] for row in engine.rows("retention_curve", version)[1]):
        if retention > before.get(segment, 1) + 1e-12:
            found.append(f"retention_curve.{segment}: rises in month {month}")
        before[segment] = retention
    return found
