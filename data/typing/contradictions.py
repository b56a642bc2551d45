"""Amounts with a currency beside them that is not the one their row names in its currency column."""

from data.typing.currencies import is_currency, possible
from data.typing.source import Source, literal

NO_SIGN = r"\d\s\p{Z}.,()%+''’−–-"
SIGN = rf"[^{NO_SIGN}](?:[^\d()%+''-]*[^{NO_SIGN}])?\.?"


def contradictions(cursor, source: Source):
    """What is wrong with such rows of stage_typed, as SQL: the condition, and the column, code and text to note."""
    if "currency" not in {column.name for column in source.columns}:
        return
    for column in source.columns:
        if column.type in ("money", "price") and column.name in source.positions:
            yield from _differs(cursor, source, column.name)


def _differs(cursor, source: Source, name: str):
    text = f"t.c{source.positions[name]}"
    found = cursor.execute(f"select distinct regexp_extract({text}, '{SIGN}') from stage_text t limit 1000").fetchall()
    for sign in sorted(sign for (sign,) in found if sign and is_currency(sign)):
        yield (
            f"row_code is null and {name}__code is null and currency not in ({_codes(sign)}) "
            "and source_row in (select t.source_row from stage_text t "
            f"where regexp_extract({text}, '{SIGN}') = {literal(sign)})",
            f"'{name}'",
            "'CURRENCY_DIFFERS'",
            text,
        )
    stated = source.currencies.get(name)
    if stated:
        yield (
            f"row_code is null and {name} is not null and currency not in ({_codes(stated)})",
            f"'{name}'",
            "'CURRENCY_DIFFERS'",
            f"{literal(stated + ' ')} || {text}",
        )


def _codes(sign: str) -> str:
    return ", ".join(map(literal, sorted(possible(sign))))
