"""What stands around a table and speaks of its cells: titles, rows of units, remarks, the names of the sheet
and the file."""

import re
from dataclasses import dataclass, field

from data.contracts.definitions import DATES, NUMBERS
from data.parsing.layout.headings import Heading
from data.parsing.values.currencies import is_currency, named_in
from data.parsing.values.dates import read_date
from data.parsing.values.numbers import read_number
from data.parsing.values.units import END, MONEY, START, is_unit, plain
from data.reading.text_table import TextTable

UNITS_ROWS = 3
LAST_ROWS = 8
ALONE = 2
AMOUNTS = ("money", "price")
FEW_WORDS = 8  # a longer comment says more than in what a column is counted
FIRST_COLUMNS = 30
TYPED = (*DATES, *NUMBERS)
IN_UNITS = re.compile(rf"{START}(?:in|en|em){END}|{MONEY}{END}")


@dataclass(frozen=True)
class Surroundings:
    """The texts above and below the table, the units under its headings by position, and the rows those stand in.

    remarks: position → the comment on a heading.
    """

    texts: tuple = ()
    units: dict = field(default_factory=dict)
    units_rows: tuple = ()
    remarks: dict = field(default_factory=dict)

    def currency(self, position: int) -> str | None:
        """The currency in the row of units under a heading or in the comment on it, or None."""
        unit = self.units.get(position, "").strip("()[] ")
        return unit if is_currency(unit) else named_in(self.remarks.get(position, ""))

    def currencies(self, of_headings: dict, positions: dict, columns: tuple, is_said: bool) -> dict:
        """Column → the currency its heading, what stands beside it, or else one of the texts around the table states.

        is_said: it stands in every row, or was said, so that no text around the table speaks of it.
        """
        named = {code for text in self.texts if (code := named_in(text))}
        of_all = next(iter(named)) if len(named) == 1 and not is_said and "currency" not in positions else None
        amounts = {column.name for column in columns if column.type in AMOUNTS}
        return {
            name: of_headings.get(name) or self.currency(position) or (of_all if name in amounts else None)
            for name, position in positions.items()
        }


def look_around(
    cursor, table: TextTable, heading: Heading, rows: list, positions: dict, columns: tuple
) -> Surroundings:
    """What the first rows (row number, cells) and the last ones of a table say beside its cells."""
    numbers = {positions[c.name] for c in columns if c.name in positions and c.type in NUMBERS}
    typed = [positions[c.name] for c in columns if c.name in positions and c.type in TYPED]
    below = [(row, cells) for row, cells in rows if row > heading.row][:UNITS_ROWS]
    units: dict[int, str] = {}
    found = []
    for row, cells in below:
        if not _is_row_of_units(cells, typed):
            break
        found.append(row)
        units = {i: cell.strip() for i, cell in enumerate(cells) if cell.strip()} | units
    over = [cells for row, cells in rows if row < heading.row]
    if over and _is_row_of_units(over[-1], typed):
        units |= {i: cell.strip() for i, cell in enumerate(over.pop()) if cell.strip()}
    texts = [cell for cells in over for cell in cells if cell.strip()]
    texts += [cell for i, cell in units.items() if i not in numbers]  # what stands under no number speaks of all
    own, others = _comments(table, heading)
    return Surroundings(
        (*texts, *_remarks(cursor, table, heading), *others, table.sheet or "", _file_says(table)),
        units,
        tuple(found),
        own,
    )


def _comments(table: TextTable, heading: Heading) -> tuple[dict, list]:
    """The comments on the headings by position, where they are a few words, and all others above the table."""
    own: dict[int, str] = {}
    others = []
    for row, position, text in table.facts.get("remarks", []):
        if row == heading.row and len(text.split()) <= FEW_WORDS:
            own[position] = text
        elif row <= heading.row:
            others.append(text)
    return own, others


def _file_says(table: TextTable) -> str:
    """The name of the file where it speaks of amounts ("costs in thousands", "kEUR"), not of how they are written."""
    name = table.file_name.rpartition(".")[0]
    return name if IN_UNITS.search(plain(name)) else ""


def _is_row_of_units(cells: list, typed: list) -> bool:
    """Whether the cells under headings of numbers and days are units, and no cell of the row is a number or a day."""
    said = [cells[i].strip() for i in typed if i < len(cells) and cells[i].strip()]
    if not any(map(is_unit, said)) or not all(is_unit(text) or text in "-#" for text in said):
        return False
    return not any(read_number(cell.strip()) or read_date(cell.strip()) for cell in cells if cell.strip("- %"))


def _remarks(cursor, table: TextTable, heading: Heading) -> list:
    """The cells of the last rows that hold no more than two: "* in thousands"."""
    columns = ", ".join(f"coalesce(c{i}, '')" for i in range(min(table.width, FIRST_COLUMNS)))
    last = cursor.execute(
        f"select [{columns}] from read_parquet(?) where source_row > greatest(?, "
        "(select max(source_row) from read_parquet(?)) - ?)",
        [table.path, heading.row, table.path, LAST_ROWS],
    ).fetchall()
    filled = ([cell for cell in cells if cell.strip()] for (cells,) in last)
    return [cell for cells in filled if len(cells) <= ALONE for cell in cells]
