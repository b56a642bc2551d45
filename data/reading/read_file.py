"""Reading a file as text, in a separate process with limits."""

import uuid
from pathlib import Path

from data.import_options import Options
from data.processes import limited_process
from data.reading.limits import WALL_SECONDS
from data.reading.text_table import ReadFailure, TextTable

SETTINGS = (
    "encoding",
    "separator",
    "hidden-rows",
    "struck-rows",
    "mojibake",
)  # nothing else that was said reaches the reader


def read_text(path, file_name: str, options: Options, work_dir) -> TextTable | ReadFailure:
    """The text cells of the file's one table, in a parquet file under work_dir, or why there is none.

    Reads CSV and its relatives, XLSX, XLS and ODS, plain or in gzip or zip, by content.
    """
    out = Path(work_dir).resolve() / f"{uuid.uuid4().hex}.parquet"
    request = {
        "path": str(Path(path).resolve()),
        "out": str(out),
        "sheet": options.chosen_sheet,
        "settings": _reading_settings(options.settings),
    }
    answer = limited_process.ask("data.reading", request, WALL_SECONDS)
    if "refusal" in answer:
        out.unlink(missing_ok=True)
        refusal = answer["refusal"]
        return ReadFailure(
            refusal["code"], refusal["fields"], tuple(refusal.get("choices", ())), refusal.get("setting")
        )
    return TextTable(
        str(out), file_name, answer["sheet"], answer["width"], answer["rows"], answer["is_book"], answer["facts"]
    )


def reading_key(options: Options) -> tuple:
    """All that decides which cells are read from a file: two options with the same key read the same."""
    return options.chosen_sheet, tuple(sorted(_reading_settings(options.settings).items()))


def _reading_settings(settings: dict) -> dict:
    return {name: settings[name] for name in SETTINGS if name in settings}


def first_rows(path, work_dir, settings: dict | None = None) -> list | ReadFailure:
    """For each table in the file: {name, rows (None: not counted), first_rows, is_hidden};
    read no further than needed."""
    out = Path(work_dir).resolve() / f"{uuid.uuid4().hex}.look"
    request = {
        "path": str(Path(path).resolve()),
        "out": str(out),
        "settings": _reading_settings(settings or {}),
        "looks": True,
    }
    answer = limited_process.ask("data.reading", request, WALL_SECONDS)
    if "refusal" in answer:
        refusal = answer["refusal"]
        return ReadFailure(
            refusal["code"], refusal["fields"], tuple(refusal.get("choices", ())), refusal.get("setting")
        )
    return answer["tables"]
