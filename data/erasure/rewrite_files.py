"""The files beside the database without the customer: texts, originals, and which old files go."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from data.cells import stored_cells
from data.erasure import file_lines
from data.erasure.data_subject import DataSubject
from data.import_options import Options
from data.reading.read_file import read_text
from data.reading.text_table import ReadFailure
from data.storage import originals


@dataclass
class Told:
    """One import or repair and its file: settings of its reading, the table of its cells, the lines that go."""

    import_id: str
    digest: str
    sheet: str | None
    settings: dict
    repairs: str | None
    table: Path | None = None
    lines: set[int] = field(default_factory=set)


def renew(cursor, home: Path, folder: Path, customer: DataSubject) -> dict[str, str]:
    """Writes the new texts and originals; returns import → SHA-256 of its file from now on, for those that changed."""
    digests: dict[str, str] = {}
    for held in _by_file(cursor).values():
        for one in held:
            _look_up(cursor, home, folder, one, customer)
        path = originals.path_of(home, held[0].digest)
        names_it = customer.is_unmistakable and path.exists() and file_lines.holds(path, customer.id)
        if any(one.lines for one in held) or names_it:
            _share_lines(cursor, held)
            digests |= _renew_file(home, folder, path, held, customer)
    return digests


def _by_file(cursor) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for import_id, digest, sheet, settings, repairs in cursor.execute(
        "select i.import_id, i.sha256, i.sheet, i.options, r.repairs from import_log as i left join repair as r "
        "on r.import_id = i.import_id where i.sha256 is not null order by i.version"
    ).fetchall():
        found.setdefault(digest, []).append(Told(import_id, digest, sheet, json.loads(settings or "{}"), repairs))
    return found


def _look_up(cursor, home: Path, folder: Path, one: Told, customer: DataSubject) -> None:
    one.lines = _gone(cursor, one.import_id)
    if one.repairs is None:
        one.table = stored_cells.path_of(cursor, home, one.import_id)
        return
    settings = {"hidden-rows": "include", "struck-rows": "include"} | one.settings
    text = read_text(originals.path_of(home, one.digest), "", Options(one.sheet, {}, settings), folder)
    if isinstance(text, ReadFailure):
        return
    one.table, gone = Path(text.path).rename(folder / f"{one.import_id}.repair"), _gone(cursor, one.repairs)
    cells = [f"c{i}" for i in range(text.width)]
    for number, *row in cursor.execute(
        f"select source_row, {', '.join(cells)} from read_parquet(?)", [str(one.table)]
    ).fetchall():
        shown = {cell.strip() for cell in row if cell}
        if shown & set(map(str, gone)) or any(
            customer.id == cell or customer.is_unmistakable and customer.word.search(cell) for cell in shown
        ):
            one.lines.add(number)


def _gone(cursor, import_id: str) -> set[int]:
    return {
        row
        for (row,) in cursor.execute(
            "select distinct source_row from named_line where import_id = ?", [import_id]
        ).fetchall()
    }


def _share_lines(cursor, held: list[Told]) -> None:
    """Imports that read the same table of a file lose the same lines."""
    for one in held:
        alike = [other for other in held if (other.sheet, other.repairs) == (one.sheet, one.repairs)]
        more = {line for other in alike for line in other.lines} - one.lines
        one.lines |= more
        if more:
            cursor.executemany("insert into named_line values (?, ?, false)", [[one.import_id, row] for row in more])


def _renew_file(home: Path, folder: Path, path: Path, held: list[Told], customer: DataSubject) -> dict[str, str]:
    for one in held:
        if one.table and one.repairs is None:
            file_lines.without_lines(one.table, one.lines, folder / "texts" / f"{one.import_id}.parquet")
    first = held[0]
    content = None
    if (
        path.exists()
        and first.table
        and all((one.sheet, one.repairs, one.settings) == (first.sheet, first.repairs, first.settings) for one in held)
    ):
        content = file_lines.blank_lines(path, first.lines, first.settings, _rest(folder, first), folder)
    if content is not None and not (customer.is_unmistakable and customer.id.encode() in content):
        return dict.fromkeys([one.import_id for one in held], file_lines.put(folder, content))
    return {
        one.import_id: file_lines.put(folder, file_lines.as_csv(_rest(folder, one), one.settings) if one.table else b"")
        for one in held
    }


def _rest(folder: Path, one: Told) -> Path:
    """The table of the cells that remain; written first where a repair brought the file."""
    if one.repairs is None:
        return folder / "texts" / f"{one.import_id}.parquet"
    target = folder / f"{one.import_id}.rest"
    if one.table and not target.exists():
        file_lines.without_lines(one.table, one.lines, target)
    return target


def obsolete_files(cursor, home: Path, digests: dict, customer: DataSubject) -> list[str]:
    """The files of the home that go: originals nobody names any more, texts without an import,
    uploads that name the customer."""
    imports = dict(cursor.execute("select import_id, sha256 from import_log").fetchall()) | digests
    kept = {f"originals/{digest}" for digest in imports.values()} | {
        f"texts/{import_id}.parquet" for import_id in imports
    }
    there = [path for name in ("originals", "texts") for path in (home / name).glob("*")]
    gone = [str(path.relative_to(home)) for path in there if str(path.relative_to(home)) not in kept]
    staged = [path for path in (home / "stage").iterdir() if path.is_file() and "duckdb_temp" not in path.name]
    backups = [path for path in (home / "backups").glob("*") if path.is_file()]
    gone += [str(path.relative_to(home)) for path in backups]
    return gone + [
        str(path.relative_to(home))
        for path in staged
        if not path.name.startswith("upload-") or file_lines.holds(path, customer.id)
    ]
