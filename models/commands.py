"""The commands that read figures; cli.py joins them to the others and hands each the chosen installation."""

import click
import pandas

from models import against as compared
from models import explained
from models.explaining import explain as explained_number
from models.sensitivity import sensitivity

DONE, IDENTITY_FAILS = 0, 1

form = click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")


@click.command()
@form
@click.pass_obj
def figures(installation, form):
    """Lists the figures."""
    with installation.open() as home:
        listed = [(header.name, header.title, header.grain) for header in home.engine.figures()]
    return installation.show(pandas.DataFrame(listed, columns=["name", "title", "grain"]), form)


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


def _reading(installation, home, where, first_month, last_month, assumed, version, **_) -> dict:
    return {
        "version": installation.version(home.store, version),
        "where": installation.pairs(where),
        "period": (first_month, last_month),
        "assume": installation.pairs(assumed),
    }


@click.command()
@click.argument("name")
@click.option("--against", type=int, metavar="VERSION", help="an earlier version: what changed since then, and why")
@_reading_options
@click.pass_obj
def figure(installation, name, form, against, **options):
    """Works one figure out."""
    with installation.open() as home:
        reading = _reading(installation, home, **options)
        if against is None:
            columns, found = home.engine.rows(name, **reading)
        else:
            columns, found = compared.rows(
                home.engine, name, against=installation.version(home.store, against), **reading
            )
    return installation.show(pandas.DataFrame(found, columns=columns, dtype=object), form)


@click.command()
@click.argument("name")
@click.option("--column")
@_reading_options
@click.pass_obj
def trace(installation, name, column, form, **options):
    """Prints the source rows behind a figure, or behind a cell of it."""
    with installation.open() as home:
        return installation.show(
            home.engine.trace(name, column=column, **_reading(installation, home, **options)), form
        )


@click.command()
@click.argument("name")
@click.option("--column")
@_reading_options
@click.pass_obj
def explain(installation, name, column, form, **options):
    """Prints a number: formula with values, data, assumptions, what a fifth more or less of each does, rows counted."""
    with installation.open() as home:
        reading = _reading(installation, home, **options)
        column = column or explained.first_column(home.engine, name, reading["version"])
        found = explained_number(home.engine, name, column, **reading)
        changes = sensitivity(home.engine, name, column, progress=installation.progress, **reading)
        return installation.show(explained.frame(home.engine, found, changes, reading), form)


@click.command()
@form
@click.pass_obj
def check(installation, form):
    """Works out every identity; exit 1 when one fails."""
    with installation.open() as home:
        found = home.engine.read("reconciliation", home.store.version)
    installation.show(found, form)
    return DONE if found["holds"].all() else IDENTITY_FAILS


COMMANDS = (figures, figure, trace, explain, check)
