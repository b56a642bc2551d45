"""What a change that is not accepted yet would do to the cost of dissatisfaction, sector by sector."""

from decimal import Decimal

import duckdb

FIGURES = ["sector_sum", "complaints", "sector_spelling", "ledger_span"]
SECTORS = """
    select coalesce(n.sector_key, s.sector) as sector_key, s.sector, s.dissatisfaction_cost, s.complaints
    from {place}sector_sum as s
    left join {place}sector_spelling as n on n.sector = s.sector and n.sector_key = n.into_key
"""
TOTALS = (
    "select (select count(*) from {place}complaints), (select coalesce(max(l.later_complaints), 0) "
    "from {place}ledger_span as l), (select max(l.as_of) from {place}ledger_span as l)"
)
NOTHING = ("", Decimal(0), Decimal(0))


def cost_effect(engine, cursor: duckdb.DuckDBPyConnection, before: int, after: int) -> dict:
    """Return what happens to the cost of dissatisfaction between two versions, as this cursor sees them.

    before, after, change (exact Decimal), change_share (None where nothing stood before); complaints_before,
    complaints_after (stored) and later_before, later_after (of these, opened after the day of reference: in no cost
    yet); as_of_before, as_of_after: the days of reference as text; sectors: the same of each sector whose cost or
    number of complaints changes, largest change first.
    """
    earlier, complaints_before, later_before, as_of_before = _read(engine, cursor, before)
    later, complaints_after, later_after, as_of_after = _read(engine, cursor, after)
    sectors = [_sector(earlier.get(key), later.get(key)) for key in {**earlier, **later}]
    total = _line(
        sum((row["before"] for row in sectors), Decimal(0)), sum((row["after"] for row in sectors), Decimal(0))
    )
    moved = [row for row in sectors if row["change"] or row["complaints_before"] != row["complaints_after"]]
    return total | {
        "complaints_before": complaints_before,
        "complaints_after": complaints_after,
        "later_before": later_before,
        "later_after": later_after,
        "as_of_before": as_of_before,
        "as_of_after": as_of_after,
        "sectors": sorted(moved, key=lambda row: (-abs(row["change"]), row["sector"])),
    }


def _read(engine, cursor: duckdb.DuckDBPyConnection, version: int) -> tuple[dict, int, int, str | None]:
    with engine.preview(cursor, version, FIGURES) as place:
        rows = cursor.execute(SECTORS.format(place=place)).fetchall()
        complaints, later, as_of = cursor.execute(TOTALS.format(place=place)).fetchall()[0]
    return {key: tuple(rest) for key, *rest in rows}, complaints, later, as_of and as_of.isoformat()


def _sector(before: tuple | None, after: tuple | None) -> dict:
    (old_name, old, old_complaints), (name, new, complaints) = before or NOTHING, after or NOTHING
    return (
        {"sector": name or old_name}
        | _line(old, new)
        | {"complaints_before": old_complaints, "complaints_after": complaints}
    )


def _line(before: Decimal, after: Decimal) -> dict:
    share = float((after - before) / abs(before)) if before else None
    return {"before": before, "after": after, "change": after - before, "change_share": share}
