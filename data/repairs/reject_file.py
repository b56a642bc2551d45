"""The reject file: written, and read again when it comes back."""

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

import pandas

from data.contracts.definitions import Contract, fold
from data.contracts.definitions import contract as contract_of
from data.export.spreadsheets import CELL_SIGNS
from data.export.text import escape_formula, escape_in_csv, unescape_formula
from data.imports import quarantine
from data.imports.saved_answers import positions
from data.languages import ENGLISH
from data.problems import Problem, sentence

OURS = ("row", "column", "read", "reason")


@dataclass
class RejectedRow:
    """One row set aside: its number in the file, its cells by heading, their kinds (a letter each), what is wrong."""

    row: int
    cells: dict
    kinds: str
    problems: list = field(default_factory=list)


@dataclass(frozen=True)
class RejectedImport:
    """The import whose rows are set aside: its headings in order, the heading of each column it brought, its rows.

    Headings from `width` on stand for cells beyond the file's own; has_header: whether the file had a heading row.
    """

    import_id: str
    contract: Contract
    file: str
    sheet: str | None
    headings: list
    columns: dict
    rows: dict
    width: int
    has_header: bool

    def heading_of(self, name: str) -> str:
        """The heading of a canonical column, or the heading itself; raises Problem when there is no such column."""
        found = self.columns.get(name) or (name if name in self.headings else self.columns.get(name.strip().lower()))
        if found is None:
            raise Problem("UNKNOWN_COLUMN", {"column": name, "columns": ", ".join((*self.columns, *self.headings))})
        return found

    def cell(self, row: int, column: str | None) -> str:
        """The text of one row set aside in a canonical column; empty when the file has no such column."""
        return (self.rows[row].cells.get(self.columns.get(column)) or "").strip()


def load_rejects(cursor, import_id: str) -> RejectedImport:
    """An import with what it has set aside now; of a repair the import it repairs.

    Raises Problem when there is none.
    """
    repaired = cursor.execute("select repairs from repair where import_id = ?", [import_id]).fetchone()
    import_id = repaired[0] if repaired else import_id
    found = cursor.execute(
        "select i.dataset, i.file, i.sheet, i.status, i.columns, d.decisions from import_log as i "
        "left join import_decision as d on d.import_id = i.import_id where i.import_id = ?",
        [import_id],
    ).fetchone()
    if found is None or found[3] == "undone":
        raise Problem("UNKNOWN_IMPORT" if found is None else "UNDONE_BEFORE", {"import_id": import_id})
    dataset, file, sheet, _, columns, decisions = found
    rows = _aside(cursor, import_id)
    kept = json.loads(decisions) if decisions else {"mapping": {}, "settings": {}, "headings": []}
    headings = list(dict.fromkeys([*kept["headings"], *(heading for row in rows.values() for heading in row.cells)]))
    mapping = kept["mapping"]
    places = positions(json.loads(columns or "{}"), mapping, headings)
    named = {
        column: headings[int(place[1:]) - 1] for column, place in places.items() if int(place[1:]) <= len(headings)
    }
    width = len(kept["headings"]) or min((len(row.cells) for row in rows.values()), default=0)
    return RejectedImport(
        import_id,
        contract_of(dataset),
        file,
        sheet,
        headings,
        named,
        rows,
        width,
        kept["settings"].get("header-row") != "0",
    )


def _aside(cursor, import_id: str) -> dict[int, RejectedRow]:
    kinds = dict(
        cursor.execute(
            "select source_row, any_value(kinds) from quarantine where import_id = ? and to_version is null "
            "group by source_row",
            [import_id],
        ).fetchall()
    )
    found: dict[int, RejectedRow] = {}
    for problem in quarantine.listed(cursor, import_id):
        row = problem["row"]
        if row not in found:
            found[row] = RejectedRow(row, json.loads(problem["verbatim"] or "{}"), kinds[row] or "")
        found[row].problems.append(problem)
    return found


def reject_rows(store, import_id: str, language: str = ENGLISH) -> pandas.DataFrame:
    """The rows an import has set aside, one line each: row, column, read, reason, then the file's headings with its
    cells.

    All cells are texts as they stood; a file made of this frame comes back through `repair.repair_file`.
    Raises Problem when there is no such import.
    """
    store.demand("rows")
    with store.cursor() as cursor:
        held = load_rejects(cursor, import_id)
    lines = [
        [aside.row, *_said(aside, language), *(aside.cells.get(name) or "" for name in held.headings)]
        for aside in held.rows.values()
    ]
    return pandas.DataFrame(lines, columns=[*OURS, *shown_headings(held.headings)], dtype=object)


def shown_headings(headings: list[str]) -> list[str]:
    """The headings as the reject file has them: those that are called as our own columns stand apart (row (#1))."""
    return [f"{name} (#{i + 1})" if name.strip().lower() in OURS else name for i, name in enumerate(headings)]


