"""Writes rows of text cells to parquet, a bounded number at a time."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

CELL_CHARACTERS = 32_767
CHUNK_CELLS = 600_000


class TableWriter:
    """Appends chunks of rows to one parquet file of `width` text columns (see TextTable)."""

    def __init__(self, path: Path, width: int):
        self.width = width
        self.rows = 0
        self.rows_per_chunk = max(1, min(50_000, CHUNK_CELLS // max(width, 1)))
        texts = [(f"c{i}", pa.string()) for i in range(width)]
        self.schema = pa.schema([("source_row", pa.int64()), ("cells", pa.int32()), ("spill", pa.string()),
                                 ("flaw", pa.string()), ("kinds", pa.string()), *texts])
        self._out = pq.ParquetWriter(path, self.schema, compression="lz4")

    def write(self, numbers: list, rows: list, kinds: list | None = None) -> None:
        """Appends rows (lists of text, any length) with their row numbers and kinds of cells."""
        keep = [i for i, row in enumerate(rows) if row]
        if len(keep) < len(rows):
            numbers, rows = [numbers[i] for i in keep], [rows[i] for i in keep]
            kinds = kinds and [kinds[i] for i in keep]
        if rows:
            self._write(numbers, rows, kinds)

    def close(self) -> None:
        """Finishes the file."""
        self._out.close()

    def _write(self, numbers, rows, kinds):
        counts = list(map(len, rows))
        spill = None
        if set(counts) != {self.width}:
            spill = [json.dumps(row[self.width:]) if any(row[self.width:]) else None for row in rows]
            rows = [(row + [None] * (self.width - len(row)))[: self.width] for row in rows]
        flaws = None
        try:
            texts = [_column(column) for column in zip(*rows)]
        except UnicodeEncodeError:
            rows, flaws = _marked(rows)
            texts = [_column(column) for column in zip(*rows)]
        nothing = pa.nulls(len(rows), pa.string())
        self._out.write_table(pa.table([
            pa.array(numbers, pa.int64()), pa.array(counts, pa.int32()),
            pa.array(spill, pa.string()) if spill else nothing,
            pa.array(flaws, pa.string()) if flaws else nothing,
            pa.array(kinds, pa.string()) if kinds else nothing, *texts], schema=self.schema))
        self.rows += len(rows)


def _column(texts: tuple) -> pa.Array:
    column = pa.array(texts, pa.string())
    if (pc.max(pc.utf8_length(column)).as_py() or 0) > CELL_CHARACTERS:
        column = pc.utf8_slice_codeunits(column, 0, CELL_CHARACTERS + 1)
    return column


def _marked(rows: list) -> tuple[list, list]:
    """Rows whose bytes are not in the file's encoding are read as Windows-1252 and marked."""
    readable, flaws = [], []
    for row in rows:
        clean = [_western(cell) if cell else cell for cell in row]
        flaws.append(None if clean == row else "BAD_ENCODING")
        readable.append(clean)
    return readable, flaws


def _western(cell: str) -> str:
    if cell.isascii():
        return cell
    try:
        cell.encode("utf-8")
        return cell
    except UnicodeEncodeError:
        return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
