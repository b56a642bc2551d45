"""Turns the text cells of one file into typed rows and problems, in temporary tables of a cursor."""

from data.contracts import Contract
from data.options import Options
from data.reading.table import Refusal, TextTable
from data.typing import checks
from data.typing.columns import TEXTS, create_meaning, decide, plain_columns
from data.typing.decision import Ask
from data.typing.derive import derived_names, refuse_two_currencies
from data.typing.heading import SEARCHED_ROWS, Mapping, find_heading, map_headings
from data.typing.messages import explain_problems, refuse_mostly_bad
from data.typing.rows import create_typed
from data.typing.samples import reading_of
from data.typing.source import Source, first_rows
from data.typing.staged import Staged
from data.typing.totals import check_totals

TABLES = ("stage_row", "stage_problem", "stage_typed")


def stage(cursor, text_table: TextTable | Refusal, contract: Contract, options: Options, remembered: dict) -> Staged:
    """The typed rows (table stage_row) and what is set aside (stage_problem) of one file.

    stage_row: source_row, verbatim, and the columns of `Staged.columns`; sectors as written.
    stage_problem: source_row, column_name, read, code, message, verbatim, content (null).
    remembered maps headings of earlier files to columns.
    """
    for table in TABLES:
        cursor.execute(f"drop table if exists {table}")
    staged = Staged()
    if isinstance(text_table, Refusal):
        return staged.take_refusal(text_table)
    staged.sheet = text_table.sheet
    _take_facts(staged, text_table)
    source = _find_source(cursor, staged, text_table, contract, options, remembered)
    if source is None or not _decide_all(cursor, staged, source, options):
        return staged
    checks.create_problems(cursor, source)
    checks.add_doubles(cursor, source)
    return _finish(cursor, staged, source)


def _take_facts(staged: Staged, table: TextTable) -> None:
    for note in table.facts["notes"]:
        staged.note(note["code"], **note["fields"])
    for question in table.facts["questions"]:
        staged.ask(question["code"], None, question["choices"], question["answer_with"], **question.get("fields", {}))


def _find_source(cursor, staged, table, contract, options, remembered) -> Source | None:
    """The source with its heading and mapping; None when there is nothing to type."""
    rows = first_rows(cursor, table, SEARCHED_ROWS) if table.width else []
    if not rows:
        staged.refuse("NO_ROWS")
        return None
    heading = find_heading(rows, contract, options, remembered)
    if isinstance(heading, Ask):
        staged.take(None, heading)
        return None
    mapping = map_headings(heading, contract, options, remembered)
    constants = {c.name: value for c in contract.columns if (value := options.about(c.name, "value")) is not None}
    positions = {c: i for c, i in mapping.positions.items() if c not in constants}
    source = Source(table, heading, contract, positions, constants)
    _take_mapping(staged, source, mapping)
    source.create_view(cursor)
    staged.rows_read = cursor.execute("select count(*) from stage_text").fetchall()[0][0]
    if not staged.rows_read:
        staged.refuse("NO_ROWS")
    return None if staged.error else source


def _take_mapping(staged: Staged, source: Source, mapping: Mapping) -> None:
    for column, ask in mapping.asks:
        staged.take(column, ask)
    staged.ignored = mapping.ignored
    staged.mapping = {c: source.heading.cells[i] for c, i in source.positions.items() if i < len(source.heading.cells)}
    staged.mapping |= {c: f"={value}" for c, value in source.constants.items()}
    staged.columns = [c.name for c in source.columns]
    missing = _missing(source)
    if missing:
        staged.refuse("MISSING_COLUMN", missing[0], missing=", ".join(missing), options=" ".join(
            f"--map {name}=HEADING" for name in missing), headings=", ".join(c for c in source.heading.cells if c))
    source.table.facts["heading_currencies"] = mapping.currencies


def _missing(source: Source) -> list:
    names = {c.name for c in source.columns}
    missing = [c.name for c in source.contract.columns if c.required and c.name not in names]
    for groups in source.contract.alternatives:
        if not any(set(group) <= names for group in groups):
            missing.append(groups[0][0])
    return missing


