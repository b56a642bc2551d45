"""Columns of which a program turned some cells into days, in the wrong order, and left the others as text."""

from datetime import date

from data.contracts.definitions import Column
from data.import_options import Options
from data.parsing.decision import ColumnQuestion
from data.parsing.values.dates import YEAR_LAST

UNLIKELY = 0.1  # how often chance alone may look like it
UP_TO_TWELVE = 12 / 30.4
FEWEST = 2


def exchange_days(column: Column, readings: dict, options: Options) -> ColumnQuestion | None:
    """Exchanges day and month of the converted cells where that was said; the question where it has to be."""
    told = options.about(column.name, "half-converted")
    formed = {key: r for key, r in readings.items() if r and not r.is_month and not _is_written(key)}
    if told == "exchange":
        readings |= {key: r.exchanged() for key, r in formed.items()}
    if told:
        return None
    texts = {key: r for key, r in readings.items() if r and _is_written(key)}
    if not _is_half_converted(formed, texts):
        return None
    (first, _), reading = next((key, r) for key, r in formed.items() if r.exchanged() != r)
    day: date = reading.day_first
    fields = {
        "read": first,
        "text": next(iter(texts))[0],
        "day": str(day),
        "exchanged": str(reading.exchanged().day_first),
    }
    return ColumnQuestion("HALF_CONVERTED_DATES", ("exchange", "keep"), "half-converted", fields)


def _is_written(key: tuple) -> bool:
    """Whether the cell is a text in which the order of day and month matters."""
    return key[1] != "d" and bool(YEAR_LAST.match(key[0].strip()))


def _is_half_converted(formed: dict, texts: dict) -> bool:
    """Whether all real days could be the other way round and no text could: what such a program leaves."""
    if len(formed) < FEWEST or len(texts) < FEWEST or len({r.only_order for r in texts.values()} - {None}) != 1:
        return False
    if not all(r.only_order for r in texts.values()) or not all(r.day_first.day <= 12 for r in formed.values()):
        return False
    chance = UP_TO_TWELVE ** len(formed) * (1 - UP_TO_TWELVE) ** len(texts)
    return chance < UNLIKELY and any(r.exchanged() != r for r in formed.values())
