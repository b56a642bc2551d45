"""Lines taken out of the uploaded files: blank lines in text files,
and the remaining rows as CSV for all other kinds."""

from __future__ import annotations

import csv
import gzip
import io
import os
import zipfile
from pathlib import Path

import pyarrow.parquet

from data.import_options import Options
from data.reading.delimited.encoding import detect_encoding
from data.reading.file_type import detect_file_type
from data.reading.read_file import read_text
from data.reading.text_table import ReadError, ReadFailure
from data.storage import originals

SETTINGS = ("encoding", "separator")


def without_lines(path: Path, lines: set[int], target: Path) -> None:
    """Writes a table of text cells without some of its rows."""
    target.parent.mkdir(parents=True, exist_ok=True)
    file, gone = pyarrow.parquet.ParquetFile(path), pyarrow.array(sorted(lines), pyarrow.int64())
    with pyarrow.parquet.ParquetWriter(target, file.schema_arrow) as writer:
        for batch in file.iter_batches():
            kept = pyarrow.compute.invert(pyarrow.compute.is_in(batch.column("source_row"), gone))
            writer.write_batch(batch.filter(kept))


def blank_lines(path: Path, lines: set[int], settings: dict, table: Path, work: Path) -> bytes | None:
    """The bytes of a text file with the lines of some rows left empty, so that all others keep their bytes and numbers.

    None where that cannot be told to be right: it is read again and must give the rows of `table`.
    """
    try:
        if detect_file_type(path) != "text":
            return None
        name = detect_encoding(path, settings.get("encoding")).name
        text = path.read_bytes().decode(name, "surrogateescape")
        content = _blank(text, lines, settings.get("separator")).encode(name, "surrogateescape")
    except (ReadError, UnicodeError, csv.Error):
        return None
    return content if _reads_as(content, table, settings, work) else None


def _blank(text: str, lines: set[int], separator: str | None) -> str:
    """Quotes that hold line ends are told as the csv module tells them;
    the separator makes no difference to that here."""
    pieces: list[str] = []
    taken: list[str] = []
    head = 1 if text.startswith("sep=") else 0
    source = io.StringIO(text, newline="")
    for _ in range(head):
        pieces.append(next(source))
    sign = separator if separator and len(separator) == 1 else pieces[0][4] if head else _likely(text)
    csv.field_size_limit(1 << 26)
    reader = csv.reader(_noted(source, taken), delimiter=sign)
    for number, _ in enumerate(reader, 1):
        whole = "".join(taken)
        pieces.append(_line_end(whole) if number in lines else whole)
        taken.clear()
    return "".join(pieces)


def _noted(lines, taken: list):
    for line in lines:
        taken.append(line)
        yield line


def _likely(text: str) -> str:
    return max(",;\t|", key=text[:100_000].count)


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _reads_as(content: bytes, table: Path, settings: dict, work: Path) -> bool:
    part = work / "blanked.csv"
    part.write_bytes(content)
    found = read_text(part, part.name, Options(settings=settings), work)
    part.unlink()
    if isinstance(found, ReadFailure):
        return False
    try:
        return _rows(Path(found.path)).equals(_rows(table))
    finally:
        Path(found.path).unlink(missing_ok=True)


def _rows(table: Path) -> pyarrow.Table:
    """The rows that hold anything, as reading gives them."""
    read = pyarrow.parquet.read_table(table)
    cells = [name for name in read.column_names if name not in ("cells", "kinds")]
    return read.filter(pyarrow.compute.greater(read.column("cells"), 0)).select(cells)


def as_csv(table: Path, settings: dict) -> bytes:
    """The rows of a table of text cells as a CSV file in which each stands in its own line number."""
    rows = pyarrow.parquet.read_table(table).sort_by("source_row")
    names = [name for name in rows.column_names if name.startswith("c") and name[1:].isdigit()]
    sign = settings.get("separator", ",")
    out = io.StringIO(newline="")
    out.write(f"sep={sign}\r\n")
    writer, last = csv.writer(out, delimiter=sign if len(sign) == 1 else ","), 0
    for batch in rows.select(["source_row", *names]).to_batches(max_chunksize=50_000):
        for number, *cells in zip(*(column.to_pylist() for column in batch.columns)):
            out.write("\r\n" * (number - last - 1))
            writer.writerow(["" if cell is None else cell for cell in cells])
            last = number
    return out.getvalue().encode(settings.get("encoding", "utf-8"), "surrogateescape")


def put(folder: Path, content: bytes) -> str:
    """Writes an original among the new files and returns its SHA-256."""
    (folder / "originals").mkdir(exist_ok=True)
    part = folder / "originals" / "new.part"
    part.write_bytes(content)
    digest = originals.digest_of(part)
    os.replace(part, folder / "originals" / digest)
    return digest


def holds(path: Path, word: str) -> bool:
    """Whether a file, or a file packed in it, holds a word in one of the usual encodings."""
    searched = [word.encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be")]
    content = path.read_bytes()
    return any(word in piece for piece in _pieces(content) for word in searched)


def _pieces(content: bytes, depth: int = 3):
    yield content
    if depth and content.startswith(b"\x1f\x8b"):
        yield from _pieces(gzip.decompress(content), depth - 1)
    elif depth and content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield from _pieces(archive.read(member), depth - 1)
