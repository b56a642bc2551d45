"""An end with a status beside it that says otherwise: "Active" beside a day long past is asked about."""

from data.contracts.definitions import Column, fold
from data.import_options import Options
from data.parsing.cell_text import literal
from data.parsing.columns.translated_words import meanings
from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.parsing.values.status_words import ENDED, NO, OPEN, YES
from data.questions import Question

FLAGS = frozenset(map(fold, ("active", "is active", "activo", "activa", "ativo", "ativa", "aktiv", "still active")))
LOOKED_AT, MANY, MANY_COLUMNS = 1000, 25, 50
SELDOM = 20  # one end in this many may disagree without a question


def is_open(cursor, source: Source, end: Column, options: Options) -> str:
    """The SQL condition on stage_text t that the row's status says "active"; empty where the file has no status.

    That a customer has not left says the same.
    """
    flags = [c for c in source.columns if c.when == end.name and c.instead and c.name in source.positions]
    tests = [_says(cursor, source, source.positions[c.name], NO | _said_no(c, options)) for c in flags]
    return " or ".join(test for test in (*tests, *_status_tests(cursor, source)) if test)


def _said_no(column: Column, options: Options) -> frozenset:
    return frozenset(fold(word) for word, value in meanings(column, options).items() if value == "no")


def _status_tests(cursor, source: Source, meant: frozenset = OPEN) -> list:
    used = {*source.positions.values(), *source.stages}
    width = min(len(source.heading.cells), source.table.width)
    free = [i for i in range(width) if i not in used and source.heading.cells[i].strip()]
    if not free or len(free) > MANY_COLUMNS:
        return []
    texts = ", ".join(source.trimmed(i) for i in free)
    found = cursor.execute(
        f"select position, list(distinct word) from (select unnest({free}) as position, unnest([{texts}]) as word "
        f"from (select * from stage_text limit {LOOKED_AT}) t) where word is not null "
        f"group by 1 having count(distinct word) <= {MANY} order by 1"
    ).fetchall()
    status = [i for i, words in found if _is_status(source.heading.cells[i], words, meant)]
    flagged = YES if meant is OPEN else NO
    return [_says(cursor, source, i, meant | (flagged if _is_flag(source, i) else frozenset())) for i in status]


def _is_flag(source: Source, position: int) -> bool:
    return fold(source.heading.cells[position]) in FLAGS


def _is_status(heading: str, words: list, meant: frozenset) -> bool:
    keys = {fold(word) for word in words}
    is_flag = fold(heading) in FLAGS and bool(keys & YES)
    return is_flag or (bool(keys & meant) and len(keys & (OPEN | ENDED)) * 2 > len(keys))


def note_undated(cursor, staged: ParseResult, source: Source) -> None:
    """Says how many rows have ended by their status but give no day: they count as still open."""
    for column in source.columns:
        is_end = column.open_marker and column.name in source.positions and not source.stages
        tests = [test for test in _status_tests(cursor, source, ENDED) if test] if is_end else []
        if tests:
            count = cursor.execute(
                "select count(*) from stage_typed s join stage_text t using (source_row) "
                f"where s.row_code is null and s.{column.name} is null and ({' or '.join(tests)})"
            ).fetchall()[0][0]
            if count:
                staged.note("ENDED_UNDATED", column.name, count=count)


def _says(cursor, source: Source, position: int, meant: frozenset) -> str:
    text = source.trimmed(position)
    found = cursor.execute(f"select distinct {text} as word from stage_text t where word is not null limit 200")
    words = [literal(word) for (word,) in found.fetchall() if fold(word) in meant]
    return f"({text} in ({', '.join(words)})) is true" if words else ""


def open_rows(cursor, source: Source, column: Column, options: Options) -> str:
    """The condition of the rows whose end was said not to count; empty: it counts in all."""
    return is_open(cursor, source, column, options) if options.about(column.name, "active") == "open" else ""


def ask_about_status(cursor, staged: ParseResult, source: Source, options: Options) -> None:
    """Asks about ends that lie in the past while the status says that there is none; a few are only noted."""
    for column in source.columns:
        is_end = column.open_marker and column.name in source.positions and not source.stages
        if not is_end or options.about(column.name, "active") == "ended":
            continue
        test = is_open(cursor, source, column, options)
        if not test:
            continue
        if options.about(column.name, "active") == "open":
            count = cursor.execute(f"select count(*) from stage_text t where {test}").fetchall()[0][0]
            staged.note("OPEN_BY_STATUS", column.name, count=count)
            continue
        count, ends = cursor.execute(
            f"select count(*) filter ({test}), count(*) from stage_typed s join stage_text t using (source_row) "
            f"where s.{column.name} < current_date"
        ).fetchall()[0]
        if count * SELDOM >= ends and count:
            fields = {"count": count, "ends": ends}
            staged.ask(Question("STATUS_DISAGREES", column.name, f"{column.name}.active", ["open", "ended"], fields))
        elif count:
            staged.note("STATUS_SELDOM", column.name, count=count)
