"""Which form a list of stages has: one row a stage, a list of events, or one row a case."""

from dataclasses import replace

from data.contracts.definitions import fold
from data.import_options import Options
from data.parsing.cell_text import trimmed
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.event_names import events_in_headings
from data.parsing.layout.headings import NOT_THERE, Mapping
from data.parsing.layout.stages.duration import DURATION, with_duration
from data.parsing.layout.stages.event_log import is_event_log
from data.parsing.layout.stages.lifecycle import ask_about_heading, find_events
from data.parsing.layout.stages.time_columns import ask_about_promise, belongs_to_case
from data.parsing.layout.stages.wide_format import NO_STAGE, find_stages, is_promise, time_columns
from data.parsing.result import ParseResult
from data.parsing.source import Events, Source

PROPOSED_ENDS = 4


def find_stage_columns(cursor, staged: ParseResult, source: Source, options: Options, mapping: Mapping) -> list:
    """The columns of times of a file with one row a case; asks about columns of times that may be meant."""
    found = find_stages(cursor, source.table, source.heading, source.contract, options, mapping)
    if found is None:
        if ask := _ask_about_end(cursor, source, mapping, options):
            staged.take("finished_at", ask)
        return []
    if ask := ask_about_promise(cursor, source.table, source.heading, mapping, options):
        staged.take("promised_at", ask)
    elif isinstance(found, ColumnQuestion):
        staged.take(None if found.choices else "stages", found)
    return found if isinstance(found, list) else []


def _ask_about_end(cursor, source: Source, mapping: Mapping, options: Options) -> ColumnQuestion | None:
    """The question whether another column of times is the end of the stages; None where there is no such column."""
    fed, heading = mapping.positions, source.heading
    if (
        not {"case_id", "stage", "started_at"} <= set(fed)
        or "finished_at" in (*fed, *options.mapping)
        or options.about("finished_at", "value")
        or DURATION in fed
    ):
        return None
    free = [
        i
        for i, cell in enumerate(heading.cells)
        if i not in {*fed.values(), *mapping.parts} and fold(cell) not in NO_STAGE and not is_promise(cell)
    ]
    found = time_columns(cursor, source.table, heading, free)
    if not found:
        return None
    of_case = [i for i in found if belongs_to_case(cursor, source.table, heading, mapping, i, fed["started_at"])]
    own = [f"#{i + 1}" for i in found if i not in of_case]
    choices = (*own, NOT_THERE, *(f"#{i + 1}" for i in of_case))
    headings = ", ".join(f"{heading.cells[i]} (#{i + 1})" for i in found)
    return ColumnQuestion("STAGE_END", choices, "map", {"headings": headings})


def with_events(cursor, staged: ParseResult, source: Source, options: Options, mapping: Mapping) -> Source:
    """The source with what its stamps mark, where it is a list of events; asks where that is not clear."""
    if DURATION in source.positions and not source.stages:
        if found := with_duration(cursor, staged, source, options, mapping):
            return found
        mapping.ignored.append(source.heading.cells[source.positions[DURATION]])
        source = replace(source, positions={c: i for c, i in source.positions.items() if c != DURATION})
    names = {c.name for c in source.columns}
    if (
        {"started_at", "finished_at"} <= names
        or not {"case_id", "stage"} <= names
        or not names & {"started_at", "finished_at"}
    ):
        return source
    if source.stages:
        words = [source.heading.cells[i].strip() for i in source.stages]
        pairs = None if "times" in options.settings else events_in_headings(words)
        is_paired = pairs and len(pairs.marks) == len(words)
        return replace(source, events=pairs if is_paired else Events(options.settings.get("times", "starts")))
    if "finished_at" in source.positions:
        positions = {("started_at" if c == "finished_at" else c): i for c, i in source.positions.items()}
        return replace(source, positions=positions, events=Events(options.settings.get("times", "ends")))
    if not is_event_log(source) or not {"case_id", "stage", "started_at"} <= set(source.positions):
        return source
    events = _events(cursor, staged, source, options, mapping)
    if isinstance(events, Events) and events.times == "starts" and "final" not in options.settings:
        _ask_about_final(cursor, staged, source)
    if isinstance(events, Events) and events.position >= 0:
        mapping.ignored = [cell for cell in mapping.ignored if cell != source.heading.cells[events.position]]
    return replace(source, events=events)


def _events(cursor, staged: ParseResult, source: Source, options: Options, mapping: Mapping) -> Events | None:
    found = find_events(cursor, source.table, source.heading, mapping, options)
    if isinstance(found, Events) and found.times == "starts" and "times" not in options.settings:
        position = source.positions["started_at"]
        ends = {fold(name) for name in source.contract.column("finished_at").headings}
        if fold(source.heading.cells[position]) in ends:
            found = ask_about_heading(source.heading, position)
    if isinstance(found, ColumnQuestion):
        staged.take(None, found)
        return None
    return found


def _ask_about_final(cursor, staged: ParseResult, source: Source) -> None:
    """A promise is kept when the case ends: which event ends it is asked, with those that most often stand last."""
    if not {"promised_at", "promised_hours"} & {c.name for c in source.columns}:
        return
    case, stage, stamp = (trimmed(source.positions[name]) for name in ("case_id", "stage", "started_at"))
    found = cursor.execute(
        f"select stage, count(*) from (select {stage} as stage, row_number() over (partition by {case} order by "
        f"{stamp} desc, t.source_row desc) as place from read_parquet(?) t where t.source_row > ?) "
        "where place = 1 and stage is not null group by stage order by count(*) desc, stage limit ?",
        [source.table.path, source.heading.row, PROPOSED_ENDS],
    ).fetchall()
    if found:
        choices = (*(name for name, _ in found), NOT_THERE)
        staged.take(
            None, ColumnQuestion("CASE_END", choices, "final", {"stages": ", ".join(name for name, _ in found)})
        )


def renamed_stamp(source: Source, mapping: dict) -> dict:
    """The mapping with the stamp under the column it was found for: the end of a stage where its heading says so."""
    fed = source.positions.get("started_at")
    ends = {fold(name) for name in source.contract.column("finished_at").headings} if source.events else set()
    if source.stages or fed is None or not source.events or source.events.times != "ends":
        return mapping
    if fold(source.heading.cells[fed]) not in ends:
        return mapping
    return {("finished_at" if name == "started_at" else name): text for name, text in mapping.items()}
