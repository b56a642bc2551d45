"""A figure beside the period before; what a month cost."""

from dataclasses import replace
from decimal import Decimal

import pandas

from models.engine.read import month_day, period_before
from models.engine.selection import Selection


def month_numbers(engine, version: int, month: str) -> list[dict]:
    """Return what a month (YYYY-MM) cost at a version: sector, component and amount (exact Decimal), each pair once."""
    columns, rows = engine.rows("cost_by_sector", version, Selection((month, month)))
    summed: dict[tuple, object] = {}
    for row in (dict(zip(columns, row)) for row in rows):
        key = row["sector"], row["component"]
        summed[key] = summed.get(key, 0) + row["amount"]
    return [
        {"sector": sector, "component": component, "amount": amount} for (sector, component), amount in summed.items()
    ]


def month_total(numbers: list[dict]) -> Decimal:
    """Return what the numbers of a month add up to."""
    return sum((number["amount"] for number in numbers), Decimal(0))


def as_of_override(engine, version: int, last_month: str) -> dict[str, str]:
    """Return the assumption that figures which speak of a day are worked out with when a period ends with this month.

    Empty where it ends on the data's own day, for which they stand already.
    """
    return engine.overrides_of("churn_state", version, Selection((None, last_month)))


def compare_with_period_before(
    engine, name: str, measures: list[str], version: int, selection: Selection, summed: str = ""
) -> pandas.DataFrame:
    """Return a figure for the chosen period with `<measure>_before`, `<measure>_change` and `<measure>_change_share`
    beside it.

    summed: a smaller figure the engine reads the period before from; it has the same measures in the same rows, or in
    rows that add up to a figure of one row. The three columns are empty where the period before has no such row, and
    everywhere when the data do not reach back to its first month.
    """
    now = engine.read(name, version, selection)
    key = [column for column in engine.header(name).key if column in now.columns]
    before, period = now[key + measures].iloc[:0], period_before(selection.period)
    if _reach_back(engine, version, period[0]):
        earlier = replace(selection, period=period)
        before = (
            _summed(engine, summed, key, measures, version, earlier)
            if summed
            else engine.read(name, version, earlier)[key + measures]
        )
    found = (
        now.merge(before, how="left", on=key, suffixes=("", "_before"))
        if key
        else now.join(before.add_suffix("_before"))
    )
    for measure in measures:
        held = pandas.to_numeric(found[f"{measure}_before"])
        found[f"{measure}_change"] = pandas.to_numeric(found[measure]) - held
        found[f"{measure}_change_share"] = found[f"{measure}_change"] / held.abs().where(held != 0)
    return found


def _reach_back(engine, version: int, month: str) -> bool:
    first = engine.read("ledger_span", version)["first_month"].iloc[0]
    return not pandas.isna(first) and pandas.Timestamp(first) <= pandas.Timestamp(month_day(month))


def _summed(
    engine, name: str, key: list[str], measures: list[str], version: int, selection: Selection
) -> pandas.DataFrame:
    """Added up as exact Decimal, so that the sum is the one of the database."""
    columns, found = engine.rows(name, version, selection)
    rows = pandas.DataFrame(found, columns=columns)[key + measures]
    rows = rows if key else rows.sum(min_count=1).to_frame().transpose()
    return rows.astype({measure: float for measure in measures})
