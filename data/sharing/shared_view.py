"""One shared view: everything that decides what a link shows, written and read in one place, as strict JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import InvalidOperation
from typing import Any

from data.languages import ENGLISH
from data.sharing.snapshots import Snapshot, expect_list, expect_text, from_json, to_json

PAGES = (
    "overview",
    "dissatisfaction",
    "loyalty",
    "win_or_keep",
    "value_chain",
    "sector",
    "service_quality",
)  # what a link may open: pages of answers, nothing else
MODES = ("seen", "both", "live")
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Number:
    """A number the view showed: its name in the reader's language, where it is from, and its value as text."""

    label: str
    figure: str
    column: str
    cell: Pairs
    value: str


@dataclass(frozen=True)
class SharedView:
    """What a link shows.

    parameters: every control as it stands in the address. mode: "seen" (as recorded), "live", "both" (as recorded, with
    a switch to live). sectors: the only ones it may speak of (None: all). frames: the results recorded, by their key.
    recorded_on: the day (ISO) they were, "" while nothing is.
    """

    page: str
    parameters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    version: int = 0
    models_hash: str = ""
    assumptions: Pairs = ()
    language: str = ENGLISH
    sectors: tuple[str, ...] | None = None
    mode: str = "seen"
    small_group: int = 5
    recorded_on: str = ""
    frames: tuple[tuple[str, Snapshot], ...] = ()
    numbers: tuple[Number, ...] = ()
    notes: tuple[Pairs, ...] = ()

    def parameter(self, name: str) -> tuple[str, ...]:
        """The values a control had, none when it was not in the address."""
        return dict(self.parameters).get(name, ())


def to_text(view: SharedView) -> str:
    """The view as one line of ASCII JSON, the same for the same view."""
    plain = {field.name: getattr(view, field.name) for field in fields(view)}
    plain["frames"] = [[key, to_json(frame)] for key, frame in view.frames]
    plain["numbers"] = [[one.label, one.figure, one.column, one.cell, one.value] for one in view.numbers]
    return json.dumps(plain, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":"))


def from_text(written: str) -> SharedView:
    """The view that to_text wrote. Raises ValueError for anything else:
    a field too many, too few or of another type."""
    try:
        read = json.loads(written, object_pairs_hook=_once, parse_constant=_refuse)
        if not isinstance(read, dict) or set(read) != set(_READERS):
            raise ValueError("not the fields of a view")
        view = SharedView(**{name: reader(read[name]) for name, reader in _READERS.items()})
    except (TypeError, RecursionError, InvalidOperation) as failure:
        raise ValueError("not a view") from failure
    if view.page not in PAGES or view.mode not in MODES:
        raise ValueError("no such page or mode")
    return view


def _once(pairs: list[tuple[str, object]]) -> dict:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _refuse(constant: str):
    raise ValueError(f"{constant} is no number")


def _whole(read: object) -> int:
    if not isinstance(read, int) or isinstance(read, bool):
        raise ValueError("not a whole number")
    return read


def _texts(read: object) -> tuple[str, ...]:
    return tuple(expect_text(one) for one in expect_list(read))


def _pairs(read: object) -> Pairs:
    return tuple(
        (expect_text(name), expect_text(value)) for name, value in (expect_list(one, 2) for one in expect_list(read))
    )


def _parameters(read: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (expect_text(name), _texts(values)) for name, values in (expect_list(one, 2) for one in expect_list(read))
    )


def _frames(read: object) -> tuple[tuple[str, Snapshot], ...]:
    return tuple(
        (expect_text(key), from_json(frame)) for key, frame in (expect_list(one, 2) for one in expect_list(read))
    )


def _numbers(read: object) -> tuple[Number, ...]:
    rows = [expect_list(one, 5) for one in expect_list(read)]
    return tuple(
        Number(expect_text(label), expect_text(figure), expect_text(column), _pairs(cell), expect_text(value))
        for label, figure, column, cell, value in rows
    )


_READERS: dict[str, Callable[[object], Any]] = {
    "page": expect_text,
    "parameters": _parameters,
    "version": _whole,
    "models_hash": expect_text,
    "assumptions": _pairs,
    "language": expect_text,
    "sectors": lambda read: None if read is None else _texts(read),
    "mode": expect_text,
    "small_group": _whole,
    "recorded_on": expect_text,
    "frames": _frames,
    "numbers": _numbers,
    "notes": lambda read: tuple(_pairs(one) for one in expect_list(read)),
}
