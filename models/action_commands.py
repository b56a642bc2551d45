"""The commands about actions: a lever of a scenario that somebody took on, and what it achieved."""

import click
import pandas

from models.engine.selection import Selection
from models.scenarios.actions.achieved import Achieved
from models.scenarios.actions.action_months import achieved_by, monthly_cost
from models.scenarios.actions.expected import expected_of
from models.scenarios.kept_scenario import levers_of
from models.scenarios.lever_notation import written
from models.scenarios.levers import Lever, ScenarioProblem, as_texts, from_texts
from models.scenarios.scenario_base import scenario_base, settled

EXPECTED = ("amount", "low", "high", "version")
ACHIEVED = ("amount", "low", "high", "against", "reason", "told_from")
LISTED = [
    *("number", "lever", "percent", "owner", "due_on", "done_on", "scenario"),
    *(f"expected_{name}" for name in EXPECTED),
    *(f"achieved_{name}" for name in ACHIEVED),
]


@click.group()
def action():
    """Actions: list, create, done, delete."""


@action.command("list")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.pass_obj
def list_(installation, form):
    """Lists the actions with what was expected of each a year, and what it achieved a year."""
    with installation.open() as home:
        held = home.store.actions.held()
        cost = monthly_cost(home.engine, home.store.version) if held else None
        found = action_table(held, achieved_by(held, cost))
    return installation.show(found, form)


def action_table(held: list[dict], achieved: list[Achieved]) -> pandas.DataFrame:
    """Return the actions as the command line and the downloads list them."""
    lines = [
        (
            *(one["number"], written(from_texts(one["lever"])), one["lever"].get("percent", "")),
            *(one[name] for name in ("owner", "due_on", "done_on", "scenario")),
            *(one["expected"].get(name, "") for name in EXPECTED),
            *(getattr(found, name) for name in ACHIEVED),
        )
        for one, found in zip(held, achieved, strict=True)
    ]
    return pandas.DataFrame(lines, columns=LISTED, dtype=object)


@action.command()
@click.argument("scenario")
@click.argument("lever")
@click.option("--owner", required=True, metavar="ROLE", help="a role or a sector, never a person")
@click.option("--due", "due_on", required=True, metavar="YYYY-MM-DD")
@click.pass_obj
def create(installation, scenario, lever, owner, due_on):
    """Makes an action of a lever of a scenario, with what it is expected to save a year as of today's data."""
    with installation.open() as home:
        taken = _lever_of(home.store.scenario(scenario), lever)
        version = home.store.version
        chosen = settled(home.engine, version, Selection())
        base = scenario_base(home.engine, version, chosen)
        expected = expected_of(base, taken, version, chosen.period)
        made = home.store.actions.create(as_texts(taken), owner, due_on, expected, scenario)
        print(f"action {made['number']}, version {made['version']}")


def _lever_of(scenario: dict, name: str) -> Lever:
    levers = {written(one): one for one in levers_of(scenario)}
    if name not in levers:
        raise ScenarioProblem(
            "not_in_scenario",
            f'The scenario has no lever "{name}". It has: {", ".join(levers) or "none"}.',
            read=name,
        )
    return levers[name]


@action.command()
@click.argument("number", type=int)
@click.option("--on", "done_on", required=True, metavar="YYYY-MM-DD", help="the day from which it was in place")
@click.pass_obj
def done(installation, number, done_on):
    """Marks an action as done; what it achieved is looked for in the months after."""
    with installation.open() as home:
        print(f"version {home.store.actions.done(number, done_on)['version']}")


@action.command()
@click.argument("number", type=int)
@click.pass_obj
def delete(installation, number):
    """Deletes an action; undo VERSION brings it back."""
    with installation.open() as home:
        print(f"version {home.store.actions.delete(number)['version']}")


COMMANDS = (action,)
