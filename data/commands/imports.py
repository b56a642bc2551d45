"""Files on their way in, and what is stored of them."""

from __future__ import annotations

from decimal import Decimal

import click
import pandas

from data.commands.output import as_json, finish, forms, print_json
from data.contracts.definitions import dataset_names
from data.export.text import as_text
from data.import_options import Options
from data.imports.pipeline import import_file


@click.command("import")
@click.argument("dataset")
@click.argument("file", type=click.Path())
@click.option("--sheet", help="the sheet of a workbook, or the file in a zip")
@click.option("--map", "mapping", multiple=True, metavar="COLUMN=HEADING")
@click.option("--set", "settings", multiple=True, metavar="OPTION=VALUE")
@click.option("--only", multiple=True, metavar="HEADING=VALUE,…", help="reads only the rows with these texts")
@click.option("--skip", multiple=True, metavar="HEADING=VALUE,…", help="leaves out the rows with these texts")
@click.option("--dry-run", is_flag=True, help="says what would happen and stores nothing")
@as_json
@click.pass_obj
def import_(installation, dataset, file, sheet, mapping, settings, only, skip, dry_run, as_json):
    """Imports one file into one data set."""
    filters = {
        f"{kind}.{name}": text
        for kind, said in (("only", only), ("skip", skip))
        for name, text in installation.pairs(said).items()
    }
    options = Options(sheet, installation.pairs(mapping), installation.pairs(settings) | filters, dry_run)
    with installation.open() as home:
        answer = import_file(home.store, dataset, file, options)
    return finish(answer, as_json)


@click.command()
@as_json
@click.pass_obj
def imports(installation, as_json):
    """Lists the imports, oldest first."""
    with installation.open() as home:
        listed = home.store.imports()
    if as_json:
        return print_json(listed)
    names = ["import_id", "dataset", "file", "version", "status", "rows"]
    return installation.show(pandas.DataFrame(listed, columns=names, dtype=object), "table")


@click.command()
@click.argument("dataset")
@click.option("--version", type=int)
@click.option("--format", "form", type=forms, default="csv")
@click.pass_obj
def rows(installation, dataset, version, form):
    """Prints the stored rows of a data set."""
    with installation.open() as home:
        if dataset not in dataset_names():
            raise installation.refuse("UNKNOWN_DATASET", name=dataset, names=", ".join(dataset_names()))
        exact = home.store.rows(dataset, installation.version(home.store, version)).map(_exact)
    return installation.show(exact, form)


def _exact(value):
    """Decimals as text: a reader of JSON would make doubles of them."""
    return as_text(value) if isinstance(value, Decimal) else value


COMMANDS = (import_, imports, rows)
