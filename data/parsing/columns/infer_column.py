"""One column: plain in SQL, else by its distinct texts; yes/no, choices, currencies."""

from decimal import Decimal

import pyarrow as pa

from data.contracts.definitions import DATES, NUMBERS, Column, fold
from data.import_options import Options
from data.parsing.cell_text import plain_text
from data.parsing.columns.decimal_sign import decide_numbers
from data.parsing.columns.durations import take_durations
from data.parsing.columns.missing_words import ask_about_words, highest_score, told_of, without_missing
from data.parsing.columns.translated_words import NOTHING, ask_about_meaning, meanings, values_of
from data.parsing.columns.worded_numbers import take_scores, takes_scores, worded_amounts
from data.parsing.date_columns.order import decide_dates, latest
from data.parsing.date_columns.whole_days import count_whole_days
from data.parsing.decision import Cell, ColumnDecision, without_empty_cells
from data.parsing.source import Source
from data.parsing.values.currencies import code_of
from data.parsing.values.status_words import ENDED, NO, OPEN, UNSURE_YES, YES


def decide_words(column: Column, cells: list, options: Options) -> ColumnDecision:
    """The values of a column of yes/no (bool), choices (canonical word) or currencies (ISO code).

    What was said that a word means comes first.
    """
    decision, told, values = ColumnDecision(how=column.type), meanings(column, options), values_of(column)
    yes_no, yes = _has_ended if column.when and column.instead else _yes_no, _yes_of(cells)
    meaning = {
        "yes_no": lambda text: yes_no(text, yes),
        "choice": lambda text: column.choice_words.get(fold(text)),
        "currency": code_of,
    }
    code = {"yes_no": "NOT_YES_OR_NO", "choice": "NOT_A_CHOICE", "currency": "NOT_A_CURRENCY"}[column.type]
    unknown = []
    for cell in cells:
        said = told.get(cell.text.lower())
        value = values.get(said, None) if said else meaning[column.type](cell.text)
        if value is None and said != NOTHING:
            unknown.append(cell)
        decision.values[cell.text, cell.kind] = (value, None)
    unknown = without_empty_cells(unknown, decision)
    decision.values |= {(cell.text, cell.kind): (None, code) for cell in unknown}
    decision.asks += ask_about_meaning(column, unknown, sum(cell.count for cell in cells), options)
    return decision


def _yes_of(cells: list) -> frozenset:
    """The words for yes: letters that may stand for another word (O of oui, or of open) only beside a no."""
    return YES if any(fold(cell.text) in NO for cell in cells) else YES - UNSURE_YES


def _yes_no(text: str, yes: frozenset) -> bool | None:
    word = fold(text)
    return True if word in yes else False if word in NO else None


def _has_ended(text: str, yes: frozenset) -> bool | None:
    """Whether somebody has left, as a yes or no or as a status says it."""
    word, said = fold(text), _yes_no(text, yes)
    return said if said is not None else True if word in ENDED else False if word in OPEN else None


SQL_TYPES = {"day": "date", "month": "date", "instant": "timestamp", "money": "decimal(38,6)", "yes_no": "boolean"}
ARROW_TYPES = {
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "decimal(38,6)": pa.decimal128(38, 6),
    "decimal(28,10)": pa.decimal128(38, 10),
    "boolean": pa.bool_(),
    "varchar": pa.string(),
}
TEXTS = ("id", "text", "sector")
PLAIN_NUMBER = r"-?\d{1,15}(\.\d{1,2})?"
PLAIN_DAY = r"\d{4}-\d{2}-\d{2}"


def sql_type(column: Column) -> str:
    """The type of the column in the staged table."""
    if column.type in NUMBERS and column.type != "money":
        return "decimal(28,10)"
    return SQL_TYPES.get(column.type, "varchar")


def plain_columns(cursor, source: Source, options: Options) -> set:
    """The names of columns whose every text has one meaning that SQL reads itself."""
    columns = [
        c
        for c in source.columns
        if c.name in source.positions and c.type in (*NUMBERS, "day") and not told_of(options, c)
    ]
    counted = {c.name for c in columns if source.is_counted(source.positions[c.name])}
    plain = {c.name for c in columns if c.name in counted and _is_plain(cursor, source, c)}
    tests = {c.name: _test(source, c) for c in columns if c.name not in counted}
    if not tests:
        return plain
    query = ", ".join(f"coalesce(bool_and({test}), true)" for test in tests.values())
    found = cursor.execute(f"select {query} from stage_text t").fetchall()[0]
    return plain | {name for name, is_plain in zip(tests, found) if is_plain}


def _is_plain(cursor, source: Source, column: Column) -> bool:
    """Whether every different text of a counted column is plain."""
    position = source.positions[column.name]
    test = _plain_test(column, plain_text(position))
    return cursor.execute(f"select bool_and({test}) from {source.texts(position)}").fetchall()[0][0] is not False


def _test(source: Source, column: Column) -> str:
    """The SQL whether a text is plain; where reading saw the shape of all, what is left to test."""
    position = source.positions[column.name]
    text = plain_text(position)
    test = _plain_test(column, text)
    if ("day" if column.type == "day" else "number") not in source.shapes(position):
        return test
    return (
        f"case when t.source_row <= {int(source.traits['head_ends'])} then {test} else {_shaped_test(column, text)} end"
    )


