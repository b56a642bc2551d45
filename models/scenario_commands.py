"""The commands about named scenarios; the store of the installation keeps them."""

from pathlib import Path

import click
import pandas

from models import assumptions
from models.engine.selection import Selection
from models.scenarios.kept_scenario import as_kept, assumptions_of, check_assumption, levers_of, with_assumptions
from models.scenarios.lever_notation import changed, written
from models.scenarios.levers import Lever, ScenarioProblem
from models.scenarios.measured_effect import measured_effects
from models.scenarios.scenario_base import scenario_base, settled
from models.scenarios.summary import assumed_lines, summary, what_it_says
from models.scenarios.workbooks.report_workbook import VERSION, is_report, report_of, scenario_of
from models.scenarios.workbooks.workbook import COST, LEVERS, SCENARIO, workbook
from models.scenarios.workbooks.workbook_levers import read_levers, read_version

own = click.option(
    "--assume", "texts", multiple=True, metavar="NAME=VALUE", help="an assumption of its own; without a value none"
)
form = click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
LISTED = ["name", "levers", "version", "seen_version", "seen_base", "seen_cost", "description"]


@click.group()
def scenario():
    """Named scenarios: list, show, create, set, delete, export, import."""


@scenario.command("list")
@form
@click.pass_obj
def list_(installation, form):
    """Lists the scenarios with their levers, and what each said when it was saved."""
    with installation.open() as home:
        rows = [_line(kept) for kept in home.store.scenarios()]
    return installation.show(pandas.DataFrame(rows, columns=LISTED, dtype=object), form)


def _line(kept: dict) -> tuple:
    moved = [f"{written(one)}={one.percent:f}" for one in levers_of(kept)]
    levers = "; ".join([*moved, *(f"assumption {name}={text}" for name, text in assumptions_of(kept).items())])
    seen = kept["seen"]
    said = (seen.get(name, "") for name in ("version", "base", "cost"))
    return kept["name"], levers, kept["version"], *said, kept["description"]


@scenario.command()
@click.argument("name")
@click.option("--from", "first_month", metavar="YYYY-MM")
@click.option("--to", "last_month", metavar="YYYY-MM")
@click.option("--version", type=int)
@form
@click.pass_obj
def show(installation, name, first_month, last_month, version, form):
    """Prints a scenario against the base: by component, sector and evidence, step by step, with costs and pay-back."""
    with installation.open() as home:
        kept = home.store.scenario(name)
        at = installation.version(home.store, version)
        chosen = settled(home.engine, at, Selection((first_month, last_month)))
        assumed = assumptions_of(kept)
        base = scenario_base(home.engine, at, with_assumptions(chosen, assumed))
        found = summary(base, base.outcome(levers_of(kept)), kept["seen"])
        if assumed:
            held = scenario_base(home.engine, at, chosen).outcome([]).base
            lines = assumed_lines(home.engine.assumptions(at), assumed, (held, base.outcome([]).base))
            found = pandas.concat([lines, found], ignore_index=True)
    return installation.show(found, form)


@scenario.command()
@click.argument("name")
@click.argument("values", nargs=-1, metavar="[LEVER=VALUE]...")
@click.option("--copy", metavar="SCENARIO", help="begin with the levers of another scenario")
@click.option("--describe", metavar="TEXT", default="")
@own
@click.pass_obj
def create(installation, name, values, copy, describe, texts):
    """Saves a new scenario, of some levers and assumptions or as a copy of another."""
    with installation.open() as home:
        kept = home.store.scenario(copy) if copy else {"levers": []}
        levers = changed(levers_of(kept), [*values])
        assumed = _assumed(installation, kept, texts)
        print(f"version {_save(home, name, levers, describe, assumed, is_new=True)}")


