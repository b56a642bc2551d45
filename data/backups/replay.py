"""A database that lost accepted changes gets them again, from the originals and the list of changes beside it.

A write-ahead log that was cut, or a database file that was lost, opens without an error and with less in it.
"""

from __future__ import annotations

import logging
import shutil
from datetime import date

from data.access.actor import Actor, act_as
from data.chain_links import change_links
from data.disputes import OPEN, UPHELD, answer_dispute, open_dispute
from data.import_options import Options
from data.imports.pipeline import import_file
from data.repairs.repair import dismiss_rows, repair_file, repair_rows
from data.scenarios import delete_scenario, save_scenario
from data.sectors.changes import change_sectors
from data.storage import atomic_replace, change_journal, originals
from data.storage.database import HomeFails
from data.storage.versions import current_version


def replay(store) -> None:
    """Makes every noted change again that the database does not hold; raises HomeFails when one cannot be made."""
    _from_baseline(store)
    with store.cursor() as cursor:
        held = current_version(cursor)
    for entry in change_journal.entries(store.home):
        if entry["version"] <= held:
            continue
        logging.getLogger(__name__).warning("making version %s again from its original", entry["version"])
        with act_as(Actor(entry.get("by", ""), "admin")):
            _again(store, entry)
        if store.version != entry["version"]:
            raise HomeFails(f"the change of version {entry['version']} is noted but could not be made again")


def _from_baseline(store) -> None:
    """A database older than the last erasure is what that erasure left:
    the originals of before do not hold all rows any more."""
    erased = max(
        (entry["version"] for entry in change_journal.entries(store.home) if entry["kind"] == "erase"), default=0
    )
    if store.version >= erased:
        return
    kept = store.home / originals.BASELINE
    if not kept.exists():
        raise HomeFails(f"the changes up to version {erased} cannot be made again: {originals.BASELINE} is missing")
    logging.getLogger(__name__).warning("going on from the database of version %s", erased)

    def _exchange():
        shutil.copyfile(kept, atomic_replace.stage(store.home) / atomic_replace.DATABASE)
        atomic_replace.commit(store.home, [])

    with atomic_replace.file_lock(store.home):
        store.connection.exchange(_exchange)


def _again(store, entry: dict) -> None:
    {
        "import": _import,
        "undo": _undo,
        "assumption": _assume,
        "control": _control,
        "close": _close,
        "reopen": _reopen,
        "sector_change": _change_sectors,
        "undo_sector_change": _undo_sector_change,
        "undo_change": _undo_change,
        "repair": _repair,
        "scenario": _scenario,
        "dispute": _dispute,
        "link": _change_links,
        "action": _action,
    }[entry["kind"]](store, entry)


def _import(store, entry: dict) -> None:
    options = Options(entry["sheet"], entry["mapping"], entry["settings"])
    path = originals.path_of(store.home, entry["sha256"])
    import_file(store, entry["dataset"], path, options, file_name=entry["file"])


def _undo(store, entry: dict) -> None:
    store.undo(entry["import_id"])


def _assume(store, entry: dict) -> None:
    store.assume(entry["changes"])


def _control(store, entry: dict) -> None:
    store.control(entry["dataset"], entry["month"], entry["column"], entry["amount"])


def _close(store, entry: dict) -> None:
    store.close_month(entry["month"], entry["numbers"])


def _reopen(store, entry: dict) -> None:
    store.reopen_month(entry["month"])


def _change_sectors(store, entry: dict) -> None:
    day = date.fromisoformat(entry["on"]) if entry["on"] else None
    change_sectors(store, entry["change"], entry["names"], entry["into"], day, entry["shares"])


def _undo_sector_change(store, entry: dict) -> None:
    store.undo_sector_change(entry["change_id"])


def _undo_change(store, entry: dict) -> None:
    store.undo_change(entry["undoes"])


def _scenario(store, entry: dict) -> None:
    if entry.get("deleted"):
        delete_scenario(store, entry["scenario"])
    else:
        fields = {name: entry[name] for name in ("levers", "description", "seen", "is_new")}
        save_scenario(store, entry["scenario"], **fields)


def _dispute(store, entry: dict) -> None:
    finding, day = (entry["audit"], entry["criterion"]), date.fromisoformat(entry["day"])
    if entry["outcome"] == OPEN:
        open_dispute(store, *finding, entry["reason"], day)
    else:
        answer_dispute(store, *finding, entry["outcome"] == UPHELD, entry["reply"], day)


def _change_links(store, entry: dict) -> None:
    change_links(store, entry["put"], entry["removed"])


def _action(store, entry: dict) -> None:
    store.actions.again(entry)


def _repair(store, entry: dict) -> None:
    options = Options(entry.get("sheet"), {}, entry["settings"])
    if entry["sha256"]:
        repair_file(store, entry["repairs"], originals.path_of(store.home, entry["sha256"]), options, entry["file"])
    elif "dismissed" in entry:
        dismiss_rows(store, entry["repairs"], entry["dismissed"], options)
    else:
        repair_rows(store, entry["repairs"], entry["rows"], options)
