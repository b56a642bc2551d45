"""Looking into a file before it is imported: its tables, their first rows, and which data set each seems to be."""

from dataclasses import dataclass, field

from data.contracts.definitions import Contract, contract, dataset_names
from data.import_options import Options
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.headings import Heading, Mapping, find_heading, map_headings
from data.parsing.values.dates import read_date
from data.reading.read_file import first_rows
from data.reading.text_table import ReadFailure

SHOWN_ROWS = 12
WIDE = 0.7  # a column of times per stage is guessed from the cells, which says less than headings do


@dataclass(frozen=True)
class SheetInspection:
    """One table of a file: its name (None for text files), how many rows hold something (None: not counted), the
    first of them as (row number, cells), and whether it is a hidden sheet. `searched` are more rows for the heading."""

    name: str | None
    rows: int | None
    first_rows: list
    is_hidden: bool
    searched: list = field(default_factory=list, repr=False)


@dataclass(frozen=True)
class FileInspection:
    """What is to be seen in a file: its tables in order, never none."""

    sheets: list


@dataclass(frozen=True)
class DatasetMatch:
    """A data set that a table may be: the row of its headings, the columns found, those required and not found.

    A higher score is likelier; equal scores mean that the headings cannot tell.
    """

    dataset: str
    heading_row: int
    matched: list
    missing: list
    score: float


def inspect_file(path, file_name: str, work_dir, settings: dict | None = None) -> FileInspection | ReadFailure:
    """The tables of a file (each sheet, each table in a zip) with their first rows, or why there are none."""
    found = first_rows(path, work_dir, settings)
    if isinstance(found, ReadFailure):
        return found
    sheets = [
        SheetInspection(t["name"], t["rows"], _rows(t)[:SHOWN_ROWS], t["is_hidden"], _rows(t))
        for t in found
        if t["first_rows"]
    ]
    return FileInspection(sheets) if sheets else ReadFailure("NO_ROWS")


def _rows(table: dict) -> list:
    return [(number, cells) for number, cells in table["first_rows"]]


def detect_datasets(sheet_look: SheetInspection, remembered_by_dataset: dict) -> list:
    """The data sets the table may be, likeliest first; none when its headings are not those of any."""
    rows = sheet_look.searched or sheet_look.first_rows
    width = max((len(cells) for _, cells in rows), default=0)
    rows = [(number, [*cells, *[""] * (width - len(cells))]) for number, cells in rows]
    found = [_guess(rows, contract(name), remembered_by_dataset.get(name, {})) for name in dataset_names()]
    guesses = sorted((g for g in found if g), key=lambda g: (-g.score, g.dataset))
    return [g for g in guesses if g.score * 2 >= guesses[0].score]


def _guess(rows: list, dataset: Contract, remembered: dict) -> DatasetMatch | None:
    heading = find_heading(rows, dataset, Options(), remembered) if rows else None
    if heading is None or isinstance(heading, ColumnQuestion) or not heading.row:
        return None
    mapping = map_headings(heading, dataset, Options(), remembered)
    matched = [c.name for c in dataset.columns if c.name in mapping.positions]
    missing = _missing(dataset, matched)
    filled = sum(1 for cell in heading.cells if cell.strip())
    is_wide = dataset.dataset == "stage_times" and bool(missing) and _has_columns_of_times(rows, heading, mapping)
    if is_wide:
        filled = len(matched)  # the others are stages
        missing = [name for name in missing if name not in ("stage", "started_at")]
    if not _is_worth_showing(dataset, matched, missing, filled):
        return None
    score = _score(dataset, matched, missing, filled) * (WIDE if is_wide else 1)
    return DatasetMatch(dataset.dataset, heading.row, matched, missing, round(score, 4))


def _has_columns_of_times(rows: list, heading: Heading, mapping: Mapping) -> bool:
    """Whether at least two columns hold times: one column per stage."""
    below = [cells for row, cells in rows if row > heading.row]
    taken = {i for name, i in mapping.positions.items() if name not in ("stage", "started_at", "finished_at")}
    texts = {i: [cells[i] for cells in below if cells[i].strip()] for i in range(heading.width) if i not in taken}
    return sum(1 for found in texts.values() if found and all(map(_is_time, found))) >= 2


def _is_time(text: str) -> bool:
    return not text.isdigit() and read_date(text.strip()) is not None


def _missing(dataset: Contract, matched: list) -> list:
    missing = [c.name for c in dataset.columns if c.required and c.name not in matched]
    for groups in dataset.alternatives:
        if not any(set(group) <= set(matched) for group in groups):
            missing.append(groups[0][0])
    return missing


def _is_worth_showing(dataset: Contract, matched: list, missing: list, filled: int) -> bool:
    """Whether more than chance speaks for it: enough of the headings, or of what the data set must have."""
    required = len(missing) + len([n for n in matched if dataset.column(n).required])
    enough = len(matched) >= 2 or (len(matched) == 1 and not missing and filled <= 2)
    return enough and len(missing) * 2 <= max(required, 1) and (not missing or len(matched) * 4 >= filled)


def _score(dataset: Contract, matched: list, missing: list, filled: int) -> float:
    """Between 0 and 1: how many of the headings are known, and how much of what must be there is."""
    required = len(missing) + len([n for n in matched if dataset.column(n).required])
    known = len(matched) / max(filled, len(matched), 1)
    there = 1 - len(missing) / max(required, 1)
    return there * there * (0.5 + 0.5 * known) * min(1, 0.6 + 0.1 * len(matched))
