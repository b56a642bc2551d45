"""Every column decided, with samples."""

from dataclasses import replace

from data.contracts.definitions import Column
from data.import_options import Options
from data.parsing import row_rules
from data.parsing.columns.derived import ask_about_hours, derived_names, note_prefixes, refuse_two_currencies
from data.parsing.columns.infer_column import TEXTS, create_value_map, decide, plain_columns
from data.parsing.columns.missing_words import (
    ask_about_names,
    ask_about_nines,
    ask_about_scores,
    without_words,
)
from data.parsing.columns.row_factor import with_row_factors
from data.parsing.columns.shared_answers import answered_by_others, merge_shared, merge_words
from data.parsing.columns.typed_rows import create_typed
from data.parsing.columns.unit_of_column import ONE, factor_of
from data.parsing.date_columns.markers import has_markers
from data.parsing.date_columns.time_zones import ask_about_named_zones, ask_about_zones
from data.parsing.decision import ColumnDecision, ColumnQuestion
from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.questions import Question


def reading_of(cursor, source: Source, column: Column, decision: ColumnDecision | None) -> dict:
    """column, type, how (decimal sign or date order, empty when plain) and up to three [read, means] pairs."""
    if decision is None:
        text = source.trimmed(source.positions[column.name])
        found = cursor.execute(f"select {text} from stage_text t where {text} is not null limit 3").fetchall()
        pairs = [[read, read] for (read,) in found]
    else:
        good = [
            (read, value) for (read, _), (value, code) in decision.values.items() if code is None and value is not None
        ]
        pairs = [[read, _shown(value)] for read, value in good[:3]]
    return {"column": column.name, "type": column.type, "how": decision.how if decision else "", "samples": pairs}


def _shown(value) -> str:
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").lstrip("-").isdigit() else text


def _factors(cursor, staged: ParseResult, source: Source, options: Options) -> dict:
    """Column → what its numbers are multiplied by, for those that are; asks where it is not known."""
    for column in source.columns:
        found = factor_of(cursor, source, column, options)
        if found.ask:
            staged.take(column.name, found.ask)
        if found.decided == ("percent", "yes") and not options.about(column.name, "percent"):
            staged.note("READ_AS_PERCENT", column.name)
        if found.decided:
            staged.decided[f"{column.name}.{found.decided[0]}"] = found.decided[1]
        if found.factor != 1:
            staged.factors[column.name] = found.factor
    return staged.factors


def infer_columns(cursor, staged: ParseResult, source: Source, options: Options) -> bool:
    """Types every column into the table stage_typed; False when something has to be asked or is refused."""
    plain = {
        name for name in plain_columns(cursor, source, options) if not _is_to_look_at(cursor, source, name, options)
    }
    plain -= set(_factors(cursor, staged, source, options))
    source = replace(source, row_factors=with_row_factors(cursor, staged, source, options))
    currencies: dict[str, str] = {}
    decisions = _decisions(cursor, staged, source, plain, options)
    for column in source.columns:
        if decision := decisions.get(column.name):
            currencies |= _take_decision(cursor, staged, source, column, decision, column.name in plain)
        elif column.type in TEXTS and column.name in source.positions:
            _ask_about_ids(cursor, staged, source, column, options)
        else:
            staged.readings.append(reading_of(cursor, source, column, None))
    instants = {c.name: decisions[c.name] for c in source.columns if c.type == "instant"}
    days = {column.name for column in source.columns if column.whole_days}
    ask_about_zones(staged, instants, days, options)
    ask_about_named_zones(staged, instants, _headings(source), options)
    for column in source.columns:
        _ask_about_missing(cursor, staged, source, column, options)
    merge_shared(staged, decisions, options)
    merge_words(staged)
    _refuse_uncalculated(staged, source)
    _ask_about_garbled(cursor, staged, source)
    refuse_two_currencies(staged, currencies)
    staged.currencies = currencies
    if staged.stops:
        return False
    create_typed(cursor, source, plain, options, currencies)
    staged.columns += derived_names(source, currencies, options)
    ask_about_hours(cursor, staged, source, options)
    note_prefixes(cursor, staged, source, options)
    _refuse_all_long(cursor, staged, source)
    return not staged.stops


