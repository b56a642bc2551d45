"""Finds the heading row and which heading feeds which column."""

import difflib
import re
from dataclasses import dataclass, field

from data.contracts.definitions import Column, Contract, fold
from data.import_options import Options, headings_named
from data.parsing.decision import ColumnQuestion
from data.parsing.values.currencies import of_heading
from data.parsing.values.dates import read_date
from data.parsing.values.numbers import read_number
from data.parsing.values.units import says_percent, scale_of, unit_of

SEARCHED_ROWS = 60
NOT_THERE = "none"
UNIT = re.compile(r"\s*[(\[][^()\[\]]{1,20}[)\]]\s*$")  # "(k€)" behind a heading
ZONE = re.compile(r"utc|gmt|[a-z]{2,4}t|mez|mesz|(?:utc|gmt)? ?[+-]\d{1,2}(?::\d{2})?|local|local time|hora local")
QUOTES = "'`´‘’“”„«»\""


@dataclass(frozen=True)
class Heading:
    """The heading row: its row number (0: none), its cells, and how many columns it spans."""

    row: int
    cells: tuple
    width: int


@dataclass
class Mapping:
    """Which column is fed by which cell (0-based) of a row; what is ignored, asked or wrong.

    `moved` are the (column, heading) that their cells decided; `parts` the places that are read with another one.
    """

    positions: dict = field(default_factory=dict)
    currencies: dict = field(default_factory=dict)
    ignored: list = field(default_factory=list)
    asks: list = field(default_factory=list)
    moved: list = field(default_factory=list)
    parts: set = field(default_factory=set)


def find_heading(rows: list, contract: Contract, options: Options, remembered: dict) -> Heading | ColumnQuestion:
    """The heading row among the first rows (row number, cells), or a question when there is none."""
    asked = options.settings.get("header-row")
    if asked is not None:
        return _asked_heading(rows, int(asked))
    known = {fold(h) for c in contract.columns for h in (*c.headings, *c.weak)} | {fold(h) for h in remembered}
    known |= {fold(h) for h in options.mapping.values()}
    scores = [len({_key(cell) for cell in cells} & known) for _, cells in rows]
    best = max(scores, default=0)
    if best:
        row, cells = rows[scores.index(best)]
        if best > 1 or not _has_data(cells):
            return _heading(row, cells)
    first = next(((row, cells) for row, cells in rows if sum(1 for c in cells if c) > 1), rows[0])
    if _has_data(first[1]):
        return ColumnQuestion("NO_HEADER", ("0", str(first[0])), "header-row")
    return _heading(*first)


def map_headings(heading: Heading, contract: Contract, options: Options, remembered: dict) -> Mapping:
    """Feeds columns by --map first, then as remembered, then by the headings of the contract."""
    mapping = Mapping()
    keys = [_key(cell) for cell in heading.cells]
    for column, wanted in options.mapping.items():
        _map_by_hand(mapping, heading, keys, column, wanted)
    known = {fold(h): column for h, column in remembered.items()}
    open_columns = [
        c for c in contract.columns if c.name not in options.mapping and options.about(c.name, "value") is None
    ]
    _take_known(
        mapping,
        heading,
        keys,
        known,
        open_columns,
        lambda column: (
            [k for k, c in known.items() if c == column.name],
            [fold(column.name)],
            [fold(h) for h in column.headings],
        ),
    )
    settled = _settled(contract, {*mapping.positions, *options.mapping})
    _take_known(
        mapping,
        heading,
        keys,
        known,
        [c for c in open_columns if c.name not in settled],
        lambda column: ([fold(h) for h in column.weak],),
    )
    _take_with_units(mapping, heading, known, [c for c in open_columns if c.name not in settled])
    used = set(mapping.positions.values())
    mapping.ignored = [cell or f"#{i + 1}" for i, cell in enumerate(heading.cells) if i not in used and cell.strip()]
    mapping.currencies = {c: of_heading(heading.cells[i])[1] for c, i in mapping.positions.items()}
    return mapping


def place_of(heading: Heading, said: str) -> int | None:
    """Where a heading stands that an option names, as written or alike, or by its place (#3); None: nowhere."""
    places = range(heading.width)
    names = [(f"#{i + 1}", heading.cells[i].strip(), f"{heading.cells[i].strip()} (#{i + 1})") for i in places]
    same = [i for i in places if said.strip() in names[i] and said.strip()]
    same = same or [i for i in places if fold(said) and fold(names[i][1]) == fold(said)]
    return same[0] if same else None


