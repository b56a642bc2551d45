"""Columns of minutes and hours whose cells are lengths of time: each says its own units, or is asked about."""

import re
from decimal import Decimal

from data.contracts.definitions import Column
from data.import_options import Options
from data.parsing.columns.decimal_sign import in_range
from data.parsing.decision import Cell, ColumnDecision, ColumnQuestion
from data.parsing.values.durations import bare_seconds, is_bare, read_seconds
from data.parsing.values.units import SECONDS

SHAPES = ("h:mm", "mm:ss")
SHORT_CLOCK = re.compile(r"\[?h{1,2}\]?:mm(?:\s*;.*|\s*@)?", re.IGNORECASE)


def take_durations(
    column: Column, cells: list[Cell], formats: dict, heading: str, options: Options
) -> tuple[list[Cell], ColumnDecision]:
    """The cells that are no lengths of time, and what the others mean."""
    decision = ColumnDecision()
    seconds = {cell: read_seconds(cell.text) for cell in cells if cell.kind in "td"}
    bare = [cell for cell in cells if cell.kind == "t" and is_bare(cell.text)]
    shown = any(SHORT_CLOCK.fullmatch(code) for code in formats)  # a workbook's 1:30, whatever was meant by it
    clocks = [cell for cell, length in seconds.items() if length and shown]
    shape = _shape(column, heading, options)
    if (bare or clocks) and not shape:
        read = (bare or clocks)[0].text
        decision.asks.append(ColumnQuestion("SHORT_DURATION", SHAPES, "duration", {"read": read}))
    part = 60 if clocks and shape == "mm:ss" else 1
    lengths = {cell: length / part for cell, length in seconds.items() if length is not None}
    lengths |= {cell: bare_seconds(cell.text, shape or "h:mm") for cell in bare}
    size = SECONDS[column.type]
    decision.values = {(c.text, c.kind): in_range(column, Decimal(n) / size) for c, n in lengths.items()}
    return [cell for cell in cells if cell not in lengths], decision


def _shape(column: Column, heading: str, options: Options) -> str | None:
    """How 1:30 is meant, where it was said or the heading says it."""
    said = re.search(r"(?<![a-z])(h{1,2}:mm(?!:ss)|mm:ss)(?![a-z:])", heading, re.IGNORECASE)
    if told := options.about(column.name, "duration"):
        return told
    return (SHAPES[0] if said[1][0] in "hH" else SHAPES[1]) if said else None
