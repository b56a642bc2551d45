"""The limited process: takes one backup apart, named on standard input, and answers in JSON."""

from __future__ import annotations

import errno
import json
import sys
from dataclasses import asdict
from pathlib import Path

from data.backups.table_totals import table_totals
from data.backups.unpack import SECONDS
from data.backups.unpacking.archive import DATABASE, NOTE, extract
from data.backups.unpacking.foreign_rows import take_over
from data.reading.limits import limit_process
from data.reading.text_table import ReadError
from data.storage import audit_journal, change_journal, originals

NAMED = "select import_id, sha256 from import_log union all select import_id, null from import_text"


def main() -> None:
    """Reads a request, fills the folder it names, prints what it holds or a refusal."""
    request = json.load(sys.stdin)
    limit_process(SECONDS)
    try:
        answer = _unpack(Path(request["path"]), Path(request["folder"]))
    except ReadError as refused:
        answer = {"refusal": asdict(refused.refusal)}
    except MemoryError:
        answer = {"refusal": {"code": "TOO_LARGE", "fields": {}}}
    except OSError as failure:
        code = "TOO_LARGE" if failure.errno == errno.ENOSPC else "DAMAGED_FILE"
        answer = {"refusal": {"code": code, "fields": {}}}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        answer = {"refusal": {"code": "DAMAGED_FILE", "fields": {}}}
    json.dump(answer, sys.stdout)


def _unpack(path: Path, folder: Path) -> dict:
    extract(path, folder)
    note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    (folder / NOTE).unlink()
    if (folder / originals.BASELINE).exists():
        take_over(folder / originals.BASELINE, _demand_names)
    found = take_over(folder / DATABASE, lambda cursor: _held(cursor, folder))
    for entry in change_journal.entries(folder):
        originals.demand_names(entry)
    if found["tallies"] != note["tallies"] or found["version"] != note["version"]:
        raise ReadError("BACKUP_DIFFERS", tables=_different(found["tallies"], note["tallies"]))
    return found | {"made_at": str(note["made_at"])}


def _held(cursor, folder: Path) -> dict:
    _demand_names(cursor)
    audit_journal.snapshot(cursor, "ledger", folder)
    version = cursor.execute("select coalesce(max(version), 0) from version_log").fetchone()[0]
    return {"version": version, "tallies": table_totals(cursor)}


def _demand_names(cursor) -> None:
    """What becomes the name of a file is nothing else: fingerprints and imports."""
    for import_id, digest in cursor.execute(NAMED).fetchall():
        originals.demand_names({"import_id": import_id, "sha256": digest})
    for (entry,) in cursor.execute("select entry from noted_change").fetchall():
        originals.demand_names(json.loads(entry))


def _different(one: dict, other: dict) -> str:
    return ", ".join(sorted(table for table in one if one[table] != other.get(table)))


if __name__ == "__main__":
    main()