def _decide_all(cursor, staged: Staged, source: Source, options: Options) -> bool:
    """Types every column; False when something has to be asked first or the file is refused."""
    plain = plain_columns(cursor, source)
    currencies = {}
    for column in source.columns:
        if column.name in plain and not _has_currency_hint(source, column, options):
            staged.readings.append(reading_of(cursor, source, column, None))
            continue
        if column.type in TEXTS and column.name in source.positions:
            _ask_about_ids(cursor, staged, source, column, options)
            continue
        decision = decide(cursor, source, column, options, source.table.facts["heading_currencies"].get(column.name))
        for ask in decision.asks:
            staged.take(column.name, ask)
        if decision.empties:
            staged.note("READ_AS_EMPTY", column.name, count=decision.empties)
        if decision.currency:
            currencies[column.name] = decision.currency
        if column.name not in plain:
            create_meaning(cursor, column, decision)
        staged.readings.append(reading_of(cursor, source, column, decision))
    _refuse_uncalculated(staged, source)
    for column, read in checks.garbled_columns(cursor, source) if source.table.facts.get("garbled") else ():
        if not any(q["code"] == "MOJIBAKE" for q in staged.questions):
            staged.ask("MOJIBAKE", column, ("repair", "keep"), "--set mojibake=repair", read=read)
    refuse_two_currencies(staged, currencies)
    if staged.stops:
        return False
    create_typed(cursor, source, plain, options, currencies)
    staged.columns += derived_names(source, currencies)
    _refuse_all_long(cursor, staged, source)
    return not staged.stops


def _has_currency_hint(source: Source, column, options: Options) -> bool:
    if column.type not in ("money", "price"):
        return False
    formats = source.table.facts.get("formats", {}).get(str(source.positions.get(column.name)), {})
    return bool(formats or options.about(column.name, "currency")
                or source.table.facts["heading_currencies"].get(column.name))


def _ask_about_ids(cursor, staged, source, column, options) -> None:
    """Asks when an id shows leading zeros only by the format of its cell."""
    position = source.positions[column.name]
    if not source.table.is_book or column.type != "id" or options.about(column.name, "zeros"):
        return
    kind = source.kind(position)
    found = cursor.execute(f"select t.c{position}, ascii({kind}) - 64 from stage_text t where {kind} between 'A' and 'Z' "
                           f"and length(t.c{position}) < ascii({kind}) - 64 limit 1").fetchall()
    for read, digits in found:
        staged.take(column.name, Ask("ID_FORMAT", ("keep", "drop"), "zeros", {"read": read, "shown": read.zfill(digits)}))


def _refuse_uncalculated(staged: Staged, source: Source) -> None:
    for column, position in source.positions.items():
        row = source.table.facts.get("uncalculated", {}).get(str(position))
        if row and row > source.heading.row:
            staged.refuse("FORMULA_NOT_CALCULATED", column, row=row)


def _refuse_all_long(cursor, staged: Staged, source: Source) -> None:
    shortest = cursor.execute("select count(*) from stage_typed where row_code is distinct from 'ROW_TOO_LONG'").fetchall()[0][0]
    if not shortest and staged.rows_read > 1:
        staged.refuse("ROW_TOO_LONG", expected=source.heading.width)


def _finish(cursor, staged: Staged, source: Source) -> Staged:
    """Leaves stage_row and stage_problem, with notes; refuses a file that is mostly bad."""
    if refuse_mostly_bad(cursor, staged):
        return staged
    check_totals(cursor, staged, source)
    staged.money_set_aside = checks.money_set_aside(cursor, source)
    cursor.execute("delete from stage_typed where source_row in (select source_row from stage_problem)")
    for column in source.columns:
        cursor.execute(f"alter table stage_typed drop column {column.name}__code")
    cursor.execute("alter table stage_typed drop column row_code")
    cursor.execute("alter table stage_typed rename to stage_row")
    explain_problems(cursor, staged, source)
    copies = checks.count_copies(cursor, source)
    if copies:
        staged.note("EXACT_COPIES", count=copies)
    return staged
