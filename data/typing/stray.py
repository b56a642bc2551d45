"""Cells below the heading that no heading stands over: they are ignored, and that is said."""

from data.typing.source import Source, trimmed
from data.typing.staged import Staged

CODE = "STRAY_CELLS"


def note_stray(cursor, staged: Staged, source: Source) -> None:
    """Notes how many cells stand outside the headed columns and in which row the first is, with those the reader left
    out.

    In a text file only columns with an empty heading are meant: a row longer than the heading is set aside.
    """
    columns = _unheaded(source)
    found = _count(cursor, source, columns) if columns else (0, None)
    if not found[0]:
        return
    told = next((note for note in staged.notes if note["code"] == CODE), None)
    if told:
        staged.notes.remove(told)
    fields = told["fields"] if told else {"count": 0, "row": found[1]}
    staged.note(CODE, count=found[0] + fields["count"], row=min(found[1], fields["row"]))


def _unheaded(source: Source) -> list:
    heading, used = source.heading, {*source.positions.values(), *source.stages}
    inside = [
        i for i in range(min(heading.width, source.table.width)) if not heading.cells[i].strip() and i not in used
    ]
    return [*inside, *range(heading.width, source.table.width)] if source.table.is_book else inside


def _count(cursor, source: Source, columns: list) -> tuple:
    """How many cells of these columns are filled, and the first row with one."""
    filled = [f"({trimmed(i)} is not null)" for i in columns]
    return cursor.execute(
        f"select coalesce(sum({' + '.join(f'{test}::bigint' for test in filled)}), 0), "
        f"min(source_row) filter ({' or '.join(filled)}) "
        "from read_parquet(?) t where t.source_row > ?",
        [source.table.path, source.heading.row],
    ).fetchall()[0]
