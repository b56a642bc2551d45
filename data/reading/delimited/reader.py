"""Reads text files with separators, by the rules of Python's csv module."""

import csv
import io
import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from data.reading.delimited.blanks import Splitter, splitter, with_tabs
from data.reading.delimited.block_reader import NotRegular, can_be_regular, write_blocks
from data.reading.delimited.encoding import Encoding, detect_encoding
from data.reading.limits import COLUMNS
from data.reading.mojibake import repaired
from data.reading.parquet_writer import TableWriter
from data.reading.text_table import ReadError

SEPARATORS = (",", ";", "\t", "|")
NAMED = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|"}
SAMPLE_CHARACTERS, SAMPLE_LINES = 1 << 18, 200
END = "\ue000end of file\ue000"


@dataclass(frozen=True)
class TextFile:
    """A text file and how it is read: how many lines to skip, what stands between cells, whether to repair garbled
    text, whether blanks stand before quoted cells, what takes lines apart that have blanks between their cells."""

    path: Path
    encoding: Encoding
    head: int
    separator: str
    repair: bool
    is_spaced: bool = False
    split: Splitter | None = None

    def lines(self):
        """Its lines below those to skip; with tabs where blanks stand between the cells."""
        with open_text(self.path, self.encoding) as file:
            lines = map(repaired, file) if self.repair else file
            lines = (with_tabs(line, self.split) for line in lines) if self.split else lines
            yield from islice(lines, self.head, None)


def read_separated(path: Path, settings: dict, out: Path) -> dict:
    """Writes the cells of a text file to parquet; gives width, rows and facts."""
    encoding = detect_encoding(path, settings.get("encoding"))
    text, width = _shape(path, encoding, settings)
    csv.field_size_limit(1 << 26)
    return {"width": width, "rows": _write_somehow(text, out, width), "facts": _facts(encoding, settings)}


def text_rows(path: Path, settings: dict) -> list:
    """All rows of a short text file, to be looked at: lists of cells."""
    encoding = detect_encoding(path, settings.get("encoding"))
    text, _ = _shape(path, encoding, settings)
    csv.field_size_limit(1 << 26)
    return list(csv.reader(text.lines(), delimiter=text.separator, skipinitialspace=text.is_spaced))


def _write_somehow(text: TextFile, out: Path, width: int) -> int:
    """Writes the rows in the fastest way that surely reads them right; gives how many there are."""
    if can_be_regular(text.separator, width) and not (text.repair or text.is_spaced or text.split):
        with suppress(NotRegular, csv.Error):
            return _fill(_write_blocks, text, out, width)
    with suppress(csv.Error):
        return _fill(_write, text, out, width)
    return _fill(_write_leniently, text, out, width)


def _fill(write, text: TextFile, out: Path, width: int) -> int:
    writer = TableWriter(out, width)
    try:
        write(text, writer)
    finally:
        writer.close()
    return writer.rows


def _facts(encoding: Encoding, settings: dict) -> dict:
    notes = [{"code": "ENCODING_GUESSED", "fields": {"encoding": encoding.name}}] if encoding.guessed else []
    return {"notes": notes, "questions": [], "garbled": encoding.garbled and "mojibake" not in settings}


def open_text(path: Path, encoding: Encoding) -> io.TextIOWrapper:
    """A file opened as text; bytes that are none of its encoding come through as surrogates."""
    return path.open(encoding=encoding.name, errors="surrogateescape", newline="")


