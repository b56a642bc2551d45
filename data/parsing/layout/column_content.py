"""Columns judged by their cells: days below a heading of yes/no, marks of yes and no below one of amounts, and headings
that often mean something else."""

import re

from data.contracts.definitions import Column, Contract, fold
from data.import_options import Options
from data.parsing.cell_text import trimmed
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.headings import NOT_THERE, Heading, Mapping, feed
from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.parsing.values.dates import read_date
from data.parsing.values.score_words import states_scale
from data.parsing.values.status_words import ENDED, NO, OPEN, YES
from data.parsing.values.units import says_gross
from data.reading.text_table import TextTable

LOOKED_AT = 500
FEW = 3  # so many rows of marks, or more, are no amounts
ENOUGH = 20  # rows that show whether texts come again
SEVERAL = 2
AMOUNT = re.compile(r"\d+(?:[.,:]\d+)*(?:\s*[^\W\d]+\.?)?", re.IGNORECASE)
WORDED = frozenset(word for word in YES | NO if word.isalpha() and word != "x")


def judge_columns(cursor, source: Source, mapping: Mapping, options: Options, remembered: dict) -> None:
    """Gives the cells of yes/no columns that are days to the column of that day; asks where another feeds it."""
    table, heading, contract = source.table, source.heading, source.contract
    told = {*options.mapping, *(remembered.get(heading.cells[i]) for i in mapping.positions.values())}
    for column in contract.columns:
        if column.type == "text" and column.name not in (*told, *contract.key) and column.name in mapping.positions:
            _leave_free_texts(cursor, table, heading, mapping, column)
    for column in contract.columns:
        position = mapping.positions.get(column.name)
        if position is not None and position < table.width and column.name not in told:
            _ask_about_cells(cursor, table, heading, mapping, column)
    for column in contract.columns:
        position = mapping.positions.get(column.name)
        if not column.when or position is None or column.name in options.mapping:
            continue
        if position < table.width and _are_days(cursor, table, heading, position):
            _move(mapping, heading, column, position, told)


def find_scale(cursor, table: TextTable, heading: Heading, contract: Contract, mapping: Mapping) -> None:
    """Lets scores that say of how many points they are (4/5, ★★★★☆) say the highest score too."""
    position = mapping.positions.get("score")
    if position is None or position >= table.width or "scale_max" not in contract.names:
        return
    if "scale_max" not in mapping.positions and states_scale(_first_texts(cursor, table, heading, position, LOOKED_AT)):
        mapping.positions["scale_max"] = position


def _ask_about_cells(cursor, table: TextTable, heading: Heading, mapping: Mapping, column: Column) -> None:
    """Asks whether a column is what its heading says, where its cells say otherwise."""
    position = mapping.positions[column.name]
    if column.type == "yes_no":
        are_days = not column.when and _are_days(cursor, table, heading, position)
        is_odd = are_days or _are_amounts(cursor, table, heading, position)
    elif column.type == "money" and not column.required:
        is_odd = _are_marks(cursor, table, heading, position)
    else:
        is_odd = bool(column.suggestions) and _are_states(cursor, table, heading, position)
    if is_odd:
        name = heading.cells[position]
        read = ", ".join(_first_texts(cursor, table, heading, position, FEW))
        fields = {"heading": name, "read": read}
        ask = ColumnQuestion("UNLIKELY_CELLS", (NOT_THERE, name), "map", fields)
        mapping.asks.append((column.name, ask))


def _leave_free_texts(cursor, table: TextTable, heading: Heading, mapping: Mapping, column: Column) -> None:
    """Takes a column from a heading that may mean many things where hardly a text comes twice: subjects of messages."""
    weak, fed = {fold(text) for text in column.weak}, mapping.positions[column.name]
    if fed >= table.width or fold(heading.cells[fed]) not in weak or not _are_free(cursor, table, heading, fed):
        return
    taken = set(mapping.positions.values())
    others = [i for i in range(min(heading.width, table.width)) if fold(heading.cells[i]) in weak and i not in taken]
    found = [i for i in others if not _are_free(cursor, table, heading, i)]
    mapping.asks = [(name, ask) for name, ask in mapping.asks if name != column.name]
    mapping.free.append((column.name, heading.cells[fed]))
    del mapping.positions[column.name]
    if found:
        feed(mapping, heading, column.name, found)
    kept = {heading.cells[i] for i in found[:1]}
    mapping.ignored = [cell for cell in mapping.ignored if cell not in kept] + [heading.cells[fed]]


def _are_free(cursor, table: TextTable, heading: Heading, position: int) -> bool:
    """Whether most texts of a column's first rows stand in one row only."""
    rows, different = cursor.execute(
        f"select count(read), count(distinct read) from (select {trimmed(position)} as read from read_parquet(?) t "
        "where t.source_row > ? limit ?)",
        [table.path, heading.row, LOOKED_AT],
    ).fetchall()[0]
    return bool(rows >= ENOUGH and different * 2 > rows)


def _first_rows(cursor, table: TextTable, heading: Heading, position: int) -> set:
    """The different texts of a column in its first rows, in small letters."""
    found = cursor.execute(
        f"select distinct {trimmed(position)} from (from read_parquet(?) t where t.source_row > ? limit ?) t",
        [table.path, heading.row, LOOKED_AT],
    ).fetchall()
    return {fold(read) for (read,) in found if read}


