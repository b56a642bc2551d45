"""What was answered once: headings for the next file, decisions for a repair."""

from __future__ import annotations

import json
import re

from data.contracts.definitions import DATES, NUMBERS, Contract, fold
from data.import_options import CLOCK, FILTERS, LAST_BY, MEANS, WHOLE, Options, filter_texts, headings_named, is_filter
from data.parsing.layout.headings import NOT_THERE, SEARCHED_ROWS
from data.parsing.result import ParseResult
from data.parsing.source import first_rows
from data.reading.text_table import TextTable

REMEMBERED = ("missing", "fill", "active", "split", "open", "zone", "unit", "negative", "repeated", "duration")
ONE_FILE = (
    "sheet",
    "encoding",
    "separator",
    "header-row",
    "hidden-rows",
    "struck-rows",
    "rows-below",
    "mojibake",
    "overlap",
    "repeated",
    WHOLE,
)


def save_decisions(cursor, import_id: str, staged, options) -> None:
    """Keeps the mapping and the settings of an import, and what its columns were found to be."""
    found = {
        f"{reading['column']}.{_setting(reading['type'])}": reading["how"]
        for reading in staged.readings
        if reading["how"] and _setting(reading["type"])
    }
    found |= {f"{column}.currency": code for column, code in staged.currencies.items()}
    said = {
        "mapping": options.mapping,
        "settings": found | options.settings | staged.decided,
        "headings": staged.headings,
    }
    cursor.execute("insert into import_decision values (?, ?)", [import_id, json.dumps(said, ensure_ascii=False)])


def _setting(kind: str) -> str:
    return "order" if kind in DATES else "decimal" if kind in NUMBERS else ""


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
    settings = {name: text for name, text in kept["settings"].items() if not _is_of_one_file(name)} | said
    settings["header-row"] = "0" if kept["settings"].get("header-row") == "0" else "1"
    if kept.get("stages"):
        wanted = kept["stages"].split(", ")
        settings.setdefault(
            "stages", ",".join(f"#{i + 1}" for i, name in enumerate(headings) if name.strip() in wanted)
        )
    return Options(None, kept["mapping"] | positions(json.loads(columns), kept["mapping"], headings), settings, dry_run)


def _is_of_one_file(setting: str) -> bool:
    return setting in ONE_FILE or is_filter(setting)


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


def recalled(cursor, dataset: str, text: TextTable, options: Options) -> dict[str, str]:
    """Settings said before of columns whose headings stand in this file, and not said otherwise now.

    None for a whole list: what replaces everything says everything itself.
    """
    if options.is_whole:
        return {}
    found = cursor.execute(
        "select name, meaning from remembered where kind = 'setting' and dataset = ?", [dataset]
    ).fetchall()
    if not found:
        return {}
    cells = {cell for _, row in first_rows(cursor, text, SEARCHED_ROWS) for cell in row}
    named = [(*name.split("\t", 1), value) for name, value in found]
    there = {fold(cell) for cell in cells}
    said = {
        setting: value
        for setting, heading, value in named
        if heading in cells and there.issuperset(map(fold, headings_named(setting, value)))
    }
    return {
        setting: value
        for setting, value in said.items()
        if setting not in options.settings
        and setting.rpartition(".")[2] not in options.settings
        and not (is_filter(setting) and _other_filter(setting) in options.settings)
    }


def remember(cursor, contract: Contract, staged: ParseResult, options: Options) -> None:
    """Keeps what was said of headings and of the cells below them, for the next file that has them."""
    chosen = _by_heading(staged, options.mapping)
    for column in chosen:  # what fed it before stands in this file too, and was not chosen
        cursor.execute(
            "delete from remembered where kind = 'heading' and dataset = ? and meaning = ? and list_contains(?, name)",
            [contract.dataset, column, staged.headings],
        )
    remember_headings(cursor, contract.dataset, options.mapping | chosen)
    for heading in _left_out(contract, staged, options.mapping):
        remember_headings(cursor, contract.dataset, {NOT_THERE: heading})
    remember_settings(cursor, contract, staged, options.settings)
    _remember_keep(cursor, contract.dataset, options.settings.get("keep"))
    _remember_filters(cursor, contract.dataset, staged.headings, options.settings)
    for setting in (name for name in options.settings if name.startswith(f"{CLOCK}.")):
        _keep(cursor, contract.dataset, f"{setting}\t{setting.removeprefix(f'{CLOCK}.')}", options.settings[setting])


