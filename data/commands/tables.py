"""The company's tables that data sets are read from."""

from __future__ import annotations

import click
import pandas

from data.commands.output import as_json, forms, print_json
from data.company_tables.listing import readings


@click.command()
@click.option("--format", "form", type=forms, default="table")
@as_json
@click.pass_obj
def tables(installation, form, as_json):
    """Reads what has changed in the company's tables, and lists them: rows stored, rows set aside and why."""
    with installation.open() as home:
        for answer in installation.look(home.store):
            for note in answer.get("notes", ()):
                installation.say(note["code"], **{"column": note.get("column")} | note["fields"])
        listed = readings(home.store)
    if as_json:
        return print_json(listed)
    return installation.show(pandas.DataFrame(map(_line, listed), columns=list(COLUMNS), dtype=object), form)


COLUMNS = ("dataset", "table", "rows", "aside", "reasons", "read_at")


def _line(one: dict) -> list:
    reasons = "; ".join(f"{code} {column}: {count}".replace(" :", ":") for code, column, count in one["reasons"])
    return [one["dataset"], one["table"], one["rows"], one["aside"], reasons, str(one["read_at"])]


COMMANDS = (tables,)
