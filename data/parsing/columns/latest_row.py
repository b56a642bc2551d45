"""Several rows of one key in a file: the latest by a column of the file is kept where that was said, or asked about."""

from dataclasses import replace

from data.contracts.definitions import DATES, NUMBERS, Contract
from data.import_options import LAST_BY, Options
from data.parsing.columns.decimal_sign import decide_numbers
from data.parsing.columns.infer_column import create_value_map, distinct_cells
from data.parsing.columns.typed_rows import headings, leave_out
from data.parsing.date_columns.order import decide_dates
from data.parsing.decision import ColumnDecision
from data.parsing.layout.headings import place_of
from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.parsing.values.dates import read_date
from data.parsing.values.numbers import read_number
from data.questions import Question

KEEP, NONE = "keep", "none"
FEW, SELDOM, LOOKED_AT, OFFERED = 3, 5, 500, 4  # fewer doubles, or less than one row in five, are set aside unasked


def keep_error(contract: Contract, setting: str, _: str) -> str | None:
    """Why no row of a key can be chosen (code of problems.toml): the data set has one row a key, and no stages."""
    is_possible = contract.keeping == "row" and contract.dataset != "stage_times"
    return "UNKNOWN_SETTING" if setting.partition(".")[0] == KEEP and not is_possible else None


def keep_latest(cursor, staged: ParseResult, source: Source, options: Options) -> Source:
    """The source without the rows of which the file has a later one (needs stage_typed); what cannot be told apart
    stays double.
    """
    said = options.settings.get(KEEP, NONE)
    if said == NONE:
        return source
    position = place_of(source.heading, said.removeprefix(LAST_BY))
    if position is None:
        return source
    moment = _moment(cursor, staged, source, position, options)
    if staged.stops:
        return source
    cursor.execute(f"create or replace temp table stage_outdated as {_outdated(source, position, moment)}")
    count = cursor.execute("select count(*) from stage_outdated").fetchall()[0][0]
    rest = "t.source_row not in (select source_row from stage_outdated)"
    latest = replace(source, chosen=" and ".join(filter(None, (source.chosen, rest))))
    latest.create_view(cursor)
    leave_out(cursor, latest)
    staged.left_out += count
    staged.rows_read -= count
    staged.note("EARLIER_ROWS", source.contract.key[0], count=count, heading=headings(source)[position])
    return latest


def _moment(cursor, staged: ParseResult, source: Source, position: int, options: Options) -> str:
    """The SQL of when, or the how-manieth, a row was: from the column it feeds, else from its own cells."""
    column = next((c for c in source.columns if source.positions.get(c.name) == position), None)
    if column and column.type in (*DATES, *NUMBERS):
        return f"s.{column.name}" + (
            f" - to_minutes(coalesce(s.{column.name}_offset, 0))" if column.type == "instant" else ""
        )
    cells, some = distinct_cells(cursor, source, position), source.contract.columns[0]
    plain = {"minimum": None, "maximum": None, "required": False, "name": KEEP, "window": "planned"}
    column = replace(some, type="score", **plain)
    decision = decide_numbers(column, cells, options, {}, None, True)
    if any(code for _, code in decision.values.values()):
        column = replace(some, type="instant", **plain)
        decision = decide_dates(column, cells, options)
    return _entered(cursor, staged, column, decision)


def _entered(cursor, staged: ParseResult, column, decision: ColumnDecision) -> str:
    for ask in decision.asks:
        staged.take(KEEP, ask)
    create_value_map(cursor, column, decision)
    return "m.value - to_minutes(coalesce(m.shift, 0))" if column.type == "instant" else "m.value"


def _outdated(source: Source, position: int, moment: str) -> str:
    keys, own = ", ".join(source.contract.key), "m." in moment
    text, kind = source.trimmed(position), source.kind(position)
    join = f"left join stage_meaning_{KEEP} m on m.read = {text} and m.kind = {kind}" if own else ""
    present = " and ".join(f"s.{name} is not null" for name in source.contract.key)
    return (
        f"with keyed as (select s.source_row, {', '.join(f's.{name}' for name in source.contract.key)}, "
        f"{moment} as moment from stage_typed s join stage_text t using (source_row) {join} where {present}), "
        "judged as (select source_row, moment, max(moment) over entry as latest, "
        f"bool_or(moment is null) over entry as is_unclear from keyed window entry as (partition by {keys})) "
        "select source_row from judged where not is_unclear and moment < latest"
    )


def ask_about_doubles(cursor, staged: ParseResult, source: Source, options: Options) -> None:
    """Asks which row of a key holds, where many rows are doubled and a column can tell which is the latest."""
    if options.settings.get(KEEP) or source.contract.keeping != "row" or source.rewrites_rows:
        return
    count = cursor.execute(
        "select count(distinct source_row) from stage_problem where code = 'DUPLICATE_ID'"
    ).fetchall()[0][0]
    if count < FEW or count * SELDOM < staged.rows_read:
        return
    names = headings(source)
    choices = [f"{LAST_BY}{names[i]}" for i in _telling(cursor, source)[:OFFERED]]
    if choices:
        key = source.contract.key[0]
        staged.ask(Question("DOUBLED_KEYS", key, KEEP, [*choices, NONE], {"count": count, "rows": staged.rows_read}))


def _telling(cursor, source: Source) -> list[int]:
    """The columns that may say which row of a key is the latest: days first, then numbers that feed no column."""
    width = min(source.heading.width, source.table.width)
    rows = cursor.execute(
        f"select hash({', '.join(f's.{name}' for name in source.contract.key)}), "
        f"{', '.join(source.trimmed(i) for i in range(width))} from stage_problem p join stage_typed s "
        "using (source_row) join stage_text t using (source_row) where p.code = 'DUPLICATE_ID' "
        f"order by 1 limit {LOOKED_AT}"
    ).fetchall()
    used = {*source.positions.values()}
    days = [i for i in range(width) if _tells(rows, i + 1, read_date)]
    return days + [i for i in range(width) if i not in (*used, *days) and _tells(rows, i + 1, read_number)]


def _tells(rows: list, place: int, read) -> bool:
    """Whether all cells of a column can be read so, and differ within the rows of most keys."""
    texts: dict[int, list] = {}
    for row in rows:
        if row[place] is None or read(row[place]) is None:
            return False
        texts.setdefault(row[0], []).append(row[place])
    return sum(len(set(cells)) == len(cells) for cells in texts.values()) * 2 > len(texts)
