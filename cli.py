"""What the pages do with data, without a browser: python cli.py [--home DIR] COMMAND …"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import click
import duckdb
import pandas

from data import scenario_files, settings
from data.commands import COMMANDS, terminal
from data.company_tables.mapping import company_tables
from data.company_tables.reading import look
from data.export.text import frame_text
from data.imports.whole_list import refuse_table
from data.problems import Problem, sentence
from data.samples.generate import fill
from data.sharing.shared_scenario import scenario_levers, scenario_name, scenario_pairs
from data.storage.database import HomeFails, HomeInUse
from data.store import Store
from models import action_commands, assumptions, scenario_commands
from models import commands as models_commands
from models.comparison import periods
from models.disclosure.plan import SharedSelection
from models.engine.backends.failures import EngineFails
from models.engine.backends.settings import chosen
from models.engine.engine import Engine
from models.scenarios.kept_scenario import as_kept, assumptions_of, levers_of
from models.scenarios.link_levers import check_link, within_scope
from pages.parts.reports.command import report

DONE, REFUSED = 0, 2


class Installation:
    """The chosen home, and what every command needs: opening it, printing frames, refusing with one sentence."""

    def __init__(self, folder: str):
        self.folder = folder

    @contextmanager
    def open(self, engine: str | None = None):
        """The store and the engine of the home, for one command; let go of at its end.

        engine: where figures are worked out, without one where LEDGER_ENGINE says.
        """
        backend = chosen(engine)
        store = Store(self.folder)
        store.tables = company_tables(self.folder)
        figures = Engine(store.connection, backend=backend)
        store.models_hash = figures.models_hash()
        try:
            yield SimpleNamespace(store=store, engine=figures)
        finally:
            store.close()

    def show(self, frame: pandas.DataFrame, form: str) -> int:
        """Prints a frame as table, csv or json."""
        sys.stdout.write(frame_text(frame, form))
        return DONE

    def say(self, code: str, **fields) -> None:
        """Says the sentence of a code of problems.toml on standard error."""
        print(sentence(code, fields), file=sys.stderr)

    def refuse(self, code: str, **fields) -> Problem:
        """What to raise to end a command with exit 2 and the sentence of a code of problems.toml."""
        return Problem(code, fields)

    def pairs(self, texts) -> dict[str, str]:
        """Texts such as NAME=VALUE as a dictionary; raises Problem for one without the sign."""
        for text in texts:
            if "=" not in text:
                raise self.refuse("NOT_A_PAIR", read=text)
        return dict(text.split("=", 1) for text in texts)

    def version(self, store, asked: int | None) -> int:
        """The version asked for; without one the latest, after a look at the company's tables, where data sets are
        read from some. Raises Problem for one that is not there."""
        if asked is None:
            self.look(store)
        latest = store.version
        if asked is not None and not 0 <= asked <= latest:
            raise self.refuse("UNKNOWN_VERSION", version=asked, latest=latest)
        return latest if asked is None else asked

    @staticmethod
    def look(store) -> list[dict]:
        """Reads what has changed in the company's tables; returns what the imports say of themselves."""
        if not store.tables:
            return []
        with chosen().tables() as source:
            return look(store, store.tables, source)

    @staticmethod
    def sheets(store, path: Path, names: tuple[str, ...]) -> dict[str, list[list[str]]]:
        """The named sheets of a workbook as rows of text."""
        return scenario_files.scenario_sheets(store, path, names)

    @staticmethod
    def checked_link(home, view):
        """A link in a scenario with what it keeps of it; refuses one that would tell of too few customers, or of
        sectors it may not speak of."""
        period = tuple(next(iter(view.parameter(name)), None) for name in ("from", "to"))
        own = SharedSelection(view.parameter("sectors"), view.parameter("segments"), period)
        kept = {"levers": scenario_levers(view.assumptions)}
        levers, assumed = within_scope(levers_of(kept), view.sectors), assumptions_of(kept)
        check_link(home.engine, view.version, view.small_group, view.sectors, own, levers, assumed)
        return replace(view, assumptions=scenario_pairs(scenario_name(view), as_kept(levers, assumed)))

    @staticmethod
    def progress(done: int, total: int, name: str) -> None:
        """Says on a terminal how far long work is."""
        if sys.stderr.isatty():
            print(f"\r{done}/{total} {name:<40}", end="" if done < total else "\n", file=sys.stderr)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 an identity fails, 2 refused, 3 a question."""
    try:
        settings.check()
        with terminal.guarded():
            return commands.main(arguments, prog_name="cli.py", standalone_mode=False) or DONE
    except HomeInUse as holder:
        reason = sentence("HOME_IN_USE", {"home": str(holder)})
    except duckdb.ProgrammingError as fault:
        reason = sentence("APP_FAULT", {"reason": str(fault).splitlines()[0]})
    except (HomeFails, duckdb.Error) as failure:
        reason = sentence("HOME_FAILS", {"reason": str(failure).splitlines()[0]})
    except EngineFails as failure:
        reason = sentence(failure.code, failure.fields)
    except click.ClickException as usage:
        reason = usage.format_message()
    except click.Abort:
        reason = sentence("GIVEN_UP")
    except (Problem, LookupError, ValueError, OSError) as refused:
        reason = str(refused)
    with terminal.guarded():
        print(reason, file=sys.stderr)
    return REFUSED


@click.group(help=__doc__)
@click.option(
    "--home",
    envvar="LEDGER_HOME",
    default="data/store",
    show_default=True,
    help="the folder that holds everything; LEDGER_HOME sets it too",
)
@click.pass_context
def commands(context, home: str):
    context.obj = Installation(home)


for command in (*COMMANDS, *models_commands.COMMANDS, *scenario_commands.COMMANDS, *action_commands.COMMANDS, report):
    commands.add_command(command)


@commands.command()
@click.option("--customers", default=3000, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.pass_obj
def demo(installation, customers, seed):
    """Fills an empty home with the sample organisation."""
    with installation.open() as home:
        if home.store.version:
            raise installation.refuse("HOME_NOT_EMPTY", home=installation.folder)
        for dataset in home.store.tables:
            refuse_table(home.store, dataset)
        fill(home.store, customers, seed, installation.progress)
        home.engine.build(home.store.version, progress=installation.progress)


@commands.command()
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...")
@models_commands.form
@click.pass_obj
def assume(installation, values, form):
    """Shows the assumptions, or stores some as one change."""
    with installation.open() as home:
        if values:
            home.store.assume(_assumption_changes(installation, values))
        return installation.show(pandas.DataFrame(home.engine.assumptions(home.store.version)), form)


@commands.command()
@click.argument("month", metavar="YYYY-MM")
@click.pass_obj
def close(installation, month):
    """Closes a month with the numbers it shows now; what changes it later is listed as a restatement."""
    with installation.open() as home:
        numbers = periods.month_numbers(home.engine, installation.version(home.store, None), month)
        print(f"version {home.store.close_month(month, numbers)}")


def _assumption_changes(installation, values) -> dict[str, dict]:
    """NAME=… and NAME.low=… as name -> fields; raises ValueError for a name or number that cannot be."""
    changes: dict[str, dict] = {}
    for text, value in installation.pairs(values).items():
        name, _, part = text.partition(".")
        if part not in ("", "low", "high", "unit", "source"):
            raise installation.refuse("NOT_A_PAIR", read=text)
        value = assumptions.entered(name, value if part in ("", "low", "high") else "") or value
        changes.setdefault(name, {})[part or "value"] = value
    return changes


if __name__ == "__main__":
    sys.exit(main())