def _shape(path: Path, encoding: Encoding, settings: dict) -> tuple[TextFile, int]:
    """How the file is read (after a sep= line), and its number of columns."""
    with open_text(path, encoding) as file:
        sample = file.read(SAMPLE_CHARACTERS)
    lines = list(io.StringIO(sample, newline=""))
    asked = settings.get("separator")
    stated = re.fullmatch(r"sep=(.)\s*", lines[0]) if lines else None
    head = 1 if stated else 0
    split = None if stated else splitter(lines[:SAMPLE_LINES], SEPARATORS, asked)
    lines = [with_tabs(line, split) for line in lines] if split else lines
    named = asked and NAMED.get(asked, asked)
    separator = "\t" if split else named or (stated.group(1) if stated else _likely(lines))
    if len(separator) != 1:
        raise ReadError("UNKNOWN_SETTING", setting="separator", value=separator)
    is_spaced = _is_spaced(lines[head:], separator)
    width = max(map(len, _sample_rows(lines[head:], separator, is_spaced)), default=0)
    if width > COLUMNS:
        raise ReadError("TOO_MANY_COLUMNS", columns=width, limit=COLUMNS)
    if not sample.strip():
        raise ReadError("EMPTY_FILE")
    return TextFile(path, encoding, head, separator, settings.get("mojibake") == "repair", is_spaced, split), width


def _is_spaced(lines: list, separator: str) -> bool:
    """Whether cells in quotes stand behind a blank ("C001", "0007"), and nothing speaks against it."""
    if not any(f'{separator} "' in line for line in lines):
        return False
    try:
        rows = list(csv.reader(lines[:SAMPLE_LINES], delimiter=separator, skipinitialspace=True, strict=True))
    except csv.Error:
        return False
    return len(set(map(len, filter(None, rows)))) == 1


def _likely(lines: list) -> str:
    """The separator under which most rows of the sample have the same number of cells."""
    return max(SEPARATORS, key=lambda s: _agreement(_sample_rows(lines[:500], s)))


def _agreement(rows: list) -> tuple[float, int]:
    widths = [len(row) for row in rows if row]
    several = [w for w in widths if w > 1]
    if not several:
        return (0.0, 0)
    usual = max(set(several), key=several.count)
    return (round(several.count(usual) / len(widths), 2), usual)


def _sample_rows(lines: list, separator: str, is_spaced: bool = False) -> list:
    csv.field_size_limit(1 << 26)
    return list(csv.reader(lines, delimiter=separator, skipinitialspace=is_spaced))


def _write_blocks(text: TextFile, writer: TableWriter) -> None:
    as_it_is = text.encoding.name == "utf-8" and not text.head
    with text.path.open("rb") if as_it_is else open_text(text.path, text.encoding) as file:
        for _ in range(text.head):
            file.readline()
        write_blocks(file, text.separator, writer)


def _write(text: TextFile, writer: TableWriter) -> None:
    reader = csv.reader(
        chain(text.lines(), [END]), delimiter=text.separator, skipinitialspace=text.is_spaced, strict=True
    )
    first = 1
    while rows := list(islice(reader, writer.rows_per_chunk)):
        numbers = range(first, first + len(rows))
        first += len(rows)
        if rows[-1] == [END]:
            numbers, rows = numbers[:-1], rows[:-1]
        writer.write(numbers, rows)


def _write_leniently(text: TextFile, writer: TableWriter) -> None:
    """For files with text after a closing quote: fine within a line, an open quote across lines."""
    raw: list[str] = []
    reader = csv.reader(
        _kept(chain(text.lines(), [END]), raw), delimiter=text.separator, skipinitialspace=text.is_spaced
    )
    numbers, rows = [], []
    try:
        for number, row in enumerate(reader, 1):
            if len(raw) > 1:
                _refuse_open_quote(raw, text, number)
            raw.clear()
            numbers.append(number)
            rows.append(row)
            if len(rows) == writer.rows_per_chunk:
                writer.write(numbers, rows)
                numbers, rows = [], []
    except csv.Error as error:
        raise ReadError("UNBALANCED_QUOTE", row=len(rows)) from error
    writer.write(numbers[:-1], rows[:-1])


def _kept(lines, raw: list):
    for line in lines:
        raw.append(line)
        yield line


def _refuse_open_quote(raw: list, text: TextFile, number: int) -> None:
    try:
        closed = list(csv.reader(raw, delimiter=text.separator, skipinitialspace=text.is_spaced, strict=True))
    except csv.Error as error:
        raise ReadError("UNBALANCED_QUOTE", row=number) from error
    if END in raw and closed[-1] != [END]:
        raise ReadError("UNBALANCED_QUOTE", row=number)
