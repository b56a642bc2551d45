"""Rows set aside: listed, written to a file, corrected, let go of."""

from __future__ import annotations

from pathlib import Path

import click
import pandas

from data.commands.output import as_json, finish, forms
from data.export.spreadsheets import csv_file, xlsx_file
from data.import_options import Options
from data.repairs.reject_file import reject_rows
from data.repairs.repair import dismiss_rows, repair_file


@click.command()
@click.argument("import_id", required=False)
@click.option("--format", "form", type=forms, default="table")
@click.option("--json", "form", flag_value="json", help="the same as --format json")
@click.pass_obj
def quarantine(installation, import_id, form):
    """Prints the rejected rows, of one import or of all."""
    names = ["import_id", "dataset", "file", "row", "column", "read", "code", "message"]
    with installation.open() as home:
        _check_import(installation, home.store, import_id)
        return installation.show(pandas.DataFrame(home.store.quarantine(import_id), columns=names, dtype=object), form)


def _check_import(installation, store, import_id: str | None) -> None:
    if import_id and import_id not in [held["import_id"] for held in store.imports()]:
        raise installation.refuse("UNKNOWN_IMPORT", import_id=import_id)


@click.command()
@click.argument("import_id")
@click.argument("out", type=click.Path())
@click.pass_obj
def reject(installation, import_id, out):
    """Writes the rejected rows of an import, with the reasons, to OUT.csv or OUT.xlsx, for `repair`."""
    with installation.open() as home:
        found = reject_rows(home.store, import_id)
    Path(out).write_bytes(xlsx_file(found, import_id) if out.lower().endswith(".xlsx") else csv_file(found))


@click.command()
@click.argument("import_id")
@click.argument("file", type=click.Path())
@click.option("--sheet", help="the sheet of a workbook")
@click.option("--set", "settings", multiple=True, metavar="OPTION=VALUE")
@as_json
@click.pass_obj
def repair(installation, import_id, file, sheet, settings, as_json):
    """Puts in the rows of an import that were corrected in a reject file."""
    options = Options(sheet, {}, installation.pairs(settings))
    with installation.open() as home:
        return finish(repair_file(home.store, import_id, file, options), as_json)


@click.command()
@click.argument("import_id")
@click.argument("rows", type=int, nargs=-1, required=True)
@as_json
@click.pass_obj
def dismiss(installation, import_id, rows, as_json):
    """Discards rejected rows that are not data, by their numbers."""
    with installation.open() as home:
        return finish(dismiss_rows(home.store, import_id, list(rows)), as_json)


COMMANDS = (quarantine, reject, repair, dismiss)
