"""The levers of a workbook that came back, and whether anything else in it was changed."""

from decimal import Decimal, InvalidOperation

from models.scenarios.levers import Lever, ScenarioProblem, lever, moved
from models.scenarios.measured_effect import Effect
from models.scenarios.outcome import exact_sum
from models.scenarios.scenario_base import Base
from models.scenarios.workbooks.workbook import COST, FIXED, HEADS, LEVERS, SCENARIO, measured_share

HALF_CENT, SMALLEST = Decimal("0.005"), Decimal("0.0000005")
Rows = list[list[str]]


def read_version(sheets: dict[str, Rows]) -> tuple[str, int, tuple[str | None, str | None]]:
    """Return the scenario's name, version and period of a workbook; raises ScenarioProblem for another file."""
    said = _said(sheets)
    heads_differ = [*sheets[COST][0][: len(HEADS[COST])]] != [*HEADS[COST]]
    if not said.get("scenario") or not said.get("version", "").isdecimal() or heads_differ:
        raise _other_file()
    return said["scenario"], int(said["version"]), (said.get("from") or None, said.get("to") or None)


def read_levers(sheets: dict[str, Rows], base: Base) -> list[Lever]:
    """Return the levers of a workbook made of this base; raises ScenarioProblem with what was changed that is none."""
    _check_amounts(sheets, base)
    levers = levers_in(sheets[LEVERS], base.effects)
    said = _said(sheets)
    if said.get("cost_in_scenario") and said["levers"] == str(_count(sheets[LEVERS])):
        _check(f"{SCENARIO}, cost_in_scenario", said["cost_in_scenario"], base.outcome(levers).total(), HALF_CENT)
    return levers


def levers_in(rows: Rows, effects: dict[str, Effect]) -> list[Lever]:
    """Return the moved levers of the sheet Levers; raises ScenarioProblem for another sheet, for what is no lever, and
    for another measured effect than these."""
    if [*rows[0][: len(HEADS[LEVERS])]] != [*HEADS[LEVERS]]:
        raise _other_file()
    found = []
    for at, row in enumerate(rows[1:], 2):
        if not row[0].strip():
            continue
        one = _lever(at, row)
        if one.acts_on.effect in ("", *effects):
            _check(f"{LEVERS}, row {at}, measured_share", row[8], measured_share(one, effects), SMALLEST)
        found.append(one)
    return moved(found)


def _count(rows: Rows) -> int:
    return sum(bool(row[0].strip()) for row in rows[1:])


def _said(sheets: dict[str, Rows]) -> dict[str, str]:
    if any(not sheets.get(title) for title in (SCENARIO, *HEADS)):
        raise _other_file()
    return {row[0].strip(): row[1].strip() for row in sheets[SCENARIO] if len(row) > 1}


def _check_amounts(sheets: dict[str, Rows], base: Base) -> None:
    said = _said(sheets)
    for name in FIXED[3:6]:
        _check(f"{SCENARIO}, {name}", said.get(name, ""), Decimal(getattr(base, name)), SMALLEST)
    told: dict[tuple, Decimal] = {}
    for at, row in enumerate(sheets[COST][1:], 2):
        key = tuple(row[:3])
        told[key] = told.get(key, Decimal(0)) + _number(f"{COST}, row {at}, amount", row[3])
    keys = {(cell.component, cell.evidence, cell.caused_by) for cell in base.cells}
    for key in sorted({*told, *keys}):
        held = exact_sum(cell.amount for cell in base.cells if (cell.component, cell.evidence, cell.caused_by) == key)
        _check(f"{COST}, {', '.join(key)}", f"{told.get(key, Decimal(0)):f}", held, HALF_CENT)


def _lever(at: int, row: list[str]) -> Lever:
    names = ("percent", "low", "high", "one_off", "yearly")
    try:
        return lever(row[0].strip(), row[1].strip(), row[2].strip(), **dict(zip(names, map(str.strip, row[3:8]))))
    except ScenarioProblem as refused:
        raise ScenarioProblem(
            "file_row", f"{LEVERS}, row {at}: {refused}", place=f"{LEVERS}, {at}", read=row[0]
        ) from refused


def _check(place: str, read: str, held: Decimal, off: Decimal) -> None:
    if abs(_number(place, read) - held) > off:
        raise ScenarioProblem(
            "file_changed",
            f"{place}: the file has {read}, the data and levers give {held:f}. "
            f"Only the numbers of the sheet {LEVERS} can be changed.",
            place=place,
            read=read,
            held=f"{held:f}",
        )


def _number(place: str, read: str) -> Decimal:
    try:
        return Decimal(read)
    except InvalidOperation:
        raise ScenarioProblem(
            "file_number", f'{place}: read "{read}"; expected a number.', place=place, read=read
        ) from None


def _other_file() -> ScenarioProblem:
    return ScenarioProblem(
        "file_other", "This is no workbook of a scenario, or its sheets or headings were changed. Export one first."
    )
