"""The different texts of one column of a file, to choose its rows by."""

from data.parsing.cell_text import trimmed

SHOWN = 40


def column_texts(store, path, file_name: str, options, position: int, heading_row: int) -> list[tuple[str, int]]:
    """(text, rows) of a column below the headings, the most frequent first; nothing where there are more than 40.

    The cells are those the trial has read; an empty cell is an empty text.
    """
    store.demand("change")
    with store.kept_cells.read(path, file_name, options) as (text, _), store.cursor() as cursor:
        found = cursor.execute(
            f"select coalesce({trimmed(position)}, '') as read, count(*) from read_parquet(?) t "
            f"where t.source_row > ? group by 1 order by 2 desc, 1 limit {SHOWN + 1}",
            [text.path, heading_row],
        ).fetchall()
    return found if len(found) <= SHOWN else []
