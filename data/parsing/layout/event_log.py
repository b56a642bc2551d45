"""A list of events: each begins its stage, the next of the same case ends it."""

from data.contracts.definitions import fold
from data.import_options import Options
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.headings import NOT_THERE, Heading, Mapping
from data.parsing.layout.wide_format import NO_STAGE, time_columns
from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.reading.text_table import TextTable


def is_event_log(source: Source) -> bool:
    """Whether the rows say when stages begin and not when they end."""
    return source.contract.dataset == "stage_times" and "finished_at" not in {c.name for c in source.columns}


def ask_about_end(
    cursor, table: TextTable, heading: Heading, mapping: Mapping, options: Options
) -> ColumnQuestion | None:
    """The question whether another column of times is the end of the stages; None where there is no such column."""
    fed = mapping.positions
    if (
        not {"stage", "started_at"} <= set(fed)
        or "finished_at" in (*fed, *options.mapping)
        or options.about("finished_at", "value")
    ):
        return None
    free = [i for i, cell in enumerate(heading.cells) if i not in fed.values() and fold(cell) not in NO_STAGE]
    found = time_columns(cursor, table, heading, free)
    if not found:
        return None
    choices = (*(f"#{i + 1}" for i in found), NOT_THERE)
    return ColumnQuestion(
        "STAGE_END", choices, "map", {"headings": ", ".join(f"{heading.cells[i]} (#{i + 1})" for i in found)}
    )


def end_events(cursor, staged: ParseResult, source: Source, final: str | None) -> None:
    """Lets the next event of a case end a stage (stage_row gets finished_at); an event of the final state is none
    itself.

    Events of the same moment keep the order of the file.
    """
    order = "started_at, source_row, part" if source.stages else "started_at, source_row"
    without = " exclude (part)" if source.stages else ""
    ended = (
        "select *, lead(started_at) over following as finished_at, "
        "lead(started_at_offset) over following as finished_at_offset "
        f"from stage_row window following as (partition by case_id order by {order})"
    )
    keep = "where lower(trim(stage)) <> lower(trim(?))" if final else ""
    before = cursor.execute("select count(*) from stage_row").fetchall()[0][0]
    cursor.execute(
        f"create or replace temp table stage_ended as select *{without} from ({ended}) {keep}", [final] if final else []
    )
    cursor.execute("drop table stage_row")
    cursor.execute("alter table stage_ended rename to stage_row")
    staged.columns = [c for c in source.contract.names if c in (*staged.columns, "finished_at")]
    after = cursor.execute("select count(*) from stage_row").fetchall()[0][0]
    _tell(staged, source, final, before - after)


def _tell(staged: ParseResult, source: Source, final: str | None, finals: int) -> None:
    if source.stages:
        staged.note("STAGES_IN_COLUMNS", stages=", ".join(source.heading.cells[i].strip() for i in source.stages))
    else:
        staged.rows_read -= finals
        staged.note("EVENT_LOG")
    if final:
        staged.note("FINAL_STATE", state=final, count=finals)
