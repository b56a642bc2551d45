"""Sheets that hold more than one table: beside each other, below each other, or one heading over several columns."""

from dataclasses import replace

from data.contracts.definitions import Contract, contract, dataset_names, fold
from data.import_options import Options
from data.parsing.cell_text import trimmed
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.headings import NOT_THERE, Heading, Mapping, map_headings
from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.parsing.totals import NAMED
from data.questions import Question

GAPS, READ = 200, 80
BELOW = "rows-below"


def ask_about_tables(cursor, source: Source, mapping: Mapping, options: Options) -> None:
    """Adds to mapping.asks what has to be said before columns of another table are taken for this one's."""
    if not source.table.is_book:
        return
    free = {column: i for column, i in source.positions.items() if column not in options.mapping}
    asked = {column for column, _ in mapping.asks}
    spans = dict(source.table.facts.get("spans", {}).get(str(source.heading.row), ()))
    for column, first in free.items():
        under = [i for i in range(first, spans.get(first, first) + 1) if i == first or not _heading(source, i)]
        if len(under) > 1 and column not in asked and sum(_is_filled(cursor, source, i) for i in under) > 1:
            mapping.asks.append(
                (
                    column,
                    ColumnQuestion(
                        "DUPLICATE_COLUMN",
                        (*(f"#{i + 1}" for i in under), NOT_THERE),
                        "map",
                        {"headings": ", ".join(f"{_heading(source, first)} (#{i + 1})" for i in under)},
                    ),
                )
            )
    for column, i, dataset in _of_other_table(cursor, source, free):
        if column not in asked:
            mapping.asks.append(
                (
                    column,
                    ColumnQuestion(
                        "TABLE_BESIDE",
                        (NOT_THERE, f"#{i + 1}"),
                        "map",
                        {"heading": _heading(source, i), "dataset": dataset},
                    ),
                )
            )


def _heading(source: Source, position: int) -> str:
    return source.heading.cells[position].strip() if position < len(source.heading.cells) else ""


def _is_filled(cursor, source: Source, position: int) -> bool:
    return position < source.table.width and bool(
        cursor.execute(
            f"select 1 from read_parquet(?) t where t.source_row > ? and {trimmed(position)} is not null limit 1",
            [source.table.path, source.heading.row],
        ).fetchall()
    )


def _of_other_table(cursor, source: Source, free: dict):
    """Mapped columns that stand beyond an empty column, in a table that is a data set of its own."""
    empty = [
        i for i in range(len(source.heading.cells)) if not _heading(source, i) and not _is_filled(cursor, source, i)
    ]
    key = (
        source.positions.get(source.contract.key[0])
        if source.contract.key
        else min(source.positions.values(), default=None)
    )
    if not empty or key is None:
        return
    block = [sum(i > gap for gap in empty) for i in range(len(source.heading.cells))]
    for column, i in free.items():
        if i < len(block) and block[i] != block[key]:
            cells = tuple(c if block[j] == block[i] else "" for j, c in enumerate(source.heading.cells))
            found = next(
                (name for name in dataset_names() if _is_whole(contract(name), Heading(1, cells, len(cells)))), None
            )
            if found:
                yield column, i, found


def _is_whole(dataset: Contract, heading: Heading) -> bool:
    """Whether these headings alone make a table of the data set, with more than one column."""
    found = set(map_headings(heading, dataset, Options(), {}).positions)
    required = {c.name for c in dataset.columns if c.required}
    return (
        len(found) > 1
        and required <= found
        and all(any(set(group) <= found for group in groups) for groups in dataset.alternatives)
    )


