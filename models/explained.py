"""An explained number as lines of one table, for the command line."""

import pandas

from models import formulas, tracing

COLUMNS = ["part", "name", "value", "kind", "detail"]
NUMBERS = ("DECIMAL", "DOUBLE", "BIGINT", "INTEGER")


def first_column(engine, name: str, version: int) -> str:
    """Return the column a figure is asked for when nobody says which: its first formula's, else its first number's."""
    header = engine.header(name)
    said = header.worked.partition(" = ")[0].strip()
    return said or next(column for column in engine.rows(name, version)[0] if column not in header.key)


def frame(engine, found, changes: list, reading: dict) -> pandas.DataFrame:
    """Return the lines: number, sentence, formula, terms or parts, data, assumptions, changes, rows and their sum."""
    lines = [
        ("number", found.column, found.value, "", _cell(found.where)),
        ("meaning", found.header.name, None, "", found.header.meaning),
    ]
    lines += _formula(found)
    lines += [
        ("data", name, rows, "measured" if rows else "not_set", "rows stored") for name, rows in found.data.items()
    ]
    lines += [("assumption", row["name"], row["value"], row["kind"], row["source"]) for row in found.assumptions]
    lines += [
        ("if", f"{one.name} = {one.tried}", one.after, _signed(one.difference), f"held: {one.held}") for one in changes
    ]
    lines += _rows(engine, found, reading)
    return pandas.DataFrame([[_text(cell) for cell in line] for line in lines], columns=COLUMNS, dtype=object)


def _formula(found) -> list[tuple]:
    if found.formula is None:
        return [("formula", found.column, found.value, "", found.header.formula)]
    lines = [("formula", found.column, found.formula.result, "", found.formula.text)]
    lines += [("term", term, value, "", "") for term, value in found.formula.terms.items()]
    return lines + [
        ("of which", ", ".join(map(str, part.name)), part.amount, "", _priced(part)) for part in found.formula.parts
    ]


def _priced(part: formulas.Part) -> str:
    return f"{part.quantity:.2f} {part.unit} × {part.each:.2f}" if part.quantity else ""


def _rows(engine, found, reading: dict) -> list[tuple]:
    if not found.sides:
        return [("rows", found.column, None, "", found.header.untraced or found.header.source)]
    lines = []
    for side in found.sides:
        rows = engine.trace(side.figure, **{**reading, "where": side.where}, column=side.column)
        lines += [
            ("rows", side.column, count, "", f"amounts of {dataset} add up to {_text(total)}")
            for dataset, (count, total) in tracing.totals(rows).items()
        ]
    return lines


def _cell(where: dict) -> str:
    return ", ".join(f"{column} = {value}" for column, value in where.items())


def _signed(value: object) -> str:
    return "" if value is None else f"{value:+.2f}"


def _text(value: object) -> str:
    return "" if value is None else str(value)
