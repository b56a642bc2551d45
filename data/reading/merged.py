"""Merged cells: the value of the first row holds for the rows below it."""

import re
import zipfile

RANGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
BLOCK_BYTES = 1 << 20
OVERLAP_BYTES = 200


class MergedCells:
    """The cells of one sheet merged downwards. Numbers are not repeated: an amount would be counted twice."""

    def __init__(self, archive: zipfile.ZipFile, member: str):
        from data.reading.sheet import column_index
        self.ranges = {}
        self.values = {}
        for first, top, _, bottom in _ranges(archive, member):
            if bottom > top:
                self.ranges.setdefault(column_index(first), []).append((top, bottom))

    def filled(self, number: int, row: dict) -> dict:
        """The row (column → text and kind) with what is merged into it from above."""
        for column, ranges in self.ranges.items():
            for top, bottom in ranges:
                if number == top and column in row:
                    self.values[column, top] = row[column]
                elif top < number <= bottom and row and (column, top) in self.values:
                    self._fill(row, column, self.values[column, top])
        return row

    @staticmethod
    def _fill(row: dict, column: int, cell: tuple) -> None:
        if cell[1] in "tdb":
            row.setdefault(column, cell)


def _ranges(archive: zipfile.ZipFile, member: str):
    rest = b""
    seen = set()
    with archive.open(member) as stream:
        while block := stream.read(BLOCK_BYTES):
            for first, top, last, bottom in RANGE.findall(rest + block):
                if (first, top) not in seen:
                    seen.add((first, top))
                    yield first.decode(), int(top), last.decode(), int(bottom)
            rest = block[-OVERLAP_BYTES:]