def _first_texts(cursor, table: TextTable, heading: Heading, position: int, limit: int) -> list:
    """The first of the different texts of a column."""
    text = trimmed(position)
    found = cursor.execute(
        f"select {text} as read from read_parquet(?) t where t.source_row > ? and read is not null "
        "group by 1 order by min(source_row) limit ?",
        [table.path, heading.row, limit],
    ).fetchall()
    return [read for (read,) in found]


def _are_marks(cursor, table: TextTable, heading: Heading, position: int) -> bool:
    """Whether every cell of a column is 0 or 1, or yes or no, and both occur."""
    if not _first_rows(cursor, table, heading, position) <= WORDED | {"0", "1"}:
        return False
    texts = {fold(text) for text in _first_texts(cursor, table, heading, position, LOOKED_AT)}
    if texts != {"0", "1"} and not (texts <= WORDED and texts & YES and texts & NO):
        return False
    count = cursor.execute(
        f"select count(*) from read_parquet(?) t where t.source_row > ? and {trimmed(position)} is not null",
        [table.path, heading.row],
    ).fetchall()[0][0]
    return bool(count >= FEW)


def _are_amounts(cursor, table: TextTable, heading: Heading, position: int) -> bool:
    """Whether several of the different texts of a column of yes and no are numbers above one, or lengths of time."""
    if _first_rows(cursor, table, heading, position) <= YES | NO:
        return False
    texts = _first_texts(cursor, table, heading, position, LOOKED_AT)
    odd = [text for text in texts if fold(text) not in YES | NO and AMOUNT.fullmatch(text)]
    return len(odd) >= SEVERAL and len(odd) * 2 >= len(texts)


def _are_states(cursor, table: TextTable, heading: Heading, position: int) -> bool:
    """Whether most texts of a column say that something is open or has ended."""
    texts = {fold(read) for read in _first_texts(cursor, table, heading, position, LOOKED_AT)}
    return len(texts & (OPEN | ENDED)) * 2 > len(texts) and bool(texts & OPEN)


def _are_days(cursor, table: TextTable, heading: Heading, position: int) -> bool:
    """Whether most cells are days and hardly any is yes or no."""
    first = _first_rows(cursor, table, heading, position)
    if first and first <= YES | NO:
        return False  # whatever follows, most of what begins a column of days are no words for yes and no
    text = trimmed(position)
    found = cursor.execute(
        f"select distinct {text} as read from read_parquet(?) t where t.source_row > ? and read is not null limit ?",
        [table.path, heading.row, LOOKED_AT],
    ).fetchall()
    texts = [read for (read,) in found if fold(read) not in YES | NO]
    return bool(texts) and sum(1 for read in texts if read_date(read) is not None) * 2 > len(found)


def _move(mapping: Mapping, heading: Heading, column: Column, position: int, told: set) -> None:
    del mapping.positions[column.name]
    mapping.asks = [(name, ask) for name, ask in mapping.asks if name != column.name]
    other = mapping.positions.get(column.when)
    if other is None and column.when not in told:
        mapping.positions[column.when] = position
        mapping.moved.append((column.when, heading.cells[position]))
        return
    mapping.ignored.append(heading.cells[position])
    if other is not None and column.when not in told:
        shown = ", ".join(f"{heading.cells[i]} (#{i + 1})" for i in (other, position))
        choices = (f"#{other + 1}", f"#{position + 1}", NOT_THERE)
        mapping.asks.append((column.when, ColumnQuestion("DUPLICATE_COLUMN", choices, "map", {"headings": shown})))


def note_headings(
    staged: ParseResult, contract: Contract, heading: Heading, mapping: Mapping, options: Options
) -> None:
    """Notes the headings whose cells decided what they feed, that often mean something else, or that say gross."""
    for column, name in mapping.moved:
        staged.note("HEADING_BY_CELLS", column, heading=name)
    for column, name in mapping.free:
        staged.note("FREE_TEXT", column, heading=name)
    for column, name in _doubtful_headings(contract, heading, mapping, options):
        staged.note("REVENUE_AS_MARGIN", column, heading=name)
    for column in (c for c in contract.columns if c.type == "money" and c.name in mapping.positions):
        name = heading.cells[mapping.positions[column.name]]
        if says_gross(name):
            staged.note("GROSS_AMOUNTS", column.name, heading=name)


def note_hidden(staged: ParseResult, table: TextTable, heading: Heading, mapping: Mapping) -> None:
    """Notes the columns that are read although the workbook hides them."""
    hidden = set(table.facts.get("hidden_columns", ()))
    for column, position in mapping.positions.items():
        if position in hidden:
            staged.note("HIDDEN_COLUMN", column, heading=heading.cells[position])


def _doubtful_headings(contract: Contract, heading: Heading, mapping: Mapping, options: Options) -> list:
    """(column, heading) of what is recognised but often means something else, unless it was mapped by hand."""
    return [
        (column.name, heading.cells[position])
        for column in contract.columns
        if (position := mapping.positions.get(column.name)) is not None
        and column.name not in options.mapping
        and fold(heading.cells[position]) in {fold(text) for text in column.doubtful}
    ]
