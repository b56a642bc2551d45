"""Message and readable content of each problem."""

from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.problems import sentence

MOSTLY_ROWS = 1000


def refuse_mostly_bad(cursor, staged: ParseResult) -> bool:
    """Refuses a file of at least 1,000 rows of which more than half would be set aside."""
    if staged.rows_read < MOSTLY_ROWS:
        return False
    bad = cursor.execute("select count(distinct source_row) from stage_problem").fetchall()[0][0]
    if bad * 2 <= staged.rows_read:
        return False
    refuse_bad(cursor, staged, bad, staged.rows_read)
    return True


def refuse_bad(cursor, staged: ParseResult, bad: int, rows: int) -> None:
    """Refuses a file because of its bad rows, and says their most frequent reasons."""
    reasons = cursor.execute(
        "select coalesce(column_name || ' ', '') || code || ' (' || count(*) || ')' from stage_problem "
        "group by column_name, code order by count(*) desc, 1 limit 3"
    ).fetchall()
    staged.refuse("MOSTLY_BAD", bad=bad, rows=rows, reasons=", ".join(reason for (reason,) in reasons))


def explain_problems(cursor, staged: ParseResult, source: Source) -> None:
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


HIDDEN = ("source_row", "verbatim", "row_code")


def keep_readable(cursor, table: str) -> None:
    """Gives the rows of stage_problem that stand in `table` a content {"typed": {column: text}} of the cells that are
    fine.

    Totals rows and copies of a row that is kept have none: they would bring nothing.
    """
    if not cursor.execute("select count(*) from stage_problem where content is null").fetchone()[0]:
        return
    columns = [row[0] for row in cursor.execute(f"describe {table}").fetchall()]
    names = [name for name in columns if name not in HIDDEN and not name.endswith("__code")]
    fine = ", ".join(f"'{name}', {_fine(name, columns)}" for name in names)
    cursor.execute(
        f"update stage_problem as p set content = json_object('typed', json_object({fine})) from {table} as t "
        f"where t.source_row = p.source_row and p.content is null and p.code <> 'TOTALS_ROW' and p.source_row not in "
        f"({_copies(table, names)})"
    )


def _fine(name: str, columns: list[str]) -> str:
    text = f"cast(t.{name} as varchar)"
    return f"case when t.{name}__code is null then {text} end" if f"{name}__code" in columns else text


def _copies(table: str, names: list[str]) -> str:
    content = ", ".join("{0}." + name for name in names)
    doubled = "select d.source_row from stage_problem as d where d.code = 'DUPLICATE_ID'"
    return (
        f"select c.source_row from {table} as c where c.source_row in ({doubled}) and exists (select 1 "
        f"from {table} as k "
        f"where k.source_row not in (select b.source_row from stage_problem as b) "
        f"and row({content.format('k')}) is not distinct from row({content.format('c')}))"
    )
