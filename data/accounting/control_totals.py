"""The books' figures: what finance says a column of a data set adds up to in a month."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from data.accounting.period_close import first_day
from data.contracts.definitions import contract as contract_of
from data.contracts.definitions import dataset_names
from data.export.text import money_text
from data.problems import Problem

LIMIT = Decimal(10) ** 18


def columns_of(dataset: str) -> list[str]:
    """The columns of a data set that books can state for a month: money, beside a date that every row has."""
    contract = contract_of(dataset)
    dated = any(column.type in ("day", "month") and column.required for column in contract.columns)
    return [column.name for column in contract.columns if column.type == "money" and dated and dataset != "customers"]


def store_control_total(cursor, dataset: str, month: str, column: str, amount: str, version: int) -> dict:
    """Stores the books' figure as part of the change `version`, in place of an earlier one; returns old and new."""
    day, exact = first_day(month), _exact(amount)
    _check(dataset, column)
    here = "dataset = ? and month = ? and column_name = ? and to_version is null"
    before = cursor.execute(f"select amount from control where {here}", [dataset, day, column]).fetchone()
    cursor.execute(f"update control set to_version = ? where {here}", [version, dataset, day, column])
    cursor.execute("insert into control values (?, ?, ?, '', ?, ?, null)", [dataset, day, column, exact, version])
    return {
        "dataset": dataset,
        "month": month,
        "column": column,
        "old": None if before is None else money_text(before[0]),
        "new": money_text(exact),
    }


def _check(dataset: str, column: str) -> None:
    if dataset not in dataset_names():
        raise Problem("UNKNOWN_DATASET", {"name": dataset, "names": ", ".join(dataset_names())})
    if column not in columns_of(dataset):
        known = ", ".join(f"{name}.{one}" for name in dataset_names() for one in columns_of(name))
        raise Problem("NO_CONTROL", {"name": f"{dataset}.{column}", "names": known})


def _exact(amount: str) -> Decimal:
    try:
        exact = Decimal(str(amount).strip())
    except InvalidOperation:
        exact = None
    if exact is None or not exact.is_finite() or abs(exact) >= LIMIT or exact != round(exact, 6):
        raise Problem("NOT_AN_AMOUNT", {"read": amount})
    return exact


def control_totals(cursor) -> list[dict]:
    """The books' figures as they stand now, by data set, month and column: dataset, month, column, amount, version."""
    rows = cursor.execute(
        "select dataset, strftime(month, '%Y-%m'), column_name, amount, from_version from control "
        "where to_version is null order by 1, 2, 3"
    ).fetchall()
    return [dict(zip(("dataset", "month", "column", "amount", "version"), row)) for row in rows]