def unknown_heading(heading: Heading, options: Options) -> dict | None:
    """What to say of the first heading that a setting names and the file has not; None: it has them all."""
    for setting, value in options.settings.items():
        for said in headings_named(setting, value):
            if place_of(heading, said) is None:
                return {"setting": f"{setting}={value}", **not_there(heading, said)}
    return None


def not_there(heading: Heading, said: str) -> dict:
    """The fields of the sentence that a file has no such heading: its headings, and the one that may be meant."""
    names = {fold(cell): cell.strip() for cell in heading.cells if cell.strip()}
    near = difflib.get_close_matches(fold(said), names, 1)
    return {"heading": said, "headings": ", ".join(names.values()), "near": names[near[0]] if near else None}


def _settled(contract: Contract, there: set) -> set:
    """The columns that others stand for already: the total of an order beside quantity and price of its lines."""
    return {
        name
        for groups in contract.alternatives
        if any(set(group) <= there for group in groups)
        for group in groups
        for name in group
    }


def _take_known(mapping: Mapping, heading: Heading, keys: list, known: dict, columns: list, groups_of) -> None:
    """Feeds each column not fed yet by the first of its groups of headings that stands in the file."""
    taken = set(mapping.positions.values())
    for column in columns:
        if column.name in mapping.positions:
            continue
        for group in groups_of(column):
            found = [
                i
                for i, key in enumerate(keys)
                if key in group and i not in taken and known.get(key, column.name) == column.name
            ]
            if found:
                _take(mapping, heading, column.name, found)
                break


def _take_with_units(mapping: Mapping, heading: Heading, known: dict, columns: list) -> None:
    """Feeds columns by headings that add a unit of theirs in brackets: "Amount (k€)", "Handling time (h)"."""
    for column in columns:
        names = {_key(UNIT.sub("", text)) for text in (column.name, *column.headings)}
        taken = set(mapping.positions.values())
        found = [
            i
            for i, cell in enumerate(heading.cells)
            if i not in taken
            and _key(cell) not in known
            and _is_in_unit(cell, column)
            and _key(UNIT.sub("", cell)) in names
        ]
        if found and column.name not in mapping.positions:
            _take(mapping, heading, column.name, found)


def _is_in_unit(cell: str, column: Column) -> bool:
    """Whether a heading ends with a unit in brackets that the numbers of this column can have."""
    unit = UNIT.search(cell.strip())
    if not unit:
        return False
    if column.type in ("money", "price"):
        return scale_of(unit[0]) is not None
    if column.type == "instant":
        return bool(ZONE.fullmatch(unit[0].strip("()[] ").casefold()))
    if column.type in ("minutes", "hours") or column.unit == "months":
        return unit_of(unit[0]) is not None
    return column.type in ("share", "score") and says_percent(unit[0])


def _map_by_hand(mapping: Mapping, heading: Heading, keys: list, column: str, wanted: str) -> None:
    if wanted == NOT_THERE and wanted not in keys:
        return
    if found := re.fullmatch(r"#(\d{1,4})", wanted):
        position = int(found[1]) - 1
        positions = [position] if 0 <= position < heading.width else []
    else:
        positions = [i for i, cell in enumerate(heading.cells) if cell == wanted]
        positions = positions or [i for i, key in enumerate(keys) if key == _key(wanted)]
    if positions:
        _take(mapping, heading, column, positions)
    else:
        mapping.asks.append((column, ColumnQuestion("UNKNOWN_HEADING", fields=not_there(heading, wanted))))


def _take(mapping: Mapping, heading: Heading, column: str, found: list) -> None:
    mapping.positions[column] = found[0]
    if len(found) > 1:
        shown = ", ".join(f"{heading.cells[i]} (#{i + 1})" for i in found)
        choices = (*(f"#{i + 1}" for i in found), NOT_THERE)
        mapping.asks.append((column, ColumnQuestion("DUPLICATE_COLUMN", choices, "map", {"headings": shown})))


def _asked_heading(rows: list, asked: int) -> Heading | ColumnQuestion:
    if asked == 0:
        width = max((len(cells) for _, cells in rows), default=0)
        return Heading(0, tuple(f"#{i + 1}" for i in range(width)), width)
    found = [(row, cells) for row, cells in rows if row == asked]
    return _heading(*found[0]) if found else ColumnQuestion("NO_HEADER", fields={"row": asked})


def _heading(row: int, cells: list) -> Heading:
    width = max((i + 1 for i, cell in enumerate(cells) if cell.strip()), default=0)
    return Heading(row, tuple(cells[:width]), width)


def _key(cell: str) -> str:
    cell = cell.strip().strip(QUOTES)
    return fold(of_heading(cell)[0]) or fold(cell)


def _has_data(cells: list) -> bool:
    return any(cell and (read_number(cell) or read_date(cell)) for cell in cells)
