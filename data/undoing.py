"""Taking one import back: its rows end, and what it had corrected, replaced or released is as before."""
from __future__ import annotations

from data.contracts import contract as contract_of
from data.contracts import contracts
from data.database import raw_columns
from data.keeping import last_row_id
from data.problems import sentence


class CannotUndo(ValueError):
    """The import does not exist or was taken back before; `code` and the text say which."""

    def __init__(self, code: str, import_id: str):
        super().__init__(sentence(code, {"import_id": import_id}))
        self.code = code


def undo(cursor, import_id: str, version: int) -> dict:
    """Takes an import back as part of the change `version`; returns its dataset, file and the rows that ended."""
    found = cursor.execute(
        "select dataset, file, version, status from import_log where import_id = ?", [import_id]).fetchone()
    if found is None:
        raise CannotUndo("UNKNOWN_IMPORT", import_id)
    dataset, file, brought_in, status = found
    if status == "undone":
        raise CannotUndo("UNDONE_BEFORE", import_id)
    cursor.execute("update import_log set status = 'undone', undone_version = ? where import_id = ?",
                   [version, import_id])
    ended = sum(_undo_rows(cursor, contract, import_id, brought_in, version) for contract in map(contract_of, contracts()))
    _undo_quarantine(cursor, import_id, brought_in, version)
    _undo_sectors(cursor, brought_in, version)
    return {"dataset": dataset, "file": file, "rows": ended}


def _undo_rows(cursor, contract, import_id: str, brought_in: int, version: int) -> int:
    table = f"raw_{contract.dataset}"
    cursor.execute(
        f"create or replace temp table stage_undone as select * from {table} "
        f"where (to_version is null and (import_id = ? or brought_by = ?)) or to_version = ?",
        [import_id, import_id, brought_in])
    ended = cursor.execute(
        f"update {table} set to_version = ? where to_version is null "
        f"and (import_id = ? or brought_by = ?)", [version, import_id, import_id]).fetchone()[0]
    _bring_back(cursor, contract, version)
    return ended


def _bring_back(cursor, contract, version: int) -> None:
    """Stores again, for each key the import touched and nobody holds now, the latest import that still counts."""
    table, names = f"raw_{contract.dataset}", ", ".join(name for name, _ in raw_columns(contract))
    if contract.keeping == "none":
        touched, rank = _not_replaced(table), "1"
    else:
        same = " and ".join(f"o.{name} = r.{name}" for name in contract.key)
        touched = (f"exists (select 1 from stage_undone as o where {same}) and not exists "
                   f"(select 1 from {table} as o where o.to_version is null and {same})")
        rank = f"rank() over (partition by {', '.join('r.' + name for name in contract.key)} order by i.version desc)"
    cursor.execute(
        f"insert into {table} ({names}, row_id, import_id, brought_by, source_row, verbatim, from_version) "
        f"select {names}, {last_row_id(cursor, contract.dataset)} + row_number() over (), import_id, brought_by, "
        f"source_row, verbatim, ? from ("
        f"select r.*, {rank} as place, row_number() over (partition by r.import_id, r.source_row "
        f"order by r.from_version desc) as copy from {table} as r join import_log as i on i.import_id = r.import_id "
        f"join import_log as b on b.import_id = r.brought_by where i.status = 'stored' and b.status = 'stored' "
        f"and {touched}) where place = 1 and copy = 1",
        [version])


def _not_replaced(table: str) -> str:
    """That a row without a key is not there now, and no later import that counts replaced the days of its date."""
    days = f"(select {{}}(d.date) from {table} as d where d.import_id = j.import_id)"
    return (f"not exists (select 1 from {table} as o where o.to_version is null and o.import_id = r.import_id "
            f"and o.source_row = r.source_row) and not exists (select 1 from import_log as j where j.status = 'stored' "
            f"and j.dataset = i.dataset and j.version > i.version and j.options ->> 'overlap' = 'replace' "
            f"and r.date between {days.format('min')} and {days.format('max')})")


def _undo_quarantine(cursor, import_id: str, brought_in: int, version: int) -> None:
    cursor.execute("update quarantine set to_version = ? where to_version is null "
                   "and (import_id = ? or from_version = ?)", [version, import_id, brought_in])
    cursor.execute(
        "insert into quarantine select q.import_id, q.dataset, q.source_row, q.column_name, q.read, q.code, q.message, "
        "q.verbatim, q.content, ?, null from quarantine as q join import_log as i on i.import_id = q.import_id "
        "where q.to_version = ? and i.status = 'stored'", [version, brought_in])


def _undo_sectors(cursor, brought_in: int, version: int) -> None:
    used = " union ".join(
        f"select {column.name} as sector_key from raw_{contract.dataset} where to_version is null"
        for contract in map(contract_of, contracts()) for column in contract.columns if column.type == "sector")
    cursor.execute(
        f"update sector_name set to_version = ? where to_version is null "
        f"and import_id in (select import_id from import_log where status = 'undone') "
        f"and (listed or sector_key not in (select sector_key from ({used}) where sector_key is not null))",
        [version])
    cursor.execute(
        f"insert into sector_name select sector_key, sector, listed, import_id, ?, null from ("
        f"select n.*, row_number() over (partition by n.sector_key order by i.status = 'stored' desc, n.from_version desc) as place "
        f"from sector_name as n join import_log as i on i.import_id = n.import_id "
        f"where n.to_version is not null and (i.status = 'stored' or n.sector_key in ({used})) "
        f"and n.sector_key not in (select sector_key from sector_name where to_version is null) "
        f"and n.sector_key in (select sector_key from sector_name where to_version = ? or to_version = ?)) "
        f"where place = 1", [version, brought_in, version])


