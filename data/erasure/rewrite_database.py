"""The database written anew, without the customer: what is not copied is in no byte of the new file."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from data import moments
from data.access import audit
from data.contracts.definitions import dataset_names
from data.erasure.data_subject import DataSubject
from data.erasure.redaction import redact, redact_entry
from data.storage import audit_journal, schema, table_copy

GONE_LINE = (
    "exists (select 1 from temp.named_line as n where n.import_id = t.import_id and n.source_row = t.source_row)"
)
EMPTY = ("built_schema", schema.NOTE)


def write_anew(cursor, path: Path, customer: DataSubject, digests: dict, event: dict) -> None:
    """Writes everything but the customer and the figures worked out into a new file,
    with the erasure as a change of its own."""
    quoted = str(path.resolve()).replace("'", "''")
    cursor.execute(f"attach '{quoted}' as erased")
    try:
        cursor.execute("begin")
        _copy(cursor, customer, digests, event)
        cursor.execute("commit")
        cursor.execute("checkpoint erased")
        audit_journal.snapshot(cursor, "erased", path.parent)
    except BaseException:
        cursor.execute("rollback")
        raise
    finally:
        cursor.execute("use ledger.main")
        cursor.execute("detach erased")


def _copy(cursor, customer: DataSubject, digests: dict, event: dict) -> None:
    lines = lines_gone(cursor)
    for kind in ("sequences", "tables", "indexes"):
        for (made,) in cursor.execute(
            f"select sql from duckdb_{kind}() where database_name = 'ledger' and schema_name = 'main' "
            "and sql is not null order by sql"
        ).fetchall():
            cursor.execute("use erased.main")
            cursor.execute(made)
            cursor.execute("use ledger.main")
    for (table,) in cursor.execute(
        "select table_name from duckdb_tables() where database_name = 'ledger' and schema_name = 'main'"
    ).fetchall():
        _copy_table(cursor, table, customer, digests, lines)
    _counts(cursor)
    _totals(cursor)
    _tell(cursor, event)


def lines_gone(cursor) -> dict[str, set[int]]:
    """The numbers of the lines that name the customer, by import."""
    return {
        import_id: set(rows)
        for import_id, rows in cursor.execute(
            "select import_id, list(distinct source_row) from temp.named_line group by import_id"
        ).fetchall()
    }


def _copy_table(cursor, table: str, customer: DataSubject, digests: dict, lines: dict) -> None:
    if table in EMPTY:
        return
    old, new = (f"{name}.main.{table_copy.quoted(table)}" for name in ("ledger", "erased"))
    if table in {f"raw_{dataset}" for dataset in dataset_names()}:
        cursor.execute(
            f"insert into {new} select t.* replace (case when {GONE_LINE} then null else t.verbatim end as verbatim) "
            f"from {old} as t where row_id not in (select row_id from temp.named_row "
            f"where dataset = '{table[4:]}')"
        )
    elif table == "confirmed_row":
        cursor.execute(
            f"insert into {new} select t.* from {old} as t where not {GONE_LINE} "
            "and not exists (select 1 from temp.named_row as r where r.dataset = t.dataset and r.row_id = t.row_id)"
        )
    elif table in ("quarantine", "raw_kept_value"):
        cursor.execute(f"insert into {new} select t.* from {old} as t where not {GONE_LINE}")
    elif table == "unmapped_total":
        cursor.execute(
            f"insert into {new} select t.* from {old} as t "
            "where import_id not in (select import_id from temp.named_line)"
        )
    else:
        _copy_told(cursor, table, customer, digests, lines)


def _copy_told(cursor, table: str, customer: DataSubject, digests: dict, lines: dict) -> None:
    """A table of what people said and did: every text without the id."""
    rows = cursor.execute(f"select * from ledger.main.{table_copy.quoted(table)}").fetchall()
    names = [column[0] for column in cursor.description]
    told = [[redact(value, customer) for value in row] for row in rows]
    if table == "import_log":
        place = names.index("sha256")
        told = [[*row[:place], digests.get(row[0], row[place]), *row[place + 1 :]] for row in told]
    elif table == "noted_change":
        told = [
            [version, json.dumps(redact_entry(json.loads(entry), customer, digests, lines), ensure_ascii=False)]
            for version, entry in rows
        ]
    elif table == "audit_log":
        told = audit.rechained(sorted([list(row[:-1]) for row in told], key=lambda row: row[0]))
    if told:
        cursor.executemany(
            f"insert into erased.main.{table_copy.quoted(table)} values ({', '.join('?' * len(names))})", told
        )


def _counts(cursor) -> None:
    """What the list of imports says was read, stored and set aside, without the lines that are gone."""
    cursor.execute(
        "create or replace temp table gone_count as "
        "select n.import_id, count(distinct n.source_row) as lines, count(distinct q.source_row) as aside "
        "from temp.named_line as n join ledger.main.import_log as i on i.import_id = n.import_id left "
        "join ledger.main.quarantine as q "
        "on q.import_id = n.import_id and q.source_row = n.source_row and q.from_version = i.version "
        "where n.by_key or q.source_row is not null group by n.import_id "
        "union all select r.brought_by, count(distinct r.source_row), 0 from temp.named_row as r "
        "join ledger.main.repair as p on p.import_id = r.brought_by group by r.brought_by"
    )
    cursor.execute(
        "update erased.main.import_log as i set rows_stored = greatest(0, i.rows_stored - (g.lines - g.aside)), "
        "rows_quarantined = greatest(0, i.rows_quarantined - g.aside), "
        "rows_read = greatest(0, i.rows_stored - (g.lines - g.aside)) + greatest(0, i.rows_quarantined - g.aside) "
        "from temp.gone_count as g where g.import_id = i.import_id"
    )


def _totals(cursor) -> None:
    """What each touched import added up to, without the rows that are gone."""
    money = " union all ".join(schema.money_selects()).replace(" from raw_", " from erased.main.raw_")
    cursor.execute(
        f"update erased.main.control_total as c set amount = coalesce((select sum(m.amount) from ({money}) as m "
        "join erased.main.import_log as i on i.import_id = m.import_id and i.version = m.from_version "
        "where m.import_id = c.import_id "
        f"and m.dataset = c.dataset and m.column_name = c.column_name and m.currency = coalesce(c.currency, '')), 0) "
        f"where c.import_id in (select import_id from temp.named_row)"
    )


def _tell(cursor, event: dict) -> None:
    """The erasure as a version, in the list of changes, in the list of erasures and in the audit log."""
    now = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    detail = json.dumps({"rows": event["rows"], "set_aside": event["set_aside"]})
    cursor.execute(
        "insert into erased.main.version_log (version, kind, happened_at, detail, models_hash, restates, who) "
        "values (?, 'erase', ?, ?, ?, '[]', ?)",
        [event["version"], moments.now(), detail, event["models_hash"], event["by"]],
    )
    cursor.execute("insert into erased.main.noted_change values (?, ?)", [event["version"], json.dumps(event["entry"])])
    cursor.execute(
        "insert into erased.main.erasure values (?, ?, ?, ?)", [event["version"], now, event["by"], event["hash"]]
    )
    last = cursor.execute("select number, hash from erased.main.audit_log order by number desc limit 1").fetchone() or (
        0,
        "",
    )
    entry = [last[0] + 1, now, event["by"], "erase", event["hash"], detail]
    cursor.execute(
        "insert into erased.main.audit_log values (?, ?, ?, ?, ?, ?, ?)", audit.chained_after(last[1], entry)
    )
