"""A database that lost accepted changes gets them again, from the originals and the list of changes beside it.

A write-ahead log that was cut, or a database file that was lost, opens without an error and with less in it.
"""
from __future__ import annotations

import logging

from data import originals
from data.database import HomeFails
from data.importing import import_file
from data.options import Options


def replay(store) -> None:
    """Makes every noted change again that the database does not hold; raises HomeFails when one cannot be made."""
    for entry in originals.noted(store.home):
        if entry["version"] <= store.version:
            continue
        logging.getLogger(__name__).warning("making version %s again from its original", entry["version"])
        {"import": _import, "undo": _undo, "assumption": _assume}[entry["kind"]](store, entry)
        if store.version != entry["version"]:
            raise HomeFails(f"the change of version {entry['version']} is noted but could not be made again")


def _import(store, entry: dict) -> None:
    options = Options(entry["sheet"], entry["mapping"], entry["settings"])
    path = originals.path_of(store.home, entry["sha256"])
    import_file(store, entry["dataset"], path, options, file_name=entry["file"])


def _undo(store, entry: dict) -> None:
    store.undo(entry["import_id"])


def _assume(store, entry: dict) -> None:
    store.assume(entry["changes"])
