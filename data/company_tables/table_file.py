"""The rows of a table as a plain file, which then is read as every file is: cell by cell, what is wrong set aside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow

from data.company_tables.column_types import as_text, sql_type
from data.company_tables.mapping import CompanyTable


def write_file(path: Path, held: CompanyTable, source, schema: pyarrow.Schema) -> int:
    """Writes the columns of a table under our headings; returns how many rows there are."""
    kinds = [schema.field(held.columns[name]).type for name in held.names]
    plain = pyarrow.schema([(name, _plain(kind)) for name, kind in zip(held.names, kinds)])
    failures: list[Exception] = []
    reader = pyarrow.RecordBatchReader.from_batches(plain, _batches(held, source, plain, failures))
    cells = ", ".join(
        as_text(held.contract.column(name), kind, held.settings.get(f"{name}.zone"))
        for name, kind in zip(held.names, kinds)
    )
    copy = f"copy (select {cells} from company_table) to $path (format csv, header)"
    try:
        with duckdb.connect() as connection:
            connection.register("company_table", reader)
            return connection.execute(copy, {"path": str(path)}).fetchall()[0][0]
    except duckdb.Error:
        if failures:
            raise failures[0] from None
        raise


def _plain(kind: pyarrow.DataType) -> pyarrow.DataType:
    """Moments without their zone, which the engine's session has as UTC."""
    return pyarrow.timestamp("us") if sql_type(kind).startswith("TIMESTAMP") else kind


def _batches(
    held: CompanyTable, source, plain: pyarrow.Schema, failures: list[Exception]
) -> Iterator[pyarrow.RecordBatch]:
    try:
        for part in source.rows(held.table, [held.columns[name] for name in held.names]):
            yield from part.rename_columns(held.names).cast(plain).to_batches()
    except Exception as failure:
        failures.append(failure)  # the database tells of it in words of its own
        raise
