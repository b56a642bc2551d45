"""What lies after the day of reference, said beside an answer with the option that changes it."""

from datetime import date

import duckdb

from models.engine.read import month_day

FIGURES = ["reference_day", "uploads", "complaints", "customers"]
MONTHS_BEFORE = 3
DAYS = """
    with customer as (
        select max(greatest(coalesce(c.ended_on, c.started_on), c.started_on)) as day
        from {schema}.customers as c
        having count(c.ended_on) > 0
    )
    select (select as_of from {schema}.reference_day), max(c.opened_on), (select day from customer)
    from {schema}.complaints as c
"""
LATER_UPLOADS = """
    select u.file, count(*), max(c.opened_on)
    from {schema}.complaints as c join {schema}.uploads as u on u.import_id = c.import_id
    group by u.import_id, u.file having min(c.opened_on) > ? order by min(c.opened_on), u.file
"""


def beside_answer(cursor: duckdb.DuckDBPyConnection, schema: str, last_month: str | None) -> list[tuple[str, dict]]:
    """Return what must be said beside figures: codes with their fields.

    LATER_UPLOAD: all complaints of a file lie after the day of reference; CUSTOMERS_END: the customers end months
    before the complaints; TO_BEYOND: the period asked for ends after the day of reference.
    """
    as_of, complaints_end, customers_end = cursor.execute(DAYS.format(schema=schema)).fetchall()[0]
    if as_of is None:
        return []
    found = []
    if last_month and month_day(last_month, last=True) > as_of:
        found.append(("TO_BEYOND", {"month": last_month, "day": as_of}))
    for file, count, last in cursor.execute(LATER_UPLOADS.format(schema=schema), [as_of]).fetchall():
        found.append(("LATER_UPLOAD", {"file": file, "count": count, "day": as_of, "as_of": last}))
    if customers_end and complaints_end and _months(customers_end, min(complaints_end, as_of)) >= MONTHS_BEFORE:
        found.append(("CUSTOMERS_END", {"customers": customers_end, "complaints": complaints_end, "day": as_of}))
    return found


def _months(first: date, last: date) -> int:
    """Whole months from one day to another."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