def _decisions(cursor, staged: ParseResult, source: Source, plain: set, options: Options) -> dict[str, ColumnDecision]:
    """Column → what its cells mean, for those that SQL does not read itself."""
    columns = {
        column.name: column
        for column in source.columns
        if not (column.name in plain and not _has_currency_hint(source, column, options))
        and not (column.type in TEXTS and column.name in source.positions)
    }

    def _decided(name: str, said: Options) -> ColumnDecision:
        return decide(cursor, source, columns[name], said, staged.factors.get(name, ONE))

    found = {name: _decided(name, options) for name in columns}
    return found | {name: _decided(name, said) for name, said in answered_by_others(found, options).items()}


def _headings(source: Source) -> dict:
    """Column → the heading over its cells."""
    cells = source.heading.cells
    return {name: cells[i] for name, i in source.positions.items() if i < len(cells) and not source.stages}


def _is_to_look_at(cursor, source: Source, name: str, options: Options) -> bool:
    """Whether the cells of a plain column may mean something else than they say."""
    column = source.contract.column(name)
    return column.type == "day" and has_markers(cursor, source, column, options)


def _take_decision(
    cursor, staged: ParseResult, source: Source, column: Column, decision: ColumnDecision, is_plain: bool
) -> dict:
    """Enters what was decided about a column; gives the currency that is stated for it."""
    for ask in decision.asks:
        staged.take(column.name, ask)
    staged.decided |= {f"{column.name}.{setting}": value for setting, value in decision.decided.items()}
    if decision.empties:
        staged.note("READ_AS_EMPTY", column.name, count=decision.empties)
    for text, number, scale, count in decision.scaled:
        staged.note("READ_IN_SCALE", column.name, read=text, number=number, scale=str(int(scale)), count=count)
    if not is_plain:
        create_value_map(cursor, column, decision)
    staged.readings.append(reading_of(cursor, source, column, decision))
    return {column.name: decision.currency} if decision.currency else {}


def _has_currency_hint(source: Source, column: Column, options: Options) -> bool:
    if column.type not in ("money", "price"):
        return False
    return bool(
        source.formats(column.name) or options.about(column.name, "currency") or source.currencies.get(column.name)
    )


def _ask_about_garbled(cursor, staged: ParseResult, source: Source) -> None:
    found = row_rules.garbled_columns(cursor, source) if source.table.facts.get("garbled") else []
    for column, read in found[:1]:
        staged.ask(Question("MOJIBAKE", column, "mojibake", ["repair", "keep"], {"read": read}))


def _ask_about_ids(cursor, staged, source, column, options) -> None:
    """Asks when an id shows leading zeros only by the format of its cell."""
    position = source.positions[column.name]
    if not source.table.is_book or column.type != "id" or options.about(column.name, "zeros"):
        return
    kind = source.kind(position)
    found = cursor.execute(
        f"select t.c{position}, ascii({kind}) - 64 from stage_text t where {kind} between 'A' and 'Z' "
        f"and length(t.c{position}) < ascii({kind}) - 64 limit 1"
    ).fetchall()
    for read, digits in found:
        staged.take(
            column.name,
            ColumnQuestion("ID_FORMAT", ("keep", "drop"), "zeros", {"read": read, "shown": read.zfill(digits)}),
        )


def _ask_about_missing(cursor, staged, source, column, options) -> None:
    """Asks about names and scores that may stand for none; says how many names were read so."""
    for ask in (
        ask_about_names(cursor, source, column, options),
        ask_about_scores(cursor, source, column, options),
        ask_about_nines(cursor, source, column, options),
    ):
        if ask:
            staged.take(column.name, ask)
    if column.type in TEXTS and column.name in source.positions:
        test = without_words(source.trimmed(source.positions[column.name]), options, column)
        count = cursor.execute(f"select count(*) from stage_text t where {test or 'false'}").fetchall()[0][0]
        if count:
            staged.note("READ_AS_EMPTY", column.name, count=count)


def _refuse_uncalculated(staged: ParseResult, source: Source) -> None:
    for column, position in (*source.positions.items(), *(("started_at", i) for i in source.stages)):
        row = source.table.facts.get("uncalculated", {}).get(str(position))
        if row and row > source.heading.row:
            staged.refuse("FORMULA_NOT_CALCULATED", column, row=row)


def _refuse_all_long(cursor, staged: ParseResult, source: Source) -> None:
    shorter = cursor.execute(
        "select 1 from stage_typed where row_code is distinct from 'ROW_TOO_LONG' limit 1"
    ).fetchall()
    if not shorter and staged.rows_read > 1:
        staged.refuse("ROW_TOO_LONG", expected=source.heading.width)
