"""What the running app says of itself to machines: cheap, of nobody by name, and never starting a calculation."""

import os
import shutil
import time
from pathlib import Path

from streamlit.runtime import exists, get_instance

from data.backups import schedule
from data.status import MEGABYTE, imports_made, megabytes
from pages.parts.explain.cures import judged
from pages.parts.runtime import process
from pages.parts.runtime.counters import counters
from pages.parts.runtime.services import Services

LOOK_AGAIN_SECONDS = 60
STATES = {None: "not calculated", True: "passed", False: "failed"}
# Name → kind and what it says; the counted ones come with labels from where they are counted.
METRICS = {
    "ledger_sessions": ("gauge", "open pages"),
    "ledger_requests_total": ("counter", "requests answered, by kind and status"),
    "ledger_errors_total": ("counter", "failures told with a number, and of work in the background"),
    "ledger_queries_ended_total": ("counter", "queries of pages that took too long"),
    "ledger_work_total": ("counter", "work in the background that ended, by kind; figures: builds"),
    "ledger_work_seconds_total": ("counter", "seconds of that work"),
    "ledger_version": ("gauge", "version of the data"),
    "ledger_imports": ("gauge", "imports stored in the home"),
    "ledger_reconciliation_failed": ("gauge", "reconciliation checks that fail; -1: not calculated"),
    "ledger_home_bytes": ("gauge", "size of the home, by part"),
    "ledger_disk_free_bytes": ("gauge", "room left on the disk of the home"),
    "ledger_memory_bytes": ("gauge", "memory of the process now"),
    "ledger_last_backup_timestamp_seconds": ("gauge", "when the latest backup was made or failed"),
    "ledger_last_backup_ok": ("gauge", "1 when it was made and verified"),
}


def health(house: Services) -> dict:
    """Return {version, definitions, reconciliation, failed, disk_free_bytes, last_backup, last_backup_ok}."""
    failed, backup = failed_checks(house), _slow(house)["backup"]
    return {
        "version": house.store.version,
        "definitions": house.engine.models_hash()[:12],
        "reconciliation": STATES[None if failed is None else not failed],
        "failed_checks": failed,
        "disk_free_bytes": shutil.disk_usage(house.home).free,
        "last_backup": backup["happened_at"].isoformat() if backup else None,
        "last_backup_ok": backup["made"] if backup else None,
    }


def failed_checks(house: Services) -> int | None:
    """Return how many reconciliation checks fail at the latest version; None while that is not calculated."""
    version = house.store.version
    if not version or not house.engine.is_built(version, names=["reconciliation"]):
        return None
    _, failing = judged(house.engine.read("reconciliation", version))
    return len(failing)


def metrics(house: Services) -> str:
    """Return all metrics in the text form Prometheus reads."""
    told = _values(house)
    for (name, labels), value in counters().sums().items():
        told.setdefault(name, {})[labels] = value
    return "".join(_lines(name, told.get(name, {})) for name in METRICS)


def _values(house: Services) -> dict[str, dict[tuple, float]]:
    failed, slow = failed_checks(house), _slow(house)
    backup = slow["backup"]
    single = {
        "ledger_sessions": get_instance()._session_mgr.num_active_sessions() if exists() else 0,
        "ledger_version": house.store.version,
        "ledger_imports": slow["imports"],
        "ledger_reconciliation_failed": -1 if failed is None else failed,
        "ledger_disk_free_bytes": shutil.disk_usage(house.home).free,
        "ledger_memory_bytes": memory(),
    }
    if backup:
        single["ledger_last_backup_timestamp_seconds"] = backup["happened_at"].timestamp()
        single["ledger_last_backup_ok"] = int(backup["made"])
    sizes = {(("part", part),): size * MEGABYTE for part, size in slow["sizes"].items()}
    return {name: {(): value} for name, value in single.items()} | {"ledger_home_bytes": sizes}


def _slow(house: Services) -> dict:
    """What needs a look at every file and the whole log: looked up once a minute, however often it is asked."""
    held = _held()
    if time.monotonic() - held.get("at", float("-inf")) > LOOK_AGAIN_SECONDS or held.get("of") is not house:
        with house.store.cursor() as cursor:
            backup = schedule.last(cursor)
            imports = imports_made(cursor)
        held |= {"sizes": megabytes(house.home), "backup": backup, "imports": imports, "of": house}
        held["at"] = time.monotonic()
    return held


@process.once
def _held() -> dict:
    return {"at": float("-inf")}


def memory() -> int:
    """Return the memory this process takes now, in bytes; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _lines(name: str, values: dict[tuple, float]) -> str:
    kind, said = METRICS[name]
    lines = [f"{name}{_labels(labels)} {value:.15g}\n" for labels, value in sorted(values.items())]
    return f"# HELP {name} {said}\n# TYPE {name} {kind}\n{''.join(lines)}"


def _labels(labels: tuple) -> str:
    said = ",".join(f'{name}="{value}"' for name, value in labels)
    return f"{{{said}}}" if said else ""
