"""Comparing a figure with itself one period earlier."""

from datetime import date

import pandas

from models.reading import Period, month_day


def period_before(period: Period) -> Period:
    """Return the period of the same length that ends the month before this one starts.

    Raises ValueError when the period has no first or no last month.
    """
    if not (period[0] and period[1]):
        raise ValueError("A period needs a first and a last month to be compared with the one before.")
    first, last = (_number(month_day(month)) for month in period)
    length = last - first + 1
    return _month(first - length), _month(last - length)


def day_of_period(engine, version: int, last_month: str) -> dict[str, str]:
    """Return the assumption that figures which speak of a day are worked out with when a period ends with this month.

    Empty where it ends on the data's own day, for which they stand already.
    """
    return engine._as_of("churn_state", version, (None, last_month), None)


def change(engine, name: str, measures: list[str], version: int, period: Period, **choice: object) -> pandas.DataFrame:
    """Return a figure for the period with `<measure>_before`, `<measure>_change` and `<measure>_change_share` beside
    it.

    `choice` goes to Engine.read. The three columns are empty where the period before has no such row, and
    everywhere when the data do not reach back to its first month.
    """
    now = engine.read(name, version, period=period, **choice)
    key = [column for column in engine.header(name).key if column in now.columns]
    before = _before(engine, name, version, period, choice, key + measures)
    found = (
        now.merge(before, how="left", on=key, suffixes=("", "_before"))
        if key
        else now.join(before.add_suffix("_before"))
    )
    for measure in measures:
        earlier = pandas.to_numeric(found[f"{measure}_before"])
        found[f"{measure}_change"] = pandas.to_numeric(found[measure]) - earlier
        found[f"{measure}_change_share"] = found[f"{measure}_change"] / earlier.abs().where(earlier != 0)
    return found


def _before(engine, name: str, version: int, period: Period, choice: dict, columns: list[str]) -> pandas.DataFrame:
    earlier = period_before(period)
    rows = engine.read(name, version, period=earlier, **choice)[columns]
    first = engine.read("ledger_span", version)["first_month"].iloc[0]
    covered = not pandas.isna(first) and pandas.Timestamp(first) <= pandas.Timestamp(month_day(earlier[0]))
    return rows if covered else rows.iloc[:0]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
