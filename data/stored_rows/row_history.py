"""Which import has the last word on a row, and which rows only confirmed another."""

from __future__ import annotations

from data.sectors.current_rows import current_rows
from data.storage.schema import raw_columns


def record_confirmations(cursor, contract, import_id: str, brought_by: str) -> None:
    """Notes which stored row says the same as each row of stage_clean whose key stage_new leaves alone."""
    if contract.keeping == "none":
        return
    key, content = ", ".join(contract.key), f"hash({', '.join(name for name, _ in raw_columns(contract))})"
    nth = f"row_number() over (partition by {key} order by {content}, {{}}) as nth"
    same = " and ".join(f"o.{name} = s.{name}" for name in contract.key)
    text = "s.verbatim" if import_id != brought_by else "null"
    cursor.execute(
        f"insert into confirmed_row select ?, ?, ?, s.source_row, o.row_id, {text} "
        f"from (select *, {nth.format('source_row')} from stage_clean) as s "
        f"join (select *, {nth.format('row_id desc')} "
        f"from {current_rows(cursor, contract)}) as o on {same} and o.nth = s.nth "
        f"where not exists (select 1 from stage_new as n where {same.replace('o.', 'n.')})",
        [contract.dataset, import_id, brought_by],
    )


def all_rows_ever(cursor, contract) -> str:
    """The SQL of all rows a data set ever held, with those that only confirmed another as rows of their own file."""
    table = f"raw_{contract.dataset}"
    if not cursor.execute("select 1 from confirmed_row where dataset = ? limit 1", [contract.dataset]).fetchall():
        return table
    return (
        f"(select * from {table} union all by name "
        "select o.* replace (c.import_id as import_id, c.brought_by as brought_by, "
        f"c.source_row as source_row, c.verbatim as verbatim) from confirmed_row as c join {table} as o "
        f"on o.row_id = c.row_id where c.dataset = '{contract.dataset}')"
    )


# of rows with i (the import of their file), b (what brought them) and p (b as a repair): a repair of the file's own
# rows counts from the day it was made; rows that waited count from their own file, whatever brought them
EFFECTIVE_VERSION = "case when p.repairs = i.import_id then b.version else i.version end"


def provenance_joins(alias: str) -> str:
    """The SQL that joins i, b and p to the stored rows called `alias`."""
    return (
        f"join import_log as i on i.import_id = {alias}.import_id "
        f"join import_log as b on b.import_id = {alias}.brought_by "
        f"left join repair as p on p.import_id = {alias}.brought_by"
    )


def replaced_later(dataset: str, version: str, day: str) -> str:
    """That an import after `version` that counts replaced the days of its file, and `day` is one of them.

    Rows that came to the file later, such as those that waited for their customer, do not widen its days.
    """
    days = (
        f"(select {{}}(d.date) from raw_{dataset} as d where d.import_id = j.import_id and d.brought_by = j.import_id)"
    )
    return (
        f"exists (select 1 from import_log as j where j.status = 'stored' and j.dataset = '{dataset}' "
        f"and j.version > {version} and j.options ->> 'overlap' = 'replace' "
        f"and {day} between {days.format('min')} and {days.format('max')})"
    )
