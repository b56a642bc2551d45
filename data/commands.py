"""The commands about what comes in; cli.py joins them to the others and hands each the chosen installation."""
from __future__ import annotations

import sys
from decimal import Decimal

import click
import pandas
import simplejson

from data.backup import backup, restore
from data.contracts import contracts
from data.importing import import_file
from data.options import Options
from data.printing import as_text

DONE, REFUSED, QUESTION = 0, 2, 3
EXIT_OF_STATUS = {"stored": DONE, "unchanged": DONE, "question": QUESTION, "refused": REFUSED}
PROBLEMS_TOLD = 20

as_json = click.option("--json", "as_json", is_flag=True, help="one JSON object or array")
forms = click.Choice(["table", "csv", "json"])


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _print_json(value) -> None:
    print(simplejson.dumps(value, ensure_ascii=False, use_decimal=True, default=str))


@click.command("import")
@click.argument("dataset")
@click.argument("file", type=click.Path())
@click.option("--sheet", help="the sheet of a workbook, or the file in a zip")
@click.option("--map", "mapping", multiple=True, metavar="COLUMN=HEADING")
@click.option("--set", "settings", multiple=True, metavar="OPTION=VALUE")
@click.option("--dry-run", is_flag=True, help="says what would happen and stores nothing")
@as_json
@click.pass_obj
def import_(installation, dataset, file, sheet, mapping, settings, dry_run, as_json):
    """Imports one file into one data set."""
    options = Options(sheet, installation.pairs(mapping), installation.pairs(settings), dry_run)
    with installation.open() as home:
        answer = import_file(home.store, dataset, file, options)
    return _answer(answer, as_json)


def _answer(answer: dict, as_json: bool) -> int:
    _print_json(answer) if as_json else _tell(answer)
    return EXIT_OF_STATUS[answer["status"]]


def _tell(answer: dict) -> None:
    rows = answer["rows"]
    print(f"{answer['status']}: {answer['dataset']}, read {rows['read']}, stored {rows['stored']}, "
          f"set aside {rows['quarantined']}, version {answer['version']}")
    for note in answer["notes"]:
        _say(note["message"])
    for problem in answer["quarantine"][:PROBLEMS_TOLD]:
        _say(problem["message"])
    for question in answer["questions"]:
        _say(f"{question['message']}\n  answer with: {question['answer_with']}")
    if answer.get("error"):
        _say(answer["error"]["message"])


@click.command()
@as_json
@click.pass_obj
def imports(installation, as_json):
    """Lists the imports, oldest first."""
    with installation.open() as home:
        listed = home.store.imports()
    if as_json:
        return _print_json(listed)
    names = ["import_id", "dataset", "file", "version", "status", "rows"]
    return installation.show(pandas.DataFrame(listed, columns=names, dtype=object), "table")


@click.command()
@click.argument("import_id")
@click.pass_obj
def undo(installation, import_id):
    """Takes one import back, whole."""
    with installation.open() as home:
        undone = home.store.undo(import_id)
    print(f"undone: {undone['dataset']}, {undone['file']}, rows {undone['rows']}, version {undone['version']}")


@click.command()
@click.argument("dataset")
@click.option("--version", type=int)
@click.option("--format", "form", type=forms, default="csv")
@click.pass_obj
def rows(installation, dataset, version, form):
    """Prints the stored rows of a data set."""
    with installation.open() as home:
        if dataset not in contracts():
            raise installation.refuse("UNKNOWN_DATASET", name=dataset, names=", ".join(contracts()))
        exact = home.store.rows(dataset, installation.version(home.store, version)).map(_exact)
    return installation.show(exact, form)


def _exact(value):
    """Decimals as text: a reader of JSON would make doubles of them."""
    return as_text(value) if isinstance(value, Decimal) else value


@click.command()
@click.argument("import_id", required=False)
@click.option("--format", "form", type=forms, default="table")
@click.pass_obj
def quarantine(installation, import_id, form):
    """Prints the rows set aside, of one import or of all."""
    names = ["import_id", "dataset", "file", "row", "column", "read", "code", "message"]
    with installation.open() as home:
        _check_import(installation, home.store, import_id)
        return installation.show(pandas.DataFrame(home.store.quarantine(import_id), columns=names, dtype=object), form)


def _check_import(installation, store, import_id: str | None) -> None:
    if import_id and import_id not in [held["import_id"] for held in store.imports()]:
        raise installation.refuse("UNKNOWN_IMPORT", import_id=import_id)


@click.command("backup")
@click.argument("out", type=click.Path())
@click.pass_obj
def back_up(installation, out):
    """Writes the whole home into one file."""
    with installation.open() as home:
        backup(home.store, out)


@click.command("restore")
@click.argument("file", type=click.Path())
@click.pass_obj
def bring_back(installation, file):
    """Fills an empty home from a backup."""
    restore(file, installation.folder)


COMMANDS = (import_, imports, undo, rows, quarantine, back_up, bring_back)
