"""The SQL expressions over the text cells of one file. Only c0 … cn and contract names are ever part of SQL."""

from dataclasses import dataclass

from data.contracts import Contract
from data.reading.table import TextTable
from data.typing.heading import Heading

BLANKS = " \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
HAS_BLANK_END = f"^[{BLANKS}]|[{BLANKS}]$"


def trimmed(position: int) -> str:
    """The cell without surrounding blanks; null when nothing is left."""
    cell = f"t.c{position}"  # trim() with a set of characters is slow: only where it has something to do
    return f"nullif(case when regexp_matches({cell}, '{HAS_BLANK_END}') then trim({cell}, '{BLANKS}') else {cell} end, '')"


def plain_text(position: int) -> str:
    """The cell as it is, null when empty: for columns without surrounding blanks."""
    return f"nullif(t.c{position}, '')"


@dataclass(frozen=True)
class Source:
    """One file: its text cells, its heading row, the contract, and which cell feeds which column.

    `constants` holds the text of columns that are the same for every row, `currencies` the currency
    written in the heading of a column.
    """

    table: TextTable
    heading: Heading
    contract: Contract
    positions: dict
    constants: dict
    currencies: dict

    def kind(self, position: int) -> str:
        """The letter of the kind of cell (t in text files)."""
        return f"substr(t.kinds, {position + 1}, 1)" if self.table.is_book else "'t'"

    def formats(self, column: str) -> dict:
        """How many cells of a column have which number format (workbooks only)."""
        return self.table.facts.get("formats", {}).get(str(self.positions.get(column)), {})

    @property
    def columns(self) -> list:
        """The contract columns the file brings, in the contract's order."""
        return [c for c in self.contract.columns if c.name in self.positions or c.name in self.constants]

    def create_view(self, cursor) -> None:
        """Makes the view stage_text: the rows below the heading that are not blank."""
        path = self.table.path.replace("'", "''")
        width = min(self.heading.width, self.table.width)
        filled = " or ".join(f"{trimmed(i)} is not null" for i in range(width))
        beyond = "" if self.table.is_book else " or t.spill is not null"
        cursor.execute(f"create or replace temp view stage_text as select t.* from read_parquet('{path}') t "
                       f"where t.source_row > {int(self.heading.row)} and ({filled}{beyond})")


def first_rows(cursor, table: TextTable, limit: int) -> list:
    """The first rows that are not blank: (row number, cells), missing cells as empty text."""
    columns = ", ".join(f"coalesce(c{i}, '')" for i in range(table.width))
    query = f"select source_row, {columns} from read_parquet(?) order by source_row limit ?"
    found = cursor.execute(query, [table.path, limit]).fetchall()
    return [(row, [*cells]) for row, *cells in found if any(c.strip() for c in cells)]
