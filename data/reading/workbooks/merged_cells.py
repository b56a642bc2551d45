"""Merged cells: the value of the first row holds for the rows below it."""

import re
import zipfile
from bisect import bisect_right, insort

RANGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
BLOCK_BYTES = 1 << 20
OVERLAP_BYTES = 200
HEAD_ROWS = 1000
NUMBERS = "nABCDEFGHIJKLMNOPQRSTUVWXYZ"


class MergedCells:
    """The cells of one sheet merged downwards: (column, first row, last row) for each range.

    A number that is filled down is marked m: it may be the number of an order, which holds for all its rows,
    or an amount, which would be counted twice. What the column feeds decides. `numbers`: columns with such marks.
    `spans`: for each of the first rows, the first and last column of cells merged across.
    """

    def __init__(self, ranges):
        self.ranges = {}
        for column, top, bottom in ranges:
            self.ranges.setdefault(column, []).append((top, bottom))
        for found in self.ranges.values():
            found.sort()
        self.spans = {}
        self.values = {}
        self.numbers = set()

    def add(self, column: int, top: int, bottom: int) -> None:
        """One more range, when it is met only while reading."""
        insort(self.ranges.setdefault(column, []), (top, bottom))

    def filled(self, number: int, row: dict) -> dict:
        """The row (column → text and kind) with what is merged into it from above."""
        for column, ranges in self.ranges.items():
            place = bisect_right(ranges, (number, 1 << 40)) - 1
            top, bottom = ranges[place] if place >= 0 else (0, 0)
            if number == top and column in row:
                self.values[column, top] = row[column]
            elif top < number <= bottom and row and (column, top) in self.values:
                row.setdefault(column, self._repeated(column, self.values[column, top]))
        return row

    def _repeated(self, column: int, cell: tuple) -> tuple:
        if cell[1] not in NUMBERS:
            return cell
        self.numbers.add(column)
        return cell[0], "m"


def merged_of(archive: zipfile.ZipFile, member: str) -> MergedCells:
    """The merged cells of one worksheet of an XLSX."""
    ranges, wide, rest = set(), set(), b""
    with archive.open(member) as stream:
        while block := stream.read(BLOCK_BYTES):
            ranges.update(downwards(rest + block))
            wide.update(across(rest + block))
            rest = block[-OVERLAP_BYTES:]
    merged = MergedCells(ranges)
    merged.spans = by_row(wide)
    return merged


def downwards(content: bytes):
    """Column (0-based), first and last row of each range in this XML that spans several rows."""
    for letters, top, _, bottom in RANGE.findall(content):
        if int(bottom) > int(top):
            yield column_index(letters.decode()), int(top), int(bottom)


def across(content: bytes):
    """Row, first and last column (0-based) of each range in this XML within one row and the first rows of the sheet."""
    for first, top, last, _ in RANGE.findall(content):
        if int(top) <= HEAD_ROWS and first != last:
            yield int(top), column_index(first.decode()), column_index(last.decode())


def by_row(ranges) -> dict[int, list[list[int]]]:
    """The ranges of `across` by row: row → pairs of first and last column."""
    found: dict[int, list[list[int]]] = {}
    for row, first, last in ranges:
        found.setdefault(row, []).append([first, last])
    return found


def column_index(letters: str) -> int:
    """The number of a column from its letters: A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
