"""Reads text files in blocks of whole rows: the cells Python's csv module gives, many times faster.

A block is read at once where its quotes stand only around cells and its rows all have the same number of cells; by
the csv module where rows differ. Other quotes end it for the whole file: there only the csv module says what is meant.
"""

import csv
import io
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from data.reading.column_profile import is_coded, lengths
from data.reading.parquet_writer import CODES, TableWriter, repeats

BLOCK_CHARACTERS = 2 << 20
LONGEST_ROW = 64 << 20
THREADS = 2
QUOTE, LINE_ENDS = ord('"'), (ord("\n"), ord("\r"))


class NotRegular(Exception):
    """Quotes stand within cells, or a row does not end."""


def can_be_regular(separator: str, width: int) -> bool:
    """Whether blocks can be read at once: in a single column a blank row and an empty cell look alike."""
    return width > 1 and separator.isascii() and separator not in '"\r\n\0'


def write_blocks(file: io.IOBase, separator: str, writer: TableWriter) -> None:
    """Writes the rest of a file that is open as text, or as bytes in UTF-8.

    Irregular, after some rows perhaps, where only the csv module can tell.
    """
    first = 1
    with ThreadPoolExecutor(THREADS) as pool:
        for rows in _in_order(pool, _blocks(file, separator), separator, writer):
            if isinstance(rows, list):
                writer.write(range(first, first + len(rows)), rows)
                first += len(rows)
            else:
                writer.write_columns(pa.array(np.arange(first, first + rows.num_rows)), rows.columns)
                first += rows.num_rows


def _in_order(pool: ThreadPoolExecutor, blocks, separator: str, writer: TableWriter):
    """What each block holds, in the file's order, with a few read ahead.

    Of a long file the columns whose texts repeat in its first block are read as codes.
    """
    waiting: deque[Future] = deque()
    types = [pa.string()] * writer.width
    for number, (text, has_quotes) in enumerate(blocks):
        if number == 0 and len(text) > BLOCK_CHARACTERS // 2:
            first = _read(text, has_quotes, separator, types)
            columns = [] if isinstance(first, list) else first.columns
            coded = {i for i, column in enumerate(columns) if repeats(column)}
            writer.code(coded)
            types = [CODES if i in coded else pa.string() for i in range(writer.width)]
        waiting.append(pool.submit(_read, text, has_quotes, separator, types))
        if len(waiting) > THREADS:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _read(block: bytes, has_quotes: bool, separator: str, types: list) -> pa.RecordBatch | list:
    """The cells as columns, or as rows where the rows differ or bytes are in another encoding."""
    with suppress(pa.ArrowInvalid):
        columns = _columns(block, has_quotes, separator, {f"c{i}": kind for i, kind in enumerate(types)})
        if _has_no_empty(columns[0]) or not _has_blank_row(block):
            return columns
    text = block.decode("utf-8", "surrogateescape")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def _has_no_empty(column: pa.Array) -> bool:
    return bool(lengths(column.dictionary if is_coded(column) else column).all())


def _columns(block: bytes, has_quotes: bool, separator: str, types: dict) -> pa.RecordBatch:
    return (
        arrow_csv.read_csv(
            pa.py_buffer(block),
            arrow_csv.ReadOptions(use_threads=False, block_size=len(block) + 1, column_names=[*types]),
            arrow_csv.ParseOptions(
                delimiter=separator,
                quote_char='"' if has_quotes else False,
                newlines_in_values=has_quotes,
                ignore_empty_lines=False,
            ),
            arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=False),
        )
        .combine_chunks()
        .to_batches()[0]
    )


def _has_blank_row(block: bytes) -> bool:
    """Whether a line outside of quotes holds nothing, which arrow takes for a row of empty cells."""
    characters = np.frombuffer(b"\n" + block.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), np.uint8)
    blank = np.flatnonzero((characters[1:] == LINE_ENDS[0]) & (characters[:-1] == LINE_ENDS[0]))
    return bool((np.searchsorted(np.flatnonzero(characters == QUOTE), blank) % 2 == 0).any())


def _blocks(file: io.IOBase, separator: str):
    """Pieces of the text as UTF-8 that end where a row ends, and whether they have quotes."""
    rest, is_last = b"", False
    while not is_last:
        more = _utf8(file.read(BLOCK_CHARACTERS))
        is_last, rest = not more, rest + more
        quotes = np.flatnonzero(np.frombuffer(rest, np.uint8) == QUOTE) if b'"' in rest else None
        end = len(rest) if is_last else _end_of_rows(rest, quotes)
        if quotes is not None:
            _check(rest[:end], quotes[quotes < end], separator)
        if end:
            yield rest[:end], quotes is not None
            rest = rest[end:]
        elif len(rest) > LONGEST_ROW:
            raise NotRegular


def _utf8(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")


def _end_of_rows(block: bytes, quotes: np.ndarray | None) -> int:
    """Where the last whole row ends; 0 for nowhere. A line end behind an odd number of quotes is part of a cell."""
    end = block.rfind(b"\n") + 1
    while end and quotes is not None:
        before = int(np.searchsorted(quotes, end))
        if before % 2 == 0:
            break
        end = block.rfind(b"\n", 0, int(quotes[before - 1])) + 1
    return end


def _check(block: bytes, quotes: np.ndarray, separator: str) -> None:
    """Irregular unless each quote that opens stands at the beginning of a cell and each that closes at its end.

    A doubled quote closes and opens again.
    """
    if len(quotes) % 2:
        raise NotRegular
    characters = np.frombuffer(b"\n" + block + b"\n", np.uint8)
    around = np.concatenate((characters[quotes[0::2]], characters[quotes[1::2] + 2]))
    if not np.isin(around, (QUOTE, ord(separator), *LINE_ENDS)).all():
        raise NotRegular
