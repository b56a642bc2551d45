"""Two versions compared: the bridge from an earlier version to this one, and the reasons in counts."""

from decimal import Decimal

import duckdb
import pandas

from models.engine import build, read
from models.engine.selection import EVERYTHING, Selection

BRIDGES = ("change_bridge", "change_bridge_total")
FIGURES = (*BRIDGES, "version_change")
FILTERS = {"version_pair": ("month", "segment", "sector"), "version_customer": ("month", "segment")}
EARLIER = {"earlier_event": "version_event", "earlier_customer": "customer_month"}
READ = ("version_event", "customer_month", "sector_spelling", "uploads")


def is_built(engine, version: int, baseline: int, overrides: dict | None = None) -> bool:
    """Whether comparing the two versions needs no work any more."""
    schema = _schema(engine, version, baseline, overrides)
    return set(FILTERS) <= build.tables_in(engine._connection.cursor(), schema) and engine.is_built(
        version, overrides, list(READ)
    )


def build_comparison(
    engine,
    version: int,
    baseline: int,
    overrides: dict | None = None,
    progress: build.Progress | None = None,
) -> str:
    """Work out what happened to each event between two versions, unless that is done; return the schema that holds it.

    Raises ValueError where the baseline is no earlier version.
    """
    if not 0 < baseline < version:
        raise ValueError(f"Version {version} can be compared with an earlier one only; read {baseline}.")
    schema = _schema(engine, version, baseline, overrides)
    if is_built(engine, version, baseline, overrides):
        return schema
    earlier, later = (engine.build(one, overrides, progress, list(READ)) for one in (baseline, version))
    cursor = engine._connection.cursor()
    with build.one_at_a_time(cursor, schema, engine.catalogue):
        if not set(FILTERS) <= build.tables_in(cursor, schema):
            _work_out(engine, cursor, schema, earlier, later)
    return schema


def _work_out(engine, cursor: duckdb.DuckDBPyConnection, schema: str, earlier: str, later: str) -> None:
    sql = {name: engine.header(name).select for name in (*FILTERS, *EARLIER.values())}
    cursor.execute(f"use {earlier}")
    for name, source in EARLIER.items():
        of_earlier = sql[source] if source == "version_event" else f"select * from {source}"
        cursor.execute(f"create or replace temp table {name} as {of_earlier}")
    cursor.execute(f"use {later}")
    cursor.execute(f"create or replace temp table version_event as {sql['version_event']}")
    cursor.execute(f"create schema if not exists {schema}")
    for name in FILTERS:
        cursor.execute(f"create or replace table {schema}.{name} as {sql[name]}")


def read_rows(
    engine, name: str, version: int, baseline: int, selection: Selection = EVERYTHING
) -> tuple[list[str], list[tuple]]:
    """Return columns and rows of the bridge from an earlier version to this one, money as exact Decimal.

    name: one of FIGURES (anything else raises LookupError); the period is the same in both versions, all months without
    one.
    """
    found = _read(engine, name, version, baseline, selection)
    return [column[0] for column in found.description], found.fetchall()


def read_frame(engine, name: str, version: int, baseline: int, selection: Selection = EVERYTHING) -> pandas.DataFrame:
    """Return the same as `read_rows`, as a frame."""
    columns, found = read_rows(engine, name, version, baseline, selection)
    return pandas.DataFrame(found, columns=columns)


def _read(engine, name: str, version: int, baseline: int, selection: Selection) -> duckdb.DuckDBPyConnection:
    if name not in FIGURES:
        raise LookupError(f"{name} is not compared between versions; these are: {', '.join(FIGURES)}.")
    compared = build_comparison(engine, version, baseline, selection.overrides)
    cursor = engine._connection.cursor()
    read.set_filters(cursor, selection)
    for source, columns in FILTERS.items():
        wanted = read.conditions(columns, selection)
        cursor.execute(f"create or replace temp view {source} as select * from {compared}.{source} where {wanted}")
    cursor.execute(f"create or replace temp table bridge_side as {engine.header('version_side').select}")
    for figure in (*BRIDGES, name):
        cursor.execute(f"create or replace temp view {figure} as {engine.header(figure).select}")
    return cursor.execute(*read.rows_where(cursor, name, selection.where, engine.header(name).key))


def explain_change(engine, version: int, baseline: int, selection: Selection = EVERYTHING) -> dict:
    """Return by how much the cost differs between two versions, and why.

    before, after, change (exact Decimal); sectors: {sector, before, after, change}, changed ones, largest change first;
    causes: {cause, amount}, which add up to the change; complaints: {what, complaints, months, amount} of those
    corrected, added, taken_away or come_in, with the months they belong to; assumptions: {name, before, after}; as_of:
    the two days of reference.
    """
    bridge, total, changes = (
        read_frame(engine, name, version, baseline, selection)
        for name in ("change_bridge", "change_bridge_total", "version_change")
    )
    before, after = _ends(total)
    return {
        "before": before,
        "after": after,
        "change": after - before,
        "sectors": _sectors(bridge),
        "causes": [{"cause": row.cause, "amount": row.amount} for row in total.itertuples() if row.amount],
        "complaints": [_counted(what, of) for what, of in changes.groupby("what")],
        "assumptions": _assumptions(engine, version, baseline),
        "as_of": tuple(engine.rows("reference_day", one)[1][0][0] for one in (baseline, version)),
    }


def _ends(rows: pandas.DataFrame) -> tuple[Decimal, Decimal]:
    return next(((row.cost_before, row.cost_after) for row in rows.itertuples()), (Decimal(0), Decimal(0)))


def _sectors(bridge: pandas.DataFrame) -> list[dict]:
    ends = {sector: _ends(of) for sector, of in bridge.groupby("sector")}
    lines = [
        {"sector": name, "before": old, "after": new, "change": new - old}
        for name, (old, new) in ends.items()
        if old != new
    ]
    return sorted(lines, key=lambda line: (-abs(line["change"]), line["sector"]))


def _counted(what: str, rows: pandas.DataFrame) -> dict:
    months = [f"{month:%Y-%m}" for month in rows["month"]]
    return {
        "what": what,
        "complaints": int(rows["complaints"].sum()),
        "months": months,
        "amount": sum(rows["amount"], Decimal(0)),
    }


def _assumptions(engine, version: int, baseline: int) -> list[dict]:
    earlier = {row["name"]: row["value"] for row in engine.assumptions(baseline)}
    now = {row["name"]: row["value"] for row in engine.assumptions(version)}
    return [{"name": name, "before": earlier[name], "after": now[name]} for name in now if now[name] != earlier[name]]


def _schema(engine, version: int, baseline: int, overrides: dict | None) -> str:
    return build.schema_name(version, engine.models_hash(), {**(overrides or {}), "against": baseline})