def check_gaps(cursor, staged: ParseResult, source: Source, options: Options) -> Source:
    """Refuses a file in which another table begins below empty rows, asks about rows that stand there under a title of
    their own (the source without them, where they are left out); notes other rows of a workbook below empty rows."""
    rows = (
        cursor.execute(
            "select source_row from (select source_row, lag(source_row) over (order by source_row) as before "
            "from stage_text) "
            "where source_row > before + 1 order by 1 limit ?",
            [GAPS],
        ).fetchall()
        if _may_have_gaps(cursor, source)
        else []
    )
    for (row,) in rows:
        if _is_other_heading(cursor, source, row):
            staged.refuse("TABLE_BELOW", row=row)
            return source
    titled = next((found for (row,) in rows if (found := _title(cursor, source, row))), None)
    if titled:
        return _without_titled(cursor, staged, source, options, *titled)
    if (
        rows and source.table.is_book and options.settings.get("hidden-rows") != "skip"
    ):  # skipped rows leave gaps as well
        last = rows[-1][0]
        count = cursor.execute("select count(*) from stage_text where source_row >= ?", [last]).fetchall()[0][0]
        staged.note("ROWS_BELOW_GAP", count=count, row=last)
    return source


def _title(cursor, source: Source, row: int) -> tuple | None:
    """Row, text and number of rows of a table below: one cell alone, and under it rows that bring their own key."""
    needed = [source.positions[c.name] for c in source.columns if c.required and c.name in source.positions]
    needed = [*(i for i in needed if i < source.table.width), *source.stages[:1]]
    cells = [f"nullif(trim(t.c{i}), '')" for i in range(source.table.width)]
    own = cursor.execute(f"select {', '.join(cells)} from stage_text t where source_row = ?", [row]).fetchall()[0]
    said = [text for text in own if text]
    if len(said) != 1 or len(needed) < 2 or NAMED.fullmatch(said[0]):
        return None
    whole = " and ".join(f"{cells[i]} is not null" for i in needed)
    count = cursor.execute(f"select count(*) from stage_text t where source_row > ? and {whole}", [row]).fetchall()
    return (row, said[0][:READ], count[0][0]) if count[0][0] else None


def _without_titled(cursor, staged: ParseResult, source: Source, options: Options, row: int, said: str, count: int):
    """The source without the rows from a title on, where that was said; asks where nothing was."""
    told = options.settings.get(BELOW)
    if told is None:
        staged.ask(
            Question("TITLE_BELOW", None, BELOW, ["skip", "include"], {"row": row, "read": said, "count": count})
        )
    if told != "skip":
        return source
    chosen = replace(source, chosen=" and ".join(filter(None, (source.chosen, f"t.source_row < {row}"))))
    chosen.create_view(cursor)
    before, staged.rows_read = staged.rows_read, _count(cursor)
    staged.left_out += before - staged.rows_read
    staged.note("ROWS_LEFT_OUT", count=before - staged.rows_read, said=f"{BELOW} = {told}")
    return chosen


def _count(cursor) -> int:
    return cursor.execute("select count(*) from stage_text").fetchall()[0][0]


def _may_have_gaps(cursor, source: Source) -> bool:
    """Whether numbers of rows are missing, or rows may be blank; asked of the file as it lies, which is quick."""
    last, first, count = cursor.execute(
        "select max(source_row), min(source_row), count(*) from read_parquet(?)", [source.table.path]
    ).fetchall()[0]
    return last - first + 1 != count or source.may_be("has_blank")


def _is_other_heading(cursor, source: Source, row: int) -> bool:
    """Whether a row holds headings of some data set, and not those of this table again."""
    cells = cursor.execute(
        f"select {', '.join(f't.c{i}' for i in range(source.table.width))} from stage_text t where source_row = ?",
        [row],
    ).fetchall()[0]
    keys = [fold(cell or "") for cell in cells]
    own = [fold(cell) for cell in source.heading.cells]
    filled = [key for key in keys if key]
    if len(filled) < 2 or keys[: len(own)] == own:
        return False
    return any(len(_known(name) & set(filled)) >= max(2, len(filled) / 2) for name in dataset_names())


def _known(dataset: str) -> set:
    return {fold(heading) for column in contract(dataset).columns for heading in column.headings}
