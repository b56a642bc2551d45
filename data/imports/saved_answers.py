"""What was answered once: headings for the next file, decisions for a repair."""

from __future__ import annotations

import json
import re

from data.contracts.definitions import DATES, NUMBERS
from data.import_options import Options

ONE_FILE = ("sheet", "encoding", "separator", "header-row", "hidden-rows", "mojibake", "overlap")


def save_decisions(cursor, import_id: str, staged, options) -> None:
    """Keeps the mapping and the settings of an import, and what its columns were found to be."""
    found = {
        f"{reading['column']}.{_setting(reading['type'])}": reading["how"]
        for reading in staged.readings
        if reading["how"] and _setting(reading["type"])
    }
    found |= {f"{column}.currency": code for column, code in staged.currencies.items()} | staged.decided
    said = {
        "mapping": options.mapping,
        "settings": found | options.settings,
        "stages": _stages(staged),
        "headings": staged.headings,
    }
    cursor.execute("insert into import_decision values (?, ?)", [import_id, json.dumps(said, ensure_ascii=False)])


def _setting(kind: str) -> str:
    return "order" if kind in DATES else "decimal" if kind in NUMBERS else ""


def _stages(staged) -> str:
    return next((entry["fields"]["stages"] for entry in staged.notes if entry["code"] == "STAGES_IN_COLUMNS"), "")


def options_for_rows(cursor, import_id: str, headings: list[str], said: dict, dry_run: bool) -> Options:
    """How to read rows of this import again that stand under `headings` in row 1 (or none): by position, as decided
    then.

    `said` are the settings given now; they come first.
    """
    columns, settings, decisions = cursor.execute(
        "select i.columns, i.options, d.decisions from import_log as i left join import_decision as d "
        "on d.import_id = i.import_id where i.import_id = ?",
        [import_id],
    ).fetchone()
    kept = json.loads(decisions) if decisions else {"mapping": {}, "settings": json.loads(settings or "{}")}
    settings = {name: text for name, text in kept["settings"].items() if name not in ONE_FILE} | said
    settings["header-row"] = "0" if kept["settings"].get("header-row") == "0" else "1"
    if kept.get("stages"):
        wanted = kept["stages"].split(", ")
        settings.setdefault(
            "stages", ",".join(f"#{i + 1}" for i, name in enumerate(headings) if name.strip() in wanted)
        )
    return Options(None, kept["mapping"] | positions(json.loads(columns), kept["mapping"], headings), settings, dry_run)


def positions(columns: dict[str, str], mapping: dict[str, str], headings: list[str]) -> dict[str, str]:
    """Column -> its place (#3), from the headings an import noted; columns with one text for all rows are left out."""
    places = {name: f"#{i + 1}" for i, name in reversed(list(enumerate(headings)))}
    said = {column: place for column, place in mapping.items() if re.fullmatch(r"#\d+", place)}
    return {
        column: said.get(column) or places[heading]
        for column, heading in columns.items()
        if column in said or heading in places
    }


def remembered_headings(cursor, dataset: str) -> dict[str, str]:
    """Heading as it stood in an earlier file -> canonical column."""
    return dict(
        cursor.execute(
            "select name, meaning from remembered where kind = 'heading' and dataset = ?", [dataset]
        ).fetchall()
    )


def remember_headings(cursor, dataset: str, mapping: dict[str, str]) -> None:
    """Keeps a mapping of canonical columns to headings; positions (#3) are not remembered."""
    for column, heading in mapping.items():
        if heading.startswith("#") or heading == "none":
            continue
        cursor.execute("delete from remembered where kind = 'heading' and dataset = ? and name = ?", [dataset, heading])
        cursor.execute("insert into remembered values ('heading', ?, ?, ?)", [dataset, heading, column])
