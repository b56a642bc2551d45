"""Takes the rows of a workbook one by one and writes them as text cells, whatever kind of workbook it is."""

from collections import Counter
from pathlib import Path

from data.reading.limits import COLUMNS
from data.reading.parquet_writer import TableWriter
from data.reading.text_table import ReadError
from data.reading.workbooks.merged_cells import MergedCells

SAMPLE_ROWS = 200
STRAY_GAP = 50
REMARK_ROWS, REMARK_CHARACTERS = 60, 200  # comments that are told: those on titles and headings


class SheetRows:
    """The rows of one sheet on their way to parquet, and what else is seen in them."""

    def __init__(self, out: Path, settings: dict, epoch: int, merged: MergedCells | None = None):
        self.out, self.epoch = out, epoch
        self.merged = merged or MergedCells(())
        self.skip_hidden = settings.get("hidden-rows") == "skip"
        self.settings = settings
        self.numbers: list[int] = []
        self.rows: list[dict] = []
        self.hidden_rows: list[int] = []
        self.struck_rows: list[int] = []
        self.remarks: list[list] = []
        self.hidden_columns: list[int] = []
        self.stray_count = 0
        self.first_stray: int | None = None
        self.format_counts: Counter[tuple[int, str]] = Counter()
        self.uncalculated: dict[int, int] = {}
        self.writer: TableWriter | None = None

    def add(self, number: int, row: dict, is_hidden: bool = False, is_struck: bool = False) -> None:
        """Takes one row: its number and its cells, column → (text, kind); whether it is hidden, or struck through."""
        row = self.merged.filled(number, row)
        if not any(text for text, _ in row.values()):
            return
        if is_hidden:
            self.hidden_rows.append(number)
            if self.skip_hidden:
                return
        if is_struck:
            self.struck_rows.append(number)
            if self.settings.get("struck-rows") == "skip":
                return
        self.numbers.append(number)
        self.rows.append(row)
        if len(self.rows) >= (self.writer.rows_per_chunk if self.writer else SAMPLE_ROWS):
            self._flush()

    def close(self) -> dict:
        """Finishes the file; gives width, rows and facts."""
        writer = self._flush()
        writer.close()
        return {"width": writer.width, "rows": writer.rows, "facts": sheet_facts(self)}

    def _flush(self) -> TableWriter:
        if self.writer is None:
            width = max((reach(sorted(c for c, (text, _) in row.items() if text)) for row in self.rows), default=0)
            if width > COLUMNS:
                raise ReadError("TOO_MANY_COLUMNS", columns=width, limit=COLUMNS)
            self.writer = TableWriter(self.out, width)
        writer, width = self.writer, self.writer.width
        nothing = ("", "t")
        for number, row in zip(self.numbers, self.rows):
            self._count_stray(number, row, width)
        cells = [[row.get(column, nothing) for column in range(width)] for row in self.rows]
        writer.write(
            self.numbers,
            [[text for text, _ in row] for row in cells],
            ["".join(kind for _, kind in row) for row in cells],
        )
        self.numbers, self.rows = [], []
        return writer

    def _count_stray(self, number: int, row: dict, width: int) -> None:
        found = [column for column in row if column >= width]
        self.stray_count += len(found)
        if found and self.first_stray is None:
            self.first_stray = number


def sheet_facts(reader) -> dict:
    """What else was seen in a sheet: notes, questions, number formats, formulas without values."""
    notes = []
    if reader.stray_count:
        notes = [{"code": "STRAY_CELLS", "fields": {"count": reader.stray_count, "row": reader.first_stray}}]
    questions = _row_questions(reader)
    formats: dict[int, dict[str, int]] = {}
    for (column, code), count in reader.format_counts.items():
        formats.setdefault(column, {})[code] = count
    return {
        "notes": notes,
        "questions": questions,
        "formats": formats,
        "uncalculated": reader.uncalculated,
        "epoch": reader.epoch,
        "merged_numbers": sorted(reader.merged.numbers),
        "spans": reader.merged.spans,
        "remarks": reader.remarks,
        "hidden_columns": reader.hidden_columns,
    }


def _row_questions(reader) -> list:
    """Whether rows count that are hidden, or struck through."""
    found = (("HIDDEN_ROWS", "hidden-rows", reader.hidden_rows), ("STRUCK_ROWS", "struck-rows", reader.struck_rows))
    return [
        {
            "code": code,
            "choices": ["include", "skip"],
            "fields": {"count": len(rows), "rows": ", ".join(map(str, rows[:10]))},
            "setting": setting,
        }
        for code, setting, rows in found
        if rows and setting not in reader.settings
    ]


def reach(columns: list) -> int:
    """How many columns a row really uses (its filled ones in order): a cell far to the right of all others is stray."""
    last = -1
    for column in columns:
        if column - last > STRAY_GAP:
            break
        last = column
    return last + 1
