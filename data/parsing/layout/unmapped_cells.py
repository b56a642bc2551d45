"""Cells no heading stands over, amounts nobody mapped."""

from data.parsing.cell_text import BLANKS, trimmed
from data.parsing.result import ParseResult
from data.parsing.source import Source

CODE = "STRAY_CELLS"


def note_stray(cursor, staged: ParseResult, source: Source) -> None:
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


FEW_ROWS, MANY_COLUMNS = 1000, 50
NUMBER = r"-?\d{1,15}([.,]\d{1,6})?"
PLAIN = (
    f"bool_and(regexp_full_match(read, '{NUMBER}')) "
    "and not (bool_or(contains(read, ',')) and bool_or(contains(read, '.')))"
)


def create_unmapped(cursor, source: Source) -> None:
    """Makes the table stage_unmapped (heading, month, amount): the sums, by month, of ignored columns of amounts only.

    Amounts are plain numbers of which at least one has decimals; ids and telephone numbers have none. Of very many
    columns of numbers none is looked at: nobody could say which of them explains a difference.
    """
    cursor.execute("create or replace temp table stage_unmapped (heading varchar, month date, amount decimal(38,6))")
    day = next((c.name for c in source.contract.columns if c.type in ("day", "month") and c.required), None)
    if day is None or not any(c.type == "money" for c in source.contract.columns):
        return
    possible = _possible(cursor, _ignored(source))
    for position in possible if len(possible) <= MANY_COLUMNS else ():
        text = source.trimmed(position)
        if _is_amounts(cursor, text):
            amount = f"cast(replace({text}, ',', '.') as decimal(38,6))"
            cursor.execute(
                f"insert into stage_unmapped select ?, date_trunc('month', r.{day}), sum({amount}) from stage_text t "
                f"join stage_row r using (source_row) group by 2",
                [source.heading.cells[position]],
            )


def _ignored(source: Source) -> list:
    used = set(source.positions.values())
    return [i for i, cell in enumerate(source.heading.cells[: source.table.width]) if cell.strip() and i not in used]


def _possible(cursor, positions: list) -> list:
    """The columns whose first rows hold plain numbers;
    looked at below each other, since side by side thousands take minutes."""
    texts = ", ".join(f"t.c{position}" for position in positions)
    others = (
        cursor.execute(
            f"select position from (select position, trim(cell, '{BLANKS}') as read "
            f"from (select unnest({positions}) as position, "
            f"unnest([{texts}]) as cell from (select * from stage_text limit {FEW_ROWS}) t) where read <> '') "
            f"group by 1 having not ({PLAIN})"
        ).fetchall()
        if positions
        else []
    )
    return sorted(set(positions) - {position for (position,) in others})


def _is_amounts(cursor, text: str) -> bool:
    return cursor.execute(
        f"select coalesce({PLAIN} and bool_or(regexp_matches(read, '[.,]')), false) "
        f"from (select {text} as read from stage_text t where {text} is not null)"
    ).fetchone()[0]
