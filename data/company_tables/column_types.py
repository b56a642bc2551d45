"""Which types of a table can be read as which type of a contract, and how a cell is written as text."""

from __future__ import annotations

import pyarrow

from data.contracts.definitions import NUMBERS, Column
from data.import_options import fixed_offset

TEXT, WHOLE, DECIMAL, DOUBLE, YES_NO = "STRING", "BIGINT", "DECIMAL", "DOUBLE", "BOOLEAN"
DAY, MOMENT, INSTANT = "DATE", "TIMESTAMP_NTZ", "TIMESTAMP"
CLOCK = "%Y-%m-%d %H:%M:%S.%f"
WORDS = (TEXT, WHOLE)
EXACT = (DECIMAL, WHOLE, TEXT)
READABLE = {
    "id": WORDS,
    "sector": WORDS,
    "currency": WORDS,
    "text": (*WORDS, DECIMAL, YES_NO, DAY),
    "choice": (*WORDS, YES_NO),
    "day": (DAY, MOMENT, TEXT),
    "month": (DAY, MOMENT, TEXT),
    "instant": (INSTANT, MOMENT, TEXT),
    "yes_no": (YES_NO, WHOLE, TEXT),
    # a sum of doubles is no amount of money: nobody knows its last cent
    **{kind: (*EXACT, DOUBLE) for kind in NUMBERS},
    **{kind: EXACT for kind in ("money", "price", "rate")},
}


def sql_type(found: pyarrow.DataType) -> str:
    """The name of a type as SQL writes it; of one that is never read, as it is."""
    kinds = pyarrow.types
    if kinds.is_string(found) or kinds.is_large_string(found):
        return TEXT
    if kinds.is_decimal(found):
        return DECIMAL if found.scale else WHOLE
    if kinds.is_timestamp(found):
        return INSTANT if found.tz else MOMENT
    tests = {
        WHOLE: kinds.is_integer,
        DOUBLE: kinds.is_floating,
        YES_NO: kinds.is_boolean,
        DAY: kinds.is_date,
    }
    return next((name for name, is_one in tests.items() if is_one(found)), str(found))


def readable(column: Column) -> tuple[str, ...]:
    """The types a column of a contract can be read from."""
    return READABLE[column.type]


def as_text(column: Column, found: pyarrow.DataType, zone: str | None) -> str:
    """The SQL that writes a cell of a table as a file would have it: days as days, instants as the clock of the zone
    showed them (without one, that of UTC), with the hours between both."""
    name, kind = f'"{column.name}"', sql_type(found)
    if kind == MOMENT and column.type in ("day", "month"):
        return f"strftime({name}, '%Y-%m-%d') as {name}"
    if kind == INSTANT:
        minutes = fixed_offset(zone or "+00:00")
        named = f"timezone('{zone}', timezone('UTC', {name}))"
        local = named if minutes is None else f"{name} + to_minutes({minutes})"
        apart = f"date_diff('minute', {name}, {local})"
        sign = f"case when {apart} < 0 then '-' else '+' end"
        hours = f"printf('%02d:%02d', abs({apart}) // 60, abs({apart}) % 60)"
        return f"strftime({local}, '{CLOCK}') || {sign} || {hours} as {name}"
    if kind == MOMENT:
        return f"strftime({name}, '{CLOCK}') as {name}"
    if kind == YES_NO:
        return f"case {name} when true then 'yes' when false then 'no' end as {name}"
    return f"cast({name} as varchar) as {name}"
