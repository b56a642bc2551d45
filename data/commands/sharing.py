"""Links to a view: made, listed, withdrawn."""

from __future__ import annotations

import click
import pandas

from data.commands import link_options
from data.languages import ENGLISH, LANGUAGES
from data.sectors.matching import known_sectors
from data.sharing import registry
from data.sharing.shared_scenario import scenario_pairs
from data.sharing.shared_view import MODES, PAGES, Pairs, SharedView

FILTERS = {"sector": "sectors", "segment": "segments"}
LISTED = (
    "share_id",
    "page",
    "mode",
    "sectors",
    "created_at",
    "created_by",
    "expires_at",
    "opened",
    "last_opened_at",
    "has_password",
    "state",
)


@click.group()
def share():
    """Links that open one view without an account."""


@share.command()
@click.argument("page")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="narrows the view: sector=NAME or segment=NAME")
@click.option("--from", "first", metavar="YYYY-MM")
@click.option("--to", "last", metavar="YYYY-MM")
@click.option("--sector", "scope", multiple=True, metavar="S", help="the only sectors the link may speak of")
@click.option(
    "--expires", type=int, metavar="DAYS", help="how long it is open; the assumption share_expiry_days without it"
)
@click.option("--mode", type=click.Choice(MODES), default="seen", show_default=True)
@click.option("--scenario", default="", metavar="NAME", help="shows the page in a saved scenario, as it is saved now")
@click.option("--language", type=click.Choice(LANGUAGES), default=ENGLISH, show_default=True)
@click.option("--password", is_flag=True, help="asks for a password that opens the link")
@link_options.base
@click.pass_obj
def create(installation, page, where, first, last, scope, expires, mode, scenario, language, password, base):
    """Makes a link to a page and prints it, this once."""
    if page not in PAGES:
        raise installation.refuse("LINK_PAGE", read=page, names=", ".join(PAGES))
    link_options.check_period(installation, first, last)
    months = {name: (month,) if month else () for name, month in (("from", first), ("to", last))}
    chosen = months | {"language": (language,)} | _where(installation, where)
    secret = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True) if password else ""
    with installation.open() as home:
        _check_sectors(installation, home.store, (*chosen["sectors"], *scope))
        _check_segments(installation, home.store, chosen["segments"])
        held = {row["name"]: row["value"] for row in home.engine.assumptions(home.store.version)}
        view = SharedView(
            page,
            tuple(sorted(chosen.items())),
            home.store.version,
            home.engine.models_hash(),
            _scenario(installation, home.store, scenario, mode),
            language,
            scope or None,
            mode,
            int(held["small_group"] or SharedView.small_group),
        )
        if scenario:
            view = installation.checked_link(home, view)
        days = int(held["share_expiry_days"]) if expires is None else expires
        share_id, token = registry.create(home.store, view, days, secret)
    print(link_options.address(base, "t", token))
    click.echo(f"{share_id}: open for {days} days", err=True)


@share.command("list")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.pass_obj
def listed(installation, form):
    """Lists the links: who made them, until when they are open, how often they were opened."""
    with installation.open() as home:
        rows = [{name: _text(row[name]) for name in LISTED} for row in registry.list_links(home.store)]
    return installation.show(pandas.DataFrame(rows, columns=list(LISTED), dtype=object), form)


@share.command()
@click.argument("share_id", metavar="ID")
@click.pass_obj
def revoke(installation, share_id):
    """Withdraws a link, also from those who have it open."""
    with installation.open() as home:
        registry.revoke_link(home.store, share_id)
    print(f"withdrawn: {share_id}")


def _where(installation, texts) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = dict.fromkeys(FILTERS.values(), ())
    for text in texts:
        ((column, value),) = installation.pairs([text]).items()
        if column not in FILTERS:
            raise installation.refuse("LINK_WHERE", read=column)
        chosen[FILTERS[column]] += (value,)
    return chosen


def _scenario(installation, store, name: str, mode: str) -> Pairs:
    """The scenario a link is seen in, as it keeps it; nothing for a link that shows things as they are."""
    if not name:
        return ()
    if mode == "both":
        raise installation.refuse("LINK_SCENARIO_MODE", read=mode)
    return scenario_pairs(name, store.scenario(name)["levers"])


def _check_sectors(installation, store, names) -> None:
    with store.cursor() as cursor:
        known = set(known_sectors(cursor).values())
    for name in names:
        if name not in known:
            raise installation.refuse("LINK_SECTOR", read=name, names=", ".join(sorted(known)))


def _check_segments(installation, store, names) -> None:
    with store.cursor() as cursor:
        known = [
            name
            for (name,) in cursor.execute(
                "select distinct segment from raw_customers where to_version is null and segment is not null order by 1"
            ).fetchall()
        ]
    for name in names:
        if name not in known:
            raise installation.refuse("LINK_SEGMENT", read=name, names=", ".join(known))


def _text(value):
    return ", ".join(value) if isinstance(value, list) else value


COMMANDS = (share,)
