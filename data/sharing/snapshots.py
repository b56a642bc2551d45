"""Results as they were seen: a frame kept as plain values with the types of its columns, and given back the same."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pandas


@dataclass(frozen=True)
class Snapshot:
    """The rows of one result: for each column its name, its type as pandas names it, and its values (None: empty)."""

    columns: tuple[tuple[str, str, tuple], ...] = ()


def freeze(rows: pandas.DataFrame) -> Snapshot:
    """The values of a frame, exact: decimals, days and empty cells stay what they are."""
    return Snapshot(
        tuple((str(name), str(rows[name].dtype), tuple(_plain(value) for value in rows[name])) for name in rows.columns)
    )


def thaw(kept: Snapshot) -> pandas.DataFrame:
    """The frame that was kept, with the same types."""
    length = len(kept.columns[0][2]) if kept.columns else 0
    series = {name: _series(kind, values) for name, kind, values in kept.columns}
    return pandas.DataFrame(series, index=pandas.RangeIndex(length))


def _series(kind: str, values: tuple) -> pandas.Series:
    """Empty cells of a column of numbers are read as that type's own empty value."""
    empty = math.nan if kind == "float64" else None
    return pandas.Series([empty if value is None else value for value in values], dtype=kind)


def _plain(value: object) -> object:
    """None for an empty cell, else a value of Python's own."""
    if value is None or value is pandas.NA or value is pandas.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, pandas.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, (str, bool, Decimal, date, datetime)):
        return value
    return value.item() if hasattr(value, "item") else value


def to_json(kept: Snapshot) -> list:
    """The frame as lists that JSON can hold."""
    return [[name, kind, [_to_json(value) for value in values]] for name, kind, values in kept.columns]


def from_json(read: object) -> Snapshot:
    """The frame that to_json wrote; raises ValueError for anything else."""
    columns = []
    for one in expect_list(read):
        name, kind, values = expect_list(one, 3)
        columns.append(
            (expect_text(name), expect_text(kind), tuple(_from_json(value) for value in expect_list(values)))
        )
    if len({len(values) for _, _, values in columns}) > 1:
        raise ValueError("columns of different lengths")
    return Snapshot(tuple(columns))


def _to_json(value: object) -> object:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"number": repr(value)}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise ValueError(f"a cell of the type {type(value).__name__} cannot be kept")


_READERS: dict[str, Callable[[str], object]] = {
    "number": float,
    "decimal": Decimal,
    "time": datetime.fromisoformat,
    "day": date.fromisoformat,
}


def _from_json(read: object) -> object:
    if read is None or isinstance(read, (str, bool, int, float)):
        return read
    if isinstance(read, dict) and len(read) == 1:
        ((kind, written),) = read.items()
        if kind in _READERS:
            return _READERS[kind](expect_text(written))
    raise ValueError("not a cell")


def expect_list(read: object, length: int | None = None) -> list:
    """The value itself when it is a list (of that length); else ValueError."""
    if not isinstance(read, list) or length not in (None, len(read)):
        raise ValueError("not a list of that length")
    return read


def expect_text(read: object) -> str:
    """The value itself when it is a text; else ValueError."""
    if not isinstance(read, str):
        raise ValueError("not a text")
    return read
