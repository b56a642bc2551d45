"""Taking an import back, and what that would do (preview)."""

from __future__ import annotations

from collections.abc import Callable

from data.contracts.definitions import contract as contract_of
from data.contracts.definitions import dataset_names
from data.import_options import WHOLE
from data.imports.integrity import READ, SHARES_OVER_ONE
from data.problems import sentence
from data.sectors import aliases
from data.sectors.aliases import _used_names, end_unused_names
from data.sectors.current_rows import names_are_shared, sector_columns
from data.sectors.shared_cells import take_back_divided
from data.storage.schema import raw_columns
from data.storage.versions import current_version
from data.stored_rows import row_history
from data.stored_rows.merge import last_row_id
from data.stored_rows.row_history import EFFECTIVE_VERSION, provenance_joins, replaced_later
from data.undo import change_undo


class CannotUndo(ValueError):
    """The import does not exist or was taken back before; `code` and the text say which."""

    def __init__(self, code: str, import_id: str):
        super().__init__(sentence(code, {"import_id": import_id}))
        self.code = code


def undo(cursor, import_id: str, version: int) -> dict:
    """Takes an import back, with the repairs of its rows, as part of the change `version`;
    returns dataset, file, rows."""
    found = cursor.execute(
        "select dataset, file, version, status from import_log where import_id = ?", [import_id]
    ).fetchone()
    if found is None:
        raise CannotUndo("UNKNOWN_IMPORT", import_id)
    dataset, file, brought_in, status = found
    if status == "undone":
        raise CannotUndo("UNDONE_BEFORE", import_id)
    repairs = cursor.execute(
        "select r.import_id from repair as r join import_log as i on i.import_id = r.import_id "
        "where r.repairs = ? and i.status = 'stored' order by i.version desc",
        [import_id],
    ).fetchall()
    ended = sum(undo(cursor, repair, version)["rows"] for (repair,) in repairs)
    cursor.execute(
        "update import_log set status = 'undone', undone_version = ? where import_id = ?", [version, import_id]
    )
    ended += sum(
        _undo_rows(cursor, contract, import_id, brought_in, version) for contract in map(contract_of, dataset_names())
    )
    _undo_quarantine(cursor, import_id, brought_in, version)
    take_back_divided(cursor, brought_in, version)
    _undo_sectors(cursor, brought_in, version)
    aliases.forget_aliases(cursor, import_id, brought_in, version)
    return {"dataset": dataset, "file": file, "rows": ended}


def _undo_rows(cursor, contract, import_id: str, brought_in: int, version: int) -> int:
    table = f"raw_{contract.dataset}"
    cursor.execute(
        f"create or replace temp table stage_undone as select * from {table} "
        f"where (to_version is null and (import_id = ? or brought_by = ?)) or to_version = ?",
        [import_id, import_id, brought_in],
    )
    ended = cursor.execute(
        f"update {table} set to_version = ? where to_version is null and (import_id = ? or brought_by = ?)",
        [version, import_id, import_id],
    ).fetchone()[0]
    _bring_back(cursor, contract, version)
    if contract.dataset == "complaint_shares":
        _hold_excess_shares(cursor, version)
    return ended


def _hold_excess_shares(cursor, version: int) -> None:
    """Sets the shares aside that came back and, with those that stand, add up to more than 1."""
    nothing = "(select complaint_id, sector, share from raw_complaint_shares where false)"
    back = f"from_version = ? and to_version is null and complaint_id in ({SHARES_OVER_ONE.format(rows=nothing)})"
    cursor.execute(
        "insert into quarantine by name select import_id, 'complaint_shares' as dataset, source_row, "
        "'share' as column_name, cast(share as varchar) as read, 'SHARES_OVER_ONE' as code, "
        f"replace(?, '{READ}', complaint_id) as message, verbatim, "
        "json_object('read', complaint_id)::varchar as fields, from_version from raw_complaint_shares "
        f"where {back}",
        [sentence("SHARES_OVER_ONE", {"read": READ}), version],
    )
    cursor.execute(f"delete from raw_complaint_shares where {back}", [version])


def _bring_back(cursor, contract, version: int) -> None:
    """Stores again, for each key the import touched and nobody holds now,
    the latest import or repair that still counts."""
    table, names = f"raw_{contract.dataset}", ", ".join(name for name, _ in raw_columns(contract))
    if contract.keeping == "none":
        touched, rank, each = _not_replaced(contract.dataset), "1", ""
    else:
        keys = [f"key_{i}" for i in range(len(contract.key))]
        same, each = " and ".join(f"o.{key} = r.{key}" for key in keys), "".join(f", r.{key}" for key in keys)
        touched = (
            f"exists (select 1 from {_keyed(cursor, contract, 'stage_undone')} as o where {same}) and not exists "
            f"(select 1 from {_keyed(cursor, contract, table)} as o where o.to_version is null and {same})"
        )
        rank = f"dense_rank() over (partition by {', '.join(keys)} order by since desc, import_id)"
    cursor.execute(
        f"insert into {table} ({names}, row_id, import_id, brought_by, source_row, verbatim, from_version) "
        f"select {names}, {last_row_id(cursor, contract.dataset)} + row_number() over (), import_id, brought_by, "
        f"source_row, verbatim, ? from (select *, {rank} as place "
        f"from (select r.*, max({EFFECTIVE_VERSION}) over (partition by r.import_id{each}) "
        f"as since, row_number() over (partition by r.import_id, r.source_row{each} "
        "order by r.from_version desc, r.row_id desc) as copy "
        f"from {_keyed(cursor, contract, row_history.all_rows_ever(cursor, contract))} as r {provenance_joins('r')} "
        f"where i.status = 'stored' and b.status = 'stored' and {touched} and i.version >= ({_last_whole(contract)})) "
        "where copy = 1) where place = 1",
        [version],
    )


