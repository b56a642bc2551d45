"""Rows of a file that stood there just so already:
noted, so that they stay when the import that brought them is taken back."""

from __future__ import annotations

from data.database import raw_columns
from data.sector_days import current_rows


def note(cursor, contract, import_id: str, brought_by: str) -> None:
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


def ever(cursor, contract) -> str:
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
