"""What the pages do with data, without a browser: python cli.py [--home DIR] COMMAND …"""
from __future__ import annotations

import sys
from decimal import Decimal

import click
import duckdb
import pandas
import simplejson

from data.backup import backup, restore
from data.contracts import contracts
from data.database import HomeFails, HomeInUse
from data.importing import import_file
from data.options import Options
from data.printing import as_text, frame_text
from data.problems import sentence
from data.samples import fill
from data.store import Store
from models import assumptions
from models.engine import Engine

DONE, IDENTITY_FAILS, REFUSED, QUESTION = 0, 1, 2, 3
EXIT_OF_STATUS = {"stored": DONE, "unchanged": DONE, "question": QUESTION, "refused": REFUSED}


class Refusal(Exception):
    """Ends a command with exit 2 and one sentence."""

    def __init__(self, code: str, **fields):
        super().__init__(sentence(code, fields))


class Home:
    """The store and the engine of the chosen home; opened for one command and let go of at its end."""

    def __init__(self, folder: str):
        self.store = Store(folder)
        self.engine = Engine(self.store.connection)
        self.store.models_hash = self.engine.models_hash()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.store.close()


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 an identity fails, 2 refused, 3 a question."""
    try:
        return commands.main(arguments, prog_name="cli.py", standalone_mode=False) or DONE
    except HomeInUse as holder:
        reason = sentence("HOME_IN_USE", {"home": str(holder)})
    except (HomeFails, duckdb.Error) as failure:
        reason = sentence("HOME_FAILS", {"reason": str(failure).splitlines()[0]})
    except click.ClickException as usage:
        reason = usage.format_message()
    except (Refusal, LookupError, ValueError, OSError) as refused:
        reason = str(refused)
    _say(reason)
    return REFUSED


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _show(frame: pandas.DataFrame, form: str) -> int:
    sys.stdout.write(frame_text(frame, form))
    return DONE


def _pairs(texts) -> dict[str, str]:
    for text in texts:
        if "=" not in text:
            raise Refusal("NOT_A_PAIR", read=text)
    return dict(text.split("=", 1) for text in texts)


def _progress(done: int, total: int, name: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{done}/{total} {name:<40}", end="" if done < total else "\n", file=sys.stderr)


form = click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
as_json = click.option("--json", "as_json", is_flag=True, help="one JSON object or array")
home_of = click.make_pass_decorator(str)


@click.group(help=__doc__)
@click.option("--home", envvar="LEDGER_HOME", default="data/store", show_default=True,
              help="the folder that holds everything; LEDGER_HOME sets it too")
@click.pass_context
def commands(context, home: str):
    context.obj = home


@commands.command()
@click.option("--customers", default=3000, show_default=True)
@click.option("--seed", default=1, show_default=True)
@home_of
def demo(folder, customers, seed):
    """Fills an empty home with the made-up organisation."""
    with Home(folder) as home:
        if home.store.version:
            raise Refusal("HOME_NOT_EMPTY", home=folder)
        fill(home.store, customers, seed, _progress)
        home.engine.build(home.store.version, progress=_progress)


@commands.command("import")
@click.argument("dataset")
@click.argument("file", type=click.Path())
@click.option("--sheet", help="the sheet of a workbook, or the file in a zip")
@click.option("--map", "mapping", multiple=True, metavar="COLUMN=HEADING")
@click.option("--set", "settings", multiple=True, metavar="OPTION=VALUE")
@click.option("--dry-run", is_flag=True, help="says what would happen and stores nothing")
@as_json
@home_of
def import_(folder, dataset, file, sheet, mapping, settings, dry_run, as_json):
    """Imports one file into one data set."""
    options = Options(sheet, _pairs(mapping), _pairs(settings), dry_run)
    with Home(folder) as home:
        answer = import_file(home.store, dataset, file, options)
    if as_json:
        print(simplejson.dumps(answer, ensure_ascii=False, use_decimal=True, default=str))
    else:
        _tell(answer)
    return EXIT_OF_STATUS[answer["status"]]


def _tell(answer: dict) -> None:
    rows = answer["rows"]
    print(f"{answer['status']}: {answer['dataset']}, read {rows['read']}, stored {rows['stored']}, "
          f"set aside {rows['quarantined']}, version {answer['version']}")
    for note in answer["notes"]:
        _say(note["message"])
    for problem in answer["quarantine"][:20]:
        _say(problem["message"])
    for question in answer["questions"]:
        _say(f"{question['message']}\n  answer with: {question['answer_with']}")
    if answer.get("error"):
        _say(answer["error"]["message"])


@commands.command()
@as_json
@home_of
def imports(folder, as_json):
    """Lists the imports, oldest first."""
    with Home(folder) as home:
        listed = home.store.imports()
    if as_json:
        print(simplejson.dumps(listed, ensure_ascii=False, default=str))
        return DONE
    names = ["import_id", "dataset", "file", "version", "status", "rows"]
    return _show(pandas.DataFrame(listed, columns=names, dtype=object), "table")


@commands.command()
@click.argument("import_id")
@home_of
def undo(folder, import_id):
    """Takes one import back, whole."""
    with Home(folder) as home:
        undone = home.store.undo(import_id)
    print(f"undone: {undone['dataset']}, {undone['file']}, rows {undone['rows']}, version {undone['version']}")


@commands.command()
@click.argument("dataset")
@click.option("--version", type=int)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="csv")
@home_of
def rows(folder, dataset, version, form):
    """Prints the stored rows of a data set."""
    with Home(folder) as home:
        if dataset not in contracts():
            raise Refusal("UNKNOWN_DATASET", name=dataset, names=", ".join(contracts()))
        exact = home.store.rows(dataset, _version(home, version)).map(_exact)
    return _show(exact, form)


def _exact(value):
    """Decimals as text: a reader of JSON would make doubles of them."""
    return as_text(value) if isinstance(value, Decimal) else value


@commands.command()
@click.argument("import_id", required=False)
@form
@home_of
def quarantine(folder, import_id, form):
    """Prints the rows set aside, of one import or of all."""
    names = ["import_id", "dataset", "file", "row", "column", "read", "code", "message"]
    with Home(folder) as home:
        if import_id and import_id not in [held["import_id"] for held in home.store.imports()]:
            raise Refusal("UNKNOWN_IMPORT", import_id=import_id)
        return _show(pandas.DataFrame(home.store.quarantine(import_id), columns=names, dtype=object), form)


@commands.command()
@form
@home_of
def figures(folder, form):
    """Lists the figures."""
    with Home(folder) as home:
        listed = [(header.name, header.title, header.grain) for header in home.engine.figures()]
    return _show(pandas.DataFrame(listed, columns=["name", "title", "grain"]), form)


def _reading_options(command):
    for option in (
        click.option("--where", multiple=True, metavar="COLUMN=VALUE"),
        click.option("--from", "first_month", metavar="YYYY-MM"),
        click.option("--to", "last_month", metavar="YYYY-MM"),
        click.option("--assume", "assumed", multiple=True, metavar="NAME=VALUE"),
        click.option("--version", type=int),
        click.option("--engine", type=click.Choice(["duckdb"]), default="duckdb"),
        form,
    ):
        command = option(command)
    return command


def _version(home: Home, version: int | None) -> int:
    latest = home.store.version
    if version is None:
        return latest
    if not 0 <= version <= latest:
        raise Refusal("UNKNOWN_VERSION", version=version, latest=latest)
    return version


def _reading(home: Home, where, first_month, last_month, assumed, version, **_) -> dict:
    return {"version": _version(home, version), "where": _pairs(where), "period": (first_month, last_month),
            "assume": _pairs(assumed)}


@commands.command()
@click.argument("name")
@_reading_options
@home_of
def figure(folder, name, form, **options):
    """Works one figure out."""
    with Home(folder) as home:
        columns, found = home.engine.rows(name, **_reading(home, **options))
    return _show(pandas.DataFrame(found, columns=columns, dtype=object), form)


@commands.command()
@click.argument("name")
@_reading_options
@home_of
def trace(folder, name, form, **options):
    """Prints the source rows behind a figure, or behind a cell of it."""
    with Home(folder) as home:
        return _show(home.engine.trace(name, **_reading(home, **options)), form)


@commands.command()
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...")
@form
@home_of
def assume(folder, values, form):
    """Shows the assumptions, or stores some as one change."""
    with Home(folder) as home:
        if values:
            home.store.assume(_assumption_changes(_pairs(values)))
        return _show(pandas.DataFrame(home.engine.assumptions(home.store.version)), form)


def _assumption_changes(pairs: dict[str, str]) -> dict[str, dict]:
    """NAME=… and NAME.low=… as name -> fields; raises ValueError for a name or number that cannot be."""
    changes: dict[str, dict] = {}
    for text, value in pairs.items():
        name, _, part = text.partition(".")
        if part not in ("", "low", "high", "unit", "source"):
            raise Refusal("NOT_A_PAIR", read=text)
        assumptions.check(name, value if part in ("", "low", "high") else "")
        changes.setdefault(name, {})[part or "value"] = value
    return changes


@commands.command()
@form
@home_of
def check(folder, form):
    """Works out every identity; exit 1 when one fails."""
    with Home(folder) as home:
        found = home.engine.read("reconciliation", home.store.version)
    _show(found, form)
    return DONE if found["holds"].all() else IDENTITY_FAILS


@commands.command("backup")
@click.argument("out", type=click.Path())
@home_of
def back_up(folder, out):
    """Writes the whole home into one file."""
    with Home(folder) as home:
        backup(home.store, out)


@commands.command("restore")
@click.argument("file", type=click.Path())
@home_of
def bring_back(folder, file):
    """Fills an empty home from a backup."""
    restore(file, folder)


if __name__ == "__main__":
    sys.exit(main())
