"""Finds the heading row and which heading feeds which column."""

import re
import shlex
from dataclasses import dataclass, field

from data.contracts import Contract, fold
from data.options import Options
from data.typing.currencies import of_heading
from data.typing.decision import Ask
from data.typing.numbers import read_number
from data.typing.dates import read_date

SEARCHED_ROWS = 60


@dataclass(frozen=True)
class Heading:
    """The heading row: its row number (0: none), its cells, and how many columns it spans."""

    row: int
    cells: tuple
    width: int


@dataclass
class Mapping:
    """Which column is fed by which cell (0-based) of a row; what is ignored, asked or wrong."""

    positions: dict = field(default_factory=dict)
    currencies: dict = field(default_factory=dict)
    ignored: list = field(default_factory=list)
    asks: list = field(default_factory=list)


def find_heading(rows: list, contract: Contract, options: Options, remembered: dict) -> Heading | Ask:
    """The heading row among the first rows (row number, cells), or a question when there is none."""
    asked = options.settings.get("header-row")
    if asked is not None:
        return _asked_heading(rows, int(asked))
    known = {fold(h) for c in contract.columns for h in c.headings} | {fold(h) for h in remembered}
    known |= {fold(h) for h in options.mapping.values()}
    scores = [len({_key(cell) for cell in cells} & known) for _, cells in rows]
    best = max(scores, default=0)
    if best:
        row, cells = rows[scores.index(best)]
        if best > 1 or not _has_data(cells):
            return _heading(row, cells)
    first = next(((row, cells) for row, cells in rows if sum(1 for c in cells if c) > 1), rows[0])
    if _has_data(first[1]):
        return Ask("NO_HEADER", ("0", str(first[0])), "header-row")
    return _heading(*first)


def map_headings(heading: Heading, contract: Contract, options: Options, remembered: dict) -> Mapping:
    """Feeds columns by --map first, then as remembered, then by the headings of the contract."""
    mapping = Mapping()
    keys = [_key(cell) for cell in heading.cells]
    for column, wanted in options.mapping.items():
        _map_by_hand(mapping, heading, keys, column, wanted)
    taken = set(mapping.positions.values())
    known = {fold(h): column for h, column in remembered.items()}
    for column in contract.columns:
        if column.name in mapping.positions or options.about(column.name, "value") is not None:
            continue
        groups = ([k for k, c in known.items() if c == column.name], [fold(column.name)],
                  [fold(h) for h in column.headings])
        for group in groups:
            found = [i for i, key in enumerate(keys) if key in group and i not in taken
                     and known.get(key, column.name) == column.name]
            if found:
                _take(mapping, heading, column.name, found)
                break
    used = set(mapping.positions.values())
    mapping.ignored = [cell or f"#{i + 1}" for i, cell in enumerate(heading.cells) if i not in used and cell.strip()]
    mapping.currencies = {c: of_heading(heading.cells[i])[1] for c, i in mapping.positions.items()}
    return mapping


def _map_by_hand(mapping: Mapping, heading: Heading, keys: list, column: str, wanted: str) -> None:
    if found := re.fullmatch(r"#(\d{1,4})", wanted):
        position = int(found[1]) - 1
        positions = [position] if 0 <= position < heading.width else []
    else:
        positions = [i for i, cell in enumerate(heading.cells) if cell == wanted]
        positions = positions or [i for i, key in enumerate(keys) if key == _key(wanted)]
    if positions:
        _take(mapping, heading, column, positions)
    else:
        mapping.asks.append((column, Ask("UNKNOWN_HEADING", fields={
            "heading": wanted, "headings": ", ".join(c for c in heading.cells if c)})))


def _take(mapping: Mapping, heading: Heading, column: str, found: list) -> None:
    mapping.positions[column] = found[0]
    if len(found) > 1:
        shown = ", ".join(f"{heading.cells[i]} (#{i + 1})" for i in found)
        mapping.asks.append((column, Ask("DUPLICATE_COLUMN", tuple(f"#{i + 1}" for i in found), "map", {
            "headings": shown})))


def answer_with(column: str, ask: Ask) -> str:
    """The option of the command line that answers a question with its first choice."""
    if ask.setting == "map":
        return f"--map {shlex.quote(f'{column}={ask.choices[0]}')}"
    name = ask.setting if ask.setting == "header-row" else f"{column}.{ask.setting}"
    return f"--set {shlex.quote(f'{name}={ask.choices[0]}')}"


def _asked_heading(rows: list, asked: int) -> Heading | Ask:
    if asked == 0:
        width = max((len(cells) for _, cells in rows), default=0)
        return Heading(0, tuple(f"#{i + 1}" for i in range(width)), width)
    found = [(row, cells) for row, cells in rows if row == asked]
    return _heading(*found[0]) if found else Ask("NO_HEADER", fields={"row": asked})


def _heading(row: int, cells: list) -> Heading:
    width = max((i + 1 for i, cell in enumerate(cells) if cell.strip()), default=0)
    return Heading(row, tuple(cells[:width]), width)


def _key(cell: str) -> str:
    return fold(of_heading(cell)[0]) or fold(cell)


def _has_data(cells: list) -> bool:
    return any(cell and (read_number(cell) or read_date(cell)) for cell in cells)
