"""The commands that read figures; an explained number as lines."""

from decimal import ROUND_HALF_UP, Decimal

import click
import pandas

from models import assumptions
from models.comparison import later_data, versions
from models.engine import lineage
from models.engine.backends.settings import ENGINES
from models.engine.selection import Selection
from models.explain import formula
from models.explain.explanation import explain as explained_number
from models.explain.explanation import rows_read
from models.explain.sensitivity import sensitivity
from models.scenarios.kept_scenario import assumptions_of, levers_of, with_assumptions
from models.scenarios.scenario_base import scenario_base
from models.scenarios.scenario_engine import ScenarioEngine, check_answered

COLUMNS = ["part", "name", "value", "kind", "detail"]
NUMBERS = ("DECIMAL", "DOUBLE", "BIGINT", "INTEGER")


def first_column(engine, name: str, version: int) -> str:
    """Return the column a figure is asked for when nobody says which: its first formula's, else its first number's."""
    header = engine.header(name)
    said = header.decomposition.partition(" = ")[0].strip()
    return said or next(column for column in engine.rows(name, version)[0] if column not in header.key)


def explanation_table(engine, found, changes: list, version: int, selection: Selection) -> pandas.DataFrame:
    """Return the lines: number, sentence, formula, terms or parts, data, assumptions, changes, rows and their sum."""
    lines = [
        ("number", found.column, found.value, "", _cell(found.where)),
        ("meaning", found.header.name, None, "", found.header.meaning),
    ]
    lines += _formula(found)
    lines += [
        ("data", name, rows, "measured" if rows else "not_set", "rows stored")
        for name, rows in rows_read(engine, found.header.name, found.column, version, selection).items()
    ]
    lines += [("assumption", row["name"], row["value"], row["kind"], row["source"]) for row in found.assumptions]
    lines += [
        ("if", f"{one.name} = {one.tried}", one.after, _signed(one.difference), f"held: {one.held}") for one in changes
    ]
    lines += _rows(engine, found, version, selection)
    return pandas.DataFrame([[_text(cell) for cell in line] for line in lines], columns=COLUMNS, dtype=object)


def _formula(found) -> list[tuple]:
    if found.formula is None:
        return [("formula", found.column, found.value, "", found.header.formula)]
    lines = [("formula", found.column, found.formula.result, "", found.formula.text)]
    lines += [("term", term, value, "", "") for term, value in found.formula.terms.items()]
    return lines + [
        ("of which", ", ".join(map(str, part.name)), part.amount, "", _priced(part)) for part in found.formula.parts
    ]


def _priced(part: formula.Part) -> str:
    if not part.quantity or part.each is None:
        return ""
    return f"{_cents(part.quantity)} {part.unit} × {_cents(part.each)}"


def _cents(value: Decimal) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _rows(engine, found, version: int, selection: Selection) -> list[tuple]:
    if not found.sides:
        return [("rows", found.column, None, "", found.header.untraced or found.header.source)]
    lines = []
    for side in found.sides:
        rows = engine.trace(side.figure, version, selection.at(side.where), side.column)
        lines += [
            ("rows", side.column, count, "", f"amounts of {dataset} add up to {_text(total)}")
            for dataset, (count, total) in lineage.totals(rows).items()
        ]
    return lines


def _cell(where: dict) -> str:
    return ", ".join(f"{column} = {value}" for column, value in where.items())


def _signed(value: object) -> str:
    return "" if value is None else f"{_cents(Decimal(str(value))):+}"


def _text(value: object) -> str:
    return "" if value is None else str(value)


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
        click.option("--engine", type=click.Choice(ENGINES), help="where it is worked out, as LEDGER_ENGINE says"),
        form,
    ):
        command = option(command)
    return command


def _reading(installation, home, where, first_month, last_month, assumed, version, **_) -> tuple[int, Selection]:
    pairs = installation.pairs
    entered = {name: assumptions.entered(name, text) for name, text in pairs(assumed).items()}
    selection = Selection((first_month, last_month), where=pairs(where), overrides=entered)
    return installation.version(home.store, version), selection


def _say_beside(installation, engine, version: int, selection: Selection) -> None:
    """Says on standard error what of the data lies beyond the day of reference."""
    cursor, schema = engine.cleaned(version, selection.overrides, later_data.FIGURES)
    for code, fields in later_data.beside_answer(cursor, schema, selection.period[1]):
        installation.say(code, **fields)


@click.command()
@click.argument("name")
@click.option("--against", type=int, metavar="VERSION", help="an earlier version: what changed since then, and why")
@click.option("--scenario", metavar="SCENARIO", help="as it would be in a named scenario")
@_reading_options
@click.pass_obj
def figure(installation, name, form, against, scenario, **options):
    """Works one figure out."""
    with installation.open(options["engine"]) as home:
        version, selection = _reading(installation, home, **options)
        if scenario is not None:
            columns, found = _in_scenario(home, name, version, selection, scenario, against)
        elif against is None:
            columns, found = home.engine.rows(name, version, selection)
        else:
            baseline = installation.version(home.store, against)
            columns, found = versions.read_rows(home.engine, name, version, baseline, selection)
        _say_beside(installation, home.engine, version, selection)
    return installation.show(pandas.DataFrame(found, columns=columns, dtype=object), form)


def _in_scenario(home, name: str, version: int, selection: Selection, scenario: str, against: int | None) -> tuple:
    kept = home.store.scenario(scenario)
    levers, selection = levers_of(kept), with_assumptions(selection, assumptions_of(kept))
    home.engine.header(name)  # says when there is no such figure
    if not levers and selection.overrides and against is None:  # assumptions alone: every figure can be told
        return home.engine.rows(name, version, selection)
    check_answered(name, against)
    with ScenarioEngine(home.engine, scenario_base(home.engine, version, selection).outcome(levers)) as changed:
        return changed.rows(name, version, selection)


@click.command()
@click.argument("name")
@click.option("--column")
@_reading_options
@click.pass_obj
def trace(installation, name, column, form, **options):
    """Prints the source rows behind a figure, or behind a cell of it."""
    with installation.open(options["engine"]) as home:
        version, selection = _reading(installation, home, **options)
        return installation.show(home.engine.trace(name, version, selection, column), form)


@click.command()
@click.argument("name")
@click.option("--column")
@_reading_options
@click.pass_obj
def explain(installation, name, column, form, **options):
    """Prints a number: formula with values, data, assumptions, what a fifth more or less of each does, rows counted."""
    with installation.open(options["engine"]) as home:
        version, selection = _reading(installation, home, **options)
        column = column or first_column(home.engine, name, version)
        found = explained_number(home.engine, name, column, version, selection)
        changes = sensitivity(home.engine, name, column, version, selection, installation.progress)
        return installation.show(explanation_table(home.engine, found, changes, version, selection), form)


@click.command()
@form
@click.pass_obj
def check(installation, form):
    """Works out every identity; exit 1 when one fails."""
    with installation.open() as home:
        found = home.engine.read("reconciliation", installation.version(home.store, None))
    installation.show(found, form)
    return DONE if found["holds"].all() else IDENTITY_FAILS


COMMANDS = (figures, figure, trace, explain, check)