def _by_heading(staged: ParseResult, mapping: dict[str, str]) -> dict[str, str]:
    """Column → heading, of the columns chosen by their place (#3) under a heading that stands once."""
    keys = [fold(heading.partition(" (#")[0]) for heading in staged.headings]
    chosen = {column: staged.mapping.get(column, "=") for column, place in mapping.items() if place.startswith("#")}
    return {
        column: heading
        for column, heading in chosen.items()
        if not heading.startswith(("=", "#")) and keys.count(fold(heading)) == 1
    }


def _left_out(contract: Contract, staged: ParseResult, mapping: dict[str, str]) -> list[str]:
    """The headings that would feed a column of which was said that none does."""
    columns = [contract.column(column) for column, said in mapping.items() if said == NOT_THERE]
    known = {fold(heading) for column in columns for heading in (*column.headings, *column.weak)}
    return [heading for heading in staged.ignored if fold(heading) in known]


def remember_settings(cursor, contract: Contract, staged: ParseResult, settings: dict[str, str]) -> None:
    """Keeps what was said of the cells below a heading, for the next file with this heading.

    What was said of the whole file is kept for each heading it spoke of.
    """
    filled = {note["column"] for note in staged.notes if note["code"] == "FILLED_DOWN"}
    for column in (c for c in contract.columns if c.name in staged.mapping):
        of_file = {"missing": column.type != "text", "fill": column.name in filled}
        heading = staged.mapping[column.name]
        for setting in REMEMBERED if not heading.startswith(("=", "#")) else ():
            value = settings.get(f"{column.name}.{setting}", settings.get(setting) if of_file.get(setting) else None)
            if value is not None:
                _keep(cursor, contract.dataset, f"{column.name}.{setting}\t{heading}", value)
        for setting in (name for name in settings if name.startswith(f"{column.name}{MEANS}")):
            _keep(cursor, contract.dataset, f"{setting}\t{heading}", settings[setting])


def _other_filter(setting: str) -> str:
    """skip.HEADING for only.HEADING, and the other way round: what is said now replaces what was said before."""
    kind, _, heading = setting.partition(".")
    return f"{FILTERS[1 - FILTERS.index(kind)]}.{heading}"


def _remember_filters(cursor, dataset: str, headings: list[str], settings: dict[str, str]) -> None:
    """Keeps which rows were left out by a heading; a filter without texts is forgotten."""
    for setting, value in settings.items():
        heading = next((name for name in headings if is_filter(setting) and _names(setting, name)), None)
        if heading is None or heading.startswith("#"):
            continue
        kind = setting.partition(".")[0]
        if _other_filter(setting) not in settings:
            _forget(cursor, dataset, _other_filter(f"{kind}.{heading}") + f"\t{heading}")
        _forget(cursor, dataset, f"{kind}.{heading}\t{heading}")
        if filter_texts(value):
            _keep(cursor, dataset, f"{kind}.{heading}\t{heading}", value)


def _remember_keep(cursor, dataset: str, said: str | None) -> None:
    """Keeps by which heading the latest row of a key is found."""
    if said:
        cursor.execute("delete from remembered where dataset = ? and starts_with(name, 'keep\t')", [dataset])
    if said and said != "none":
        _keep(cursor, dataset, f"keep\t{said.removeprefix(LAST_BY)}", said)


def _names(setting: str, heading: str) -> bool:
    return fold(setting.partition(".")[2]) == fold(heading)


def _forget(cursor, dataset: str, name: str) -> None:
    cursor.execute("delete from remembered where kind = 'setting' and dataset = ? and name = ?", [dataset, name])


def _keep(cursor, dataset: str, name: str, value: str) -> None:
    _forget(cursor, dataset, name)
    cursor.execute("insert into remembered values ('setting', ?, ?, ?)", [dataset, name, value])


def remember_headings(cursor, dataset: str, mapping: dict[str, str]) -> None:
    """Keeps a mapping of canonical columns to headings; positions (#3) are not remembered."""
    for column, heading in mapping.items():
        if heading.startswith("#") or heading == "none":
            continue
        cursor.execute("delete from remembered where kind = 'heading' and dataset = ? and name = ?", [dataset, heading])
        cursor.execute("insert into remembered values ('heading', ?, ?, ?)", [dataset, heading, column])
