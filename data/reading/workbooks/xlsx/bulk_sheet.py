"""Reads one plainly written worksheet in bulk; what it gives is what SheetReader gives, many times faster."""

import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.reading.limits import COLUMNS
from data.reading.parquet_writer import TableWriter
from data.reading.text_table import ReadError
from data.reading.workbooks.cell_values import format_kind
from data.reading.workbooks.merged_cells import MergedCells
from data.reading.workbooks.sheet_rows import SAMPLE_ROWS, reach, sheet_facts
from data.reading.workbooks.xlsx.bulk_cells import Cells, cells_of, rows_of
from data.reading.workbooks.xlsx.bulk_tags import NotPlainXml, find_tags, sheet_blocks
from data.reading.workbooks.xlsx.bulk_values import day_texts, number_texts, other_numbers, pieces, unescaped

TEXT, NUMBER, DAY = ord("t"), ord("n"), ord("d")


class PlainSheet:
    """Reads one sheet; `texts` are the shared texts, `formats` the number format of each style."""

    def __init__(self, texts: pa.Array, formats: list, epoch: int, settings: dict, mending, struck=()):
        self.texts, self.epoch, self.mending = texts, epoch, mending
        self.formats = formats or ["General"]
        self.skip_hidden = settings.get("hidden-rows") == "skip"
        self.settings = settings
        self.hidden_rows: list[int] = []
        self.struck, self.struck_rows = list(struck), list[int]()
        self.remarks, self.hidden_columns = list[list](), list[int]()
        self.format_counts: Counter[tuple[int, str]] = Counter()
        self.uncalculated: dict[int, int] = {}
        self.stray_count = 0
        self.first_stray: int | None = None
        self.merged = MergedCells(())
        self.writer: TableWriter | None = None

    def read(self, archive: zipfile.ZipFile, member: str, out: Path) -> dict:
        """Writes the cells to parquet; gives width, rows and facts. Raises Odd where SheetReader has to read."""
        self.out = out
        try:
            for block, is_last in sheet_blocks(archive, member, self.merged):
                self._read_block(block, is_last)
        finally:
            if self.writer:
                self.writer.close()
        if self.writer is None:
            raise NotPlainXml
        return {"width": self.writer.width, "rows": self.writer.rows, "facts": sheet_facts(self)}

    def _read_block(self, block: bytes, is_last: bool) -> None:
        tags = find_tags(block)
        numbers, hidden = rows_of(tags, block)
        cells = cells_of(tags, np.char.str_len(numbers.astype("U8")))
        self._note_uncalculated(cells, numbers)
        cells = cells.take(cells.last > cells.first)
        texts, kinds = self._texts(tags.content, cells)
        filled = pc.greater(pc.binary_length(texts), 0).to_numpy(zero_copy_only=False)
        kept = self._kept_rows(cells.row[filled], numbers, hidden)
        self.writer = self.writer or self._open(cells.take(filled), kept, is_last)
        self._write(self.writer, numbers, kept, cells, texts, kinds)

    def _note_uncalculated(self, cells: Cells, numbers: np.ndarray) -> None:
        empty = np.flatnonzero(cells.formula & (cells.last == cells.first) & (cells.type != ord("r")))
        for cell in empty[np.unique(cells.column[empty], return_index=True)[1]]:
            self.uncalculated.setdefault(int(cells.column[cell]), int(numbers[cells.row[cell]]))

    def _texts(self, content: np.ndarray, cells: Cells) -> tuple[pa.Array, np.ndarray]:
        """Text and kind of every cell."""
        raw = pieces(content, cells.first, cells.last)
        kinds = np.full(cells.row.size, TEXT, np.uint8)
        parts, order = [], []
        for letter in np.unique(cells.type):
            which = np.flatnonzero(cells.type == letter)
            for chosen, texts in self._of_type(chr(letter), raw.take(pa.array(which)), which, cells, kinds):
                parts.append(texts)
                order.append(chosen)
        if not parts:
            return pa.array([], pa.string()), kinds
        place = np.empty(cells.row.size, np.int64)
        place[np.concatenate(order)] = np.arange(cells.row.size)
        return pa.concat_arrays(parts).take(pa.array(place)), kinds

    def _of_type(self, letter: str, raw: pa.Array, which: np.ndarray, cells: Cells, kinds: np.ndarray):
        if letter in "nb" and pc.any(pc.match_substring(raw, "&")).as_py():
            raise NotPlainXml
        if letter == "n":
            yield from self._numbers(raw, which, cells, kinds)
        elif letter == "s":
            yield which, self._shared(raw)
        elif letter == "b":
            kinds[which] = ord("b")
            yield which, pc.if_else(pc.equal(raw, "1"), "TRUE", "FALSE")
        else:
            kinds[which] = ord(letter) if letter in "ed" else TEXT
            yield which, self.mending.texts(unescaped(raw))

    def _shared(self, raw: pa.Array) -> pa.Array:
        try:
            return self.texts.take(pc.cast(raw, pa.int64()))
        except (pa.ArrowInvalid, IndexError) as error:
            raise NotPlainXml from error

    def _numbers(self, raw: pa.Array, which: np.ndarray, cells: Cells, kinds: np.ndarray):
        styles = cells.style[which]
        for style in np.unique(styles):
            code = self.formats[style] if style < len(self.formats) else "General"
            of_style = np.flatnonzero(styles == style)
            texts, found = _numbers_of_format(raw.take(pa.array(of_style)), code, self.epoch)
            chosen = which[of_style]
            kinds[chosen] = found
            columns, counts = np.unique(cells.column[chosen[found != DAY]], return_counts=True)
            self.format_counts.update({(int(c), code): int(n) for c, n in zip(columns, counts)})
            yield chosen, texts

    def _kept_rows(self, filled: np.ndarray, numbers: np.ndarray, hidden: np.ndarray) -> np.ndarray:
        """Which rows of the block hold something and are not to be skipped."""
        kept = np.zeros(numbers.size, bool)
        kept[filled] = True
        self.hidden_rows += numbers[kept & hidden].tolist()
        kept = kept & ~hidden if self.skip_hidden else kept
        if not self.struck:
            return kept
        struck = np.isin(numbers, self.struck)
        self.struck_rows += numbers[kept & struck].tolist()
        return kept & ~struck if self.settings.get("struck-rows") == "skip" else kept

    def _open(self, cells: Cells, kept: np.ndarray, is_last: bool) -> TableWriter:
        sample = np.flatnonzero(kept)[:SAMPLE_ROWS]
        if sample.size < SAMPLE_ROWS and not is_last:
            raise NotPlainXml
        of_sample = np.isin(cells.row, sample)
        ends = np.flatnonzero(np.diff(cells.row[of_sample])) + 1
        width = max((reach(columns.tolist()) for columns in np.split(cells.column[of_sample], ends)), default=0)
        if width > COLUMNS:
            raise ReadError("TOO_MANY_COLUMNS", columns=width, limit=COLUMNS)
        return TableWriter(self.out, width)

    def _write(self, writer: TableWriter, numbers, kept, cells, texts, kinds) -> None:
        width, count = writer.width, int(kept.sum())
        beyond = kept[cells.row] & (cells.column >= width)
        if beyond.any():
            self.stray_count += int(beyond.sum())
            self.first_stray = self.first_stray or int(numbers[cells.row[beyond][0]])
        inside = np.flatnonzero(kept[cells.row] & (cells.column < width))
        row, column = (np.cumsum(kept) - 1)[cells.row[inside]], cells.column[inside]
        letters = np.full((count, width), TEXT, np.uint8)
        letters[row, column] = kinds[inside]
        order = np.argsort(column.astype(np.int16), kind="stable")
        ends = np.searchsorted(column[order], np.arange(1, width))
        columns = [_column(texts, inside[which], row[which], count) for which in np.split(order, ends)[:width]]
        if count and width:
            writer.write_columns(pa.array(numbers[kept]), columns, _joined(letters))


def _numbers_of_format(raw: pa.Array, code: str, epoch: int) -> tuple[pa.Array, np.ndarray]:
    kind = format_kind(code)
    if kind == "d":
        return day_texts(raw, code, epoch)
    if kind in "ep":
        return other_numbers(raw, code, epoch)
    return number_texts(raw), np.full(len(raw), ord(kind), np.uint8)


def _joined(letters: np.ndarray) -> pa.Array:
    """The letters of each row as one text."""
    count, width = letters.shape
    ends = np.arange(count + 1, dtype=np.int32) * width
    return pa.StringArray.from_buffers(count, pa.py_buffer(ends.astype(np.int32)), pa.py_buffer(letters))


def _column(texts: pa.Array, which: np.ndarray, rows: np.ndarray, count: int) -> pa.Array:
    """The texts of one column, one a row, empty where there is none."""
    if which.size == count:
        return texts.take(pa.array(which))
    order = np.full(count, -1, np.int64)
    order[rows] = which
    return texts.take(pa.array(order, mask=order < 0)).fill_null("")
