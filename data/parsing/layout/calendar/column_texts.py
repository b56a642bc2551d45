"""The different texts of a column, by which days, times, months and years are told apart."""

from data.parsing.cell_text import trimmed
from data.parsing.decision import EMPTY_WORDS
from data.parsing.layout.headings import Heading
from data.reading.text_table import TextTable

ROWS, TEXTS = 5000, 200


def texts_of(cursor, table: TextTable, heading: Heading, place: int) -> dict:
    """The different texts of a column's first rows, in their order, and in how many rows each stands."""
    found = cursor.execute(
        f"select {trimmed(place)} as read, count(*) from (from read_parquet(?) t where t.source_row > ? limit ?) t "
        "where read is not null group by 1 order by min(t.source_row) limit ?",
        [table.path, heading.row, ROWS, TEXTS],
    ).fetchall()
    return {read: count for read, count in found if read.lower() not in EMPTY_WORDS}
