"""One row a case with a column of times per stage: found, and spread to one row a stage."""

import re
from dataclasses import replace

from data.contracts.definitions import Contract, fold
from data.import_options import Options
from data.parsing.cell_text import literal, trimmed
from data.parsing.decision import EMPTY_WORDS, ColumnQuestion
from data.parsing.layout.event_names import events_in_headings
from data.parsing.layout.headings import Heading, Mapping, not_there
from data.parsing.layout.stages.stage_order import find_order, place_of
from data.parsing.result import ParseResult
from data.parsing.source import Events, Source
from data.parsing.values.dates import read_date
from data.reading.text_table import TextTable

PROMISES = re.compile(
    r"(?<![^\W\d_])(estimat|expect|promis|deadline|target|planned|prometid|compromet|previst|estimad|vencim|fällig"
    r"|zugesagt|geplant|erwartet|(due|eta|sla|plazo|prazo|frist)(?![^\W\d_]))",
    re.IGNORECASE,
)
PARTS = 4096  # stages a row can have while it is spread, more than columns are read
SAMPLE_CELLS = 200
SPREAD = ("stage", "started_at", "finished_at")
OWN = (*SPREAD, "assigned_hours")
NO_STAGE = frozenset(
    map(
        fold,
        (
            "updated",
            "updated at",
            "last updated",
            "modified",
            "modified at",
            "last modified",
            "last modified date",
            "date of birth",
            "birth date",
            "birthday",
            "as of",
            "exported",
            "exported at",
            "export date",
            "extract date",
            "extracted at",
            "snapshot",
            "snapshot date",
            "report date",
            "printed",
            "printed at",
            "última modificación",
            "última actualización",
            "fecha de nacimiento",
            "fecha de exportación",
            "fecha de corte",
            "última atualização",
            "data de nascimento",
            "data de exportação",
        ),
    )
)


def is_promise(heading: str) -> bool:
    """Whether a heading speaks of when something should be done, not of when it was."""
    return bool(PROMISES.search(heading))


def time_columns(cursor, table: TextTable, heading: Heading, positions: list) -> list:
    """Those of the positions of which at least half of the cells are days or moments (numbers are neither)."""
    path, found = table.path, []
    for position in (p for p in positions if p < table.width):
        text = trimmed(position)
        cells = [
            read
            for (read,) in cursor.execute(
                f"select distinct {text} as read from read_parquet(?) t "
                "where t.source_row > ? and read is not null limit ?",
                [path, heading.row, SAMPLE_CELLS],
            ).fetchall()
            if read.lower() not in EMPTY_WORDS
        ]
        if cells and sum(map(_is_time, cells)) * 2 >= len(cells):
            found.append(position)
    return found


def _is_time(text: str) -> bool:
    reading = read_date(text) if not text.isdigit() else None
    return reading is not None and not reading.is_month


def find_stages(
    cursor, table: TextTable, heading: Heading, contract: Contract, options: Options, mapping: Mapping
) -> list | ColumnQuestion | None:
    """The positions of the columns that are stages; an Ask when some of them may be none; None: not this form."""
    if contract.dataset != "stage_times" or "case_id" not in mapping.positions:
        return None
    if told := options.settings.get("stages"):
        return _told(heading, told)
    said = {*options.mapping, *(c for c in SPREAD if options.about(c, "value") is not None)}
    if said & set(SPREAD) or _has_stage(contract, heading, mapping):
        return None
    taken = {i for column, i in mapping.positions.items() if column not in SPREAD} | mapping.parts
    found = time_columns(cursor, table, heading, [i for i in range(heading.width) if i not in taken])
    if "promised_at" in mapping.positions:  # then no other promise is asked about
        found = [i for i in found if not is_promise(heading.cells[i])]
    known = {i for column, i in mapping.positions.items() if column in SPREAD}
    if len(found) < 2 or set(found) <= known or ("stage" in mapping.positions and len(found) < 3):
        return None
    sure = [i for i in found if fold(heading.cells[i]) not in NO_STAGE and not is_promise(heading.cells[i])]
    pairs = events_in_headings([heading.cells[i].strip() for i in sure])
    if pairs and len(pairs.marks) < len(sure):
        found, sure = sure, [i for i in sure if heading.cells[i].strip() in pairs.marks]
    if len(sure) == len(found):
        return found
    choices = tuple(dict.fromkeys(_names(heading, those) for those in (sure, found) if len(those) > 1))
    doubtful = ", ".join(heading.cells[i] for i in found if i not in sure)
    return ColumnQuestion("WHICH_STAGES", choices, "stages", {"headings": doubtful, "stages": _names(heading, sure)})


def _has_stage(contract: Contract, heading: Heading, mapping: Mapping) -> bool:
    """Whether a column says which stage a row is: a status beside columns of times may say only where the case
    stands."""
    position = mapping.positions.get("stage")
    if position is None:
        return False
    weak = {fold(h) for h in contract.column("stage").weak}
    return "started_at" in mapping.positions or fold(heading.cells[position]) not in weak


def _told(heading: Heading, told: str) -> list | ColumnQuestion:
    """The positions of headings separated by commas or semicolons, or of all that are written so (#4)."""
    wanted = [name.strip() for name in told.replace(";", ",").split(",") if name.strip()]
    keys = {fold(cell): i for i, cell in reversed(list(enumerate(heading.cells))) if cell.strip()}
    keys |= {f"#{i + 1}": i for i in range(heading.width)}
    unknown = next((name for name in wanted if fold(name) not in keys), None)
    if unknown or not wanted:
        return ColumnQuestion(
            "HEADING_NOT_THERE", fields={"setting": f"stages={told}", **not_there(heading, unknown or "")}
        )
    return [keys[fold(name)] for name in wanted]


