"""Each row as it stood in its file: kept as a table of text cells beside the database, and looked up when asked for.

A large file would otherwise be stored twice. A table that is missing is made again from the original.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import duckdb

from data.import_options import Options
from data.parsing.cell_text import literal, written
from data.reading.read_file import read_text
from data.reading.text_table import ReadFailure
from data.storage import originals

FOLDER = "texts"


def record_headings(cursor, import_id: str, headings: list[str], emptied: list[int]) -> None:
    """Notes under which headings the cells of an import are shown, and which columns lose what was merged into them."""
    cursor.execute(
        "insert into import_text values (?, ?, ?)",
        [import_id, json.dumps(headings, ensure_ascii=False), json.dumps(emptied)],
    )


def store_cells(home: Path, import_id: str, path) -> None:
    """Moves the text cells of an accepted import to where they are looked up."""
    os.replace(path, _path(home, import_id))


def rows_as_written(cursor, home: Path, imports: list[str]) -> str:
    """The SQL of the rows of some imports: import_id, source_row, verbatim (JSON of heading → text).

    Rows of imports whose text is in the database itself, or cannot be had, are not among them.
    """
    noted = cursor.execute(
        "select * from import_text where list_contains(?, import_id) order by 1", [list(imports)]
    ).fetchall()
    parts = [
        _rows(home, import_id, json.loads(headings), json.loads(emptied))
        for import_id, headings, emptied in noted
        if path_of(cursor, home, import_id)
    ]
    return f"({' union all '.join(parts or [NOTHING])})"


def path_of(cursor, home: Path, import_id: str) -> Path | None:
    """Where the text cells of an import are, made again when they were lost; None when they cannot be had."""
    is_there = _is_there(cursor, home, import_id) or _make_again(cursor, home, import_id)
    return _path(home, import_id) if is_there else None


NOTHING = "select null::varchar as import_id, null::bigint as source_row, null::varchar as verbatim where false"


def _rows(home: Path, import_id: str, headings: list, emptied: list) -> str:
    cells = ", ".join(f"{literal(name)}, {written(i, i in emptied)}" for i, name in enumerate(headings))
    path = str(_path(home, import_id)).replace("'", "''")
    return (
        f"select '{import_id}' as import_id, t.source_row, json_object({cells})::varchar as verbatim "
        f"from read_parquet('{path}') as t"
    )


def _path(home: Path, import_id: str) -> Path:
    originals.demand_names({"import_id": import_id})
    return Path(home).resolve() / FOLDER / f"{import_id}.parquet"


def _is_there(cursor, home: Path, import_id: str) -> bool:
    """Whether the text of an import is there and whole; it is not put on disk as carefully as the database."""
    try:
        return bool(
            cursor.execute("select count(*) from parquet_file_metadata(?)", [str(_path(home, import_id))]).fetchone()[0]
        )
    except duckdb.Error:
        return False


def _make_again(cursor, home: Path, import_id: str) -> bool:
    file, digest, sheet, options = cursor.execute(
        "select file, sha256, sheet, options from import_log where import_id = ?", [import_id]
    ).fetchone()
    path = originals.path_of(home, digest)
    text = read_text(path, file, Options(sheet, {}, json.loads(options)), home / "stage") if path.exists() else None
    if text is None or isinstance(text, ReadFailure):
        return False
    store_cells(home, import_id, text.path)
    return True
