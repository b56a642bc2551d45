"""Sector and assigned hours of a stage, said by a person where the file does not hold them."""

from data.contracts.definitions import contract, fold
from data.import_options import Options, stage_setting
from data.parsing.cell_text import literal
from data.parsing.result import ParseResult
from data.parsing.source import Source


def set_stages(cursor, staged: ParseResult, source: Source, options: Options) -> None:
    """Gives the rows of stage_row what --set stage.NAME.sector and stage.NAME.assigned_hours say of their stage."""
    said = [(*parts, text) for name, text in options.settings.items() if (parts := stage_setting(name))]
    if not said or source.contract.dataset != "stage_times":
        return
    known = [
        name for (name,) in cursor.execute("select distinct stage from stage_row where stage is not null").fetchall()
    ]
    for stage, column, text in said:
        names = [name for name in known if fold(name) == fold(stage)]
        if not names:
            staged.note("UNKNOWN_STAGE", stage=stage, stages=", ".join(sorted(known)[:20]))
            continue
        _set(cursor, staged, column, names, text)


def _set(cursor, staged: ParseResult, column: str, names: list, text: str) -> None:
    value = (
        f"trim({literal(text)})" if column == "sector" else f"cast({literal(text.replace(',', '.'))} as decimal(28,10))"
    )
    chosen = f"case when stage in ({', '.join(map(literal, names))}) then {value}"
    there = {name for name, *_ in cursor.execute("describe stage_row").fetchall()}
    rows = (
        f"select * replace ({chosen} else {column} end as {column}) from stage_row"
        if column in there
        else f"select *, {chosen} end as {column} from stage_row"
    )
    cursor.execute(f"create or replace temp table stage_ended as {rows}")
    cursor.execute("drop table stage_row")
    cursor.execute("alter table stage_ended rename to stage_row")
    staged.columns = [c.name for c in contract("stage_times").columns if c.name in {*staged.columns, column}]
