"""The first rows of every table in a file, read no further than needed."""

from pathlib import Path

from data.reading.archive import table_names, ungzip, unzip
from data.reading.file_type import detect_file_type
from data.reading.text_table import ReadError
from data.reading.workbooks.merged_cells import MergedCells
from data.reading.workbooks.xml_stream import StopReading

ROWS, COLUMNS, CHARACTERS = 60, 2000, 300
SAMPLE_BYTES = 1 << 20
COUNTED_BYTES = 64 << 20
DEPTH = 3


class FirstRows:
    """Takes the rows of a sheet until it has seen enough; stands in for BookRows."""

    def __init__(self):
        self.rows, self.merged = [], MergedCells(())
        self.remarks, self.hidden_columns = [], []
        self.format_counts, self.uncalculated = _Forgetful(int), {}

    def add(self, number: int, row: dict, is_hidden: bool = False, is_struck: bool = False) -> None:
        """Keeps a row that holds something; raises Enough when there are ROWS of them."""
        row = self.merged.filled(number, row)
        filled = {column: text for column, (text, _) in row.items() if text and column < COLUMNS}
        if filled:
            self.rows.append((number, [filled.get(column, "")[:CHARACTERS] for column in range(max(filled) + 1)]))
        if len(self.rows) == ROWS:
            raise StopReading


class _Forgetful(dict):
    def __init__(self, _):
        super().__init__()

    def __missing__(self, _):
        return 0


def preview_tables(path: Path, settings: dict, target: Path, depth: int = 0) -> list:
    """For each table: name, rows (or None), first rows, whether it is hidden. `target` names files to unpack to."""
    kind = detect_file_type(path)
    if kind in ("gz", "zip"):
        return _inside(path, kind, settings, target, depth)
    if kind == "text":
        return [_text(path, settings, target)]
    return {"xlsx": _xlsx, "ods": _ods, "xls": _xls, "xlsb": _values}[kind](path)


def _inside(path, kind, settings, target, depth) -> list:
    if depth == DEPTH:
        raise ReadError("UNSAFE_FILE")
    names = [None] if kind == "gz" else table_names(path)
    found = []
    for name in names:
        unpacked = target.with_suffix(f".look{depth}")
        try:
            ungzip(path, unpacked) if kind == "gz" else unzip(path, unpacked, name)
            tables = preview_tables(unpacked, settings, target, depth + 1)
        except ReadError:
            if len(names) == 1:
                raise
            continue
        finally:
            unpacked.unlink(missing_ok=True)
        found += (
            [_named(tables[0], name)] if len(names) > 1 and tables else [_named(t, t["name"] or name) for t in tables]
        )
    return found


def _named(table: dict, name: str | None) -> dict:
    return table | {"name": name}


def _table(name, rows: list, count: int | None, is_hidden: bool = False) -> dict:
    return {"name": name, "rows": len(rows) if len(rows) < ROWS else count, "first_rows": rows, "is_hidden": is_hidden}


def _text(path: Path, settings: dict, target: Path) -> dict:
    """The first rows of the beginning of a text file; an encoding that is not clear is read as the likeliest."""
    from data.reading.delimited.reader import text_rows

    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES + 1)
    is_whole = len(sample) <= SAMPLE_BYTES
    beginning = target.with_suffix(".begin")
    beginning.write_bytes(sample if is_whole else _cut(sample))
    try:
        found = text_rows(beginning, settings)
    except ReadError as refused:
        if refused.refusal.code != "BAD_ENCODING" or not refused.refusal.choices:
            raise
        found = text_rows(beginning, settings | {"encoding": refused.refusal.choices[0]})
    finally:
        beginning.unlink()
    rows = [(number, row) for number, row in enumerate(found, 1) if any(cell.strip() for cell in row)]
    first = [(number, [cell[:CHARACTERS] for cell in row[:COLUMNS]]) for number, row in rows[:ROWS]]
    return _table(None, first, len(rows) if is_whole else None)


def _cut(sample: bytes) -> bytes:
    """The sample up to its last whole line, or whole characters of UTF-16."""
    end = sample.rfind(b"\n")
    return sample[:SAMPLE_BYTES] if b"\0" in sample[:200] or end < 1 else sample[: end + 1]


def _xlsx(path: Path) -> list:
    from data.reading.workbooks.xlsx.reader import first_rows_of_sheets

    return [_table(name, rows, count, hidden) for name, rows, count, hidden in first_rows_of_sheets(path, FirstRows)]


def _ods(path: Path) -> list:
    from data.reading.workbooks.ods import first_rows_of_tables

    return [_table(name, rows, None, hidden) for name, rows, hidden in first_rows_of_tables(path, FirstRows)]


def _xls(path: Path) -> list:
    from data.reading.workbooks.xls import Unreadable, first_rows_of_old

    try:
        return [_table(name, rows, count, hidden) for name, rows, count, hidden in first_rows_of_old(path, FirstRows)]
    except Unreadable:
        return _values(path)


def _values(path: Path) -> list:
    from data.reading.workbooks.xlsb import first_values

    return [_table(name, rows, None, hidden) for name, rows, hidden in first_values(path, FirstRows)]
