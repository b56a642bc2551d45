"""What can be read of rows that are set aside: it says what they would have brought, and in which month."""

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