def _names(heading: Heading, positions: list) -> str:
    clear = all("," not in heading.cells[i] and ";" not in heading.cells[i] for i in positions)
    return ",".join(heading.cells[i].strip() if clear else f"#{i + 1}" for i in positions)


def with_stages(source: Source, stages: list) -> Source:
    """The source with stage and started_at in two columns of their own behind those of the file."""
    width = source.table.width
    positions = {c: i for c, i in source.positions.items() if c not in OWN} | {"stage": width, "started_at": width + 1}
    constants = {c: text for c, text in source.constants.items() if c not in SPREAD}
    return replace(source, positions=positions, constants=constants, stages=tuple(stages))


def unpivot(cursor, source: Source) -> None:
    """Makes stage_text hold one row a stage that has a time; a row without any keeps its first stage.

    The row number is times PARTS, plus the place of the stage, until `gather` puts the rows together again.
    """
    cursor.execute("create or replace temp table stage_cells as select * from stage_text")
    cursor.execute("drop view if exists stage_text")
    filled = {
        p: f"coalesce(lower({trimmed(p)}), '-') not in ({', '.join(map(literal, sorted(EMPTY_WORDS)))})"
        for p in source.stages
    }
    nothing = " and ".join(f"not ({test})" for test in filled.values())
    parts = [_part(source, place, position, test) for place, (position, test) in enumerate(filled.items())]
    parts.append(_part(source, 0, source.stages[0], nothing, "cast(null as varchar)"))
    cursor.execute(f"create or replace temp view stage_text as {' union all '.join(parts)}")


def _part(source: Source, place: int, position: int, test: str, text: str | None = None) -> str:
    width, name = source.table.width, literal(source.heading.cells[position].strip() or f"#{position + 1}")
    kinds = f"rpad(coalesce(t.kinds, ''), {width}, 't') || 't' || substr(t.kinds, {position + 1}, 1)"
    return (
        f"select t.* replace (t.source_row * {PARTS} + {place} as source_row, {kinds} as kinds), "
        f"{name} as c{width}, {text or f't.c{position}'} as c{width + 1} from stage_cells t where {test}"
    )


def repivot(cursor, staged: ParseResult, source: Source, options: Options) -> None:
    """Numbers rows and problems by the file's rows again, and sets a row aside whole; doubled cases too.

    stage_typed gets the column part, the place of the stage in its row.
    """
    told = options.settings.get("stage-order")
    if source.events and source.events.times == "both":
        places = list(range(len(source.stages)))
        _set_ends_aside(cursor, source, source.events)
    else:
        places = find_order(cursor, staged, source, told, PARTS)
    in_order = sorted(range(len(places)), key=lambda stage: places[stage])
    staged.decided |= {
        "stages": ",".join(f"#{source.stages[stage] + 1}" for stage in in_order),
        "stage-order": told or "columns",
    }
    _add_doubled_cases(cursor, ", ".join(c.name for c in source.columns))
    cursor.execute(
        f"create or replace temp table stage_problem as select source_row // {PARTS} as source_row, column_name, read, "
        "code, any_value(message) as message, any_value(verbatim) as verbatim, any_value(content) as content "
        "from stage_problem group by all"
    )
    cursor.execute(
        f"create or replace temp table stage_typed as select * replace (source_row // {PARTS} as source_row), "
        f"{place_of(places, PARTS)} as part from stage_typed"
    )


def _set_ends_aside(cursor, source: Source, events: Events) -> None:
    """Sets the rows aside in which a stage ends before it starts."""
    names = {source.heading.cells[i].strip(): place for place, i in enumerate(source.stages)}
    for word, place in names.items():
        if events.marks[word] == "end":
            stage = events.names[word]
            begun = next(w for w, name in events.names.items() if w != word and fold(name) == fold(stage))
            cursor.execute(
                "insert into stage_problem (source_row, column_name, read, code, verbatim) select e.source_row, "
                "'finished_at', cast(e.started_at as varchar), 'ENDED_BEFORE_STARTED', e.verbatim from stage_typed e "
                f"join stage_typed s on s.source_row = e.source_row - {place} + {names[begun]} "
                f"where e.source_row % {PARTS} = {place} and e.started_at < s.started_at"
            )


def _add_doubled_cases(cursor, content: str) -> None:
    """Sets aside further rows of a case: exact copies but the first, and all rows when they differ."""
    cursor.execute(f"""insert into stage_problem (source_row, column_name, read, code, verbatim)
        with whole as (
            select source_row // {PARTS} as row, min(source_row) as first, any_value(case_id) as case_id,
                   list(row({content}) order by source_row)::varchar as content, any_value(verbatim) as verbatim
            from stage_typed where row_code is null and case_id is not null group by row),
        judged as (
            select *, count(*) over entry as rows, min(content) over entry = max(content) over entry as same,
                   row_number() over (partition by case_id order by row) as nth
            from whole window entry as (partition by case_id))
        select first, 'case_id', case_id, 'DUPLICATE_ID', verbatim from judged
        where rows > 1 and not (same and nth = 1)""")
