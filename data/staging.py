"""From a file's typed rows to rows ready to keep: sectors by their keys, unknown references set aside."""

from __future__ import annotations

import pandas

from data import scratch
from data.database import raw_columns
from data.problems import sentence

# dataset -> (column, where the known values stand, code)
REFERENCES = {
    "complaint_work": ("complaint_id", "complaints", "UNKNOWN_COMPLAINT"),
    "complaint_shares": ("complaint_id", "complaints", "UNKNOWN_COMPLAINT"),
}
READ = "\x01"  # stands for what was read until SQL puts it in
# the complaints whose shares in {rows}, with those stored for other sectors, add up to more than 1
SHARES_OVER_ONE = (
    "select a.complaint_id from (select complaint_id, share from {rows} union all "
    "select o.complaint_id, o.share from raw_complaint_shares as o where o.to_version is null and not exists "
    "(select 1 from {rows} as s where s.complaint_id = o.complaint_id and s.sector = o.sector)) as a "
    "group by a.complaint_id having sum(a.share) > 1"
)
CUSTOMER_REFERENCE = ("customer_id", "customers", "UNKNOWN_CUSTOMER")


def reference_of(contract) -> tuple[str, str, str] | None:
    """Which column must name a stored customer or complaint, the data set that has them, and the code if not."""
    if contract.dataset in REFERENCES:
        return REFERENCES[contract.dataset]
    has_customer = any(column.name == "customer_id" for column in contract.columns)
    return CUSTOMER_REFERENCE if has_customer and contract.dataset != "customers" else None


def make_clean(cursor, contract, columns, keys: dict[str, str]) -> None:
    """Makes stage_clean: the rows of stage_row without a problem, with all raw columns,
    sector texts replaced by their keys."""
    cursor.register("sector_frame", pandas.DataFrame({"text": list(keys), "key": list(keys.values())}, dtype="str"))
    scratch.table(cursor, "stage_sector", "select * from sector_frame")
    cursor.unregister("sector_frame")
    joins, parts = [], []
    sector_columns = {column.name for column in contract.columns if column.type == "sector"}
    for name, kind in raw_columns(contract):
        if name not in columns and not name.endswith("_offset"):
            parts.append(f"cast(null as {kind}) as {name}")
        elif name in sector_columns:
            joins.append(f"left join stage_sector as text_{name} on text_{name}.text = s.{name}")
            parts.append(f"text_{name}.key as {name}")
        elif name.endswith("_offset") and name.removesuffix("_offset") not in columns:
            parts.append(f"cast(null as {kind}) as {name}")
        else:
            parts.append(f"cast(s.{name} as {kind}) as {name}")
    scratch.view(
        cursor,
        "stage_clean",
        f"select s.source_row, s.verbatim, {', '.join(parts)} from stage_row as s "
        f"{' '.join(joins)} where s.source_row not in (select source_row from stage_problem)",
    )


def take_out(cursor) -> None:
    """Takes the rows of stage_problem out of stage_clean, where it is a table; a view shows them no more."""
    if not scratch.is_view(cursor, "stage_clean"):
        cursor.execute("delete from stage_clean where source_row in (select source_row from stage_problem)")


def hold_unknown(cursor, contract, file: str) -> None:
    """Moves rows that name a customer or complaint nobody knows from stage_clean to stage_problem."""
    reference = reference_of(contract)
    if reference is None:
        return
    column, dataset, code = reference
    if not cursor.execute(f"select count(*) from raw_{dataset} where to_version is null").fetchone()[0]:
        return
    unknown = (
        f"{column} is not null and not exists (select 1 from raw_{dataset} as known "
        f"where known.to_version is null and known.{column} = stage_clean.{column})"
    )
    cursor.execute(
        f"insert into stage_problem (source_row, column_name, read, code, message, verbatim, content) "
        f"select source_row, '{column}', {column}, '{code}', "
        f"? || ', row ' || source_row || ', column {column}: ' || replace(?, '{READ}', {column}), "
        f"verbatim, {content_json(contract)} from stage_clean where {unknown}",
        [file, sentence(code, {"column": column, "read": READ})],
    )
    take_out(cursor)


def hold_shares_over_one(cursor, contract, file: str) -> None:
    """Moves the shares of complaints that would add up to more than 1, with those stored before, to stage_problem."""
    if contract.dataset != "complaint_shares":
        return
    over = f"complaint_id in ({SHARES_OVER_ONE.format(rows='stage_clean')})"
    cursor.execute(
        f"insert into stage_problem (source_row, column_name, read, code, message, verbatim, fields) "
        f"select source_row, 'share', cast(share as varchar), 'SHARES_OVER_ONE', "
        f"? || ', row ' || source_row || ', column share: ' || replace(?, '{READ}', complaint_id), verbatim, "
        f"json_object('read', complaint_id)::varchar from stage_clean where {over}",
        [file, sentence("SHARES_OVER_ONE", {"column": "share", "read": READ, "complaint_id": READ})],
    )
    take_out(cursor)


def content_json(contract) -> str:
    """The SQL that packs a row's typed columns into JSON, from which `from_content` unpacks them."""
    return "json_object(" + ", ".join(f"'{n}', cast({n} as varchar)" for n, _ in raw_columns(contract)) + ")"


def from_content(contract, alias: str) -> str:
    """The SQL select list that unpacks a row's typed columns from its JSON."""
    return ", ".join(f"cast({alias}.content ->> '{n}' as {k}) as {n}" for n, k in raw_columns(contract))


def money_columns(contract) -> list[str]:
    """The names of a data set's columns that hold money."""
    return [column.name for column in contract.columns if column.type == "money"]
