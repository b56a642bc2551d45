"""Workshop rooms: opened, listed, closed, exported, deleted."""

from __future__ import annotations

from pathlib import Path

import click
import pandas

from data.commands import link_options
from data.commands.output import print_json
from data.languages import ENGLISH, LANGUAGES
from data.workshop import entry, export, results, rooms, subjects
from data.workshop.room import KINDS

LISTED = ("room_id", "kind", "subject", "state", "code", "step", "people", "opened_at", "expires_at", "leaders")


@click.group()
def room():
    """Workshop rooms: looking for solutions together, by phone and without an account."""


@room.command("open")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name")
@click.option("--from", "first", metavar="YYYY-MM", default="")
@click.option("--to", "last", metavar="YYYY-MM", default="")
@click.option("--sector", "scope", multiple=True, metavar="S", help="the only sectors the room may speak of")
@click.option(
    "--way", default="", metavar="STAGE", help="whose stages are estimated: the way that begins with this one"
)
@click.option("--expires", type=int, default=1, show_default=True, metavar="DAYS", help="how long it is open")
@click.option("--language", type=click.Choice(LANGUAGES), default=ENGLISH, show_default=True)
@link_options.base
@click.pass_obj
def open_(installation, kind, name, first, last, scope, way, expires, language, base):
    """Opens a room on a category, a stage or a sector and prints its link and its code."""
    link_options.check_period(installation, first, last)
    with installation.open() as home:
        with home.store.cursor() as cursor:
            subjects.check_subject(cursor, kind, name)
        asked = {"sectors": scope or None, "language": language}
        made = rooms.open_room(home.store, kind, name, (first, last), way, expires, **asked)
        print(link_options.address(base, "room", entry.token_of(home.store, made)))
    click.echo(f"{made.room_id}: code {made.code}, open for {expires} days", err=True)


@room.command("list")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.pass_obj
def list_(installation, form):
    """Lists the rooms: what each is about, how far it is, how many people joined."""
    with installation.open() as home:
        rows = [_listed(home.store, one) for one in rooms.list_rooms(home.store)]
    return installation.show(pandas.DataFrame(rows, columns=list(LISTED), dtype=object), form)


def _listed(store, one) -> dict:
    told = {name: getattr(one, name) for name in LISTED if name != "people"}
    counted = {"people": results.results(store, one.room_id, 0).count, "leaders": ", ".join(one.leaders)}
    return told | counted | {"code": one.code if one.state == "open" else ""}


@room.command()
@click.argument("room_id", metavar="ID")
@click.pass_obj
def close(installation, room_id):
    """Closes a room for all who came by its link or code; its summary stays."""
    with installation.open() as home:
        rooms.close_room(home.store, room_id)
    print(f"closed: {room_id}")


@room.command("export")
@click.argument("room_id", metavar="ID")
@click.argument("out", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def export_(installation, room_id, out):
    """Writes what a room answered, agreed and decided as JSON, never who said it; without a file it prints it."""
    with installation.open() as home:
        held = {row["name"]: row["value"] for row in home.engine.assumptions(home.store.version)}
        told = export.exported(home.store, room_id, int(held["small_group"]))
    if out is None:
        print_json(told)
    else:
        out.write_text(export.as_json(told), encoding="utf-8")
        print(f"exported: {out}")


@room.command()
@click.argument("room_id", metavar="ID")
@click.pass_obj
def delete(installation, room_id):
    """Deletes a room with every answer in it."""
    with installation.open() as home:
        rooms.delete_room(home.store, room_id)
    print(f"deleted: {room_id}")


COMMANDS = (room,)
