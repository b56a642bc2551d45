"""Rows set aside: kept with their reason, and released when the customer or complaint they name arrives."""
from __future__ import annotations

from data.contracts import contract as contract_of
from data.contracts import contracts
from data.keeping import store
from data.problems import sentence
from data.staging import READ, SHARES_OVER_ONE, from_content, reference_of

ALIKE = "md5(concat_ws('|', {a}column_name, {a}read, {a}code, {a}verbatim))"


def is_known(cursor, dataset: str) -> bool:
    """Whether every row of stage_problem is set aside already with the same content and reason."""
    return not cursor.execute(
        f"select count(*) from (select {ALIKE.format(a='')} from stage_problem except all "
        f"select {ALIKE.format(a='')} from quarantine where to_version is null and dataset = ?)",
        [dataset],
    ).fetchone()[0]


def put(cursor, import_id: str, dataset: str, version: int) -> None:
    """Stores the rows of stage_problem as set aside by an import."""
    cursor.execute(
        "insert into quarantine select ?, ?, source_row, column_name, read, code, message, verbatim, content, ?, null "
        "from stage_problem",
        [import_id, dataset, version],
    )


def listed(cursor, import_id: str | None = None, version: int | None = None) -> list[dict]:
    """Rows set aside, oldest first: import_id, dataset, file, row, column, read, code, message, verbatim."""
    rows = cursor.execute(
        "select q.import_id, q.dataset, i.file, q.source_row as row, q.column_name as column, q.read, q.code, "
        "q.message, q.verbatim from quarantine as q join import_log as i on i.import_id = q.import_id "
        "where (q.import_id = ? or ? is null) and case when ? is null then q.to_version is null "
        "else q.from_version <= ? and (q.to_version is null or q.to_version > ?) end "
        "order by i.version, q.source_row, q.column_name",
        [import_id, import_id, version, version, version],
    )
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row)) for row in rows.fetchall()]


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
    cursor.execute(
        f"create or replace temp table stage_release as select q.import_id, q.source_row, q.verbatim, "
        f"i.version as import_version, {from_content(waiting, 'q')} from quarantine as q "
        f"join import_log as i on i.import_id = q.import_id "
        f"where q.to_version is null and q.dataset = ? and q.code = ? and q.content ->> '{column}' in "
        f"(select {column} from raw_{known} where to_version is null)",
        [waiting.dataset, code],
    )
    _keep_shares_over_one(cursor, waiting, version)
    cursor.execute(
        "update quarantine set to_version = ? where to_version is null and dataset = ? and code = ? "
        "and exists (select 1 from stage_release as r where r.import_id = quarantine.import_id "
        "and r.source_row = quarantine.source_row)",
        [version, waiting.dataset, code],
    )
    _drop_superseded(cursor, waiting)
    imports = cursor.execute("select import_id, count(*) from stage_release group by import_id").fetchall()
    for import_id, _ in imports:
        _store_released(cursor, waiting, import_id, brought_by, version)
    return sum(count for _, count in imports)


def _keep_shares_over_one(cursor, waiting, version: int) -> None:
    """Shares that would add up to more than 1 stay set aside, for that reason now."""
    if waiting.dataset != "complaint_shares":
        return
    over = (f"complaint_id in ({SHARES_OVER_ONE.format(rows='stage_release')})")
    cursor.execute(
        f"update quarantine set to_version = ? where to_version is null and dataset = 'complaint_shares' "
        f"and content ->> 'complaint_id' in (select complaint_id from stage_release where {over})", [version])
    cursor.execute(
        f"insert into quarantine select import_id, 'complaint_shares', source_row, 'share', cast(share as varchar), "
        f"'SHARES_OVER_ONE', replace(?, '{READ}', complaint_id), verbatim, null, ?, null "
        f"from stage_release where {over}", [sentence("SHARES_OVER_ONE", {"read": READ}), version])
    cursor.execute(f"delete from stage_release where {over}")


def _drop_superseded(cursor, waiting) -> None:
    if waiting.keeping == "none":
        return
    key = " and ".join(f"o.{name} = r.{name}" for name in waiting.key)
    cursor.execute(
        f"delete from stage_release as r where exists (select 1 from raw_{waiting.dataset} as o "
        f"join import_log as i on i.import_id = o.import_id where o.to_version is null and {key} "
        f"and i.version > r.import_version) or exists (select 1 from stage_release as o where {key} "
        f"and o.import_version > r.import_version)"
    )


def _store_released(cursor, waiting, import_id: str, brought_by: str, version: int) -> None:
    cursor.execute("create or replace temp table stage_new as select * from stage_release where import_id = ?", [import_id])
    key = " and ".join(f"o.{name} = n.{name}" for name in waiting.key) or "false"
    cursor.execute(
        f"create or replace temp table stage_end as select o.row_id from raw_{waiting.dataset} as o "
        f"where o.to_version is null and o.import_id <> ? and exists (select 1 from stage_new as n where {key})",
        [import_id],
    )
    store(cursor, waiting, import_id, brought_by, version)


def counts(cursor) -> dict[str, int]:
    """How many rows each data set has set aside now."""
    return dict(cursor.execute(
        "select dataset, count(distinct import_id || ':' || source_row) from quarantine "
        "where to_version is null group by dataset"
    ).fetchall())