@scenario.command("set")
@click.argument("name")
@click.argument("values", nargs=-1, metavar="[LEVER=VALUE]...")
@own
@click.pass_obj
def set_(installation, name, values, texts):
    """Moves levers of a scenario: LEVER[@SECTOR][#TYPE][.low|.high|.one_off|.yearly]=VALUE; 0 moves one back."""
    if not values and not texts:
        raise click.UsageError("Name a lever, as LEVER=VALUE, or an assumption, as --assume NAME=VALUE.")
    with installation.open() as home:
        kept = home.store.scenario(name)
        levers = changed(levers_of(kept), [*values])
        assumed = _assumed(installation, kept, texts)
        print(f"version {_save(home, name, levers, kept['description'], assumed)}")


def _assumed(installation, kept: dict, texts: tuple[str, ...]) -> dict[str, str]:
    """The assumptions a scenario has, with those that are changed; raises ValueError for what cannot be."""
    named = {name: assumptions.entered(name, text) for name, text in installation.pairs(texts).items()}
    for name, text in named.items():
        check_assumption(name, text)
    return {name: text for name, text in (assumptions_of(kept) | named).items() if text}


@scenario.command()
@click.argument("name")
@click.pass_obj
def delete(installation, name):
    """Deletes a scenario; undo VERSION brings it back."""
    with installation.open() as home:
        print(f"version {home.store.delete_scenario(name)}")


def _save(
    home, name: str, levers: list[Lever], description: str, assumed: dict[str, str] | None = None, is_new: bool = False
) -> int:
    """Saves levers that the data of now can answer, and the assumptions they stand on, with what they say."""
    version = home.store.version
    chosen = settled(home.engine, version, Selection())
    outcome = scenario_base(home.engine, version, with_assumptions(chosen, assumed or {})).outcome(levers)
    seen = what_it_says(outcome, version, chosen.period)
    if assumed:
        seen["base"] = f"{scenario_base(home.engine, version, chosen).outcome([]).base:f}"
    kept = as_kept(levers, assumed or {})
    return home.store.save_scenario(name, kept, description=description, seen=seen, is_new=is_new)


@scenario.command()
@click.argument("name")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from", "first_month", metavar="YYYY-MM")
@click.option("--to", "last_month", metavar="YYYY-MM")
@click.pass_obj
def export(installation, name, out, first_month, last_month):
    """Writes a scenario as a workbook that calculates itself; its levers can be changed there."""
    with installation.open() as home:
        kept = home.store.scenario(name)
        if assumptions_of(kept):
            raise ScenarioProblem(
                "assumed_out",
                "A workbook of levers has no assumptions; report OUT.xlsx --scenario NAME does.",
            )
        levers = levers_of(kept)
        version = home.store.version
        chosen = settled(home.engine, version, Selection((first_month, last_month)))
        made = workbook(scenario_base(home.engine, version, chosen), levers, name, version, chosen.period)
    out.write_bytes(made)


@scenario.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", metavar="NAME", help="saves it under another name")
@click.pass_obj
def import_(installation, file, name):
    """Saves the levers of such a workbook, or the levers and changed assumptions of a report's, in the place of the
    scenario of its name."""
    with installation.open() as home:
        said = installation.sheets(home.store, file, (VERSION,))
        if is_report(said):
            print(f"version {_import_report(installation, home, file, said, name)}")
            return
        sheets = installation.sheets(home.store, file, (SCENARIO, LEVERS, COST))
        named, version, period = read_version(sheets)
        base = scenario_base(home.engine, installation.version(home.store, version), Selection(period))
        levers = read_levers(sheets, base)
        print(f"version {_save(home, name or named, levers, _description(home, name or named))}")


def _import_report(installation, home, file: Path, said: dict, name: str | None) -> int:
    named, version, title = report_of(said)
    at = installation.version(home.store, version)
    sheets = installation.sheets(home.store, file, (title, LEVERS))
    levers, assumed = scenario_of(
        sheets,
        title,
        home.engine.assumptions(at),
        lambda own: measured_effects(home.engine, at, Selection(overrides=own)),
    )
    return _save(home, name or named, levers, _description(home, name or named), assumed)


def _description(home, name: str) -> str:
    return next((kept["description"] for kept in home.store.scenarios() if kept["name"] == name), "")


COMMANDS = (scenario,)
