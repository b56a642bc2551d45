"""What is kept: taking back, the books' figures, changes of sectors, backups."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pandas

from data import moments
from data.backups import schedule
from data.backups.backup import backup, restore
from data.erasure.erase import erase_customer
from data.problems import sentence
from data.sectors.changes import KINDS, change_sectors, sector_changes


@click.command()
@click.argument("import_id")
@click.pass_obj
def undo(installation, import_id):
    """Takes one import, repair or change of sectors back, whole; by its version any other change."""
    with installation.open() as home:
        if import_id.isdecimal():
            print(f"undone: version {import_id}, version {home.store.undo_change(int(import_id))}")
            return
        if import_id in [held["change_id"] for held in _sector_changes(home.store)]:
            print(f"undone: {import_id}, version {home.store.undo_sector_change(import_id)}")
            return
        undone = home.store.undo(import_id)
    print(f"undone: {undone['dataset']}, {undone['file']}, rows {undone['rows']}, version {undone['version']}")


@click.command()
@click.argument("dataset")
@click.argument("month", metavar="YYYY-MM")
@click.argument("column")
@click.argument("amount")
@click.pass_obj
def control(installation, dataset, month, column, amount):
    """Stores the books' figure of a month, to be reconciled with."""
    with installation.open() as home:
        print(f"version {home.store.control(dataset, month, column, amount)}")


@click.command()
@click.argument("month", metavar="YYYY-MM")
@click.pass_obj
def reopen(installation, month):
    """Opens a closed month again."""
    with installation.open() as home:
        print(f"version {home.store.reopen_month(month)}")


@click.command("sector-change")
@click.argument("kind", required=False, type=click.Choice(KINDS))
@click.argument("names", nargs=-1)
@click.option("--into", multiple=True, metavar="NAME", help="the new name; several times for a split")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="the first day it holds")
@click.option("--share", "shares", multiple=True, metavar="NAME=BASIS_POINTS")
@click.pass_obj
def sector_change(installation, kind, names, into, on, shares):
    """Lists the changes of sectors, or says that sectors are the same, renamed, merged or split."""
    points = {name: int(text) for name, text in installation.pairs(shares).items()} or None
    with installation.open() as home:
        if kind:
            change_sectors(home.store, kind, list(names), list(into), on.date() if on else None, points)
        columns = ["change_id", "kind", "names", "into", "on", "shares", "version", "undone"]
        return installation.show(pandas.DataFrame(_sector_changes(home.store), columns=columns, dtype=object), "table")


def _sector_changes(store) -> list[dict]:
    with store.cursor() as cursor:
        return sector_changes(cursor)


@click.command("backup")
@click.argument("out", type=click.Path())
@click.option("--keep", type=click.IntRange(1), help="OUT is a folder: of the backups made so, keep the newest N")
@click.pass_obj
def back_up(installation, out, keep):
    """Writes the whole home into one file."""
    with installation.open() as home:
        _show_tallies(schedule.make(home.store, Path(out), keep) if keep else backup(home.store, out))


@click.command("backup-check")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--hours", default=0, help="exit 1 when it is older than N hours")
def check_backup(path, hours):
    """Reads a backup, or the newest of a folder, as restore does, and says what it holds."""
    said = schedule.check(path, hours, moments.now())
    rows = sum(int(tally["rows"]) for tally in said["tallies"].values())
    print(f"{said['path'].name}: version {said['version']}, rows {rows}, made {said['made_at']}")
    return 0 if said["is_young"] else 1


@click.command("restore")
@click.argument("file", type=click.Path())
@click.pass_obj
def bring_back(installation, file):
    """Fills an empty home from a backup; both are compared by counts and sums."""
    said = restore(file, installation.folder)
    with installation.open() as home:
        home.store.note("restore", Path(file).name, version=said["version"])
    _show_tallies(said)


def _show_tallies(said: dict) -> None:
    """Says which tables were compared, with their rows and the sums of their numbers."""
    for table, tally in said["tallies"].items():
        sums = "".join(f", {column} {text}" for column, text in tally.items() if column != "rows")
        if tally["rows"] != "0":
            print(f"{table}: rows {tally['rows']}{sums}")


@click.group()
def erase():
    """Takes somebody out of everything that is kept, for good."""


@erase.command("customer")
@click.argument("customer_id")
@click.pass_obj
def customer(installation, customer_id):
    """Erases a customer: rows of every version, originals, rejected rows; earlier backups still contain them."""
    with installation.open() as home:
        done = erase_customer(home.store, customer_id)
    rows = ", ".join(f"{dataset} {count}" for dataset, count in done["rows"].items()) or "0"
    print(
        f"erased: rows {rows}; rejected rows {done['set_aside']}; files rewritten {done['files']}; version "
        f"{done['version']}"
    )
    print(sentence("OLDER_BACKUPS"), file=sys.stderr)


COMMANDS = (erase, undo, control, reopen, sector_change, back_up, check_backup, bring_back)
