"""What a planned import changes in the stored rows: counts, and the first changed cells with old and new."""

from __future__ import annotations

from decimal import Decimal

from data.contracts.definitions import NUMBERS
from data.export.text import as_text, money_text
from data.storage import temp_tables

CELLS_SHOWN = 200


def counts(cursor, contract, rows: int | None = None) -> dict[str, int]:
    """Rows of the file that are new, changed or stored just so, and the entries (without a key: rows) that give way.

    rows: how many stand in stage_clean, where that is known.
    """
    known = {"row": "n.replaces is not null", "lines": f"exists ({_stored_entry(contract, 'n')})", "none": "false"}
    if temp_tables.is_view(cursor, "stage_new"):
        return _all_new(cursor, contract, rows)
    total, new, changed = cursor.execute(
        f"select (select count(*) from stage_clean), count(*) filter (not {known[contract.keeping]}), "
        f"count(*) filter ({known[contract.keeping]}) from stage_new as n"
    ).fetchone()
    return {
        "new": new,
        "changed": changed,
        "same": total - new - changed,
        "replaced_entries": _replaced(cursor, contract),
    }


def _all_new(cursor, contract, rows: int | None) -> dict[str, int]:
    """The counts where no stored row can be the same: the first import of a data set, or one without a key."""
    if rows is None or contract.keeping == "none" or contract.dataset == "stage_times":
        new = cursor.execute("select count(*) from stage_new").fetchone()[0]
    else:
        new = rows
    same = 0 if new else cursor.execute("select count(*) from stage_clean").fetchone()[0]
    return {"new": new, "changed": 0, "same": same, "replaced_entries": _replaced(cursor, contract)}


def _stored_entry(contract, alias: str) -> str:
    same = " and ".join(f"e.{name} = {alias}.{name}" for name in contract.key)
    return f"select 1 from raw_{contract.dataset} as e where e.row_id in (select row_id from stage_end) and {same}"


def _replaced(cursor, contract) -> int:
    if contract.keeping == "row":
        return 0
    counted = f"distinct ({', '.join(contract.key)})" if contract.keeping == "lines" else "*"
    return cursor.execute(
        f"select count({counted}) from raw_{contract.dataset} where row_id in (select row_id from stage_end)"
    ).fetchone()[0]


def cells(cursor, contract) -> list[dict]:
    """The first changed cells: row, key, column, old, new as texts; of entries in several lines their sums."""
    if contract.keeping == "none":
        return []
    pairs = _rows(cursor, contract) if contract.keeping == "row" else _entries(cursor, contract)
    names = _spellings(cursor, contract)
    kinds = {column.name: column.type for column in contract.columns}
    found = []
    for old, new in pairs:
        key = ", ".join(_text(kinds[name], new[name], names) for name in contract.key)
        found += [
            {
                "row": new["source_row"],
                "key": key,
                "column": name,
                "old": _text(kinds[name], old[name], names),
                "new": _text(kinds[name], new[name], names),
            }
            for name in kinds
            if name in old and old[name] != new[name]
        ]
    return found[:CELLS_SHOWN]


def _rows(cursor, contract):
    listed = ", ".join(contract.names)
    new = _dictionaries(
        cursor,
        f"select source_row, replaces, {listed} from stage_new where replaces is not null "
        f"order by source_row limit {CELLS_SHOWN}",
    )
    old = _dictionaries(
        cursor,
        f"select row_id, {listed} from raw_{contract.dataset} where row_id in "
        f"(select replaces from stage_new where replaces is not null order by source_row limit {CELLS_SHOWN})",
    )
    stored = {row["row_id"]: row for row in old}
    return [(stored[row["replaces"]], row) for row in new]


def _entries(cursor, contract):
    key = ", ".join(contract.key)
    sums = ", ".join(f"sum({column.name}) as {column.name}" for column in contract.columns if column.type in NUMBERS)
    summed = f"select {key}, {sums}, min(source_row) as source_row from {{}} group by {key}"
    same = " and ".join(f"o.{name} = n.{name}" for name in contract.key)
    ended = f"(select * from raw_{contract.dataset} where row_id in (select row_id from stage_end))"
    both = f"({summed.format('stage_new')}) as n join ({summed.format(ended)}) as o on {same}"
    order = f"order by n.source_row limit {CELLS_SHOWN}"
    return list(
        zip(
            _dictionaries(cursor, f"select o.* from {both} {order}"),
            _dictionaries(cursor, f"select n.* from {both} {order}"),
        )
    )


def _dictionaries(cursor, query: str) -> list[dict]:
    rows = cursor.execute(query).fetchall()
    return [dict(zip([column[0] for column in cursor.description], row)) for row in rows]


def _spellings(cursor, contract) -> dict[str, str]:
    if "sector" not in [column.type for column in contract.columns]:
        return {}
    return dict(cursor.execute("select sector_key, sector from sector_name where to_version is null").fetchall())


def _text(kind: str, value, names: dict[str, str]) -> str:
    if kind == "sector":
        return names.get(value, value or "")
    return money_text(value) if kind == "money" and isinstance(value, Decimal) else as_text(value)
