"""Compares the sums written in totals rows with the rows above them."""

from data.typing.numbers import read_number
from data.typing.source import Source
from data.typing.staged import Staged

CHECKED_ROWS = 20


def check_totals(cursor, staged: Staged, source: Source) -> None:
    """Notes of each amount in a totals row whether it is the sum of the rows above it."""
    found = cursor.execute(
        "select distinct source_row from stage_problem where code = 'TOTALS_ROW' order by 1 limit ?", [CHECKED_ROWS]
    ).fetchall()
    previous = 0
    for (row,) in found:
        for column in source.columns:
            if column.type == "money" and column.name in source.positions:
                _check(cursor, staged, source, column.name, previous, row)
        previous = row


def _check(cursor, staged: Staged, source: Source, name: str, previous: int, row: int) -> None:
    text = source.trimmed(source.positions[name])
    read = cursor.execute(f"select {text} from stage_text t where t.source_row = ?", [row]).fetchall()[0][0]
    number = read_number(read) if read else None
    if number is None or number.is_ambiguous:
        return
    stated = number.comma if number.point is None else number.point
    sums = cursor.execute(
        f"select coalesce(sum({name}) filter (source_row > ?), 0), coalesce(sum({name}), 0) "
        "from stage_typed where row_code is null and source_row < ?",
        [previous, row],
    ).fetchall()[0]
    code = "TOTALS_AGREE" if stated in sums else "TOTALS_DIFFER"
    staged.note(code, name, row=row, stated=read, sum=format(sums[1].normalize(), "f"))