def _last_whole(contract) -> str:
    """The version of the last whole list that counts: what only older files have is gone by it."""
    return (
        f"select coalesce(max(w.version), 0) from import_log as w where w.dataset = '{contract.dataset}' "
        f"and w.status = 'stored' and w.options ->> '{WHOLE}' is not null"
    )


def _keyed(cursor, contract, rows: str) -> str:
    """The rows with columns key_0, key_1 …: their key, with sectors under the names they have on every day."""
    shared = sector_columns(contract) if names_are_shared(cursor, contract) else []
    meant = "(select sector_key, into_key from raw_sector_path where kind = 'always' and to_version is null)"
    joins = " ".join(
        f"left join {meant} as m_{name} on m_{name}.sector_key = w.{name}" for name in contract.key if name in shared
    )
    keys = [f"coalesce(m_{name}.into_key, w.{name})" if name in shared else f"w.{name}" for name in contract.key]
    return (
        f"(select w.*, {', '.join(f'{key} as key_{i}' for i, key in enumerate(keys)) or '1 as one'} "
        f"from {rows} as w {joins})"
    )


def _not_replaced(dataset: str) -> str:
    """That a row without a key is not there now, and no later import that counts replaced the days of its date."""
    return (
        f"not exists (select 1 from raw_{dataset} as o where o.to_version is null and o.import_id = r.import_id "
        f"and o.source_row = r.source_row) and not {replaced_later(dataset, 'i.version', 'r.date')}"
    )


def _undo_quarantine(cursor, import_id: str, brought_in: int, version: int) -> None:
    cursor.execute(
        "update quarantine set to_version = ? where to_version is null and (import_id = ? or from_version = ?)",
        [version, import_id, brought_in],
    )
    cursor.execute(
        "insert into quarantine by name select q.* exclude (from_version, to_version), ? as from_version "
        "from quarantine as q join import_log as i on i.import_id = q.import_id "
        "where q.to_version = ? and i.status = 'stored'",
        [version, brought_in],
    )


def _undo_sectors(cursor, brought_in: int, version: int) -> None:
    used = _used_names()
    end_unused_names(cursor, version, "listed")
    cursor.execute(
        f"insert into sector_name select sector_key, sector, listed, import_id, ?, null from ("
        "select n.*, row_number() over (partition by n.sector_key "
        "order by coalesce(i.status, 'stored') = 'stored' desc, n.from_version desc) as place "
        f"from sector_name as n left join import_log as i on i.import_id = n.import_id "
        f"left join sector_change as c on c.change_id = n.import_id "
        f"where n.to_version is not null and (i.status = 'stored' or n.sector_key in ({used}) "
        f"or (c.change_id is not null and c.undone_version is null)) "
        f"and n.sector_key not in (select sector_key from sector_name where to_version is null) "
        f"and n.sector_key in (select sector_key from sector_name where to_version = ? or to_version = ?)) "
        f"where place = 1",
        [version, brought_in, version],
    )


def preview_undo(store, import_id: str, watch: Callable | None = None) -> dict:
    """Returns what an undo would do: dataset, file, rows that would end, rows that would come back, and rows set aside.

    `watch(cursor, version)` is called while the import is taken back; what it returns is "effect". Nothing is kept.
    Raises CannotUndo.
    """
    store.demand("change")
    with store.writing() as cursor:
        cursor.execute("begin")
        try:
            version = current_version(cursor) + 1
            undone = undo(cursor, import_id, version)
            found = undone | {"returned": _returned(cursor, version), "aside": _no_longer_aside(cursor, version)}
            return found | ({"effect": watch(cursor, version)} if watch else {})
        finally:
            cursor.execute("rollback")


def would_undo(store, undone: int, watch: Callable | None = None) -> dict:
    """Returns what taking back a change other than an import would do: what history would say of it, and "effect", what
    `watch(cursor, version)` returns while it is taken back. Nothing is kept. Raises Problem.
    """
    store.demand("change")
    with store.writing() as cursor:
        cursor.execute("begin")
        try:
            version = current_version(cursor) + 1
            told = change_undo.reverse(cursor, undone, version)
            return told | ({"effect": watch(cursor, version)} if watch else {})
        finally:
            cursor.execute("rollback")


def _returned(cursor, version: int) -> int:
    counted = " + ".join(
        f"(select count(*) from raw_{name} where from_version = {version})" for name in dataset_names()
    )
    return cursor.execute(f"select {counted}").fetchone()[0]


def _no_longer_aside(cursor, version: int) -> int:
    return cursor.execute(
        "select count(distinct import_id || ':' || source_row) from quarantine where to_version = ?", [version]
    ).fetchone()[0]
