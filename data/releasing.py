"""Rows set aside only for want of a customer or complaint: stored under their own file once it is there."""

from __future__ import annotations

import json

from data import confirmed, keeping, scratch
from data.contracts import contract as contract_of
from data.contracts import contracts
from data.database import raw_columns
from data.precedence import SINCE, replaced_later, told_by
from data.problems import sentence
from data.sector_days import current_rows, names_are_shared, sector_columns, under_todays_names
from data.staging import READ, SHARES_OVER_ONE, from_content, reference_of


def release(cursor, dataset: str, brought_by: str, version: int) -> int:
    """Stores the rows set aside only because what an import just brought was missing; returns how many."""
    released = 0
    for waiting in map(contract_of, contracts()):
        reference = reference_of(waiting)
        if reference is not None and reference[1] == dataset:
            count = _release_into(cursor, waiting, reference, brought_by, version)
            released += count
            if count:
                released += release(cursor, waiting.dataset, brought_by, version)
    return released


def _release_into(cursor, waiting, reference, brought_by: str, version: int) -> int:
    column, known, code = reference
    rows = (
        f"(select q.import_id, q.source_row, q.verbatim, i.version as import_version, {from_content(waiting, 'q')} "
        f"from quarantine as q join import_log as i on i.import_id = q.import_id "
        f"where q.to_version is null and q.dataset = ? and q.code = ? and q.content ->> '{column}' in "
        f"(select {column} from raw_{known} where to_version is null))"
    )
    named = under_todays_names(rows, sector_columns(waiting)) if names_are_shared(cursor, waiting) else rows
    cursor.execute(f"create or replace temp table stage_release as from ({named})", [waiting.dataset, code])
    _keep_shares_over_one(cursor, waiting, version)
    cursor.execute(
        "update quarantine set to_version = ? where to_version is null and dataset = ? and code = ? "
        "and exists (select 1 from stage_release as r where r.import_id = quarantine.import_id "
        "and r.source_row = quarantine.source_row)",
        [version, waiting.dataset, code],
    )
    _note_superseded(cursor, waiting, brought_by, version)
    imports = cursor.execute(
        "select import_id, count(*) from stage_release group by import_id, import_version order by import_version"
    ).fetchall()
    for import_id, _ in imports:
        _store_released(cursor, waiting, import_id, brought_by, version)
    return sum(count for _, count in imports)


def _keep_shares_over_one(cursor, waiting, version: int) -> None:
    """Shares that would add up to more than 1 stay set aside, for that reason now."""
    if waiting.dataset != "complaint_shares":
        return
    over = f"complaint_id in ({SHARES_OVER_ONE.format(rows='stage_release')})"
    cursor.execute(
        f"update quarantine set to_version = ? where to_version is null and dataset = 'complaint_shares' "
        f"and content ->> 'complaint_id' in (select complaint_id from stage_release where {over})",
        [version],
    )
    cursor.execute(
        "insert into quarantine by name select import_id, 'complaint_shares' as dataset, source_row, "
        "'share' as column_name, "
        f"cast(share as varchar) as read, 'SHARES_OVER_ONE' as code, replace(?, '{READ}', complaint_id) as message, "
        "verbatim, "
        f"json_object('read', complaint_id)::varchar as fields, ? as from_version from stage_release where {over}",
        [sentence("SHARES_OVER_ONE", {"read": READ}), version],
    )
    cursor.execute(f"delete from stage_release where {over}")


def _note_superseded(cursor, waiting, brought_by: str, version: int) -> None:
    """Takes out what a later file said otherwise; it is kept as if it had been stored and corrected at once,
    for an undo."""
    if waiting.keeping == "none":
        later = replaced_later(waiting.dataset, "r.import_version", "r.date")
    else:
        key = " and ".join(f"o.{name} = r.{name}" for name in waiting.key)
        later = (
            f"exists (select 1 from {current_rows(cursor, waiting)} as o {told_by('o')} "
            f"where {key} and o.import_id <> r.import_id "
            f"and {SINCE} > r.import_version)"
        )
    names = ", ".join(name for name, _ in raw_columns(waiting))
    cursor.execute(f"create or replace temp table stage_superseded as select r.* from stage_release as r where {later}")
    cursor.execute(
        f"insert into raw_{waiting.dataset} ({names}, row_id, import_id, brought_by, source_row, verbatim, "
        "from_version, to_version) "
        f"select {names}, ? + row_number() over (), import_id, ?, source_row, verbatim, ?, ? from stage_superseded",
        [keeping.last_row_id(cursor, waiting.dataset), brought_by, version, version],
    )
    cursor.execute(
        "delete from stage_release as r using stage_superseded as s "
        "where s.import_id = r.import_id and s.source_row = r.source_row"
    )


def _store_released(cursor, waiting, import_id: str, brought_by: str, version: int) -> None:
    scratch.table(cursor, "stage_clean", "select * from stage_release where import_id = ?", [import_id])
    if waiting.keeping == "row":
        _plan_corrections(cursor, waiting, import_id, brought_by)
    else:
        _plan_lines(cursor, waiting, import_id)
    keeping.store(cursor, waiting, import_id, brought_by, version)


def _plan_corrections(cursor, waiting, import_id: str, brought_by: str) -> None:
    """What the file does not have keeps its value, as it would have had the row not waited."""
    columns, options = cursor.execute(
        "select columns, options from import_log where import_id = ?", [import_id]
    ).fetchone()
    clear = json.loads(options or "{}").get("blanks") == "clear"
    keeping.plan(cursor, waiting, list(json.loads(columns or "{}")), clear, None)
    scratch.table(
        cursor, "stage_new", "select n.*, c.verbatim from stage_new as n join stage_clean as c using (source_row)"
    )
    keeping.note_kept(cursor, waiting, import_id)
    confirmed.note(cursor, waiting, import_id, brought_by)


def _plan_lines(cursor, waiting, import_id: str) -> None:
    """Lines join those of their own file and replace those of others; without a key they are only added."""
    scratch.table(cursor, "stage_new", "select * from stage_clean")
    key = " and ".join(f"o.{name} = n.{name}" for name in waiting.key) or "false"
    cursor.execute(
        f"create or replace temp table stage_end as select o.row_id from {current_rows(cursor, waiting)} as o "
        f"where o.import_id <> ? and exists (select 1 from stage_new as n where {key})",
        [import_id],
    )
