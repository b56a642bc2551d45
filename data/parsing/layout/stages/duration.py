"""How long each stage took, beside one stamp: the other end of the stage follows from it, or it is asked."""

from dataclasses import replace

from data.contracts.definitions import fold
from data.import_options import Options
from data.parsing.cell_text import trimmed
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.headings import NOT_THERE, Heading, Mapping
from data.parsing.layout.stages.lifecycle import find_events
from data.parsing.layout.stages.time_columns import MOST, SEARCHED_ROWS, STAMPS
from data.parsing.result import ParseResult
from data.parsing.source import Events, Source

DURATION = "duration_hours"
CHOICES = ("start", "end", NOT_THERE)


def settle_duration(heading: Heading, mapping: Mapping, options: Options) -> None:
    """Leaves the length of time out where no end of a stage follows from it: both are there, or the rows are no
    stages."""
    fed = mapping.positions
    if DURATION not in fed:
        return
    stamps = [name for name in ("started_at", "finished_at") if name in fed or options.about(name, "value")]
    is_useful = len(stamps) == 1 and stamps[0] in fed and {"case_id", "stage"} <= set(fed)
    if not is_useful or options.about(DURATION, "beside") == NOT_THERE:
        mapping.ignored.append(heading.cells[fed.pop(DURATION)])
        mapping.asks = [(column, ask) for column, ask in mapping.asks if column != DURATION]


def with_duration(cursor, staged: ParseResult, source: Source, options: Options, mapping: Mapping) -> Source | None:
    """The source whose stages end, or began, as their length of time says; asks which; None: pairs of rows say it."""
    found = find_events(cursor, source.table, source.heading, mapping, options)
    if isinstance(found, Events) and found.times == "both":
        return None
    stamp = "finished_at" if "finished_at" in source.positions else "started_at"
    is_of_case = _is_of_case(cursor, source, stamp)
    beside = options.about(DURATION, "beside") or (None if is_of_case else _beside(source, stamp))
    names = {"heading": _heading(source, DURATION), "stamp": _heading(source, stamp)}
    if beside is None:
        first = "end" if stamp == "finished_at" or isinstance(found, ColumnQuestion) else "start"
        choices = tuple(dict.fromkeys(((NOT_THERE,) if is_of_case else ()) + (first, *CHOICES)))
        staged.take(DURATION, ColumnQuestion("STAGE_DURATION", choices, "beside", names))
        return source
    staged.note("ENDS_BY_DURATION" if beside == "start" else "STARTS_BY_DURATION", **names)
    positions = {("started_at" if name == "finished_at" else name): i for name, i in source.positions.items()}
    return replace(source, positions=positions, events=Events("starts" if beside == "start" else "ends"))


def _is_of_case(cursor, source: Source, stamp: str) -> bool:
    """Whether all rows of a case have the same length, as that of the whole case."""
    case, length, moment = (trimmed(source.positions[name]) for name in ("case_id", DURATION, stamp))
    many, alike = cursor.execute(
        f"select count(*), count(*) filter (lengths = 1 and filled = rows) from (select count(distinct {length}) as "
        f"lengths, count({length}) as filled, count(*) as rows, count(distinct {moment}) as moments "
        f"from read_parquet(?) t where t.source_row > ? and t.source_row < ? group by {case}) where moments > 1",
        [source.table.path, source.heading.row, source.heading.row + SEARCHED_ROWS],
    ).fetchall()[0]
    return bool(many) and alike >= MOST * many


def _beside(source: Source, stamp: str) -> str | None:
    """Whether the headings say that the stamp is the start or the end, and that the length is that of the stage."""
    column = source.contract.column(stamp)
    weak = {fold(name) for name in (*column.weak, *source.contract.column(DURATION).weak)}
    said = {fold(_heading(source, DURATION)), fold(_heading(source, stamp))}
    if said & (weak | STAMPS):
        return None
    return "end" if stamp == "finished_at" else "start"


def _heading(source: Source, column: str) -> str:
    return source.heading.cells[source.positions[column]].strip()
