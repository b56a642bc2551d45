"""A look at the company's tables: what cannot be read is told, and what has changed is read as one more version."""

from __future__ import annotations

import hashlib
import uuid

import pyarrow

from data import moments
from data.company_tables.column_types import readable, sql_type
from data.company_tables.mapping import CompanyTable
from data.company_tables.table_file import write_file
from data.contracts.definitions import DATES
from data.imports.pipeline import import_rows
from data.problems import sentence

UNCHANGED = "unchanged"


def check_tables(tables: dict[str, CompanyTable], source) -> dict[str, pyarrow.Schema]:
    """The columns of each table, by data set. `source` has the tables (models/engine/backends/tables.py).

    Raises Problem for the first that is not there or cannot be read as what its data set needs.
    """
    return {dataset: _checked(held, source) for dataset, held in tables.items()}


def _checked(held: CompanyTable, source) -> pyarrow.Schema:
    try:
        found = source.schema(held.table)
    except LookupError as failure:
        raise held.problem("TABLE_UNREAD", "table", reason=failure.args[0]) from None
    types = {field.name: field.type for field in found}
    for name, read in held.columns.items():
        if read not in types:
            raise held.problem("TABLE_NO_COLUMN", f"columns.{name}", read=read, known=", ".join(types))
        column = held.contract.column(name)
        if (kind := sql_type(types[read])) not in readable(column):
            fields = {"read": read, "kind": kind, "known": ", ".join(readable(column))}
            raise held.problem("TABLE_TYPE", f"columns.{name}", **fields, needed=_cast(column))
    return found


def _cast(column) -> str:
    """A type that a view can cast a column to so that it can be read."""
    return "DATE" if column.type in DATES[:2] else readable(column)[0].replace("DECIMAL", "DECIMAL(38, 6)")


def look(store, tables: dict[str, CompanyTable], source) -> list[dict]:
    """Reads each table that is not as it was when it was read last; returns the answers of the imports, in order.

    Nothing of a table that cannot be read as it is is stored: Problem says why, and what was read before stays.
    """
    store.demand("change")
    schemas = check_tables(tables, source)
    return [_look_at(store, held, source, schemas[dataset]) for dataset, held in tables.items()]


def _look_at(store, held: CompanyTable, source, schema: pyarrow.Schema) -> dict:
    state = _digest(held, source.state(held.table, [held.columns[name] for name in held.names]))
    seen = moments.now()
    if _kept_state(store, held.dataset) == f"{state} {_last_change(store, held.dataset)}":
        with store.step(is_lasting=False) as cursor:
            cursor.execute("update company_table set looked_at = ? where dataset = ?", [seen, held.dataset])
        return {"dataset": held.dataset, "status": UNCHANGED}
    answer = _read(store, held, source, schema)
    with store.step() as cursor:
        cursor.execute("delete from company_table where dataset = ?", [held.dataset])
        kept = [held.dataset, held.table, f"{state} {_last_change(store, held.dataset)}", seen, seen]
        cursor.execute("insert into company_table values (?, ?, ?, ?, ?)", kept)
    return answer


def _read(store, held: CompanyTable, source, schema: pyarrow.Schema) -> dict:
    path = store.home / "stage" / f"table-{uuid.uuid4().hex}.csv"
    try:
        if not write_file(path, held, source, schema):
            raise held.problem("TABLE_EMPTY", "table")
        answer = import_rows(store, held.dataset, path, held.options, file_name=held.table)
    finally:
        path.unlink(missing_ok=True)
    if answer["status"] == "question":
        asked = answer["questions"][0]
        said = sentence(asked.code, {"column": asked.column} | asked.fields)
        raise held.problem("TABLE_ASKS", "settings", question=said, answer=_line(asked.setting, asked.choices[0]))
    if answer["status"] == "refused":
        error = answer["error"]
        raise held.problem("TABLE_REFUSED", "table", reason=sentence(error["code"], error["fields"]))
    return answer


def _line(setting: str, choice) -> str:
    return f'"{setting}" = "{choice}"'


def _digest(held: CompanyTable, state: str) -> str:
    """What was said of the table and what stands in it, in few signs."""
    said = repr((held.table, held.columns, held.values, held.settings, state))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _kept_state(store, dataset: str) -> str | None:
    with store.cursor() as cursor:
        found = cursor.execute("select state from company_table where dataset = ?", [dataset]).fetchone()
    return found and found[0]


def _last_change(store, dataset: str) -> int:
    """The version in which an import of the data set was stored or taken back last: an older reading holds no more."""
    with store.cursor() as cursor:
        asked = "select max(greatest(version, coalesce(undone_version, 0))) from import_log where dataset = ?"
        return cursor.execute(asked, [dataset]).fetchone()[0] or 0
