"""Lists of what the home holds: imports, changes and stored rows."""

from __future__ import annotations

import json

import pandas

from data.cells.stored_cells import rows_as_written
from data.contracts.definitions import contract as contract_of
from data.contracts.definitions import dataset_names
from data.export.text import money_text
from data.storage.schema import raw_columns
from data.storage.versions import visible_at


def _dictionaries(cursor) -> list[dict]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def imports(cursor) -> list[dict]:
    """All imports, oldest first; `rows` counts the rows stored when it was accepted, `restates` names closed months,
    `repairs` the import whose rows it put in (None: it is no repair)."""
    found = _dictionaries(
        cursor.execute(
            "select i.import_id, i.dataset, i.file, i.version, i.status, i.rows_stored as rows, "
            "i.status = 'undone' as undone, i.rows_read, i.rows_quarantined, i.sheet, i.sha256, i.imported_at, "
            "i.undone_version, v.restates, r.repairs from import_log as i left "
            "join repair as r on r.import_id = i.import_id left join version_log as v on v.version = i.version "
            "order by i.version"
        )
    )
    return [row | {"restates": json.loads(row["restates"] or "[]")} for row in found]


def changes(cursor) -> list[dict]:
    """Every accepted change, oldest first; an undo stands with the file and data set it took back."""
    found = _dictionaries(
        cursor.execute(
            "select v.version, v.kind, v.happened_at, coalesce(v.who, '') as by, i.file, i.dataset, i.import_id, "
            "i.rows_stored as rows, "
            "i.rows_quarantined, v.effect, v.restates, v.detail from version_log as v "
            "left join import_log as i on i.version = v.version or i.undone_version = v.version "
            "qualify row_number() over (partition by v.version "
            "order by i.import_id = v.detail ->> '$.import_id' desc) = 1 "
            "order by v.version"
        )
    )
    return [_told(row) for row in found]


def _told(row: dict) -> dict:
    detail = json.loads(row["detail"])
    effect = None if row["effect"] is None else money_text(row["effect"])
    return row | {
        "effect": effect,
        "restates": json.loads(row["restates"] or "[]"),
        "detail": detail if isinstance(detail, dict) else {"changes": {name: {} for name in detail}},
    }


def counts(cursor) -> dict[str, int]:
    """How many rows each data set holds now."""
    return {
        dataset: cursor.execute(f"select count(*) from raw_{dataset} where to_version is null").fetchone()[0]
        for dataset in dataset_names()
    }


def rows(cursor, dataset: str, version: int, home) -> pandas.DataFrame:
    """The rows of a data set that are part of a version, in key order, with their place in the uploaded file.

    Money and numbers are exact decimals, so the frame's columns are objects.
    """
    contract = contract_of(dataset)
    kinds = {column.name: column.type for column in contract.columns}
    joins, shown = [], []
    for name, _ in raw_columns(contract):
        if kinds.get(name) == "sector":
            joins.append(
                f"left join raw_sector_path as m_{name} on m_{name}.sector_key = r.{name} and m_{name}.kind = 'always' "
                f"and {visible_at('m_' + name, str(int(version)))} "
                f"left join sector_name as n_{name} on n_{name}.sector_key = coalesce(m_{name}.into_key, r.{name}) "
                f"and {visible_at('n_' + name, str(int(version)))}"
            )
            shown.append(f"coalesce(n_{name}.sector, r.{name}) as {name}")
        else:
            shown.append(f"r.{name}")
    unwritten = cursor.execute(f"select distinct import_id from raw_{dataset} where verbatim is null").fetchall()
    written = rows_as_written(cursor, home, [import_id for (import_id,) in unwritten])
    order = ", ".join([f"r.{name}" for name in contract.key] + ["i.version", "r.source_row"])
    cursor.execute(
        f"select {', '.join(shown)}, i.file as source_file, i.sheet as source_sheet, r.source_row, "
        "coalesce(r.verbatim, w.verbatim) as verbatim "
        f"from raw_{dataset} as r join import_log as i on i.import_id = r.import_id {' '.join(joins)} "
        f"left join {written} as w on w.import_id = r.import_id and w.source_row = r.source_row and r.verbatim is null "
        f"where {visible_at('r', str(int(version)))} order by {order}"
    )
    return pandas.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description], dtype=object)