def _said(aside: RejectedRow, language: str) -> tuple[str, str, str]:
    reasons = [sentence(p["code"], p["fields"], language) for p in aside.problems]
    column, read = ("; ".join(dict.fromkeys(p[name] for p in aside.problems if p[name])) for name in ("column", "read"))
    return column, read, " ".join(dict.fromkeys(reasons))


def rows_with_same_value(store, import_id: str, column: str, read: str) -> list[int]:
    """The rows of an import set aside with the same text in a column (canonical name or heading), by number."""
    store.demand("rows")
    with store.cursor() as cursor:
        held = load_rejects(cursor, import_id)
    heading = held.heading_of(column)
    return sorted(row for row, aside in held.rows.items() if (aside.cells.get(heading) or "").strip() == read.strip())


ROW = ("row", "fila", "linha")
REST = ("column", "read", "reason", "columna", "leído", "motivo")
SEARCHED_ROWS = 60
UNSEEN = re.compile(r"_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b\x0c\x0e-\x1f]")  # a workbook holds none of these signs


def read_corrections(cursor, text, held: RejectedImport) -> tuple[list[dict], int, list[str]]:
    """What a file that came back changes: [{"row": 17, "cells": {heading: text}, "kinds": {heading: letter}}], how many
    of its rows are not set aside, and the headings it does not share with the original.

    Rows that stand as they went out are left out. Raises Problem for a file without row numbers or with two lines for
    one.
    """
    names = [f"c{i}" for i in range(text.width)]
    rows = cursor.execute(
        f"select coalesce(kinds, ''), {', '.join(f'coalesce({name}, {chr(39) * 2})' for name in names)} "
        "from read_parquet(?) order by source_row",
        [text.path],
    ).fetchall()
    start, at, places, ignored = _headings(rows, held)
    _refuse_uncalculated(text, places)
    found: dict[int, dict] = {}
    unknown = 0
    for kinds, *cells in rows[start + 1 :]:
        if not any(cell.strip() for cell in cells):
            continue
        row = _number(cells[at])
        if row is None or row not in held.rows:
            unknown += 1
            continue
        changed = _changed(
            held.rows[row].cells,
            {name: (unescape_formula(cells[i]), kinds[i : i + 1] or "t", cells[i]) for name, i in places.items()},
        )
        if found.setdefault(row, changed) != changed:
            raise Problem("ROW_TWICE", {"row": row})
    return (
        [
            {
                "row": row,
                "cells": {name: cell for name, (cell, _) in changed.items()},
                "kinds": {name: kind for name, (_, kind) in changed.items()},
            }
            for row, changed in found.items()
            if changed
        ],
        unknown,
        ignored,
    )


def _headings(rows: list, held: RejectedImport) -> tuple[int, int, dict, list]:
    """The place of the heading row, of the row numbers, of each heading of the original, and what is none of these."""
    known = {fold(shown): name for name, shown in zip(held.headings, shown_headings(held.headings))}
    known |= {fold(column): heading for column, heading in held.columns.items() if fold(column) not in known}
    for start, (_, *cells) in enumerate(rows[:SEARCHED_ROWS]):
        keys = [fold(unescape_formula(cell)) for cell in cells]
        at = next((i for i, key in enumerate(keys) if key in ROW), None)
        own = {at} | {keys.index(fold(name)) for name in REST if fold(name) in keys[:4]}
        places = {known[key]: i for i, key in reversed(list(enumerate(keys))) if key in known and i not in own}
        if at is not None and places:
            used = own | set(places.values())
            return start, at, places, [cell for i, cell in enumerate(cells) if cell.strip() and i not in used]
    raise Problem("NO_ROW_NUMBERS", {"headings": ", ".join(held.headings)})


def _refuse_uncalculated(text, places: dict) -> None:
    for name, i in places.items():
        if row := text.facts.get("uncalculated", {}).get(str(i)):
            raise Problem("FORMULA_NOT_CALCULATED", {"column": name, "row": row})


def _number(text: str) -> int | None:
    text = text.strip().lstrip("'")
    return int(float(text)) if re.fullmatch(r"\d{1,15}(\.0+)?", text) else None


def _changed(before: dict, cells: dict) -> dict:
    return {
        name: (new, kind) for name, (new, kind, raw) in cells.items() if not _stands(before.get(name) or "", new, raw)
    }


def _stands(old: str, new: str, raw: str) -> bool:
    """Whether a cell holds what went out, with other line ends, 0007 as 7, 12,50 as 12,5."""
    texts = (old, new, raw, escape_formula(old)[:CELL_SIGNS], escape_in_csv(old))
    plain = [" ".join(UNSEEN.sub("", text).split()) for text in texts]
    return plain[1] == plain[0] or plain[2] in (plain[0], *plain[3:]) or _kept_as_number(plain[0], plain[1])


def _kept_as_number(old: str, new: str) -> bool:
    if old.lstrip("0") == new and new.isdigit():
        return True
    try:
        return (
            Decimal(old) == Decimal(new) and "e" not in new.lower() and len(new) <= len(old) and not old.startswith("0")
        )
    except InvalidOperation:
        return re.sub(r"(,\d*?)0+$", r"\1", old).rstrip(",") == new and "," in old
