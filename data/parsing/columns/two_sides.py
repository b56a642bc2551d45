"""Amounts in two columns, debit and credit: the one that was mapped less the other, when that is said."""

import re

from data.contracts.definitions import Column, fold
from data.import_options import Options
from data.parsing.source import Source
from data.parsing.values.numbers import read_number

DEBITS = frozenset(
    map(fold, ("debit", "debits", "debe", "débito", "débitos", "soll", "cargo", "cargos", "débit", "dare"))
)
CREDITS = frozenset(
    map(fold, ("credit", "credits", "haber", "crédito", "créditos", "haben", "abono", "abonos", "crédit", "avere"))
)
LOOKED_AT = 2000


def other_side(source: Source, column: Column, free: list) -> int | None:
    """The column with the other side of the amounts of this one, by the headings of both; None where there is none."""
    own = _words(source.heading.cells[source.positions[column.name]])
    wanted = CREDITS if own & DEBITS else DEBITS if own & CREDITS else frozenset()
    return next((i for i in free if _words(source.heading.cells[i]) & wanted), None)


def _words(heading: str) -> set:
    return {fold(word) for word in re.findall(r"[^\W\d_]+", heading)}


def less(cursor, source: Source, place: int, column: Column, options: Options, factor) -> str:
    """The SQL of the column's value less the amount of another column; null where that cannot be read."""
    text = source.trimmed(place)
    digits = f"regexp_replace({text}, '[^0-9,.-]', '', 'g')"
    is_comma = _has_comma(cursor, text, options.about(column.name, "decimal"))
    number = f"replace(replace({digits}, '.', ''), ',', '.')" if is_comma else f"replace({digits}, ',', '')"
    amount = f"case when {text} is null then 0 else try_cast({number} as decimal(28, 6)) * {factor} end"
    return f"cast(coalesce({{value}}, 0) - ({amount}) as decimal(38, 6))"


def _has_comma(cursor, text: str, told: str | None) -> bool:
    """Whether the comma is the decimal sign, as the first cells say that can be read in one way only."""
    found = cursor.execute(f"select distinct {text} as read from stage_text t where read is not null limit {LOOKED_AT}")
    readings = [reading for (read,) in found.fetchall() if (reading := read_number(read))]
    sure = [reading.point is None for reading in readings if reading.point is None or reading.comma is None]
    return sure[0] if sure else told == "comma"
