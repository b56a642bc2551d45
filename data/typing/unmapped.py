"""Amounts that stand in columns nobody mapped: when the books differ from what is stored, they may be why."""

from data.typing.source import Source

FEW_ROWS = 1000
NUMBER = r"-?\d{1,15}([.,]\d{1,6})?"


def create_unmapped(cursor, source: Source) -> None:
    """Makes the table stage_unmapped (heading, month, amount): the sums, by month, of ignored columns of amounts only.

    Amounts are plain numbers of which at least one has decimals; ids and telephone numbers have none.
    """
    cursor.execute("create or replace temp table stage_unmapped (heading varchar, month date, amount decimal(38,6))")
    day = next((c.name for c in source.contract.columns if c.type in ("day", "month") and c.required), None)
    if day is None or not any(c.type == "money" for c in source.contract.columns):
        return
    for position in _ignored(source):
        text = source.trimmed(position)
        if _is_amounts(cursor, text, FEW_ROWS) and _is_amounts(cursor, text):
            amount = f"cast(replace({text}, ',', '.') as decimal(38,6))"
            cursor.execute(f"insert into stage_unmapped select ?, date_trunc('month', r.{day}), sum({amount}) from stage_text t "
                           f"join stage_row r using (source_row) group by 2", [source.heading.cells[position]])


def _ignored(source: Source) -> list:
    used = set(source.positions.values())
    return [i for i, cell in enumerate(source.heading.cells[:source.table.width]) if cell.strip() and i not in used]


def _is_amounts(cursor, text: str, rows: int | None = None) -> bool:
    few = f"limit {rows}" if rows else ""
    decimals = "bool_or(regexp_matches(read, '[.,]'))" if rows is None else "true"
    return cursor.execute(
        f"select coalesce(bool_and(regexp_full_match(read, '{NUMBER}')) and {decimals} "
        f"and not (bool_or(contains(read, ',')) and bool_or(contains(read, '.'))), {rows is not None}) "
        f"from (select {text} as read from stage_text t where {text} is not null {few})").fetchone()[0]
