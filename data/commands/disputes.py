"""The right to disagree with a finding of an audit."""

from __future__ import annotations

import click
import pandas

from data.commands.output import forms
from data.disputes import COLUMNS, answer_dispute, listed, open_dispute


@click.group()
def dispute():
    """Disputes of findings: open, answer, list."""


@dispute.command("open")
@click.argument("audit")
@click.argument("criterion")
@click.option("--reason", required=True, metavar="TEXT", help="why the finding is not right")
@click.pass_obj
def open_(installation, audit, criterion, reason):
    """Opens a dispute of a finding; undo VERSION takes it back."""
    with installation.open() as home:
        print(f"version {open_dispute(home.store, audit, criterion, reason)}")


@dispute.command()
@click.argument("audit")
@click.argument("criterion")
@click.option("--upheld", type=click.Choice(["yes", "no"]), required=True, help="yes: the finding counts as right")
@click.option("--reply", required=True, metavar="TEXT", help="what is said to whoever disputed it")
@click.pass_obj
def answer(installation, audit, criterion, upheld, reply):
    """Answers an open dispute; undo VERSION takes the answer back."""
    with installation.open() as home:
        print(f"version {answer_dispute(home.store, audit, criterion, upheld == 'yes', reply)}")


@dispute.command("list")
@click.option("--format", "form", type=forms, default="table")
@click.pass_obj
def list_(installation, form):
    """Lists the disputes with their reasons and replies, the open ones first."""
    with installation.open() as home:
        rows = listed(home.store)
    return installation.show(pandas.DataFrame(rows, columns=list(COLUMNS), dtype=object), form)


COMMANDS = (dispute,)
