"""A report's workbook that came back: its levers and changed assumptions, or one sentence why there are none."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from models import assumptions
from models.scenarios.levers import Lever, ScenarioProblem
from models.scenarios.measured_effect import Effect
from models.scenarios.workbooks.workbook import LEVERS
from models.scenarios.workbooks.workbook_levers import Rows, levers_in

VERSION = "Version"  # the sheet that says of which data the workbook is
VALUE_COLUMN, HELD_COLUMN, NAME_COLUMN = 1, 7, 9


def is_report(sheets: dict[str, Rows]) -> bool:
    """Return whether the sheets are those of a report."""
    said = _said(sheets)
    return "report" in said and said.get("version", "").isdecimal() and bool(said.get("assumptions"))


def report_of(sheets: dict[str, Rows]) -> tuple[str, int, str]:
    """Return the name a scenario of a report gets, the version of its data, and the title of its sheet of
    assumptions."""
    said = _said(sheets)
    return said["report"], int(said["version"]), said["assumptions"]


def _said(sheets: dict[str, Rows]) -> dict[str, str]:
    return {row[0].strip(): row[1].strip() for row in sheets.get(VERSION, []) if len(row) > 1}


def scenario_of(
    sheets: dict[str, Rows], title: str, held: list[dict], effects: Callable[[dict[str, str]], dict[str, Effect]]
) -> tuple[list[Lever], dict[str, str]]:
    """Return the levers of a report, none where it holds no scenario, and the assumptions by name that are others in it
    than those that hold: changed in the file, or of the scenario it was made in.

    title: of the sheet of assumptions. held: the assumptions of its version. effects: what the measured effects were
    with the assumptions of the scenario. Raises ScenarioProblem for what cannot be, and where nothing was changed and
    there are no levers.
    """
    changed, own = (_others(sheets[title], held, column) for column in (VALUE_COLUMN, HELD_COLUMN))
    levers = levers_in(sheets[LEVERS], effects(own)) if sheets[LEVERS] else []
    if not changed and not levers:
        raise ScenarioProblem("report_same", "Nothing of this workbook was changed, so there is no scenario in it.")
    return levers, changed


def _others(rows: Rows, held: list[dict], column: int) -> dict[str, str]:
    values = {row["name"]: row["value"] for row in held}
    read = {row[NAME_COLUMN].strip(): row[column].strip() for row in rows if len(row) > NAME_COLUMN}
    named = {name: text for name, text in read.items() if name in values}
    if not named:
        raise ScenarioProblem(
            "report_other", "The sheet of assumptions is not there or was changed. Make the report again."
        )
    return {name: _entered(name, text) for name, text in named.items() if not _is_same(text, values[name])}


def _entered(name: str, text: str) -> str:
    """A whole number may come back as 36.0."""
    number = _number(text)
    if assumptions.known()[name]["type"] == "whole" and number is not None and number == int(number):
        text = str(int(number))
    try:
        return assumptions.entered(name, text)
    except ValueError as refused:
        raise ScenarioProblem("assumption", str(refused), name=name, read=text) from refused


def _is_same(read: str, held: str) -> bool:
    numbers = _number(read), _number(held)
    return read == held or (None not in numbers and numbers[0] == numbers[1])


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
