"""The values of assumptions, each from a version on."""

from datetime import date


def store_assumption(cursor, name: str, fields: dict, version: int) -> dict:
    """Stores what is given of an assumption beside what held before; returns the old and the new value."""
    before = (
        cursor.execute(
            "select value, low, high, unit, source from assumption_value where name = ? and to_version is null",
            [name],
        ).fetchone()
        or (None,) * 5
    )
    values = dict(zip(("value", "low", "high", "unit", "source"), before)) | fields
    cursor.execute("update assumption_value set to_version = ? where name = ? and to_version is null", [version, name])
    cursor.execute(
        "insert into assumption_value values (?, ?, ?, ?, ?, ?, ?, ?, null)",
        [name, *values.values(), date.today(), version],
    )
    return {"old": before[0], "new": values["value"]}
