"""A reject file that comes back: which cells of which rows somebody corrected."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from data.contracts import fold
from data.printing import guarded
from data.problems import Problem
from data.rejects import Original, shown_headings
from data.spreadsheets import CELL_SIGNS, without_guard

ROW = ("row", "fila", "linha")
REST = ("column", "read", "reason", "columna", "leído", "motivo")
SEARCHED_ROWS = 60
UNSEEN = re.compile(r"_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b\x0c\x0e-\x1f]")  # a workbook holds none of these signs


def corrections(cursor, text, held: Original) -> tuple[list[dict], int, list[str]]:
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
    found, unknown = {}, 0
    for kinds, *cells in rows[start + 1 :]:
        if not any(cell.strip() for cell in cells):
            continue
        row = _number(cells[at])
        if row not in held.rows:
            unknown += 1
            continue
        changed = _changed(
            held.rows[row].cells,
            {name: (without_guard(cells[i]), kinds[i : i + 1] or "t", cells[i]) for name, i in places.items()},
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


def _headings(rows: list, held: Original) -> tuple[int, int, dict, list]:
    """The place of the heading row, of the row numbers, of each heading of the original, and what is none of these."""
    known = {fold(shown): name for name, shown in zip(held.headings, shown_headings(held.headings))}
    known |= {fold(column): heading for column, heading in held.columns.items() if fold(column) not in known}
    for start, (_, *cells) in enumerate(rows[:SEARCHED_ROWS]):
        keys = [fold(without_guard(cell)) for cell in cells]
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
    """Whether a cell holds what went out, as a spreadsheet program may have kept it:
    other line ends, 0007 as 7, 12,50 as 12,5."""
    plain = [" ".join(UNSEEN.sub("", text).split()) for text in (old, new, raw, guarded(old)[:CELL_SIGNS])]
    return plain[1] == plain[0] or plain[2] in (plain[0], plain[3]) or _kept_as_number(plain[0], plain[1])


def _kept_as_number(old: str, new: str) -> bool:
    if old.lstrip("0") == new and new.isdigit():
        return True
    try:
        return (
            Decimal(old) == Decimal(new) and "e" not in new.lower() and len(new) <= len(old) and not old.startswith("0")
        )
    except InvalidOperation:
        return re.sub(r"(,\d*?)0+$", r"\1", old).rstrip(",") == new and "," in old
