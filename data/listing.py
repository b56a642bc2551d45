"""Lists of what the home holds: imports, changes and stored rows."""
from __future__ import annotations

import pandas

from data.contracts import contract as contract_of
from data.contracts import contracts
from data.database import raw_columns
from data.versions import visible


def _dictionaries(cursor) -> list[dict]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def imports(cursor) -> list[dict]:
    """All imports, oldest first; `rows` counts the rows stored when it was accepted."""
    return _dictionaries(cursor.execute(
        "select import_id, dataset, file, version, status, rows_stored as rows, status = 'undone' as undone, "
        "rows_read, rows_quarantined, sheet, sha256, imported_at, undone_version from import_log order by version"))


def changes(cursor) -> list[dict]:
    """Every accepted change, oldest first."""
    return _dictionaries(cursor.execute("select version, kind, happened_at, detail from version_log order by version"))


def counts(cursor) -> dict[str, int]:
    """How many rows each data set holds now."""
    return {
        dataset: cursor.execute(f"select count(*) from raw_{dataset} where to_version is null").fetchone()[0]
        for dataset in contracts()
    }


def rows(cursor, dataset: str, version: int) -> pandas.DataFrame:
    """The rows of a data set that are part of a version, in key order, with their place in the uploaded file.

    Money and numbers are exact decimals, so the frame's columns are objects.
    """
    contract = contract_of(dataset)
    kinds = {column.name: column.type for column in contract.columns}
    joins, shown = [], []
    for name, _ in raw_columns(contract):
        if kinds.get(name) == "sector":
            joins.append(f"left join sector_name as n_{name} on n_{name}.sector_key = r.{name} "
                         f"and {visible('n_' + name, str(int(version)))}")
            shown.append(f"coalesce(n_{name}.sector, r.{name}) as {name}")
        else:
            shown.append(f"r.{name}")
    order = ", ".join([f"r.{name}" for name in contract.key] + ["i.version", "r.source_row"])
    cursor.execute(
        f"select {', '.join(shown)}, i.file as source_file, i.sheet as source_sheet, r.source_row, r.verbatim "
        f"from raw_{dataset} as r join import_log as i on i.import_id = r.import_id {' '.join(joins)} "
        f"where {visible('r', str(int(version)))} order by {order}")
    return pandas.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description], dtype=object)
