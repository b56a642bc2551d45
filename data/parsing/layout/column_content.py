"""Columns judged by their cells: days below a heading of yes/no, and headings that often mean something else."""

from data.contracts.definitions import Column, Contract, fold
from data.import_options import Options
from data.parsing.columns.infer_column import NO, YES
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.headings import NOT_THERE, Heading, Mapping
from data.parsing.source import Source, trimmed
from data.parsing.values.dates import read_date
from data.reading.text_table import TextTable

LOOKED_AT = 500


def judge_columns(cursor, source: Source, mapping: Mapping, options: Options, remembered: dict) -> None:
    """Gives the cells of yes/no columns that are days to the column of that day; asks where another feeds it."""
    table, heading, contract = source.table, source.heading, source.contract
    told = {*options.mapping, *(remembered.get(heading.cells[i]) for i in mapping.positions.values())}
    for column in contract.columns:
        position = mapping.positions.get(column.name)
        if not column.when or position is None or column.name in options.mapping:
            continue
        if position < table.width and _are_days(cursor, table, heading, position):
            _move(mapping, heading, column, position, told)


def _are_days(cursor, table: TextTable, heading: Heading, position: int) -> bool:
    """Whether most cells are days and hardly any is yes or no."""
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


def doubtful_headings(contract: Contract, heading: Heading, mapping: Mapping, options: Options) -> list:
    """(column, heading) of what is recognised but often means something else, unless it was mapped by hand."""
    return [
        (column.name, heading.cells[position])
        for column in contract.columns
        if (position := mapping.positions.get(column.name)) is not None
        and column.name not in options.mapping
        and fold(heading.cells[position]) in {fold(text) for text in column.doubtful}
    ]
