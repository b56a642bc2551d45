"""Closed months; months as people write them."""

from __future__ import annotations

import re
from datetime import date

from data.contracts.definitions import contract as contract_of
from data.contracts.definitions import dataset_names
from data.problems import Problem

WRITTEN = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")


def first_day(month: str) -> date:
    """The first day of a month written YYYY-MM; raises Problem for anything else."""
    if not WRITTEN.fullmatch(str(month)):
        raise Problem("MONTH_UNREADABLE", {"read": month})
    return date.fromisoformat(f"{month}-01")


OF_A_COMPLAINT = ("complaint_work", "complaint_shares")
NOT_BOOKED = ("customers",)  # when somebody became a customer is no booking
OPEN = "from closed_month where reopened_version is null"


def close_month(cursor, month: str, numbers: list[dict], version: int) -> None:
    """Closes a month with its numbers ({sector, component, amount}) as part of the change `version`."""
    day = first_day(month)
    if cursor.execute(f"select count(*) {OPEN} and month = ?", [day]).fetchone()[0]:
        raise Problem("CLOSED_BEFORE", {"month": month})
    cursor.execute("insert into closed_month values (?, ?, ?, null)", [day, date.today(), version])
    for number in numbers:
        cursor.execute(
            "insert into closed_number values (?, ?, ?, cast(? as decimal(38,6)), ?)",
            [day, number["sector"], number["component"], str(number["amount"]), version],
        )


def reopen_month(cursor, month: str, version: int) -> None:
    """Opens a closed month again; what it was closed with stays readable at the versions in between."""
    day = first_day(month)
    if not cursor.execute(f"select count(*) {OPEN} and month = ?", [day]).fetchone()[0]:
        raise Problem("NOT_CLOSED", {"month": month})
    cursor.execute(
        "update closed_month set reopened_version = ? where month = ? and reopened_version is null", [version, day]
    )


def closed_months(cursor) -> list[dict]:
    """The months closed now, oldest first: month (YYYY-MM), closed_on, version."""
    rows = cursor.execute(f"select strftime(month, '%Y-%m'), closed_on, version {OPEN} order by month").fetchall()
    return [dict(zip(("month", "closed_on", "version"), row)) for row in rows]


def affected_months(cursor, version: int) -> list[str]:
    """The closed months (YYYY-MM) that hold a row this version brought or ended."""
    if not cursor.execute(f"select count(*) {OPEN}").fetchone()[0]:
        return []
    rows = " union ".join(_days(contract) for contract in map(contract_of, dataset_names()) if _is_dated(contract))
    return [
        month
        for (month,) in cursor.execute(
            f"select strftime(month, '%Y-%m') {OPEN} and version < $version and month in ({rows}) order by 1",
            {"version": version},
        ).fetchall()
    ]


def _is_dated(contract) -> bool:
    return contract.dataset in OF_A_COMPLAINT or (contract.dataset not in NOT_BOOKED and bool(_dated(contract)))


def _dated(contract) -> list[str]:
    return [
        column.name for column in contract.columns if column.type in ("day", "month", "instant") and column.required
    ]


def _days(contract) -> str:
    table, changed = f"raw_{contract.dataset}", "(r.from_version = $version or r.to_version = $version)"
    if contract.dataset in OF_A_COMPLAINT:
        return (
            f"select cast(date_trunc('month', c.opened_on) as date) from {table} as r join raw_complaints as c "
            f"on c.complaint_id = r.complaint_id and c.to_version is null where {changed}"
        )
    return f"select cast(date_trunc('month', r.{_dated(contract)[0]}) as date) from {table} as r where {changed}"