def _shaped_test(column: Column, text: str) -> str:
    if column.type == "day":
        return f"{text} is null or {_within_days(column, text)}"
    limits = [
        f"cast({text} as decimal(17,2)) {sign} {limit}"
        for sign, limit in ((">=", column.minimum), ("<=", column.maximum))
        if limit is not None
    ]
    return f"{text} is null or ({' and '.join(limits)})" if limits else "true"


def _within_days(column: Column, text: str) -> str:
    return f"coalesce(try_cast({text} as date) between date '1900-01-01' and date '{latest(column)}', false)"


def _plain_test(column: Column, text: str) -> str:
    if column.type == "day":
        return f"{text} is null or (regexp_full_match({text}, '{PLAIN_DAY}') and {_within_days(column, text)})"
    number = f"try_cast({text} as {sql_type(column)})"
    limits = "".join(
        f" and {number} {sign} {limit}"
        for sign, limit in ((">=", column.minimum), ("<=", column.maximum))
        if limit is not None
    )
    return f"{text} is null or (regexp_full_match({text}, '{PLAIN_NUMBER}'){limits})"


def decide(cursor, source: Source, column: Column, options: Options, factor: Decimal) -> ColumnDecision:
    """What every distinct text of a column means; those said to mean nothing are empty, numbers are multiplied by
    the factor."""
    cells, missing = without_missing(_distinct(cursor, source, column), options, column)
    if takes_scores(column):
        rest, scores = take_scores(column, source.contract, cells, options, highest_score(cursor, source))
        decision = _decide_all(source, column, rest, options, factor)
        decision.values |= scores.values
        decision.asks += scores.asks
    else:
        decision = _decide_all(source, column, cells, options, factor)
    ask_about_words(column, cells, options, decision)
    decision.values |= {(cell.text, cell.kind): (None, None) for cell in missing}
    decision.empties += sum(cell.count for cell in missing)
    return decision


def _decide_all(source: Source, column: Column, cells: list, options: Options, factor: Decimal) -> ColumnDecision:
    if column.type in ("minutes", "hours") and column.name not in source.row_factors:
        return _decide_times(source, column, cells, options, factor)
    if column.type in NUMBERS:
        return _decide_amounts(source, column, cells, options, factor)
    if column.type in DATES:
        decision = decide_dates(column, cells, options)
        if column.whole_days:
            count_whole_days(decision)
        return decision
    if column.type in TEXTS:
        return ColumnDecision(values={(c.text, c.kind): (c.text, None) for c in cells})
    return decide_words(column, cells, options)


def _decide_amounts(source: Source, column: Column, cells: list, options: Options, factor: Decimal) -> ColumnDecision:
    """Numbers, of which some may say their scale or side in the cell."""
    has_currency = "currency" in source.positions or "currency" in source.constants
    worded = worded_amounts(column, cells, options)
    formats, currency = source.formats(column.name), source.currencies.get(column.name)
    decision = decide_numbers(column, cells, options, formats, currency, has_currency, factor, worded.parts)
    decision.asks += worded.asks
    decision.scaled = worded.scaled
    return decision


def _decide_times(source: Source, column: Column, cells: list, options: Options, factor: Decimal) -> ColumnDecision:
    """Numbers of minutes or hours, and lengths of time such as 1:30:00, which no factor concerns."""
    position = source.positions.get(column.name)
    heading = source.heading.cells[position] if position is not None and position < source.heading.width else ""
    rest, lengths = take_durations(column, cells, source.formats(column.name), heading, options)
    decision = decide_numbers(column, rest, options, {}, None, False, factor)
    decision.values |= lengths.values
    decision.asks += lengths.asks
    return decision


def _distinct(cursor, source: Source, column: Column) -> list:
    if column.name in source.constants:
        return [Cell(source.constants[column.name], "t", 1)]
    return distinct_cells(cursor, source, source.positions[column.name])


def distinct_cells(cursor, source: Source, position: int) -> list:
    """Every distinct text of a column and kind of its cells, in the order of the file (needs stage_text)."""
    found = cursor.execute(
        f"select {source.trimmed(position)} as read, {source.kind(position)} as kind, sum(t.times)::bigint "
        f"from {source.texts(position)} where read is not null group by all order by min(t.nth)"
    ).fetchall()
    return [Cell(*row) for row in found]


def create_value_map(cursor, column: Column, decision: ColumnDecision) -> None:
    """Makes the table stage_meaning_<column>: read, kind, value, code, shift (minutes from UTC)."""
    keys = list(decision.values)
    values = [decision.values[key][0] for key in keys]
    kind = sql_type(column)
    if kind == "decimal(28,10)":
        values = [None if v is None else Decimal(v) for v in values]
    table = pa.table(
        {
            "read": pa.array([text for text, _ in keys], pa.string()),
            "kind": pa.array([kind for _, kind in keys], pa.string()),
            "value": pa.array(values, ARROW_TYPES[kind]),
            "code": pa.array([decision.values[key][1] for key in keys], pa.string()),
            "shift": pa.array([decision.offsets.get(key) for key in keys], pa.int32()),
        }
    )
    cursor.register("stage_meaning_frame", table)
    cursor.execute(
        f"create or replace temp table stage_meaning_{column.name} as select read, kind, "
        f"cast(value as {kind}) as value, code, shift from stage_meaning_frame"
    )
    cursor.unregister("stage_meaning_frame")
