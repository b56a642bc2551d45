"""The people and their roles, and the log of who did what."""

from __future__ import annotations

import click
import pandas

from data.access import audit, directory
from data.access.actor import ROLES
from data.commands.output import forms


@click.group()
def person():
    """The people and their roles: put, remove, list."""


@person.command()
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@click.option(
    "--sector", "sectors", multiple=True, metavar="NAME", help="the only sectors they see; several times for several"
)
@click.pass_obj
def put(installation, name, role, sectors):
    """Gives a person a role; the first administrator is named so."""
    with installation.open() as home:
        directory.set_role(home.store, name, role, list(sectors))
    print(f"{directory.key_of(name)}: {role}")


@person.command()
@click.argument("name")
@click.pass_obj
def remove(installation, name):
    """Takes a person out of the list."""
    with installation.open() as home:
        directory.remove_person(home.store, name)
    print(f"removed: {directory.key_of(name)}")


@person.command("list")
@click.option("--format", "form", type=forms, default="table")
@click.pass_obj
def list_(installation, form):
    """Lists the people with their roles and sectors."""
    with installation.open() as home, home.store.cursor() as cursor:
        listed = directory.list_people(cursor)
    rows = [one | {"sectors": ", ".join(one["sectors"] or ())} for one in listed]
    columns = ["name", "role", "sectors", "put_at", "put_by"]
    return installation.show(pandas.DataFrame(rows, columns=columns, dtype=object), form)


@click.command("audit")
@click.option("--format", "form", type=forms, default="table")
@click.pass_obj
def audit_(installation, form):
    """Prints the log of who did what, oldest first; exit 1 when an entry was altered or is missing."""
    with installation.open() as home, home.store.cursor() as cursor:
        entries, holds = audit.table(cursor), audit.is_intact(cursor)
    installation.show(entries, form)
    return 0 if holds else 1


COMMANDS = (person, audit_)
