"""Reading a file as text, in a separate process with limits."""

import json
import signal
import subprocess
import sys
import uuid
from pathlib import Path

from data.options import Options
from data.reading.limits import WALL_SECONDS
from data.reading.table import Refusal, TextTable

ROOT = Path(__file__).parents[2]
OUT_OF_MEANS = (-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGABRT) if hasattr(signal, "SIGXCPU") else ()


def read_text(path, file_name: str, options: Options, work_dir) -> TextTable | Refusal:
    """The text cells of the file's one table, in a parquet file under work_dir, or why there is none.

    Reads CSV and its relatives, XLSX, XLS and ODS, plain or in gzip or zip, by content.
    """
    out = Path(work_dir).resolve() / f"{uuid.uuid4().hex}.parquet"
    request = {
        "path": str(Path(path).resolve()),
        "out": str(out),
        "sheet": options.chosen_sheet,
        "settings": dict(options.settings),
    }
    answer = _ask_child(request)
    if "refusal" in answer:
        out.unlink(missing_ok=True)
        refusal = answer["refusal"]
        return Refusal(
            refusal["code"], refusal["fields"], tuple(refusal.get("choices", ())), refusal.get("answer_with")
        )
    return TextTable(
        str(out), file_name, answer["sheet"], answer["width"], answer["rows"], answer["is_book"], answer["facts"]
    )


def first_rows(path, work_dir, settings: dict | None = None) -> list | Refusal:
    """For each table in the file: {name, rows (None: not counted), first_rows, is_hidden};
    read no further than needed."""
    out = Path(work_dir).resolve() / f"{uuid.uuid4().hex}.look"
    answer = _ask_child(
        {"path": str(Path(path).resolve()), "out": str(out), "settings": dict(settings or {}), "looks": True}
    )
    if "refusal" in answer:
        refusal = answer["refusal"]
        return Refusal(
            refusal["code"], refusal["fields"], tuple(refusal.get("choices", ())), refusal.get("answer_with")
        )
    return answer["tables"]


def _ask_child(request: dict) -> dict:
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-m", "data.reading"],
            cwd=ROOT,
            input=json.dumps(request),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=WALL_SECONDS,
            env={"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        return {"refusal": {"code": "TOO_LARGE", "fields": {}}}
    if done.returncode == 0:
        return json.loads(done.stdout)
    exhausted = done.returncode in OUT_OF_MEANS or "MemoryError" in done.stderr
    return {"refusal": {"code": "TOO_LARGE" if exhausted else "DAMAGED_FILE", "fields": {}}}
