"""The workbook of a scenario that came back: its sheets as rows of text."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow.parquet

from data.import_options import Options
from data.problems import Problem
from data.reading.read_file import read_text
from data.reading.text_table import ReadFailure

LARGEST = 20 << 20  # bytes; the workbook of a scenario has some hundred rows
WIDTH = 12  # cells a row has at least


def scenario_sheets(store, path, names: Sequence[str]) -> dict[str, list[list[str]]]:
    """The named sheets of a file, row by row, blank ones as empty cells; a sheet that is not there has no rows.

    Raises Problem for a file that cannot be read.
    """
    store.demand("change")
    if path.stat().st_size > LARGEST:
        raise Problem("TOO_LARGE", {})
    (store.home / "stage").mkdir(exist_ok=True)
    return {name: _rows(store, path, name) for name in names}


def _rows(store, path, name: str) -> list[list[str]]:
    table = read_text(path, path.name, Options(sheet=name), store.home / "stage")
    if isinstance(table, ReadFailure):
        if table.code == "UNKNOWN_SHEET" or table.choices:  # other sheets
            return []
        raise Problem(table.code, table.fields | {"file": path.name})
    kept = store.home / "stage" / table.path
    try:
        columns = [f"c{place}" for place in range(table.width)]
        read = pyarrow.parquet.read_table(kept, columns=["source_row", *columns]).to_pydict()
    finally:
        kept.unlink(missing_ok=True)
    rows: list[list[str]] = []
    for place, number in enumerate(read["source_row"]):
        rows += [[""] * WIDTH for _ in range(number - 1 - len(rows))]
        cells = [read[column][place] or "" for column in columns]
        rows.append(cells + [""] * (WIDTH - len(cells)))
    return rows
