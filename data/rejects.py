"""The rows of one import that are set aside now, cell by cell, as they are shown, downloaded and corrected."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pandas

from data import quarantine
from data.contracts import contract as contract_of
from data.decided import positions
from data.problems import Problem, sentence

OURS = ("row", "column", "read", "reason")


@dataclass
class Aside:
    """One row set aside: its number in the file, its cells by heading, their kinds (a letter each), what is wrong."""

    row: int
    cells: dict
    kinds: str
    problems: list = field(default_factory=list)


@dataclass(frozen=True)
class Original:
    """The import whose rows are set aside: its headings in order, the heading of each column it brought, its rows.

    Headings from `width` on stand for cells beyond the file's own; has_header: whether the file had a heading row.
    """

    import_id: str
    contract: object
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

    def cell(self, row: int, column: str) -> str:
        """The text of one row set aside in a canonical column; empty when the file has no such column."""
        return (self.rows[row].cells.get(self.columns.get(column)) or "").strip()


def original(cursor, import_id: str) -> Original:
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
    return Original(
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


def _aside(cursor, import_id: str) -> dict[int, Aside]:
    kinds = dict(
        cursor.execute(
            "select source_row, any_value(kinds) from quarantine where import_id = ? and to_version is null "
            "group by source_row",
            [import_id],
        ).fetchall()
    )
    found: dict[int, Aside] = {}
    for problem in quarantine.listed(cursor, import_id):
        row = problem["row"]
        if row not in found:
            found[row] = Aside(row, json.loads(problem["verbatim"] or "{}"), kinds[row] or "")
        found[row].problems.append(problem)
    return found


def reject_rows(source, import_id: str, language: str = "en") -> pandas.DataFrame:
    """The rows an import has set aside, one line each: row, column, read, reason, then the file's headings with its
    cells.

    `source` is a store or a cursor. All cells are texts as they stood; a file made of this frame comes back
    through `repairing.repair_file`. Raises Problem when there is no such import.
    """
    if hasattr(source, "home"):
        source.demand("rows")
        with source.cursor() as cursor:
            return reject_rows(cursor, import_id, language)
    held = original(source, import_id)
    lines = [
        [aside.row, *_said(aside, language), *(aside.cells.get(name) or "" for name in held.headings)]
        for aside in held.rows.values()
    ]
    return pandas.DataFrame(lines, columns=[*OURS, *shown_headings(held.headings)], dtype=object)


def shown_headings(headings: list[str]) -> list[str]:
    """The headings as the reject file has them: those that are called as our own columns stand apart (row (#1))."""
    return [f"{name} (#{i + 1})" if name.strip().lower() in OURS else name for i, name in enumerate(headings)]


def _said(aside: Aside, language: str) -> tuple[str, str, str]:
    reasons = [sentence(p["code"], p["fields"], language) for p in aside.problems]
    several = [list(dict.fromkeys(p[name] for p in aside.problems if p[name])) for name in ("column", "read")]
    return (*("; ".join(texts) for texts in several), " ".join(dict.fromkeys(reasons)))


def alike(store, import_id: str, column: str, read: str) -> list[int]:
    """The rows of an import set aside with the same text in a column (canonical name or heading), by number."""
    store.demand("rows")
    with store.cursor() as cursor:
        held = original(cursor, import_id)
    heading = held.heading_of(column)
    return sorted(row for row, aside in held.rows.items() if (aside.cells.get(heading) or "").strip() == read.strip())
