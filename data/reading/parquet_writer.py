"""Writes rows of text cells to parquet, a bounded number at a time."""

import json
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.reading.column_profile import ColumnProfile, is_coded, lengths

CELL_CHARACTERS = 32_767
CHUNK_CELLS = 600_000
REPEATING_ROWS = 10_000
CODES = pa.dictionary(pa.int32(), pa.string())
FACTS = (
    ("source_row", pa.int64()),
    ("cells", pa.int32()),
    ("spill", pa.string()),
    ("flaw", pa.string()),
    ("kinds", pa.string()),
)


class TableWriter:
    """Appends chunks of rows to one parquet file of `width` text columns (see TextTable)."""

    def __init__(self, path: Path, width: int):
        self.width = width
        self.rows = 0
        self.rows_per_chunk = max(1, min(50_000, CHUNK_CELLS // max(width, 1)))
        self.schema = pa.schema([*FACTS, *((f"c{i}", pa.string()) for i in range(width))])
        self._coded: set[int] = set()
        self._path = path
        self._out: pq.ParquetWriter | None = None
        self._beside = ThreadPoolExecutor(1)
        self._writing: Future | None = None
        self._traits = ColumnProfile(width)

    def code(self, positions: set[int]) -> None:
        """Has these columns held as codes of their different texts, which are counted; said before the first row."""
        self._coded = positions
        self.schema = pa.schema([*FACTS, *((f"c{i}", self._type(i)) for i in range(self.width))])

    def _type(self, position: int) -> pa.DataType:
        return CODES if position in self._coded else pa.string()

    def write(self, numbers: Sequence[int], rows: list, kinds: list | None = None) -> None:
        """Appends rows (lists of text, any length) with their row numbers and kinds of cells."""
        keep = [i for i, row in enumerate(rows) if row]
        if len(keep) < len(rows):
            numbers, rows = [numbers[i] for i in keep], [rows[i] for i in keep]
            kinds = kinds and [kinds[i] for i in keep]
        if rows:
            self._write(numbers, rows, kinds)

    def write_columns(self, numbers: pa.Array, columns: list, kinds: pa.Array | None = None) -> None:
        """Appends rows held as columns of text, one for each column of the table, with the kinds of their cells."""
        count = len(numbers)
        nothing = pa.nulls(count, pa.string())
        self._append(
            [
                numbers,
                pa.repeat(pa.scalar(self.width, pa.int32()), count),
                nothing,
                nothing,
                nothing if kinds is None else kinds,
                *map(_shortened, columns),
            ]
        )

    def close(self) -> None:
        """Finishes the file, with the traits of its columns."""
        self._wait()
        self._beside.shutdown()
        out = self._open([])
        out.add_key_value_metadata({"traits": json.dumps(self._traits.found())})
        out.close()

    def _append(self, columns: list, is_ragged: bool = False) -> None:
        self._traits.see(columns[0], columns[len(FACTS) :], is_ragged)
        out = self._open(columns)
        self._wait()
        self._writing = self._beside.submit(out.write_table, pa.table(columns, schema=self.schema))
        self.rows += len(columns[0])

    def _wait(self) -> None:
        """Lets the rows before be written first; while they are, the next ones are read."""
        if self._writing:
            self._writing.result()

    def _open(self, columns: list) -> pq.ParquetWriter:
        """Opens the file; the first rows tell in which columns texts repeat and are worth a dictionary."""
        if self._out is None:
            cells = columns[len(FACTS) :]
            repeating = [f"c{i}" for i, column in enumerate(cells) if is_coded(column) or repeats(column)]
            self._out = pq.ParquetWriter(
                self._path,
                self.schema,
                compression="lz4",
                write_statistics=["source_row"],
                use_dictionary=["cells", "spill", "flaw", "kinds", *repeating],
                store_schema=False,
            )
        return self._out

    def _columns(self, rows: list) -> list:
        return [_shortened(pa.array(texts, self._type(i))) for i, texts in enumerate(zip(*rows))]

    def _write(self, numbers, rows, kinds):
        counts = list(map(len, rows))
        spill = None
        if set(counts) != {self.width}:
            spill = [json.dumps(row[self.width :]) if any(row[self.width :]) else None for row in rows]
            rows = [(row + [None] * (self.width - len(row)))[: self.width] for row in rows]
        flaws = None
        try:
            texts = self._columns(rows)
        except UnicodeEncodeError:
            rows, flaws = _marked(rows)
            texts = self._columns(rows)
        nothing = pa.nulls(len(rows), pa.string())
        self._append(
            [
                pa.array(numbers, pa.int64()),
                pa.array(counts, pa.int32()),
                pa.array(spill, pa.string()) if spill else nothing,
                pa.array(flaws, pa.string()) if flaws else nothing,
                pa.array(kinds, pa.string()) if kinds else nothing,
                *texts,
            ],
            is_ragged=bool(spill or flaws),
        )


def traits_of(path) -> dict:
    """The traits noted in a file that TableWriter wrote (see Traits.found)."""
    return json.loads(pq.read_metadata(path).metadata[b"traits"])


def repeats(column: pa.Array) -> bool:
    """Whether the texts of a column repeat, by its first rows."""
    texts = column[:REPEATING_ROWS].to_pylist()
    return len(set(texts)) < len(texts) / 2


def _shortened(column: pa.Array) -> pa.Array:
    if is_coded(column):
        return pa.DictionaryArray.from_arrays(column.indices, _shortened(column.dictionary))
    if lengths(column).max(initial=0) > CELL_CHARACTERS:
        import pyarrow.compute as pc  # only here: importing it takes longer than reading a small file

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
