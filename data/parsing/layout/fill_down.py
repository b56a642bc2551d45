"""Labels written once, above the rows they hold for, as pivot tables leave them: filled down only when told so."""

from dataclasses import replace

from data.contracts.definitions import Column
from data.import_options import Options
from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.questions import Question

FEW_ROWS, FIRST_ROWS = 4, 2000
LABELS = ("segment", "channel", "category", "supplier")


def fill_labels(cursor, staged: ParseResult, source: Source, options: Options) -> Source:
    """The source with its labels filled down where that was said; asks where it may be meant (needs stage_text)."""
    likely = [c for c in source.columns if c.name in source.positions and _is_label(source, c)]
    for rows in (f"(select * from stage_text limit {FIRST_ROWS})", "stage_text"):  # most files end the search at once
        likely = [c for c in likely if _is_written_once(cursor, source, c, rows)]
    told = {c.name: options.about(c.name, "fill") for c in source.columns}
    told |= {c.name: told[c.name] or options.settings.get("fill") for c in likely}
    down = tuple(source.positions[name] for name, said in told.items() if said == "down" and name in source.positions)
    asked = {question.setting for question in staged.questions}
    _ask(cursor, staged, source, [c for c in likely if not told[c.name] and f"{c.name}.fill" not in asked])
    if not down:
        return source
    for position in down:
        name = next(name for name, at in source.positions.items() if at == position)
        staged.note("FILLED_DOWN", name, count=_blanks(cursor, source, position))
    filled = replace(source, filled=down)
    filled.create_view(cursor)
    return filled


def _is_label(source: Source, column: Column) -> bool:
    key = source.contract.key
    is_name = column.type in ("sector", "month") or column.name in LABELS
    in_key = column.name in key and (column.type == "text" or (column.type == "id" and len(key) > 1))
    return (is_name or in_key) and not (source.contract.dataset == "stage_times" and column.name in key)


def _is_data(source: Source) -> str:
    """The condition that a row has what each row needs but its labels: a row of totals or a remark has not."""
    own = {name for name, position in source.positions.items() if position < source.table.width}
    needed = [c for c in source.columns if c.required and c.name in own and not _is_label(source, c)]
    return " and ".join(f"{source.trimmed(source.positions[c.name])} is not null" for c in needed) or "true"


def _is_written_once(cursor, source: Source, column: Column, rows_of: str) -> bool:
    """Whether the first row is labelled, many below are not, and no label stands twice."""
    text = source.trimmed(source.positions[column.name])
    rows, filled, labels, begins = cursor.execute(
        f"select count(*), count(label), count(distinct label), arg_min(label is not null, source_row) "
        f"from (select t.source_row, {text} as label from {rows_of} t where {_is_data(source)})"
    ).fetchall()[0]
    blank = rows - filled
    is_many = blank >= 2 and blank * 2 >= filled and (filled > 1 or blank >= FEW_ROWS - 1)
    if rows < FEW_ROWS or not begins or not is_many:
        return False
    return labels == filled or _is_nested(cursor, source, column, rows_of)


def _is_nested(cursor, source: Source, column: Column, rows_of: str) -> bool:
    """Whether no label follows itself and each stands once below each label of another column written once."""
    text = source.trimmed(source.positions[column.name])
    for outer in source.columns:
        if outer.name == column.name or outer.name not in source.positions or not _is_label(source, outer):
            continue
        above = source.trimmed(source.positions[outer.name])
        blocks, begun, twice, outer_blank = cursor.execute(
            f"with marked as (select t.source_row, {text} as label, {above} as top, count({above}) over "
            f"(order by t.source_row) as block from {rows_of} t where {_is_data(source)}), twice as ("
            "select 1 from marked where label is not null group by block, label having count(*) > 1) "
            "select count(top), count(top) filter (label is not null), (select count(*) from twice), "
            "count(*) - count(top) from marked"
        ).fetchall()[0]
        if blocks > 1 and begun == blocks and not twice and outer_blank:
            return True
    return False


def _blanks(cursor, source: Source, position: int) -> int:
    text = source.trimmed(position)
    return cursor.execute(f"select count(*) from stage_text t where {text} is null").fetchall()[0][0]


def _ask(cursor, staged: ParseResult, source: Source, columns: list) -> None:
    """One question, however many columns hold such labels."""
    if not columns:
        return
    count, rows = _blanks(cursor, source, source.positions[columns[-1].name]), staged.rows_read
    one = columns[0].name if len(columns) == 1 else None
    fields = {"column": ", ".join(c.name for c in columns), "count": count, "rows": rows}
    staged.ask(Question("LABELS_ONCE", one, f"{one}.fill" if one else "fill", ["down", "none"], fields))
