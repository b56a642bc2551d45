"""The day a stored row speaks of, which decides the sector it counts for when sectors merge or split."""

from __future__ import annotations

OF_A_COMPLAINT = ("complaint_work", "complaint_shares")


def day_of(contract, alias: str) -> str | None:
    """The SQL of a row's day; None for data sets whose rows hold always (they count on the latest day)."""
    if contract.dataset in OF_A_COMPLAINT:
        return (
            f"(select min(c.opened_on) from raw_complaints as c where c.to_version is null "
            f"and c.complaint_id = {alias}.complaint_id)"
        )
    if contract.dataset == "customers":
        return f"{alias}.ended_on"  # the sector they left because of
    dated = next(
        (column for column in contract.columns if column.required and column.type in ("day", "month", "instant")), None
    )
    if dated is None:
        return None
    name = f"{alias}.{dated.name}"
    if dated.type == "instant":
        return f"cast({name} + coalesce({name}_offset, 0) * interval '1' minute as date)"
    return name


def sector_columns(contract) -> list[str]:
    """The names of a data set's columns that hold sectors."""
    return [column.name for column in contract.columns if column.type == "sector"]


def names_are_shared(cursor, contract) -> bool:
    """Whether rows of this data set may name one sector in two ways, because names became one on every day."""
    return bool(sector_columns(contract)) and bool(
        cursor.execute("select count(*) from raw_sector_path where kind = 'always' and to_version is null").fetchone()[
            0
        ]
    )


def current_rows(cursor, contract) -> str:
    """The SQL of a data set's rows as they stand now, with sectors under the names they have on every day."""
    rows = f"(select * from raw_{contract.dataset} where to_version is null)"
    return f"({under_todays_names(rows, sector_columns(contract))})" if names_are_shared(cursor, contract) else rows


def under_todays_names(rows: str, columns: list[str]) -> str:
    """The SQL of these rows with the sectors in some columns under the names they have on every day."""
    meant = "(select sector_key, into_key from raw_sector_path where kind = 'always' and to_version is null)"
    joins = " ".join(f"left join {meant} as m_{name} on m_{name}.sector_key = w.{name}" for name in columns)
    replaced = ", ".join(f"coalesce(m_{name}.into_key, w.{name}) as {name}" for name in columns)
    return f"select w.* replace ({replaced}) from {rows} as w {joins}"
