"""Says of each problem where it is, what was read, and what to write instead."""

from data.problems import sentence
from data.typing.source import Source
from data.typing.staged import Staged

MOSTLY_ROWS = 1000


def refuse_mostly_bad(cursor, staged: Staged) -> bool:
    """Refuses a file of at least 1,000 rows of which more than half would be set aside."""
    if staged.rows_read < MOSTLY_ROWS:
        return False
    bad = cursor.execute("select count(distinct source_row) from stage_problem").fetchall()[0][0]
    if bad * 2 <= staged.rows_read:
        return False
    reasons = cursor.execute(
        "select coalesce(column_name || ' ', '') || code || ' (' || count(*) || ')' from stage_problem "
        "group by column_name, code order by count(*) desc, 1 limit 3"
    ).fetchall()
    staged.refuse("MOSTLY_BAD", bad=bad, rows=staged.rows_read, reasons=", ".join(reason for (reason,) in reasons))
    return True


def explain_problems(cursor, staged: Staged, source: Source) -> None:
    """Fills the message of every row of stage_problem."""
    found = cursor.execute("select distinct column_name, code, read from stage_problem").fetchall()
    if not found:
        return
    cursor.execute(
        "create or replace temp table stage_sentence (column_name varchar, code varchar, read varchar, text varchar)"
    )
    expected = {"expected": source.heading.width}
    for first in range(0, len(found), 10_000):
        cursor.executemany(
            "insert into stage_sentence values (?, ?, ?, ?)",
            [
                (column, code, read, sentence(code, expected | {"column": column, "read": read}))
                for column, code, read in found[first : first + 10_000]
            ],
        )
    place = source.table.file_name + (f", sheet {source.table.sheet}" if source.table.sheet else "")
    cursor.execute(
        "update stage_problem p set message = ? || ', row ' || p.source_row || "
        "coalesce(', column ' || p.column_name, '') || ': ' || s.text from stage_sentence s "
        "where s.code = p.code and s.column_name is not distinct from p.column_name "
        "and s.read is not distinct from p.read",
        [place],
    )
    cursor.execute("drop table stage_sentence")
