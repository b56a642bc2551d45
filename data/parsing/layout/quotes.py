"""Cells that all stand in quotes, as programs write them that quote by another sign: the quotes are no part of them."""

from dataclasses import replace

from data.parsing.cell_text import quotes_of, trimmed
from data.parsing.result import ParseResult
from data.parsing.source import Source

LOOKED_AT = 1000
OPENING = {"'": "'", "`": "`", "‘": "’", "“": "”", "„": "“", "«": "»", '"': '"', "´": "´"}


def without_cell_quotes(cursor, staged: ParseResult, source: Source) -> Source:
    """The source whose quoted cells are read without their quotes, with a note."""
    quoted = quoted_columns(cursor, source)
    for name, position in source.positions.items():
        if position in quoted:
            staged.note("QUOTES_LEFT_OUT", name, sign=quoted[position][0])
    return replace(source, quoted=quoted) if quoted else source


def quoted_columns(cursor, source: Source) -> dict:
    """Position → its opening and closing quote, of the columns whose every filled cell stands in these quotes.

    One apostrophe before every cell is what a spreadsheet writes before a number that is text; it closes nothing.
    """
    positions = [i for i in source.positions.values() if i < source.table.width]
    if not positions:
        return {}
    path, row = source.table.path, source.heading.row
    first = ", ".join(f"min_by(left({trimmed(i)}, 1), t.source_row)" for i in positions)
    query = f"select {first} from read_parquet(?) t where t.source_row between ? and ?"
    begins = cursor.execute(query, [path, row + 1, row + LOOKED_AT]).fetchall()[0]
    found = {}
    for position, sign in zip(positions, begins):
        for closing in (OPENING[sign], "") if sign in OPENING else ():
            if closing or sign == "'":
                test = quotes_of(trimmed(position), sign, closing)
                is_all = cursor.execute(
                    f"select bool_and({test}) from read_parquet(?) t where t.source_row > ? and {trimmed(position)} "
                    "is not null",
                    [path, row],
                ).fetchall()[0][0]
                if is_all:
                    found[position] = (sign, closing)
                    break
    return found
